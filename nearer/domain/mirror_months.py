"""Then and now: the first months of a chat beside its last ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from nearer.domain.entries import MirrorMonth

A_SEASON = 3
"""Judgement: months on each side; with fewer than twice as many nothing is compared."""


@dataclass(frozen=True, slots=True)
class Season:
    """Some months of my messages: how many, and the share at feelings or deeper with its interval, in percent."""

    first: date
    last: date
    n: int
    value: int
    low: int
    high: int


def then_and_now(months: Sequence[MirrorMonth]) -> tuple[Season, Season] | None:
    """The first three and the last three months that have enough messages; None below six."""
    enough = [month for month in months if month.deep is not None]
    if len(enough) < 2 * A_SEASON:
        return None
    return _season(enough[:A_SEASON]), _season(enough[-A_SEASON:])


def _season(months: Sequence[MirrorMonth]) -> Season:
    """The months' shares by weight of their messages; errors of different months have nothing to do with each other."""
    n = sum(sum(month.levels) for month in months)
    weights = [sum(month.levels) / n for month in months]
    value = sum(w * (m.deep or 0) for w, m in zip(weights, months, strict=True))
    below = sqrt(sum((w * ((m.deep or 0) - (m.low or 0))) ** 2 for w, m in zip(weights, months, strict=True)))
    above = sqrt(sum((w * ((m.high or 0) - (m.deep or 0))) ** 2 for w, m in zip(weights, months, strict=True)))
    low, high = max(0.0, value - below), min(1000.0, value + above)
    return Season(months[0].first, months[-1].first, n, round(value / 10), round(low / 10), round(high / 10))
