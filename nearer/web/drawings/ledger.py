"""The ledger's arcs: from the moment of an act to the moment it was all right again; "not yet" rises and stays open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from nearer.domain.stats import Lasting

MARKS = (10, 60, 5 * 60, 24 * 60, 3 * 24 * 60, 14 * 24 * 60, 60 * 24 * 60, 365 * 24 * 60)
"""Minutes that are named under the line, as far as it reaches."""

SHORTEST, LEAST_REACH = 5, 3 * 24 * 60
"""Minutes. The line bends like a logarithm from here, and reaches at least this far."""

RISE = 1.227
"""How steeply an arc leaves the line, so that the longest just fits under the edge."""

LINE, STACK, UNDER = 196, 13, 24
"""Pixels: where the line lies, between dots of one time that hang from it, and from the last of them to the words."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One time, in a box of 100 by 100 that stretches: its path, where it ends, its dots (y in pixels), if it is open."""

    path: str
    x: str
    dots: tuple[int, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A named moment on the line."""

    x: str
    minutes: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Arcs:
    """All arcs, the longest first, the marks under them, and the height of the drawing in pixels."""

    arcs: tuple[Arc, ...]
    marks: tuple[Mark, ...]
    height: int
    marks_at: int


def arcs(times: Iterable[Lasting]) -> Arcs:
    """The arcs of some recoveries; equal times share one, and their dots hang under it."""
    counted = Counter((time.minutes, time.is_over) for time in times)
    reach = max([LEAST_REACH, *(minutes for minutes, _over in counted)])
    drawn = tuple(
        _arc(_place(minutes, reach), n, is_over) for (minutes, is_over), n in sorted(counted.items(), reverse=True)
    )
    deepest = max([1, *(len(arc.dots) for arc in drawn)])
    marks = [minutes for minutes in MARKS if minutes <= reach]
    marks_at = LINE + STACK * (deepest - 1) + UNDER
    named = tuple(
        Mark(f"{_place(minutes, reach):.1f}%", minutes, "end" if minutes == marks[-1] else "middle")
        for minutes in marks
    )
    return Arcs(drawn, named, marks_at + 12, marks_at)


def _place(minutes: int, reach: int) -> float:
    return 98 * log(1 + minutes / SHORTEST) / log(1 + reach / SHORTEST)


def _arc(x: float, n: int, is_over: bool) -> Arc:
    height = max(-15.0, 100 - RISE * x)
    if is_over:
        path = f"M0 100C0 {height:.1f} {x:.1f} {height:.1f} {x:.1f} 100"
        return Arc(path, f"{x:.1f}%", tuple(LINE + STACK * place for place in range(n)), is_open=False)
    top = max(6.0, 100 - 0.75 * RISE * x)
    path = f"M0 100C0 {top:.1f} {x / 2:.1f} {top:.1f} {min(100.0, x):.1f} {top:.1f}L100 {top:.1f}"
    return Arc(path, f"{x:.1f}%", (), is_open=True)
