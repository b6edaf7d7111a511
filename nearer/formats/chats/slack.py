"""Slack's workspace export: a zip of channels with a file for each day, or one such file."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local
from nearer.formats.chats.errors import WhichChat
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import CutOff, Record, name_of, objects, records_in, text_of
from nearer.formats.chats.rows import rows
from nearer.formats.chats.source import LONGEST_MESSAGE, Source

_DAY = re.compile(r"\d{4}-\d\d-\d\d\.json$")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|([^<>]*))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^<>]+)>")
_EVERYONE = re.compile(r"<!(here|channel|everyone)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<((?:https?|mailto):[^<>|]*)(?:\|([^<>]*))?>")
_SPOKEN = frozenset(
    (None, "bot_message", "me_message", "thread_broadcast", "file_share", "file_comment", "reply_broadcast")
)


def recognised(shape: frozenset[str]) -> bool:
    """Whether it is one day of a channel."""
    return {"item.ts", "item.type"} <= shape and bool({"item.user", "item.text", "item.username"} & shape)


def recognised_zip(names: list[str]) -> bool:
    """Whether the files of a zip are a workspace's."""
    bases = {PurePosixPath(name).name for name in names}
    return bool(bases & {"users.json"}) and any(_DAY.search(name) for name in names)


def read_file(source: Source, wish: Wish) -> Reading:
    """Read one day of one channel, with ids for names."""
    reading = Reading("Slack", iter(()), Tally())
    reading.messages = rows(objects(source, "item"), reading, lambda row, number: _message(row, number, wish, {}, None))
    return reading


def read_zip(members: list[Source], wish: Wish) -> Reading:
    """Read every channel in the order of its days (``wish.chat`` picks one)."""
    users: dict[str, str] = {}
    channels: dict[str, list[Source]] = {}
    for member in members:
        path = PurePosixPath(member.name)
        if path.name == "users.json" and member.size <= 8 * LONGEST_MESSAGE:
            users = _users(member)
        elif _DAY.search(path.name) and len(path.parts) > 1:
            channels.setdefault(path.parts[-2], []).append(member)
    if wish.chat is not None and wish.chat not in channels:
        raise WhichChat(sorted(channels))
    reading = Reading("Slack", iter(()), Tally(), chats=tuple(channels), chat_chosen=wish.chat is not None)
    chosen = [(name, days) for name, days in channels.items() if wish.chat in (None, name)]
    reading.messages = _channels(chosen, users, wish, reading)
    return reading


def _channels(
    chosen: list[tuple[str, list[Source]]], users: Mapping[str, str], wish: Wish, reading: Reading
) -> Iterator[Message]:
    for name, days in chosen:
        for found in sorted(days, key=lambda member: member.name):
            yield from _day(found, users, wish, reading, name)


def _day(found: Source, users: Mapping[str, str], wish: Wish, reading: Reading, chat: str) -> Iterator[Message]:
    try:
        yield from rows(objects(found, "item"), reading, lambda row, number: _message(row, number, wish, users, chat))
    except CutOff:
        reading.tally.skip(1)
        reading.notes.append(f"{found.name} is damaged and was left out.")


def _users(member: Source) -> dict[str, str]:
    with member.bytes() as stream:
        try:
            found: Any = json.load(stream)
        except (ValueError, RecursionError):
            return {}
    names = {}
    for user in records_in(found):
        profile = user.get("profile")
        shown = text_of(profile.get("display_name")) if isinstance(profile, dict) else ""
        names[text_of(user.get("id"))] = shown or text_of(user.get("real_name")) or text_of(user.get("name"))
    return names


def _message(row: Record, number: int, wish: Wish, users: Mapping[str, str], chat: str | None) -> Message | None:
    when = local(row.get("ts"), wish.zone)
    if when is None:
        return None
    stamp = text_of(row.get("ts"))
    text = _plain(text_of(row.get("text")), users)
    kind = _kind(row, text)
    user = text_of(row.get("user"))
    who = None if kind == "system" else users.get(user) or _own_name(row) or user or None
    thread = name_of(row.get("thread_ts"))
    reactions = tuple(
        (users.get(text_of(one), text_of(one)), text_of(reaction.get("name")))
        for reaction in records_in(row.get("reactions"))
        for one in (reaction["users"] if isinstance(reaction.get("users"), list) else [])
    )
    return Message(
        when,
        who,
        kind,
        text,
        None if thread == stamp else thread,
        "edited" in row,
        reactions,
        True,
        number,
        stamp,
        chat,
    )


def _own_name(row: Record) -> str | None:
    """The name that a message itself carries, for days without a list of users."""
    profile = row.get("user_profile")
    given = _profile_name(profile) if isinstance(profile, dict) else ""
    return name_of(row.get("username")) or given or None


def _profile_name(profile: Record) -> str:
    return text_of(profile.get("display_name")) or text_of(profile.get("real_name")) or text_of(profile.get("name"))


def _kind(row: Record, text: str) -> Kind:
    subtype = row.get("subtype")
    if subtype == "tombstone":
        return "deleted"
    if row.get("type", "message") != "message" or (
        subtype is not None and not (isinstance(subtype, str) and subtype in _SPOKEN)
    ):
        return "system"
    return "media" if not text and (row.get("files") or row.get("file") or row.get("attachments")) else "speech"


def _plain(text: str, users: Mapping[str, str]) -> str:
    """The words as typed: Slack stores mentions and links in angle brackets and escapes three signs."""
    if "<" in text:
        text = _MENTION.sub(lambda m: f"@{users.get(m[1]) or m[2] or m[1]}", text)
        text = _EVERYONE.sub(r"@\1", _CHANNEL.sub(r"#\1", text))
        text = _LINK.sub(lambda m: m[2] or m[1], text)
    return html.unescape(text) if "&" in text else text
