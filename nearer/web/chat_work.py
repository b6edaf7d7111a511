"""Reading what was dropped: one pass over the files, one over the messages, told in counts; it stops when nobody listens."""

from collections.abc import Generator, Iterator
from itertools import pairwise
from typing import NamedTuple, cast

from django.utils.translation import gettext as _

from nearer.domain.chats import Message, merged
from nearer.domain.mirror import speakers
from nearer.domain.mirror_language import is_checked
from nearer.formats.chats.errors import AmbiguousDates, NotReadable, WhichChat
from nearer.formats.chats.reading import DateOrder, Reading, Wish
from nearer.formats.chats.recognise import read
from nearer.web.looks import first_look, look_at, unseen
from nearer.web.opened import Chat

EVERY = 2_000
"""Messages between two counts: a closed window is noticed at one of them."""

MOST_MESSAGES = 400_000
"""The newest so many are read: more would fill the memory of a small computer."""

MOST_NAMES = 60


class Step(NamedTuple):
    """How far it is: messages read, or looked at of how many."""

    doing: str
    done: int
    of: int = 0


def work(chat: Chat) -> Iterator[Step]:
    """Read everything; what it comes to stands in ``chat``: a question, what is wrong, or messages with their looks, and
    those last: another window would read them without."""
    messages: list[Message] = []
    try:
        messages = yield from _read(chat)
    except AmbiguousDates as question:
        chat.orders, chat.example = cast("tuple[DateOrder, ...]", question.orders), question.example
    except WhichChat as question:
        chat.chats = question.names
    except NotReadable as wrong:
        chat.wrong = str(wrong)
    except (MemoryError, RecursionError):
        chat.wrong = _("This file is too large or too deeply nested to be read here.")
    if chat.wrong or not messages:
        return
    chat.files = []
    chat.checked = is_checked(message.text for message in messages if message.kind == "speech")
    if chat.checked:
        looks = unseen()
        for done in look_at(first_look(), messages, looks):
            yield Step("looked", done, len(messages))
        chat.looks = looks
    chat.messages = messages


def _read(chat: Chat) -> Generator[Step, None, list[Message]]:
    chat.orders, chat.chats, chat.notes, chat.unread, chat.first_unread = (), (), (), 0, ()
    together: list[Message] = []
    names: set[str] = set()
    for number, source in enumerate(chat.files):
        one: list[Message] = []
        found = read(source, Wish(chat.order, None, chat.which))
        for message in found.messages:
            one.append(message)
            if len(one) % EVERY == 0:
                yield Step("read", len(together) + len(one))
        _refuse_several(found, one)
        fresh = set(speakers(one))
        if number and not (fresh <= names or names <= fresh):
            chat.wrong = _("These files are from different chats. Drop one chat at a time.")
            return []
        names |= fresh
        together = one if not number else list(merged(together, one))
        _note(chat, found)
    return _taken(chat, together)


def _refuse_several(found: Reading, messages: list[Message]) -> None:
    if not found.chat_chosen:
        chats = dict.fromkeys(message.chat for message in messages if message.chat)
        if len(chats) > 1:
            raise WhichChat([chat for chat in chats if chat is not None])


def _note(chat: Chat, found: Reading) -> None:
    chat.format = found.format
    chat.notes = tuple(dict.fromkeys((*chat.notes, *found.notes)))
    chat.unread += found.tally.unread
    chat.first_unread = (*chat.first_unread, *found.tally.first_unread)[:5]


def _taken(chat: Chat, messages: list[Message]) -> list[Message]:
    kept = [message for message in messages if message.who is not None and message.kind != "system"]
    if any(later.when < earlier.when for earlier, later in pairwise(kept)):
        kept.sort(key=lambda message: message.when)
    if len(kept) > MOST_MESSAGES:
        chat.notes = (*chat.notes, _("The newest %(n)s messages were read.") % {"n": f"{MOST_MESSAGES:,}"})
        kept = kept[-MOST_MESSAGES:]
    counted = speakers(kept)
    if len(counted) > MOST_NAMES:
        chat.wrong = _("More than %(n)s people write here. The mirror is for chats with people you know.") % {
            "n": MOST_NAMES
        }
    elif not kept:
        chat.wrong = _("Nobody speaks in this file.")
    else:
        chat.names = tuple(name for name, _n in counted.most_common())
        chat.count, chat.span = len(kept), (kept[0].when.date().isoformat(), kept[-1].when.date().isoformat())
    return kept
