"""The mirror's first measures, which need no model: what one's own side of a conversation looks like.

Only own acts, and what the other side makes them a share of. No reply times, no style matching, nothing that invites
watching (safety.md). Everything is a count, so that every number can be opened and looked at.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nearer.domain.chats import Message

SHORTEST_GAP = timedelta(minutes=30)
LONGEST_GAP = timedelta(hours=12)
USUAL_GAP = timedelta(hours=4)
"""Judgement: after four hours of silence the next message opens something new, where the chat itself does not
tell."""
GAPS_NEEDED = 100
"""Below this many pauses their pattern is noise and the usual gap is used."""
FEW_STARTS = 5
"""Below this many sittings a share of starts would be an anecdote."""

_STEPS = 4
"""Steps of the histogram for each doubling of a pause."""
_RARE = 50
"""One in so many pauses is the least that counts as a hill."""
_ASKS = re.compile(r"[?？؟՞]")
_SENTENCE = re.compile(r"[^.!?？؟՞。！\n]+[.!?？؟՞。！]*")
_LINK = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no space between words; two signs are counted as one word."""
_OPENERS = re.compile(
    r"^(?:and|so|but|then|why|how come|what happened|what then|since when|und|warum|wieso|pourquoi|et"
    r"|por qué|y|perché|e|waarom|en)\b",
    re.IGNORECASE,
)
_SHORTEST_TELLING_WORD = 4
_COMMON = frozenset(
    """about also been could does doing from going have just know like maybe more much okay really should some
    sure tell than that
    them then there they thing think this time today tomorrow very want well were what when where which will
    with would yeah your
    aber auch dann dass denn doch eine einen haben hast heute immer kann mehr nein nicht noch oder schon sein
    sind wann warum wenn
    wird pour avec dans mais vous nous elle sont être fait bien tout plus como para pero esta este todo hola
    porque cuando""".split()
)


@dataclass(slots=True)
class Month:
    """Words and turns of one calendar month, mine and everyone else's together."""

    first_day: date
    my_words: int = 0
    their_words: int = 0
    my_turns: int = 0
    their_turns: int = 0

    @property
    def share_of_words(self) -> float | None:
        """My share of the words, 0-1; None in a month without any."""
        total = self.my_words + self.their_words
        return self.my_words / total if total else None

    @property
    def share_of_turns(self) -> float | None:
        """My share of the turns, 0-1; None in a month without any."""
        total = self.my_turns + self.their_turns
        return self.my_turns / total if total else None


@dataclass(slots=True)
class Mirror:
    """One conversation from my side.

    A turn is everything one person says before someone else speaks or the sitting ends. ``their_...`` fields are None
    in a group, where only own acts are read.
    """

    me: str
    people: int
    gap: timedelta
    months: list[Month] = field(default_factory=list)
    sittings: int = 0
    my_starts: int = 0
    my_questions: int = 0
    my_follow_ups: int = 0
    their_questions: int | None = 0
    their_questions_unanswered: int | None = 0

    @property
    def is_group(self) -> bool:
        """Whether more than two people speak."""
        return self.people > 2

    @property
    def share_of_starts(self) -> float | None:
        """My share of the sittings' first messages, 0-1; None while they are few."""
        return self.my_starts / self.sittings if self.sittings >= FEW_STARTS else None


@dataclass(slots=True)
class Turn:
    """Everything one person says before someone else speaks or the sitting ends; ``places`` count the messages from 0."""

    who: str
    at: datetime
    texts: list[str]
    places: list[int]
    opens: bool


def speakers(messages: Iterable[Message]) -> Counter[str]:
    """Everyone who wrote, with how many messages."""
    return Counter(message.who for message in messages if message.who is not None and message.kind != "system")


def gap(messages: Iterable[Message]) -> timedelta:
    """How long this chat must be silent before the next message opens a new sitting.

    Pauses inside a talk and pauses between talks form two hills when counted by their logarithm; the gap is
    the lowest
    point between them, from half an hour to twelve hours.
    """
    counts: Counter[int] = Counter()
    before: datetime | None = None
    for message in messages:
        if message.who is None or message.kind == "system":
            continue
        if before is not None and message.when > before:
            counts[_step_of(message.when - before)] += 1
        before = message.when
    if sum(counts.values()) < GAPS_NEEDED:
        return USUAL_GAP
    steps = range(_step_of(SHORTEST_GAP), _step_of(LONGEST_GAP) + 1)
    longer = sum(count for step, count in counts.items() if step >= steps.start)
    if longer * _RARE < sum(counts.values()):
        return USUAL_GAP
    smooth = {step: sum(counts[near] * weight for near, weight in _near(step)) for step in steps}
    # Beyond the last hill it is empty too; a valley has pauses on its far side.
    inside = [step for step in steps if sum(count for far, count in counts.items() if far > step + 2) * _RARE >= longer]
    lowest = min((smooth[step] for step in inside), default=0)
    flat = [step for step in inside if smooth[step] == lowest]
    if not flat:
        return USUAL_GAP
    run = next((i for i, step in enumerate(flat) if step + 1 not in flat), 0)
    return timedelta(minutes=round(2 ** (flat[run // 2] / _STEPS)))


def _near(step: int) -> tuple[tuple[int, int], ...]:
    return ((step - 2, 1), (step - 1, 2), (step, 3), (step + 1, 2), (step + 2, 1))


def _step_of(pause: timedelta) -> int:
    return math.floor(math.log2(max(pause.total_seconds() / 60, 1)) * _STEPS)


def words(text: str) -> int:
    """How many words a message has; links count as none."""
    if text.isascii() and "://" not in text:
        return len(text.split())
    text = _LINK.sub(" ", text)
    dense = len(_DENSE.findall(text))
    return len(_DENSE.sub(" ", text).split()) + (dense + 1) // 2


def asks(text: str) -> bool:
    """Whether a message asks: it has a question mark outside of links, and words."""
    if not _ASKS.search(text):
        return False
    bare = _LINK.sub(" ", text)
    return _ASKS.search(bare) is not None and _WORD.search(bare) is not None


def only_asks(text: str) -> bool:
    """Whether every sentence of a message is a question."""
    sentences = [one for one in _SENTENCE.findall(_LINK.sub(" ", text)) if _WORD.search(one)]
    return bool(sentences) and all(_ASKS.search(one) for one in sentences)


def mirror(messages: Iterable[Message], me: str, people: int, sitting_gap: timedelta) -> Mirror:
    """The measures of one conversation, its messages in order of time. One pass; nothing said is kept."""
    found = Mirror(me, people, sitting_gap)
    if found.is_group:
        found.their_questions = found.their_questions_unanswered = None
    months: dict[tuple[int, int], Month] = {}
    theirs: Turn | None = None
    open_question = False
    for turn in turns(messages, sitting_gap):
        mine = turn.who == me
        month = months.setdefault((turn.at.year, turn.at.month), Month(date(turn.at.year, turn.at.month, 1)))
        _add_turn(month, turn, mine)
        if turn.opens:
            _close(found, open_question)
            found.sittings += 1
            found.my_starts += mine
            theirs, open_question = None, False
        asking = any(asks(text) for text in turn.texts)
        if mine:
            found.my_questions += asking
            found.my_follow_ups += asking and theirs is not None and follows_up(turn.texts, theirs.texts)
            open_question = False
        else:
            if asking and found.their_questions is not None:
                found.their_questions += 1
                open_question = True
            theirs = turn
    _close(found, open_question)
    found.months = [months[key] for key in sorted(months)]
    return found


def _close(found: Mirror, open_question: bool) -> None:
    if open_question and found.their_questions_unanswered is not None:
        found.their_questions_unanswered += 1


def _add_turn(month: Month, turn: Turn, mine: bool) -> None:
    count = sum(words(text) for text in turn.texts)
    if mine:
        month.my_turns += 1
        month.my_words += count
    else:
        month.their_turns += 1
        month.their_words += count


def turns(messages: Iterable[Message], sitting_gap: timedelta) -> Iterator[Turn]:
    """Cut a conversation into turns. Notices of media and calls hold a turn but have no words."""
    turn: Turn | None = None
    before: datetime | None = None
    for place, message in enumerate(messages):
        if message.who is None or message.kind == "system":
            continue
        opens = before is None or message.when - before >= sitting_gap
        before = message.when if before is None else max(before, message.when)
        spoken = message.kind == "speech"
        if turn is None or turn.who != message.who or opens:
            if turn is not None:
                yield turn
            turn = Turn(message.who, message.when, [], [], opens)
        if spoken:
            turn.texts.append(message.text)
            turn.places.append(place)
    if turn is not None:
        yield turn


def follows_up(mine: list[str], theirs: list[str]) -> bool:
    """Whether a question takes up what the other has just said. First version, without a model: it opens like a
    follow-up, or shares a telling word with the turn before it."""
    questions = [text for text in mine if asks(text)]
    if any(_OPENERS.match(text.lstrip()) for text in questions):
        return True
    heard = {word for text in theirs for word in telling(text)}
    return any(word in heard for text in questions for word in telling(text))


def telling(text: str) -> Iterator[str]:
    """The words by which one message is known to take up another: long enough, and not among the common ones."""
    for found in _WORD.finditer(text):
        word = found[0].casefold()
        if len(word) >= _SHORTEST_TELLING_WORD and word not in _COMMON:
            yield word
