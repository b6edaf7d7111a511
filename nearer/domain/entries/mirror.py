"""Readings of one's own side of a chat: numbers and guesses, never a word of anyone else."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.entries.entry import Entry, EntryId, PersonId

WhyToday = Literal["curious", "suspicion", "quarrel", "afraid"]

What = Literal[
    "starts",
    "words",
    "errands",
    "deep",
    "asks",
    "follow_ups",
    "unanswered",
    "theirs_met",
    "mine_met",
    "feelings",
]
"""What a reading measures, in the order in which it is asked and shown."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One number: ``value``, ``low`` and ``high`` are shares in thousandths, None where ``n`` is too few; ``guess`` is what
    was guessed before it was shown.

    ``parts`` are the counts it is made of: five levels for "deep"; taken up, something else, no reply and taken up later
    for "..._met" (three in readings before the fourth was told apart). ``looked`` messages, or openings, were read by the
    second look too; 0: the first look alone. ``found``: for "..._met" how many openings the first look found, 0 where that
    was not kept. ``left_out``: how many moments were left out of the count by who was read.
    """

    what: What
    n: int
    value: int | None
    low: int | None
    high: int | None
    guess: int | None
    parts: tuple[int, ...]
    looked: int
    found: int
    left_out: int


@dataclass(frozen=True, slots=True)
class FeelingShown:
    """How many of my messages show one feeling most, by its name in the model's list.

    ``before`` and ``after`` are about the first and the second half of the chat's months: how many, and what share of mine
    they are with its interval, in thousandths. Empty where there is too little to compare.
    """

    feeling: str
    n: int
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MirrorMonth:
    """One month of my side: my messages by level (none where depth was not read), the share of feelings or deeper with its
    interval, in thousandths, how many messages show a feeling, and the words, mine and all."""

    first: date
    n: int
    levels: tuple[int, ...]
    deep: int | None
    low: int | None
    high: int | None
    felt: int
    my_words: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorAsked(Entry):
    """Why the mirror was opened on this day; anything but "curious" closes it for the day."""

    why: WhyToday


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorLooked(Entry):
    """A number of a chat was looked at, kept or not. ``chat`` tells it from others and cannot be read as names."""

    chat: str
    person: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorRead(Entry):
    """A reading that was kept: numbers and guesses. ``first`` and ``last`` are the days the chat spans; ``checked``: its
    language is one in which depth was checked."""

    chat: str
    person: PersonId | None
    group: bool
    checked: bool
    messages: int
    first: date
    last: date
    measures: tuple[Measured, ...]
    months: tuple[MirrorMonth, ...]
    feelings: tuple[FeelingShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWordsKept(Entry):
    """One's own messages of a chat that was read were kept, sealed beside the book: how many, how many bytes, and their
    SHA-256 in hexadecimal, so that no others can stand in their place."""

    reading: EntryId
    messages: int
    size: int
    digest: str
