"""Day first or month first? Decided from the whole file, or not at all.

A wrong month is worse than a question. Evidence counts only where it is beyond doubt: a number no month has, a year of
four digits, time that would run backwards. What remains undecided is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from nearer.formats.chats.calendars import day
from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from nearer.formats.chats.months import any_month
from nearer.formats.chats.reading import DateOrder
from nearer.formats.chats.whatsapp.headers import Dialect

_A_DAY = timedelta(days=1)
_LATE = timedelta(days=28)
"""A phone that was off may hand in a message some weeks late; a month read for a day steps back by months."""
_FIRST_DAY = date(2009, 1, 1)
"""WhatsApp's first year; an earlier date is a misreading."""

_ROUTES: dict[DateOrder, tuple[int, int, int]] = {
    "dmy": (2, 1, 0),
    "mdy": (2, 0, 1),
    "ymd": (0, 1, 2),
    "ydm": (0, 2, 1),
}

_YEAR_SURELY_FIRST = re.compile(r"[年년]|^\. \. .*(?:오전|오후)|\)$")
"""CLDR: every Chinese, Japanese and Korean pattern with these signs, and Basque with its time in parentheses."""
_YEAR_MAYBE_FIRST = re.compile(r"^(?:\. \. \.|//)")
"""Korean "24. 12. 23." and Nepali "२४/१२/२३" look like Bosnian and Marathi dates. No phone puts two-digit years before other
dots or hyphens, before padded months, or before slashes in Latin digits unless it speaks Chinese (15/6/13, until 2016)."""

Triple = tuple[str, str, str]


def as_date(triple: Triple, order: DateOrder, latest: date) -> date | None:
    """The day that three fields name in this order, or None where they name none or an impossible one."""
    y, m, d = (triple[at] for at in _ROUTES[order])
    month = m if m.isdecimal() else str(any_month(m) or 0)
    found = day(y, month, d) if d.isdecimal() else None
    return found if found is not None and _FIRST_DAY <= found <= latest else None


@dataclass(slots=True)
class Candidate:
    """One order tried on every date of the file.

    ``backward`` counts steps back by more than a day (a late message may step back by hours), ``farthest`` is the
    largest of them. ``clean`` holds the days that no other order can read and that stand in order with everything before
    and after them: a line pasted from another chat does not, so it is no witness.
    """

    order: DateOrder
    invalid: int = 0
    backward: int = 0
    farthest: timedelta = timedelta()
    latest_so_far: date = _FIRST_DAY
    clean: list[date] = field(default_factory=list)


class Survey:
    """Every date of a file, tried in each order that its year leaves open. Holds no dates but the witnesses."""

    def __init__(self, dialect: Dialect, latest: date) -> None:
        """``latest`` is a day no message can be later than (a year from today leaves room for wrong clocks)."""
        orders: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
        if dialect.year_at is not None:
            orders = ("ymd", "ydm") if dialect.year_at == 0 else ("dmy", "mdy")
        self.candidates = [Candidate(order) for order in orders]
        self.latest = latest
        self.dates = 0
        self.differ = False
        self.first_varies = 0
        self.third_varies = 0
        self._last: Triple | None = None

    def add(self, triple: Triple) -> None:
        """Take the next date of the file."""
        if triple == self._last:
            return
        if self._last is not None:
            self.first_varies += triple[0] != self._last[0] and triple[2] == self._last[2]
            self.third_varies += triple[2] != self._last[2] and triple[0] == self._last[0]
        self._last = triple
        found = [as_date(triple, candidate.order, self.latest) for candidate in self.candidates]
        if all(this is None for this in found):
            return  # no order makes a day of it, so it tells nothing about the order
        self.dates += 1
        self.differ = self.differ or found[0] != found[1]
        for candidate, this in zip(self.candidates, found, strict=True):
            if this is None:
                candidate.invalid += 1
                continue
            _step(candidate, this)
            rivals = [other for rival, other in zip(self.candidates, found, strict=True) if rival is not candidate]
            if all(other is None for other in rivals[:1]) and this >= candidate.latest_so_far - _A_DAY:
                candidate.clean.append(this)

    def add_all(self, triples: Iterable[Triple]) -> None:
        """Take many dates."""
        for triple in triples:
            self.add(triple)


def _step(candidate: Candidate, this: date) -> None:
    while candidate.clean and candidate.clean[-1] > this + _A_DAY:
        candidate.clean.pop()
    if this < candidate.latest_so_far - _A_DAY:
        candidate.backward += 1
        candidate.farthest = max(candidate.farthest, candidate.latest_so_far - this)
    candidate.latest_so_far = max(candidate.latest_so_far, this)


def decide(survey: Survey, dialect: Dialect, asked: DateOrder | None) -> tuple[DateOrder, str]:
    """The order of this file and what decided it.

    Raises AmbiguousDates where the file leaves it open, NotReadable where ``asked`` contradicts the file.
    """
    if dialect.month_words:
        return "dmy", "months are written as words"
    by_order = {candidate.order: candidate for candidate in survey.candidates}
    if dialect.year_at == 0 or (dialect.year_at is None and _YEAR_SURELY_FIRST.search(dialect.hint)):
        return _year_first(by_order)
    if asked is not None and asked in by_order:
        return _as_asked(by_order[asked], survey, dialect)
    dmy, mdy, ymd = by_order["dmy"], by_order["mdy"], by_order.get("ymd")
    if ymd is not None and not ymd.invalid:
        if dmy.invalid and mdy.invalid and not ymd.backward:
            return "ymd", "no other order fits every date"
        shape = _YEAR_MAYBE_FIRST.match(dialect.hint)
        doubt = shape is not None and (shape[0] != "//" or (dialect.year_may_lead and not dialect.padded))
        if survey.third_varies > survey.first_varies or (doubt and survey.third_varies == survey.first_varies):
            raise AmbiguousDates([c.order for c in survey.candidates if not c.invalid], dialect.date_example)
    if not survey.differ and not dmy.invalid:
        return "dmy", "every date reads the same either way"
    return _day_or_month(dmy, mdy, dialect)


def _year_first(by_order: dict[DateOrder, Candidate]) -> tuple[DateOrder, str]:
    ymd, ydm = by_order["ymd"], by_order.get("ydm")
    if ydm is not None and ydm.clean and not ydm.invalid and ymd.invalid:
        return "ydm", "the year comes first and a number above 12 comes second"
    return "ymd", "the year comes first"


def _as_asked(chosen: Candidate, survey: Survey, dialect: Dialect) -> tuple[DateOrder, str]:
    if chosen.invalid * 2 > survey.dates:
        raise NotReadable(
            f"The dates of this file cannot be {chosen.order}: most of them would name no day, "
            f"for example {dialect.date_example}."
        )
    return chosen.order, "you said so"


def _day_or_month(dmy: Candidate, mdy: Candidate, dialect: Dialect) -> tuple[DateOrder, str]:
    for winner, loser in ((dmy, mdy), (mdy, dmy)):
        if not loser.invalid or winner.invalid * 10 > loser.invalid:
            continue
        witnessed = winner.clean and not winner.invalid
        overwhelming = loser.invalid >= 3 and (winner.backward + winner.invalid) * 3 <= loser.invalid
        if witnessed or overwhelming:
            return winner.order, "a number above 12 can only be a day"
    if (
        not dmy.invalid
        and not mdy.invalid
        and min(dmy.backward, mdy.backward) == 0
        and max(dmy.farthest, mdy.farthest) > _LATE
    ):
        return (mdy if dmy.backward else dmy).order, "only so does time run forward"
    raise AmbiguousDates([dmy.order, mdy.order], dialect.date_example)
