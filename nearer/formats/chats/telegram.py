"""Telegram Desktop's JSON: one chat, or the whole account."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local, local_from_iso
from nearer.formats.chats.errors import WhichChat
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import Record, events, name_of, records, records_in, text_of
from nearer.formats.chats.rows import Make, rows
from nearer.formats.chats.source import Source

_LISTS = ("chats", "left_chats")
_STANDS_IN = ("photo", "file", "media_type", "sticker_emoji", "location_information", "contact_information", "poll", "game_title")


def recognised(shape: frozenset[str]) -> str | None:
    """"single", "account", or None for another format."""
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
        reading.messages = rows(records(source, "messages.item"), reading, _maker(wish, None))
        return reading
    names = _chats(source)
    if wish.chat is not None and wish.chat not in {name for _, name, _ in names}:
        raise WhichChat([name for _, name, _ in names])
    reading = Reading("Telegram, the whole account", iter(()), tally, chats=tuple(name for _, name, _ in names), chat_chosen=wish.chat is not None)
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
        found = records(source, f"{part}.list.item.messages.item") if here else iter(())
        for name, count in here:
            if wish.chat in (None, name):
                yield from rows(islice(found, count), reading, _maker(wish, name))
            else:
                deque(islice(found, count), maxlen=0)


def _maker(wish: Wish, chat: str | None) -> Make:
    return lambda row, number: _message(row, number, wish, chat)


def _message(row: Record, number: int, wish: Wish, chat: str | None) -> Message | None:
    when = _when(row, wish)
    if when is None:
        return None
    identity = row.get("id")
    told = None if identity is None else str(identity)
    if row.get("type") != "message":
        return Message(when, None, "system", text_of(row.get("action")), line=number, id=told, chat=chat)
    text = row.get("text", "")
    if type(text) is not str:
        text = _text(text)
    kind: Kind = "media" if not text and any(name in row for name in _STANDS_IN) else "speech"
    reply = row.get("reply_to_message_id")
    reactions = _reactions(row["reactions"]) if "reactions" in row else ()
    return Message(
        when, name_of(row.get("from")), kind, text, None if reply is None else str(reply), "edited" in row, reactions,
        True, number, told, chat,
    )  # fmt: skip


def _when(row: Record, wish: Wish) -> datetime | None:
    """The wall clock of whoever exported, as written; the instant where a zone was asked for or nothing else is there."""
    if wish.zone is None and "date" in row:
        return local_from_iso(row["date"], None)
    return local(row.get("date_unixtime"), wish.zone) or local_from_iso(row.get("date"), wish.zone)


def _text(value: object) -> str:
    """Text is a string, or a list of strings and entities that carry their own text."""
    if not isinstance(value, list):
        return ""
    return "".join(part if isinstance(part, str) else text_of(part.get("text")) if isinstance(part, dict) else "" for part in value)


def _reactions(value: object) -> tuple[tuple[str, str], ...]:
    found = []
    for reaction in records_in(value):
        what = text_of(reaction.get("emoji")) or text_of(reaction.get("type"))
        who = [text_of(recent.get("from")) for recent in records_in(reaction.get("recent"))]
        found.extend((name, what) for name in who or [""])
    return tuple(found)
