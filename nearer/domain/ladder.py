"""Ladders: situations from small to large, when to do the next one, and what to offer when one stays undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import Level
from nearer.domain.practice import Practice, practices, undone
from nearer.domain.programme import Situation
from nearer.domain.safety import UNDONE_MOST

Size = Literal["small", "middling", "large"]

MIDDLING_FROM, LARGE_FROM = 15.0, 40.0
"""Of 0-100, likelihood times cost: 15 is a fear of 30 in every second try; 40 is one of 60 in two tries of three."""

GAPS = (1, 2, 4, 8)
"""Days until the next time. Doubled gaps keep what was learned better than days in a row (mission.md)."""

LOW_FIRST = 3
"""Acts that begin low; after them order, person and place are varied (insight.md)."""

Offer = Literal["smaller", "someone_else", "let_go"]


@dataclass(frozen=True, slots=True)
class Guess:
    """How likely and how bad, 0-100; ``is_own`` where the person said it, otherwise the author's guess."""

    likely: Level
    bad: Level
    is_own: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """A situation as it stands for this person: guess and size, how often done, how often left undone since."""

    situation: Situation
    guess: Guess
    size: Size
    done: int
    undone: int
    last_done: date | None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What to offer in its place; nothing until it was left undone twice."""
        return ("smaller", "someone_else", "let_go") if self.undone >= UNDONE_MOST else ()


def size_of(likely: Level, bad: Level) -> Size:
    """How large a situation is, by likelihood times cost."""
    weight = likely * bad / 100
    return "large" if weight >= LARGE_FROM else "middling" if weight >= MIDDLING_FROM else "small"


def rungs(situations: Iterable[Situation], practices: Sequence[Practice], today: date) -> tuple[Rung, ...]:
    """A ladder for this person, the lightest rung first, by their own numbers where there are any."""
    found = [_rung(s, [p for p in practices if p.plan.situation == s.id], today) for s in situations]
    return tuple(sorted(found, key=lambda rung: (rung.guess.likely * rung.guess.bad, rung.situation.id)))


def own_guess(tries: Sequence[Practice]) -> Guess | None:
    """The person's newest numbers for a situation: after an outcome what it was, before it what was guessed."""
    likely = [n for p in tries for n in (p.plan.likely, p.likely_now) if n is not None]
    bad = [n for p in tries for n in (p.plan.bad, p.outcome.bad if p.outcome else None) if n is not None]
    return Guess(likely[-1], bad[-1], is_own=True) if likely and bad else None


def next_rung(ladder: Sequence[Rung], before: Situation | None = None) -> Rung | None:
    """What to try next: the lightest undone rung at first; after three acts another distance than last time, if there is.

    ``before`` is the situation of the last act. Rungs left undone twice come last.
    """
    free = sorted(ladder, key=lambda rung: (rung.undone >= UNDONE_MOST, rung.done))
    if sum(rung.done for rung in ladder) >= LOW_FIRST and before is not None:
        free.sort(key=lambda rung: (rung.undone >= UNDONE_MOST, rung.situation.distance == before.distance, rung.done))
    return free[0] if free else None


def next_gap(done: int) -> int:
    """Days until the next time after so many: 1, 2, 4, then always 8."""
    return GAPS[min(max(done, 1), len(GAPS)) - 1]


def next_day(rung: Rung, today: date) -> date:
    """The day that the doubled gap after the newest time falls on; today where that has passed, or it is the first."""
    return today if rung.last_done is None else max(today, rung.last_done + timedelta(days=next_gap(rung.done)))


def _rung(situation: Situation, tries: Sequence[Practice], today: date) -> Rung:
    guess = own_guess(tries) or Guess(situation.likely, situation.cost, is_own=False)
    days = [p.outcome.day for p in tries if p.outcome is not None]
    return Rung(
        situation, guess, size_of(guess.likely, guess.bad), len(days), undone(tries, today), max(days, default=None)
    )


def gap_after(book: Book, p: Practice) -> int:
    """Days from this act to the next time of it, by how often it was done."""
    return next_gap(sum(q.outcome is not None and is_same_act(q, p) for q in practices(book)))


def once_more_on(book: Book, p: Practice, today: date) -> date:
    """The day that the doubled gap after the newest time falls on; today where that has passed."""
    done = [q.outcome.day for q in practices(book) if q.outcome is not None and is_same_act(q, p)]
    return max(today, max(done, default=today) + timedelta(days=gap_after(book, p)))


def is_same_act(one: Practice, other: Practice) -> bool:
    """Whether two plans are the same act: from the same situation, or in the same words."""
    if one.plan.situation or other.plan.situation:
        return one.plan.situation == other.plan.situation
    return one.plan.act.strip().casefold() == other.plan.act.strip().casefold()
