"""One's own words of a chat: what may be kept of them, as lines, and read again. Nobody else's words, and no name as it has it.

A line is JSON: when it was written, what, and which numbers of the reading it stands behind. Only what oneself wrote goes
in: not what was forwarded or quoted, and the names of the others as the chat has them are hidden (see ``hidden``).
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from nearer.domain.book import Book
from nearer.domain.chats import Message
from nearer.domain.entries import Entry, EntryId, OwnWordsKept, What
from nearer.domain.hidden import Words, hides
from nearer.domain.mirror_reading import WHATS
from nearer.domain.mirror_sittings import METS, Met, Moment
from nearer.domain.safety import mirror_rests, shows_device

MOST = 16 * 1024 * 1024
"""Bytes of all kept words of a book together, about 150,000 messages: with them a whole book still leaves in one archive."""
MOST_LETTERS = 100_000
"""Of one message; no messenger lets anyone write more. The rest of a longer one is left out."""
MOST_LINE = 2 * 1024 * 1024
YEARS = range(1900, 2200)

_QUOTED = re.compile(r"^[^\S\n]*>(?=[>\s\w\"'“„«]).*$\n?", re.MULTILINE)
"""A line that quotes, as letters and several messengers mark it."""


class OwnMessage(NamedTuple):
    """One message of mine: when (local time), what, and the numbers it stands behind, with how an opening was met."""

    when: datetime
    text: Words
    behind: tuple[tuple[What, Met | None], ...] = ()


class NotOwnWords(ValueError):
    """These bytes are not lines of ours."""


def own_words(
    messages: Sequence[Message], me: str, others: Iterable[str], moments: Mapping[What, Iterable[Moment]]
) -> Iterator[tuple[int, OwnMessage]]:
    """My messages of a chat with their places, in its order, without anything that is not mine. ``moments``: those that
    count, by number."""
    behind: dict[int, dict[What, Met | None]] = defaultdict(dict)
    for what, found in moments.items():
        for moment in found:
            for place in moment.places:
                behind[place].setdefault(what, moment.met)
    hide = hides(name for name in others if name != me)
    for place, message in enumerate(messages):
        is_mine = message.who == me and message.kind == "speech" and not message.forwarded
        if is_mine and message.when.year in YEARS and (text := own_text(message, hide)):
            yield place, OwnMessage(message.when, text, tuple(behind.get(place, {}).items()))


def unmarked(text: bytes, left_out: Mapping[int, Collection[What]]) -> bytes:
    """The lines, some of them, by their number from 0, without the marks of numbers that their owner left them out of."""
    if not left_out:
        return text
    rows = text.splitlines(keepends=True)
    for row, whats in left_out.items():
        (was,) = messages_in([rows[row]])
        behind = tuple((what, met) for what, met in was.behind if what not in whats)
        rows[row] = b"".join(lines([was._replace(behind=behind)]))
    return b"".join(rows)


def own_text(message: Message, hide: Callable[[str], Words]) -> Words:
    """What a message says in one's own words; "" where nothing is left."""
    text = _QUOTED.sub("", message.text[:MOST_LETTERS]).strip()
    return hide(text.encode("utf-8", "replace").decode())


def lines(messages: Iterable[OwnMessage]) -> Iterator[bytes]:
    """The messages as lines, one at a time."""
    for when, text, behind in messages:
        said = {"when": when.isoformat(), "text": text, "behind": dict(behind)}
        yield json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def messages_in(parts: Iterable[bytes]) -> Iterator[OwnMessage]:
    """The messages in a stream of lines, in parts of any sizes. Raises NotOwnWords as soon as something else comes."""
    held = b""
    for part in parts:
        *whole, held = (held + part).split(b"\n")
        if len(held) > MOST_LINE:
            raise NotOwnWords
        yield from map(_message, whole)
    if held:
        raise NotOwnWords


def measured(parts: Iterable[bytes]) -> tuple[int, int, str]:
    """How many lines a stream has, how many bytes, and its digest."""
    count = size = 0
    found = sha256()
    for part in parts:
        count += part.count(b"\n")
        size += len(part)
        found.update(part)
    return count, size, found.hexdigest()


def read(kept: OwnWordsKept, text: bytes) -> tuple[OwnMessage, ...] | None:
    """The messages that an entry names; None where these are not its very lines, or one of them is none."""
    if not is_named(kept, text):
        return None
    try:
        return tuple(messages_in([text]))
    except NotOwnWords:
        return None


def is_named(kept: OwnWordsKept, text: bytes) -> bool:
    """Whether these are the very bytes that an entry names: quick, and enough for what was once proved to be lines."""
    return (kept.messages, kept.size, kept.digest) == measured([text])


def is_of(kept: OwnWordsKept, text: bytes) -> bool:
    """Whether these are the very lines that an entry names, and every one of them is one."""
    return read(kept, text) is not None


def kept_of(book: Book, reading: EntryId) -> OwnWordsKept | None:
    """What was kept with a reading, where no one looks at the device."""
    mine = (one for one in kept(book) if one.reading == reading)
    return next(mine, None)


def kept(book: Book) -> tuple[OwnWordsKept, ...]:
    """Everything that is kept, as pages may say it: nothing where someone makes the person show their device."""
    return () if shows_device(book) else book.of(OwnWordsKept)


def seen(book: Book) -> Book:
    """The book as pages list it: without a trace of kept words where someone makes the person show their device."""
    if not shows_device(book) or not book.of(OwnWordsKept):
        return book
    return Book(tuple(entry for entry in book.entries if not isinstance(entry, OwnWordsKept)), book.problems)


def may_keep(book: Book, size: int, day: date) -> bool:
    """Whether so many bytes of own words may be kept: never where someone looks at the device, and while there is room."""
    held = sum(one.size for one in book.of(OwnWordsKept))
    return not shows_device(book) and not mirror_rests(book, day) and 0 < size <= MOST - held


def has_room(book: Book, entries: Iterable[Entry] = ()) -> bool:
    """Whether the kept words of a book, and those that these entries name beside its own, are no more than it holds."""
    named = {one.id: one.size for one in (*book.of(OwnWordsKept), *entries) if isinstance(one, OwnWordsKept)}
    return sum(named.values()) <= MOST


def months(messages: Iterable[OwnMessage]) -> tuple[tuple[date, int], ...]:
    """The months that hold messages, the latest first, with how many."""
    counted: dict[date, int] = {}
    for message in messages:
        first = message.when.date().replace(day=1)
        counted[first] = counted.get(first, 0) + 1
    return tuple(sorted(counted.items(), reverse=True))


def found(messages: Iterable[OwnMessage], words: str) -> tuple[OwnMessage, ...]:
    """The messages that hold all of these words, the newest first; none for no words."""
    wanted = words.casefold().split()
    held = [m for m in messages if wanted and all(word in m.text.casefold() for word in wanted)]
    return tuple(reversed(held))


def _message(line: bytes) -> OwnMessage:
    try:
        said = json.loads(line)
        when, text, behind = said.pop("when"), said.pop("text"), said.pop("behind")
        at = datetime.fromisoformat(when)
        if said or at.tzinfo is not None or at.year not in YEARS or not _is_text(text) or not _is_behind(behind):
            raise NotOwnWords
        return OwnMessage(at, Words(text), tuple(behind.items()))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as wrong:
        raise NotOwnWords from wrong


def _is_text(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(text) <= MOST_LETTERS and not any("\ud800" <= c <= "\udfff" for c in text)


def _is_behind(behind: Any) -> bool:
    return isinstance(behind, dict) and all(what in WHATS and met in (None, *METS) for what, met in behind.items())
