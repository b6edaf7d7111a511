"""KakaoTalk's text exports: phones write the date on every row, desktops once a day; Macs write CSV."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local_from_iso
from nearer.formats.chats.months import month
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.source import Source

_HALF = r"(?P<half>오전|오후|AM|PM|am|pm|a\.m\.|p\.m\.)"
_KOREAN = r"(?P<y>\d{4})(?:년|\.) ?(?P<m>\d{1,2})(?:월|\.) ?(?P<d>\d{1,2})(?:일|\.)"
_ENGLISH = (
    r"(?:(?P<mon>[A-Z][a-z]{2,8})\.? (?P<ed>\d{1,2}), (?P<ey>\d{4})"
    r"|(?P<bd>\d{1,2}) (?P<bmon>[A-Z][a-z]{2,8})\.? (?P<by>\d{4}))"
)
_CLOCK = rf"(?:{_HALF} )?(?P<h>\d{{1,2}}):(?P<min>\d{{2}})(?:[ \u202f]?(?P<after>AM|PM|am|pm|a\.m\.|p\.m\.))?"
_STAMP = re.compile(rf"(?:{_KOREAN}|{_ENGLISH})(?:,| at|, at)? {_CLOCK}(?P<rest>[,:] .*|)$")
_DAY = re.compile(rf"-{{5,}} (?:{_KOREAN}[^-]*|(?:[A-Z][a-z]+, )?{_ENGLISH}) ?-{{5,}}$")
_HEADING = re.compile(rf"(?:{_KOREAN} [월화수목금토일]요일|(?:[A-Z][a-z]+, )?{_ENGLISH})$")
"""An iPhone's day line; its rows carry the whole date themselves."""
_ROW = re.compile(rf"\[(?P<who>.{{0,120}}?)\] \[{_CLOCK}\] ?(?P<text>.*)$")
_APP_LINE = re.compile(
    r"\S.{0,60}님(?:이|을|과) ?(?:[^.\n]{0,60}님(?:을|과) )?(?:나갔|들어왔|초대하였|초대했|내보냈|참여)[^\n]{0,12}\.?"
    r"|채팅방 관리자가 .{0,60}|\S.{0,60} (?:left|joined) (?:this chatroom|the chatroom)\.?|\S.{0,60} invited .{0,80}"
)
_TITLE = re.compile(r"카카오톡 대화|KakaoTalk Chats|Talk Chats|^저장한 날짜|^Date Saved|^Saved Date", re.MULTILINE)
_MEDIA = re.compile(
    r"(?:사진|동영상|이모티콘|음성메시지|파일|Photo|Video|Emoticon|Voice Note|Sticker)(?: \d{1,3}장)?"
    r"|파일: .+|File: .+|\(이모티콘\) ?.*"
)
_DELETED = frozenset(("삭제된 메시지입니다.", "This message was deleted.", "Deleted message"))
_CALL = re.compile(r"(?:보이스톡|페이스톡|Voice Call|Video Call)(?: .{0,30})?")


def recognised(head: str) -> bool:
    """Whether its title or its rows are KakaoTalk's."""
    top = head.lstrip("\ufeff")[:600].replace("\r", "")
    if _TITLE.search(top) or top.startswith("Date,User,Message"):
        return True
    return any(_DAY.match(line) for line in top.split("\n")[:5])


def read(source: Source, wish: Wish) -> Reading:
    """Read one chat room."""
    reading = Reading("KakaoTalk", iter(()), Tally(), "ymd", "the year comes first or months are words")
    is_csv = source.head.decode(source.encoding.name, "replace").lstrip("\ufeff").startswith("Date,User,Message")
    reading.messages = _table(source, wish, reading) if is_csv else _Rows(reading).messages(source)
    return reading


def _table(source: Source, wish: Wish, reading: Reading) -> Iterator[Message]:
    rows = csv.reader(line + "\n" for line in source.lines())
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            row = []
        if row is None:
            return
        when = local_from_iso(row[0], wish.zone) if len(row) == 3 else None
        if when is None:
            if rows.line_num > 1:
                reading.tally.skip(rows.line_num)
            continue
        kind = _kind(row[2]) if row[1] else "system"
        reading.tally.kinds[kind] += 1
        yield Message(when, row[1] or None, kind, row[2].rstrip("\n"), line=rows.line_num)


@dataclass(slots=True)
class _Rows:
    """Reading line by line: the day, the row being built, and what follows it."""

    reading: Reading
    today: date | None = None
    row: tuple[datetime, str | None, int] | None = None
    words: list[str] = field(default_factory=list)

    def messages(self, source: Source) -> Iterator[Message]:
        for number, line in enumerate(source.lines(), 1):
            yield from self._line(line.lstrip("\ufeff"), number)
        yield from self._finished()

    def _line(self, line: str, number: int) -> Iterator[Message]:
        day = _DAY.match(line)
        if day is not None or (self.today is None and _HEADING.match(line)):
            yield from self._finished()
            self.today = _date(day) if day is not None else None
            return
        stamp = _STAMP.match(line)
        when = _moment(_date(stamp), stamp) if stamp is not None else None
        if stamp is not None and when is not None:
            yield from self._finished()
            if stamp["rest"]:
                by_app = stamp["rest"].startswith(":")
                who, colon, text = stamp["rest"][2:].partition(" : ") if not by_app else ("", "", "")
                self._begin(when, who.strip() or None if colon else None, text if colon else stamp["rest"][2:], number)
            return
        row = _ROW.match(line) if self.today is not None else None
        when = _moment(self.today, row) if row is not None else None
        if row is not None and when is not None:
            yield from self._finished()
            self._begin(when, row["who"].strip() or None, row["text"], number)
        elif self.row is not None and self.today is not None and _APP_LINE.fullmatch(line):
            when = self.row[0]
            yield from self._finished()
            self._begin(when, None, line, number)
        elif self.row is not None:
            self.words.append(line)
        elif line.strip() and not _TITLE.search(line):
            self.reading.tally.skip(number)

    def _begin(self, when: datetime, who: str | None, text: str, number: int) -> None:
        self.row, self.words = (when, who, number), [text]

    def _finished(self) -> Iterator[Message]:
        if self.row is None:
            return
        when, who, line = self.row
        text = "\n".join(self.words).rstrip("\n")
        kind = _kind(text) if who is not None else "system"
        self.reading.tally.kinds[kind] += 1
        self.row = None
        yield Message(when, who, kind, text, to_second=False, line=line)


def _kind(text: str) -> Kind:
    if text in _DELETED:
        return "deleted"
    if _MEDIA.fullmatch(text):
        return "media"
    return "call" if _CALL.fullmatch(text) else "speech"


def _date(found: re.Match[str]) -> date | None:
    try:
        if found["y"]:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        day, name, year = (
            (found["ed"], found["mon"], found["ey"]) if found["ey"] else (found["bd"], found["bmon"], found["by"])
        )
        return date(int(year), month(name) or 0, int(day))
    except ValueError:
        return None


def _moment(day: date | None, found: re.Match[str]) -> datetime | None:
    half = found["half"] or found["after"] or ""
    hour = int(found["h"])
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "Pp" or half == "오후" else 0)
    if day is None or hour > 23 or int(found["min"]) > 59:
        return None
    return datetime(day.year, day.month, day.day, hour, int(found["min"]))
