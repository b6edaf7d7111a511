"""The readings that stand in a book: the first of a chat, what changed since, and those of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from nearer.domain.book import Book
from nearer.domain.entries import Measured, MirrorRead, PersonId, What
from nearer.domain.mirror_intervals import differ
from nearer.domain.people import people


@dataclass(frozen=True, slots=True)
class Change:
    """One number in the first reading of a chat and in a later one; ``is_clear`` where they lie clearly apart."""

    what: What
    first: Measured
    now: Measured
    is_clear: bool


def mark_of(names: Iterable[str]) -> str:
    """What tells a chat from others by who speaks in it, whichever messenger it was exported from; no name can be read."""
    said = "\n".join(sorted({name.strip().casefold() for name in names}))
    return sha256(b"nearer chat\n" + said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def readings(book: Book) -> tuple[MirrorRead, ...]:
    """Every reading that was kept, the newest first."""
    return book.of(MirrorRead)[::-1]


def first_of(book: Book, reading: MirrorRead) -> MirrorRead | None:
    """The first kept reading of the same chat, if this is a later one."""
    first = next((one for one in book.of(MirrorRead) if one.chat == reading.chat), None)
    return first if first is not None and first.id != reading.id and first.at < reading.at else None


def changes(first: MirrorRead, now: MirrorRead) -> tuple[Change, ...]:
    """Every number that both readings have."""
    before = {measure.what: measure for measure in first.measures if measure.value is not None}
    return tuple(
        Change(measure.what, before[measure.what], measure, differ(before[measure.what], measure))
        for measure in now.measures
        if measure.value is not None and measure.what in before
    )


def of_person(book: Book, person: PersonId) -> MirrorRead | None:
    """The newest reading that is linked to this person."""
    who = people(book).who
    return next((one for one in readings(book) if one.person is not None and who(one.person) == who(person)), None)


def newest(book: Book, what: What) -> tuple[MirrorRead, Measured] | None:
    """The newest reading that has this number and someone to it who still stands in the book."""
    known = people(book)
    for one in readings(book):
        if known.name(one.person) is not None:
            for measure in one.measures:
                if measure.what == what and measure.value is not None:
                    return one, measure
    return None
