"""The survival ledger: what was expected of each act beside what was, and what that adds up to.

"It did happen, and I came through" counts fully. Averages begin at three acts; levels left out are left out of each.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from nearer.domain.book import Book
from nearer.domain.dots import AVERAGE_FROM
from nearer.domain.entries import CameThrough, Happened
from nearer.domain.practice import Gap, Practice, bad_gap, good_gap, practices
from nearer.domain.series import Average
from nearer.domain.stats import Lasting, Recovery, Share, average_of, recovery, share

AS_LEVEL: dict[Happened, int] = {"yes": 100, "partly": 50, "no": 0}
"""What happened, on the scale on which it was guessed."""

CAME: dict[CameThrough, int] = {"yes": 100, "partly": 50, "not_yet": 0}
"""Whether one came through, on the scale on which it was guessed."""

DAY = 24 * 60
WRITING = 5
"""Minutes. "Not yet" on the day of the act lasted at least as long as the shortest answer."""

Came = Literal["all", "when_it_happened"]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row:
    """One act that was done: forecast and fact for bad, good, how likely, and coming through.

    ``changed`` is how likely it seems now less how likely it seemed (points); ``surer`` the same for coming through.
    ``learned`` is the change over the error, 1 for a guess that moved all the way to what happened, None where there was
    no error. ``lasted`` is None where it did not hurt or was not said.
    """

    practice: Practice
    bad: Gap | None
    good: Gap | None
    likely: Gap | None
    through: Gap | None
    changed: int | None
    surer: int | None
    learned: float | None
    lasted: Lasting | None

    @property
    def day(self) -> date:
        """The day on which it was said how it went."""
        outcome = self.practice.outcome
        return outcome.day if outcome else self.practice.plan.on


@dataclass(frozen=True, slots=True)
class Forecast:
    """How sure the person was of coming through (mean, 0-100), and how many of those acts they came through."""

    sure: float
    came: Share


@dataclass(frozen=True, slots=True)
class Summary:
    """What some acts add up to. Averages are None below three values; gaps are was minus expected, in points.

    ``through``: all acts with a forecast; ``through_hard``: those in which the feared thing happened, at least partly.
    ``learning_rate``: 0 for guesses that stay, 1 for guesses that move to what happened; by least squares through zero.
    """

    done: int
    came_through: int
    partly: int
    not_yet: int
    bad: Average | None
    good: Average | None
    changed: Average | None
    surer: Average | None
    surprise: Average | None
    learning_rate: float | None
    through: Forecast | None
    through_hard: Forecast | None
    recovery: Recovery | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every act that was done, oldest first, summed up as a whole, by step and by month (its first day)."""

    rows: tuple[Row, ...]
    whole: Summary
    by_step: tuple[tuple[str, Summary], ...]
    by_month: tuple[tuple[date, Summary], ...]


def ledger(book: Book) -> Ledger:
    """The ledger of a book; ``by_step`` is in the order of names, "" for acts that belong to no step."""
    done = [p for p in practices(book) if p.outcome is not None]
    rows = tuple(sorted((row(p) for p in done), key=lambda one: (one.day, one.practice.plan.at)))
    return Ledger(
        rows,
        summary(rows),
        tuple(
            (step, summary(acts)) for step, acts in sorted(_grouped(rows, lambda one: one.practice.plan.step).items())
        ),
        tuple(
            (month, summary(acts)) for month, acts in sorted(_grouped(rows, lambda one: one.day.replace(day=1)).items())
        ),
    )


def row(p: Practice) -> Row:
    """One act, forecast beside fact; everything is None before an outcome."""
    plan, outcome, came = p.plan, p.outcome, p.came_through
    likely = Gap(plan.likely, AS_LEVEL[outcome.happened]) if outcome and plan.likely is not None else None
    through = Gap(plan.through, CAME[came]) if came is not None and plan.through is not None else None
    changed = _less(p.likely_now, plan.likely)
    learned = changed / likely.gap if changed is not None and likely is not None and likely.gap else None
    surer = _less(p.through_now, plan.through)
    return Row(p, bad_gap(p), good_gap(p), likely, through, changed, surer, learned, lasted(p))


def lasted(p: Practice) -> Lasting | None:
    """How long it took to be all right again; "not yet" lasted at least until it was last asked, and counts."""
    if p.outcome is None:
        return None
    if p.came_through == "not_yet":
        asked = p.again[-1].day if p.again else p.outcome.day
        return Lasting(max(WRITING, (asked - p.plan.on).days * DAY), is_over=False)
    minutes = next((a.recovered_after for a in reversed(p.again) if a.recovered_after is not None), None)
    minutes = p.outcome.recovered_after if minutes is None else minutes
    return None if minutes is None else Lasting(minutes, is_over=True)


def summary(rows: Iterable[Row]) -> Summary:
    """What these acts add up to, in the order of their days."""
    acts = sorted(rows, key=lambda one: one.day)
    came = [one.practice.came_through for one in acts]
    times = [one.lasted for one in acts if one.lasted is not None]
    return Summary(
        len(acts),
        came.count("yes"),
        came.count("partly"),
        came.count("not_yet"),
        _average(acts, lambda one: one.bad.gap if one.bad else None),
        _average(acts, lambda one: one.good.gap if one.good else None),
        _average(acts, lambda one: one.changed),
        _average(acts, lambda one: one.surer),
        _average(acts, lambda one: one.practice.outcome.surprise if one.practice.outcome else None),
        learning_rate(acts),
        _forecast(acts, "all"),
        _forecast(acts, "when_it_happened"),
        recovery(times) if len(times) >= AVERAGE_FROM else None,
    )


def learning_rate(rows: Iterable[Row]) -> float | None:
    """By how much of each error the guess of how likely it is moved; None below three acts, or without any error.

    The slope of change on error through zero (Rescorla and Wagner 1972), so that small errors do not drown the rest.
    """
    pairs = [(one.likely.gap, one.changed) for one in rows if one.likely is not None and one.changed is not None]
    errors = sum(error * error for error, _change in pairs)
    if len(pairs) < AVERAGE_FROM or not errors:
        return None
    return sum(error * change for error, change in pairs) / errors


def _forecast(rows: Iterable[Row], which: Came) -> Forecast | None:
    told = [one for one in rows if one.through is not None and (which == "all" or _happened(one))]
    if len(told) < AVERAGE_FROM:
        return None
    sure = [one.through.expected for one in told if one.through is not None]
    came = sum(one.practice.came_through == "yes" for one in told)
    return Forecast(sum(sure) / len(sure), share(came, len(told)))


def _happened(one: Row) -> bool:
    return one.practice.outcome is not None and one.practice.outcome.happened != "no"


def _average(rows: Iterable[Row], level: Callable[[Row], int | None]) -> Average | None:
    found = [float(value) for one in rows if (value := level(one)) is not None]
    return average_of(found) if len(found) >= AVERAGE_FROM else None


def _grouped(rows: Iterable[Row], by: Callable[[Row], K]) -> dict[K, list[Row]]:
    groups: dict[K, list[Row]] = {}
    for one in rows:
        groups.setdefault(by(one), []).append(one)
    return groups


def _less(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before
