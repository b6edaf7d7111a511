"""The small mathematics: shares, means drawn together, times that may not be over yet, coins, and where dots stand.

What follows from day to day is in ``series``; the distributions are in ``distributions``. All of it is held against SciPy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from statistics import fmean

from nearer.domain.distributions import beta_quantile, t_quantile
from nearer.domain.series import ALIKE, FAINT, POINT, Average, Interval, residues

HALF = 0.5
"""Jeffreys' prior for a share: half a yes and half a no."""

WIDEST = 60.0
APARTS = tuple(WIDEST * (step / 15) ** 2 for step in range(16))
"""How far apart the true means of groups may lie, as standard deviations in points of 0-100: 0 to 60, denser near 0."""

FINENESS = 25
"""Scores of coins are rounded to this many steps of their usual size, so that all outcomes can be counted."""


@dataclass(frozen=True, slots=True)
class Share:
    """``yes`` of ``n``, and where the true share may lie, 0 to 1; None for the value where n is 0."""

    yes: int
    n: int
    value: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Drawn:
    """A group's mean drawn toward the mean of all: fewer values, drawn further. ``plain`` is its own mean."""

    n: int
    plain: float
    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Lasting:
    """Until when, in minutes, something lasted at least; ``is_over`` says that it ended then, False that it went on."""

    minutes: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Recovery:
    """How long it takes: after ``steps`` (minutes, share for whom it still goes on); the median, None if not reached."""

    n: int
    over: int
    steps: tuple[tuple[int, float], ...]
    median: int | None


@dataclass(frozen=True, slots=True)
class Flips:
    """What days of heads did less days of tails, in points; how often chance alone does so much; and an interval."""

    value: float
    chance: float
    interval: Interval


@lru_cache(maxsize=4096)
def share(yes: int, n: int, level: float = 0.95) -> Share:
    """A share by the beta-binomial model with Jeffreys' prior (Brown, Cai and DasGupta 2001); 0 <= yes <= n.

    The interval runs from 0 where all said no, and to 1 where all said yes.
    """
    tail, a, b = (1 - level) / 2, yes + HALF, n - yes + HALF
    low = 0.0 if yes == 0 else beta_quantile(tail, a, b)
    high = 1.0 if yes == n else beta_quantile(1 - tail, a, b)
    return Share(yes, n, yes / n if n else None, Interval(low, high, level))


def average_of(values: Sequence[float], level: float = 0.95) -> Average | None:
    """The mean of values that do not follow from day to day, with Student's interval (1908); None below two values.

    A drift in the values widens their spread, and with it the interval, so it errs on the careful side.
    """
    n = len(values)
    if n < 2:
        return None
    mean = fmean(values)
    spread = max(sum((value - mean) ** 2 for value in values) / (n - 1), POINT**2 / 12)
    reach = t_quantile((1 + level) / 2, n - 1) * sqrt(spread / n)
    return Average(mean, n, float(n), Interval(mean - reach, mean + reach, level))


def drawn_together(groups: Sequence[Sequence[float]], level: float = 0.95) -> tuple[Drawn, ...]:
    """Every group's mean, drawn toward the mean of all as far as the values cannot tell the groups apart.

    Groups have at least one value each. The normal model with unknown distance between true means, averaged over a grid
    of it (Gelman, Bayesian Data Analysis, 5.4); the spread within groups is pooled. () where no group has two values.
    """
    means, sizes = [fmean(group) for group in groups], [len(group) for group in groups]
    df = sum(sizes) - len(groups)
    if df < 1:
        return ()
    within = sum((v - mean) ** 2 for group, mean in zip(groups, means, strict=True) for v in group) / df
    noise = [max(within, 1 / 12) / size for size in sizes]
    weighed = _weights([_together(means, noise, apart)[0] for apart in APARTS])
    found = [(weight, _together(means, noise, apart)[1]) for weight, apart in zip(weighed, APARTS, strict=True)]
    return tuple(
        Drawn(sizes[i], means[i], *_mixed([(w, *rows[i]) for w, rows in found if w > FAINT], df, level))
        for i in range(len(groups))
    )


def recovery(times: Sequence[Lasting]) -> Recovery:
    """How long until it was over, counting those for whom it is not over yet (Kaplan and Meier 1958)."""
    going, left, steps = 1.0, len(times), []
    for minutes in sorted({time.minutes for time in times}):
        here = [time for time in times if time.minutes == minutes]
        ended = sum(time.is_over for time in here)
        if ended:
            going *= 1 - ended / left
            steps.append((minutes, going))
        left -= len(here)
    median = next((minutes for minutes, share_left in steps if share_left <= HALF + 1e-12), None)
    return Recovery(len(times), sum(time.is_over for time in times), tuple(steps), median)


def flips(
    days: Sequence[float], values: Sequence[float], heads: Sequence[bool], carry: float, level: float
) -> Flips | None:
    """What heads did to the values, judged by all 2^n ways in which fair coins could have fallen (Fisher 1935).

    ``days`` rise, ``values`` and ``heads`` belong to them; ``carry`` says how much of a day remains on the next, so that
    neighbours share their weather; a wrong one costs power, never truth. None where heads or tails are missing.
    """
    if len(set(heads)) < 2:
        return None
    score, act = residues(days, values, carry), residues(days, [float(fell) for fell in heads], carry)
    signs = [1 if fell else -1 for fell in heads]
    reach = sum(sign * part for sign, part in zip(signs, act, strict=True))
    if reach <= ALIKE:
        return None
    value = sum(sign * part for sign, part in zip(signs, score, strict=True)) / reach

    def upper(effect: float) -> float:
        return coin_tail([one - effect * part for one, part in zip(score, act, strict=True)], signs)

    tail, far = (1 - level) / 2, 3 * sqrt(sum(part * part for part in score)) / reach + 1
    low = _edge(lambda effect: upper(effect) - tail, value - far, value)
    high = _edge(lambda effect: upper(effect) - (1 - tail), value, value + far)
    one_sided = upper(0.0)
    both = 2 * min(one_sided, coin_tail([-one for one in score], signs))
    return Flips(value, min(1.0, both), Interval(low, high, level))


def coin_tail(scores: Sequence[float], signs: Sequence[int]) -> float:
    """How often fair coins (+1, -1) give the scores a signed sum as high as these signs do, or higher; 0 to 1.

    Every one of the 2^n outcomes is counted: each score multiplies a polynomial, held in one large number, by 1 + x^score.
    """
    usual = sqrt(fmean(score * score for score in scores))
    steps = [round(score / usual * FINENESS) if usual > ALIKE else 0 for score in scores]
    seen = sum(sign * step for sign, step in zip(signs, steps, strict=True))
    sizes = [abs(step) for step in steps]
    bits, ways = len(sizes) + 1, 1
    for size in sizes:
        ways += ways << (bits * size)
    least = max(0, (sum(sizes) + seen + 1) // 2)
    return ((ways >> (bits * least)) % ((1 << bits) - 1)) / (1 << len(sizes))


def stacked(values: Sequence[float], width: float) -> tuple[int, ...]:
    """For each dot of a dot plot the row it stands in, 0 at the bottom, so that none covers another ``width`` wide."""
    ends: list[float] = []
    rows = [0] * len(values)
    for place in sorted(range(len(values)), key=lambda i: (values[i], i)):
        free = (row for row, end in enumerate(ends) if end <= values[place])
        row = next(free, len(ends))
        ends[row:] = [values[place] + width, *ends[row + 1 :]]
        rows[place] = row
    return tuple(rows)


def _together(means: list[float], noise: list[float], apart: float) -> tuple[float, list[tuple[float, float]]]:
    """Under one distance: the log likelihood of the means, and each drawn mean with its standard error."""
    trust = [1 / (apart**2 + one) for one in noise]
    whole = sum(trust)
    middle = sum(t * m for t, m in zip(trust, means, strict=True)) / whole
    likely = (sum(log(t) - t * (m - middle) ** 2 for t, m in zip(trust, means, strict=True)) - log(whole)) / 2
    rows = []
    for mean, one in zip(means, noise, strict=True):
        pull = one / (apart**2 + one)
        error = sqrt(apart**2 * pull + pull**2 / whole)
        rows.append((middle * pull + mean * (1 - pull), error))
    return likely, rows


def _weights(logs: Sequence[float]) -> list[float]:
    """Weights that add up to one; the grid is denser near zero, and each point stands for its stretch."""
    ends = [*APARTS, APARTS[-1]]
    stretch = [(ends[i + 1] - ends[max(0, i - 1)]) / 2 for i in range(len(APARTS))]
    best = max(logs)
    found = [exp(one - best) * long for one, long in zip(logs, stretch, strict=True)]
    return [one / sum(found) for one in found]


def _mixed(parts: list[tuple[float, float, float]], df: int, level: float) -> tuple[float, Interval]:
    whole = sum(weight for weight, _value, _error in parts)
    value = sum(weight * middle for weight, middle, _error in parts) / whole
    spread = sum(weight * (error**2 + (middle - value) ** 2) for weight, middle, error in parts) / whole
    reach = t_quantile((1 + level) / 2, df) * sqrt(spread)
    return value, Interval(value - reach, value + reach, level)


def _edge(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising step function crosses zero between low and high, halved twenty times; else the nearer end."""
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
