from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.checkins import (
    asks_stepped_back,
    checkins_on,
    days_of,
    days_since,
    instant_of,
    is_back,
    is_most,
    whom_lately,
)
from nearer.domain.safety import MOST_CHECKINS_A_DAY
from tests.books import ZONE, a_book, on, stamp, the

NOTHING = dict.fromkeys(("mood", "chosen", "person", "depth", "heard", "felt", "shown", "closeness", "aftertaste"))


def checkin(day: int, minute: int = 0, **said: Any) -> e.CheckedIn:
    here = {"company": "alone", "stepped_back": None, "step": "", "note": ""} | NOTHING | said
    return e.CheckedIn(**stamp(day, the(f"{day} {minute}", "checkin"), minute), **here)


def with_checkins(*checkins: e.CheckedIn, book: str = "") -> Book:
    return Book.bound([*a_book(book).entries, *checkins])


def test_four_a_day_are_the_most():
    assert MOST_CHECKINS_A_DAY == 4
    three = [checkin(3, minute) for minute in range(3)]
    assert not is_most(with_checkins(*three, checkin(2), checkin(2, 1)), on(3))
    assert is_most(with_checkins(*three, checkin(3, 3)), on(3))
    assert not is_most(with_checkins(*three, checkin(3, 3)), on(4))


def test_changing_one_of_four_is_not_a_fifth():
    four = [checkin(3, minute) for minute in range(4)]
    assert not is_most(with_checkins(*four), on(3), besides=four[0].id)


def test_an_empty_book_has_no_gap():
    assert days_since(Book(), on(3)) is None
    assert not is_back(Book(), on(3))


@pytest.mark.parametrize(("today", "back"), [(7, False), (8, True), (28, True)])
def test_welcome_back_from_seven_days_on(today, back):
    assert is_back(a_book("01 begin"), on(today)) == back


def test_an_entry_from_ahead_is_no_gap():
    """A clock that was wrong once."""
    assert days_since(a_book("09 begin"), on(3)) == 0


def test_the_newest_day_counts_even_when_something_older_was_written_last():
    assert days_since(with_checkins(checkin(5), checkin(2, 600)), on(6)) == 1


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"closeness": 5}, True),
        ({"closeness": 4}, False),
        ({"depth": 3}, True),
        ({"depth": 2}, False),
        ({"depth": 0, "closeness": 1}, False),
        ({}, False),
    ],
)
def test_stepping_back_is_asked_the_day_after_closeness(said, asks):
    book = with_checkins(checkin(5, company="with", **said))
    assert asks_stepped_back(book, on(6)) == asks
    assert not asks_stepped_back(book, on(5))
    assert not asks_stepped_back(book, on(7))


@pytest.mark.parametrize("said", [True, False])
def test_stepping_back_is_asked_until_it_is_answered(said):
    close = checkin(5, company="with", closeness=7)
    assert asks_stepped_back(with_checkins(close, checkin(6)), on(6))
    assert not asks_stepped_back(with_checkins(close, checkin(6, stepped_back=said)), on(6))


def outcome(good: int | None) -> e.PracticeDone:
    words = {"camera": "", "happened": "no", "did": "", "learned": ""}
    levels = {"bad": 10, "good": good, "through": "yes", "recovered_after": 5}
    unsaid = dict.fromkeys(("likely_now", "through_now", "surprise", "response"))
    return e.PracticeDone(**stamp(5, the("done", "line"), 9), plan=the("coffee"), **words, **levels, **unsaid)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "good", "asks"),
    [
        ("coffee 80 with ann", 70, True),
        ("coffee 80 with ann", 69, False),
        ("coffee 80 with ann", None, False),
        ("coffee 80", 100, False),
    ],
)
def test_a_good_outcome_with_someone_is_closeness_too(plan, good, asks):
    book = Book.bound([*a_book(f"01 name ann\n05 plan {plan}").entries, outcome(good)])
    assert asks_stepped_back(book, on(6)) == asks


def test_people_of_the_latest_checkins_come_first():
    book = with_checkins(
        checkin(3, person=the("cem", "name"), company="with"),
        checkin(4, person=the("bea", "name"), company="with"),
        checkin(5, person=the("gone", "name"), company="with"),
        book="01 name ann\n01 name bea\n01 name cem\n01 name dan\n01 name gone\n02 gone gone",
    )
    assert [name for _person, name in whom_lately(book)] == ["bea", "cem", "ann", "dan"]


def test_a_merged_person_is_one():
    book = with_checkins(
        checkin(3, person=the("annie", "name"), company="with"),
        book="01 name ann\n01 name annie\n01 name bea\n02 merge annie ann",
    )
    assert whom_lately(book) == ((the("ann", "name"), "ann"), (the("bea", "name"), "bea"))


def test_the_list_is_by_day_and_the_latest_comes_first():
    book = with_checkins(checkin(3, 5), checkin(3, 1), checkin(4))
    days = days_of(book.of(e.CheckedIn))
    assert [(d.day, [c.at.minute for c in d.checkins]) for d in days] == [(on(4), [0]), (on(3), [5, 1])]
    assert [c.at.minute for c in checkins_on(book, on(3))] == [1, 5]


WRITTEN = datetime(2026, 3, 10, 17, 30, tzinfo=UTC)
"""18:30 in Berlin, a Tuesday."""


def test_now_is_when_it_was_written():
    assert instant_of("now", WRITTEN, ZONE) == WRITTEN


def test_this_morning_and_yesterday_evening_are_by_the_persons_day():
    assert instant_of("morning", WRITTEN, ZONE) == datetime(2026, 3, 10, 8, tzinfo=UTC)
    assert instant_of("evening", WRITTEN, ZONE) == datetime(2026, 3, 9, 19, tzinfo=UTC)
    at_two_at_night = datetime(2026, 3, 11, 1, tzinfo=UTC)
    assert instant_of("morning", at_two_at_night, ZONE) == datetime(2026, 3, 10, 8, tzinfo=UTC)


def test_a_morning_that_is_still_ahead_is_not_offered():
    assert instant_of("morning", datetime(2026, 3, 10, 5, tzinfo=UTC), ZONE) is None


@pytest.mark.parametrize("ahead", [1, 2, 4000])
def test_a_day_ahead_is_refused(ahead):
    assert instant_of("date", WRITTEN, ZONE, date(2026, 3, 10) + timedelta(days=ahead)) is None


def test_another_day_is_about_noon_and_never_after_now():
    assert instant_of("date", WRITTEN, ZONE, date(2026, 3, 1)) == datetime(2026, 3, 1, 11, tzinfo=UTC)
    early = datetime(2026, 3, 10, 6, tzinfo=UTC)
    assert instant_of("date", early, ZONE, date(2026, 3, 10)) == early


@pytest.mark.parametrize("day", [None, date(2025, 3, 8), date(1, 1, 1)])
def test_no_day_and_a_day_long_ago_are_refused(day):
    assert instant_of("date", WRITTEN, ZONE, day) is None


def test_a_year_back_is_the_longest():
    assert instant_of("date", WRITTEN, ZONE, date(2025, 3, 9)) == datetime(2025, 3, 9, 11, tzinfo=UTC)
