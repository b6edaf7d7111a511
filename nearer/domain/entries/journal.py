"""What was brought in from an older journal."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry, EntryId, Level

JournalSource = Literal["daylio", "day_one", "journiv", "table"]
"""Which kind of file an older journal came as; "table" is any CSV file whose columns the person named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBrought(Entry):
    """A page of an older journal on which nothing says whether the person was alone: no check-in, so counted nowhere."""

    words: str
    mood: Level | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalBrought(Entry):
    """An older journal was brought in from a ``file`` of this name: ``pages`` are the ids of all that came with it, so that
    it can go again whole."""

    source: JournalSource
    file: str
    pages: tuple[EntryId, ...]
