"""The net: who for what, drawn and as a list, with the places where there is room and one small act for each."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from nearer.domain.net import ROLES, Net, net
from nearer.domain.ties import bonds
from nearer.web.drawings.circles import Someone
from nearer.web.drawings.net import web
from nearer.web.labels import writes
from nearer.web.practice import plan_in_words
from nearer.web.practice_plan import PlanForm
from nearer.web.room import RoomRequest, with_book
from nearer.web.ties import ROLES as ROLE_NAMES

ACTS: dict[str, tuple[Any, Any]] = {
    "night": (
        _("Ask one person whether you may call late, once, if a night is bad."),
        _("May I call you late, if a night is bad? You can say no."),
    ),
    "lift": (
        _("Ask someone for a small lift: a bag carried, a stretch of road."),
        _("Could you take me as far as the station?"),
    ),
    "laugh": (
        _("Send someone the thing that made you laugh today, without a comment."),
        _("This made me laugh."),
    ),
    "truth": (
        _("Ask someone what they would do in your place, about something small."),
        _("What would you do? You may be honest."),
    ),
}
"""One small act for each place where there may be room, and a first sentence."""


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """Who for what."""
    found = net(bonds(request.room.read()))
    gaps = [(g, ROLE_NAMES[g.role], ACTS[g.role][0]) for g in found.gaps]
    told = {
        "net": found,
        "rows": [(ROLE_NAMES[role], found.theirs[role], found.mine[role]) for role in ROLES],
        "gaps": gaps,
        "is_begun": any(found.theirs.values()),
        "without": [b for b in found.people if b.roles is None],
        "gives": any(found.mine.values()) or bool(found.held),
        "role_names": ROLE_NAMES,
    }
    return render(request, "people/net.html", told | {"web": _drawn(found)})


@with_book
@writes(PlanForm)
def act(request: RoomRequest, role: str) -> HttpResponse:
    """Plan the small act that is offered where there is room; with whom is there to be changed."""
    if role not in ACTS:
        raise Http404
    gap = next((g for g in net(bonds(request.room.read())).gaps if g.role == role), None)
    words, first = ACTS[role]
    whom = gap.perhaps.name if gap and gap.perhaps else ""
    return plan_in_words(request, {"choice": "own", "act": str(words), "first_sentence": str(first), "person": whom})


def _drawn(found: Net) -> Any:
    on = {role: [Someone(b.person, b.name, b.circle) for b in found.theirs[role]] for role in ROLES}
    weak = frozenset(b.person for b in found.weak)
    return web(on, weak, frozenset(g.role for g in found.gaps), is_small=not found.draws_gaps)
