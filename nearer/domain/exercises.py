"""Exercises as they were written: turns, where to go on, and the earlier words that stay in view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import ExerciseWritten, MapDrawn, PausablePart, Said, StoryTold
from nearer.domain.paused import NOTHING, part_of
from nearer.domain.programme import Ask, Exercise, Part, Programme, Step

Origin = Literal["story", "map", "exercise"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that an exercise was done, with what was written in each part (a part may have been skipped)."""

    number: int
    parts: Mapping[str, ExerciseWritten]

    @property
    def day(self) -> date:
        """The day on which it was last written."""
        return max(written.day for written in self.parts.values())


@dataclass(frozen=True, slots=True)
class InView:
    """Earlier words kept in view: where they come from, what was asked, and what was said."""

    origin: Origin
    asked: str
    said: Said


@dataclass(frozen=True, slots=True)
class Compared:
    """One question with what was said to it in every turn that answered it, oldest first.

    ``ask`` is the question as it stands in the programme today, ``asked`` as it was last asked.
    """

    ask: Ask | None
    asked: str
    said: tuple[tuple[Turn, Said], ...]


def turns(book: Book, exercise: str) -> tuple[Turn, ...]:
    """Every time that an exercise was done, oldest first."""
    found: dict[int, dict[str, ExerciseWritten]] = {}
    for written in book.of(ExerciseWritten):
        if written.exercise == exercise:
            found.setdefault(written.turn, {})[written.part] = written
    return tuple(Turn(number, found[number]) for number in sorted(found))


def written_ids(book: Book) -> frozenset[str]:
    """The ids of all exercises of which anything was written."""
    return frozenset(written.exercise for written in book.of(ExerciseWritten))


def next_turn(book: Book, exercise: str) -> int:
    """The number that a new turn gets."""
    return max((turn.number for turn in turns(book, exercise)), default=0) + 1


def part_to_go_on(turn: Turn | None, exercise: Exercise) -> Part | None:
    """The first part after the last one written in this turn; the first of all without one, None at the end."""
    places = [place for place, part in enumerate(exercise.part) if turn is not None and part.id in turn.parts]
    onward = max(places, default=-1) + 1
    return exercise.part[onward] if onward < len(exercise.part) else None


def part_after(exercise: Exercise, part: str) -> Part | None:
    """The part that follows another; None after the last."""
    ids = [p.id for p in exercise.part]
    place = ids.index(part) + 1
    return exercise.part[place] if place < len(ids) else None


def is_answered(said: Said) -> bool:
    """Whether anything was said at all."""
    return bool(said.words.strip() or said.chosen) or said.level is not None


def newest_said(book: Book, exercise: str, ask: str) -> Said | None:
    """The newest answer to one question of an exercise, skipped ones left out."""
    for written in reversed(book.of(ExerciseWritten)):
        if written.exercise == exercise:
            for said in written.said:
                if said.ask == ask and is_answered(said):
                    return said
    return None


def in_view(book: Book, exercise: Exercise) -> tuple[InView, ...]:
    """The earlier words that an exercise shows beside itself; what was never written is left out."""
    found: list[InView] = []
    for shown in exercise.shows:
        if shown == "story":
            found += [_plain("story", told.prompt, told.text) for told in book.of(StoryTold)[-1:]]
        elif shown == "map":
            found += [_plain("map", "", drawn.want) for drawn in book.of(MapDrawn)[-1:] if drawn.want]
        else:
            said = newest_said(book, *shown.split(".", 1))
            found += [InView("exercise", said.prompt, said)] if said else []
    return tuple(found)


def carried(
    book: Book, steps: tuple[Step, ...], resting: frozenset[PausablePart] = NOTHING
) -> tuple[tuple[Step, Said], ...]:
    """What the given steps gave: the newest answers to the questions that are carried on, step by step."""
    on_offer = [(step, e) for step in steps for e in step.exercises if may_be_offered(e, resting)]
    asked = [(step, e.id, ask.id) for step, e in on_offer for ask in e.asks() if ask.carried]
    answers = [(step, newest_said(book, exercise, ask)) for step, exercise, ask in asked]
    return tuple((step, said) for step, said in answers if said is not None)


def compared(book: Book, exercise: Exercise) -> tuple[Compared, ...]:
    """Every question of an exercise that was answered, with its answers turn by turn."""
    rows: dict[str, list[tuple[Turn, Said]]] = {}
    for turn in turns(book, exercise.id):
        for part in exercise.part:
            written = turn.parts.get(part.id)
            for said in written.said if written else ():
                if is_answered(said):
                    rows.setdefault(said.ask, []).append((turn, said))
    asks = {ask.id: ask for ask in exercise.asks()}
    return tuple(Compared(asks.get(id_), said[-1][1].prompt, tuple(said)) for id_, said in rows.items())


def may_be_offered(exercise: Exercise, resting: frozenset[PausablePart]) -> bool:
    """Whether an exercise is on offer while these parts rest (see ``paused.resting``)."""
    return not (exercise.rests and part_of(exercise.id) in resting)


def of_programme(programme: Programme, id_: str) -> tuple[Exercise, Step | None] | None:
    """An exercise and the step it belongs to (None for one of a root or a cost); None where there is no such one."""
    exercise = programme.exercise(id_)
    if exercise is None:
        return None
    return exercise, next((step for step in programme.ways() if exercise in step.exercises), None)


def _plain(origin: Origin, asked: str, words: str) -> InView:
    return InView(origin, asked, Said(origin, asked, words, None, ()))
