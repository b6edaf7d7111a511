"""The people in a book, by id: names, aliases after a merge, and "someone" after a removal."""

from collections.abc import Mapping
from dataclasses import dataclass

from nearer.domain.book import Book
from nearer.domain.entries import PeopleMerged, PersonId, PersonNamed, PersonRemoved


@dataclass(frozen=True, slots=True)
class People:
    """Who is who. ``names`` holds those still in the book; ``aliases`` leads a merged id to the one kept."""

    names: Mapping[PersonId, str]
    aliases: Mapping[PersonId, PersonId]

    def name(self, person: PersonId | None) -> str | None:
        """The name of a person, or None for nobody, for someone removed and for an id never named."""
        return None if person is None else self.names.get(self.who(person))

    def who(self, person: PersonId) -> PersonId:
        """The id that stands for this person today, after any merges."""
        while (onward := self.aliases.get(person)) is not None:
            person = onward
        return person

    def called(self, name: str) -> PersonId | None:
        """The person who goes by this name, compared without case and outer space."""
        wanted = name.strip().casefold()
        return next((person for person, known in self.names.items() if known.casefold() == wanted), None)


def people(book: Book) -> People:
    """Everyone named in the book and not removed from it."""
    aliases: dict[PersonId, PersonId] = {}
    known = People({}, aliases)
    for merge in book.of(PeopleMerged):
        kept, gone = known.who(merge.kept), known.who(merge.gone)
        if kept != gone:
            aliases[gone] = kept
    removed_ones = {known.who(removed.person) for removed in book.of(PersonRemoved)}
    names = {p.id: p.name.strip() for p in book.of(PersonNamed) if known.who(p.id) == p.id and p.id not in removed_ones}
    return People(names, aliases)
