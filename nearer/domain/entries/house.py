"""The book itself: how it began, how it locks, what is typed and not yet kept."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry

Whose = Literal["mine", "shared", "others"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookBegun(Entry):
    """The first page. ``wall_seed`` lays this person's wall, the same one for ever."""

    whose: Whose
    wall_seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LockAfterChosen(Entry):
    """After how many idle minutes the book locks by itself."""

    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietNameChosen(Entry):
    """Whether pages call themselves Notes and wear a plain sign, also where nobody makes the person show them."""

    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryChosen(Entry):
    """Where the person lives (ISO 3166), so that those lines come first; None leaves it to the computer's clock."""

    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Entry):
    """What is typed into a form but not yet kept. ``form`` is the form's path; its id is derived from nothing."""

    form: str
    written: dict[str, list[str]]
