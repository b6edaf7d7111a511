"""A fast way through large JSON that is indented, as Telegram Desktop writes it.

A JSON string holds no line break, so in an indented file a line of just the right indent and a brace ends a record. Whole
records are decoded in batches into the fields that are wanted; the decoder checks that each batch is valid JSON.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

import msgspec

from nearer.formats.chats.records import records
from nearer.formats.chats.source import CHUNK, LONGEST_MESSAGE, Source

T = TypeVar("T", bound=msgspec.Struct)

_OPENING = re.compile(rb'"messages": ?\[\r?\n([ \t]+)\{\r?\n')


class _NotIndented(Exception):
    """The file is not what its first lines promised."""


def structs(source: Source, wanted: type[T]) -> Iterator[T | None]:
    """The records of "messages" with the fields of ``wanted``; None for one of another shape.

    Files that are not indented, or stop being so, are read by ijson, from the place reached.
    """
    given = 0
    try:
        for batch in _batches(source, wanted):
            yield from batch
            given += len(batch)
    except _NotIndented:
        yield from (_converted(row, wanted) for row in islice(records(source, "messages.item"), given, None))


def _converted(row: object, wanted: type[T]) -> T | None:
    try:
        return msgspec.convert(row, wanted)
    except (msgspec.ValidationError, RecursionError):
        return None


def _batches(source: Source, wanted: type[T]) -> Iterator[list[T]]:
    opening = _OPENING.search(source.head)
    if opening is None or b'"messages"' in source.head[: opening.start()]:
        raise _NotIndented
    decode = msgspec.json.Decoder(list[wanted]).decode  # type: ignore[valid-type]
    close = b"\n" + opening[1] + b"}"
    between = close + (b",\r\n" if b"\r\n" in opening[0] else b",\n") + opening[1] + b"{"
    try:
        with source.opener() as stream:
            stream.read(opening.end(1))
            buffer = b""
            while data := stream.read(CHUNK):
                buffer += data
                at = buffer.rfind(between)
                if at >= 0:
                    yield decode(b"[" + buffer[: at + len(close)] + b"]")
                    buffer = buffer[at + len(between) - 1 :]
                elif len(buffer) > LONGEST_MESSAGE:
                    raise _NotIndented
            yield decode(b"[" + _rest(buffer, close) + b"]")
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as wrong:
        raise _NotIndented from wrong


def _rest(buffer: bytes, close: bytes) -> bytes:
    """The records before the end of the list."""
    at = buffer.rfind(close)
    if at < 0 or buffer[at + len(close) :].lstrip()[:1] != b"]":
        raise _NotIndented  # ijson will say whether it is cut off
    return buffer[: at + len(close)]
