"""What every page needs to draw its frame: the places, when the page locks, and whose computer this is."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nearer.domain import safety
from nearer.web.room import Room, SampleRoom
from nearer.web.stamp import now


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places; only those that are built are shown."""

    name: str
    label: str
    url: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the places, when the page locks, and whether this is the person's own computer."""
    room: Room | None = getattr(request, "room", None)
    shown: dict[str, Any] = {"own_computer": settings.OWN_COMPUTER, "throw_away": settings.THROW_AWAY, "room": room}
    if isinstance(room, SampleRoom):
        shown["sample"] = room.sample
    if room is not None:
        shown["quiet_name"] = safety.has_quiet_name(room.read())
        if safety.only_help(room.read(), now()):
            return shown
    if room is not None and not room.unfinished:
        places = (
            ("today", _("Today"), reverse("today")),
            ("path", _("Path"), reverse("path")),
            ("people", _("People"), reverse("people")),
            ("mirror", _("Mirror"), reverse("mirror")),
            ("me", _("Me"), reverse("me")),
        )
        shown["places"] = [Place(n, label, url, request.path.startswith(url)) for n, label, url in places]
        shown["idle_seconds"] = 0 if isinstance(room, SampleRoom) else room.idle_minutes * 60
    return shown
