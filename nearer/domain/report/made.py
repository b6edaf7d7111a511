"""What was ticked, and the report that a book makes of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.programme import Programme
from nearer.domain.report.hidden import SHOWN, veil
from nearer.domain.report.values import Report

Tick = Literal[
    "short", "safety", "plan", "map", "signs", "pulse", "acts", "moods", "stories", "net", "writing", "names", "others"
]
"""What may go into a report: its sections by name, then names in place of "someone A", and what is about others."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was ticked: ``since`` is the first day looked at (None: all), ``exercises`` whose answers go in."""

    ticks: frozenset[Tick] = frozenset({"short"})
    since: date | None = None
    title: str = ""
    by: str = ""
    exercises: tuple[str, ...] = ()


def report(book: Book, programme: Programme, chosen: Chosen, today: date) -> Report:
    """The report of a book on a day; nothing is in it that was not ticked."""
    over = SHOWN.over if "names" in chosen.ticks else veil(book).over
    first = max(chosen.since or date.min, min((e.day for e in book.entries), default=today))
    return Report(
        title=over(chosen.title),
        by=SHOWN.over(chosen.by),
        made=today,
        first=min(first, today),
        names_shown="names" in chosen.ticks,
        others_shown="others" in chosen.ticks,
    )
