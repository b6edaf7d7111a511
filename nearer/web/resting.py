"""What rests on a page, and why: after an answer that says these weeks are heavy, or agreed with a therapist for a while."""

from typing import Any

from nearer.domain.book import Book
from nearer.domain.entries import PausablePart
from nearer.domain.paused import resting
from nearer.domain.safety import NARROW_DAYS, is_narrowed
from nearer.web.stamp import today


def rests(book: Book, part: PausablePart) -> bool:
    """Whether a part rests today."""
    return part in resting(book, today())


def resting_shown(book: Book, part: PausablePart | None = None) -> dict[str, Any]:
    """Whether a part rests (any of them for None), and what ``pieces/resting.html`` says about it."""
    now = resting(book, today())
    return {
        "rests": part in now if part else bool(now),
        "rest_days": NARROW_DAYS,
        "is_paused": not is_narrowed(book, today()),
    }
