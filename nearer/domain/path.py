"""The path: where someone stands, and what could come next and why. Nothing is unlocked; every part is open in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import ExerciseWritten, PausablePart, SignsAnswered
from nearer.domain.exercises import may_be_offered, written_ids
from nearer.domain.ladder import next_rung, rungs
from nearer.domain.practice import practices
from nearer.domain.programme import Exercise, Programme, Sign, Situation, Step
from nearer.domain.signs import answers, candidates

ACTS_A_STEP = 3
"""Averages mean something from three acts on (insight.md), so the next step is named after as many."""

WhyNext = Literal["begun_here", "answers_your_sign", "from_the_beginning", "next_in_order", "all_walked"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What was done of one step: exercises written (of how many), acts done in life, and the last day of either."""

    step: Step
    written: frozenset[str]
    acts: int
    last: date | None

    @property
    def is_walked(self) -> bool:
        """Whether every exercise was written and three acts were done; never a condition for anything."""
        return len(self.written) >= len(self.step.exercises) and self.acts >= ACTS_A_STEP


@dataclass(frozen=True, slots=True)
class NextOnPath:
    """What could come next: an exercise or a small act of a step, why that step, and the sign that led to it."""

    step: Step
    why: WhyNext
    exercise: Exercise | None
    situation: Situation | None
    sign: Sign | None = None


def standings(book: Book, programme: Programme) -> tuple[Standing, ...]:
    """How far each of the five steps and the partner path has been walked."""
    return tuple(_standing(book, step) for step in programme.ways())


def next_on_path(book: Book, programme: Programme, resting: frozenset[PausablePart], today: date) -> NextOnPath:
    """The next small thing: on with the step last worked at, else the step that answers one's strongest sign.

    Acts and exercises take turns: an act when fewer acts were done than exercises written.
    """
    all_ = standings(book, programme)[: len(programme.steps)]
    within = partial(_within, book, resting, today)
    begun = [s for s in all_ if s.last is not None]
    if begun:
        here = max(begun, key=lambda s: s.last or date.min)
        if not here.is_walked:
            return within(here, "begun_here")
        onward = next((s for s in _from(all_, here) if not s.is_walked), None)
        return within(onward or here, "next_in_order" if onward else "all_walked")
    sign, step = _of_sign(book, programme)
    if sign is not None and step is not None:
        found = within(next(s for s in all_ if s.step.id == step.id), "answers_your_sign")
        return NextOnPath(found.step, found.why, found.exercise, found.situation, sign)
    return within(all_[0], "from_the_beginning")


def _standing(book: Book, step: Step) -> Standing:
    ids = {exercise.id for exercise in step.exercises}
    days = [written.day for written in book.of(ExerciseWritten) if written.exercise in ids]
    acts = [p for p in practices(book) if p.plan.step == step.id]
    days += [p.plan.day for p in acts]
    done = sum(p.outcome is not None for p in acts)
    return Standing(step, written_ids(book) & ids, done, max(days, default=None))


def _within(book: Book, resting: frozenset[PausablePart], today: date, standing: Standing, why: WhyNext) -> NextOnPath:
    left = [e for e in standing.step.exercises if e.id not in standing.written and may_be_offered(e, resting)]
    act = _act(book, standing.step, "grief" in resting, today)
    if left and (act is None or standing.acts >= len(standing.written)):
        return NextOnPath(standing.step, why, left[0], None)
    return (
        NextOnPath(standing.step, why, None, act)
        if act
        else NextOnPath(standing.step, why, standing.step.exercises[0], None)
    )


def _act(book: Book, step: Step, grief_rests: bool, today: date) -> Situation | None:
    """The next rung of a step for this person; one that is planned already is left out."""
    all_ = practices(book)
    ahead = {p.plan.situation for p in all_ if p.is_open}
    free = [s for s in step.situations if s.id not in ahead and not step.is_resting(s, grief_rests)]
    done = [p.plan.situation for p in all_ if p.outcome is not None]
    before = next((s for s in step.situations if done and s.id == done[-1]), None)
    found = next_rung(rungs(free, all_, today), before)
    return None if found is None else found.situation


def _from(all_: Sequence[Standing], here: Standing) -> list[Standing]:
    place = all_.index(here)
    return [*all_[place + 1 :], *all_[:place]]


def _of_sign(book: Book, programme: Programme) -> tuple[Sign | None, Step | None]:
    if not book.of(SignsAnswered):
        return None, None
    found = candidates(answers(book), programme.signs)
    steps = {step.id: step for step in programme.steps}
    for candidate in found:
        for step in candidate.sign.step:
            if step in steps:
                return candidate.sign, steps[step]
    return None, None
