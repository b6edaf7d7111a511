"""Depth by month: layers below a surface, the firm line where feelings begin, and dotted lines for how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nearer.domain.entries import MirrorMonth

FEWEST = 3
"""Months that a drawing needs; fewer are only a table."""
HALF = 5
DEEPEST_SHALLOW = 3
"""So many layers lie above the line where feelings begin."""
HEIGHT, TOP = 230, 14
GAP = 21
"""Pixels between two words beside the layers."""


@dataclass(frozen=True, slots=True)
class Strata:
    """Paths in a square of 100 by 100, the last month's middles of the layers in pixels, and the months to name."""

    layers: tuple[str, ...]
    edge: str
    interval: str
    ends: tuple[str, str]
    labels: tuple[int, ...]
    first: date
    last: date


def strata(months: Sequence[MirrorMonth]) -> Strata | None:
    """The drawing of the months that have enough messages; None below three."""
    drawn = [month for month in months if month.deep is not None and month.low is not None and month.high is not None]
    if len(drawn) < FEWEST:
        return None
    xs = [100 * place / (len(drawn) - 1) for place in range(len(drawn))]
    lines = [[0.0] * len(drawn)]
    for level in range(len(drawn[0].levels)):
        lines.append(
            [
                before + 100 * month.levels[level] / sum(month.levels)
                for before, month in zip(lines[-1], drawn, strict=True)
            ]
        )
    low = [100 - (month.high or 0) / 10 for month in drawn]
    high = [100 - (month.low or 0) / 10 for month in drawn]
    return Strata(
        tuple(_area(xs, upper, lower) for upper, lower in pairwise(lines)),
        "M" + _curve(xs, lines[DEEPEST_SHALLOW]),
        _area(xs, low, high),
        ("M" + _curve(xs, low), "M" + _curve(xs, high)),
        _beside([(upper[-1] + lower[-1]) / 2 for upper, lower in pairwise(lines)]),
        drawn[0].first,
        drawn[-1].first,
    )


def _area(xs: Sequence[float], upper: Sequence[float], lower: Sequence[float]) -> str:
    return f"M{_curve(xs, upper)}L{_curve(xs[::-1], lower[::-1])}Z"


def _curve(xs: Sequence[float], ys: Sequence[float]) -> str:
    said = f"{xs[0]:.4g} {ys[0]:.4g}"
    for x0, y0, x1, y1 in zip(xs, ys, xs[1:], ys[1:], strict=False):
        middle = (x0 + x1) / 2
        said += f"C{middle:.4g} {y0:.4g} {middle:.4g} {y1:.4g} {x1:.4g} {y1:.4g}"
    return said


def _beside(middles: Sequence[float]) -> tuple[int, ...]:
    """Where each layer's word stands, in pixels, pushed apart so that none covers another."""
    places = [HEIGHT * middle / 100 + HALF for middle in middles]
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + GAP)
    over = places[-1] - (HEIGHT + HALF)
    if over > 0:
        places[-1] -= over
        for index in range(len(places) - 2, -1, -1):
            places[index] = min(places[index], places[index + 1] - GAP)
    return tuple(max(TOP, round(place)) for place in places)
