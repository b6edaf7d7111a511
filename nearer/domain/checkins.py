"""Check-ins: when one may be written, what it may be about, and what the day after closeness asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Literal
from zoneinfo import ZoneInfo

from nearer.domain.book import Book
from nearer.domain.days import day_of
from nearer.domain.entries import CheckedIn, EntryId, PersonId, PracticeDone, PracticePlanned
from nearer.domain.people import people
from nearer.domain.safety import MOST_CHECKINS_A_DAY

WELCOME_BACK_DAYS = 7
"""A week without a word is a gap that a person notices; they are met with "welcome back" and nothing else."""

CLOSE = 5
"""Of the seven circles: about half shared, or more."""

DEEP = 3
"""Of 0 to 4: feelings, or needs and fears."""

GOOD = 70
"""Of 0-100: an outcome with someone that was this good counts as closeness too, since outcomes ask for no circles."""

LONGEST_BACK = timedelta(days=366)
"""A check-in is a note, not a memoir: what is older than a year is told elsewhere."""

MORNING, NOON, EVENING = time(9), time(12), time(20)

When = Literal["now", "morning", "evening", "date"]
"""now; this morning; yesterday evening; or about noon on another day."""


@dataclass(frozen=True, slots=True)
class Day:
    """A person's day with its check-ins, the latest first."""

    day: date
    checkins: tuple[CheckedIn, ...]


def checkins_on(book: Book, day: date) -> tuple[CheckedIn, ...]:
    """The check-ins about a day, in their order."""
    return tuple(c for c in book.of(CheckedIn) if c.day == day)


def is_most(book: Book, day: date, besides: EntryId = "") -> bool:
    """Whether a day has all the check-ins it may have, the one that is being written not counted."""
    return sum(c.id != besides for c in checkins_on(book, day)) >= MOST_CHECKINS_A_DAY


def days_since(book: Book, today: date) -> int | None:
    """Days since anything was last written; None for an empty book, 0 for today."""
    return max(0, (today - max(map(attrgetter("day"), book.entries))).days) if book.entries else None


def is_back(book: Book, today: date) -> bool:
    """Whether someone comes back after a gap."""
    gap = days_since(book, today)
    return gap is not None and gap >= WELCOME_BACK_DAYS


def asks_stepped_back(book: Book, today: date) -> bool:
    """Whether to ask "did you want to step back?": the day after closeness, until it was answered that day."""
    if any(c.stepped_back is not None for c in checkins_on(book, today)):
        return False
    before = today - timedelta(days=1)
    good = (done for done in book.of(PracticeDone) if done.day == before and (done.good or 0) >= GOOD)
    return any(_with_someone(book, done) for done in good) or any(map(was_close, checkins_on(book, before)))


def _with_someone(book: Book, done: PracticeDone) -> bool:
    plan = book.get(done.plan)
    return isinstance(plan, PracticePlanned) and plan.person is not None


def was_close(checkin: CheckedIn) -> bool:
    """Whether this was closeness: much shared, or a talk that reached feelings."""
    return (checkin.closeness or 0) >= CLOSE or (checkin.depth or 0) >= DEEP


def whom_lately(book: Book) -> tuple[tuple[PersonId, str], ...]:
    """Everyone named in the book with their name: those of the latest check-ins first, then by name."""
    known = people(book)
    written = dict.fromkeys(c.person for c in reversed(book.of(CheckedIn)) if c.person is not None)
    lately = {person: place for place, person in enumerate(dict.fromkeys(map(known.who, written)))}
    names = sorted(known.names.items(), key=lambda one: (lately.get(one[0], len(lately)), one[1].casefold()))
    return tuple(names)


def days_of(checkins: Iterable[CheckedIn]) -> tuple[Day, ...]:
    """Check-ins by day, the latest day first."""
    found: dict[date, list[CheckedIn]] = {}
    for checkin in sorted(checkins, key=lambda c: (c.at, c.id), reverse=True):
        found.setdefault(checkin.day, []).append(checkin)
    return tuple(Day(day, tuple(found[day])) for day in sorted(found, reverse=True))


def instant_of(when: When, written: datetime, zone: str, on: date | None = None) -> datetime | None:
    """The UTC instant that a check-in written then is about; None where that would be ahead, or longer ago than a year.

    "This morning" and "yesterday evening" belong to the person's day, which starts at four.
    """
    day = day_of(written, zone)
    if when == "now":
        return written
    if when == "date":
        if on is None or on > day or day - on > LONGEST_BACK:
            return None
        return min(_at(on, NOON, zone), written)
    then = _at(day, MORNING, zone) if when == "morning" else _at(day - timedelta(days=1), EVENING, zone)
    return then if then < written else None


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
