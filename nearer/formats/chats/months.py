"""English month names, as several messengers write them whatever the phone speaks."""

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip


def month(name: str) -> int | None:
    """1-12 for an English month name or its three or four first letters, else None."""
    folded = name.casefold().rstrip(".")
    if folded[:3] not in _NAMES:
        return None
    number = _NAMES.index(folded[:3])
    return number + 1 if _FULL[number].startswith(folded) else None
