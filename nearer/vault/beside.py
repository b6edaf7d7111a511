"""What lies beside a document in a file: one's own words of chats, each under the entry that names it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nearer.domain.archive import TakenIn
from nearer.domain.entries import Entry, EntryId, OwnWordsKept
from nearer.domain.own_words import MOST, is_named, is_of
from nearer.vault.canonical import NotABook, canonical, entries_in
from nearer.vault.errors import Damaged, FutureVersion

if TYPE_CHECKING:
    from nearer.vault.store import OpenBook


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds: its entries, and the words that some of them name. ``left`` were named, and are not in it."""

    entries: tuple[Entry, ...]
    words: Mapping[EntryId, bytes] = field(repr=False)
    left: int = 0

    def fitting(self, book: "OpenBook") -> "Brought":
        """The same under ids that are free for this book."""
        fitting = book.with_own_ids(self.entries)
        ids = {was.id: now.id for was, now in zip(self.entries, fitting, strict=True)}
        return Brought(fitting, {ids[row]: text for row, text in self.words.items()}, self.left)

    def holding(self, entries: Iterable[Entry]) -> "Brought":
        """Only some of the entries, with their words."""
        some = tuple(entries)
        ids = {entry.id for entry in some}
        return Brought(some, {row: text for row, text in self.words.items() if row in ids}, self.left)

    def without_words(self) -> "Brought":
        """Without kept words: where someone looks at the device none are taken in."""
        rest = [entry for entry in self.entries if not isinstance(entry, OwnWordsKept)]
        return Brought(tuple(rest), {}, self.left + len(self.entries) - len(rest))

    @property
    def large(self) -> dict[EntryId, list[bytes]]:
        """The words as a book takes them in."""
        return {row: [text] for row, text in self.words.items()}

    @property
    def document(self) -> bytes:
        """The entries as a document."""
        return canonical(self.entries)

    @property
    def beside(self) -> bytes:
        """The words in the order of the document."""
        return b"".join(self.words[one.id] for one in _named(self.entries))


def brought(document: bytes, beside: bytes) -> Brought:
    """A document with the words beside it, every one of them, and nothing more. Raises NotABook, FutureVersion."""
    entries = entries_in(document)
    words, place = {}, 0
    for one in _named(entries):
        words[one.id] = beside[place : place + max(0, one.size)]
        place += max(0, one.size)
    if place != len(beside):
        raise NotABook
    return _checked(entries, words)


def brought_apart(document: bytes, words: Mapping[EntryId, bytes]) -> Brought:
    """A document whose words lie in files of their own. An entry whose words are not among them is left out and counted."""
    entries = entries_in(document)
    rest = tuple(entry for entry in entries if not isinstance(entry, OwnWordsKept) or entry.id in words)
    found = _checked(rest, {one.id: words[one.id] for one in _named(rest)})
    return Brought(found.entries, found.words, len(entries) - len(rest))


def words_of(book: "OpenBook", entries: Iterable[Entry]) -> dict[EntryId, bytes]:
    """The kept words of a book that are whole, by their entries; what is torn is not among them."""
    found = {one.id: _text(book, one) for one in _named(entries)}
    return {row: text for row, text in found.items() if text is not None}


def held_by(book: "OpenBook", entries: Iterable[Entry]) -> Brought:
    """A whole book as it leaves: its entries, and the words that are whole. An entry whose words are torn stays behind."""
    every = tuple(entries)
    words = words_of(book, every)
    rest = tuple(entry for entry in every if not isinstance(entry, OwnWordsKept) or entry.id in words)
    return Brought(rest, words, len(every) - len(rest))


def torn_in(book: "OpenBook", entries: Iterable[Entry]) -> tuple[OwnWordsKept, ...]:
    """Those of these entries of a book whose words are not whole."""
    return tuple(one for one in _named(entries) if _text(book, one) is None)


def bring(book: "OpenBook", held: Brought, chosen: TakenIn, same: Iterable[Entry]) -> None:
    """Write what was chosen, with its words, in one transaction; words that are torn here are mended from the file."""
    torn = torn_in(book, same)
    add, remove = (*chosen.add, *torn), (*chosen.remove, *(one.id for one in torn))
    book.write(add, chosen.replace, remove, held.large)


def _text(book: "OpenBook", kept: OwnWordsKept) -> bytes | None:
    try:
        text = b"".join(book.large(kept.id))
    except (Damaged, FutureVersion):
        return None
    return text if is_named(kept, text) else None


def _checked(entries: tuple[Entry, ...], words: Mapping[EntryId, bytes]) -> Brought:
    if sum(map(len, words.values())) > MOST:
        raise NotABook
    for place, entry in enumerate(entries, 1):
        if isinstance(entry, OwnWordsKept) and not is_of(entry, words[entry.id]):
            raise NotABook(place)
    return Brought(entries, words)


def _named(entries: Iterable[Entry]) -> list[OwnWordsKept]:
    return [entry for entry in entries if isinstance(entry, OwnWordsKept)]
