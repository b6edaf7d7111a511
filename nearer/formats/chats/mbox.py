"""E-mail in mbox: each letter is a message, without the letters it quotes."""

import email.policy
import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from nearer.domain.chats import Message
from nearer.formats.chats.clock import plausible
from nearer.formats.chats.letters import own_words, unflowed, words_of
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.source import Source

LONGEST_LETTER = 4 << 20
"""The parser takes twenty and more times a letter's size. Words stand before attachments; what is beyond is passed over."""
_FROM = re.compile(rb"From \S.{0,160}\d\d:\d\d.{0,40}\d{4}")
_FROM_WHOLE = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d (?:\S{1,6} )?\d{4}\s*$"
)
"""So whole an envelope line that no empty line is needed before it."""


def recognised(head: str) -> bool:
    """Whether it opens with an envelope line and has a header field after it."""
    first, _, rest = head.lstrip("\ufeff").partition("\n")
    return first.startswith("From ") and re.match(r"[A-Za-z][A-Za-z0-9-]*:|>From ", rest) is not None


def read(source: Source, wish: Wish) -> Reading:
    """Read a mailbox, oldest letter first as stored."""
    reading = Reading("mbox", iter(()), Tally())
    reading.messages = _messages(source, wish, reading)
    return reading


def _messages(source: Source, wish: Wish, reading: Reading) -> Iterator[Message]:
    parser = BytesParser(policy=email.policy.default)
    for number, raw in _letters(source):
        try:
            letter = parser.parsebytes(raw)
            message = _message(letter, number, wish)
        except Exception:
            # Python's mail parser raises whatever its parts raise on a header worse than they expect (fuzzing met an
            # OverflowError in a date); such a letter is counted, and the rest of the mailbox is read.
            message = None
        if message is None:
            reading.tally.skip(number)
            continue
        reading.tally.kinds[message.kind] += 1
        yield message


def _letters(source: Source) -> Iterator[tuple[int, bytes]]:
    """Each letter with the line it begins on. A letter too large for memory is cut."""
    lines: list[bytes] = []
    began, size, blank = 1, 0, True
    with source.bytes() as stream:
        number = 0
        while line := stream.readline(1 << 20):
            number += 1
            if line.startswith(b"From ") and (_FROM.match(line) if blank else _FROM_WHOLE.match(line)):
                if lines:
                    yield began, b"".join(lines)
                lines, began, size = [], number + 1, 0
            elif size < LONGEST_LETTER:
                lines.append(line)
                size += len(line)
            blank = line in (b"\n", b"\r\n")
    if lines:
        yield began, b"".join(lines)


def _message(letter: EmailMessage, number: int, wish: Wish) -> Message | None:
    when = _when(str(letter.get("Date", "")), wish)
    if when is None:
        return None
    text = own_words(_body(letter).replace("\r\n", "\n"))
    identity = str(letter.get("Message-ID", "")).strip() or None
    reply = str(letter.get("In-Reply-To", "")).strip() or None
    return Message(when, _sender(letter), "speech" if text else "media", text, reply, line=number, id=identity)


def _body(letter: EmailMessage) -> str:
    """The words of a letter, from its plain part if it has one."""
    part = letter.get_body(preferencelist=("plain", "html"))
    if part is None or part.get_content_maintype() != "text":
        return ""
    try:
        body = str(part.get_content())
    except (LookupError, UnicodeError):
        raw = part.get_payload(decode=True)
        body = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    if part.get_content_subtype() == "html":
        return words_of(body)
    flowed = str(part.get_param("format", "", "content-type")).casefold() == "flowed"
    return unflowed(body, str(part.get_param("delsp", "", "content-type")).casefold() == "yes") if flowed else body


def _when(written: str, wish: Wish) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
        local = moment if moment.tzinfo is None else moment.astimezone(wish.zone).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        return None
    return plausible(local)


def _sender(letter: EmailMessage) -> str | None:
    field = letter.get("From")
    addresses = getattr(field, "addresses", ())
    if not addresses:
        return _clean(str(field)) or None if field else None
    return _clean(addresses[0].display_name) or _clean(addresses[0].addr_spec) or None


def _clean(name: str) -> str:
    """A name whose bytes were never encoded as mail asks, read as UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
