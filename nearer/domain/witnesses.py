"""What check-ins can speak for or against: a level, and two kinds of moment in which it is compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from nearer.domain.checkins import DEEP
from nearer.domain.dots import Dot, dots_by_day
from nearer.domain.entries import CheckedIn, TrialReading

HEARD = 60
"""Of 0-100: from here on a talk counts as one in which the person was heard, more than by half."""

LevelName = Literal["mood", "heard", "aftertaste", "closeness"]
MomentName = Literal[
    "alone",
    "alone_chosen",
    "alone_not_chosen",
    "with_others",
    "with_others_heard",
    "with_others_not_heard",
    "talk_deep",
    "talk_shallow",
]
"""Kinds of moment: alone (by choice or not), in company (heard or not), and talks that reached feelings or did not."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A level of check-ins compared between two kinds of moment, the first named first."""

    level: LevelName
    first: MomentName
    second: MomentName


MOMENTS: dict[MomentName, Callable[[CheckedIn], bool]] = {
    "alone": lambda c: c.company == "alone",
    "alone_chosen": lambda c: c.company == "alone" and c.chosen is True,
    "alone_not_chosen": lambda c: c.company == "alone" and c.chosen is False,
    "with_others": lambda c: c.company == "with",
    "with_others_heard": lambda c: c.company == "with" and c.heard is not None and c.heard >= HEARD,
    "with_others_not_heard": lambda c: c.company == "with" and c.heard is not None and c.heard < HEARD,
    "talk_deep": lambda c: c.depth is not None and c.depth >= DEEP,
    "talk_shallow": lambda c: c.depth is not None and c.depth < DEEP,
}

WITNESSES: dict[TrialReading, Witness] = {
    "mood_alone_or_with": Witness("mood", "alone", "with_others"),
    "mood_chosen_or_with": Witness("mood", "alone_chosen", "with_others"),
    "mood_chosen_or_heard": Witness("mood", "alone_chosen", "with_others_heard"),
    "mood_chosen_or_not": Witness("mood", "alone_chosen", "alone_not_chosen"),
    "mood_heard_or_not": Witness("mood", "with_others_heard", "with_others_not_heard"),
    "heard_open_or_not": Witness("heard", "talk_deep", "talk_shallow"),
    "aftertaste_deep_or_shallow": Witness("aftertaste", "talk_deep", "talk_shallow"),
}

SOLITUDE: frozenset[TrialReading] = frozenset({"mood_alone_or_with", "mood_chosen_or_with"})
"""Readings that compare being alone with any company. Anxious company must not prove the story right, so these are shown
beside the same comparison with talks in which the person was heard."""

SOLITUDE_OR_HEARD: dict[TrialReading, Witness] = {
    "mood_alone_or_with": Witness("mood", "alone", "with_others_heard"),
    "mood_chosen_or_with": Witness("mood", "alone_chosen", "with_others_heard"),
}


def dots_in(checkins: Iterable[CheckedIn], level: LevelName, moment: MomentName) -> tuple[Dot, ...]:
    """The level on each day in moments of this kind; check-ins without the level are left out."""
    belongs = MOMENTS[moment]
    found = ((c.day, getattr(c, level)) for c in checkins if belongs(c))
    return dots_by_day((day, value) for day, value in found if value is not None)
