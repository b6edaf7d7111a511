"""What comes out of every reader: messages as a stream, and beside them what was seen and what was not read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from nearer.domain.chats import Message

DateOrder = Literal["dmy", "mdy", "ymd", "ydm"]
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd", "ydm")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said about the file: date order, zone for times stored as an instant, which chat."""

    order: DateOrder | None = None
    zone: ZoneInfo | None = None
    chat: str | None = None


@dataclass(slots=True)
class Tally:
    """Counts that are complete once the messages have been drained."""

    kinds: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    first_unread: list[int] = field(default_factory=list)

    def skip(self, line: int, lines: int = 1) -> None:
        """Count lines (or records) that were not understood; the first few places are kept to be shown."""
        self.unread += lines
        if len(self.first_unread) < 5:
            self.first_unread.append(line)


@dataclass(slots=True)
class Reading:
    """An export being read. ``messages`` can be drained once; ``notes`` and ``tally`` are complete after that."""

    format: str
    messages: Iterator[Message]
    tally: Tally
    order: DateOrder | None = None
    decided_by: str | None = None
    notes: list[str] = field(default_factory=list)
    chats: tuple[str, ...] = ()
    """Where one file holds several conversations, all their names."""
    chat_chosen: bool = False
