"""Drawings that stand alone, outside of any page: dots along the days, and what was expected beside what was.

All numbers are pixels in a drawing of a fixed width; colours are in its template.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nearer.domain.book import Book
from nearer.domain.entries import CheckedIn, PulseAnswered
from nearer.domain.practice import bad_gap, practices
from nearer.domain.pulse import HIGHEST

WIDTH, SIDE, TOP, ROW = 720, 40, 108, 34
PLOT = 200
MOST_DOTS, MOST_ACTS, MOST_LETTERS = 1500, 60, 78


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, or a ring where it is what was expected."""

    x: float
    y: float
    is_ring: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words at a place; ``anchor`` is "start" or "end"."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: the sentence that is its title, n under it, rules, marks and words."""

    title: str
    under: str
    width: int
    height: int
    rules: tuple[tuple[float, float, float, float], ...]
    marks: tuple[Mark, ...]
    words: tuple[Word, ...]


def mood_chart(book: Book) -> Chart | None:
    """The mood of every check-in along the days; None below two."""
    dots = [(c.day, c.mood) for c in book.of(CheckedIn) if c.mood is not None]
    under = ngettext("%(n)s check-in. Each dot is one.", "%(n)s check-ins. Each dot is one.", len(dots))
    return _along(dots, 100, _("Mood, from heavy to light"), under % {"n": len(dots)}, (_("light"), _("heavy")))


def pulse_chart(book: Book) -> Chart | None:
    """The weekly pulse along the weeks, of those that were answered whole; None below two."""
    whole = [(p.day, [a.value for a in p.answers]) for p in book.of(PulseAnswered)]
    dots = [(day, sum(v for v in values if v is not None)) for day, values in whole if values and None not in values]
    most = HIGHEST * max((len(values) for _day, values in whole), default=1)
    under = ngettext("%(n)s week, answered whole.", "%(n)s weeks, answered whole.", len(dots)) % {"n": len(dots)}
    return _along(dots, most, _("The weekly pulse"), under, (str(most), "0"))


def acts_chart(book: Book) -> Chart | None:
    """How bad each act was expected to be beside how bad it was; None without any."""
    done = [(p.plan.act, gap) for p in practices(book) if (gap := bad_gap(p)) is not None][-MOST_ACTS:]
    if not done:
        return None
    marks, words, rules = list[Mark](), list[Word](), list[tuple[float, float, float, float]]()
    for row, (act, gap) in enumerate(done):
        y = TOP + 2 * ROW * row + 16
        words.append(Word(SIDE, y - 14, _short(act)))
        rules += [(SIDE, y, WIDTH - SIDE, y), (_x(gap.expected), y, _x(gap.was), y)]
        marks += [Mark(_x(gap.was), y), Mark(_x(gap.expected), y, is_ring=True)]
    foot = TOP + 2 * ROW * len(done) - 8
    words += [Word(SIDE, foot, _("not bad at all")), Word(WIDTH - SIDE, foot, _("very bad"), "end")]
    under = ngettext("%(n)s act.", "%(n)s acts.", len(done)) % {"n": len(done)}
    under = f"{under} {_('A ring is what you expected, a dot is what it was.')}"
    title = _("How bad it was to be, and how bad it was")
    return Chart(title, under, WIDTH, foot + 20, tuple(rules), tuple(marks), tuple(words))


def _along(found: Iterable[tuple[date, int]], most: int, title: str, under: str, ends: tuple[Any, Any]) -> Chart | None:
    dots = sorted(found)[-MOST_DOTS:]
    if len(dots) < 2:
        return None
    first, last = dots[0][0], dots[-1][0]
    length = max(1, (last - first).days)
    foot = TOP + PLOT
    marks = tuple(
        Mark(_x(100 * (day - first).days / length), round(foot - PLOT * min(most, max(0, value)) / most, 1))
        for day, value in dots
    )
    rules = ((SIDE, TOP, WIDTH - SIDE, TOP), (SIDE, foot, WIDTH - SIDE, foot))
    words = (
        Word(SIDE, TOP - 10, str(ends[0])),
        Word(SIDE, foot + 22, str(ends[1])),
        Word(SIDE, foot + 46, date_format(first, "j F Y")),
        Word(WIDTH - SIDE, foot + 46, date_format(last, "j F Y"), "end"),
    )
    return Chart(title, under, WIDTH, foot + 62, rules, marks, words)


def _x(share: float) -> float:
    return round(SIDE + (WIDTH - 2 * SIDE) * min(100, max(0, share)) / 100, 1)


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= MOST_LETTERS else f"{said[: MOST_LETTERS - 1].rstrip()}…"
