"""Which feelings show in one's own words: their names in plain words, and a bar for each, or one for each half."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import FeelingShown, MirrorMonth
from nearer.domain.mirror_feelings import changed

FEELING_WORDS: dict[str, Any] = {
    "admiration": _("admiring"),
    "amusement": _("laughing"),
    "anger": _("anger"),
    "annoyance": _("being annoyed"),
    "caring": _("care for someone"),
    "confusion": _("being puzzled"),
    "desire": _("wishing"),
    "disappointment": _("being let down"),
    "disgust": _("disgust"),
    "embarrassment": _("embarrassment"),
    "excitement": _("excitement"),
    "fear": _("fear"),
    "gratitude": _("thanks"),
    "grief": _("grief"),
    "joy": _("joy"),
    "love": _("love"),
    "nervousness": _("nerves"),
    "optimism": _("hope"),
    "pride": _("pride"),
    "relief": _("relief"),
    "remorse": _("being sorry"),
    "sadness": _("sadness"),
    "surprise": _("surprise"),
}
"""GoEmotions' names (Demszky et al. 2020) less those in which no feeling shows (STANCES), as a person would say them."""

MOST_BARS = 10
"""Feelings that are drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One feeling: how many messages show it, and of 1,000 of mine in each half; ``widths`` in percent of the longest bar."""

    name: Any
    n: int
    before: int | None
    after: int | None
    widths: tuple[str, ...]
    is_changed: bool
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FeelingsDrawn:
    """Bars and rows, the most frequent feeling first; ``halves``: the first month of each half and my messages in it."""

    bars: tuple[Bar, ...]
    rows: tuple[Bar, ...]
    n: int
    halves: tuple[tuple[date, int], ...]
    kinds: tuple[int, ...]
    last: date

    @property
    def most(self) -> tuple[Bar, ...]:
        """The three most frequent."""
        return self.rows[:3]

    @property
    def more(self) -> list[Any]:
        """Those that became clearly more frequent."""
        return [row.name for row in self.rows if row.is_changed and (row.after or 0) > (row.before or 0)]

    @property
    def less(self) -> list[Any]:
        """Those that became clearly less frequent."""
        return [row.name for row in self.rows if row.is_changed and (row.after or 0) < (row.before or 0)]


def feelings_drawn(feelings: Sequence[FeelingShown], months: Sequence[MirrorMonth]) -> FeelingsDrawn | None:
    """The feelings of a reading in words and widths; None where none shows or none was kept."""
    told = [one for one in feelings if one.feeling in FEELING_WORDS]
    if not told or not months:
        return None
    has_halves = all(one.before and one.after for one in told)
    moved, longest = changed(told), max(length for one in told for length in _lengths(one, has_halves))
    rows = tuple(_bar(one, has_halves, max(1, longest), one.feeling in moved) for one in told)
    middle = len(months) // 2
    parts = (months[:middle], months[middle:]) if has_halves else ()
    halves = tuple((part[0].first, sum(month.n for month in part)) for part in parts)
    kinds = (sum(one.before[0] > 0 for one in told), sum(one.after[0] > 0 for one in told)) if has_halves else ()
    return FeelingsDrawn(rows[:MOST_BARS], rows, sum(one.n for one in told), halves, kinds, months[-1].first)


def _lengths(one: FeelingShown, has_halves: bool) -> tuple[int, ...]:
    return (one.before[1], one.after[1]) if has_halves else (one.n,)


def _bar(one: FeelingShown, has_halves: bool, longest: int, is_changed: bool) -> Bar:
    lengths = _lengths(one, has_halves)
    before, after = lengths if has_halves else (None, None)
    ranges = ((one.before[2], one.before[3]), (one.after[2], one.after[3])) if has_halves else ()
    widths = tuple(f"{100 * length / longest:.1f}%" for length in lengths)
    return Bar(FEELING_WORDS[one.feeling], one.n, before, after, widths, is_changed, ranges)
