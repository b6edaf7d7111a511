"""Roots: a short inventory, then the rest of it for the best three, and two or three candidates with a margin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nearer.domain.book import Book
from nearer.domain.entries import Answer, ExerciseWritten, RootsAnswered, RootWorkReadied
from nearer.domain.inventory import FAINT, answered_items, newest, weighed
from nearer.domain.programme import Item, Root

ASKED_OF_ALL = 2
"""The first items of each root. On proxy data, two items a root and the rest for the best three name the full form's
top root 95% of the time (insight.md)."""

FOLLOWED = 3
"""Roots whose other items are asked too."""

CLOSE_BEHIND = 0.75
"""A third candidate is named only this near (in points of 0-4) to the second: three that stand apart are a list."""

NAMED, AT_MOST = 2, 3


@dataclass(frozen=True, slots=True)
class RootCandidate:
    """A root worth a look: the mean of its answers (0-4), how many there were, and what spoke for it, strongest first."""

    root: Root
    mean: float
    n: int
    spoke: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class RootsReading:
    """Two or three candidates. ``margin``: how far the first stands above the next root of all, None with one only."""

    candidates: tuple[RootCandidate, ...]
    margin: float | None


def answers(book: Book) -> tuple[Answer, ...]:
    """The newest answer to every item."""
    return newest(round_.answers for round_ in book.of(RootsAnswered))


def first_items(roots: Sequence[Root]) -> tuple[Item, ...]:
    """What everyone is asked: roots taking turns, so that none is judged by a block of its own."""
    return tuple(root.item[place] for place in range(ASKED_OF_ALL) for root in roots)


def rest_items(answered: Sequence[Answer], roots: Sequence[Root]) -> tuple[Item, ...]:
    """The other items of the best three roots, again taking turns; none where all was faint or skipped."""
    followed = _followed(answered, roots)
    longest = max((len(root.item) for root in followed), default=0)
    return tuple(root.item[n] for n in range(ASKED_OF_ALL, longest) for root in followed if n < len(root.item))


def is_begun(book: Book) -> bool:
    """Whether any of the sentences was answered."""
    return bool(book.of(RootsAnswered))


def rest_is_due(book: Book, roots: Sequence[Root]) -> bool:
    """Whether the first sentences were answered and some of the rest was never asked."""
    answered = answers(book)
    asked = {answer.item for answer in answered}
    return is_begun(book) and any(item.id not in asked for item in rest_items(answered, roots))


def roots_reading(answered: Sequence[Answer], roots: Sequence[Root]) -> RootsReading:
    """The candidates, strongest first, from answered items only; a skipped one is never counted as zero."""
    found = [candidate for root in roots if (candidate := _candidate(answered, root)) is not None]
    found.sort(key=lambda c: (-c.mean, -c.n))
    strong = [c for c in found if c.mean >= FAINT]
    third = len(strong) >= AT_MOST and strong[NAMED - 1].mean - strong[AT_MOST - 1].mean <= CLOSE_BEHIND
    named = tuple(strong[: AT_MOST if third else NAMED])
    margin = named[0].mean - found[1].mean if named and len(found) > 1 else None
    return RootsReading(named, margin)


def last_root_work(book: Book, roots: Sequence[Root]) -> date | None:
    """The day on which a root's exercise was last begun (not gone on with)."""
    ids = {root.exercise.id for root in roots}
    first: dict[tuple[str, int], date] = {}
    for written in book.of(ExerciseWritten):
        if written.exercise in ids:
            key = (written.exercise, written.turn)
            first[key] = min(first.get(key, written.day), written.day)
    return max(first.values(), default=None)


def may_begin_on(book: Book, roots: Sequence[Root], days: int) -> date | None:
    """The day from which another root's exercise may be begun; None: at once."""
    last = last_root_work(book, roots)
    return None if last is None else last + timedelta(days=days)


def readied(book: Book, today: date) -> RootWorkReadied | None:
    """What was said before looking back today; None where it was not asked yet."""
    last = book.last(RootWorkReadied)
    return last if last is not None and last.day == today else None


def _followed(answered: Sequence[Answer], roots: Sequence[Root]) -> list[Root]:
    first = {item.id for item in first_items(roots)}
    found = [(c.mean, root) for root in roots if (c := _candidate([a for a in answered if a.item in first], root))]
    found.sort(key=lambda pair: -pair[0])
    return [root for mean, root in found[:FOLLOWED] if mean > 0]


def _candidate(answered: Sequence[Answer], root: Root) -> RootCandidate | None:
    said = weighed(root.item, answered_items(answered))
    return None if said is None else RootCandidate(root, said.mean, said.n, said.spoke)
