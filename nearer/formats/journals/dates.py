"""Days and times as journals write them. Day first or month first is decided from the whole file, or asked.

A wrong month is worse than a question. Evidence counts only where it is beyond doubt: a number no month has, a day still
to come, time that would jump back by months. What remains undecided is asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Literal

from nearer.formats.chats.months import any_month
from nearer.formats.journals.errors import OrderUnknown

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
NOON = time(12)
FIRST_DAY = date(1900, 1, 1)
FAR = timedelta(days=28)
"""A diary may be filled in late; a month read for a day jumps by months."""
ENOUGH = 10
"""Different days from which on their order says anything: a few run one way by chance, also when they are misread."""

_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)\.?")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+|\s*[-/]\s*)(?:de\s+)?([^\W\d_]{3,12})\.?,?(?:\s+|\s*[-/]\s*)(?:de\s+)?(\d{4})(?!\d)"
)
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,?\s+(?=\d|[^\W\d_]{3,12}\.?\s+\d)")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*([ap])?\.?(?:m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)


Days = tuple[date | None, date | None, date | None]
"""A date in each of the orders; None where it names no day a diary can hold."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date cell: its day in each order (three times the same where it leaves no doubt), the time beside it, an offset."""

    days: Days
    clock: time | None = None
    offset: timezone | None = None

    @property
    def is_open(self) -> bool:
        """Whether the order decides what day this is."""
        return len(set(self.days)) > 1

    def day(self, order: Order) -> date | None:
        """The day in this order."""
        return self.days[ORDERS.index(order)]


def written(text: str, latest: date) -> Written | None:
    """What a cell says; None where it names no day at all. A day after ``latest`` is none a diary can hold."""
    said = " ".join(text.split())
    for pattern, read in (
        (_YEAR_FIRST, _year_first),
        (_NUMBERS, _numbers),
        (_DAY_NAMED, _day_named),
        (_MONTH_NAMED, _month_named),
    ):
        for candidate in (said, _WEEKDAY.sub("", said, count=1)):
            if found := pattern.match(candidate):
                first, second, third = (_within(day, latest) for day in read(found))
                rest = candidate[found.end() :].lstrip(" T,@-")
                clock, offset = clock_of(rest) if rest else (None, None)
                days = (first, second, third)
                return Written(days, clock, offset) if any(days) else None
    return None


def clock_of(text: str) -> tuple[time | None, timezone | None]:
    """The time in a cell, and how far it lies from UTC where that is said."""
    found = _CLOCK.match(" ".join(text.split()))
    if found is None:
        return None, None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[4] or "").lower()
    if found[2] is None and not half:
        return None, None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    try:
        return time(hour, minute), _offset(found[5])
    except ValueError:
        return None, None


def order_of(cells: Sequence[Written], example: str) -> Order:
    """Which part comes first, from all dates of a file. Raises OrderUnknown, with the orders that remain, where they
    leave it open."""
    doubtful = [cell for cell in cells if cell.is_open]
    fitting = [order for order in ORDERS if all(cell.day(order) for cell in doubtful)]
    if fitting and all(len({cell.day(order) for order in fitting}) == 1 for cell in doubtful):
        return fitting[0]
    runs = {order: _runs([cell.day(order) for cell in cells]) for order in fitting}
    even = [order for order in fitting if runs[order] == "even"]
    if len(even) == 1 and all(runs[order] == "jumps" for order in fitting if order not in even):
        return even[0]
    possible = [order for order in ORDERS if any(cell.day(order) for cell in doubtful)]
    raise OrderUnknown(tuple(fitting or possible), example)


def at_of(cell: Written, order: Order, clock: time | None) -> datetime | None:
    """The local time that a row is about, at noon where it says none; with its offset where the file gives one."""
    day = cell.day(order)
    return None if day is None else datetime.combine(day, clock or cell.clock or NOON, cell.offset)


def _runs(days: Iterable[date | None]) -> Literal["even", "jumps", "unclear"]:
    """Whether time runs one way through the days: always, never by more than a month back, or in no way at all."""
    known = [day for day in days if day is not None]
    if len(set(known)) < ENOUGH:
        return "unclear"
    steps = [later - earlier for earlier, later in pairwise(known)]
    forth, back = all(step >= timedelta() for step in steps), all(step <= timedelta() for step in steps)
    if forth or back:
        return "even"
    jumps = any(step < -FAR for step in steps) and any(step > FAR for step in steps)
    return "jumps" if jumps else "unclear"


def _within(day: date | None, latest: date) -> date | None:
    return day if day is not None and FIRST_DAY <= day <= latest else None


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def _year_first(found: re.Match[str]) -> Days:
    return (_day(found[1], int(found[3]), found[4]),) * 3


def _numbers(found: re.Match[str]) -> Days:
    one, two, three = found[1], found[3], found[4]
    year_first = _day(one, int(two), three) if len(one) == 2 and len(three) == 2 else None
    return _day(three, int(two), one), _day(three, int(one), two), year_first


def _day_named(found: re.Match[str]) -> Days:
    return (_day(found[3], any_month(found[2]) or 0, found[1]),) * 3


def _month_named(found: re.Match[str]) -> Days:
    return (_day(found[3], any_month(found[1]) or 0, found[2]),) * 3


def _offset(said: str | None) -> timezone | None:
    if not said:
        return None
    if said in "zZ":
        return UTC
    hours, minutes = int(said[1:3]), int(said[-2:])
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if said[0] == "-" else ahead)
