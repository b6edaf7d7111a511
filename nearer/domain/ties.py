"""The ties to the people in a book: who stands where, what was told of each, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from nearer.domain.book import Book
from nearer.domain.checkins import DEEP, whom_lately
from nearer.domain.entries import (
    CheckedIn,
    Entry,
    ImprintLeft,
    PersonId,
    PersonNamed,
    PersonPlaced,
    ReachedOut,
    RhythmChosen,
    RolesGiven,
    TieEnded,
    TieTold,
)
from nearer.domain.people import People, people
from nearer.domain.practice import Practice, practices
from nearer.domain.safety import not_proposed, unsafe_people

CLOSEST, CLOSE, WARM, AROUND = CIRCLES = (1, 2, 3, 4)

THREAD_DAYS = 56
"""A talk that left something is drawn as a thread for eight weeks."""

FULL = 60
"""Of 0-100: an aftertaste from here on has left something."""

CLOSENESS_EVERY = timedelta(days=7)
"""Closeness is asked once a week: more often is checking, not feeling."""

OPINIONS = 2
"""Of 0-4: a talk that went as deep as opinions, or deeper, is a real one."""

_CIRCLE_OF = {7: 1, 6: 1, 5: 2, 4: 3, 3: 3, 2: 4, 1: 4}

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Bond:
    """One person with everything that was written about them, oldest first.

    ``proposable``: may be named by Nearer of itself (see ``safety.not_proposed``); never after the tie has ended.
    """

    person: PersonId
    name: str
    placed: tuple[PersonPlaced, ...]
    told: TieTold | None
    ended: TieEnded | None
    roles: RolesGiven | None
    rhythm: int | None
    reached: tuple[ReachedOut, ...]
    talks: tuple[CheckedIn, ...]
    acts: tuple[Practice, ...]
    imprints: tuple[ImprintLeft, ...]
    is_unsafe: bool
    proposable: bool

    @cached_property
    def circle(self) -> int:
        """1 (closest) to 4 (around): where they were placed, else where the newest closeness of a check-in puts them."""
        if self.placed:
            return self.placed[-1].circle
        marked = next((t.closeness for t in reversed(self.talks) if t.closeness), None)
        return AROUND if marked is None else _CIRCLE_OF.get(marked, AROUND)

    @property
    def turn(self) -> int | None:
        """The place on the circle in degrees, if it was chosen by hand."""
        return self.placed[-1].turn if self.placed else None

    @property
    def is_weak(self) -> bool:
        """Whether this is someone known a little: a weak tie, which is a strength of its own kind (Granovetter 1973)."""
        return self.circle == AROUND or (self.told is not None and self.told.tie == "in_passing")

    @cached_property
    def closeness(self) -> tuple[tuple[date, int], ...]:
        """Closeness over time, 1-7, by day; where a day has several the last one counts."""
        marks: list[PersonPlaced | CheckedIn] = [*self.placed, *self.talks]
        by_day = {m.day: m.closeness for m in sorted(marks, key=lambda m: (m.at, m.id)) if m.closeness is not None}
        return tuple(sorted(by_day.items()))

    @property
    def last_talk(self) -> CheckedIn | None:
        """The last real talk: one that went as deep as opinions, or of which a line was kept."""
        return next((t for t in reversed(self.talks) if (t.depth or 0) >= OPINIONS or t.note), None)

    @property
    def notes(self) -> tuple[CheckedIn, ...]:
        """The talks of which a line was kept, the latest first."""
        return tuple(t for t in reversed(self.talks) if t.note)

    @property
    def is_held(self) -> bool:
        """Whether an opening was taken up here, or a talk that reached feelings left something good."""
        took_up = any(p.outcome is not None and p.outcome.response == "took_up" for p in self.acts)
        return took_up or any((t.depth or 0) >= DEEP and (t.heard or 0) >= FULL for t in self.talks)

    def last_contact(self) -> date | None:
        """The last day on which they met, or the person reached out."""
        met = [*(t.day for t in self.talks), *(r.day for r in self.reached)]
        met += [p.outcome.day for p in self.acts if p.outcome is not None]
        return max(met, default=None)

    def threads(self, today: date) -> int:
        """How many talks of the last eight weeks left something."""
        since = today - timedelta(days=THREAD_DAYS)
        return sum(t.day > since and ((t.aftertaste or 0) >= FULL or (t.depth or 0) >= DEEP) for t in self.talks)

    def closeness_is_asked(self, today: date) -> bool:
        """Whether a week has passed since closeness was drawn for them by hand."""
        drawn = [p.day for p in self.placed if p.closeness is not None]
        return not drawn or today - drawn[-1] >= CLOSENESS_EVERY


def bonds(book: Book) -> tuple[Bond, ...]:
    """Everyone who is named in the book, by circle and then by name. Ended ties are among them."""
    known = people(book)
    gather = _Gather(book, known)
    apart, unsafe = not_proposed(book), unsafe_people(book)
    found = (gather.bond(person, name, person in unsafe, person in apart) for person, name in known.names.items())
    return tuple(sorted(found, key=lambda b: (b.circle, b.name.casefold(), b.person)))


def bond(book: Book, person: PersonId) -> Bond | None:
    """One person by any of their ids; None for someone removed or never named."""
    who = people(book).who(person)
    return next((b for b in bonds(book) if b.person == who), None)


def living(found: tuple[Bond, ...]) -> tuple[Bond, ...]:
    """Those whose tie has not ended."""
    return tuple(b for b in found if b.ended is None)


def proposable(found: tuple[Bond, ...]) -> tuple[Bond, ...]:
    """Those whom Nearer may name of itself."""
    return tuple(b for b in found if b.proposable)


def whom_to_plan_with(book: Book) -> tuple[str, ...]:
    """The names that a plan offers: everyone who may be proposed, those of the latest check-ins first."""
    may = {b.person for b in proposable(bonds(book))}
    return tuple(name for person, name in whom_lately(book) if person in may)


def names_of(book: Book, person: PersonId) -> tuple[PersonId, ...]:
    """The entries that name someone, by any of their ids: what goes when they are taken out of the book."""
    return tuple(entry.id for entry in about(book, person) if isinstance(entry, PersonNamed))


class _Gather:
    """Every kind of entry, sorted to the person it is about."""

    def __init__(self, book: Book, known: People) -> None:
        self.placed, self.told = self._by(book.of(PersonPlaced), known), self._by(book.of(TieTold), known)
        self.ended, self.roles = self._by(book.of(TieEnded), known), self._by(book.of(RolesGiven), known)
        self.rhythm, self.reached = self._by(book.of(RhythmChosen), known), self._by(book.of(ReachedOut), known)
        self.talks, self.imprints = self._by(book.of(CheckedIn), known), self._by(book.of(ImprintLeft), known)
        self.acts: dict[PersonId, list[Practice]] = {}
        for p in practices(book):
            if p.plan.person is not None:
                self.acts.setdefault(known.who(p.plan.person), []).append(p)

    def _by(self, entries: tuple[E, ...], known: People) -> dict[PersonId, list[E]]:
        found: dict[PersonId, list[E]] = {}
        for entry in entries:
            if (person := getattr(entry, "person", None)) is not None:
                found.setdefault(known.who(person), []).append(entry)
        return found

    def bond(self, person: PersonId, name: str, is_unsafe: bool, is_apart: bool) -> Bond:
        ended, rhythm = _last(self.ended, person), _last(self.rhythm, person)
        return Bond(
            person,
            name,
            tuple(self.placed.get(person, ())),
            _last(self.told, person),
            ended,
            _last(self.roles, person),
            rhythm.every if rhythm else None,
            tuple(self.reached.get(person, ())),
            tuple(self.talks.get(person, ())),
            tuple(self.acts.get(person, ())),
            tuple(self.imprints.get(person, ())),
            is_unsafe,
            not is_apart and ended is None,
        )


def _last(found: dict[PersonId, list[E]], person: PersonId) -> E | None:
    entries = found.get(person)
    return entries[-1] if entries else None


def about(book: Book, person: PersonId) -> Iterator[Entry]:
    """Every entry that speaks of someone by any of their ids, their name and merges included."""
    known = people(book)
    who = known.who(person)
    for entry in book.entries:
        ids = [getattr(entry, name, None) for name in ("person", "kept", "gone")]
        if any(i is not None and known.who(i) == who for i in ids) or known.who(entry.id) == who:
            yield entry
