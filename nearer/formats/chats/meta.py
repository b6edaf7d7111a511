"""Messenger and Instagram: Meta's JSON, whose text is UTF-8 read as Latin-1 and written again."""

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import Record, name_of, objects, records_in, text_of
from nearer.formats.chats.rows import rows
from nearer.formats.chats.source import Source

_SECONDS_BELOW = 100_000_000_000
"""Files from before 2018 count in seconds; so many milliseconds were over in 1973."""
_MEDIA = ("photos", "videos", "audio_files", "gifs", "files", "sticker", "share", "media")


def recognised(shape: frozenset[str]) -> str | None:
    """ "Instagram" or "Messenger", or None for another format."""
    if "messages.item.sender_name" in shape and {"messages.item.timestamp_ms", "messages.item.timestamp"} & shape:
        return (
            "Instagram"
            if "messages.item.is_geoblocked_for_viewer" in shape and "thread_type" not in shape
            else "Messenger"
        )
    if "messages.item.senderName" in shape and "messages.item.timestamp" in shape:
        return "Messenger"
    return None


def read(parts: list[Source], app: str, wish: Wish) -> Reading:
    """Read one thread, which Meta may have cut into several files. Newest first, as Meta writes them."""
    reading = Reading(app, iter(()), Tally())
    found = (row for part in parts for row in objects(part, "messages.item"))
    reading.messages = rows(found, reading, lambda row, number: _message(row, number, wish))
    return reading


def repaired(text: str) -> str:
    """Text with Meta's double encoding undone; the original where it was not encoded twice."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _message(row: Record, number: int, wish: Wish) -> Message | None:
    stamp = row.get("timestamp_ms", row.get("timestamp"))
    if not isinstance(stamp, int | float):
        return None
    in_seconds = "timestamp_ms" not in row and stamp < _SECONDS_BELOW
    when = local(stamp if in_seconds else stamp / 1000, wish.zone)
    if when is None:
        return None
    who = name_of(row.get("sender_name", row.get("senderName")))
    text = repaired(text_of(row.get("content", row.get("text"))))
    kind = _kind(row, text)
    reactions = tuple(
        (repaired(text_of(one.get("actor"))), repaired(text_of(one.get("reaction"))))
        for one in records_in(row.get("reactions"))
    )
    edited = text.endswith(" (edited)")
    return Message(when, repaired(who) if who else None, kind, text, None, edited, reactions, True, number)


def _kind(row: Record, text: str) -> Kind:
    if row.get("is_unsent") or row.get("isUnsent"):
        return "deleted"
    if "call_duration" in row or row.get("type") == "Call":
        return "call"
    stands_in = any(row.get(name) for name in _MEDIA)
    if stands_in and (not text or text.endswith((" sent an attachment.", " sent a photo.", " sent a link."))):
        return "media"
    return "speech"
