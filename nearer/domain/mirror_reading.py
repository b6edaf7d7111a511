"""The reading: what one's own side of a chat comes to, each number with its interval and the least it needs.

Own acts only; no reply times, no style matching, no depth of anyone else (safety.md).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from nearer.domain.depth_shares import corrected_share
from nearer.domain.distributions import beta_quantile
from nearer.domain.entries import Measured, MirrorMonth, What
from nearer.domain.mirror import FEW_STARTS, Turn
from nearer.domain.mirror_sittings import METS, OPENS_AT, Looks, Moment, Sitting, Walk, level_of, walk
from nearer.domain.safety import MIRROR_OPENINGS
from nearer.domain.series import Interval

LEAST: Mapping[What, int] = {
    "starts": FEW_STARTS,
    "words": FEW_STARTS,
    "errands": 30,
    "deep": 30,
    "asks": 20,
    "follow_ups": 10,
    "unanswered": 10,
    "theirs_met": MIRROR_OPENINGS,
    "mine_met": MIRROR_OPENINGS,
    "feelings": 30,
}
"""Judgement: how many sittings, messages, turns, questions or openings a number needs."""
WHATS: tuple[What, ...] = tuple(LEAST)
NOT_IN_GROUPS: frozenset[What] = frozenset(("follow_ups", "unanswered", "theirs_met", "mine_met"))
BY_DEPTH: frozenset[What] = frozenset(("errands", "deep", "theirs_met", "mine_met", "feelings"))
MONTH_LEAST = 20
"""Judgement: messages of mine that a month's depth needs."""

LEVEL, THOUSAND = 0.95, 1000
DEEP = level_of(OPENS_AT)

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is shown of a chat: numbers, months, which feelings how often, and the moments by number."""

    measures: tuple[Measured, ...]
    months: tuple[MirrorMonth, ...]
    feelings: tuple[tuple[int, int], ...]
    moments: Mapping[What, Sequence[Moment]]
    sittings: int
    is_group: bool


def reading(
    turns: Iterable[Turn],
    me: str,
    people: int,
    looks: Looks | None,
    again: Callable[[Walk], Mapping[What, Mapping[int, float]]] | None = None,
) -> Reading:
    """The reading of a chat, its turns in order.

    ``looks`` None: depth was not read (another language). ``again`` reads a random sample of messages better, when it is
    asked, and says for "deep" and "errands" their levels by place.
    """
    is_group = people > 2
    found = walk(turns, me, is_group, looks)
    second: Mapping[What, Mapping[int, float]] = again(found) if again is not None and looks is not None else {}
    measures = tuple(
        measured(what, found, looks, second.get(what, {}))
        for what in WHATS
        if not (is_group and what in NOT_IN_GROUPS) and not (looks is None and what in BY_DEPTH)
    )
    feelings = tuple(sorted(found.feelings.items(), key=lambda pair: (-pair[1], pair[0])))
    return Reading(measures, _months(found.sittings, looks), feelings, found.moments, len(found.sittings), is_group)


def measured(what: What, found: Walk, looks: Looks | None, second: Mapping[int, float]) -> Measured:
    """One number of a chat that was walked through."""
    if what in ("theirs_met", "mine_met"):
        return _met(what, found.moments[what])
    pairs = _PAIRS[what](found.sittings)
    n = len(pairs) if what == "words" else sum(of for _hits, of in pairs)
    parts = (
        tuple(sum(column) for column in zip(*(s.levels for s in found.sittings), strict=True)) if what == "deep" else ()
    )
    if n < LEAST[what]:
        return Measured(what, n, None, None, None, None, parts, 0)
    if looks is not None and second:
        places = found.my_places if what == "deep" else found.all_places
        if (seen := _corrected(what, places, looks, second)) is not None:
            value, interval, looked = seen
            return Measured(what, n, *_thousandths(value, interval), None, parts, looked)
    return Measured(what, n, *_thousandths(*clustered(pairs)), None, parts, 0)


_PAIRS: Mapping[What, Callable[[list[Sitting]], list[tuple[int, int]]]] = {
    "starts": lambda sittings: [(int(s.mine_first), 1) for s in sittings],
    "words": lambda sittings: [(s.my_words, s.words) for s in sittings if s.words],
    "errands": lambda sittings: [(s.errands, s.said) for s in sittings if s.said],
    "deep": lambda sittings: [(sum(s.levels[DEEP:]), sum(s.levels)) for s in sittings if any(s.levels)],
    "asks": lambda sittings: [(s.asks, s.my_turns) for s in sittings if s.my_turns],
    "follow_ups": lambda sittings: [(s.follow_ups, s.asks) for s in sittings if s.asks],
    "unanswered": lambda sittings: [(s.unanswered, s.asked) for s in sittings if s.asked],
    "feelings": lambda sittings: [(s.felt, s.my_messages) for s in sittings if s.my_messages],
}
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
    """Whether two readings of the same number lie clearly apart: their difference is larger than both errors together."""
    if None in (one.value, other.value):
        return False
    apart = abs((one.value or 0) - (other.value or 0))
    return apart > sqrt(sum((((m.high or 0) - (m.low or 0)) / 2) ** 2 for m in (one, other)))


def _met(what: What, moments: Sequence[Moment]) -> Measured:
    """Openings are few and far between: each counts for itself."""
    counted = Counter(moment.met for moment in moments)
    n, parts = len(moments), tuple(counted[met] for met in METS)
    if n < LEAST[what]:
        return Measured(what, n, None, None, None, None, parts, 0)
    return Measured(what, n, *_thousandths(*clustered([(int(m.met == "up"), 1) for m in moments])), None, parts, 0)


def _corrected(
    what: What, places: Sequence[int], looks: Looks, second: Mapping[int, float]
) -> tuple[float, Interval, int] | None:
    def so(level: float) -> float:
        return float(level >= OPENS_AT if what == "deep" else level_of(level) == 0)

    at = {place: index for index, place in enumerate(places)}
    seen = {at[place]: so(level) for place, level in second.items() if place in at}
    found = corrected_share([so(looks.level[place]) for place in places], seen)
    return None if found is None else (found.value, found.interval, found.looked)


def _months(sittings: Sequence[Sitting], looks: Looks | None) -> tuple[MirrorMonth, ...]:
    months: dict[date, list[Sitting]] = {}
    for sitting in sittings:
        months.setdefault(sitting.month, []).append(sitting)
    return tuple(_month(first, months[first], looks is not None) for first in sorted(months))


def _month(first: date, sittings: list[Sitting], by_depth: bool) -> MirrorMonth:
    levels = tuple(sum(column) for column in zip(*(s.levels for s in sittings), strict=True)) if by_depth else ()
    deep = low = high = None
    if sum(levels) >= MONTH_LEAST:
        deep, low, high = _thousandths(*clustered(_PAIRS["deep"](sittings)))
    totals = {name: sum(getattr(s, name) for s in sittings) for name in ("my_messages", "felt", "my_words", "words")}
    return MirrorMonth(
        first, totals["my_messages"], levels, deep, low, high, totals["felt"], totals["my_words"], totals["words"]
    )


def _thousandths(share: float, interval: Interval) -> tuple[int, int, int]:
    return round(share * THOUSAND), round(interval.low * THOUSAND), round(interval.high * THOUSAND)
