"""Diaries as text, one day a word, so that a test's string is sixty days of check-ins.

    .        nothing was written
    a70      alone by choice, mood 70          n20   alone, not by choice
    w50      with others, being heard unsaid   h80   with others and heard   u30   with others and not heard
    d65      a talk that reached feelings, aftertaste 65       s40   a talk that did not
    g60-20   felt 60, shown 20
    a70+s40  two check-ins on one day

``w50:ann`` is with Ann. The first day is the second of March 2026.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nearer.domain.book import Book
from nearer.domain.entries import CheckedIn, Entry
from tests.books import ZONE, the

FIRST = date(2026, 3, 2)
NOTHING: dict[str, Any] = dict.fromkeys(
    ("mood", "chosen", "person", "depth", "heard", "felt", "shown", "closeness", "aftertaste", "stepped_back")
) | {"step": "", "note": ""}


def a_diary(text: str, *others: Entry) -> Book:
    """The book that these days say, with other entries beside them."""
    days = enumerate(text.split())
    written = [one for day, words in days for one in _day(day, words)]
    return Book.bound([*written, *others])


def day(number: int) -> date:
    """A day of the diary, from 0 on."""
    return FIRST + timedelta(days=number)


def stamped(number: int, word: str, minute: int = 0) -> dict[str, Any]:
    """The fields every entry has, on a day of the diary."""
    at = datetime.combine(day(number), time(9), UTC) + timedelta(minutes=minute)
    return {"id": the(f"{number} {word} {minute}", "diary"), "rev": 1, "at": at, "zone": ZONE, "day": day(number)}


def checked(number: int, minute: int = 0, **said: Any) -> CheckedIn:
    """A check-in on a day of the diary; alone where nothing else is said."""
    return CheckedIn(**stamped(number, "checked", minute), **(NOTHING | {"company": "alone"} | said))


def _day(number: int, words: str) -> list[CheckedIn]:
    if words == ".":
        return []
    return [checked(number, minute, **_said(word)) for minute, word in enumerate(words.split("+"))]


def _said(word: str) -> dict[str, Any]:
    word, _, name = word.partition(":")
    kind, (level, _, other) = word[0], word[1:].partition("-")
    said = {"person": the(name, "name")} if name else {}
    more: dict[str, dict[str, Any]] = {
        "a": {"mood": int(level), "chosen": True},
        "n": {"mood": int(level), "chosen": False},
        "w": {"mood": int(level), "company": "with"},
        "h": {"mood": int(level), "company": "with", "heard": 80},
        "u": {"mood": int(level), "company": "with", "heard": 30},
        "l": {"company": "with", "heard": int(level)},
        "d": {"company": "with", "depth": 3, "aftertaste": int(level)},
        "s": {"company": "with", "depth": 0, "aftertaste": int(level)},
        "g": {"company": "with", "felt": int(level), "shown": int(other or 0)},
    }
    return more[kind] | said
