"""Names hidden in a person's words: each stands as one private character, so that a forgotten one shows a box, no name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NewType

from nearer.domain.book import Book
from nearer.domain.entries import PersonId, PersonNamed
from nearer.domain.people import people

Words = NewType("Words", str)
"""Words of the person, or of the programme as they stood that day; a hidden name in them is one private character."""

Over = Callable[[str], Words]
"""What words go through before anyone else may read them."""

FIRST, LAST = 0xE000, 0xF8FF
"""Unicode's private characters: they mean nothing to anyone, so nobody's words need them."""

LONG = 5
"""Letters. A name this long is found in small letters too; shorter ones are too often words ("will", "may", "an")."""

_PRIVATE = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")


@dataclass(frozen=True, slots=True)
class _Veil:
    """A pattern over every form of every name, and the character that stands for each."""

    pattern: re.Pattern[str]
    characters: Mapping[str, str]

    def over(self, text: str) -> Words:
        """The words with their names hidden."""
        return Words(self.pattern.sub(lambda found: self.characters[found[0].casefold()], shown(text)))


def shown(text: str) -> Words:
    """The words as they are, names and all; only private characters of their own are taken out."""
    return Words(_PRIVATE.sub("", text))


def names_hidden(book: Book) -> Over:
    """What hides the name of everyone in the book; whoever was merged shares a character with the one kept.

    Names are found as whole words: as written, with a capital, in capitals, and from five letters on in small letters.
    A name that stands only inside a sentence is not known to the book, and stays.
    """
    known = people(book)
    places: dict[PersonId, int] = {}
    characters: dict[str, str] = {}
    forms: set[str] = set()
    for named in book.of(PersonNamed):
        if name := shown(named.name).strip():
            place = places.setdefault(known.who(named.id), len(places))
            characters.setdefault(name.casefold(), chr(min(LAST, FIRST + place)))
            forms |= _forms(name)
    return _over(forms, characters)


def hides(names: Iterable[str]) -> Over:
    """What hides these names, each under a character of its own; they are found as in ``names_hidden``."""
    characters: dict[str, str] = {}
    forms: set[str] = set()
    for name in (shown(name).strip() for name in names):
        if name:
            characters.setdefault(name.casefold(), chr(min(LAST, FIRST + len(characters))))
            forms |= _forms(name)
    return _over(forms, characters)


def pieces(words: str) -> tuple[tuple[str, int | None], ...]:
    """Words in pieces: plain ones with None, and for each hidden name an empty one with its place, from 0."""
    found: list[tuple[str, int | None]] = []
    end = 0
    for hidden in _PRIVATE.finditer(words):
        found += [(words[end : hidden.start()], None), ("", ord(hidden[0]) - FIRST)]
        end = hidden.end()
    return (*found, (words[end:], None))


def letters(place: int) -> str:
    """What tells one hidden person from another: A to Z, then AA, AB and on."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _over(forms: Iterable[str], characters: Mapping[str, str]) -> Over:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if not longest_first:
        return shown
    return _Veil(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), characters).over


def _forms(name: str) -> set[str]:
    small = {name.lower()} if len(name) >= LONG else set()
    forms = {name, name[:1].upper() + name[1:], name.upper()} | small
    return {form for form in forms if form.casefold() == name.casefold()}
