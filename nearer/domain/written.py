"""Everything that was written: by month and day, found by its words, and what goes when one entry is removed."""

from calendar import Calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from nearer.domain.book import Book
from nearer.domain.entries import (
    STAMP,
    CheckedIn,
    CoinFlipBegun,
    Entry,
    JournalBrought,
    PersonId,
    PracticeAskedAgain,
    PracticeDone,
)
from nearer.domain.people import people
from nearer.domain.shares import goes_with_bond, is_of_bond

BELONGS_TO = ("plan", "trial", "test", "reading")
"""Fields that name the entry without which this one says nothing: it goes when that one goes."""

SPEAKS_OF = ("person", "kept", "gone")
"""Fields that name a person; what holds one stays when the name goes, and says "someone"."""

MARKS = STAMP.union(
    BELONGS_TO,
    SPEAKS_OF,
    ("whose", "wanted", "thoughts", "company", "happened", "through", "response", "expected", "measure"),
    ("tie", "theirs", "mine", "situation", "story", "exercise", "part", "question", "item", "ask", "country", "form"),
    ("why", "chat", "what", "feeling", "worse"),
    ("ticks", "exercises"),
    ("bond", "letter", "card", "own", "way", "parts", "pause", "answer", "worse"),
    ("source", "pages", "digest"),
)
"""Fields whose text is a mark of ours or an id, never a person's words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a calendar and how many entries it holds."""

    day: date
    n: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its weeks from Monday to Sunday (None where a day is of another month), its days with entries, the
    latest first, and the nearest earlier and later months that hold anything (their first days)."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    days: tuple[tuple[date, tuple[Entry, ...]], ...]
    earlier: date | None
    later: date | None


def months(book: Book) -> tuple[tuple[date, int], ...]:
    """The first day of every month that holds anything, the latest first, and how many entries it holds."""
    counted: dict[date, int] = {}
    for entry in book.entries:
        first = entry.day.replace(day=1)
        counted[first] = counted.get(first, 0) + 1
    return tuple(sorted(counted.items(), reverse=True))


def month(book: Book, first: date) -> Month:
    """The month that begins on this day."""
    within = [entry for entry in book.entries if entry.day.replace(day=1) == first]
    by_day: dict[date, list[Entry]] = {}
    for entry in within:
        by_day.setdefault(entry.day, []).append(entry)
    weeks = tuple(
        tuple(Cell(day, len(by_day.get(day, ()))) if day.month == first.month else None for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )
    held = [found for found, _n in months(book)]
    return Month(
        first,
        weeks,
        tuple((day, tuple(by_day[day])) for day in sorted(by_day, reverse=True)),
        max((found for found in held if found < first), default=None),
        min((found for found in held if found > first), default=None),
    )


def texts_of(entry: Entry) -> tuple[str, ...]:
    """Everything in an entry that is made of words, whoever wrote them: no ids, no marks, no empty lines."""
    return tuple(text for text in _texts(entry) if text.strip())


def found(book: Book, words: str) -> tuple[Entry, ...]:
    """The entries that hold all of these words, the newest first; a person's name finds what was with them."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    names = people(book)
    return tuple(e for e in reversed(book.entries) if _holds(e, wanted, names.name(getattr(e, "person", None))))


def goes_with(book: Book, entry: Entry) -> tuple[Entry, ...]:
    """What goes when an entry is removed, because it says nothing without it; an outcome takes later answers along, and an
    older journal everything that came with it."""
    if isinstance(entry, JournalBrought):
        brought = set(entry.pages)
        return tuple(e for e in book.entries if e.id in brought)
    if isinstance(entry, PracticeDone):
        return tuple(asked for asked in book.of(PracticeAskedAgain) if asked.plan == entry.plan)
    if is_of_bond(entry):
        return goes_with_bond(book, entry)
    return tuple(e for e in book.entries if any(getattr(e, name, None) == entry.id for name in BELONGS_TO))


def said_with(book: Book, person: PersonId) -> int:
    """How many entries speak of a person, by any of their names."""
    who = people(book).who
    return sum(any(_is(getattr(e, name, None), person, who) for name in SPEAKS_OF) for e in book.entries)


def _is(held: Any, person: PersonId, who: Any) -> bool:
    return isinstance(held, str) and who(held) == who(person)


def _holds(entry: Entry, wanted: list[str], name: str | None) -> bool:
    text = " ".join((*_texts(entry), name or "")).casefold()
    return all(word in text for word in wanted)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        kind = type(value)
        for field in fields(value):
            if field.name not in MARKS and not _is_mark(kind, field.name):
                yield from _texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for name, held in value.items():
            if name not in ("entry", "rev"):
                yield from _texts(held)
    elif isinstance(value, tuple | list):
        for held in value:
            yield from _texts(held)


def _is_mark(kind: type[Any], name: str) -> bool:
    """A step is words in a check-in and a name of ours everywhere else; the act of a coin test is an id."""
    return (name == "step" and kind is not CheckedIn) or (name == "act" and kind is CoinFlipBegun)
