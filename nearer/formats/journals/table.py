"""A plain table whose columns the person has named: a date, and whatever else there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date

from nearer.domain.entries import JournalSource
from nearer.domain.journal import Journal, Page, Unread, instant
from nearer.formats.journals.dates import Order, Written, at_of, clock_of, order_of, written
from nearer.formats.journals.errors import NotAJournal
from nearer.formats.journals.rows import Row, rows

GUESSES: dict[str, tuple[str, ...]] = {
    "date": (
        "full_date",
        "date",
        "day",
        "datum",
        "fecha",
        "data",
        "jour",
        "created",
        "created_at",
        "timestamp",
        "when",
    ),
    "time": ("time", "hour", "zeit", "uhrzeit", "hora", "heure"),
    "mood": ("mood", "score", "rating", "stimmung", "humor", "humeur", "feeling", "level"),
    "tags": ("activities", "tags", "company", "with", "people", "mit"),
    "words": (
        "note",
        "notes",
        "text",
        "entry",
        "words",
        "content",
        "body",
        "journal",
        "notiz",
        "nota",
        "title",
        "note_title",
    ),
}
"""Names that columns often go by."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, by number from 0; None for a part that the table does not have."""

    date: int
    time: int | None = None
    mood: int | None = None
    tags: int | None = None
    words: tuple[int, ...] = ()


LONG = 12
"""Letters on average from which on a column may hold words."""


def guessed(head: Sequence[str], body: Sequence[Row]) -> dict[str, list[int]]:
    """For each part, the columns whose name says that they hold it; for words else the one with the longest cells."""
    names = [name.strip().casefold().replace(" ", "_") for name in head]
    found = {part: [n for n, name in enumerate(names) if name in known] for part, known in GUESSES.items()}
    if not found["words"] and body:
        taken = {n for columns in found.values() for n in columns}
        lengths = {n: sum(len(_cell(row, n)) for row in body) / len(body) for n in range(len(names)) if n not in taken}
        longest = max(lengths, key=lambda n: lengths[n], default=None)
        found["words"] = [longest] if longest is not None and lengths[longest] >= LONG else []
    return found


def read_table(
    data: bytes,
    columns: Columns,
    zone: str,
    latest: date,
    order: Order | None = None,
    source: JournalSource = "table",
    between: str = "|",
) -> Journal:
    """The pages of a table; ``between`` separates tags. Raises NotAJournal, and OrderUnknown unless an order is given."""
    found = list(rows(data))[1:]
    dates = [written(_cell(row, columns.date), latest) for row in found]
    if not any(dates):
        raise NotAJournal("no_date")
    known = [cell for cell in dates if cell is not None]
    example = next(
        (_cell(row, columns.date) for row, cell in zip(found, dates, strict=True) if cell and cell.is_open), ""
    )
    order = order or order_of(known, example)
    pages, unread = list[Page](), list[Unread]()
    for row, cell in zip(found, dates, strict=True):
        page = None if cell is None else _page(row, cell, columns, zone, order, between)
        if page is None:
            unread.append(Unread(row.line, row.text))
        else:
            pages.append(page)
    return Journal(source, tuple(pages), tuple(unread))


def _page(row: Row, cell: Written, columns: Columns, zone: str, order: Order, between: str) -> Page | None:
    clock, offset = clock_of(_cell(row, columns.time))
    local = at_of(cell, order, clock)
    if local is None or (_cell(row, columns.time).strip() and clock is None):
        return None
    if local.tzinfo is None and offset is not None:
        local = local.replace(tzinfo=offset)
    at = instant(local, zone) if local.tzinfo is None else local.astimezone(UTC)
    words = "\n".join(said for n in columns.words if (said := _cell(row, n).strip()))
    mood = _cell(row, columns.mood).strip()
    tags = tuple(dict.fromkeys(tag for part in _cell(row, columns.tags).split(between) if (tag := part.strip())))
    return Page(row.line, at, zone, words, mood, tags) if words or mood or tags else None


def _cell(row: Row, column: int | None) -> str:
    return row.cells[column] if column is not None and column < len(row.cells) else ""
