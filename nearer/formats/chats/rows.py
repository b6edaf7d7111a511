"""Records of a JSON export turned into messages, counted, and forgiven where the file breaks off."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nearer.domain.chats import Message
from nearer.formats.chats.reading import Reading
from nearer.formats.chats.records import CutOff, Record

Make = Callable[[Record, int], Message | None]
"""A record and its place (from 1) to a message; None where it is not understood."""


def rows(found: Iterable[Any], reading: Reading, make: Make) -> Iterator[Message]:
    """The messages of ``found``. What is not understood is counted; a file cut off before its first record is refused."""
    tally, kinds, number = reading.tally, reading.tally.kinds, 0
    try:
        for number, row in enumerate(found, 1):  # noqa: B007
            message = make(row, number) if isinstance(row, dict) else None
            if message is None:
                tally.skip(number)
                continue
            kinds[message.kind] += 1
            yield message
    except CutOff as cut:
        if number == 0:
            raise
        tally.skip(number + 1)
        reading.notes.append(str(cut))
