"""Names hidden in a person's words: each stands as one private character, so that a forgotten one shows a box, no name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nearer.domain.book import Book
from nearer.domain.entries import PersonId, PersonNamed
from nearer.domain.people import people
from nearer.domain.report.values import Words

FIRST, LAST = 0xE000, 0xF8FF
"""Unicode's private characters: they mean nothing to anyone, so nobody's words need them."""

_PRIVATE = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")

LONG = 5
"""Letters. A name this long is found in small letters too; shorter ones are too often words ("will", "may", "an")."""


@dataclass(frozen=True)
class Veil:
    """What hides names: a pattern over every name of the book, and the character for each. Without one nothing is hidden."""

    pattern: re.Pattern[str] | None
    characters: Mapping[str, str]

    def over(self, text: str) -> Words:
        """The words with names hidden; private characters of their own are taken out."""
        plain = _PRIVATE.sub("", text)
        if self.pattern is None:
            return Words(plain)
        return Words(self.pattern.sub(lambda found: self.characters[found[0].casefold()], plain))


SHOWN = Veil(None, {})
"""Hides nothing."""


def veil(book: Book) -> Veil:
    """What hides the name of everyone in the book, whoever was merged keeping one character with the one kept.

    Found as whole words: as written, with a capital and in capitals, and from five letters on in small letters too.
    """
    known = people(book)
    places: dict[PersonId, int] = {}
    characters: dict[str, str] = {}
    forms: set[str] = set()
    for named in book.of(PersonNamed):
        name = " ".join(named.name.split())
        if name:
            place = places.setdefault(known.who(named.id), len(places))
            characters.setdefault(name.casefold(), chr(min(LAST, FIRST + place)))
            forms |= {name, name[:1].upper() + name[1:], name.upper()}
            forms |= {name.casefold(), name.lower()} if len(name) >= LONG else set()
    if not forms:
        return SHOWN
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return Veil(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), characters)


def hidden_places(words: str) -> tuple[tuple[str, int | None], ...]:
    """The words in pieces: plain ones with None, and for each hidden name an empty one with its place, from 0."""
    pieces: list[tuple[str, int | None]] = []
    end = 0
    for found in _PRIVATE.finditer(words):
        pieces += [(words[end : found.start()], None), ("", ord(found[0]) - FIRST)]
        end = found.end()
    return (*pieces, (words[end:], None))
