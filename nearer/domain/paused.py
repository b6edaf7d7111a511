"""Parts of the programme that rest: agreed with a therapist and resumed by the person alone, or for safety's sake."""

from datetime import date

from nearer.domain.book import Book
from nearer.domain.entries import EntryId, PartsPaused, PartsResumed, PausablePart
from nearer.domain.safety import is_narrowed

PARTS: tuple[PausablePart, ...] = ("roots", "bill", "letter", "grief")
EVERY: frozenset[PausablePart] = frozenset(PARTS)
NOTHING: frozenset[PausablePart] = frozenset()

OF: dict[str, PausablePart] = {"R": "roots", "C1": "bill", "C3": "letter"}
"""How the ids of a part's exercises begin; everything else that can rest is about what ended."""


def part_of(exercise: EntryId) -> PausablePart:
    """Which part an exercise that can rest belongs to."""
    return next((part for begins, part in OF.items() if exercise.startswith(begins)), "grief")


def paused(book: Book) -> frozenset[PausablePart]:
    """The parts that rest because the person agreed to it."""
    resting: set[PausablePart] = set()
    said: list[PartsPaused | PartsResumed] = [*book.of(PartsPaused), *book.of(PartsResumed)]
    for entry in sorted(said, key=lambda e: (e.at, e.id)):
        if isinstance(entry, PartsPaused):
            resting |= EVERY.intersection(entry.parts)
        else:
            resting.difference_update(entry.parts)
    return frozenset(resting)


def resting(book: Book, day: date) -> frozenset[PausablePart]:
    """Everything that rests on a day: all of it after an answer that says these weeks are heavy, else what was paused."""
    return EVERY if is_narrowed(book, day) else paused(book)
