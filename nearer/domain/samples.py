"""Sample books as values: three made-up persons in words. Dates and numbers are drawn in ``nearer/web/samples.py``."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries import Happened, Level, Wanted, Whose

WEEKS = 12
"""A sample book holds this many weeks and ends today."""

Went = Literal["better", "as_feared", "worse", "not_yet", "let_go", "yesterday", "today", "tomorrow"]
"""How an act went, or for which day it still stands open. "not_yet" was bad and had not passed when it was written."""

OPEN: dict[Went, int] = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Acts without an outcome, and how many days from today they are."""


@dataclass(frozen=True, slots=True)
class SampleLife:
    """The person's middle values, from which days are drawn. Levels run from 0 to 100; the next three are in points.

    ``lift``: how far the middle mood has moved after twelve weeks; ``chosen_adds``, ``unchosen_adds``, ``heard_adds``:
    what being alone by choice, alone not by choice, and heard in company add to a mood. ``alone``: the share of
    check-ins alone; ``chosen``: of those, the share by choice. ``feared``: how bad acts are expected to be in the first
    week. ``pause``: a week in which nothing was written; 0 for none.
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
    """An act in words. ``again`` holds what was said each later time; the last of them says that it has passed."""

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


@dataclass(frozen=True, slots=True)
class SampleMoment:
    """A check-in with words. Without a person it is alone; with a ``step`` it was close, and the next day says it."""

    week: int
    person: str
    text: str
    step: str


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
class Sample:
    """One made-up person. ``about`` is two lines, the first of them about what they hide behind."""

    id: str
    name: str
    age: int
    seed: int
    whose: Whose
    about: tuple[str, str]
    prompt: str
    life: SampleLife
    map: SampleMap
    signs: tuple[SampleSign, ...]
    story: tuple[SampleStory, ...]
    person: tuple[SamplePerson, ...]
    practice: tuple[SamplePractice, ...]
    moment: tuple[SampleMoment, ...]
    safety_plan: tuple[SampleSafetyPlan, ...]


def fault(sample: Sample) -> str | None:
    """What is wrong with a sample, as the place of the first fault; None when it can be used."""
    checks = (_life_fault, _name_fault, _week_fault, _practice_fault)
    return next((found for check in checks if (found := check(sample)) is not None), None)


def _life_fault(sample: Sample) -> str | None:
    life = sample.life
    levels = {"mood": life.mood, "alone": life.alone, "chosen": life.chosen, "feared": life.feared}
    wrong = next((name for name, level in levels.items() if not 0 <= level <= 100), None)
    if wrong:
        return f"life.{wrong}"
    if not 0 <= life.pause < WEEKS or not 1 <= life.check_ins <= 4 * 7 * WEEKS:
        return "life"
    return next((f"signs {s.id}" for s in sample.signs if not (0 <= s.first <= 4 and 0 <= s.later <= 4)), None)


def _name_fault(sample: Sample) -> str | None:
    names = [person.name for person in sample.person]
    if len(names) != len(set(names)) or "" in names:
        return "person: each needs a name of its own"
    if not any(person.often for person in sample.person if not person.is_unsafe):
        return "person: nobody is ever the company"
    ranges = (p for p in sample.person if not (1 <= p.closeness <= 7 and 0 <= p.depth <= 4 and 0 <= p.heard <= 100))
    if found := next(ranges, None):
        return f"person {found.name}"
    asked = [*((p.person, p.act) for p in sample.practice), *((m.person, m.text) for m in sample.moment)]
    return next(
        (f"{where!r}: {name} is not among the people" for name, where in asked if name and name not in names), None
    )


def _week_fault(sample: Sample) -> str | None:
    weeks = [*((s.week, s.text) for s in sample.story), *((m.week, m.text) for m in sample.moment)]
    weeks += [(p.week, p.act) for p in sample.practice]
    wrong = (where for week, where in weeks if not 1 <= week <= WEEKS or week == sample.life.pause)
    return next((f"{where!r}: the week" for where in wrong), None)


def _practice_fault(sample: Sample) -> str | None:
    unsafe = {person.name for person in sample.person if person.is_unsafe}
    if not sample.practice or sample.practice[0].week != 1 or not sample.story or sample.story[0].week != 1:
        return "the first sitting needs a story and an act in week 1"
    for p in sample.practice:
        if p.person in unsafe:
            return f"{p.act!r}: {p.person} is not safe and is never in a plan"
        if bool(p.camera) == (p.went in ("today", "tomorrow", "let_go")):
            return f"{p.act!r}: the camera"
        if p.again and p.went != "not_yet":
            return f"{p.act!r}: again belongs to not_yet"
        if p.went in ("worse", "not_yet") and p.happened == "no":
            return f"{p.act!r}: it went badly although nothing happened"
    return next((f"{name} is not safe and is in a plan" for name in unsafe if name in _planned(sample)), None)


def _planned(sample: Sample) -> str:
    """Every word of the safety plan, the map and the acts."""
    plans = [f"{plan.people} {plan.places} {plan.reach} {plan.alone}" for plan in sample.safety_plan]
    acts = [f"{p.act} {p.moment} {p.first_sentence}" for p in sample.practice]
    return " ".join([*plans, *acts, sample.map.want])
