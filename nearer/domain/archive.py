"""A book that comes in from an archive, held beside the one that is here: what is new, what is the same, what differs."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from nearer.domain.book import Book
from nearer.domain.entries import (
    BookBegun,
    CountryChosen,
    Drafted,
    Entry,
    EntryId,
    LockAfterChosen,
    PracticeDone,
    PracticePlanned,
    QuietNameChosen,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Both:
    """One entry in two versions. ``here`` is None where its row stands in the book but does not open. ``is_fixed``: a
    prediction that has its outcome already, and is never rewritten."""

    here: Entry | None
    there: Entry
    is_fixed: bool = False

    @property
    def is_later_there(self) -> bool:
        """Whether the archive's version was changed more often, or is the only one that opens."""
        return not self.is_fixed and (self.here is None or self.there.rev > self.here.rev)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an archive brings. ``left`` are entries about the book itself, of which it has its own."""

    new: tuple[Entry, ...]
    same: tuple[Entry, ...]
    differ: tuple[Both, ...]
    left: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What to write: entries to add, to put in place of others, and rows to remove first."""

    add: tuple[Entry, ...]
    replace: tuple[Entry, ...]
    remove: tuple[EntryId, ...]


def arrival(book: Book, entries: Iterable[Entry]) -> Arrival:
    """An archive beside a book. Ids tell what is the same entry; a revision alone makes no difference.

    A book that has a first page, an idle time or a half-written form keeps its own.
    """
    closed, done = {problem.row for problem in book.problems}, {done.plan for done in book.of(PracticeDone)}
    new, same, differ, left = list[Entry](), list[Entry](), list[Both](), list[Entry]()
    for there in entries:
        here = book.get(there.id)
        if here is None and there.id in closed:
            differ.append(Both(None, there))
        elif here is None:
            (left if _has_its_own(book, there) else new).append(there)
        elif type(here) is type(there) and replace(there, rev=here.rev) == here:
            same.append(there)
        else:
            differ.append(Both(here, there, isinstance(here, PracticePlanned) and here.id in done))
    return Arrival(tuple(new), tuple(same), tuple(differ), tuple(left))


def taken_in(found: Arrival, theirs: Set[EntryId]) -> TakenIn:
    """What to write once it is chosen of which differing entries the archive's version shall stand."""
    chosen = [both for both in found.differ if both.there.id in theirs and not both.is_fixed]
    edits = tuple(replace(both.there, rev=both.here.rev + 1) for both in chosen if both.here is not None)
    mended = tuple(both.there for both in chosen if both.here is None)
    return TakenIn((*found.new, *mended), edits, tuple(entry.id for entry in mended))


def with_ids(entries: Iterable[Entry], anew: Callable[[EntryId], EntryId]) -> tuple[Entry, ...]:
    """The same entries under other ids, wherever an id of theirs stands."""
    held = tuple(entries)
    others = {entry.id: anew(entry.id) for entry in held}
    return tuple(_renamed(entry, others) for entry in held)


def _has_its_own(book: Book, entry: Entry) -> bool:
    if isinstance(entry, Drafted):
        return any(draft.form == entry.form for draft in book.of(Drafted))
    of_the_book = BookBegun | LockAfterChosen | QuietNameChosen | CountryChosen
    return isinstance(entry, of_the_book) and bool(book.of(type(entry)))


def _renamed(value: T, others: dict[EntryId, EntryId]) -> T:
    renamed: Any = value
    if isinstance(value, str):
        renamed = others.get(value) or "/".join(others.get(part, part) for part in value.split("/"))
    elif is_dataclass(value) and not isinstance(value, type):
        renamed = replace(value, **{f.name: _renamed(getattr(value, f.name), others) for f in fields(value)})
    elif isinstance(value, dict):
        renamed = {name: _renamed(held, others) for name, held in value.items()}
    elif isinstance(value, tuple | list):
        renamed = type(value)(_renamed(held, others) for held in value)
    return cast("T", renamed)
