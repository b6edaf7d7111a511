"""Telegram Desktop's JSON: one chat, or the whole account."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

import msgspec

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local, local_from_iso
from nearer.formats.chats.errors import WhichChat
from nearer.formats.chats.indented import structs
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import events, name_of, records, records_in, text_of
from nearer.formats.chats.rows import rows
from nearer.formats.chats.source import Source

_LISTS = ("chats", "left_chats")


class Row(msgspec.Struct, rename={"from_": "from"}):
    """The fields of a message that are read; whatever else stands there is passed over."""

    type: object = None
    id: object = None
    date: object = None
    date_unixtime: object = None
    from_: object = None
    text: object = ""
    reply_to_message_id: object = None
    forwarded_from: object = msgspec.UNSET
    edited: object = None
    reactions: object = None
    action: object = None
    photo: object = None
    file: object = None
    media_type: object = None
    location_information: object = None
    contact_information: object = None
    poll: object = None
    game_title: object = None


def recognised(shape: frozenset[str]) -> str | None:
    """ "single", "account", or None for another format."""
    if "messages.item.type" in shape and not shape & {"messages.item.origin_server_ts", "messages.item.author"}:
        telling = {"messages.item.from", "messages.item.actor", "messages.item.date_unixtime", "messages.item.text"}
        if telling & shape and "messages.item.sender_name" not in shape:
            return "single"
    if "chats.list" in shape or shape >= {"about", "personal_information"}:
        return "account"
    if shape >= {"name", "type", "id", "messages"} and "messages.item" not in shape:
        return "single"
    return None


def read(source: Source, kind: str, wish: Wish) -> Reading:
    """Read one chat, or every chat of an account (``wish.chat`` picks one)."""
    tally = Tally()
    if kind == "single":
        reading = Reading("Telegram", iter(()), tally)
        reading.messages = rows(structs(source, Row), reading, lambda row, number: _message(row, number, wish, None))
        return reading
    names = _chats(source)
    if wish.chat is not None and wish.chat not in {name for _, name, _ in names}:
        raise WhichChat([name for _, name, _ in names])
    reading = Reading(
        "Telegram, the whole account",
        iter(()),
        tally,
        chats=tuple(name for _, name, _ in names),
        chat_chosen=wish.chat is not None,
    )
    reading.messages = _account(source, names, wish, reading)
    return reading


def _chats(source: Source) -> list[tuple[str, str, int]]:
    """Each chat's list, name and number of messages, in the order of the file."""
    found: list[tuple[str, str, int]] = []
    name, count = "", 0
    for prefix, event, value in events(source):
        top, _, rest = prefix.partition(".")
        if top not in _LISTS or not rest.startswith("list.item"):
            continue
        if rest == "list.item" and event == "start_map":
            name, count = "", 0
        elif rest == "list.item.name":
            name = text_of(value)
        elif rest == "list.item.messages.item" and event == "start_map":
            count += 1
        elif rest == "list.item" and event == "end_map":
            found.append((top, name or "deleted account", count))
    return found


def _account(source: Source, chats: list[tuple[str, str, int]], wish: Wish, reading: Reading) -> Iterator[Message]:
    for part in _LISTS:
        here = [(name, count) for top, name, count in chats if top == part]
        found = (_converted(row) for row in records(source, f"{part}.list.item.messages.item")) if here else iter(())
        for name, count in here:
            if wish.chat in (None, name):
                yield from rows(islice(found, count), reading, _maker(wish, name))
            else:
                deque(islice(found, count), maxlen=0)


def _maker(wish: Wish, chat: str) -> Callable[[Row, int], Message | None]:
    return lambda row, number: _message(row, number, wish, chat)


def _converted(row: object) -> Row | None:
    try:
        return msgspec.convert(row, Row)
    except msgspec.ValidationError:
        return None


def _message(row: Row, number: int, wish: Wish, chat: str | None) -> Message | None:
    when = _when(row, wish)
    if when is None:
        return None
    told = None if row.id is None else str(row.id)
    if row.type != "message":
        return Message(when, None, "system", text_of(row.action), None, False, (), True, number, told, chat)
    text = row.text if isinstance(row.text, str) else _text(row.text)
    reply = None if row.reply_to_message_id is None else str(row.reply_to_message_id)
    reactions = _reactions(row.reactions) if row.reactions else ()
    kind: Kind = "speech" if text or not _stands_in(row) else "media"
    edited, who = row.edited is not None, name_of(row.from_)
    forwarded = row.forwarded_from is not msgspec.UNSET  # None stands for someone who is gone
    return Message(when, who, kind, text, reply, edited, reactions, True, number, told, chat, forwarded)


def _when(row: Row, wish: Wish) -> datetime | None:
    """The instant on this computer's clock (or the zone asked for); older files have only the exporter's clock."""
    return local(row.date_unixtime, wish.zone) or local_from_iso(row.date, wish.zone)  # type: ignore[arg-type]


def _stands_in(row: Row) -> bool:
    """Whether something was sent in place of words."""
    return any(
        part is not None
        for part in (
            row.photo,
            row.file,
            row.media_type,
            row.location_information,
            row.contact_information,
            row.poll,
            row.game_title,
        )
    )


def _text(value: object) -> str:
    """Text is a string, or a list of strings and entities that carry their own text."""
    if not isinstance(value, list):
        return ""
    return "".join(
        part if isinstance(part, str) else text_of(part.get("text")) if isinstance(part, dict) else "" for part in value
    )


def _reactions(value: object) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for reaction in records_in(value):
        what = text_of(reaction.get("emoji")) or text_of(reaction.get("type"))
        who = [text_of(recent.get("from")) for recent in records_in(reaction.get("recent"))]
        found.extend((name, what) for name in who or [""])
    return tuple(found)
