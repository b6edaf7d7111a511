"""Reading a signs check: two candidates worth a look, never a verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nearer.domain.book import Book
from nearer.domain.entries import Answer, SignsAnswered
from nearer.domain.inventory import FAINT, answered_items, newest, weighed
from nearer.domain.programme import Sign

CANDIDATES = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sign that the answers point to, with the answers that spoke for it (strongest first)."""

    sign: Sign
    mean: float
    spoke: tuple[Answer, ...]


def answers(book: Book) -> tuple[Answer, ...]:
    """The newest answer to every item."""
    return newest(round_.answers for round_ in book.of(SignsAnswered))


def candidates(answered: Iterable[Answer], signs: Sequence[Sign]) -> tuple[Candidate, ...]:
    """At most two signs, strongest first; none where all was faint or skipped.

    A sign's strength is the mean of its answered items (0-4); a skipped item is left out, never counted as zero.
    Ties are broken by the single strongest answer, then by the order of the programme.
    """
    by_item = answered_items(answered)
    read = [(sign, said) for sign in signs if (said := weighed(sign.item, by_item)) is not None]
    found = [Candidate(sign, said.mean, said.spoke) for sign, said in read if said.mean >= FAINT]
    return tuple(sorted(found, key=lambda c: (-c.mean, -(c.spoke[0].value or 0)))[:CANDIDATES])
