"""The depth model at work on a chat: loaded when it is first needed, some hundreds of messages at a time."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from random import SystemRandom
from time import monotonic
from typing import Any, TypeVar, cast

import numpy as np

from nearer.depth import FEELINGS, Depth
from nearer.depth.reply import ReplyLook
from nearer.depth.second import SecondLook
from nearer.domain.chats import Message
from nearer.domain.entries import What
from nearer.domain.mirror_reading import MET
from nearer.domain.mirror_sittings import Looks, Replies, Walk
from nearer.domain.mirror_twice import Second, read_of, spread

SHOWS_AT = 0.4
"""From this probability on a message shows a feeling; below it none is named."""

STANCES = ("neutral", "approval", "disapproval", "curiosity", "realization")
"""Of the model's names, those that say what someone thinks, or wants to know: most questions, many a yes. No feeling shows
in them."""

COMFORTS_AT = 0.5
"""From this probability on a message comforts: of the deep lines that begin an opening in our dialogues 1 in 100 seems to."""

READ_AGAIN, ENOUGH, AT_ONCE = 64, 48, 16
MOST_OPENINGS, MOST_SHOWN = 80, 40
SECONDS = 2.5
"""For each of two shares the second look reads so many messages drawn at random, for each of two numbers about openings so
many openings, and so many moments that may be shown; some at a time, and it stops after so many seconds. A share for which it
read fewer than enough is the first look's alone."""

T = TypeVar("T")


def first_look() -> Depth:
    """The first look, loaded for each reading: it remembers words between texts, and they go with it."""
    return Depth.load()


@cache
def second_look() -> SecondLook:
    """The second look, loaded once."""
    return SecondLook.load()


@cache
def reply_look() -> ReplyLook:
    """What tells how replies meet openings, loaded once."""
    return ReplyLook.load()


def meets(pairs: Sequence[tuple[str, str]]) -> Replies:
    """How each opening is met by its reply."""
    model = reply_look()
    said = model.score(first_look(), pairs)
    return Replies(said.taken_up.tolist(), said.asks.tolist(), said.interprets.tolist(), model.enough)


def unseen() -> Looks:
    """No message looked at yet, in columns that stay small for a million of them."""
    return Looks(array("f"), array("b"), array("b"), FEELINGS, meets)


def look_at(model: Depth, messages: Iterable[Message], found: Looks) -> Iterator[int]:
    """Fill in what the first look says of every message; yields how many are done."""
    stances = [FEELINGS.index(name) for name in STANCES]
    level, feeling, comforts = (cast("array[Any]", column) for column in found[:3])
    for part in model.parts(m.text if m.kind == "speech" else "" for m in messages):
        level.extend(part.level.tolist())
        shown = part.feelings.astype(np.float32)
        shown[:, stances] = 0
        feeling.extend(np.where(shown.max(1) >= SHOWS_AT, shown.argmax(1), -1).tolist())
        comforts.extend((part.support_emotional >= COMFORTS_AT).astype(np.int8).tolist())
        yield len(level)


def look_again(messages: Sequence[Message], walked: Walk) -> Second:
    """What the second look says of messages of mine and of all drawn at random, for the two shares; of openings drawn at
    random; and of moments spread over the chat, so that the surest can be shown."""
    shares: dict[What, list[int]] = {"deep": walked.my_places, "errands": walked.all_places}
    drawn: dict[What, list[tuple[int, ...]]] = {
        **{what: [(place,) for place in _draw(places, READ_AGAIN)] for what, places in shares.items()},
        **{what: [read_of(one) for one in _draw(walked.moments[what], MOST_OPENINGS)] for what in MET},
    }
    shown = {what: [read_of(one) for one in spread(walked.moments[what], MOST_SHOWN)] for what in shares}
    said = _read([*drawn.values(), *shown.values()], messages)
    levels = dict(zip(drawn, said, strict=False))
    is_enough = {what: len(levels[what]) >= ENOUGH for what in shares}
    return Second(
        {what: seen for what, seen in levels.items() if is_enough.get(what, True)},
        dict(zip(shown, said[len(drawn) :], strict=True)),
    )


def _draw(among: Sequence[T], most: int) -> list[T]:
    return SystemRandom().sample(among, min(most, len(among)))


def _read(asked: Sequence[Sequence[tuple[int, ...]]], messages: Sequence[Message]) -> list[dict[int, float]]:
    """Levels by place for each of some lists, some of every list in turn, until all are read or the time is nearly up. What
    is read of a list drawn at random is drawn at random too."""
    look = second_look()
    found: list[dict[int, float]] = [{} for _list in asked]
    began = before = monotonic()
    for start in range(0, max(map(len, asked)), AT_ONCE):
        turn = [(seen, place) for seen, groups in zip(found, asked, strict=True) for place in _some(groups, start)]
        levels = look.score(messages[place].text for _seen, place in turn).level.tolist()
        for (seen, place), level in zip(turn, levels, strict=True):
            seen[place] = level
        now = monotonic()
        if now - began + (now - before) > SECONDS:
            break
        before = now
    return found


def _some(groups: Sequence[tuple[int, ...]], start: int) -> Iterator[int]:
    return (place for group in groups[start : start + AT_ONCE] for place in group)
