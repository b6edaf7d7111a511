"""Discord, as DiscordChatExporter writes it in JSON."""

from collections.abc import Iterator

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local_from_iso
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import Record, name_of, objects, records_in, text_of
from nearer.formats.chats.rows import rows
from nearer.formats.chats.source import Source

_WRITTEN = frozenset(
    {"Default", "Reply", "ThreadStarterMessage", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "21", "23"}
)


def recognised(shape: frozenset[str]) -> bool:
    """Whether it is a channel with its guild."""
    return {"guild.id", "channel.id"} <= shape or {"messages.item.author.id", "messages.item.timestamp"} <= shape


def read(source: Source, wish: Wish) -> Reading:
    """Read one channel or direct chat."""
    reading = Reading("Discord", iter(()), Tally())
    found = _unrepeated(objects(source, "messages.item"))
    reading.messages = rows(found, reading, lambda row, number: _message(row, number, wish))
    return reading


def _unrepeated(found: Iterator[Record | None]) -> Iterator[Record | None]:
    """The records without those that the exporter repeats where two of its pages meet."""
    last = None
    for row in found:
        this = None if row is None else row.get("id")
        if this is None or this != last:
            yield row
        last = this


def _message(row: Record, number: int, wish: Wish) -> Message | None:
    when = local_from_iso(row.get("timestamp"), wish.zone)
    author = row.get("author")
    if when is None or not isinstance(author, dict):
        return None
    text = text_of(row.get("content"))
    kind = _kind(row, text)
    who = None if kind == "system" else name_of(author.get("nickname")) or name_of(author.get("name"))
    reference = row.get("reference")
    reply = name_of(reference.get("messageId")) if isinstance(reference, dict) else None
    return Message(
        when,
        who,
        kind,
        text,
        reply,
        row.get("timestampEdited") is not None,
        _reactions(row),
        True,
        number,
        name_of(row.get("id")),
    )


def _kind(row: Record, text: str) -> Kind:
    type_ = str(row.get("type", "Default"))
    if type_ in ("Call", "3"):
        return "call"
    if type_ not in _WRITTEN:
        return "system"
    return "media" if not text and (row.get("attachments") or row.get("stickers") or row.get("embeds")) else "speech"


def _reactions(row: Record) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for reaction in records_in(row.get("reactions")):
        emoji = reaction.get("emoji")
        what = text_of(emoji.get("name")) if isinstance(emoji, dict) else ""
        users = [
            text_of(user.get("nickname")) or text_of(user.get("name")) for user in records_in(reaction.get("users"))
        ]
        found.extend((who, what) for who in users or [""])
    return tuple(found)
