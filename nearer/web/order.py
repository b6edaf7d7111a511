"""One browser's requests in their order: a page waits for the words that the page before it sent while it was left.

Browsers send those words and ask for the next page at the same moment, on two connections, and nothing says which arrives
first. So the page that is left notes in a cookie which draft is on its way, and the next page waits until that one is
sealed. Otherwise it would be drawn without the last words and look as if they were lost.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock

PATIENCE = 2.0
"""Seconds that a page waits at most: one that comes without the last words is better than none."""
ON_ITS_WAY = "nearer-draft"
"""The cookie: the marks of one draft or more, joined by points. It holds no words."""

_sealed: deque[str] = deque(maxlen=500)
_changed = Condition()
_written: deque[str] = deque(maxlen=500)
_turn = Lock()


@contextmanager
def in_turn(mark: str) -> Iterator[bool]:
    """One draft after the other. Gives whether this one is news: its page has written nothing that was typed later.

    A mark is ``page-number``, counted up by the page; one of another shape is always news.
    """
    with _turn:
        yield not any(_is_later(other, mark) for other in _written)
        _written.append(mark)


def _is_later(other: str, mark: str) -> bool:
    (page, _, number), (same, _, before) = other.rpartition("-"), mark.rpartition("-")
    return page == same != "" and number.isdecimal() and before.isdecimal() and int(number) > int(before)


def sealed(mark: str) -> None:
    """Say that the draft with this mark has been dealt with."""
    with _changed:
        _sealed.append(mark)
        _changed.notify_all()


def behind_drafts(marks: str) -> None:
    """Wait until all these drafts have been dealt with, or until patience ends."""
    with _changed:
        _changed.wait_for(lambda: all(mark in _sealed for mark in marks.split(".")), PATIENCE)
