"""Tables that other programs open: CSV in which no cell can act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, in both widths."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8 with a mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(cell, head))
    writer.writerows(map(cell, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as text; one that begins like a formula gets an apostrophe before it. None is an empty cell."""
    said = "" if value is None else str(value)
    return f"'{said}" if said.lstrip(" \u00a0").startswith(FORMULA) or said.startswith(FORMULA) else said
