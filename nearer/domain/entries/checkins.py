"""How a moment was, and kindness seen."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry, Level, PersonId

Company = Literal["alone", "with"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Entry):
    """A check-in. The first line is mood and company; everything else may be None or empty.

    ``chosen`` belongs to being alone; ``person`` to ``closeness`` (1 far apart to 7 almost one) belong to company.
    ``depth`` runs from 0 (errands) over facts, opinions and feelings to 4 (needs and fears). ``stepped_back`` is asked
    the day after closeness: whether the person wanted to step back; ``step`` says what they did.
    """

    mood: Level | None
    company: Company
    chosen: bool | None
    person: PersonId | None
    depth: int | None
    heard: Level | None
    felt: Level | None
    shown: Level | None
    closeness: int | None
    aftertaste: Level | None
    stepped_back: bool | None
    step: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindnessSeen(Entry):
    """A kindness that the person saw or was given, in one tap; words and person may be left out."""

    words: str
    person: PersonId | None
