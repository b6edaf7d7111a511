"""When numbers may speak: counts, then averages, then a comparison that is read on days fixed beforehand.

A comparison is read only on its reading days, and each reading asks for so much that all of them together find something
where nothing is for fewer than one person in twenty (``make calibrate``). No sentences: pages say what a verdict means.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

from nearer.domain.dots import LEAST_A_SIDE, Dot, Side, side_of
from nearer.domain.series import Estimate, Interval, change, difference

COUNTS_UNTIL = 14
"""Days. Before this a mean is mostly weather: charts and counts only (insight.md)."""

COMPARED_FROM = 28
"""Days. Four weeks hold every weekday four times; before this, averages with intervals only (insight.md)."""

READ_ON: tuple[tuple[int, float], ...] = ((28, 0.995), (42, 0.99), (60, 0.98))
"""Days after which a comparison is read, and how sure its interval has to be. Looking thrice is three chances to be
wrong; early looks are asked for more, so that together they stay under 5% (O'Brien and Fleming 1979; simulated)."""

ONCE_MORE_EVERY, ONCE_MORE_UNTIL = 14, 116
"""Days. A trial too thin to be read on day 60 is read as soon as it can be, in steps of two weeks; after that it ends."""

STANDING_EVERY, STANDING_WINDOW, STANDING_SURE = 28, 90, 0.995
"""A standing comparison is read on every 28 days after day 60, on its last 90 days (a straight drift holds no longer). It
has to be surer there, since it is read for ever: ``make calibrate`` prints what a year of that comes to."""

FILLED = 0.6
"""The share of days with an entry; below it the days that were written are too likely to be special ones (insight.md)."""

LEAST_FOR_CHANGE = 8
"""Values for a change over time: eight weekly ones reach the 60 days that insight.md asks for anything lagged."""

MOST_QUESTIONS = 3
"""A person's own questions that may run at one time: each is one more chance to be wrong (insight.md). Readings are wrong
half as often as the bar allows, so these three may run beside the three comparisons that stand for everyone."""

Verdict = Literal["clear", "no_clear_link", "not_clear_yet", "counts_only"]
"""clear: the interval of the last reading leaves zero out; no_clear_link: it was read, and holds zero; not_clear_yet: it
cannot be read yet, see ``lack``; counts_only: under 14 days, or a question that is only counted."""

Why = Literal["too_early", "too_few_days", "side_too_small", "inseparable"]
Kind = Literal["difference", "change"]
Leaning = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a comparison cannot be read yet, and how many days are missing until it may.

    inseparable: which side a day is on is a mere matter of time, so no number of missing days is named (0).
    """

    why: Why
    missing: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading said: the days read, the sides with n days each, the difference or change with its interval.

    ``value`` and ``interval`` are None where more than two sides are compared. ``carry``: what remains of a day on the
    next, 0 to 0.9. A difference has the drift over the days taken out, so it may differ from that of the averages.
    """

    first: date
    last: date
    sides: tuple[str, ...]
    n: tuple[int, ...]
    value: float | None
    interval: Interval | None
    carry: float
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What can be said about one question today: verdict, sides with their dots, and the reading it rests on.

    A difference is the first side less the second; a change is the last day less the first. ``rows`` holds further groups
    for dots and table. ``days`` and ``filled`` count the days looked at and those with an entry; ``next_reading`` is the
    day on which it will be read again, None where it has been read for good.
    """

    id: str
    kind: Kind
    verdict: Verdict
    lack: Lack | None
    sides: tuple[Side, ...]
    reading: Reading | None
    next_reading: date | None
    days: int
    filled: int
    rows: tuple[Side, ...] = ()

    @property
    def leaning(self) -> Leaning | None:
        """Which side is higher (of a change: "first" for a rise); None unless that is clear."""
        if self.verdict != "clear" or self.reading is None or self.reading.value is None:
            return None
        return "first" if self.reading.value > 0 else "second"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison fixed beforehand: its sides as dots by day, and the days with any entry.

    ``first`` is the day it starts from. A standing question is read for ever on its last ``window`` days; another is read
    for good on day 60. ``any_two``: sides that are too small are left out of a reading as long as two remain, and no side
    is averaged by itself.
    """

    id: str
    sides: tuple[tuple[str, tuple[Dot, ...]], ...]
    filled: frozenset[date]
    first: date
    kind: Kind = "difference"
    stands: bool = False
    any_two: bool = False
    window: int = STANDING_WINDOW


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one reading, both included, and how sure its interval has to be."""

    first: date
    last: date
    level: float

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def finding(asked: Comparison, today: date, rows: Iterable[tuple[str, tuple[Dot, ...]]] = ()) -> Finding:
    """What this question's days say by today; today itself is not over and is shown, but never read."""
    read, following = _spans(asked, today)
    over = (today - asked.first).days
    last = read.last if read is not None and following is None else today
    first = max(asked.first, last - timedelta(days=asked.window)) if asked.stands else asked.first
    shown = Span(first, last, 0.95)
    averaged = over >= COUNTS_UNTIL and not asked.any_two
    sides = tuple(side_of(name, _within(dots, shown), averaged) for name, dots in asked.sides)
    tabled = tuple(side_of(name, _within(dots, shown), over >= COUNTS_UNTIL) for name, dots in rows)
    filled = sum(first <= day <= last for day in asked.filled)
    lack = lacking(asked, read) if read is not None else Lack("too_early", max(1, COMPARED_FROM - over))
    reading = _read(asked, read) if read is not None and lack is None else None
    lack = Lack("inseparable", 0) if lack is None and reading is None else lack
    verdict = _verdict(over, lack, reading)
    after = None if following is None else following.last + timedelta(days=1)
    return Finding(asked.id, asked.kind, verdict, lack, sides, reading, after, shown.days, filled, tabled)


def estimated(sides: Sequence[tuple[Dot, ...]], kind: Kind) -> Estimate | None:
    """The difference of the sides, or the change of the only one."""
    placed = sorted((dot.day.toordinal(), number, dot.value) for number, dots in enumerate(sides) for dot in dots)
    days, numbers, values = [float(day) for day, _, _ in placed], [n for _, n, _ in placed], [v for _, _, v in placed]
    return change(days, values) if kind == "change" else difference(days, values, numbers)


def _spans(asked: Comparison, today: date) -> tuple[Span | None, Span | None]:
    """The newest reading whose days are over, and the next one; None for the next once it was read for good."""
    newest: Span | None = None
    for span in spans_of(asked, today):
        if span.last >= today:
            return newest, span
        newest = span
        if not asked.stands and span.days >= READ_ON[-1][0] and lacking(asked, span) is None:
            break
    return newest, None


def spans_of(asked: Comparison, today: date) -> Iterator[Span]:
    """The days of every reading in order; of a standing question after day 60 only the newest and the next one."""
    for length, sure in READ_ON:
        yield _span(asked, length, sure)
    length, level = READ_ON[-1]
    if not asked.stands:
        yield from (
            _span(asked, more, level) for more in range(length + ONCE_MORE_EVERY, ONCE_MORE_UNTIL + 1, ONCE_MORE_EVERY)
        )
        return
    over = (today - asked.first).days
    length += STANDING_EVERY * max(0, (over - length) // STANDING_EVERY)
    for more in (length, length + STANDING_EVERY):
        if more > READ_ON[-1][0]:
            yield _span(asked, more, STANDING_SURE)


def _span(asked: Comparison, length: int, level: float) -> Span:
    last = asked.first + timedelta(days=length - 1)
    start = asked.first + timedelta(days=max(0, length - asked.window) if asked.stands else 0)
    return Span(start, last, level)


def lacking(asked: Comparison, span: Span) -> Lack | None:
    """The first thing that keeps a span from being read."""
    filled = sum(span.first <= day <= span.last for day in asked.filled)
    if (missing := ceil(round(FILLED * span.days, 6)) - filled) > 0:
        return Lack("too_few_days", missing)
    least = LEAST_A_SIDE if asked.kind == "difference" else LEAST_FOR_CHANGE
    sizes = sorted((len(dots) for _name, dots in _sides(asked, span)), reverse=asked.any_two)
    decides = sizes[1] if asked.any_two and len(sizes) > 1 else sizes[0]
    return Lack("side_too_small", least - decides) if decides < least else None


def _sides(asked: Comparison, span: Span) -> list[tuple[str, tuple[Dot, ...]]]:
    """The sides in these days; where any two will do, the large enough ones, or all while there are no two of those."""
    sides = [(name, _within(dots, span)) for name, dots in asked.sides]
    large = [(name, dots) for name, dots in sides if len(dots) >= LEAST_A_SIDE]
    return large if asked.any_two and len(large) > 1 else sides


def judged(asked: Comparison, span: Span) -> tuple[Estimate, bool] | None:
    """The estimate of these days and whether it is clear, given that nothing is lacking; None where inseparable."""
    found = estimated([dots for _name, dots in _sides(asked, span)], asked.kind)
    return None if found is None else (found, found.chance < 1 - span.level)


def _read(asked: Comparison, span: Span) -> Reading | None:
    found = judged(asked, span)
    if found is None:
        return None
    estimate, is_clear = found
    sides = _sides(asked, span)
    names, n = tuple(name for name, _dots in sides), tuple(len(dots) for _name, dots in sides)
    value, interval = None, None
    if estimate.df1 == 1:
        value, interval = estimate.value, estimate.interval(span.level)
    return Reading(span.first, span.last, names, n, value, interval, estimate.carry, is_clear)


def _verdict(over: int, lack: Lack | None, reading: Reading | None) -> Verdict:
    if over < COUNTS_UNTIL:
        return "counts_only"
    if lack is not None or reading is None:
        return "not_clear_yet"
    return "clear" if reading.is_clear else "no_clear_link"


def _within(dots: tuple[Dot, ...], span: Span) -> tuple[Dot, ...]:
    return tuple(dot for dot in dots if span.first <= dot.day <= span.last)
