"""What is asked so that nobody comes to harm."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry, PersonId

Thoughts = Literal["no", "passing", "often", "might_act"]
Worse = Literal["no", "unsure", "yes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitChecked(Entry):
    """Thoughts of ending one's life, asked in plain words."""

    thoughts: Thoughts
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAsked(Entry):
    """Whether anyone makes the person show their device."""

    shows_device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSafetyAsked(Entry):
    """What someone does, in behaviours, so that an unsafe person is never proposed for anything."""

    person: PersonId
    afraid_to_disagree: bool
    checks_on_me: bool
    forces_or_threatens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorseAsked(Entry):
    """Whether Nearer itself has made anything worse, asked once a month, and what, in the person's words."""

    worse: Worse
    words: str
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlanWritten(Entry):
    """What to do on a bad day, in the person's words: how I notice, what helps alone, where people are, whom I tell,
    what I put out of reach. ``country`` chooses the lines printed with it (ISO 3166), None for the directories."""

    notice: str
    alone: str
    places: str
    people: str
    reach: str
    country: str | None
