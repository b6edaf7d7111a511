"""Sample books as values: three made-up persons in words. Dates and numbers are drawn in ``nearer/web/samples.py``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries import Happened, Level, Response, Role, Tie, Wanted, What, Whose

WEEKS = 12
"""A sample book holds this many weeks and ends today."""

Went = Literal["better", "as_feared", "worse", "not_yet", "let_go", "yesterday", "today", "tomorrow"]
"""How an act went, or for which day it still stands open. "not_yet" was bad and had not passed when it was written."""

OPEN: dict[Went, int] = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Acts without an outcome, and how many days from today they are."""

Answered = str | Level | tuple[str, ...]
"""An answer in an exercise: words, the middle of a level, or what was chosen."""


@dataclass(frozen=True, slots=True)
class SampleLife:
    """The person's middle values, from which days are drawn. Levels run from 0 to 100; the next three are in points.

    ``lift``: how far the middle mood has moved after twelve weeks; ``chosen_adds``, ``unchosen_adds``, ``heard_adds``:
    what being alone by choice, alone not by choice, and heard in company add to a mood. ``alone``: the share of
    check-ins alone; ``chosen``: of those, the share by choice. ``feared``: how bad acts are expected to be in the first
    week. ``pause``: a week in which nothing was written; 0 for none. ``low``: the week from which on two pulses running
    are low.
    """

    mood: Level
    lift: int
    chosen_adds: int
    unchosen_adds: int
    heard_adds: int
    alone: Level
    chosen: Level
    feared: Level
    check_ins: int
    pause: int
    low: int


@dataclass(frozen=True, slots=True)
class SampleMap:
    """The first four lines of the map; the fifth is the first act."""

    wall: str
    did: str
    costs: str
    want: str


@dataclass(frozen=True, slots=True)
class SampleSign:
    """A sign, and its usual answer (0-4) in the first week and again in the eighth."""

    id: str
    first: float
    later: float


@dataclass(frozen=True, slots=True)
class SamplePulse:
    """A sentence of the weekly pulse, and its usual answer (0-4) in the first week and in the last."""

    id: str
    first: float
    later: float


@dataclass(frozen=True, slots=True)
class SampleRoot:
    """A root, and the usual answer (0-4) to its sentences."""

    id: str
    usual: float


@dataclass(frozen=True, slots=True)
class SampleStory:
    """A story, and the week in which it was told."""

    week: int
    text: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Someone in the made-up life. ``often``: how often they are the company; ``closeness`` 1-7; ``depth`` 0-4."""

    name: str
    often: int
    closeness: int
    depth: int
    heard: Level
    afraid_to_disagree: bool
    checks_on_me: bool
    forces_or_threatens: bool

    @property
    def is_unsafe(self) -> bool:
        """Whether this person is never proposed for anything."""
        return self.afraid_to_disagree or self.checks_on_me or self.forces_or_threatens


@dataclass(frozen=True, slots=True)
class SamplePractice:
    """An act in words. ``again`` holds what was said each later time; the last of them says that it has passed.

    ``situation``: the rung of a ladder it was taken from, "" for an act of one's own. ``response``: how an opening was
    met, "" where nothing was opened or it was left out.
    """

    week: int
    person: str
    act: str
    moment: str
    first_sentence: str
    fear: str
    went: Went
    happened: Happened
    camera: str
    did: str
    learned: str
    again: tuple[str, ...]
    situation: str = ""
    response: Response | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class SampleMoment:
    """A check-in with words. Without a person it is alone; with a ``step`` it was close, and the next day says it."""

    week: int
    person: str
    text: str
    step: str


@dataclass(frozen=True, slots=True)
class SampleQuestion:
    """A question of the decks, and the week in which it was kept."""

    week: int
    id: str


@dataclass(frozen=True, slots=True)
class SampleExercise:
    """What was written in one sitting with an exercise: answers by the id of what was asked; the rest was skipped.

    Another one with the same ``turn`` goes on where this one stopped; a higher turn does the exercise once more.
    """

    week: int
    exercise: str
    turn: int
    said: Mapping[str, Answered]


@dataclass(frozen=True, slots=True)
class SampleSafetyPlan:
    """A safety plan in the person's words."""

    notice: str
    alone: str
    places: str
    people: str
    reach: str
    country: str


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """Where someone stood from a week on: ``circle`` 1-4, ``closeness`` 1-7, 0 where it was not drawn."""

    week: int
    circle: int
    closeness: int


@dataclass(frozen=True, slots=True)
class SampleBond:
    """What was written about someone on their own page, in the week of the first place.

    ``every``: days of a rhythm, 0 for none. ``reached``: weeks in which a word went to them. ``ended_week``: 0 for a tie
    that goes on; ``ended`` is what was written about its end.
    """

    name: str
    tie: Tie
    since: str
    place: tuple[SamplePlace, ...]
    bring: str = ""
    brought: str = ""
    held: str = ""
    theirs: tuple[Role, ...] = ()
    mine: tuple[Role, ...] = ()
    every: int = 0
    reached: tuple[int, ...] = ()
    ended_week: int = 0
    ended: str = ""


@dataclass(frozen=True, slots=True)
class SampleImprint:
    """What a tie left that ended or was brief: of someone with a name, or of a stranger in own words."""

    week: int
    person: str
    who: str
    good: str
    hurt: str
    left: str


@dataclass(frozen=True, slots=True)
class SampleNumber:
    """One number of a reading, of 100. ``value`` is -1 where ``n`` is too few, ``guess`` where there was none.

    ``parts``, ``looked`` and ``found`` as in an entry; of "..._met" the parts are enough, and n and value follow.
    """

    what: What
    n: int = 0
    value: int = -1
    guess: int = -1
    parts: tuple[int, ...] = ()
    looked: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class SampleMirrorMonth:
    """One month of a chat: own messages by level, how many show a feeling, own words and all."""

    levels: tuple[int, ...]
    felt: int
    my_words: int
    words: int


@dataclass(frozen=True, slots=True)
class SampleFeeling:
    """How many own messages show a feeling, in the first half of the months and in the second."""

    feeling: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class SampleReading:
    """A reading of a chat that was kept. Its last month is that of the reading, or the one before."""

    week: int
    person: str
    messages: int
    number: tuple[SampleNumber, ...]
    month: tuple[SampleMirrorMonth, ...]
    feeling: tuple[SampleFeeling, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up person. ``about`` is two lines, the first of them about what they hide behind.

    ``closest``: whom the way for one partner alone is about. ``roots_week``: the week in which the sentences about roots
    were answered; 0 for someone who does not look back.
    """

    id: str
    name: str
    age: int
    seed: int
    whose: Whose
    about: tuple[str, str]
    prompt: str
    closest: str
    roots_week: int
    life: SampleLife
    map: SampleMap
    signs: tuple[SampleSign, ...]
    pulse: tuple[SamplePulse, ...]
    root: tuple[SampleRoot, ...]
    story: tuple[SampleStory, ...]
    person: tuple[SamplePerson, ...]
    practice: tuple[SamplePractice, ...]
    moment: tuple[SampleMoment, ...]
    question: tuple[SampleQuestion, ...]
    safety_plan: tuple[SampleSafetyPlan, ...]
    exercise: tuple[SampleExercise, ...]
    bond: tuple[SampleBond, ...]
    imprint: tuple[SampleImprint, ...]
    reading: tuple[SampleReading, ...]
