"""A table of text as rows of cells, line by line, whatever separates them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from nearer.formats.chats.errors import NotReadable
from nearer.formats.chats.source import Source, held
from nearer.formats.journals.errors import NotAJournal

SEPARATORS = ",;\t|"
MOST_ROWS, MOST_COLUMNS = 50_000, 100
LONGEST_UNREAD = 200
"""Letters of an unread line that are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line on which it ends."""

    line: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The row in short, as it is shown where it could not be read."""
        return " · ".join(cell for cell in self.cells if cell.strip())[:LONGEST_UNREAD]


def rows(data: bytes) -> Iterator[Row]:
    """Every row that holds anything, the head first. Raises NotAJournal."""
    source = held("", data)
    if not data.strip():
        raise NotAJournal("empty")
    line = 0
    try:
        reader = csv.reader(_lines(source), delimiter=_separator(source), strict=True)
        for count, cells in enumerate(reader):
            line = reader.line_num
            if count > MOST_ROWS:
                raise NotAJournal("large")
            if len(cells) > MOST_COLUMNS:
                raise NotAJournal("no_columns", line)
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(cells))
    except NotReadable as wrong:
        raise NotAJournal("binary") from wrong
    except csv.Error as wrong:
        raise NotAJournal("open_quote", line + 1) from wrong


def head_of(data: bytes) -> tuple[str, ...]:
    """The names of the columns."""
    return next((row.cells for row in rows(data)), ())


def _lines(source: Source) -> Iterator[str]:
    return (f"{line}\n" for line in source.lines())


def _separator(source: Source) -> str:
    """The sign that stands most often in the first line."""
    first = next((line for line in source.lines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)
