"""A growing delay after wrong tries, per name and per network, and never a lock-out. In memory only, names hashed."""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from nearer.vault.errors import TooSoon

FREE_TRIES = 3
LONGEST_WAIT = 30.0
FORGOTTEN_AFTER = 15 * 60.0
"""Seconds without a wrong try after which earlier ones count no more."""
REMEMBERED = 10_000
STEPS = 8
"""The wait doubles no further than this, so that the power stays a small number after thousands of tries."""


@dataclass
class Throttle:
    """Wrong tries by what they were made against. Times are seconds of any clock that does not run backwards."""

    _wrong: OrderedDict[bytes, tuple[int, float]] = field(default_factory=OrderedDict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def check(self, now: float, *against: str) -> None:
        """Raise TooSoon while a wait is running for any of these."""
        with self._guard:
            wait = max((self._wait(_hashed(what), now) for what in against), default=0.0)
        if wait > 0:
            raise TooSoon(int(wait) + 1)

    def wrong(self, now: float, *against: str) -> None:
        """Remember one more wrong try."""
        with self._guard:
            for what in map(_hashed, against):
                self._wrong[what] = (self._tries(what, now) + 1, now)
                self._wrong.move_to_end(what)
            while len(self._wrong) > REMEMBERED:
                self._wrong.popitem(last=False)

    def right(self, *against: str) -> None:
        """Forget the wrong tries: the book was opened."""
        with self._guard:
            for what in map(_hashed, against):
                self._wrong.pop(what, None)

    def _wait(self, what: bytes, now: float) -> float:
        tries = self._tries(what, now)
        if tries < FREE_TRIES:
            return 0.0
        steps = min(tries - FREE_TRIES, STEPS)
        return self._wrong[what][1] + min(2.0**steps, LONGEST_WAIT) - now

    def _tries(self, what: bytes, now: float) -> int:
        tries, last = self._wrong.get(what, (0, now))
        return tries if now - last < FORGOTTEN_AFTER else 0


def _hashed(what: str) -> bytes:
    return hashlib.blake2b(what.encode(errors="surrogatepass"), digest_size=16).digest()
