"""Practice: a planned small act, its prediction, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nearer.domain.book import Book
from nearer.domain.entries import (
    CameThrough,
    EntryId,
    Level,
    PracticeAskedAgain,
    PracticeDone,
    PracticeLetGo,
    PracticePlanned,
)
from nearer.domain.safety import ASK_AGAIN_AFTER_DAYS, ASK_AGAIN_UNTIL_DAYS, UNDONE_MOST


@dataclass(frozen=True, slots=True)
class Practice:
    """One planned act with everything that was later written about it."""

    plan: PracticePlanned
    outcome: PracticeDone | None
    again: tuple[PracticeAskedAgain, ...]
    let_go: PracticeLetGo | None

    @property
    def id(self) -> EntryId:
        """The id of the plan stands for the whole practice."""
        return self.plan.id

    @property
    def is_open(self) -> bool:
        """Whether it is still ahead: neither done nor let go."""
        return self.outcome is None and self.let_go is None

    @property
    def came_through(self) -> CameThrough | None:
        """The newest answer to "did you come through?"; None before an outcome."""
        if self.outcome is None:
            return None
        return self.again[-1].through if self.again else self.outcome.through

    @property
    def likely_now(self) -> Level | None:
        """How likely what was feared is by the newest answer, 0-100; None where it was never said again."""
        said = [asked.likely_now for asked in self.again if asked.likely_now is not None]
        return said[-1] if said else self.outcome.likely_now if self.outcome else None

    @property
    def through_now(self) -> Level | None:
        """How sure of coming through by the newest answer, 0-100; None where it was never said again."""
        said = [asked.through_now for asked in self.again if asked.through_now is not None]
        return said[-1] if said else self.outcome.through_now if self.outcome else None

    @property
    def recovered_after(self) -> int | None:
        """Minutes until all right again, by the newest answer; None when not yet or not said."""
        if self.outcome is None:
            return None
        return self.again[-1].recovered_after if self.again else self.outcome.recovered_after


@dataclass(frozen=True, slots=True)
class Gap:
    """What was expected beside what was, both 0-100; ``gap`` is was minus expected."""

    expected: int
    was: int

    @property
    def gap(self) -> int:
        """Points by which it was more (positive) or less (negative) than expected."""
        return self.was - self.expected


def practices(book: Book) -> tuple[Practice, ...]:
    """Every planned act in the order it was planned. Outcomes whose plan was removed are left aside."""
    outcomes = {done.plan: done for done in book.of(PracticeDone)}
    let_go = {gone.plan: gone for gone in book.of(PracticeLetGo)}
    again: dict[EntryId, list[PracticeAskedAgain]] = {}
    for asked in book.of(PracticeAskedAgain):
        again.setdefault(asked.plan, []).append(asked)
    return tuple(
        Practice(plan, outcomes.get(plan.id), tuple(again.get(plan.id, ())), let_go.get(plan.id))
        for plan in book.of(PracticePlanned)
    )


def practice(book: Book, plan: EntryId) -> Practice | None:
    """The practice planned under this id."""
    return next((p for p in practices(book) if p.id == plan), None)


def bad_gap(done: Practice) -> Gap | None:
    """How bad it was beside how bad it was expected to be; None where either was left out."""
    return _gap(done.plan.bad, done.outcome.bad if done.outcome else None)


def good_gap(done: Practice) -> Gap | None:
    """How good it was beside how good it was expected to be; None where either was left out."""
    return _gap(done.plan.good, done.outcome.good if done.outcome else None)


def _gap(expected: int | None, was: int | None) -> Gap | None:
    return None if expected is None or was is None else Gap(expected, was)


def is_due(p: Practice, today: date) -> bool:
    """Whether the day of the act has come and nothing was written about it yet."""
    return p.is_open and p.plan.on <= today


def again_is_due(p: Practice, today: date) -> bool:
    """Whether an act that was "not yet" come through is asked about once more, some days after the last answer."""
    if p.outcome is None or p.came_through != "not_yet":
        return False
    last = p.again[-1].day if p.again else p.outcome.day
    return (today - last).days >= ASK_AGAIN_AFTER_DAYS


def is_asked_again(p: Practice, today: date) -> bool:
    """Whether to ask once more: two to four days after an outcome that was all right; after "not yet" as it is due."""
    if p.outcome is None or p.came_through == "not_yet":
        return again_is_due(p, today)
    return not p.again and ASK_AGAIN_AFTER_DAYS <= (today - p.outcome.day).days <= ASK_AGAIN_UNTIL_DAYS


def is_undone_twice(book: Book, today: date) -> bool:
    """Whether the newest acts whose day has passed did not come about, twice or more running."""
    return undone(practices(book), today) >= UNDONE_MOST


def undone(acts: Iterable[Practice], today: date) -> int:
    """How often running the newest of these acts whose day has passed did not come about.

    An act that was let go counts as one; so does one past its day, and each time that one was changed: moving it to
    another day is what people do with an act that is too large.
    """
    running = 0
    for p in sorted(acts, key=lambda p: (p.plan.on, p.plan.at), reverse=True):
        if p.outcome is not None:
            break
        if p.let_go is not None:
            running += 1
        elif p.plan.on < today:
            running += p.plan.rev
    return running
