"""Which messenger wrote this file? Told from its content; names and endings are not believed."""

from collections.abc import Callable
from pathlib import PurePosixPath

from nearer.formats.chats import (
    discord,
    google_chat,
    imessage,
    kakaotalk,
    line,
    matrix,
    mbox,
    meta,
    signal,
    slack,
    sms,
    telegram,
)
from nearer.formats.chats.errors import NotReadable, WhichChat
from nearer.formats.chats.reading import Reading, Wish
from nearer.formats.chats.records import shape
from nearer.formats.chats.source import Source, members
from nearer.formats.chats.whatsapp import reader as whatsapp

_OTHER_KINDS = (
    (b"\xff\xd8\xff", "a photo"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"%PDF", "a PDF"),
    (b"OggS", "a voice recording"),
    (b"SQLite format 3", "a database. For iMessage, make a text file of it with imessage-exporter -f txt"),
    (b"Rar!", "a RAR archive. Unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive. Unpack it first"),
    (b"\x1f\x8b", "a gzip archive. Unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
)
_UNKNOWN = "This is no chat export that Nearer knows."
_WHATSAPP = "_chat.txt"
_CANDIDATES = (".txt", ".json", ".xml", ".mbox", ".md", ".csv")


def read(source: Source, wish: Wish | None = None) -> Reading:
    """Recognise an export and read it.

    Raises NotReadable, AmbiguousDates or WhichChat, all before the first message is out (a cut-off JSON or XML file in
    which nothing could be read raises NotReadable when its first message is asked for).
    """
    wish = wish or Wish()
    if source.size == 0 or not source.head:
        raise NotReadable("This file is empty.")
    if source.head.startswith(b"PK\x03\x04"):
        return _zip(source, wish)
    reader = recognised(source)
    if reader is None:
        raise NotReadable(_UNKNOWN + _hint(source.head))
    return reader(wish)


def recognised(source: Source) -> Callable[[Wish], Reading] | None:
    """The reader for a file that is no zip; None where no messenger writes such a file."""
    head = source.head
    for magic, what in _OTHER_KINDS:
        if head.startswith(magic):
            raise NotReadable(f"This file is {what}, not a chat export.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0\xff\xfe")[:1]
    if start not in (b"{", b"["):
        return _text(source)
    try:
        return _json(source) or _text(source)
    except NotReadable:
        # An iPhone's chat begins with a bracket too, and people may type as many as they like.
        text = _text(source)
        if text is None:
            raise
        return text


def _json(source: Source) -> Callable[[Wish], Reading] | None:
    if source.encoding.name.startswith("utf-16"):
        return None
    if signal.recognised_lines(source.head[:20_000].decode("utf-8", "replace")):
        return lambda wish: signal.read_lines(source, wish)
    found = shape(source)
    if app := meta.recognised(found):
        return lambda wish: meta.read([source], app, wish)
    if matrix.recognised(found):
        return lambda wish: matrix.read(source, wish)
    if discord.recognised(found):
        return lambda wish: discord.read(source, wish)
    if google_chat.recognised(found):
        return lambda wish: google_chat.read(source, wish)
    if slack.recognised(found):
        return lambda wish: slack.read_file(source, wish)
    if kind := telegram.recognised(found):
        return lambda wish: telegram.read(source, kind, wish)
    return None


def _text(source: Source) -> Callable[[Wish], Reading] | None:
    head = source.head.decode(source.encoding.name, "replace")
    plain: tuple[tuple[Callable[[str], bool], Callable[[Source, Wish], Reading]], ...] = (
        (sms.recognised, sms.read),
        (mbox.recognised, mbox.read),
        (line.recognised, line.read),
        (kakaotalk.recognised, kakaotalk.read),
        (imessage.recognised, imessage.read),
        (signal.recognised_markdown, signal.read_markdown),
    )
    for knows, read_it in plain:
        if knows(head):
            return lambda wish: read_it(source, wish)
    dialect = whatsapp.dialect_of(source)
    return None if dialect is None else lambda wish: whatsapp.read(source, dialect, wish)


def _hint(head: bytes) -> str:
    start = head[:400].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return " It is a web page: export again and choose JSON (Telegram, Messenger, Instagram) or text."
    return ""


def _zip(source: Source, wish: Wish) -> Reading:
    inside = members(source)
    if slack.recognised_zip([member.name for member in inside]):
        return slack.read_zip(inside, wish)
    threads: dict[str, list[Source]] = {}
    readers: dict[str, Callable[[Wish], Reading]] = {}
    for member in inside:
        path = PurePosixPath(member.name)
        if (
            path.suffix.lower() not in _CANDIDATES
            or path.name.startswith(".")
            or "__MACOSX" in path.parts
            or not member.size
        ):
            continue
        found = _member(member)
        if found is not None and path.name.startswith("message_") and path.suffix == ".json":
            threads.setdefault(str(path.parent), []).append(member)
        elif found is not None:
            readers[member.name] = found
    for folder, parts in threads.items():
        readers[PurePosixPath(folder).name or folder] = _thread(parts)
    return _chosen(readers, wish)


def _member(member: Source) -> Callable[[Wish], Reading] | None:
    try:
        return recognised(member)
    except NotReadable:
        return None


def _thread(parts: list[Source]) -> Callable[[Wish], Reading]:
    ordered = sorted(parts, key=lambda part: (len(part.name), part.name))
    app = meta.recognised(shape(ordered[0])) or "Messenger"
    return lambda wish: meta.read(ordered, app, wish)


def _chosen(readers: dict[str, Callable[[Wish], Reading]], wish: Wish) -> Reading:
    if not readers:
        raise NotReadable(_UNKNOWN + " The zip holds no chat.")
    if len(readers) == 1:
        only = next(iter(readers.values()))
        return only(wish)
    if _WHATSAPP in readers and wish.chat is None:
        return readers[_WHATSAPP](wish)  # the other texts are attachments
    if wish.chat in readers:
        return readers[wish.chat](Wish(wish.order, wish.zone))
    near = [name for name in readers if wish.chat and wish.chat.casefold() in name.casefold()]
    if len(near) == 1:
        return readers[near[0]](Wish(wish.order, wish.zone))
    raise WhichChat(list(readers))
