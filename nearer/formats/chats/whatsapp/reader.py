"""WhatsApp's .txt: first a look over the whole file for its dates, then message by message."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from nearer.domain.chats import Message
from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from nearer.formats.chats.reading import DateOrder, Reading, Tally, Wish
from nearer.formats.chats.source import LONGEST_MESSAGE, Source
from nearer.formats.chats.whatsapp.headers import Dialect, learn
from nearer.formats.chats.whatsapp.names import order_from_names
from nearer.formats.chats.whatsapp.notices import seen
from nearer.formats.chats.whatsapp.order import Survey, as_date, decide
from nearer.formats.chats.whatsapp.periods import half, hour24
from nearer.formats.chats.whatsapp.senders import Senders

LINES_UNTIL_HEADER = 200
"""So many lines may stand before the first message (a note, a forwarded mail) before the file counts as another format."""
EXPORT_STOPS_AT = (40_000, 10_000)
"""WhatsApp ends an export after so many messages, without and with media."""

Header = re.Match[str]


def dialect_of(source: Source) -> Dialect | None:
    """The dialect of the first header among the first lines, or None where the file has none."""
    text = source.head.decode(source.encoding.name, "replace")
    for line in text.split("\n")[:LINES_UNTIL_HEADER]:
        found = learn(line)
        if found is not None:
            return found
    return None


def read(source: Source, dialect: Dialect, wish: Wish) -> Reading:
    """Read an export. Raises AmbiguousDates before the first message where the date order is open."""
    order, why = _order(source, dialect, wish.order)
    tally = Tally()
    reading = Reading("WhatsApp", iter(()), tally, order, why)
    if source.encoding.note:
        reading.notes.append(source.encoding.note)
    reading.messages = _messages(source, dialect, order, reading)
    return reading


def _latest() -> date:
    return datetime.now().date() + timedelta(days=366)


def _order(source: Source, dialect: Dialect, asked: DateOrder | None) -> tuple[DateOrder, str]:
    survey = Survey(dialect, _latest())
    last = ""
    for text, headers, _ in _blocks(source, dialect):
        del text
        for header in headers:
            written = header["date"]
            if written != last:
                last = written
                survey.add((header["a"], header["b"], header["c"]))
    if survey.dates == 0:
        raise NotReadable("No message could be read: its dates name no day.")
    try:
        return decide(survey, dialect, asked)
    except AmbiguousDates as open_question:
        found = order_from_names(_rows(source, dialect), open_question.orders, _latest())
        if found is None:
            raise
        return found, "the dates in the names of attached files"


def _rows(source: Source, dialect: Dialect) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Each header's fields with the first characters of its text."""
    for text, headers, _ in _blocks(source, dialect):
        for header in headers:
            yield (header["a"], header["b"], header["c"]), text[header.end() : header.end() + 300].split("\n", 1)[0]


def _blocks(source: Source, dialect: Dialect) -> Iterator[tuple[str, list[Header], bool]]:
    """The text in blocks that each begin with a header (the first may not); the last says so."""
    find = dialect.pattern.finditer
    buffer = ""
    for piece in source.text():
        buffer += piece
        headers = list(find(buffer))
        if dialect.twelve:
            headers = [header for header in headers if half(header["p"]) is not None]
        if len(headers) > 1:
            # The last header may be cut off, and the one before it may still grow: both wait for more text.
            cut = headers[-1].start()
            yield buffer[:cut], headers[:-1], False
            buffer = buffer[cut:]
        elif len(buffer) > LONGEST_MESSAGE:
            raise NotReadable("One message of this file is longer than WhatsApp allows. It is not a chat export.")
    headers = [header for header in find(buffer) if not dialect.twelve or half(header["p"]) is not None]
    yield buffer, headers, True


def _messages(source: Source, dialect: Dialect, order: DateOrder, reading: Reading) -> Iterator[Message]:
    senders, latest, tally = Senders(), _latest(), reading.tally
    dates: dict[str, date | None] = {}
    seconds = dialect.seconds
    line, pending, count, media = 1, None, 0, 0
    for text, headers, last in _blocks(source, dialect):
        starts: list[tuple[datetime, int, int]] = []
        for header in headers:
            written = header["date"]
            if written not in dates:
                dates[written] = as_date((header["a"], header["b"], header["c"]), order, latest)
            day = dates[written]
            when = _moment(header, day, dialect.twelve, seconds) if day is not None else None
            if when is not None:
                starts.append((when, header.start(), header.end()))
        del pending
        pending = None
        if not starts:
            line = _unread(text, line, tally)
            continue
        line = _unread(text[: starts[0][1]], line, tally)
        for i, (when, begin, end) in enumerate(starts):
            stop = starts[i + 1][1] - 1 if i + 1 < len(starts) else len(text)
            body = text[end:stop]
            if i + 1 == len(starts):
                body = body.rstrip("\n") if last else body[:-1]
            message = _message(when, body, senders, line, seconds)
            tally.kinds[message.kind] += 1
            count += 1
            media += message.kind == "media"
            yield message
            line += text.count("\n", begin, stop + 1)
    if count in EXPORT_STOPS_AT or 0 < count - 40_000 < 50:
        reading.notes.append("WhatsApp ends an export at 40,000 messages (10,000 with media): older ones may be missing.")
    del media


def _unread(text: str, line: int, tally: Tally) -> int:
    for number, part in enumerate(text.split("\n")):
        if part.strip("\ufeff\u200e \r"):
            tally.skip(line + number)
    return line + text.count("\n")


def _moment(header: Header, day: date, twelve: bool, seconds: bool) -> datetime | None:
    hour = int(header["h"])
    if twelve:
        hour = hour24(hour, half(header["p"]))
    try:
        return datetime(day.year, day.month, day.day, hour, int(header["m"]), int(header["s"]) if seconds else 0)
    except ValueError:
        return None


def _message(when: datetime, body: str, senders: Senders, line: int, seconds: bool) -> Message:
    sender, text = senders.split(body)
    if sender is None:
        return Message(when, None, "system", text.replace("\u200e", ""), to_second=seconds, line=line)
    found = seen(text, sender)
    who = None if found.by_app else sender
    return Message(when, who, found.kind, found.text, edited=found.edited, to_second=seconds, line=line)
