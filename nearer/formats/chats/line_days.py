"""LINE's day headings. The phone's language writes them in many ways; the weekday beside the date tells which is the day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nearer.formats.chats.calendars import day
from nearer.formats.chats.errors import AmbiguousDates
from nearer.formats.chats.months import month
from nearer.formats.chats.reading import DateOrder
from nearer.formats.chats.weekdays import weekday

_BEFORE = r"(?:(?P<w1>[^\W\d][^\d\t,()]{0,16}?)(?:, ?| ?ที่ | ))?"
_AFTER = r"(?:,? ?[(（]?(?P<w2>[^\W\d][^\d\t()（）]{0,16})[)）]?)?$"
_BETWEEN = r"(?:[./-] ?|[年月년월] ?)"
_NUMBERS = re.compile(rf"{_BEFORE}(?P<a>\d{{1,4}}){_BETWEEN}(?P<b>\d{{1,2}}){_BETWEEN}(?P<c>\d{{1,4}})[.日일]?{_AFTER}")
_MONTH_DAY = re.compile(rf"{_BEFORE}(?P<m>[A-Za-z]{{3,9}})\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}}){_AFTER}")
_DAY_MONTH = re.compile(rf"{_BEFORE}(?P<d>\d{{1,2}}) (?P<m>[A-Za-z]{{3,9}})\.?,? (?P<y>\d{{4}}){_AFTER}")
_FEW = 10
"""A reading that fails a tenth as often as the other is right: people write dates on lines of their own too."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is a date: three fields as written, or the day itself where its month is a word."""

    written: str
    fields: tuple[str, str, str] | None
    known: date | None
    weekday: int | None


def heading_in(line: str) -> Heading | None:
    """The day that a line names, or None where it is no heading."""
    bare = line.strip()
    if not bare or len(bare) > 60 or "\t" in line or not any(sign.isdecimal() for sign in bare):
        return None
    found = _NUMBERS.match(bare)
    if found is not None:
        named = found["w1"], found["w2"]
        if any(word and weekday(word) is None for word in named):
            return None
        return Heading(bare, (found["a"], found["b"], found["c"]), None, weekday(named[0] or named[1] or ""))
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        found = pattern.match(bare)
        number = month(found["m"]) if found is not None else None
        if found is not None and number is not None:
            known = day(found["y"], str(number), found["d"])
            return None if known is None else Heading(bare, None, known, weekday(found["w1"] or found["w2"] or ""))
    return None


class Days:
    """Headings of one file: where the first one names its weekday, a bare date below is something a person wrote."""

    def __init__(self) -> None:
        """No heading has been seen."""
        self._named: bool | None = None

    def heading(self, line: str) -> Heading | None:
        """The heading in a line, or None."""
        found = heading_in(line)
        if found is None:
            return None
        if self._named is None:
            self._named = found.weekday is not None
        return found if found.weekday is not None or not self._named else None


def dated(heading: Heading, order: DateOrder) -> date | None:
    """The day a heading means in this order; None where there is no such day, or not on that weekday."""
    this = _dated(heading, order)
    return None if this is None or heading.weekday not in (None, this.weekday()) else this


def _dated(heading: Heading, order: DateOrder) -> date | None:
    if heading.fields is None:
        return heading.known
    a, b, c = heading.fields
    if len(a) >= 3:
        return day(a, b, c)
    return day(c, b, a) if order == "dmy" else day(c, a, b) if order == "mdy" else day(a, b, c)


def order_of(headings: Iterable[Heading], asked: DateOrder | None) -> tuple[DateOrder, str]:
    """The order of the headings and what decided it. Raises AmbiguousDates where no weekday tells."""
    if asked is not None:
        return asked, "you said so"
    against: dict[DateOrder, int] = {"dmy": 0, "mdy": 0}
    example, same, words = "", True, False
    for heading in headings:
        if heading.fields is None:
            words = True
            continue
        if len(heading.fields[0]) >= 3:
            return "ymd", "the year comes first"
        example = example or heading.written
        same = same and _dated(heading, "dmy") == _dated(heading, "mdy")
        for order in against:
            against[order] += dated(heading, order) is None
    possible = [order for order, wrong in against.items() if wrong * _FEW <= max(against.values())]
    if len(possible) == 1:
        return possible[0], "the weekday beside each date"
    if same:
        return "dmy", "months are written as words" if words else "every date reads the same either way"
    raise AmbiguousDates(possible or list(against), example)
