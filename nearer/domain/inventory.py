"""An inventory: sentences in groups, answered 0-4 and read by the mean of what was answered; a skipped one is never zero."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from nearer.domain.entries import Answer
from nearer.domain.programme import Item

FAINT = 1.0
"""Below this mean (of 0-4: less than "once or twice" on average) nothing is called a candidate."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the answers to one group of sentences say: their mean (0-4), how many there were, and those above zero,
    strongest first."""

    mean: float
    n: int
    spoke: tuple[Answer, ...]


def newest(rounds: Iterable[Sequence[Answer]]) -> tuple[Answer, ...]:
    """The newest answer to every item, from rounds that stand oldest first."""
    by_item = {answer.item: answer for answers in rounds for answer in answers}
    return tuple(by_item.values())


def answered_items(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The answers that were given, by item; skipped ones are left out."""
    return {answer.item: answer for answer in answers if answer.value is not None}


def weighed(items: Sequence[Item], by_item: Mapping[str, Answer]) -> Weighed | None:
    """What the answers to these items say; None where none of them was answered."""
    said = [by_item[item.id] for item in items if item.id in by_item]
    if not said:
        return None
    spoke = tuple(sorted((a for a in said if a.value), key=lambda a: -(a.value or 0)))
    return Weighed(fmean(a.value or 0 for a in said), len(said), spoke)
