"""What was brought in and is still being looked at: sealed, in memory only, one thing a person, gone after a while.

It is shown before it is kept, so it has to wait between two pages; it never touches the disk, and nothing in memory can be
read once its book has locked. Where there is no book yet, the key lies in the token alone, which is in the page.
"""

import secrets
import threading
import time
from dataclasses import dataclass, field

from nearer.vault.errors import Damaged
from nearer.vault.seal import KEY, aad, seal, unseal
from nearer.vault.store import OpenBook

TABLE = "aside"
LASTS = 30 * 60
"""Seconds. Whoever looks longer chooses the file again."""
MOST = 6
"""Things that wait at once, the newest: each may be as large as the largest file."""
ROW = 32


@dataclass(frozen=True, slots=True)
class _Waits:
    row: str
    until: float
    sealed: bytes = field(repr=False)


_waiting: dict[str, _Waits] = {}
_one_at_a_time = threading.Lock()


def put_aside(book: OpenBook, data: bytes, lasts: float = LASTS) -> str:
    """Seal bytes for a while, in place of what the same person had put aside before; the token that finds them."""
    row = secrets.token_hex(ROW // 2)
    _put(book.person, row, seal(book.keys.entries, aad(book.person, book.epoch, TABLE, row), data), lasts)
    return row


def from_aside(book: OpenBook, token: str) -> bytes | None:
    """What this person put aside under this token; None once it is gone, also when the book has had new keys since."""
    waits = _find(book.person, token)
    try:
        place = aad(book.person, book.epoch, TABLE, token)
        return None if waits is None else unseal(book.keys.entries, place, waits.sealed)
    except Damaged:
        return None


def let_go_aside(book: OpenBook) -> None:
    """Forget what this person had put aside."""
    _put(book.person, "", None)


def put_aside_alone(data: bytes) -> str:
    """The same for someone who has no book here yet: the token holds the key too."""
    row, key = secrets.token_hex(ROW // 2), secrets.token_bytes(KEY)
    _put(row, row, seal(key, aad(row, 0, TABLE, row), data))
    return row + key.hex()


def from_aside_alone(token: str) -> bytes | None:
    """What was put aside under this token; None once it is gone."""
    row, key = token[:ROW], token[ROW:]
    waits = _find(row, row)
    try:
        return None if waits is None else unseal(bytes.fromhex(key), aad(row, 0, TABLE, row), waits.sealed)
    except (Damaged, ValueError):
        return None


def let_go_aside_alone(token: str) -> None:
    """Forget it."""
    _put(token[:ROW], "", None)


def _put(whose: str, row: str, sealed: bytes | None, lasts: float = LASTS) -> None:
    with _one_at_a_time:
        _waiting.pop(whose, None)
        if sealed is not None:
            _waiting[whose] = _Waits(row, time.monotonic() + lasts, sealed)
        _sweep()


def _find(whose: str, row: str) -> _Waits | None:
    with _one_at_a_time:
        _sweep()
        waits = _waiting.get(whose)
    return waits if waits is not None and secrets.compare_digest(waits.row.encode(), row.encode()) else None


def _sweep() -> None:
    now = time.monotonic()
    over = [whose for whose, waits in _waiting.items() if waits.until < now]
    for whose in [*over, *list(_waiting)[: max(0, len(_waiting) - MOST)]]:
        _waiting.pop(whose, None)
