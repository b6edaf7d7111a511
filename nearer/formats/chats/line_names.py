"""Names in LINE's desktop exports, where nothing but a space parts a name from the words after it."""

from collections import defaultdict
from collections.abc import Iterable

_ROWS = 5_000
_FEWEST = 3
"""A first word that is followed by one and the same word this often is a name of two words."""
_MOST_WORDS = 4


class Names:
    """The names of one file, learned from what is the same in all rows that begin alike."""

    def __init__(self, rows: Iterable[str]) -> None:
        """``rows`` are name and words of each row."""
        groups: dict[str, list[list[str]]] = defaultdict(list)
        for _, row in zip(range(_ROWS), rows, strict=False):
            words = row.split(" ")
            groups[words[0]].append(words)
        self._names = {first: _common(rows) for first, rows in groups.items()}

    def split(self, row: str) -> tuple[str, str]:
        """Name and words of a row; an empty name where there is nothing after it."""
        first, space, _ = row.partition(" ")
        name = self._names.get(first, first)
        if name != first and row.startswith(name + " "):
            return name, row[len(name) + 1 :]
        return (first, row[len(first) + 1 :]) if space else ("", row)


def _common(rows: list[list[str]]) -> str:
    count = 1
    while (
        len(rows) >= _FEWEST
        and count < _MOST_WORDS
        and all(len(row) > count + 1 and row[count] == rows[0][count] for row in rows)
    ):
        count += 1
    return " ".join(rows[0][:count])
