"""Dots: one for each day, stacked where days are alike, with the average and how sure it is; or along the weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nearer.domain.dots import Dot, Side
from nearer.domain.stats import stacked

WIDTH = 2.4
"""Of 100: how much room a dot takes on the line, so that none covers another."""

STEP, EDGE, LINE = 8, 12, 22
"""Pixels between stacked dots, above them, and from the last of them to the lower edge."""

MOST = 70
"""Dots that are drawn of one side, the newest; the table has all."""

HEIGHT, LOW = 180, 96
"""Pixels of a drawing along the weeks: of one that stands alone, and of one among several."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot: percent from the left, pixels from the top."""

    x: str
    y: int


@dataclass(frozen=True, slots=True)
class Stack:
    """One side: its dots, the height in pixels, where its line lies, and its average with the ends of the interval."""

    side: Side
    spots: tuple[Spot, ...]
    height: int
    line: int
    average: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Weeks:
    """Dots along the days, with the level zero as a line (pixels), the first and last day, and where the person began."""

    spots: tuple[Spot, ...]
    height: int
    zero: int | None
    first: date
    last: date
    start: int | None = None


def stack(side: Side, low: float, high: float) -> Stack:
    """A side as stacked dots between two levels."""
    dots = side.dots[-MOST:]
    values = [_share(dot.value, low, high) for dot in dots]
    rows = stacked(values, WIDTH)
    line = EDGE + STEP * (max(rows, default=0) + 1)
    spots = tuple(Spot(f"{value:.1f}%", line - STEP * row - STEP // 2) for value, row in zip(values, rows, strict=True))
    ends = ("", "")
    if side.interval is not None:
        ends = _at(max(low, side.interval.low), low, high), _at(min(high, side.interval.high), low, high)
    return Stack(side, spots, line + LINE, line, "" if side.average is None else _at(side.average, low, high), *ends)


def weeks(
    dots: Sequence[Dot], low: float, high: float, start: float | None = None, height: int = HEIGHT
) -> Weeks | None:
    """Dots along the days they belong to; None without any. ``start``: a level that is drawn as where one began."""
    if not dots:
        return None
    first, last = dots[0].day, dots[-1].day
    length = max(1, (last - first).days)
    spots = tuple(
        Spot(f"{2 + 96 * (dot.day - first).days / length:.1f}%", _down(dot.value, low, high, height)) for dot in dots
    )
    zero = _down(0, low, high, height) if low < 0 < high else None
    return Weeks(spots, height, zero, first, last, None if start is None else _down(start, low, high, height))


def _share(value: float, low: float, high: float) -> float:
    return 100 * (value - low) / (high - low)


def _at(value: float, low: float, high: float) -> str:
    return f"{_share(value, low, high):.1f}%"


def _down(value: float, low: float, high: float, height: int) -> int:
    return round(height - EDGE - (height - 2 * EDGE) * (value - low) / (high - low))
