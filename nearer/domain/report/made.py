"""What was ticked, and the report that a book makes of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from nearer.domain.book import Book
from nearer.domain.entries import ReportChosen, Tick
from nearer.domain.hidden import names_hidden, shown
from nearer.domain.insights import pulse_over_time
from nearer.domain.map import my_map
from nearer.domain.programme import Programme
from nearer.domain.report import acts, sections
from nearer.domain.report.values import Report
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
    first = _first(book, chosen.weeks, today)
    signs = sections.sign_lines(book, programme.signs, over)
    pulse = pulse_over_time(book, today) if ticks & {"short", "pulse"} else None
    asked = [e for e in sections.written_exercises(book, programme, narrowed) if e.id in chosen.exercises]
    has_others = "others" in ticks
    return Report(
        title=over(chosen.title),
        by=shown(chosen.by),
        first=first,
        made=today,
        has_names="names" in ticks,
        has_others=has_others,
        is_narrowed=narrowed,
        short=acts.short(book, first, acts.worse(book, first, signs, pulse), over, has_others)
        if "short" in ticks
        else None,
        safety=sections.safety_answers(book, first, over) if "safety" in ticks else None,
        plan=sections.plan(book, over) if "plan" in ticks else None,
        map=my_map(book, programme, narrowed, over) if "map" in ticks else None,
        signs=signs if "signs" in ticks else None,
        pulse=sections.pulse_line(book, programme) if "pulse" in ticks else None,
        pulse_finding=pulse if "pulse" in ticks else None,
        acts=acts.acts_in_words(book, first, over, has_others) if "acts" in ticks else None,
        moods=sections.moods(book, today) if "moods" in ticks else None,
        stories=sections.stories(book, today, over) if "stories" in ticks else None,
        net=sections.net_counted(book) if "net" in ticks else None,
        writing=sections.writing(book, asked, over) if asked else None,
    )


def _first(book: Book, weeks: int | None, today: date) -> date:
    """The first day that the report is about; never before the book."""
    begun = min((entry.day for entry in book.entries), default=today)
    return begun if weeks is None else max(begun, today - timedelta(days=7 * weeks - 1))
