"""The programme as values: what a sign, an item, a story or a first act is. The words come from content files."""

from dataclasses import dataclass
from typing import Literal

Distance = Literal["stranger", "weak_tie", "someone_kind"]


@dataclass(frozen=True, slots=True)
class Item:
    """One check sentence. Its id never changes; a changed wording gets a higher version."""

    id: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One of the four signs, with its check items and the words for a warm reading of it."""

    id: str
    name: str
    reading: str
    from_inside: str
    item: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StoryExample:
    """A sentence many minds tell, offered as a start."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class FirstAct:
    """A tiny act, under two minutes, with its first sentence supplied and a fear it often meets."""

    id: str
    text: str
    first_sentence: str
    distance: Distance
    fear: str


@dataclass(frozen=True, slots=True)
class Programme:
    """All of the programme that is built so far."""

    signs: tuple[Sign, ...]
    stories: tuple[StoryExample, ...]
    first_acts: tuple[FirstAct, ...]

    def round(self, number: int) -> tuple[Item, ...]:
        """The items of one round of the signs check, two of each sign, signs taking turns: 0 in the first sitting, 1 at
        the second visit."""
        places = range(2 * number, 2 * number + 2)
        return tuple(sign.item[place] for place in places for sign in self.signs if place < len(sign.item))
