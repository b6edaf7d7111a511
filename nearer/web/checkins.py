"""The list of check-ins by day, and taking one out of the book."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render

from nearer.domain.checkins import days_of
from nearer.domain.entries import CheckedIn
from nearer.domain.people import People, people
from nearer.vault import store
from nearer.web.checkin import DEPTHS
from nearer.web.finding import entry_or_404
from nearer.web.room import RoomRequest, with_book

DAYS_A_PAGE = 14


@with_book
def remove(request: RoomRequest, entry: str) -> HttpResponse:
    """Really remove a check-in, after asking once."""
    book = request.room.read()
    found = entry_or_404(book, entry, CheckedIn)
    if request.method == "POST":
        request.room.keep(request, remove=[entry])
        store.scrub()
        return redirect("checkins")
    return render(request, "checkin/remove.html", {"row": _shown(found, people(book))})


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """All check-ins by day, the latest first, some days a page. Numbers stay folded."""
    book = request.room.read()
    known = people(book)
    days = days_of(book.of(CheckedIn))
    until = _date(request.GET.get("until", ""))
    left = [day for day in days if until is None or day.day <= until]
    pages = [(day.day, [_shown(c, known) for c in day.checkins]) for day in left[:DAYS_A_PAGE]]
    earlier = left[DAYS_A_PAGE].day if len(left) > DAYS_A_PAGE else None
    told = {"days": pages, "earlier": earlier, "is_latest": len(left) == len(days)}
    return render(request, "checkin/checkins.html", told)


@dataclass(frozen=True, slots=True)
class Shown:
    """A check-in as the list shows it. ``whom``: a name, or None for nobody or someone without one."""

    entry: CheckedIn
    clock: datetime
    whom: str | None
    depth: Any


def _shown(checkin: CheckedIn, known: People) -> Shown:
    clock = checkin.at.astimezone(ZoneInfo(checkin.zone)).replace(tzinfo=None)
    depth = None if checkin.depth is None else dict(DEPTHS).get(str(checkin.depth))
    return Shown(checkin, clock, known.name(checkin.person), depth)


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
