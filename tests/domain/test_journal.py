"""An older journal: a check-in only where company is known, and everything once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from nearer.domain.book import Book
from nearer.domain.entries import CheckedIn, PageBrought
from nearer.domain.journal import Journal, Meaning, Page, brought, company_of, mark_of, on_scale, scale_of, still_here

AT = datetime(2024, 9, 28, 20, tzinfo=UTC)
WITH = Meaning({"rad": 100, "awful": 0}, frozenset({"friends"}), frozenset({"alone"}))


def page(place=1, words="We sang.", mood="rad", tags=(), at=AT):
    return Page(place, at + timedelta(days=place), "Europe/Berlin", words, mood, tuple(tags))


def fresh():
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def entries(*pages, meaning=WITH, book=None):
    return brought(Journal("daylio", pages, ()), meaning, book or Book(), fresh())


def test_a_page_is_a_check_in_only_where_it_says_who_was_there():
    met, alone, unknown = entries(
        page(1, tags=["friends", "music"]), page(2, tags=["alone"]), page(3, tags=["music"])
    ).entries
    assert (type(met), met.company, met.mood, met.note) == (CheckedIn, "with", 100, "We sang.")
    assert (type(alone), alone.company, alone.chosen) == (CheckedIn, "alone", None)
    assert (type(unknown), unknown.words, unknown.mood, unknown.tags) == (PageBrought, "We sang.", 100, ("music",))


def test_a_page_that_says_both_says_neither():
    assert company_of(page(tags=["friends", "alone"]), WITH) is None


def test_a_mood_that_means_nothing_is_left_out_and_never_zero():
    (one,) = entries(page(mood="so-so")).entries
    assert one.mood is None


def test_it_keeps_its_own_day():
    (late,) = entries(page(1, at=datetime(2024, 9, 28, 0, 30, tzinfo=UTC))).entries
    assert late.day.isoformat() == "2024-09-28"


def test_long_words_become_a_page_beside_the_check_in():
    met, words = entries(page(words="word " * 100, tags=["friends"])).entries
    assert (met.company, met.note, met.mood) == ("with", "", 100)
    assert (type(words), words.mood, len(words.words)) == (PageBrought, None, 500)


def test_what_is_in_the_book_already_does_not_come_twice():
    first = entries(page(1), page(2, tags=["alone"]), page(3, words="x" * 400, tags=["alone"]))
    again = entries(
        page(1),
        page(2, tags=["alone"]),
        page(3, words="x" * 400, tags=["alone"]),
        page(4),
        book=Book.bound(first.entries),
    )
    assert again.already == 3
    assert [entry.at for entry in again.entries] == [AT + timedelta(days=4)]


def test_everything_that_came_in_goes_together_and_nothing_else():
    found = entries(page(1), page(2))
    mark = mark_of(found.entries, "daylio", "export.csv", "f" * 32, AT, "UTC")
    other = entries(page(9)).entries[0]
    book = Book.bound([*found.entries[:1], replace(other, id="9" * 32), mark])
    assert still_here(book, mark) == found.entries[:1]


@pytest.mark.parametrize(
    ("moods", "scale"),
    [
        (("1", "5"), (1, 5)),
        (("0", "3"), (0, 5)),
        (("7", "2"), (1, 7)),
        (("9",), (1, 10)),
        (("55",), (0, 100)),
        (("-2", "1"), (-2, 2)),
        (("3,5",), (1, 5)),
        (("good",), None),
        (("1", "good"), None),
        ((), None),
    ],
)
def test_a_scale_is_guessed_from_all_numbers(moods, scale):
    assert scale_of(dict.fromkeys(moods, 1)) == scale


def test_a_scale_may_run_either_way_and_what_lies_beyond_it_is_left_out():
    assert on_scale(dict.fromkeys(("1", "3", "5", "9", "?"), 1), 1, 5) == {
        "1": 0,
        "3": 50,
        "5": 100,
        "9": None,
        "?": None,
    }
    assert on_scale({"1": 1, "5": 1}, 5, 1) == {"1": 100, "5": 0}
