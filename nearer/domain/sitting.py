"""The first sitting: which part comes next, read from the book itself, so that it can be resumed on any line."""

from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import Entry, FitChecked, MapDrawn, PracticePlanned, SignsAnswered, StoryTold

Part = Literal["begin", "fit", "signs", "story", "act", "map", "key"]
PARTS: tuple[Part, ...] = ("begin", "fit", "signs", "story", "act", "map", "key")
WRITES: dict[Part, type[Entry]] = {
    "fit": FitChecked,
    "signs": SignsAnswered,
    "story": StoryTold,
    "act": PracticePlanned,
    "map": MapDrawn,
}
"""What each part writes; the part is done once one is in the book."""


def place(part: Part) -> dict[str, int]:
    """Which part this is, counted from 1, and of how many."""
    return {"part": PARTS.index(part) + 1, "parts": len(PARTS)}


def next_part(book: Book) -> Part:
    """The first part that has not been written yet; "key" when only name and passphrase are missing."""
    return next((part for part, kind in WRITES.items() if book.last(kind) is None), "key")
