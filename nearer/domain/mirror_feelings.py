"""Which feelings show in one's own words, how often, and in the first half of the months beside the second."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

from nearer.domain.entries import FeelingShown
from nearer.domain.mirror_intervals import clustered, thousandths
from nearer.domain.mirror_sittings import Sitting

MONTHS_NEEDED = 4
HALF_NEEDS = 100
"""Judgement: months a chat must have, and messages of mine in each half of them, before halves are compared."""
FEW = 10
"""Judgement: messages that a feeling needs before it is said to have become more or less frequent."""


def feelings_shown(sittings: Sequence[Sitting], names: Sequence[str]) -> tuple[FeelingShown, ...]:
    """Every feeling that shows at least once, the most frequent first."""
    total: Counter[int] = Counter()
    for sitting in sittings:
        total.update(sitting.shown)
    halves = _halves(sittings)
    ranked = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FeelingShown(names[one], n, *(_in_half(one, half) for half in halves)) for one, n in ranked)


def changed(feelings: Sequence[FeelingShown]) -> frozenset[str]:
    """Those whose shares lie clearly apart in the two halves, at 95 of 100 for all of them together (Bonferroni)."""
    asked = [one for one in feelings if one.before and one.after and one.n >= FEW]
    if not asked:
        return frozenset()
    wider = NormalDist().inv_cdf(1 - 0.025 / len(asked)) / NormalDist().inv_cdf(0.975)
    return frozenset(
        one.feeling
        for one in asked
        if abs(one.before[1] - one.after[1])
        > wider * sqrt(sum(((part[3] - part[2]) / 2) ** 2 for part in (one.before, one.after)))
    )


def _halves(sittings: Sequence[Sitting]) -> tuple[Sequence[Sitting], Sequence[Sitting]]:
    """The sittings of the first and of the second half of the months; none where there is too little to compare."""
    months = sorted({sitting.month for sitting in sittings})
    if len(months) < MONTHS_NEEDED:
        return (), ()
    middle = months[len(months) // 2]
    halves = [s for s in sittings if s.month < middle], [s for s in sittings if s.month >= middle]
    return halves if min(sum(s.my_messages for s in half) for half in halves) >= HALF_NEEDS else ((), ())


def _in_half(feeling: int, half: Sequence[Sitting]) -> tuple[int, ...]:
    pairs = [(s.shown.get(feeling, 0), s.my_messages) for s in half if s.my_messages]
    return (sum(hit for hit, _of in pairs), *thousandths(*clustered(pairs))) if pairs else ()
