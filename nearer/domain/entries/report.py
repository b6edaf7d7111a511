"""What goes into a report, as it was last ticked."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry

Tick = Literal["short", "safety", "plan", "map", "signs", "pulse", "acts", "moods", "stories", "net", "names", "others"]
"""The sections of a report; then names in place of "someone A", and what is about others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChosen(Entry):
    """What the person ticked for a report: of how many last ``weeks`` (None: all), the words over it (``title``) and whose
    it is (``by``), and the exercises whose answers go in. Nothing was sent by this."""

    ticks: tuple[Tick, ...]
    weeks: int | None
    title: str
    by: str
    exercises: tuple[str, ...]
