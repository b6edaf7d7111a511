"""Help lines as values. No line is invented: each names the page it was read on and when it was reviewed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

LineKind = Literal["emergency", "listen", "home", "write", "youth"]
How = Literal["call", "text"]

REVIEWED_WITHIN = timedelta(days=366)
"""Twelve months, a leap year's too (docs/help-lines.md)."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line to call or to text. ``number`` is for reading, ``dial`` for the phone."""

    kind: LineKind
    name: str
    number: str
    dial: str
    how: How
    text_word: str
    hours: str
    cost: str
    languages: tuple[str, ...]
    source: str
    source_opened: date
    reviewed: date


@dataclass(frozen=True, slots=True)
class Country:
    """A country with at least an emergency number and one line that listens."""

    code: str
    name: str
    line: tuple[HelpLine, ...]

    def of(self, *kinds: LineKind) -> tuple[HelpLine, ...]:
        """Its lines of these kinds, in that order of kinds."""
        return tuple(line for kind in kinds for line in self.line if line.kind == kind)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What holds in a country that is not listed."""

    emergency: str
    note: str
    directories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpLines:
    """Every country we opened a source for, and the rest of the world."""

    country: tuple[Country, ...]
    elsewhere: Elsewhere

    def unreviewed(self, day: date) -> tuple[tuple[Country, HelpLine], ...]:
        """The lines whose last review is more than twelve months before a day, the longest ago first."""
        since = day - REVIEWED_WITHIN
        late = [(c, line) for c in self.country for line in c.line if line.reviewed < since]
        return tuple(sorted(late, key=lambda one: (one[1].reviewed, one[0].code, one[1].name)))
