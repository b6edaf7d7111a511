"""What was ticked, and the report that a book makes of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nearer.domain.book import Book
from nearer.domain.entries import ReportChosen, Tick
from nearer.domain.hidden import Over, names_hidden, shown
from nearer.domain.insights import pulse_over_time
from nearer.domain.map import my_map
from nearer.domain.programme import Programme
from nearer.domain.report import acts, sections
from nearer.domain.report.values import Report, Short
from nearer.domain.safety import is_narrowed

FIRST: tuple[Tick, ...] = ("short",)
"""What is ticked before anything was chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was ticked, of how many last ``weeks`` (None: all), and which exercises go in with what was written there."""

    ticks: Collection[Tick] = FIRST
    weeks: int | None = None
    title: str = ""
    by: str = ""
    exercises: Collection[str] = ()


def chosen(book: Book) -> Chosen:
    """What was ticked the last time; the form of one page before that."""
    last = book.last(ReportChosen)
    return Chosen() if last is None else Chosen(last.ticks, last.weeks, last.title, last.by, last.exercises)


def report(book: Book, programme: Programme, chosen: Chosen, today: date) -> Report:
    """The report of a book on a day; nothing is in it that was not ticked, and names stand in it only if they were.

    Acts, safety answers and counts are of the weeks that were chosen. What is read over time (signs, pulse, moods, stories)
    keeps all its days, as a shorter stretch would read as another answer.
    """
    ticks, narrowed = frozenset(chosen.ticks), is_narrowed(book, today)
    over = shown if "names" in ticks else names_hidden(book)
    asked = _Asked(book, programme, today, _first(book, chosen.weeks, today), narrowed, over, "others" in ticks)
    exercises = [e for e in sections.written_exercises(book, programme, narrowed) if e.id in chosen.exercises]
    return Report(
        title=over(chosen.title),
        by=shown(chosen.by),
        first=asked.first,
        made=today,
        has_names="names" in ticks,
        has_others=asked.has_others,
        is_narrowed=narrowed,
        writing=sections.writing(book, exercises, over) if exercises else None,
        **_sections(asked, ticks),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every section is made from."""

    book: Book
    programme: Programme
    today: date
    first: date
    is_narrowed: bool
    over: Over
    has_others: bool


def _sections(asked: _Asked, ticks: Collection[Tick]) -> dict[str, Any]:
    """The sections that were ticked; nothing else is looked at."""
    book, programme, over = asked.book, asked.programme, asked.over
    makers: dict[Tick, Callable[[], dict[str, Any]]] = {
        "short": lambda: {"short": _short(asked)},
        "safety": lambda: {"safety": sections.safety_answers(book, asked.first, over)},
        "plan": lambda: {"plan": sections.plan(book, over)},
        "map": lambda: {"map": my_map(book, programme, asked.is_narrowed, over, asked.has_others)},
        "signs": lambda: {"signs": sections.sign_lines(book, programme.signs, over)},
        "pulse": lambda: {
            "pulse": sections.pulse_line(book, programme),
            "pulse_finding": pulse_over_time(book, asked.today),
        },
        "acts": lambda: {"acts": acts.acts_in_words(book, acts.rows_since(book, asked.first), over, asked.has_others)},
        "moods": lambda: {"moods": sections.moods(book, asked.today)},
        "stories": lambda: {"stories": sections.stories(book, asked.today, over)},
        "net": lambda: {"net": sections.net_counted(book)},
    }
    return {name: value for tick, make in makers.items() if tick in ticks for name, value in make().items()}


def _short(asked: _Asked) -> Short:
    book, rows = asked.book, acts.rows_since(asked.book, asked.first)
    signs = sections.sign_lines(book, asked.programme.signs, asked.over)
    worse = acts.worsening(book, asked.first, rows, signs, pulse_over_time(book, asked.today), asked.over)
    return acts.short(book, asked.first, rows, worse, asked.over, asked.has_others)


def _first(book: Book, weeks: int | None, today: date) -> date:
    """The first day that the report is about; never before the book."""
    begun = min((entry.day for entry in book.entries), default=today)
    return begun if weeks is None else max(begun, today - timedelta(days=7 * weeks - 1))
