"""The survival ledger: pains already survived, and every act with what was expected of it beside what was."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as now_
from django.utils.translation import ngettext

from nearer.domain.book import Book
from nearer.domain.exercises import is_answered, turns
from nearer.domain.ledger import Row, Summary, ledger
from nearer.domain.practice import Gap
from nearer.domain.series import Average
from nearer.domain.stats import Lasting
from nearer.web.content import content
from nearer.web.drawings.ledger import arcs
from nearer.web.room import RoomRequest, with_book

SURVIVED = "H1-came-through"
"""The exercise whose answers open the ledger: pains that are over."""

HOUR, DAY = 60, 24 * 60
MOST_DRAWN, MOST_TOLD = 40, 200
"""Acts that are drawn, and that stand in the table: the newest. What they add up to is of all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act in a drawing: forecast beside fact on one scale, and how long it took."""

    row: Row
    expected: int | None
    was: int | None
    after: str


@dataclass(frozen=True, slots=True)
class Mean:
    """An average difference in whole points, without its sign, with the ends of its interval."""

    n: int
    points: int
    is_less: bool
    is_sure: bool
    low: int
    high: int


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """The whole ledger; averages only from three acts on."""
    book = request.room.read()
    found = ledger(book)
    rows = found.rows[::-1]
    lasted = [row.lasted for row in found.rows if row.lasted is not None]
    told = {
        "n": len(rows),
        "whole": found.whole,
        "bad_lines": [_line(row, row.bad) for row in rows if row.bad][:MOST_DRAWN],
        "good_lines": [_line(row, row.good) for row in rows if row.good][:MOST_DRAWN],
        "bad": mean_in_points(found.whole.bad),
        "good": mean_in_points(found.whole.good),
        "changed": mean_in_points(found.whole.changed),
        "surer": mean_in_points(found.whole.surer),
        "arcs": arcs(lasted) if lasted else None,
        "marks": [(mark, words(mark.minutes)) for mark in arcs(lasted).marks] if lasted else [],
        "median": median_in_words(found.whole),
        "survived": _survived(book),
        "rows": [(row, after(row.lasted)) for row in rows[:MOST_TOLD]],
        "is_cut": len(rows) > MOST_DRAWN,
        "most": MOST_DRAWN,
        "most_told": MOST_TOLD,
        "steps": _by_step(found.by_step),
        "hard": [row for row in rows if row.practice.outcome and row.practice.outcome.happened != "no"],
    }
    return render(request, "ledger/ledger.html", told)


def words(minutes: int) -> str:
    """A length of time in words, as coarse as it was asked."""
    if minutes < HOUR:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < DAY:
        hours = round(minutes / HOUR)
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = round(minutes / DAY)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def after(lasted: Lasting | None) -> str:
    """How long it took, in words; "not yet" stays open."""
    if lasted is None:
        return ""
    return words(lasted.minutes) if lasted.is_over else now_("not yet")


def _line(row: Row, gap: Gap) -> Line:
    return Line(row, gap.expected, gap.was, after(row.lasted))


def mean_in_points(found: Average | None) -> Mean | None:
    """An average difference as a sentence says it."""
    if found is None:
        return None
    ends = sorted((round(abs(found.interval.low)), round(abs(found.interval.high))))
    return Mean(found.n, round(abs(found.value)), found.value < 0, found.interval.is_without_zero, *ends)


def median_in_words(whole: Summary) -> str:
    """After how long half the acts were over; "" where that is not known."""
    return words(whole.recovery.median) if whole.recovery and whole.recovery.median is not None else ""


def _survived(book: Book) -> list[tuple[Any, list[Any]]]:
    """Pains that are over, as they were written: the newest first, each with its answers in words."""
    found = []
    for turn in reversed(turns(book, SURVIVED)):
        said = [said for part in turn.parts.values() for said in part.said if is_answered(said)]
        found.append((turn, said))
    return found


def _by_step(found: tuple[tuple[str, Summary], ...]) -> list[tuple[str, Summary]]:
    names = {step.id: step.name for step in content().programme.ways()}
    return [(names.get(step, now_("of no step")), summary) for step, summary in found]
