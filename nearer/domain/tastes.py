"""The aftertaste of talks, person by person: one's own taste of them, never a verdict on anyone."""

from dataclasses import dataclass

from nearer.domain.book import Book
from nearer.domain.dots import Side, dots_by_day, side_of
from nearer.domain.entries import CheckedIn, PersonId
from nearer.domain.people import people
from nearer.domain.safety import unsafe_people


@dataclass(frozen=True, slots=True)
class Taste:
    """One person and the days with an aftertaste, 0 (flat) to 100 (full); an average from three days on."""

    person: PersonId
    side: Side


def aftertaste_by_person(book: Book) -> tuple[Taste, ...]:
    """Those with whom an aftertaste was noted, the most often first; unsafe and unnamed people are left out."""
    known, unsafe = people(book), unsafe_people(book)
    noted: dict[PersonId, list[CheckedIn]] = {}
    for c in book.of(CheckedIn):
        if c.person is not None and c.aftertaste is not None and (who := known.who(c.person)) in known.names:
            noted.setdefault(who, []).append(c)
    found = [
        Taste(who, side_of(who, dots_by_day((c.day, float(c.aftertaste or 0)) for c in written)))
        for who, written in noted.items()
        if who not in unsafe
    ]
    return tuple(sorted(found, key=lambda taste: (-taste.side.n, taste.person)))
