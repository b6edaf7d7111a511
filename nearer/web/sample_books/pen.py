"""The hand that writes a sample book: entries on the days of twelve weeks, with luck drawn from the seed."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from nearer.domain import entries as e
from nearer.domain.programme import Item
from nearer.domain.samples import WEEKS, Sample

DAYS = 7 * WEEKS
TODAY = DAYS - 1
EVENING = 20 * 60
LAPSE = 0.05
"""The share of levels that a person leaves out."""


@dataclass
class Pen:
    """Writes a sample's entries on the right days, and remembers who was met first when."""

    sample: Sample
    first: date
    zone: str
    luck: random.Random
    written: list[e.Entry] = field(default_factory=list)
    met: dict[str, tuple[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = {person.name: person for person in self.sample.person}
        self.ids = {name: self.new_id() for name in self.people}

    def new_id(self) -> e.EntryId:
        """An id drawn from the seed."""
        return uuid.UUID(int=self.luck.getrandbits(128), version=4).hex

    def add(self, kind: type[e.Entry], day: int, minute: float, **said: Any) -> e.EntryId:
        """An entry written on a day of the twelve weeks (0 to 83), so many minutes after midnight."""
        on, id_ = self.first + timedelta(days=day), said.pop("id", None) or self.new_id()
        at = datetime.combine(on, time(), ZoneInfo(self.zone)) + timedelta(minutes=minute)
        self.written.append(kind(id=id_, rev=1, at=at.astimezone(UTC), zone=self.zone, day=on, **said))
        return id_

    def meet(self, name: str, day: int, minute: float) -> e.PersonId | None:
        """The id of a person who is named in an entry of this moment."""
        if not name:
            return None
        self.met[name] = min(self.met.get(name, (DAYS, 0.0)), (day, minute))
        return self.ids[name]

    def day_in(self, week: int) -> int:
        """Some day of a week, never its last."""
        return 7 * (week - 1) + self.luck.randint(1, 5)

    def after_pause(self, day: int) -> int:
        """This day, or the first one after the week in which nothing was written."""
        return 7 * self.sample.life.pause if day // 7 + 1 == self.sample.life.pause else day

    def level(self, middle: float, spread: float, low: int = 0, high: int = 100) -> e.Level:
        """A level around its middle, kept on its scale."""
        return min(high, max(low, round(self.luck.gauss(middle, spread))))

    def maybe(self, level: e.Level, lapse: float = LAPSE) -> e.Level | None:
        """A level, or now and then none."""
        return None if self.luck.random() < lapse else level

    def answer(self, item: Item, usual: float) -> e.Answer:
        """An answer to a sentence around the usual one (0-4)."""
        return e.Answer(item.id, item.version, item.text, self.maybe(self.level(usual, 0.7, 0, 4)))
