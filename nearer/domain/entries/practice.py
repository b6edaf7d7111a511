"""A small act in real life: planned, done, asked again, let go."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.entries.entry import Entry, EntryId, Level, PersonId

Happened = Literal["yes", "partly", "no"]

CameThrough = Literal["yes", "partly", "not_yet"]

Response = Literal["took_up", "brushed_off", "turned_on_me"]
"""How someone met an opening. One's own report of one moment, never a verdict on the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePlanned(Entry):
    """A small act in real life, with the prediction made beforehand. Levels left out are None.

    ``step`` is the step of the programme it belongs to ("H1" to "H5", "S4" for the partner's path), ``situation`` the
    rung of a ladder it was taken from, ``drop`` the safety behaviour to leave out this once; "" is none of these.
    """

    act: str
    on: date
    moment: str
    person: PersonId | None
    first_sentence: str
    fear: str
    likely: Level | None
    bad: Level | None
    good: Level | None
    through: Level | None
    step: str
    situation: str
    where: str
    drop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDone(Entry):
    """How a planned act went: first what a camera would have seen, then the rest.

    ``recovered_after`` is in minutes; None together with ``through == "not_yet"`` is a recovery time too: not yet.
    ``response`` says how someone met an opening; None where nothing was opened.
    """

    plan: EntryId
    camera: str
    happened: Happened
    bad: Level | None
    good: Level | None
    through: CameThrough
    recovered_after: int | None
    did: str
    learned: str
    likely_now: Level | None
    through_now: Level | None
    surprise: Level | None
    response: Response | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAskedAgain(Entry):
    """A later answer: two to four days after every outcome, and until it is all right after one that said not yet."""

    plan: EntryId
    through: CameThrough
    recovered_after: int | None
    words: str
    likely_now: Level | None
    through_now: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLetGo(Entry):
    """A planned act that the person let go of."""

    plan: EntryId
    words: str
