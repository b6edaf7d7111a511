"""The depth model at work on a chat: loaded when it is first needed, some hundreds of messages at a time."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from random import SystemRandom
from time import monotonic
from typing import Any, cast

import numpy as np

from nearer.depth import FEELINGS, NOT_SHOWN, Depth
from nearer.depth.second import SecondLook
from nearer.domain.chats import Message
from nearer.domain.entries import What
from nearer.domain.mirror_sittings import Looks, Walk

SHOWS_AT = 0.4
"""From this probability on a message shows a feeling; below it none is named."""

READ_AGAIN, ENOUGH, AT_ONCE = 64, 48, 16
SECONDS = 1.5
"""For each of two numbers the second look reads so many messages drawn at random, some at a time, and stops after so many
seconds; a number for which it read fewer than enough is the first look's alone."""


def first_look() -> Depth:
    """The first look, loaded for each reading: it remembers words between texts, and they go with it."""
    return Depth.load()


@cache
def second_look() -> SecondLook:
    """The second look, loaded once."""
    return SecondLook.load()


def unseen() -> Looks:
    """No message looked at yet, in columns that stay small for a million of them."""
    return Looks(array("f"), array("f"), array("b"))


def look_at(model: Depth, messages: Iterable[Message], found: Looks) -> Iterator[int]:
    """Fill in what the first look says of every message; yields how many are done."""
    unsaid = [FEELINGS.index(name) for name in ("neutral", *NOT_SHOWN)]
    level, support, feeling = (cast("array[Any]", column) for column in found)
    for part in model.parts(m.text if m.kind == "speech" else "" for m in messages):
        level.extend(part.level.tolist())
        support.extend(part.support_emotional.tolist())
        shown = part.feelings.astype(np.float32)
        shown[:, unsaid] = 0
        feeling.extend(np.where(shown.max(1) >= SHOWS_AT, shown.argmax(1), -1).tolist())
        yield len(level)


def look_again(messages: Sequence[Message], walked: Walk) -> dict[What, dict[int, float]]:
    """What the second look says of messages drawn at random, by their places: of mine for "deep", of all that count for
    "errands"."""
    look = second_look()
    of: dict[What, list[int]] = {"deep": walked.my_places, "errands": walked.all_places}
    drawn = {what: SystemRandom().sample(places, min(READ_AGAIN, len(places))) for what, places in of.items()}
    found: dict[What, dict[int, float]] = {what: {} for what in drawn}
    until = monotonic() + SECONDS
    for start in range(0, READ_AGAIN, AT_ONCE):
        for what, places in drawn.items():
            batch = places[start : start + AT_ONCE]
            levels = look.score(messages[place].text for place in batch).level.tolist() if batch else []
            found[what] |= dict(zip(batch, levels, strict=True))
        if monotonic() > until:
            break
    return {what: seen for what, seen in found.items() if len(seen) >= ENOUGH}
