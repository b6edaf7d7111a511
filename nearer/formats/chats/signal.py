"""Signal, as signal-export writes it: JSON Lines, or Markdown."""

import json
import re
from collections.abc import Iterator

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local_from_iso
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import Record, name_of, records_in, text_of
from nearer.formats.chats.source import Source

_HEADER = re.compile(r"\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] ([^\n:]{1,100}):(?: (.*))?$")
_REACTIONS = re.compile(r"\(- (.*) -\)\s*$")
_ATTACHMENTS = re.compile(
    r"!?\[[^\[\]\n]*\]\((?:\./|\.\./exported_stickers/)[^()\n]*\)(?:  )?|\n?^\(\( .{1,40} \)\)$", re.M
)
_OWN_SIGNS = re.compile(
    r"\]\(\./media/|^\(- .+ -\)$|^\(\( .+ \)\)$|\A\ufeff?[^\n]+  \r?$|^\[\d{4}-\d\d-\d\d, \d\d:\d\d\] "
    r"|: \(This message was deleted\)\r?$",
    re.MULTILINE,
)
_BREAK = "  "
"""Two spaces, Markdown's line break, that the exporter puts after every message."""
_CALL = re.compile(r"(?:Incoming|Outgoing|Missed) (?:(?:voice|video|group|audio) )?call(?: \([^()\n]*\))?")
_NOBODY = "No-Sender"


def recognised_lines(head: str) -> bool:
    """Whether the first line is a message of signal-export's data.json."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    return first.startswith("{") and all(f'"{name}"' in first for name in ("date", "sender", "body"))


def recognised_markdown(head: str) -> bool:
    """Whether this is signal-export's Markdown and not WhatsApp in a locale that writes dates the same way."""
    return _HEADER.match(head.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")) is not None and bool(
        _OWN_SIGNS.search(head)
    )


def read_lines(source: Source, wish: Wish) -> Reading:
    """Read data.json, one JSON object a line."""
    reading = Reading("Signal", iter(()), Tally())
    reading.messages = _lines(source, wish, reading)
    return reading


def _lines(source: Source, wish: Wish, reading: Reading) -> Iterator[Message]:
    for number, line in enumerate(source.lines(), 1):
        if not line.strip("\ufeff \r"):
            continue
        try:
            row = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            row = None
        message = _message(row, number, wish) if isinstance(row, dict) else None
        if message is None:
            reading.tally.skip(number)
            continue
        reading.tally.kinds[message.kind] += 1
        yield message


def _message(row: Record, number: int, wish: Wish) -> Message | None:
    when = local_from_iso(row.get("date"), wish.zone)
    if when is None:
        return None
    text = text_of(row.get("body")).removesuffix(_BREAK)
    kind: Kind = "speech"
    if row.get("deleted"):
        kind = "deleted"
    elif row.get("call") or row.get("missed") or _CALL.fullmatch(text):
        kind = "call"
    elif not text and (records_in(row.get("attachments")) or row.get("sticker")):
        kind = "media"
    quote = "\n".join(part for part in (line.strip("> ") for line in text_of(row.get("quote")).split("\n")) if part)
    pairs = row.get("reactions")
    reactions = tuple(
        (text_of(pair[0]), text_of(pair[1]))
        for pair in (pairs if isinstance(pairs, list) else [])
        if isinstance(pair, list) and len(pair) > 1
    )
    who = name_of(row.get("sender"))
    if who == _NOBODY:
        who, kind = None, kind if text else "system"
    return Message(when, who, kind, text, quote or None, False, reactions, True, number)


def read_markdown(source: Source, wish: Wish) -> Reading:
    """Read chat.md."""
    reading = Reading("Signal", iter(()), Tally(), "ymd", "the year comes first")
    reading.messages = _markdown(source, wish, reading)
    return reading


def _markdown(source: Source, wish: Wish, reading: Reading) -> Iterator[Message]:
    header: re.Match[str] | None = None
    words: list[str] = []
    started = 0
    for number, line in enumerate(source.lines(), 1):
        found = _HEADER.match(line.lstrip("\ufeff"))
        if found is None:
            if header is not None:
                words.append(line)
            elif line.strip():
                reading.tally.skip(number)
            continue
        if header is not None:
            yield from _written(header, words, started, reading, wish)
        header, words, started = found, [found[4] or ""], number
    if header is not None:
        yield from _written(header, words, started, reading, wish)


def _written(header: re.Match[str], words: list[str], line: int, reading: Reading, wish: Wish) -> Iterator[Message]:
    when = local_from_iso(f"{header[1]}T{header[2]}", wish.zone)
    if when is None:
        reading.tally.skip(line, len(words))
        return
    text = "\n".join(words).rstrip("\n")
    at = text.rfind("(- ", -4000) if text.rstrip().endswith("-)") else -1
    found = _REACTIONS.match(text, at) if at >= 0 else None
    reactions: tuple[tuple[str, str], ...] = ()
    if found is not None:
        pairs = (one.partition(": ") for one in found[1].split(", "))
        reactions = tuple((who, what) for who, _, what in pairs if what)
        text = text[: found.start()].removesuffix("\n")
    bare = _ATTACHMENTS.sub("", text)
    kind: Kind = "media" if bare != text and not bare.strip() else "speech"
    if text == "(This message was deleted)":
        kind = "deleted"
    quote, said = _quoted(bare) if kind == "speech" else (None, text)
    said = text.strip() if kind == "media" else said.rstrip("\n ") if bare != text else said.removesuffix(_BREAK)
    if kind == "speech" and _CALL.fullmatch(said):
        kind = "call"
    message = Message(when, header[3], kind, said, quote, False, reactions, len(header[2]) > 5, line)
    reading.tally.kinds[kind] += 1
    yield message


def _quoted(text: str) -> tuple[str | None, str]:
    """The words replied to, which stand before the message behind ``>``, and the message itself."""
    lines = text.split("\n")
    began = next((i for i, line in enumerate(lines[:3]) if i and line.startswith(">")), None)
    if began is None or any(line not in ("", ">") for line in lines[:began]):
        return None, text
    at = next((i for i, line in enumerate(lines[began:], began) if not line.startswith(">")), len(lines))
    quote = "\n".join(part for part in (line.strip("> ") for line in lines[began:at]) if part)
    return quote or None, "\n".join(lines[at:]).lstrip("\n")
