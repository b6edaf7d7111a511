"""Where clock, zone and randomness enter: the stamp that every new entry carries."""

import random
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest

from nearer.domain.days import day_of
from nearer.domain.entries import EntryId

HALF = 0.5


class Stamp(TypedDict):
    """The fields that every entry shares."""

    id: EntryId
    rev: int
    at: datetime
    zone: str
    day: date


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The person's present day."""
    return day_of(now(), settings.TIME_ZONE)


def tomorrow() -> date:
    """The day after today: no diary that was kept anywhere on earth reaches beyond it."""
    return today() + timedelta(days=1)


def local_hour() -> int:
    """The hour on the clock of this computer, 0-23."""
    return now().astimezone(ZoneInfo(settings.TIME_ZONE)).hour


def new_id() -> EntryId:
    """A fresh entry id."""
    return uuid.uuid4().hex


def stamp(request: HttpRequest) -> Stamp:
    """The stamp for what this form says: its id and revision, and when it was written (maybe before it was kept)."""
    at: datetime = getattr(request, "written_at", None) or now()
    zone = settings.TIME_ZONE
    return Stamp(id=entry_id(request), rev=revision(request) + 1, at=at, zone=zone, day=day_of(at, zone))


def new_stamp() -> Stamp:
    """A stamp for an entry that no form was drawn for."""
    at, zone = now(), settings.TIME_ZONE
    return Stamp(id=new_id(), rev=1, at=at, zone=zone, day=day_of(at, zone))


def own_stamp(request: HttpRequest, row: EntryId | None = None) -> Stamp:
    """A stamp for an entry that goes along with the form's own one, or whose id was known before."""
    return Stamp(**{**stamp(request), "id": row or new_id(), "rev": 1})


def entry_id(request: HttpRequest) -> EntryId:
    """The id the form was drawn with, so that sending it twice says one thing; a fresh one where it is malformed."""
    try:
        return uuid.UUID(hex=request.POST.get("entry", "")).hex
    except ValueError:
        return new_id()


def revision(request: HttpRequest) -> int:
    """The revision the form was drawn from; 0 for something new."""
    said = request.POST.get("rev", "0")
    return int(said) if said.isdecimal() and len(said) < 7 else 0


def flips(n: int) -> tuple[bool, ...]:
    """That many fair coins: True is heads."""
    return tuple(random.SystemRandom().random() < HALF for _ in range(n))
