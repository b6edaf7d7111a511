"""WhatsApp's .txt: first a look over the whole file for its dates, then message by message."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
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
    survey, strange = Survey(dialect, _latest()), Counter[str]()
    last, known = "", 0
    for text, headers, _ in _blocks(source, dialect, strange):
        known += len(headers)
        del text
        for header in headers:
            written = header["date"]
            if written != last:
                last = written
                survey.add((header["a"], header["b"], header["c"]))
    if survey.dates == 0:
        raise NotReadable("No message could be read: its dates name no day.")
    if sum(strange.values()) * 10 > known:
        word = strange.most_common(1)[0][0]
        raise NotReadable(
            f"Nearer does not know whether \u201c{word}\u201d beside the time means morning or afternoon."
        )
    _refuse_other_endings(source, dialect)
    try:
        return decide(survey, dialect, asked)
    except AmbiguousDates as open_question:
        found = order_from_names(_rows(source, dialect), open_question.orders, _latest())
        if found is None:
            raise
        return found, "the dates in the names of attached files"


def _refuse_other_endings(source: Source, dialect: Dialect) -> None:
    """Lines with date and time that end unlike a header would silently become text: a few may be pasted, not most."""
    head = source.head.decode(source.encoding.name, "replace")
    whole = sum(1 for header in dialect.pattern.finditer(head) if not dialect.twelve or half(header["p"]))
    other = sum(1 for _ in dialect.loose.finditer(head)) - whole
    if other > 1 and other * 2 > whole:
        raise NotReadable("Many lines begin with a date and time but go on in a way that Nearer does not know.")


def _rows(source: Source, dialect: Dialect) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Each header's fields with the first characters of its text."""
    for text, headers, _ in _blocks(source, dialect):
        for header in headers:
            yield (header["a"], header["b"], header["c"]), text[header.end() : header.end() + 300].split("\n", 1)[0]


def _blocks(
    source: Source,
    dialect: Dialect,
    strange: Counter[str] | None = None,
    real: Callable[[Header], object] = lambda header: header,
) -> Iterator[tuple[str, list[Header], bool]]:
    """The text in blocks that each begin with a header (the first may not); the last says so.

    ``strange`` takes the words beside a twelve-hour time that name no half of the day. No block begins with a header
    that is not ``real`` (not None), since it is part of the message before it.
    """
    find = dialect.pattern.finditer
    buffer, known = "", -1
    for piece in source.text():
        unseen = buffer.rfind("\n") + 1
        buffer += piece
        headers = _fresh(dialect, buffer, known, unseen)
        # The last header may be cut off, and the one before it may still grow: both wait for more text.
        last = next((at for at in range(len(headers) - 1, 0, -1) if real(headers[at]) is not None), 0)
        if last:
            cut = headers[last].start()
            if dialect.twelve:
                _with_half(list(find(buffer, 0, cut)), strange)
            yield buffer[:cut], headers[:last], False
            buffer, known = buffer[cut:], 0
        elif headers:
            known = headers[0].start()
        if len(buffer) > LONGEST_MESSAGE:
            raise NotReadable("One message of this file is longer than WhatsApp allows. It is not a chat export.")
    headers = list(find(buffer))
    yield buffer, _with_half(headers, strange) if dialect.twelve else headers, True


def _fresh(dialect: Dialect, buffer: str, known: int, unseen: int) -> list[Header]:
    """The header known in what waited, at most one, and those from its last line on, which may have been cut."""
    first = dialect.pattern.match(buffer, known, unseen) if 0 <= known < unseen else None
    headers = [*([first] if first else ()), *dialect.pattern.finditer(buffer, unseen)]
    return _with_half(headers) if dialect.twelve else headers


def _with_half(headers: list[Header], strange: Counter[str] | None = None) -> list[Header]:
    """The headers whose word beside the time is known."""
    found = [header for header in headers if half(header["p"]) is not None]
    if strange is not None and len(found) < len(headers):
        strange.update(header["p"] for header in headers if half(header["p"]) is None)
    return found


def _messages(source: Source, dialect: Dialect, order: DateOrder, reading: Reading) -> Iterator[Message]:
    clock = _Clock(dialect, order)
    row, moment = _Rows(dialect).message, clock.moment
    tally, kinds = reading.tally, reading.tally.kinds
    line = 1
    for text, headers, last in _blocks(source, dialect, real=moment):
        starts = [(when, header.start(), header.end()) for header in headers if (when := moment(header)) is not None]
        line = _unread(text[: starts[0][1]] if starts else text, line, tally)
        stops = [begin - 1 for _, begin, _ in starts[1:]]
        for (when, begin, end), stop in zip(starts, stops, strict=False):
            message = row(when, text[end:stop], line)
            kinds[message.kind] += 1
            yield message
            line += text.count("\n", begin, stop + 1)
        if starts:
            when, begin, end = starts[-1]
            message = row(when, text[end:].rstrip("\n") if last else text[end:-1], line)
            kinds[message.kind] += 1
            yield message
            line += text.count("\n", begin)
    if clock.refused:
        reading.notes.append("Lines that look like the start of a message but name no day or time were kept as text.")
    _warn_of_the_end(reading)


def _warn_of_the_end(reading: Reading) -> None:
    count = sum(reading.tally.kinds.values())
    limit = 10_000 if reading.tally.kinds["media"] * 50 > count else 40_000
    if limit <= count < limit + 100:
        reading.notes.append(f"WhatsApp ends an export at {limit:,} messages: older ones are missing from this file.")


class _Clock:
    """Headers to moments, each written date worked out once."""

    def __init__(self, dialect: Dialect, order: DateOrder) -> None:
        self._order, self._latest = order, _latest()
        self._dates: dict[str, date | None] = {}
        self.refused = False
        groups = dialect.pattern.groupindex
        self._h, self._m, self._s, self._p = (groups.get(name) for name in "hmsp")
        self._date = groups["date"]

    def moment(self, header: Header) -> datetime | None:
        """The moment, or None where the header names no day or time and is therefore text."""
        written = header[self._date]
        if written not in self._dates:
            self._dates[written] = as_date((header["a"], header["b"], header["c"]), self._order, self._latest)
        day = self._dates[written]
        if day is None:
            self.refused = True
            return None
        hour = int(header[self._h or 0])
        if hour == 24:
            hour = 0  # some phones count the day's first hour so
        if self._p is not None:
            hour = hour24(hour, half(header[self._p]))
        try:
            return datetime(
                day.year, day.month, day.day, hour, int(header[self._m or 0]), int(header[self._s]) if self._s else 0
            )
        except ValueError:
            self.refused = True
            return None


def _unread(text: str, line: int, tally: Tally) -> int:
    for number, part in enumerate(text.split("\n")):
        if part.strip("\ufeff\u200e \r"):
            tally.skip(line + number)
    return line + text.count("\n")


class _Rows:
    """What follows a header to a message."""

    def __init__(self, dialect: Dialect) -> None:
        self._split, self._seconds, self._iphone = Senders().split, dialect.seconds, dialect.bracket

    def message(self, when: datetime, body: str, line: int) -> Message:
        """The message that was written at ``when`` in this line."""
        sender, text = self._split(body)
        if sender is None:
            return Message(when, None, "system", text.replace("\u200e", ""), None, False, (), self._seconds, line)
        notice = seen(text, sender, self._iphone)
        if notice is None:
            return Message(when, sender, "speech", text, None, False, (), self._seconds, line)
        kind, text, edited, by_app = notice
        return Message(when, None if by_app else sender, kind, text, None, edited, (), self._seconds, line)
