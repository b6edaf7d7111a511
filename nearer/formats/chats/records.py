"""Large JSON as a stream of records, with the two ways a file can use up memory closed: depth and one endless value."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from nearer.formats.chats.errors import NotReadable
from nearer.formats.chats.source import LONGEST_MESSAGE, Source

DEEPEST = 4_000
"""Deeper than any export, even where brackets in people's words never close; each level costs the parser its whole path."""
DEEPEST_HEAD = 300
"""The same for the first 64 KiB, where few words stand yet."""
_LONGEST_TELLING = 80
"""Longer prefixes are deeper than any that tell messengers apart."""
_BRACKET = re.compile(rb"[\[\]{}]")

Record = dict[str, Any]


class _Guarded:
    """A stream that counts brackets as they pass and stops at a depth no export has."""

    def __init__(self, stream: BinaryIO, deepest: int = DEEPEST) -> None:
        self._stream = stream
        self._deepest = deepest
        self._depth = 0
        self._since_quote = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        opened = data.count(b"[") + data.count(b"{")
        if self._depth + opened > self._deepest and self._highest(data) > self._deepest:
            raise NotReadable("This JSON is nested deeper than any export. It was not read.")
        self._depth += opened - data.count(b"]") - data.count(b"}")
        self._refuse_endless(data)
        return data

    def _refuse_endless(self, data: bytes) -> None:
        """The parser begins a piece of text anew with every read, so one that never ends would take for ever."""
        at = data.replace(b"\\\\", b"  ").replace(b'\\"', b"  ").rfind(b'"')
        self._since_quote = self._since_quote + len(data) if at < 0 else len(data) - at
        if self._since_quote > LONGEST_MESSAGE:
            raise NotReadable("One value in this JSON is longer than any message. It is not a chat export.")

    def _highest(self, data: bytes) -> int:
        """The depth reached within a piece."""
        highest = depth = self._depth
        for found in _BRACKET.finditer(data):
            depth += 1 if found[0] in b"[{" else -1
            highest = max(highest, depth)
        return highest


def records(source: Source, prefix: str) -> Iterator[Any]:
    """The values at an ijson prefix ("messages.item"), one at a time.

    A file that is cut off gives what came before the cut; a caller learns of it by CutOff at the end.
    """
    with source.bytes() as stream:
        try:
            yield from ijson.items(_Guarded(stream), prefix, use_float=True, buf_size=1 << 17)
        except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError, OverflowError, MemoryError) as wrong:
            raise CutOff from wrong


def objects(source: Source, prefix: str) -> Iterator[Record | None]:
    """The objects at a prefix, None for anything that is no object."""
    return (row if isinstance(row, dict) else None for row in records(source, prefix))


def events(source: Source) -> Iterator[tuple[str, str, Any]]:
    """Every event of the file as (prefix, event, value)."""
    with source.bytes() as stream:
        try:
            yield from ijson.parse(_Guarded(stream), use_float=True, buf_size=1 << 17)
        except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError, OverflowError, MemoryError) as wrong:
            raise CutOff from wrong


class CutOff(NotReadable):
    """The JSON ends or breaks in the middle. What stood before it has been given out."""

    def __init__(self) -> None:
        """Say it in one sentence."""
        super().__init__("This JSON is damaged or cut off in the middle. Export the chat again.")


def shape(source: Source) -> frozenset[str]:
    """The prefixes in the first 64 KiB, which tell one messenger's JSON from another's."""
    from io import BytesIO

    found = set()
    head = source.head[3:] if source.head.startswith(b"\xef\xbb\xbf") else source.head
    try:
        for prefix, event, _ in ijson.parse(_Guarded(BytesIO(head), DEEPEST_HEAD), use_float=True):
            if event != "map_key" and len(prefix) < _LONGEST_TELLING:
                found.add(prefix)
            if len(found) > 5_000:
                break
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError, OverflowError):
        pass
    return frozenset(found)


def text_of(value: object) -> str:
    """A value as text: itself where it is text, "" for anything else."""
    return value if isinstance(value, str) else ""


def name_of(value: object) -> str | None:
    """A value as a name, or None where it is none."""
    return value if isinstance(value, str) and value else None


def records_in(value: object) -> list[Record]:
    """The objects in a list, whatever else stands there."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
