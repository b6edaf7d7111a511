"""Daylio's CSV export: full_date, date, weekday, time, mood, activities, note_title, note; in some, scales; years ago no
full_date, but a year beside "18 May"."""

import re
from dataclasses import replace
from datetime import date

from nearer.domain.journal import Journal, Page
from nearer.formats.chats.letters import words_of
from nearer.formats.journals.dates import Order
from nearer.formats.journals.rows import head_of, rows
from nearer.formats.journals.table import Columns, read_table
from nearer.formats.tables import table

NEEDS = frozenset({"weekday", "time", "mood", "activities"})
_TAG = re.compile(r"</?(?:b|i|u|s|p|br|div|ul|ol|li|h[1-6]|font|span)\b[^>]{0,200}>", re.IGNORECASE)


def is_daylio(head: tuple[str, ...]) -> bool:
    """Whether these are the columns of Daylio."""
    names = _names(head)
    return set(names) >= NEEDS and ("full_date" in names or {"year", "date"} <= set(names))


def read_daylio(data: bytes, zone: str, latest: date, order: Order | None = None) -> Journal:
    """The pages of a Daylio export. Its full_date is a year, a month and a day, so no order is asked."""
    names = _names(head_of(data))
    if "full_date" not in names:
        data, names = _with_full_date(data, names)
    place = {name: n for n, name in enumerate(names)}
    columns = Columns(
        date=place["full_date"],
        time=place["time"],
        mood=place["mood"],
        tags=place["activities"],
        words=tuple(place[name] for name in ("note_title", "note") if name in place),
    )
    found = read_table(data, columns, zone, latest, order, "daylio")
    return replace(found, pages=tuple(map(_without_markup, found.pages)))


def _names(head: tuple[str, ...]) -> list[str]:
    return [name.strip().casefold() for name in head]


def _with_full_date(data: bytes, names: list[str]) -> tuple[bytes, list[str]]:
    """The older form with its day and its year in one cell."""
    year, day = names.index("year"), names.index("date")
    body = [row.cells for row in rows(data)][1:]
    put = [(*cells, f"{cells[day]} {cells[year]}" if len(cells) > max(year, day) else "") for cells in body]
    return table((*names, "full_date"), put), [*names, "full_date"]


def _without_markup(page: Page) -> Page:
    return replace(page, words=words_of(page.words.replace("\n", "<br>"))) if _TAG.search(page.words) else page
