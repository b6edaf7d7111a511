"""The first sitting: which part comes next, read from the book itself, so that it can be resumed on any line."""

from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import PracticePlanned, SignsAnswered, StoryTold

Part = Literal["signs", "story", "act", "key"]
PARTS: tuple[Part, ...] = ("signs", "story", "act", "key")


def next_part(book: Book) -> Part:
    """The first part that has not been written yet; "key" when only name and passphrase are missing."""
    if book.last(SignsAnswered) is None:
        return "signs"
    if book.last(StoryTold) is None:
        return "story"
    return "act" if book.last(PracticePlanned) is None else "key"
