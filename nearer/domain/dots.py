"""Dots by day, the sides they form, and when a side may be averaged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nearer.domain.series import Average, Interval, average

LEAST_A_SIDE = 5
"""Days a side: with fewer, one odd day decides (insight.md)."""

AVERAGE_FROM = 3
"""Values below which an average is an anecdote (insight.md)."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One day's value: the mean of what was written that day."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, or one row of a table. ``average`` is None under 14 days or three dots.

    ``interval`` (95%) needs five dots, ``effective`` says how many independent days would tell as much.
    """

    id: str
    dots: tuple[Dot, ...]
    average: float | None = None
    interval: Interval | None = None
    effective: float | None = None

    @property
    def n(self) -> int:
        """The number of days."""
        return len(self.dots)


def dots_by_day(values: Iterable[tuple[date, float]]) -> tuple[Dot, ...]:
    """One dot a day, the mean of its values, in the order of days."""
    found: dict[date, list[float]] = {}
    for day, value in values:
        found.setdefault(day, []).append(value)
    return tuple(Dot(day, sum(found[day]) / len(found[day])) for day in sorted(found))


def side_of(name: str, dots: tuple[Dot, ...], may_average: bool = True) -> Side:
    """A side with its average, where there are enough dots for one."""
    if not may_average or len(dots) < AVERAGE_FROM:
        return Side(name, dots)
    found = _averaged(dots)
    if found is None or len(dots) < LEAST_A_SIDE:
        return Side(name, dots, sum(dot.value for dot in dots) / len(dots))
    return Side(name, dots, found.value, found.interval, found.effective)


def _averaged(dots: tuple[Dot, ...]) -> Average | None:
    return average([float(dot.day.toordinal()) for dot in dots], [dot.value for dot in dots])
