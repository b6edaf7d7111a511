"""The programme as values: signs, roots, costs, steps and all they hold. The words come from content files.

Fields in the singular (``item``, ``part``, ``ask``) are tables of a content file and keep its names; a text that a person
answered has an ``id`` that never changes and a ``version`` that goes up with every change of its wording.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Distance = Literal["stranger", "weak_tie", "someone_kind", "closer"]
AskKind = Literal["text", "line", "level", "choice", "several", "feelings"]
Depth = Literal["facts", "opinions", "feelings", "needs", "us"]
Audience = Literal["friend", "partner", "family", "colleague", "stranger"]

DEPTHS: tuple[Depth, ...] = ("facts", "opinions", "feelings", "needs", "us")
AUDIENCES: tuple[Audience, ...] = ("friend", "partner", "family", "colleague", "stranger")


@dataclass(frozen=True, slots=True)
class Item:
    """One check sentence. Its id never changes; a changed wording gets a higher version."""

    id: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the Markdown under it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, and where it comes from: author and year, or empty for one that stands by itself."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of an exercise.

    text and line are words; level is 0-100 between ``low`` and ``high``; choice is one and several any number of
    ``choice``; feelings any number of the programme's feeling words. ``carried``: the newest answer is shown on later steps.
    ``on_map``: it stands on the person's map (of roots: on a stone; of costs: on the bill).
    """

    id: str
    kind: AskKind
    prompt: str
    hint: str = ""
    low: str = ""
    high: str = ""
    choice: tuple[str, ...] = ()
    carried: bool = False
    on_map: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One screen of an exercise: what to do, as Markdown, and what is asked."""

    id: str
    heading: str
    text: str
    ask: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to do with one's own words; each part is a screen.

    ``shows`` names earlier answers kept in view: "story", "map", or "exercise-id.ask-id". ``rests`` while the deeper
    parts rest (see ``paused.resting``).
    """

    id: str
    version: int
    name: str
    minutes: int
    purpose: str
    if_it_hurts: str
    how_you_will_know: str
    part: tuple[Part, ...]
    why: tuple[Why, ...] = ()
    shows: tuple[str, ...] = ()
    rests: bool = False

    def asks(self) -> Iterator[Ask]:
        """Every question, over all parts."""
        return (ask for part in self.part for ask in part.ask)


@dataclass(frozen=True, slots=True)
class Sign:
    """One of the four signs, with its check items, a warm reading of it, and where else it will be seen."""

    id: str
    name: str
    reading: str
    from_inside: str
    in_checkins: str
    in_mirror: str
    step: tuple[str, ...]
    item: tuple[Item, ...]
    section: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """One of the six roots: two items asked of everyone, four more where it is a candidate, and its exercise."""

    id: str
    version: int
    name: str
    reading: str
    item: tuple[Item, ...]
    section: tuple[Section, ...]
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Cost:
    """One of the three costs, with its exercises."""

    id: str
    version: int
    name: str
    lead: str
    section: tuple[Section, ...]
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A row of situations that belong together, from small to large. ``rests``: as for an exercise."""

    id: str
    name: str
    text: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """A small act to try. ``likely`` and ``cost`` (0-100) are the authors' guess until the person has one of their own."""

    id: str
    version: int
    ladder: str
    distance: Distance
    text: str
    first_sentence: str
    fear: str
    likely: int
    cost: int


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps, or the path for one partner alone: why, a lesson, exercises, ladders."""

    id: str
    version: int
    name: str
    title: str
    lead: str
    five_minutes: str
    if_it_hurts: str
    how_you_will_know: str
    why: tuple[Why, ...]
    ladder: tuple[Ladder, ...]
    section: tuple[Section, ...]
    exercises: tuple[Exercise, ...]
    situations: tuple[Situation, ...]

    def is_resting(self, situation: Situation, grief_rests: bool) -> bool:
        """Whether a situation stands on a ladder that rests now, with the pages about what ended."""
        return grief_rests and any(ladder.rests and ladder.id == situation.ladder for ladder in self.ladder)

    def on(self, ladder: Ladder) -> tuple[Situation, ...]:
        """The situations of one ladder, the lightest first."""
        return tuple(sorted((s for s in self.situations if s.ladder == ladder.id), key=lambda s: s.likely * s.cost))


@dataclass(frozen=True, slots=True)
class StoryExample:
    """A sentence many minds tell, and how it is defended. ``first``: offered in the first sitting."""

    id: str
    text: str
    defence: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class FirstAct:
    """A tiny act, under two minutes, with its first sentence supplied and a fear it often meets."""

    id: str
    text: str
    first_sentence: str
    distance: Distance
    fear: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask someone, in one of five depths, and whom it suits."""

    id: str
    version: int
    depth: Depth
    audience: tuple[Audience, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Feelings:
    """Feeling words that belong together, wider than fine and tired."""

    id: str
    name: str
    word: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """All of the programme."""

    language: str
    signs: tuple[Sign, ...]
    roots: tuple[Root, ...]
    costs: tuple[Cost, ...]
    steps: tuple[Step, ...]
    partner: Step
    pulse: tuple[Item, ...]
    stories: tuple[StoryExample, ...]
    first_acts: tuple[FirstAct, ...]
    questions: tuple[Question, ...]
    feelings: tuple[Feelings, ...]

    def round(self, number: int) -> tuple[Item, ...]:
        """The items of one round of the signs check, two of each sign, signs taking turns: 0 in the first sitting, 1 at
        the second visit."""
        places = range(2 * number, 2 * number + 2)
        return tuple(sign.item[place] for place in places for sign in self.signs if place < len(sign.item))

    def ways(self) -> tuple[Step, ...]:
        """The five steps and the path for one partner alone."""
        return (*self.steps, self.partner)

    def exercises(self) -> Iterator[Exercise]:
        """Every exercise, wherever it stands."""
        yield from (root.exercise for root in self.roots)
        yield from (exercise for cost in self.costs for exercise in cost.exercises)
        yield from (exercise for step in self.ways() for exercise in step.exercises)

    def exercise(self, id_: str) -> Exercise | None:
        """The exercise with this id."""
        return next((exercise for exercise in self.exercises() if exercise.id == id_), None)

    def situation(self, id_: str) -> Situation | None:
        """The situation with this id."""
        return next((s for step in self.ways() for s in step.situations if s.id == id_), None)
