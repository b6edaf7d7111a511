"""SMS Backup & Restore: XML of texts, picture messages and calls."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local
from nearer.formats.chats.errors import NotReadable
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.source import Source

ME = "Me"
"""The person whose phone it was: the file does not name them."""
_REFERENCES = re.compile(rb"(?:&#x?[0-9A-Fa-f]{1,8};)+")
_LAST = re.compile(rb"(&#x?[0-9A-Fa-f]{1,8};)?(&(?:#(?:x?[0-9A-Fa-f]{0,8})?)?)?\Z")
_REFERENCE = re.compile(rb"&#(x?)([0-9A-Fa-f]{1,8});")
_SENT = frozenset("2456")
"""Sent, waiting to be, failed, queued: each written by the owner of the phone. 3 is a draft."""
_DRAFT = "3"
_FROM = "137"
_CUT = "This XML is damaged or cut off in the middle. Make the backup again."


def recognised(head: str) -> bool:
    """Whether its first element is a list of texts or calls."""
    return re.search(r"<(?:smses|calls)[\s>]", head[:4000]) is not None


def read(source: Source, wish: Wish) -> Reading:
    """Read a backup: every conversation in it, told apart by ``chat``."""
    reading = Reading("SMS Backup & Restore", iter(()), Tally(), chat_chosen=wish.chat is not None)
    reading.messages = _messages(source, wish, reading)
    return reading


class _Repaired:
    """The XML with its character references made legal: surrogate pairs joined, what no XML may hold replaced."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        while True:
            fresh = self._stream.read(size)
            data = self._held + fresh
            self._held = _unfinished(data) if fresh else b""
            ready = data[: len(data) - len(self._held)]
            if ready or not fresh:
                return _REFERENCES.sub(_joined, ready)


def _unfinished(data: bytes) -> bytes:
    """What the next piece may complete: a reference cut in two, and the first half of a surrogate pair."""
    found = _LAST.search(data[-40:])
    if found is None:
        return b""
    whole, part = found[1] or b"", found[2] or b""
    high = whole and 0xD800 <= _code(*_REFERENCE.findall(whole)[0]) < 0xDC00
    return whole + part if high else part


def _code(x: bytes, digits: bytes) -> int:
    return int(digits, 16) if x else int(digits) if digits.isdigit() else 0


def _joined(found: re.Match[bytes]) -> bytes:
    codes = [_code(x, digits) for x, digits in _REFERENCE.findall(found[0])]
    units = b"".join(
        code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes
        if code < 0x110000
    )
    text = units.decode("utf-16-le", "replace")
    return b"".join(
        b"&#%d;" % (ord(c) if ord(c) >= 32 or c in "\t\n\r" else 0xFFFD) for c in text if ord(c) not in (0xFFFE, 0xFFFF)
    )


def _messages(source: Source, wish: Wish, reading: Reading) -> Iterator[Message]:
    number = 0
    root: Element | None = None
    try:
        with source.bytes() as stream:
            for event, element in iterparse(_Repaired(stream), events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    root = element if root is None else root
                    continue
                if element.tag not in ("sms", "mms", "call"):
                    continue
                number += 1
                message = _message(element, number, wish)
                if root is not None:
                    root.clear()
                if message is None:
                    reading.tally.skip(number)
                    continue
                if wish.chat not in (None, message.chat):
                    continue
                reading.tally.kinds[message.kind] += 1
                yield message
    except DefusedXmlException as bomb:
        raise NotReadable("This XML defines entities, which no backup does. It was not read.") from bomb
    except (ParseError, ValueError, LookupError) as wrong:
        if number == 0:
            raise NotReadable(_CUT) from wrong
        reading.tally.skip(number + 1)
        reading.notes.append(_CUT)


def _message(element: Element, number: int, wish: Wish) -> Message | None:
    when = _when(element.get("date"), wish)
    if when is None:
        return None
    named = _given(element.get("contact_name")) or _number(element.get("address") or element.get("number") or "")
    other = named or None
    if element.tag == "call":
        who = ME if element.get("type") == "2" else other
        return Message(when, who, "call", element.get("duration") or "", line=number, chat=other)
    if element.tag == "mms":
        return _picture_message(element, number, when, other)
    if element.get("type") == _DRAFT:
        return Message(when, None, "system", element.get("body") or "", line=number, chat=other)
    who = ME if element.get("type") in _SENT else other
    return Message(when, who, "speech", element.get("body") or "", line=number, chat=other)


def _picture_message(element: Element, number: int, when: datetime, other: str | None) -> Message:
    texts = [part.get("text") or "" for part in element.iter("part") if part.get("ct") == "text/plain"]
    text = "\n".join(texts)
    if element.get("msg_box") == _DRAFT:
        return Message(when, None, "system", text, line=number, chat=other)
    who = ME if element.get("msg_box") in _SENT else other
    senders = [addr.get("address") or "" for addr in element.iter("addr") if addr.get("type") == _FROM]
    if who != ME and "~" in (element.get("address") or "") and senders:
        who = _number(senders[0]) or None
    kind: Kind = "speech" if text else "media"
    return Message(when, who, kind, text, line=number, chat=other)


def _when(written: str | None, wish: Wish) -> datetime | None:
    if written is None or not written.isdigit() or len(written) > 15:
        return None
    stamp = int(written)
    return local(stamp / 1000 if stamp >= 100_000_000_000 else stamp, wish.zone)


def _given(name: str | None) -> str:
    return "" if name in (None, "null", "(Unknown)") else name or ""


def _number(address: str) -> str:
    """A phone number without signs between the digits; +1 and the bare ten digits are one."""
    digits = re.sub(r"[\s().-]", "", address)
    return digits[2:] if re.fullmatch(r"\+1\d{10}", digits) else digits
