"""My map: five lines in the person's own words, and the wall they are drawn on."""

from dataclasses import dataclass

from nearer.domain.book import Book
from nearer.domain.entries import BookBegun, PracticePlanned, StoryTold

PLAIN_SEED = 11
"""The wall of a book whose first page cannot be read."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The five lines; any of them may be empty."""

    wall: str = ""
    did: str = ""
    costs: str = ""
    want: str = ""
    first_act: str = ""


def suggested(book: Book) -> Lines:
    """What the book already knows: the story for the wall, the newest planned act for the first act."""
    story, plan = book.last(StoryTold), book.last(PracticePlanned)
    return Lines(wall=one_line(story.text) if story else "", first_act=one_line(plan.act) if plan else "")


def one_line(text: str) -> str:
    """The text with its breaks and its spare spaces gone."""
    return " ".join(text.split())


def wall_seed(book: Book) -> int:
    """What this book's wall is laid from, the same for ever."""
    first = next(iter(book.of(BookBegun)), None)
    return PLAIN_SEED if first is None else first.wall_seed
