"""What was brought in and is still being looked at: sealed, in memory only, one thing a person, gone after a while.

It is shown before it is kept, so it has to wait between two pages; it never touches the disk, and once its book has
locked nothing in memory can be read.
"""

import secrets
import threading
import time
from dataclasses import dataclass, field

from nearer.vault.seal import aad, seal, unseal
from nearer.vault.store import OpenBook

TABLE = "aside"
LASTS = 30 * 60
"""Seconds. Whoever looks longer chooses the file again."""
MOST = 6
"""Things that wait at once, the newest: each may be as large as the largest file."""


@dataclass(frozen=True, slots=True)
class _Waits:
    token: str
    until: float
    sealed: bytes = field(repr=False)


_waiting: dict[str, _Waits] = {}
_one_at_a_time = threading.Lock()


def put_aside(book: OpenBook, data: bytes) -> str:
    """Seal bytes for a while, in place of what the same person had put aside before; the token that finds them."""
    token = secrets.token_hex(16)
    sealed = seal(book.keys.entries, aad(book.person, book.epoch, TABLE, token), data)
    with _one_at_a_time:
        _waiting.pop(book.person, None)
        _waiting[book.person] = _Waits(token, time.monotonic() + LASTS, sealed)
        _sweep()
    return token


def from_aside(book: OpenBook, token: str) -> bytes | None:
    """What this person put aside under this token; None once it is gone."""
    with _one_at_a_time:
        _sweep()
        waits = _waiting.get(book.person)
    if waits is None or not secrets.compare_digest(waits.token.encode(), token.encode()):
        return None
    return unseal(book.keys.entries, aad(book.person, book.epoch, TABLE, token), waits.sealed)


def let_go_aside(book: OpenBook) -> None:
    """Forget what this person had put aside."""
    with _one_at_a_time:
        _waiting.pop(book.person, None)


def _sweep() -> None:
    now = time.monotonic()
    over = [person for person, waits in _waiting.items() if waits.until < now]
    for person in [*over, *list(_waiting)[: max(0, len(_waiting) - MOST)]]:
        _waiting.pop(person, None)
