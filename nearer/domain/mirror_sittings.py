"""A chat cut into sittings, each with the counts that the mirror's measures are made of, and the moments behind them.

Messages of one sitting resemble each other, so a sitting is what intervals are reckoned over. One pass; only places of
messages are kept, never a word.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from nearer.domain.entries import What
from nearer.domain.mirror import Turn, asks, follows_up, telling, words

BEGINS = (1.0, 1.9, 2.5, 3.4)
"""From which score on a message counts as facts, opinions, feelings, needs and fears. The model learned from as many messages
of each, and in a chat most are errands and facts: halfway between two levels too few would count as errands. Chosen on
voices never taught, so that shares come out right in mixes from errands to close talk (docs/depth.md, Shares)."""

LEVELS = len(BEGINS) + 1

OPENS_AT = BEGINS[2]
"""From this score on a message is an opening (the rule in corpus/rule.md). The level decides and not the head for emotional
disclosure, which learned from public posts and fails on chats."""

CLEARLY = 0.6
"""From this probability on it is said how a reply takes an opening up: of replies of hands never seen, 88 in 100 so found
to ask and 80 in 100 so found to interpret were marked so."""

LATER_WITHIN, LATER_TURNS = timedelta(hours=48), 3
"""Judgement: an opening is taken up later within two days and in one of the other's next three turns of later sittings."""

Met = Literal["up", "else", "still", "later"]
"""Taken up, something else said, no reply in that sitting; the last two become "later" where it was taken up in another."""
METS: tuple[Met, ...] = ("up", "else", "still", "later")

How = Literal["asks", "interprets"]
"""Of a reply that takes an opening up: it asks further, it says what that may mean."""


class Replies(NamedTuple):
    """What a model said of replies to openings, each 0-1: how likely it stays with what was opened, asks further, says what
    that may mean. From ``enough`` on it counts as taken up."""

    taken_up: Sequence[float]
    asks: Sequence[float]
    interprets: Sequence[float]
    enough: float


Meets = Callable[[Sequence[tuple[str, str]]], Replies]
"""Says of each opening and the reply to it how that meets it; asked once, of all in a chat."""


class Looks(NamedTuple):
    """What the depth model said of every message, by its place: the level 0-4, and which feeling is shown most (a number
    of the model's list, whose ``names`` these are; -1: none). ``meets`` says how replies meet openings."""

    level: Sequence[float]
    feeling: Sequence[int]
    names: Sequence[str]
    meets: Meets


class Moment(NamedTuple):
    """Messages that a number comes from, by their places: one's own, and the other's turn before or after it.

    ``opening``: those of them that open, where others belong to it too. ``sure``: whether the second look confirms it; None
    where it was read once. ``how`` an opening was taken up, where that is clear.
    """

    places: tuple[int, ...]
    met: Met | None = None
    opening: tuple[int, ...] = ()
    sure: bool | None = None
    how: How | None = None

    @property
    def judged(self) -> tuple[int, ...]:
        """The messages that make it one."""
        return self.opening or self.places


@dataclass(slots=True)
class Sitting:
    """The counts of one sitting. ``levels`` count my messages, ``shown`` those by feeling; ``errands`` and ``said``
    everyone's (mine in a group). ``first`` is the place of its first message with words."""

    month: date
    mine_first: bool
    first: int | None = None
    my_words: int = 0
    words: int = 0
    levels: list[int] = field(default_factory=lambda: [0] * LEVELS)
    errands: int = 0
    said: int = 0
    felt: int = 0
    shown: dict[int, int] = field(default_factory=dict)
    my_messages: int = 0
    my_turns: int = 0
    asks: int = 0
    follow_ups: int = 0
    asked: int = 0
    unanswered: int = 0


@dataclass(slots=True)
class Walk:
    """A chat walked through once, from the side of ``me``."""

    me: str
    sittings: list[Sitting] = field(default_factory=list)
    moments: dict[What, list[Moment]] = field(default_factory=lambda: defaultdict(list))
    my_places: list[int] = field(default_factory=list)
    all_places: list[int] = field(default_factory=list)


class _Replied(NamedTuple):
    """An opening with the reply in its sitting, by its place among the moments, and the moment that the two are."""

    what: What
    place: int
    moment: Moment
    opening: str
    reply: str


class _Waiting(NamedTuple):
    """An opening whose sitting is over, by its place among the moments, and how many turns may still take it up."""

    what: What
    place: int
    who: str
    at: datetime
    texts: tuple[str, ...]
    turns: int


@dataclass(slots=True)
class _Open:
    """What still waits for an answer in this sitting, and openings that wait for a later one."""

    before: Turn | None = None
    opening: tuple[Turn, tuple[int, ...]] | None = None
    question: Turn | None = None
    passed: list[_Waiting] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)
    replied: list[_Replied] = field(default_factory=list)


def walk(turns: Iterable[Turn], me: str, is_group: bool, looks: Looks | None) -> Walk:
    """The counts of a chat, its turns in order. ``looks`` None: depth was not read. In a group only own acts count."""
    found, here = Walk(me), _Open()
    for turn in turns:
        mine = turn.who == me
        if turn.opens:
            _end(found, here)
            here = _Open(waiting=here.waiting + here.passed, replied=here.replied)
            found.sittings.append(Sitting(date(turn.at.year, turn.at.month, 1), mine))
            if mine:
                found.moments["starts"].append(Moment(tuple(turn.places[:1])))
        sitting = found.sittings[-1]
        if sitting.first is None and turn.places:
            sitting.first = turn.places[0]
        _count(found, sitting, turn, mine, is_group, looks)
        if mine:
            _ask(found, sitting, turn, here, is_group)
        elif not is_group and any(map(asks, turn.texts)):
            sitting.asked += 1
            here.question = turn
        if not is_group and looks is not None:
            _meet(found, turn, here, looks)
        here.before = turn
    _end(found, here)
    if looks is not None and here.replied:
        _decide(found, here.replied, looks.meets)
    return found


def _count(found: Walk, sitting: Sitting, turn: Turn, mine: bool, is_group: bool, looks: Looks | None) -> None:
    count = sum(map(words, turn.texts))
    sitting.words += count
    if mine:
        sitting.my_words += count
        sitting.my_turns += 1
        sitting.my_messages += len(turn.places)
        found.my_places += turn.places
    if looks is None or (is_group and not mine):
        return
    found.all_places += turn.places
    for place in turn.places:
        level = level_of(looks.level[place])
        sitting.said += 1
        sitting.errands += level == 0
        if mine:
            sitting.levels[level] += 1
            _feel(found, sitting, place, level, looks.feeling[place])


def _feel(found: Walk, sitting: Sitting, place: int, level: int, feeling: int) -> None:
    if level == 0:
        found.moments["errands"].append(Moment((place,)))
    if level >= level_of(OPENS_AT):
        found.moments["deep"].append(Moment((place,)))
    if feeling >= 0:
        sitting.felt += 1
        sitting.shown[feeling] = sitting.shown.get(feeling, 0) + 1
        found.moments["feelings"].append(Moment((place,)))


def level_of(score: float) -> int:
    """Which of the five levels a score counts as."""
    return bisect_right(BEGINS, score)


def _ask(found: Walk, sitting: Sitting, turn: Turn, here: _Open, is_group: bool) -> None:
    here.question = None
    if not any(map(asks, turn.texts)):
        return
    sitting.asks += 1
    found.moments["asks"].append(Moment(tuple(turn.places)))
    if here.before is not None and not is_group and follows_up(turn.texts, here.before.texts):
        sitting.follow_ups += 1
        found.moments["follow_ups"].append(Moment((*here.before.places, *turn.places)))


def _meet(found: Walk, turn: Turn, here: _Open, looks: Looks) -> None:
    """Take a turn as the answer to an opening, then see whether it is one itself."""
    here.waiting = [still for one in here.waiting if (still := _later(found, one, turn)) is not None]
    if here.opening is not None and here.opening[0].who != turn.who:
        _note(found, here, *here.opening, turn)
        here.opening = None
    deep = tuple(place for place in turn.places if looks.level[place] >= OPENS_AT)
    if deep:
        here.opening = turn, deep


def _note(found: Walk, here: _Open, opening: Turn, places: tuple[int, ...], reply: Turn | None) -> None:
    what: What = "mine_met" if opening.who == found.me else "theirs_met"
    moments = found.moments[what]
    texts = tuple(text for text, place in zip(opening.texts, opening.places, strict=True) if place in places)
    here.passed.append(_Waiting(what, len(moments), opening.who, opening.at, texts, LATER_TURNS))
    moment = Moment((*places, *(reply.places if reply else ())), "else" if reply else "still", places)
    if reply is not None and reply.texts:
        pair = "\n".join(opening.texts), "\n".join(reply.texts)
        here.replied.append(_Replied(what, len(moments), moment, *pair))
    moments.append(moment)


def _decide(found: Walk, replied: Sequence[_Replied], meets: Meets) -> None:
    """Which replies take the opening up, all asked at once; what such an opening waited for later no longer counts."""
    said = meets([(one.opening, one.reply) for one in replied])
    for one, taken_up, asking, meaning in zip(replied, said.taken_up, said.asks, said.interprets, strict=True):
        if taken_up >= said.enough:
            how: How | None = "asks" if asking >= CLEARLY else "interprets" if meaning >= CLEARLY else None
            found.moments[one.what][one.place] = one.moment._replace(met="up", how=how)


def _later(found: Walk, one: _Waiting, turn: Turn) -> _Waiting | None:
    """What still waits after a turn of a later sitting; None where it took the opening up, or may no longer."""
    if turn.at - one.at > LATER_WITHIN:
        return None
    if turn.who == one.who or not turn.places:
        return one
    if shares_a_word(one.texts, turn):
        moments = found.moments[one.what]
        before = moments[one.place]
        moments[one.place] = before._replace(places=(*before.places, *turn.places), met="later")
        return None
    return one._replace(turns=one.turns - 1) if one.turns > 1 else None


def shares_a_word(opening: Sequence[str], reply: Turn) -> bool:
    """Whether a turn says a telling word of an opening.

    All that is asked of later sittings. Measured on the corpus: of turns of other talks 2 in 100 share a word; the model for
    replies, which reads how something is said, takes 49 for replies that stay.
    """
    heard = {word for text in opening for word in telling(text)}
    return any(word in heard for text in reply.texts for word in telling(text))


def _end(found: Walk, here: _Open) -> None:
    """A sitting is over: what still waited was not answered in it."""
    if here.opening is not None:
        _note(found, here, *here.opening, None)
        here.opening = None
    if here.question is not None:
        found.sittings[-1].unanswered += 1
        found.moments["unanswered"].append(Moment(tuple(here.question.places)))
