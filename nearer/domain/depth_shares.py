"""How often something is so in all messages, when a quick look read them all and a better look only some of them.

The quick look's share is moved by what the better look says otherwise in a random sample: the regression estimator of
survey sampling (Cochran 1977, 7.3), known for models as prediction-powered (Angelopoulos et al. 2023). It is about what
the better look would say of all of them, not about what is true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from nearer.domain.distributions import t_quantile
from nearer.domain.series import Interval

FEWEST = 10
"""Messages that the better look must have read: below that nothing can be said about the others."""

MADE_UP = 1.0
"""Two made-up messages on which the looks disagree, one each way, weighing so much each: without them a sample without
a disagreement would be believed to rule one out (Agresti and Min 2005)."""

NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class CorrectedShare:
    """The share, 0 to 1, of ``n`` messages of which ``looked`` were read twice, and where it may lie.

    ``trust`` is how far the quick look was followed, 0 to 1: 0 where it knew nothing of what the better look saw.
    """

    value: float
    n: int
    looked: int
    trust: float
    interval: Interval


def corrected_share(first: Sequence[float], second: Mapping[int, float], level: float = 0.95) -> CorrectedShare | None:
    """What the better look would find over all messages; None where it read fewer than ten.

    ``first`` is the quick look's answer to every message, 0 to 1 (a yes is 1, or a probability); ``second`` the better
    look's, by the message's place, for places drawn at random without putting back.
    """
    n, looked = len(first), len(second)
    if looked < FEWEST:
        return None
    pairs = [(first[place], seen) for place, seen in second.items()]
    trust = _trust(pairs)
    unread, base = 1 - looked / n, trust * fmean(first)
    rests = [seen - trust * said for said, seen in pairs]
    middle, error = _smoothed(rests, trust, unread)
    reach = t_quantile((1 + level) / 2, looked - 2) * error
    value, low, high = base + fmean(rests), base + middle - reach, base + middle + reach
    interval = Interval(_within(min(low, value)), _within(max(high, value)), level)
    return CorrectedShare(_within(value), n, looked, trust, interval)


def _trust(pairs: Sequence[tuple[float, float]]) -> float:
    """The slope of the better look on the quick one, never below 0 nor above 1."""
    said, seen = fmean(first for first, _ in pairs), fmean(second for _, second in pairs)
    spread = sum((first - said) ** 2 for first, _ in pairs)
    together = sum((first - said) * (second - seen) for first, second in pairs)
    return min(1.0, max(0.0, together / spread)) if spread > NOTHING else 0.0


def _smoothed(rests: Sequence[float], trust: float, unread: float) -> tuple[float, float]:
    """The mean of what is left, with the two made-up messages in it, and its standard error; no error if all were read."""
    weight = MADE_UP * unread
    size = len(rests) + 2 * weight
    middle = (sum(rests) + weight * (1 - trust)) / size
    spread = (sum((rest - middle) ** 2 for rest in rests) + weight * ((1 - middle) ** 2 + (trust + middle) ** 2)) / (
        size - 1
    )
    return middle, sqrt(spread / size * unread)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
