"""Records of a JSON export turned into messages, counted, and forgiven where the file breaks off."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from nearer.domain.chats import Message
from nearer.formats.chats.reading import Reading
from nearer.formats.chats.records import CutOff

T = TypeVar("T")


def rows(found: Iterable[T | None], reading: Reading, make: Callable[[T, int], Message | None]) -> Iterator[Message]:
    """The messages that ``make`` finds in the records and their places (from 1).

    What it does not understand (None) is counted; a file cut off before its first record is refused.
    """
    tally, kinds, number = reading.tally, reading.tally.kinds, 0
    try:
        for number, row in enumerate(found, 1):
            message = make(row, number) if row is not None else None
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
