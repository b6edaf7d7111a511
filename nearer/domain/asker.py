"""Someone who asks once a week whether the small act was done: people keep at what another person will ask about."""

from dataclasses import dataclass
from datetime import date

from nearer.domain.book import Book
from nearer.domain.entries import AskerChosen, EntryId, PersonId
from nearer.domain.people import people
from nearer.domain.ties import bonds, proposable


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, on which weekday (0 is Monday), and the words by which they were asked to."""

    id: EntryId
    person: PersonId
    name: str
    weekday: int
    words: str


def asker(book: Book) -> Asker | None:
    """Who asks at present; None where nobody does, where they are not proposed for anything any more, or it has ended."""
    chosen = book.last(AskerChosen)
    if chosen is None or chosen.person is None:
        return None
    who = people(book).who(chosen.person)
    bond = next((b for b in proposable(bonds(book)) if b.person == who), None)
    return None if bond is None else Asker(chosen.id, who, bond.name, chosen.weekday, chosen.words)


def asks_today(book: Book, day: date) -> Asker | None:
    """Who asks on this day."""
    found = asker(book)
    return found if found is not None and found.weekday == day.weekday() else None
