"""A person's book: everything they wrote, in order, and what could not be read beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal, TypeVar, cast

from nearer.domain.entries import Entry, EntryId

E = TypeVar("E", bound=Entry)

ProblemKind = Literal["damaged", "future", "unreadable"]
"""damaged: the seal does not open; future: written by a newer Nearer; unreadable: opens, but is no entry we know."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that stays stored although it could not be read."""

    row: EntryId
    kind: ProblemKind


@dataclass(frozen=True)
class Book:
    """One person's entries, ordered by when they were written (then by id, so that the order is total)."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def bound(cls, entries: Iterable[Entry], problems: Iterable[Problem] = ()) -> "Book":
        """Bind entries in any order into a book."""
        return cls(tuple(sorted(entries, key=attrgetter("at", "id"))), tuple(problems))

    @cached_property
    def _by_id(self) -> dict[EntryId, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_kind(self) -> dict[type[Entry], tuple[Entry, ...]]:
        grouped: dict[type[Entry], list[Entry]] = {}
        for entry in self.entries:
            grouped.setdefault(type(entry), []).append(entry)
        return {kind: tuple(entries) for kind, entries in grouped.items()}

    def get(self, entry_id: EntryId) -> Entry | None:
        """The entry with this id, if it is in the book."""
        return self._by_id.get(entry_id)

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """All entries of one kind, oldest first."""
        return cast("tuple[E, ...]", self._by_kind.get(kind, ()))

    def last(self, kind: type[E]) -> E | None:
        """The newest entry of one kind."""
        entries = self.of(kind)
        return entries[-1] if entries else None

    def between(self, first: date, last: date) -> "Book":
        """The part of the book written on the days from first to last, both included."""
        return Book(tuple(entry for entry in self.entries if first <= entry.day <= last), self.problems)
