"""The line that opens a message: learned once from the first one, then locked for the whole file.

WhatsApp writes the short date and time of the phone's locale. Instead of a list of locales, the first header is taken
apart by the grammar that all CLDR short patterns share, and a narrow pattern is made from its parts. Whatever looks
different later in the file (a chat pasted into a message) is text.
"""

import re
from dataclasses import dataclass

from nearer.formats.chats.months import any_month
from nearer.formats.chats.whatsapp.periods import half

MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
"""Invisible signs for direction. Phones sprinkle them over right-to-left dates and before notices."""
SPACES = " \u00a0\u2009\u202f\u3000"

_MARK = re.compile(f"[{MARKS}]+")
_SEP = rf"(?:[{SPACES}]?[./\-–·‐−][{SPACES}]?|[{SPACES}]|[년年월月][{SPACES}]?)"
_COLON = rf"(?:[:.∶：٫]|[{SPACES}]?h[{SPACES}]?|[{SPACES}]min[{SPACES}]|[時时点點시分분][{SPACES}]?|[{SPACES}]སྐར་མ་[{SPACES}])"
_DATE = rf"(?P<a>\d{{1,4}})(?P<s1>{_SEP})(?P<b>\d{{1,2}})(?P<s2>{_SEP})(?P<c>\d{{1,4}})(?!\d)"
_TIME = rf"(?P<h>\d{{1,2}})(?P<t1>{_COLON})(?P<m>\d{{1,2}})(?:(?P<t2>{_COLON})(?P<s>\d{{1,2}}))?(?!\d)"
_JOIN = r"(?P<join>[^\d\[\]\n]{1,24}?)"
_YEAR_BETWEEN = rf"(?P<a>\d{{1,2}})(?P<s1>{_SEP})(?P<c>\d{{4}})(?P<s2>{_SEP})(?P<b>\d{{1,2}})(?!\d)"
"""The fields are named as if the year came last: nothing after this line needs to know that it does not."""
_WORD = r"[^\W\d_]{3,12}"
_DAY_MONTH = (
    rf"(?P<a>\d{{1,2}})(?P<s1>[.\-/]?[{SPACES}]?(?:de )?)(?P<b>{_WORD})(?P<s2>\.?,?(?: de)?[{SPACES}\-/])"
    r"(?P<c>\d{4})(?!\d)"
)
_MONTH_DAY = rf"(?P<b>{_WORD})(?P<s1>\.?[{SPACES}])(?P<a>\d{{1,2}})(?P<s2>,?[{SPACES}])(?P<c>\d{{4}})(?!\d)"
_GRAMMARS = tuple(
    (re.compile(rf"(?P<open>\[?){first}{_JOIN}{second}"), first is not _TIME)
    for date in (_DATE, _YEAR_BETWEEN, _DAY_MONTH, _MONTH_DAY)
    for first, second in ((date, _TIME), (_TIME, date))
)
_END = re.compile(rf"(?P<close>\)?)(?P<end>[{SPACES}]?[-–—][{SPACES}]|[{SPACES}]?[:;,][{SPACES}])")
_SPACE = re.compile(rf"(?P<close>)(?P<end>[{SPACES}])(?=[^\s:][^:\n]{{0,60}}:[{SPACES}])")
"""A name straight after the time, seen only where dots stand in the date; log files write others so."""
_BRACKET = re.compile(rf"(?P<close>)(?P<end>\][{SPACES}]?(?:[-–—][{SPACES}]|:[{SPACES}])?)")

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLAIN_WORDS = frozenset(
    """klo kl klock at à as às om um alle ore las uhr h s min sek seg น uur ч г р y هـ hodź zeg ga नि
    日 일 분 초 秒 分 be พ.ศ в о у u ob v o ve den ag på lúc pukul jam saat""".split()
)
"""Words that stand in CLDR date and time patterns and say nothing about which half of the day it is."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The digits of one header as written. ``period`` is the word beside a twelve-hour time."""

    a: str
    b: str
    c: str
    h: str
    m: str
    s: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Dialect:
    """How this file writes its headers. ``pattern`` matches at line starts and captures date and time."""

    pattern: re.Pattern[str]
    example: str
    date_example: str
    year_at: int | None
    month_words: bool
    twelve: bool
    seconds: bool
    bracket: bool
    loose: re.Pattern[str]
    """Matches date and time alone, to notice headers that end in an unknown way."""
    padded: bool
    """Whether the example's second or third field is filled with a zero."""
    year_may_lead: bool
    """Whether a year of two digits before slashes is possible (Nepali, older Chinese phones)."""
    hint: str
    """What surrounds the digits, for evidence on the date order: separators, join and period word."""


def stamp(found: re.Match[str]) -> Stamp:
    """The digits of a header that the dialect's pattern matched."""
    parts = found.groupdict()
    return Stamp(parts["a"], parts["b"], parts["c"], parts["h"], parts["m"], parts.get("s"), parts.get("p"))


def learn(line: str) -> Dialect | None:
    """The dialect that ``line`` opens a file in, or None where it is no header."""
    bare = _MARK.sub("", line[:200])[:120]
    for grammar, date_first in _GRAMMARS:
        found = grammar.match(bare)
        if found is None or not (found["b"].isdecimal() or any_month(found["b"])):
            continue
        end = _end_of(found, bare)
        if end is not None:
            raw = line[: len(line) - len(line.lstrip("\ufeff\u200e\u200f\u202a\u202b"))]
            return _dialect(found, end, bare, date_first, bool(_MARK.search(line[len(raw) : 60 + len(raw)])))
    return None


def _end_of(found: re.Match[str], bare: str) -> tuple[str, re.Match[str]] | None:
    """What lies between the last digit and the end of the header, and the end itself."""
    ends = list((_BRACKET if found["open"] else _END).finditer(bare, found.end(), found.end() + 30))
    if not found["open"] and "." in found["s1"]:
        ends = _before_a_name(found, bare, ends)
    for end in ends:
        between = bare[found.end() : end.start()]
        before, after = _words(found["join"]), _words(between)
        if not re.search(r"\d", between) and before is not None and after is not None and not (before and after):
            return between, end
    return None


def _before_a_name(found: re.Match[str], bare: str, ends: list[re.Match[str]]) -> list[re.Match[str]]:
    """The ends of a header that a name may follow without a sign: a colon that is the line's last is the name's."""
    space = _SPACE.match(bare, found.end())
    return ends if space is None or any(bare.find(": ", end.end()) > 0 for end in ends) else [space]


def _words(literal: str) -> str | None:
    """The period word in a literal of the header, "" where it has none; None where it holds other words."""
    text = literal.strip(SPACES + ".,،、()-–—'’")
    if not text or text.casefold() in _PLAIN_WORDS:
        return ""
    if half(text) is not None:
        return text
    found = ""
    for word in re.split(f"[{SPACES},،]+", text):
        bare = word.strip(".,،、()-–—").casefold()
        if bare in _PLAIN_WORDS or not bare:
            continue
        if half(word) is None and not (len(word) > 1 and word[0] in "日일" and half(word[1:])):
            return _run(text)
        found = word.lstrip("日일")
    return found


def _run(text: str) -> str | None:
    """A period written as several words ("p. m."), after any plain words before it."""
    words = re.split(f"[{SPACES},،]+", text)
    for start in range(len(words)):
        if all(word.strip(".,،").casefold() in _PLAIN_WORDS for word in words[:start]):
            tail = " ".join(words[start:])
            if half(tail) is not None:
                return tail
    return None


def _dialect(
    found: re.Match[str], end: tuple[str, re.Match[str]], bare: str, date_first: bool, marked: bool
) -> Dialect:
    between, closing = end
    period_in_join, period_after = _words(found["join"]), _words(between)
    m = f"[{MARKS}]*" if marked else ""
    date = _date_pattern(found, m)
    time = f"(?P<h>{_digits(found['h'])}){_literal(found['t1'], m)}(?P<m>\\d{{1,2}})"
    if found["t2"]:
        time += f"{_literal(found['t2'], m)}(?P<s>\\d{{1,2}})"
    join = _with_period(found["join"], period_in_join, m)
    tail = _with_period(between, period_after, m)
    body = re.escape(found["open"]) + m + (f"{date}{join}{time}" if date_first else f"{time}{join}{date}")
    ending = f"{tail}{m}{_literal(closing['close'] + closing['end'], '')}"
    years = [i for i, part in enumerate("abc") if len(found[part]) >= 3 and found[part].isdecimal()]
    return Dialect(
        pattern=re.compile(f"^[{MARKS}]*{body}{ending}", re.MULTILINE),
        loose=re.compile(f"^[{MARKS}]*{body}", re.MULTILINE),
        padded="0" in (found["b"][0], found["c"][0]),
        year_may_lead=_year_may_lead(found["a"], period_in_join or period_after),
        example=bare[: closing.end()].strip(),
        date_example=bare[min(found.start("a"), found.start("b")) : max(found.end("b"), found.end("c"))],
        year_at=years[0] if years else None,
        month_words=not found["b"].isdecimal(),
        twelve=bool(period_in_join or period_after),
        seconds=bool(found["t2"]),
        bracket=bool(found["open"]),
        hint=f"{found['s1']}{found['s2']}{found['join']}{between}{closing['close']}",
    )


def _date_pattern(found: re.Match[str], m: str) -> str:
    """The date of the first header as a pattern."""
    fields = sorted("abc", key=found.start)
    between = [_literal(found["s1"], m), _literal(found["s2"], m), ""]
    if not found["b"].isdecimal():
        at = fields.index("b")
        between[at] = r"\.?" + _literal(found[f"s{at + 1}"].lstrip("."), m)  # a dot only where the word is shortened
    parts = (f"(?P<{part}>{_digits(found[part])}){then}" for part, then in zip(fields, between, strict=True))
    return f"(?P<date>{''.join(parts)})"


def _year_may_lead(first: str, period: str | None) -> bool:
    """Chinese phones wrote 15/6/13 until 2016; whoever writes a.m. or p.m. in another script is not one of these two."""
    if period and not _DEVANAGARI.match(period):
        return bool(_HAN.match(period))
    return bool(_DEVANAGARI.match(first)) or (not period and first.isascii() and 13 <= int(first) <= 16)


def _digits(example: str) -> str:
    """A field that starts with zero is padded throughout; years keep their length. A month may be a word."""
    if not example.isdecimal():
        return _WORD
    padded = len(example) == 2 and int(example) < 10
    return f"\\d{{{len(example)}}}" if len(example) >= 3 or padded else r"\d{1,2}"


def _literal(text: str, between: str) -> str:
    """A literal of the first header as a pattern: any kind of space for a space, invisible marks where it had
    some."""
    parts = [f"[{SPACES}]+" if part[0] in SPACES else re.escape(part) for part in re.findall(f"[{SPACES}]+|.", text)]
    if parts and text[-1] in SPACES and len(parts) > 1 and parts[-2] in (r"\]",):
        parts[-1] = f"[{SPACES}]?"
    return between + between.join(parts) + between if parts else between


def _with_period(text: str, word: str | None, m: str) -> str:
    """A literal that may hold a period word, which then may be any period word in any spelling."""
    if not word:
        return _literal(text, m)
    start = text.find(word)
    before = text[:start] if start >= 0 else text[: len(text) - len(text.lstrip(SPACES + ".,،、()日일"))]
    after = (text[start + len(word) :] if start >= 0 else "").lstrip(".")
    before_pattern = _literal(before.rstrip(SPACES), m) + f"[{SPACES}]*"
    return f"{before_pattern}(?P<p>[^\\d\\s\\[\\],،:;()\\-–—][^\\d\\n\\[\\],،:;()\\-–—]{{0,22}}?){_literal(after, m)}"
