"""LINE's text export: a heading for each day, then time, name and words between tabs (or spaces, from a desktop)."""

import re
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.errors import NotReadable
from nearer.formats.chats.line_days import Days, dated, heading_in, order_of
from nearer.formats.chats.line_names import Names
from nearer.formats.chats.reading import DateOrder, Reading, Tally, Wish
from nearer.formats.chats.source import Source

_HALF = r"午前|午後|上午|下午|오전|오후|[AaPp]\.?[Mm]\.?"
_ROW = re.compile(
    rf"(?P<p1>{_HALF})? ?(?P<h>\d{{1,2}})[:.](?P<m>\d{{2}})(?: ?(?P<p2>{_HALF})| ?น\.?)?\t(?P<rest>.*)$", re.DOTALL
)
_SPACED = re.compile(rf"((?:(?:{_HALF}) ?)?\d{{1,2}}:\d{{2}}(?: ?(?:{_HALF}))?) (?=\S)")
"""How a desktop's row begins, with spaces for tabs."""
_MEDIA = frozenset(
    """[Photo] [Photos] [Video] [Sticker] [Stickers] [Voice message] [Audio] [File] [Contact] [Location] [Album] [スタンプ]
    [写真] [動画] [ボイスメッセージ] [ファイル] [アルバム] [位置情報] [連絡先] [貼圖] [照片] [圖片] [影片] [語音訊息] [檔案]
    [相簿] [位置訊息] [สติกเกอร์] [สติ๊กเกอร์] [รูปภาพ] [รูป] [วิดีโอ] [사진] [동영상] [스티커] [Foto] [Stiker]""".split()
) | {"[Voice message]"}
_DESKTOP_MEDIA = frozenset("スタンプ 写真 動画 貼圖 圖片 照片 影片 Stickers Sticker Photos Photo Videos Video".split())
_CALL = re.compile(r"☎|\[(?:Missed|Canceled) call\]|通話時間|Call time|不在着信|未接來電")
_UNSENT = re.compile(
    r".{0,60}(?:unsent a message\.?|メッセージの送信を取り消しました|已收回訊息|ยกเลิกข้อความ"
    r"|메시지 전송을 취소했습니다\.?)$"
)
_LONGEST_QUOTE = 400


class _Row(NamedTuple):
    when: datetime
    who: str
    text: str
    line: int


def recognised(head: str) -> bool:
    """Whether it opens with LINE's own line, or with a day heading and a row of three columns under it."""
    lines = [line.rstrip("\r") for line in head.lstrip("\ufeff").split("\n", 30)[:30]]
    if lines[0].startswith("[LINE]"):
        return True
    first = next((i for i, line in enumerate(lines[:20]) if heading_in(line)), None)
    if first is None:
        return False
    found = heading_in(lines[first])
    below = lines[first + 1 : first + 4]
    named = found is not None and found.weekday is not None
    return any(_ROW.match(line) or (named and _SPACED.match(line)) for line in below)


def read(source: Source, wish: Wish) -> Reading:
    """Read one chat. The weekday beside each date tells day from month."""
    days = Days()
    headings = (days.heading(line.lstrip("\ufeff")) for line in source.lines())
    order, why = order_of((found for found in headings if found is not None), wish.order)
    reading = Reading("LINE", iter(()), Tally(), order, why)
    reading.messages = _Chat(source, order, reading).messages()
    return reading


class _Chat:
    """One file being read: the lines ahead, the day, and the row that may go on."""

    def __init__(self, source: Source, order: DateOrder, reading: Reading) -> None:
        self._lines = enumerate(source.lines(), 1)
        self._ahead: deque[tuple[int, str]] = deque()
        self._order, self._reading = order, reading
        self._spaced = b"\t" not in source.head and "utf-16" not in source.encoding.name
        self._names = Names(_rests(source)) if self._spaced else None
        self._days = Days()
        self._today: date | None = None

    def messages(self) -> Iterator[Message]:
        row: _Row | None = None
        words: list[str] = []
        while (numbered := self._next()) is not None:
            number, line = numbered
            heading = self._days.heading(line)
            today = None if heading is None else dated(heading, self._order)
            fresh = self._row(line, number) if today is None else None
            if row is not None and (today is not None or fresh is not None):
                yield self._said(row, words)
                row = None
            if today is not None:
                self._today = today
            elif fresh is not None:
                row, words = fresh, [fresh.text, *self._quotation(fresh.text)]
            elif row is not None:
                words.append(line)
            elif line.strip() and (self._today is not None or _ROW.match(line)):
                self._reading.tally.skip(number)
        if row is not None:
            yield self._said(row, words)
        if not self._reading.tally.kinds and self._reading.tally.unread:
            raise NotReadable(
                "This looks like a chat from LINE, but its days are written in a way Nearer does not know."
            )

    def _next(self) -> tuple[int, str] | None:
        if self._ahead:
            return self._ahead.popleft()
        number, line = next(self._lines, (0, ""))
        return (number, self._tabbed(line.lstrip("\ufeff"))) if number else None

    def _tabbed(self, line: str) -> str:
        found = _SPACED.match(line) if self._names is not None else None
        if found is None or self._names is None:
            return line
        who, text = self._names.split(line[found.end() :])
        return f"{found[1]}\t{who}\t{text}" if who else line

    def _row(self, line: str, number: int) -> _Row | None:
        found = _ROW.match(line)
        if found is None or self._today is None:
            return None
        period = found["p1"] or found["p2"] or ""
        hour = int(found["h"])
        if period and hour <= 12:
            hour = hour % 12 + (12 if period[0] in "Pp" or period in ("午後", "下午", "오후") else 0)
        if hour > 23 or int(found["m"]) > 59:
            return None
        who, tab, text = found["rest"].partition("\t")
        when = datetime(self._today.year, self._today.month, self._today.day, hour, int(found["m"]))
        return _Row(when, who, text, number) if tab else _Row(when, "", who, number)

    def _quotation(self, text: str) -> list[str]:
        """The further lines of a message that LINE put in quotation marks because it has several.

        They may look like days or rows. Where no mark closes it before another opens, it was a sign the person typed.
        """
        if not text.startswith('"') or text.count('"') % 2 == 0:
            return []
        taken: list[tuple[int, str]] = []
        while len(taken) < _LONGEST_QUOTE and (numbered := self._next()) is not None:
            taken.append(numbered)
            line = numbered[1]
            if '"' in line and line.count('"') % 2:
                row = self._row(line, 0)
                if line.rstrip().endswith('"') and not (row and row.text.startswith('"')):
                    return [line for _, line in taken]
                break
        self._ahead.extendleft(reversed(taken))
        return []

    def _said(self, row: _Row, words: list[str]) -> Message:
        text = "\n".join(words).rstrip()
        if len(words) > 1 and text.startswith('"') and text.endswith('"'):
            text = text[1:-1].replace('""', '"')
        kind: Kind = "speech" if row.who else "system"
        if row.who and (text in _MEDIA or (self._spaced and text in _DESKTOP_MEDIA)):
            kind = "media"
        elif row.who and _CALL.match(text):
            kind = "call"
        elif row.who and _UNSENT.match(text):
            kind = "deleted"
        self._reading.tally.kinds[kind] += 1
        return Message(row.when, row.who or None, kind, text, to_second=False, line=row.line)


def _rests(source: Source) -> Iterator[str]:
    """What stands after the time in every row of a desktop's export."""
    for line in source.lines():
        found = _SPACED.match(line.lstrip("\ufeff"))
        if found is not None:
            yield line[found.end() :]
