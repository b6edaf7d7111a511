"""The shares of a reading: over sittings, with intervals, in thousandths; and whether two of them lie clearly apart."""

from collections.abc import Sequence
from math import sqrt

from nearer.domain.distributions import beta_quantile
from nearer.domain.entries import Measured
from nearer.domain.series import Interval

LEVEL, THOUSAND = 0.95, 1000

Pairs = Sequence[tuple[int, int]]
"""By sitting: how often it was so, of how many."""


def clustered(pairs: Pairs) -> tuple[float, Interval]:
    """A share over sittings (hits, of how many; some of them), and an interval that knows that one sitting is of a piece.

    The ratio estimator of cluster sampling (Cochran 1977, 9.6) says as how many independent ones they count, at most as
    many as there are; then the beta interval with Jeffreys' prior for so many (Korn and Graubard 1998).
    """
    n, hits, groups = sum(of for _hit, of in pairs), sum(hit for hit, _of in pairs), len(pairs)
    share = hits / n
    plain = share * (1 - share) / n
    between = sum((hit - share * of) ** 2 for hit, of in pairs) / n**2 * groups / max(1, groups - 1)
    effective = n * min(1.0, plain / between) if plain > 0 and between > 0 else float(groups)
    yes, tail = share * effective, (1 - LEVEL) / 2
    low = 0.0 if hits == 0 else beta_quantile(tail, yes + 0.5, effective - yes + 0.5)
    high = 1.0 if hits == n else beta_quantile(1 - tail, yes + 0.5, effective - yes + 0.5)
    return share, Interval(min(low, share), max(high, share), LEVEL)


def differ(one: Measured, other: Measured) -> bool:
    """Whether two readings of the same number lie clearly apart: their difference is larger than both errors together.

    False where only one of them was read twice: they would differ by the look.
    """
    if None in (one.value, other.value) or bool(one.looked) != bool(other.looked):
        return False
    apart = abs((one.value or 0) - (other.value or 0))
    return apart > sqrt(sum((((m.high or 0) - (m.low or 0)) / 2) ** 2 for m in (one, other)))


def thousandths(share: float, interval: Interval) -> tuple[int, int, int]:
    """A share and its interval, of a thousand."""
    return round(share * THOUSAND), round(interval.low * THOUSAND), round(interval.high * THOUSAND)
