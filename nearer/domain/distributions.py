"""The few distributions that intervals need: beta, Student's t and F, by the incomplete beta function.

Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.5 and 26.7; continued fraction by Lentz's
method. Held against SciPy in the tests.
"""

from collections.abc import Callable
from functools import lru_cache
from math import atan, exp, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist

ENOUGH = 1e-12
"""Where the continued fraction and the searches stop; far finer than anything that is shown."""

MOST_ROUNDS = 500
TINY = 1e-300
NORMAL = NormalDist()


def beta_cdf(x: float, a: float, b: float) -> float:
    """The chance that a beta(a, b) value is at most x; the regularised incomplete beta function. a, b > 0."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def beta_quantile(share: float, a: float, b: float) -> float:
    """The value below which this share of a beta(a, b) lies; 0 < share < 1."""
    return searched(lambda x: beta_cdf(x, a, b) - share, 0.0, 1.0)


def t_cdf(t: float, df: int) -> float:
    """The chance that a Student's t value with df degrees of freedom is at most t; df a whole number from 1 on."""
    turn = t / sqrt(df)
    cosine2 = 1 / (1 + turn * turn)
    odd = df % 2
    term = sqrt(cosine2) if odd else 1.0
    whole = 0.0 if df == 1 else term
    for k in range(3 if odd else 2, df - 1, 2):
        term *= cosine2 * (k - 1) / k
        whole += term
    middle = turn * sqrt(cosine2) * whole
    return 0.5 + ((atan(turn) + middle) / pi if odd else middle / 2)


@lru_cache(maxsize=4096)
def t_quantile(share: float, df: int) -> float:
    """The t below which this share lies; 0 < share < 1."""
    if share == 0.5:
        return 0.0
    far = abs(NORMAL.inv_cdf(share)) + 1
    while t_cdf(-far, df) > min(share, 1 - share):
        far *= 2
    return searched(lambda t: t_cdf(t, df) - share, -far, far)


def f_tail(f: float, df1: float, df2: float) -> float:
    """The chance that an F value with df1 and df2 degrees of freedom is f or more."""
    if df1 * f < df2:
        return 1 - beta_cdf(df1 * f / (df2 + df1 * f), df1 / 2, df2 / 2)
    return beta_cdf(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)


def searched(rising: Callable[[float], float], low: float, high: float, fine: float = ENOUGH) -> float:
    """Where a rising function crosses zero between low and high, by secants held in check (the Illinois method)."""
    below, above, side = rising(low), rising(high), 0
    for _ in range(MOST_ROUNDS):
        if high - low <= fine * (1 + abs(low) + abs(high)) or below >= 0 or above <= 0:
            break
        middle = (low * above - high * below) / (above - below)
        middle = middle if low < middle < high else (low + high) / 2
        there = rising(middle)
        if there < 0:
            low, below, above = middle, there, above / 2 if side < 0 else above
            side = -1
        else:
            high, above, below = middle, there, below / 2 if side > 0 else below
            side = 1
    return low if below >= 0 else high if above <= 0 else (low + high) / 2


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > TINY else TINY)
    value = d
    for m in range(1, MOST_ROUNDS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 + step * d, 1 + step / c
            d = 1 / (d if abs(d) > TINY else TINY)
            c = c if abs(c) > TINY else TINY
            value *= d * c
        if abs(d * c - 1) < ENOUGH:
            break
    return value
