"""What was answered and written along the path: signs, roots, costs, steps, the map."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Answer, Entry, Level, PersonId

Wanted = Literal["wanted", "used_to", "both", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsAnswered(Entry):
    """A signs check: how often each sentence was true in two weeks, 0 (not at all) to 4 (nearly every day)."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTold(Entry):
    """A sentence the person's mind tells, in their words, and whether being alone is wanted or only used to."""

    text: str
    prompt: str
    wanted: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawn(Entry):
    """The five-line map: the wall, what it did for me, what it costs, what I want, and the first act."""

    wall: str
    did: str
    costs: str
    want: str
    first_act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootsAnswered(Entry):
    """Sentences about where the wall may come from: 0 (not at all) to 4 (very much)."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RootWorkReadied(Entry):
    """Before looking back: whether one way of steadying oneself was tried, and whether looking back brings flashbacks
    or lost time."""

    steadied: bool
    loses_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseAnswered(Entry):
    """The weekly pulse: how often each sentence was true in seven days, 0 (not once) to 4 (every day)."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one question of an exercise, with the words that were asked. Only one of the three is filled:
    words, a level, or what was chosen; all empty is skipped."""

    ask: str
    prompt: str
    words: str
    level: Level | None
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseWritten(Entry):
    """One part of an exercise, in one ``turn`` of it (from 1: an exercise can be done again and compared)."""

    exercise: str
    version: int
    turn: int
    part: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosestNamed(Entry):
    """The bond that the path for one is about: a partner, or whoever is closest."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKept(Entry):
    """A question from the decks that someone wants to ask, with its words."""

    question: str
    version: int
    prompt: str
