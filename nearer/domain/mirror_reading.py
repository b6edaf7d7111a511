"""The reading: what one's own side of a chat comes to, each number with its interval and the least it needs.

Own acts only; no reply times, no style matching, no depth of anyone else (safety.md).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nearer.domain.depth_shares import corrected_share
from nearer.domain.entries import FeelingShown, Measured, MirrorMonth, What
from nearer.domain.mirror import FEW_STARTS, Turn
from nearer.domain.mirror_feelings import feelings_shown
from nearer.domain.mirror_intervals import Pairs, clustered, thousandths
from nearer.domain.mirror_sittings import METS, OPENS_AT, Looks, Moment, Sitting, Walk, level_of, walk
from nearer.domain.mirror_twice import NO_SECOND, Levels, Second, counted, read_twice
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

DEEP = level_of(OPENS_AT)
MET: frozenset[What] = frozenset(("theirs_met", "mine_met"))


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What numbers are reckoned from: the chat walked through, and both looks. Places and levels only, never a word."""

    walked: Walk
    looks: Looks | None
    second: Second


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is shown of a chat: numbers, months, which feelings how often, and the moments by number."""

    measures: tuple[Measured, ...]
    months: tuple[MirrorMonth, ...]
    feelings: tuple[FeelingShown, ...]
    made_of: MadeOf
    is_group: bool

    @property
    def moments(self) -> Mapping[What, Sequence[Moment]]:
        """The moments behind each number, in order of time."""
        return self.made_of.walked.moments

    def counting(self, what: What) -> Sequence[Moment]:
        """Those of them that count; without the openings that the second look leaves out, where it decides."""
        return counted(self.moments[what])[0] if what in MET else self.moments[what]


def reading(
    turns: Iterable[Turn],
    me: str,
    people: int,
    looks: Looks | None,
    again: Callable[[Walk], Second] | None = None,
) -> Reading:
    """The reading of a chat, its turns in order.

    ``looks`` None: depth was not read (another language). ``again`` reads some messages better, when it is asked.
    """
    is_group = people > 2
    found = walk(turns, me, is_group, looks)
    second = again(found) if again is not None and looks is not None else NO_SECOND
    for what, moments in found.moments.items():
        found.moments[what] = read_twice(what, moments, (second.drawn if what in MET else second.shown).get(what, {}))
    made_of = MadeOf(found, looks, second)
    measures = tuple(
        measured(what, made_of)
        for what in WHATS
        if not (is_group and what in NOT_IN_GROUPS) and not (looks is None and what in BY_DEPTH)
    )
    feelings = feelings_shown(found.sittings, looks.names) if looks is not None else ()
    return Reading(measures, _months(found.sittings, looks), feelings, made_of, is_group)


def without(read: Reading, what: What, left_out: Collection[Moment]) -> Reading:
    """The reading with some moments of one number left out of that number's count, above and below the line."""
    number = measured(what, read.made_of, left_out)
    return replace(read, measures=tuple(number if m.what == what else m for m in read.measures))


def measured(what: What, made_of: MadeOf, left_out: Collection[Moment] = ()) -> Measured:
    """One number of a chat that was walked through, without the moments that its owner leaves out."""
    found, looks = made_of.walked, made_of.looks
    if what in MET:
        return _met(what, found.moments[what], left_out)
    pairs = _pairs(what, found.sittings, left_out)
    n = len(pairs) if what == "words" else sum(of for _hits, of in pairs)
    parts = _levels(found.sittings, looks, left_out) if what == "deep" and looks is not None else ()
    if n < LEAST[what]:
        return Measured(what, n, None, None, None, None, parts, 0, 0, len(left_out))
    if looks is not None and what in made_of.second.drawn:
        out = {place for moment in left_out for place in moment.places}
        places = [place for place in (found.my_places if what == "deep" else found.all_places) if place not in out]
        if (seen := _corrected(what, places, looks, made_of.second.drawn[what])) is not None:
            value, interval, looked = seen
            return Measured(what, n, *thousandths(value, interval), None, parts, looked, 0, len(left_out))
    return Measured(what, n, *thousandths(*clustered(pairs)), None, parts, 0, 0, len(left_out))


_PAIRS: Mapping[What, Callable[[Sitting], tuple[int, int]]] = {
    "starts": lambda s: (int(s.mine_first), 1),
    "words": lambda s: (s.my_words, s.words),
    "errands": lambda s: (s.errands, s.said),
    "deep": lambda s: (sum(s.levels[DEEP:]), sum(s.levels)),
    "asks": lambda s: (s.asks, s.my_turns),
    "follow_ups": lambda s: (s.follow_ups, s.asks),
    "unanswered": lambda s: (s.unanswered, s.asked),
    "feelings": lambda s: (s.felt, s.my_messages),
}
"""Of a sitting: how often it was so, of how many."""


def _pairs(what: What, sittings: Sequence[Sitting], left_out: Collection[Moment]) -> Pairs:
    """By sitting; each moment that is left out is one that was so."""
    pairs = [_PAIRS[what](sitting) for sitting in sittings]
    if left_out:
        begins = [(s.first, place) for place, s in enumerate(sittings) if s.first is not None]
        for moment in left_out:
            _first, place = begins[bisect_right(begins, (moment.places[0], len(sittings))) - 1]
            hits, of = pairs[place]
            pairs[place] = hits - 1, of - 1
    return [(hits, of) for hits, of in pairs if of]


def _levels(sittings: Sequence[Sitting], looks: Looks, left_out: Collection[Moment]) -> tuple[int, ...]:
    total = [sum(column) for column in zip(*(s.levels for s in sittings), strict=True)]
    for moment in left_out:
        total[level_of(looks.level[moment.places[0]])] -= 1
    return tuple(total)


def _met(what: What, moments: Sequence[Moment], left_out: Collection[Moment]) -> Measured:
    """Openings are few and far between: each counts for itself."""
    counting, looked = counted(moments)
    kept = [moment for moment in counting if moment not in left_out]
    by_way = Counter(moment.met for moment in kept)
    n, parts, out = len(kept), tuple(by_way[met] for met in METS), len(counting) - len(kept)
    if n < LEAST[what]:
        return Measured(what, n, None, None, None, None, parts, looked, len(moments), out)
    share = thousandths(*clustered([(int(m.met == "up"), 1) for m in kept]))
    return Measured(what, n, *share, None, parts, looked, len(moments), out)


def _corrected(what: What, places: Sequence[int], looks: Looks, second: Levels) -> tuple[float, Interval, int] | None:
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
        deep, low, high = thousandths(*clustered(_pairs("deep", sittings, ())))
    totals = {name: sum(getattr(s, name) for s in sittings) for name in ("my_messages", "felt", "my_words", "words")}
    return MirrorMonth(
        first, totals["my_messages"], levels, deep, low, high, totals["felt"], totals["my_words"], totals["words"]
    )
