"""What a sample person kept of the mirror: why it was opened, that a chat was looked at, and the numbers."""

from datetime import date, timedelta

from nearer.domain import entries as e
from nearer.domain.mirror_intervals import thousandths
from nearer.domain.mirror_kept import mark_of
from nearer.domain.mirror_reading import LEAST, MET
from nearer.domain.mirror_sittings import OPENS_AT, level_of
from nearer.domain.samples import SampleFeeling, SampleMirrorMonth, SampleNumber, SampleReading
from nearer.domain.stats import share
from nearer.web.sample_books.pen import EVENING, Pen

IN_WEEK = 3
"""Always this day of a week, so that two readings are as far apart as their weeks."""

LIKE_OTHERS = 2
"""Messages of one sitting count for half as many of different ones, in what is made up here."""


def write_mirror(pen: Pen) -> None:
    """Write every reading; those of one chat begin with the same month."""
    firsts: dict[str, date] = {}
    for read in pen.sample.reading:
        day = 7 * (read.week - 1) + IN_WEEK
        on = pen.first + timedelta(days=day)
        first = firsts.setdefault(read.person, _months_before(on, len(read.month) - 1))
        _reading(pen, read, day, first)


def _reading(pen: Pen, read: SampleReading, day: int, first: date) -> None:
    who = pen.meet(read.person, day, EVENING)
    mark = mark_of((pen.sample.name, read.person))
    firsts = _months_from(first, len(read.month))
    end = _next(firsts[-1]) - timedelta(days=1)
    pen.add(e.MirrorAsked, day, EVENING, why="curious")
    pen.add(e.MirrorLooked, day, EVENING + 2, chat=mark, person=who)
    pen.add(
        e.MirrorRead,
        day,
        EVENING + 12,
        chat=mark,
        person=who,
        group=False,
        checked=True,
        messages=read.messages,
        first=first,
        last=min(end, pen.first + timedelta(days=day)),
        measures=tuple(_number(one, read) for one in read.number),
        months=tuple(_month(at, month) for at, month in zip(firsts, read.month, strict=True)),
        feelings=tuple(_feeling(one, read) for one in read.feeling),
    )


def _number(one: SampleNumber, read: SampleReading) -> e.Measured:
    n, parts, hits = one.n, one.parts, one.value / 100
    if one.what in MET:
        n = sum(parts)
        hits = parts[0] / max(1, n)
    if one.what == "deep":
        parts = tuple(sum(column) for column in zip(*(month.levels for month in read.month), strict=True))
    guess = one.guess * 10 if one.guess >= 0 else None
    told = one.looked, one.found, 0
    if n < LEAST[one.what]:
        return e.Measured(one.what, n, None, None, None, guess, parts, *told)
    alike = n if one.what in MET else one.looked or n // LIKE_OTHERS
    return e.Measured(one.what, n, *_share(hits, alike), guess, parts, *told)


def _month(at: date, month: SampleMirrorMonth) -> e.MirrorMonth:
    n = sum(month.levels)
    deep = _share(sum(month.levels[level_of(OPENS_AT) :]) / n, n // LIKE_OTHERS)
    return e.MirrorMonth(at, n, month.levels, *deep, month.felt, month.my_words, month.words)


def _feeling(one: SampleFeeling, read: SampleReading) -> e.FeelingShown:
    middle = len(read.month) // 2
    mine = [sum(sum(month.levels) for month in half) for half in (read.month[:middle], read.month[middle:])]
    halves = [(k, *_share(k / n, n // LIKE_OTHERS)) for k, n in zip((one.before, one.after), mine, strict=True)]
    return e.FeelingShown(one.feeling, one.before + one.after, *halves)


def _share(value: float, n: int) -> tuple[int, int, int]:
    """A share with the interval of so many independent ones, in thousandths."""
    interval = share(round(value * n), n).interval
    middle, low, high = thousandths(value, interval)
    return middle, min(low, middle), max(high, middle)


def _months_before(on: date, many: int) -> date:
    at = on.replace(day=1)
    for _month in range(many):
        at = (at - timedelta(days=1)).replace(day=1)
    return at


def _months_from(first: date, many: int) -> list[date]:
    found = [first]
    while len(found) < many:
        found.append(_next(found[-1]))
    return found


def _next(at: date) -> date:
    return (at + timedelta(days=31)).replace(day=1)
