"""What a kept reading says where its number matters: beside a sign, beside felt and shown, on the page of a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from nearer.domain.book import Book
from nearer.domain.entries import MirrorRead, PersonId, What
from nearer.domain.mirror_kept import newest, of_person
from nearer.domain.people import people
from nearer.domain.safety import mirror_rests
from nearer.web.mirror_words import Figure, figure
from nearer.web.stamp import today

MIRRORED: dict[str, tuple[What, ...]] = {
    "S1": ("errands", "deep"),
    "S2": ("mine_met", "theirs_met"),
    "S4": ("errands", "deep"),
}
"""Which numbers stand beside which sign."""

OF_PERSON: tuple[What, ...] = ("deep", "theirs_met", "follow_ups", "starts")
"""On a person's page: own acts first."""


@dataclass(frozen=True, slots=True)
class Share:
    """One number of one kept reading, and whom the chat is with."""

    reading: MirrorRead
    figure: Figure
    name: str | None


def mirrored(book: Book, whats: Sequence[What]) -> list[Share]:
    """The newest of each of these numbers from readings that are linked to someone; none while the mirror rests."""
    if mirror_rests(book, today()):
        return []
    found = [newest(book, what) for what in whats]
    known = people(book)
    return [Share(one[0], figure(one[1]), known.name(one[0].person)) for one in found if one is not None]


def mirrored_with(book: Book, person: PersonId) -> list[Share]:
    """Some numbers of the newest reading of a chat with this person; none while the mirror rests."""
    reading = of_person(book, person)
    if reading is None or mirror_rests(book, today()):
        return []
    by_what = {m.what: m for m in reading.measures if m.value is not None}
    return [Share(reading, figure(by_what[what]), None) for what in OF_PERSON if what in by_what]
