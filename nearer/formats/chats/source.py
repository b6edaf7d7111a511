"""Where an export comes from: a file or one member of a zip, opened as often as a reader needs, never unpacked to disk."""

import codecs
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, cast

from nearer.formats.chats.errors import NotReadable

CHUNK = 1 << 18
HEAD = 1 << 16
MOST_MEMBERS = 20_000
"""An export with media stops at 10,000 files; a directory of 100,000 is built to do harm."""
MOST_UNPACKED = 2 << 30
LEAST_SUSPECT = 64 << 20
HIGHEST_RATIO = 100
"""Chats shrink to a tenth or a twentieth; what shrinks to a hundredth and is large is a bomb."""
LONGEST_MESSAGE = 8 << 20


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    KeyError,
    ValueError,
    OSError,
    RuntimeError,
)
"""What Python's zip reading raises on a file that was changed on purpose."""


@dataclass(frozen=True)
class Source:
    """Bytes with a name. ``opener`` gives a fresh stream from the start each time."""

    name: str
    size: int
    opener: Callable[[], AbstractContextManager[BinaryIO]]

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB, for recognising the format."""
        with self.opener() as stream:
            return stream.read(HEAD)

    @cached_property
    def encoding(self) -> "Encoding":
        """How its text is written, told from the whole of it."""
        return _encoding(self)

    @contextmanager
    def bytes(self) -> Iterator[BinaryIO]:
        """The bytes from the start, without a byte order mark."""
        with self.opener() as stream:
            if self.head.startswith(codecs.BOM_UTF8):
                stream.read(3)
            yield stream

    def text(self) -> Iterator[str]:
        """The text in pieces of any length. Line ends are ``\\n`` where the file's first one is ``\\r\\n``."""
        decoder = codecs.getincrementaldecoder(self.encoding.name)(self.encoding.errors)
        crlf, held = self.encoding.crlf, ""
        with self.opener() as stream:
            while data := stream.read(CHUNK):
                piece = held + decoder.decode(data)
                held = ""
                if crlf:
                    if piece.endswith("\r"):
                        piece, held = piece[:-1], "\r"
                    piece = piece.replace("\r\n", "\n")
                if piece:
                    yield piece
            if last := held + decoder.decode(b"", final=True):
                yield last

    def lines(self) -> Iterator[str]:
        """The text line by line, without line ends. A line beyond any message's length is refused."""
        held: list[str] = []
        waiting = 0
        for piece in self.text():
            first, *more = piece.split("\n")
            held.append(first)
            waiting += len(first)
            if waiting > LONGEST_MESSAGE:
                raise NotReadable("One line of this file is longer than any message. It is not a chat export.")
            if more:
                yield "".join(held)
                yield from more[:-1]
                held, waiting = [more[-1]], len(more[-1])
        if last := "".join(held):
            yield last


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, what to do with bytes it cannot read, and the file's line ends."""

    name: str
    errors: str = "strict"
    crlf: bool = False
    note: str | None = None


def file(path: Path) -> Source:
    """A file on disk."""
    return Source(path.name, path.stat().st_size, lambda: path.open("rb"))


def held(name: str, data: bytes) -> Source:
    """Bytes in memory (an upload, a test)."""
    from io import BytesIO

    return Source(name, len(data), lambda: BytesIO(data))


def members(path_or_stream: Source) -> list[Source]:
    """The files inside a zip, as sources of their own.

    Raises NotReadable for a damaged zip and for one built to fill memory or disk. Links and folders are left out; names
    are only names, nothing is written anywhere, so a name that climbs out of the folder reaches nothing.
    """
    _refuse_huge_directory(path_or_stream)
    try:
        with path_or_stream.opener() as stream, zipfile.ZipFile(stream) as packed:
            infos = [info for info in packed.infolist() if info.filename]
    except _BROKEN as wrong:
        raise NotReadable("This zip is damaged. Export the chat again.") from wrong
    _refuse_bomb(infos)
    return [_member(path_or_stream, info) for info in infos if not info.is_dir() and not _is_link(info)]


def _refuse_huge_directory(source: Source) -> None:
    """Read the count from the zip's last bytes: building a list of a million names is what the bomb wants."""
    with source.opener() as stream:
        stream.seek(max(0, source.size - 66_000))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise NotReadable("This zip is damaged or cut off. Export the chat again.")
    count, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_MEMBERS or directory > 16 << 20:
        raise NotReadable(f"This zip holds more than {MOST_MEMBERS} files. No chat export does; it was not opened.")


def _refuse_bomb(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise NotReadable(f"This zip holds more than {MOST_MEMBERS} files. No chat export does; it was not opened.")
    for info in infos:
        if info.flag_bits & 1:
            raise NotReadable("This zip is locked with a password. Unpack it, then give Nearer the chat file.")
        if info.file_size > MOST_UNPACKED or (
            info.file_size > LEAST_SUSPECT and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1)
        ):
            raise NotReadable("A file in this zip would unpack to an enormous size. It was not opened.")


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _member(source: Source, info: zipfile.ZipInfo) -> Source:
    @contextmanager
    def opener() -> Iterator[BinaryIO]:
        try:
            with source.opener() as stream, zipfile.ZipFile(stream) as packed, packed.open(info) as member:
                yield cast(BinaryIO, member)
        except _BROKEN as wrong:
            raise NotReadable(f"{info.filename} in this zip is damaged. Export the chat again.") from wrong

    return Source(info.filename, info.file_size, opener)


def _encoding(source: Source) -> Encoding:
    head = source.head
    name = _by_mark(head)
    if name is not None:
        decoded = head.decode(name, "ignore")
        return Encoding(name, "replace", _crlf(decoded))
    if b"\0" in head:
        raise NotReadable("This file is not text: it may be a picture or a database under another name.")
    crlf = _crlf(head.decode("latin-1"))
    if _damage(source, "utf-8") == (0, 0):
        return Encoding("utf-8", "strict", crlf)
    within, at_end = _damage(source, "utf-8", "replace")
    damaged = within + at_end
    if within * 200 <= source.size:
        return Encoding("utf-8", "replace", crlf, f"{damaged} damaged characters were replaced by \ufffd.")
    return Encoding("cp1252", "replace", crlf, "The text is not UTF-8; it was read as Windows-1252.")


def _by_mark(head: bytes) -> str | None:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 3 and head[::2].count(0) * 8 < len(head):
        return "utf-16-le"
    if len(head) >= 4 and head[::2].count(0) > len(head) // 3 and head[1::2].count(0) * 8 < len(head):
        return "utf-16-be"
    return None


def _crlf(text: str) -> bool:
    at = text.find("\n")
    return at > 0 and text[at - 1] == "\r"


def _damage(source: Source, name: str, errors: str = "strict") -> tuple[int, int]:
    """How many characters do not decode, and whether the last one is cut off; with "strict" 1 stands for any."""
    decoder = codecs.getincrementaldecoder(name)(errors)
    count = 0
    with source.opener() as stream:
        while data := stream.read(CHUNK):
            try:
                text = decoder.decode(data)
            except UnicodeDecodeError:
                return 1, 0
            if errors == "replace":
                count += text.count("\ufffd")
        try:
            return count, decoder.decode(b"", final=True).count("\ufffd")
        except UnicodeDecodeError:
            return count, 1
