"""What every entry carries, and the words that entries of several kinds use."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime

EntryId = str
"""32 hexadecimal digits (a UUIDv4 without time in it)."""

PersonId = EntryId
"""The id of the ``PersonNamed`` entry that gave this person a name."""

Level = int
"""A rating from 0 to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing a person wrote down."""

    id: EntryId
    rev: int
    at: datetime
    zone: str
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with the words that were asked, so that old answers keep their wording. None is skipped, never zero."""

    item: str
    version: int
    prompt: str
    value: int | None


STAMP = frozenset(f.name for f in fields(Entry))


def same_words(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, whenever and in whichever revision they were written."""
    if type(one) is not type(other):
        return False
    return replace(other, rev=one.rev, at=one.at, zone=one.zone, day=one.day) == one
