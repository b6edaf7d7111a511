"""A conversation as a value: what was said, when and by whom, whichever messenger it came from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

Kind = Literal["speech", "system", "media", "deleted", "call"]
"""speech: written by a person; system: the app's own line; media, deleted, call: a notice that stands in for one."""

Key: TypeAlias = tuple[datetime, str | None, str]


class Message(NamedTuple):
    """One message. A tuple, because a million of them pass by and none is kept.

    ``when`` is local time without a zone, whole to the minute unless ``to_second``. ``who`` is None for the app's own
    lines and for deleted accounts. ``reply_to`` is the ``id`` of the message replied to, or the words quoted where the
    messenger gives no ids. ``reactions`` are pairs of who and what. ``line`` counts from 1; in files without lines it
    is the place in the order of messages. ``forwarded``: someone else's words, where the messenger says so.
    """

    when: datetime
    who: str | None
    kind: Kind
    text: str
    reply_to: str | None = None
    edited: bool = False
    reactions: tuple[tuple[str, str], ...] = ()
    to_second: bool = True
    line: int = 0
    id: str | None = None
    chat: str | None = None
    forwarded: bool = False


def key(message: Message) -> Key:
    """What makes two rows the same message: minute, sender and words (one phone exports seconds, another does not)."""
    return message.when.replace(second=0, microsecond=0), message.who, message.text


def merged(kept: Sequence[Message], fresh: Iterable[Message]) -> Sequence[Message]:
    """Two exports of one chat as one. Importing the same export again returns ``kept`` itself, unchanged.

    A sentence sent twice within a minute stays twice: each key is kept as often as the fuller export has it. Only when
    something new arrives is the whole put in order of time, earlier rows first where the time is the same.
    """
    had = Counter(key(message) for message in kept)
    new = []
    for message in fresh:
        this = key(message)
        if had[this]:
            had[this] -= 1
        else:
            new.append(message)
    return sorted([*kept, *new], key=lambda message: message.when) if new else kept
