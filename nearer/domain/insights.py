"""The insight functions: a book and the day in, a finding out, or None where the book holds nothing of it.

A standing question looks at its last weeks only, so None also means that these weeks hold nothing of it.
Three comparisons were chosen beforehand and stand for good (``STANDING``); everything else is counted and averaged.
Nothing here was randomised, so no page may say that one thing makes another.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from nearer.domain.book import Book
from nearer.domain.checkins import DEEP
from nearer.domain.dots import AVERAGE_FROM, Dot, dots_by_day
from nearer.domain.entries import CheckedIn, PersonId, SignsAnswered
from nearer.domain.findings import STANDING_EVERY, STANDING_WINDOW, Comparison, Finding, Kind, finding
from nearer.domain.people import people
from nearer.domain.programme import Sign
from nearer.domain.pulse import EVERY_DAYS, pulses
from nearer.domain.safety import unsafe_people
from nearer.domain.stats import Drawn, Share, drawn_together, share
from nearer.domain.witnesses import MomentName, Witness, dots_in

DEPTHS = 5
"""Talks run from 0 (errands) to 4 (needs and fears)."""

COMPANY: tuple[MomentName, ...] = ("alone_chosen", "alone_not_chosen", "with_others", "with_others_heard")
"""The four kinds of moment whose moods are shown beside each other."""

PULSE_WINDOW = 182
"""Days. One value a week needs half a year to hold as many values as a month of check-ins."""


@dataclass(frozen=True, slots=True)
class HeardBy:
    """One person: the days on which being heard was rated, and the mean drawn toward that of all people, 0 to 100."""

    person: PersonId
    dots: tuple[Dot, ...]
    drawn: Drawn | None


@dataclass(frozen=True, slots=True)
class HeardByPerson:
    """How heard the person felt, by person: those rated most often first, unsafe people left out.

    ``finding`` says whether it differs between people at all (at five days each), never who is best.
    """

    people: tuple[HeardBy, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class TalkDepths:
    """How many talks reached which depth, 0 to 4, and the share of those that reached feelings or needs."""

    talks: tuple[int, ...]
    deep: Share


@dataclass(frozen=True, slots=True)
class SignOverTime:
    """One sign: a dot for every check that asked the same items, each the mean answer 0 to 4; compared with oneself only.

    ``change`` is the last dot less the first, None where there is only one.
    """

    sign: Sign
    items: int
    dots: tuple[Dot, ...]
    change: float | None


def felt_against_shown(book: Book, today: date) -> Finding | None:
    """What was felt less what was shown, in points, day by day; its change over the last 60 days is read."""
    rated = [(c.day, c.felt - c.shown) for c in _lately(book, today) if c.felt is not None and c.shown is not None]
    return _standing(book, "felt_against_shown", [("gap", dots_by_day(rated))], today, kind_is_change=True)


def mood_by_company(book: Book, today: date) -> Finding | None:
    """Mood alone by choice against mood in talks in which the person was heard; all four kinds of moment as rows."""
    checkins = _lately(book, today)
    rows = [(moment, dots_in(checkins, "mood", moment)) for moment in COMPANY]
    return _standing(book, "mood_by_company", [rows[0], rows[3]], today, rows)


def aftertaste_by_depth(book: Book, today: date) -> Finding | None:
    """The aftertaste of talks that reached feelings against that of the others; each depth 0 to 4 as a row."""
    checkins, witness = _lately(book, today), Witness("aftertaste", "talk_deep", "talk_shallow")
    sides = [(moment, dots_in(checkins, witness.level, moment)) for moment in (witness.first, witness.second)]
    rated = [(c.depth, c.day, c.aftertaste) for c in checkins if c.depth is not None and c.aftertaste is not None]
    rows = [(str(n), dots_by_day((day, value) for depth, day, value in rated if depth == n)) for n in range(DEPTHS)]
    return _standing(book, "aftertaste_by_depth", sides, today, rows)


STANDING: tuple[Callable[[Book, date], Finding | None], ...] = (
    felt_against_shown,
    mood_by_company,
    aftertaste_by_depth,
)
"""The three comparisons that everyone has from the start; more than three at a time would cry wolf (insight.md)."""


def heard_by_person(book: Book, today: date) -> HeardByPerson | None:
    """How heard the person felt with each person, over the whole book; the finding reads the last 60 days."""
    known, unsafe = people(book), unsafe_people(book)
    rated: dict[PersonId, list[tuple[date, float]]] = {}
    for c in book.of(CheckedIn):
        if c.person is not None and c.heard is not None and (who := known.who(c.person)) in known.names:
            rated.setdefault(who, []).append((c.day, float(c.heard)))
    dots = {who: dots_by_day(values) for who, values in rated.items() if who not in unsafe}
    often = sorted(dots, key=lambda who: (-len(dots[who]), who))
    if not often:
        return None
    sides = [(who, dots[who]) for who in often]
    found = _standing(book, "heard_by_person", sides if len(sides) > 1 else [*sides, ("", ())], today, any_two=True)
    averaged = [who for who in often if len(dots[who]) >= AVERAGE_FROM]
    together = drawn_together([[dot.value for dot in dots[who]] for who in averaged])
    by = dict(zip(averaged, together, strict=True)) if together else {}
    rows = tuple(HeardBy(who, dots[who], by.get(who)) for who in often)
    return None if found is None else HeardByPerson(rows, found)


def talk_depths(book: Book) -> TalkDepths | None:
    """How deep talks went, counted; None where no depth was noted."""
    depths = [c.depth for c in book.of(CheckedIn) if c.depth is not None and 0 <= c.depth < DEPTHS]
    talks = tuple(depths.count(depth) for depth in range(DEPTHS))
    return TalkDepths(talks, share(sum(talks[DEEP:]), len(depths))) if depths else None


def pulse_over_time(book: Book, today: date) -> Finding | None:
    """The weekly pulse, 0 to 20 raw points; its change over the last half year is read."""
    found = pulses(book)
    if not found:
        return None
    dots = dots_by_day((pulse.day, pulse.total) for pulse in found)
    covered = frozenset(dot.day - timedelta(days=back) for dot in dots for back in range(EVERY_DAYS))
    asked = Comparison("pulse", (("pulse", dots),), covered, dots[0].day, "change", stands=True, window=PULSE_WINDOW)
    return finding(asked, today)


def signs_over_time(book: Book, signs: Iterable[Sign]) -> tuple[SignOverTime, ...]:
    """Each sign that was asked about, by the items that were asked most often and answered every time."""
    return tuple(over for sign in signs if (over := _sign_over_time(book, sign)) is not None)


def _sign_over_time(book: Book, sign: Sign) -> SignOverTime | None:
    own = {item.id for item in sign.item}
    rounds: dict[frozenset[tuple[str, int]], list[tuple[date, dict[str, int]]]] = {}
    for answered in book.of(SignsAnswered):
        asked = [answer for answer in answered.answers if answer.item in own]
        said = {answer.item: answer.value for answer in asked if answer.value is not None}
        if said:
            rounds.setdefault(frozenset((a.item, a.version) for a in asked), []).append((answered.day, said))
    if not rounds:
        return None
    checks = max(rounds.values(), key=len)
    every = frozenset.intersection(*(frozenset(said) for _day, said in checks))
    dots = tuple(Dot(day, fmean(said[item] for item in every)) for day, said in checks if every)
    change = dots[-1].value - dots[0].value if len(dots) > 1 else None
    return SignOverTime(sign, len(every), dots, change) if dots else None


def _lately(book: Book, today: date) -> list[CheckedIn]:
    """The check-ins that a standing question can still see: its window before the reading before today."""
    since = today - timedelta(days=STANDING_WINDOW + STANDING_EVERY + 1)
    return [c for c in book.of(CheckedIn) if c.day >= since]


def _standing(
    book: Book,
    name: str,
    sides: Sequence[tuple[str, tuple[Dot, ...]]],
    today: date,
    rows: Sequence[tuple[str, tuple[Dot, ...]]] = (),
    kind_is_change: bool = False,
    any_two: bool = False,
) -> Finding | None:
    """The finding of a standing question over all check-ins; None where no side has a dot."""
    if not any(dots for _name, dots in sides):
        return None
    written = frozenset(c.day for c in _lately(book, today))
    first = min(c.day for c in book.of(CheckedIn))
    kind: Kind = "change" if kind_is_change else "difference"
    asked = Comparison(name, tuple(sides), written, first, kind, stands=True, any_two=any_two)
    return finding(asked, today, rows)
