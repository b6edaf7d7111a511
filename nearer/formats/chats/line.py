"""LINE's text export: a heading for each day, then time, name and words between tabs."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.calendars import day
from nearer.formats.chats.errors import AmbiguousDates
from nearer.formats.chats.reading import DateOrder, Reading, Tally, Wish
from nearer.formats.chats.source import Source
from nearer.formats.chats.weekdays import weekday

_DAY = re.compile(
    r"(?:(?P<w1>[^\W\d]{1,14}\.?),? ?)?(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{1,4})\.?"
    r"(?:,? ?[(（]?(?P<w2>[^\W\d][^\d\t()（）]{0,16})[)）]?)?$"
)
_ROW = re.compile(
    r"(?P<p1>午前|午後|上午|下午|오전|오후|AM|PM)? ?(?P<h>\d{1,2}):(?P<m>\d{2}) ?(?P<p2>[AaPp]\.?[Mm]\.?"
    r"|午前|午後|上午|下午)?\t(?P<rest>.*)$"
)
_SPACED = re.compile(r"^(\d{1,2}:\d{2}) (\S+) (?=\S)")
"""A desktop's row, with spaces for tabs: the name is the first word."""
_MEDIA = frozenset(
    """[Photo] [Video] [Sticker] [Voice message] [Audio] [File] [Contact] [Location] [Album] [スタンプ] [写真]
    [動画] [ボイスメッセージ]
    [ファイル] [アルバム] [位置情報] [連絡先] [貼圖] [照片] [影片] [語音訊息] [檔案] [相簿] [สติกเกอร์]
    [รูปภาพ] [รูป] [วิดีโอ] [사진] [스티커]""".split()
) | {"[Voice message]"}
_CALL = re.compile(r"☎|\[(?:Missed|Canceled) call\]|通話時間|Call time|不在着信|未接來電")
_UNSENT = re.compile(r".{0,60}(?:unsent a message\.?|メッセージの送信を取り消しました|已收回訊息|ยกเลิกข้อความ)$")


def recognised(head: str) -> bool:
    """Whether it opens with LINE's own line, or with a day heading and a row of three columns under it."""
    lines = [line.rstrip("\r") for line in head.lstrip("\ufeff").split("\n")]
    if lines and lines[0].startswith("[LINE]"):
        return True
    first = next((i for i, line in enumerate(lines[:20]) if _DAY.match(line.strip())), None)
    if first is None:
        return False
    below = lines[first + 1 : first + 4]
    return any(_ROW.match(line) or (_SPACED.match(line) and _weekday_of(lines[first]) is not None) for line in below)


def _weekday_of(heading: str) -> int | None:
    found = _DAY.match(heading.strip())
    return weekday(found["w1"] or found["w2"] or "") if found is not None else None


def read(source: Source, wish: Wish) -> Reading:
    """Read one chat. The weekday beside each date tells day from month."""
    order, why = _order(source, wish.order)
    reading = Reading("LINE", iter(()), Tally(), order, why)
    reading.messages = _messages(source, order, reading)
    return reading


def _heading(line: str) -> re.Match[str] | None:
    return _DAY.match(line.strip()) if "\t" not in line and len(line) < 60 else None


def _date(found: re.Match[str], order: DateOrder) -> date | None:
    a, b, c = found["a"], found["b"], found["c"]
    if len(a) >= 3:
        return day(a, b, c)
    return day(c, b, a) if order == "dmy" else day(c, a, b) if order == "mdy" else day(a, b, c)


def _order(source: Source, asked: DateOrder | None) -> tuple[DateOrder, str]:
    if asked is not None:
        return asked, "you said so"
    fits: dict[DateOrder, list[int]] = {"dmy": [0, 0], "mdy": [0, 0]}
    example, same = "", True
    for line in source.lines():
        found = _heading(line)
        if found is None:
            continue
        if len(found["a"]) >= 3:
            return "ymd", "the year comes first"
        example = example or line.strip()
        named = weekday(found["w1"] or found["w2"] or "")
        readings = {order: _date(found, order) for order in fits}
        same = same and readings["dmy"] == readings["mdy"]
        for order, this in readings.items():
            fits[order][0] += this is not None and named is not None and this.weekday() == named
            fits[order][1] += this is None or (named is not None and this.weekday() != named)
    return _by_weekday(fits, example, same)


def _by_weekday(fits: dict[DateOrder, list[int]], example: str, same: bool) -> tuple[DateOrder, str]:
    possible = [order for order, (_, against) in fits.items() if not against]
    if len(possible) == 1:
        return possible[0], "the weekday beside each date"
    if same:
        return "dmy", "every date reads the same either way"
    raise AmbiguousDates(possible or list(fits), example)


def _messages(source: Source, order: DateOrder, reading: Reading) -> Iterator[Message]:
    today: date | None = None
    row: tuple[datetime, str, int] | None = None
    words: list[str] = []
    quoted = False
    tabbed = b"\t" in source.head or "utf-16" in source.encoding.name
    for number, raw in enumerate(source.lines(), 1):
        line = raw if tabbed else _SPACED.sub(r"\1\t\2\t", raw)
        heading = None if quoted else _heading(line.lstrip("\ufeff"))
        found = _ROW.match(line) if today is not None and heading is None and not quoted else None
        if row is not None and (heading is not None or found is not None):
            yield from _said(row, words, reading)
            row = None
        if heading is not None:
            today = _date(heading, order)
        elif found is not None and today is not None:
            row, words, quoted = _begun(found, today, number)
        elif row is not None:
            words.append(line)
            quoted = quoted and not line.rstrip().endswith('"')
        elif line.strip("\ufeff ") and today is not None:
            reading.tally.skip(number)
    if row is not None:
        yield from _said(row, words, reading)


def _begun(found: re.Match[str], today: date, number: int) -> tuple[tuple[datetime, str, int] | None, list[str], bool]:
    period = found["p1"] or found["p2"] or ""
    hour = int(found["h"])
    if period and hour <= 12:
        hour = hour % 12 + (12 if period[0] in "Pp" or period in ("午後", "下午", "오후") else 0)
    if hour > 23 or int(found["m"]) > 59:
        return None, [], False
    who, tab, text = found["rest"].partition("\t")
    if not tab:
        who, text = "", who
    open_quote = text.startswith('"') and not (len(text) > 1 and text.endswith('"'))
    return (datetime(today.year, today.month, today.day, hour, int(found["m"])), who, number), [text], open_quote


def _said(row: tuple[datetime, str, int], words: list[str], reading: Reading) -> Iterator[Message]:
    when, who, line = row
    text = "\n".join(words).rstrip()
    if len(words) > 1 and text.startswith('"') and text.endswith('"'):
        text = text[1:-1].replace('""', '"')
    kind: Kind = "speech" if who else "system"
    if who and text in _MEDIA:
        kind = "media"
    elif who and _CALL.match(text):
        kind = "call"
    elif who and _UNSENT.match(text):
        kind = "deleted"
    reading.tally.kinds[kind] += 1
    yield Message(when, who or None, kind, text, to_second=False, line=line)
