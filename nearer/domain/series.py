"""Differences and changes in day series whose days follow each other: a bad day is often followed by another.

The model: level = middle + drift by the day + what the sides add + what is left; what is left fades by ``carry`` a day (a
first-order autoregression, also across missing days). It is fitted by generalised least squares for every carry of a
grid, each weighted by its restricted likelihood, and chances and intervals are averaged over the grid, so that not
knowing the carry widens them. Plain correlation and Newey-West cry wolf at these lengths (``tests/heavy/calibrate.py``).

Sources: Harville 1977 (restricted likelihood); Prais and Winsten 1954 (whitening); Zellner and Tiao 1964 (averaging over
the unknown carry).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from operator import mul

from nearer.domain.distributions import f_tail, searched, t_cdf, t_quantile

CARRIES = tuple(step / 10 for step in range(10))
"""What may remain of a day on the next one: 0 to 0.9, wider than the .3 to .6 that it is tried at (insight.md)."""

HALF_A_DAY = 0.5
"""Two values of one day, one on each side, count as half a day apart."""

POINT = 1.0
"""Levels are whole points; no series is believed to be quieter than the rounding of its values."""

FAINT = 1e-4
"""Carries with less weight than this beside the likeliest are left out of chances and intervals."""

FINE = 1e-7
"""How finely the ends of an interval are looked for, as a share of their size."""

ALIKE = 1e-9
"""Columns that differ by less than this, beside their size, are one and the same; smaller weights are mere rounding."""

Column = Sequence[float]


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``; ``level`` is the share of such intervals that hold the true value, 0 to 1."""

    low: float
    high: float
    level: float

    @property
    def is_without_zero(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Part:
    """The estimate under one carry: its weight (they add up to 1), value, standard error, and F of all sides at once."""

    carry: float
    weight: float
    value: float
    error: float
    f: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference or a change with all it is not sure of. ``df1`` is the number of things compared, less one."""

    parts: tuple[Part, ...]
    df1: int
    df2: int

    @property
    def value(self) -> float:
        """The estimate itself, in points."""
        return sum(part.weight * part.value for part in self.parts)

    @property
    def carry(self) -> float:
        """How much of a day remains on the next one, 0 to 0.9."""
        return sum(part.weight * part.carry for part in self.parts)

    @property
    def chance(self) -> float:
        """How often so much, or more, would be seen if there were nothing; 0 to 1, two-sided."""
        if self.df1 > 1:
            return sum(part.weight * f_tail(part.f, self.df1, self.df2) for part in self.parts)
        below = self.share_below(0.0)
        return 2 * min(below, 1 - below)

    def share_below(self, value: float) -> float:
        """How much of what is believed lies below a value, 0 to 1."""
        return sum(part.weight * t_cdf((value - part.value) / part.error, self.df2) for part in self.parts)

    def interval(self, level: float) -> Interval:
        """The middle ``level`` of what is believed."""
        tail = (1 - level) / 2
        return Interval(self._quantile(tail), self._quantile(1 - tail), level)

    def _quantile(self, share: float) -> float:
        reach = t_quantile(share, self.df2)
        ends = [part.value + reach * part.error for part in self.parts]
        return searched(lambda value: self.share_below(value) - share, min(ends), max(ends), FINE)


@dataclass(frozen=True, slots=True)
class Average:
    """A plain mean of ``n`` values; ``effective``: as many independent values would tell as much, at most n."""

    value: float
    n: int
    effective: float
    interval: Interval


def average(days: Column, values: Column, level: float = 0.95) -> Average | None:
    """The mean with its interval; ``days`` never fall. None below two values.

    Neighbouring days tell less than two days far apart: the error of the mean is that of the effective n (Bartlett 1935).
    """
    fitted = _weighed(days, values, [[1.0] * len(values)], [])
    if fitted is None:
        return None
    n, mean = len(values), sum(values) / len(values)
    effective = [n * n / _shared(days, carry) for carry, _weight, _fit in fitted]
    parts = tuple(
        Part(carry, weight, mean, sqrt(rss / (n - 1) / own), 0.0)
        for (carry, weight, (_value, _pivot, rss, _after)), own in zip(fitted, effective, strict=True)
    )
    told = sum(part.weight * own for part, own in zip(parts, effective, strict=True))
    return Average(mean, n, told, Estimate(parts, 1, n - 1).interval(level))


def difference(days: Column, values: Column, sides: Sequence[int]) -> Estimate | None:
    """How the sides (0, 1, ... k-1) differ once the drift is taken out; the value is side 0 less side 1 when k is 2.

    ``days`` never fall (a whole number a day), ``values`` and ``sides`` belong to them. None where a side is empty, the
    sides are a mere matter of time, or there are too few values to see their spread (at least k + 2 are needed).
    """
    kinds = max(sides, default=0) + 1
    if kinds < 2 or set(sides) != set(range(kinds)):
        return None
    named = [[float(side == kind) for side in sides] for kind in range(1, kinds)]
    if kinds == 2:
        named = [[float(side == 0) for side in sides]]
    return _estimate(days, values, [[1.0] * len(values), _centred(days)], named)


def change(days: Column, values: Column) -> Estimate | None:
    """By how much the level moved from the first day to the last along a straight line; None below four values."""
    if len(values) < 2 or days[-1] == days[0]:
        return None
    length = days[-1] - days[0]
    return _estimate(days, values, [[1.0] * len(values)], [[(day - days[0]) / length for day in days]])


def carry_of(days: Column, values: Column) -> float:
    """How much of a day remains on the next one, with the drift taken out; 0.45, the middle of the grid, where unknown."""
    before = [[1.0] * len(values), _centred(days)] if len(set(days)) > 1 else [[1.0] * len(values)]
    fitted = _weighed(days, values, before, [])
    return sum(weight * carry for carry, weight, _ in fitted) if fitted else CARRIES[-1] / 2


def residues(days: Column, values: Column, carry: float) -> list[float]:
    """What each value says about a side, by the straight line and this carry: a weight in points for each value.

    They add up to zero. For the weights w and any sides x, the sum of w times x is the score of the sides.
    """
    fades = _fades(_gaps(days), carry)
    columns = [[1.0] * len(values), _centred(days), list(values)]
    white = [_whitened(column, fades) for column in columns]
    left = list(white[2])
    for number, column in enumerate(white[:2]):
        for earlier in white[:number]:
            column = _less(column, earlier)
        white[number] = column
        left = _less(left, column)
    return _whitened_back(left, fades)


def _estimate(days: Column, values: Column, before: list[list[float]], asked: list[list[float]]) -> Estimate | None:
    fitted = _weighed(days, values, before, asked)
    if fitted is None:
        return None
    df2 = len(values) - len(before) - len(asked)
    parts = []
    for carry, weight, (value, pivot, rss, explained) in fitted:
        spread = rss / df2
        parts.append(Part(carry, weight, value, sqrt(spread / pivot), explained / len(asked) / spread))
    return Estimate(tuple(parts), len(asked), df2)


Fades = list[tuple[float, float]]
Fit = tuple[float, float, float, float]
"""Of the last column: its value and its pivot; the squares left; the squares that the asked columns explain."""


def _weighed(
    days: Column, values: Column, before: list[list[float]], asked: list[list[float]]
) -> list[tuple[float, float, Fit]] | None:
    """The fit under every carry that the values do not speak against, with its weight."""
    size = len(values) - len(before) - len(asked)
    if size < 1:
        return None
    columns, gaps = [*before, *asked, list(values)], _gaps(days)
    found = [_fitted(_fades(gaps, carry), columns, len(before), size) for carry in CARRIES]
    fits = [(carry, *one) for carry, one in zip(CARRIES, found, strict=True) if one is not None]
    if not fits:
        return None
    best = max(likely for _carry, likely, _fit in fits)
    heavy = [(carry, exp(likely - best), fit) for carry, likely, fit in fits if likely - best > log(FAINT)]
    whole = sum(weight for _carry, weight, _fit in heavy)
    return [(carry, weight / whole, fit) for carry, weight, fit in heavy]


def _fitted(fades: Fades, columns: list[list[float]], before: int, size: int) -> tuple[float, Fit] | None:
    """The restricted log likelihood (but for a constant) and the fit under one carry; None where columns are alike."""
    white = [_whitened(column, fades) for column in columns]
    table = [
        [sum(map(mul, one, other)) if j >= i else 0.0 for j, other in enumerate(white)] for i, one in enumerate(white)
    ]
    sizes, squares, after = [row[i] for i, row in enumerate(table)], 0.0, 0.0
    value, pivot, logs = 0.0, 0.0, -2 * sum(log(scale) for _fade, scale in fades)
    for place in range(len(columns) - 1):
        pivot, value = table[place][place], table[place][-1]
        if pivot <= ALIKE * sizes[place]:
            return None
        squares, logs, value = value * value / pivot, logs + log(pivot), value / pivot
        after += squares * (place >= before)
        for row in range(place + 1, len(columns)):
            share = table[place][row] / pivot
            for cell in range(row, len(columns)):
                table[row][cell] -= share * table[place][cell]
    rss = max(table[-1][-1], size * POINT**2 / 12)
    return -(logs + size * log(rss)) / 2, (value, pivot, rss, after)


def _gaps(days: Column) -> list[float]:
    return [max(later - day, HALF_A_DAY) for day, later in pairwise(days)]


def _fades(gaps: list[float], carry: float) -> Fades:
    """For each value after the first: what it keeps of the one before, and the scale that makes the rest even."""
    known = {gap: (carry**gap, 1 / sqrt(1 - carry ** (2 * gap))) for gap in set(gaps)}
    return [known[gap] for gap in gaps]


def _shared(days: Column, carry: float) -> float:
    """The sum of all correlations between the days, each with itself included."""
    whole, reach = float(len(days)), 0.0
    for fade, _scale in _fades(_gaps(days), carry):
        reach = fade * (reach + 1)
        whole += 2 * reach
    return whole


def _whitened(column: Column, fades: Fades) -> list[float]:
    rest = [(one - fade * last) * scale for last, one, (fade, scale) in zip(column, column[1:], fades, strict=False)]
    return [*column[:1], *rest]


def _whitened_back(white: list[float], fades: Fades) -> list[float]:
    """The transposed whitening: it turns what is left of whitened values into weights of the plain ones."""
    plain = list(white)
    for place, (fade, scale) in enumerate(fades):
        plain[place + 1] = white[place + 1] * scale
        plain[place] -= fade * plain[place + 1]
    return plain


def _less(column: Column, other: Column) -> list[float]:
    size = sum(map(mul, other, other))
    share = sum(map(mul, column, other)) / size if size > 0 else 0.0
    return [one - share * two for one, two in zip(column, other, strict=True)]


def _centred(days: Column) -> list[float]:
    middle = sum(days) / len(days) if days else 0.0
    return [day - middle for day in days]
