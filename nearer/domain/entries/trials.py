"""Stories on trial, and self-tests by coin."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.entries.entry import Entry, EntryId
from nearer.domain.entries.programme import Wanted

TrialReading = Literal[
    "mood_alone_or_with",
    "mood_chosen_or_with",
    "mood_chosen_or_heard",
    "mood_chosen_or_not",
    "mood_heard_or_not",
    "heard_open_or_not",
    "aftertaste_deep_or_shallow",
]
"""What may speak for or against a story: which level of a check-in, and its two sides, the first named first."""

Expected = Literal["first", "second", "no_difference"]
"""Which of two sides is expected to be higher, said before the answer is known."""

FlipMeasure = Literal["mood", "aftertaste", "heard", "closeness"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBegun(Entry):
    """A story on trial: its words as they stood that day, what shall speak, and what is expected beforehand."""

    story: EntryId
    story_text: str
    reading: TrialReading
    expected: Expected
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialClosed(Entry):
    """What the person makes of a trial; ``wanted`` answers "wanted, or used to?" once more, None where left out."""

    trial: EntryId
    words: str
    wanted: Wanted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinFlipBegun(Entry):
    """A self-test by coin: ``act`` is the id of an act of the list, to be done on the days whose flip is heads.

    ``heads`` holds one flip a day from ``first`` on, drawn before the first day; the act's days are the first side.
    """

    act: str
    measure: FlipMeasure
    first: date
    heads: tuple[bool, ...]
    expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinFlipDone(Entry):
    """Whether the act of a self-test was done on a day, whatever the coin had said."""

    test: EntryId
    on: date
    did: bool
