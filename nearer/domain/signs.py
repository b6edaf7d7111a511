"""Reading a signs check: two candidates worth a look, never a verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from nearer.domain.book import Book
from nearer.domain.entries import Answer, SignsAnswered
from nearer.domain.programme import Sign

CANDIDATES = 2
FAINT = 1.0
"""Below this mean (on 0-4: less than "once or twice" on average) a sign is not called a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sign that the answers point to, with the answers that spoke for it (strongest first)."""

    sign: Sign
    mean: float
    spoke: tuple[Answer, ...]


def answers(book: Book) -> tuple[Answer, ...]:
    """The newest answer to every item."""
    newest = {answer.item: answer for answered in book.of(SignsAnswered) for answer in answered.answers}
    return tuple(newest.values())


def candidates(answered: Iterable[Answer], signs: Sequence[Sign]) -> tuple[Candidate, ...]:
    """At most two signs, strongest first; none where all was faint or skipped.

    A sign's strength is the mean of its answered items (0-4); a skipped item is left out, never counted as zero.
    Ties are broken by the single strongest answer, then by the order of the programme.
    """
    by_item = {answer.item: answer for answer in answered if answer.value is not None}
    found = [c for sign in signs if (c := _candidate(sign, by_item)) is not None]
    return tuple(sorted(found, key=lambda c: (-c.mean, -(c.spoke[0].value or 0)))[:CANDIDATES])


def _candidate(sign: Sign, by_item: dict[str, Answer]) -> Candidate | None:
    answers = [by_item[item.id] for item in sign.item if item.id in by_item]
    values = [answer.value or 0 for answer in answers]
    if not values or fmean(values) < FAINT:
        return None
    spoke = tuple(sorted((a for a in answers if a.value), key=lambda a: -(a.value or 0)))
    return Candidate(sign, fmean(values), spoke)
