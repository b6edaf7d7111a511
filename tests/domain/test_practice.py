from dataclasses import replace

import pytest

from nearer.domain.book import Book
from nearer.domain.practice import (
    Gap,
    again_is_due,
    bad_gap,
    good_gap,
    is_asked_again,
    is_due,
    is_undone_twice,
    practice,
    practices,
)
from tests.books import a_book, on, the


def one(text):
    (only,) = practices(a_book(text))
    return only


def test_what_was_written_about_a_plan_belongs_to_it():
    coffee, call = practices(a_book("01 plan coffee 80\n01 plan call 50\n02 done coffee 20\n02 letgo call"))
    assert (coffee.outcome.bad, coffee.let_go, coffee.is_open) == (20, None, False)
    assert (call.outcome, call.let_go.plan, call.is_open) == (None, the("call"), False)


def test_an_outcome_without_its_plan_is_left_aside():
    assert practices(a_book("02 done coffee 20\n03 again coffee yes 5\n03 letgo coffee")) == ()


def test_a_practice_is_found_by_its_plan():
    book = a_book("01 plan coffee 80\n02 done coffee 20")
    assert practice(book, the("coffee")).outcome.bad == 20
    assert practice(book, the("call")) is None


@pytest.mark.parametrize(
    ("book", "gap"),
    [
        ("01 plan coffee 80\n02 done coffee 20", Gap(80, 20)),
        ("01 plan coffee 0\n02 done coffee 0", Gap(0, 0)),
        ("01 plan coffee -\n02 done coffee 20", None),
        ("01 plan coffee 80\n02 done coffee -", None),
        ("01 plan coffee 80", None),
    ],
)
def test_a_gap_needs_both_numbers_and_zero_is_one(book, gap):
    assert bad_gap(one(book)) == gap
    assert good_gap(one(book)) is None


def test_less_bad_than_feared_is_a_negative_gap():
    assert bad_gap(one("01 plan coffee 80\n02 done coffee 20")).gap == -60


def test_the_newest_answer_says_whether_they_came_through():
    assert one("01 plan coffee 80").came_through is None
    asked = one("01 plan coffee 80\n02 done coffee 90 not_yet")
    assert (asked.came_through, asked.recovered_after) == ("not_yet", None)
    again = one("01 plan coffee 80\n02 done coffee 90 not_yet\n04 again coffee not_yet\n06 again coffee yes 4320")
    assert (again.came_through, again.recovered_after) == ("yes", 4320)


@pytest.mark.parametrize(("day", "due"), [(4, False), (5, True), (6, True)])
def test_a_plan_is_due_from_its_day_on(day, due):
    assert is_due(one("01 plan coffee 80 on 05"), on(day)) is due


def test_nothing_more_is_due_once_it_is_done_or_let_go():
    assert not is_due(one("01 plan coffee 80\n01 done coffee 20"), on(9))
    assert not is_due(one("01 plan coffee 80\n01 letgo coffee"), on(9))


@pytest.mark.parametrize(("day", "due"), [(5, False), (6, False), (7, True), (20, True)])
def test_not_yet_is_asked_about_again_after_two_days_and_not_before(day, due):
    assert again_is_due(one("04 plan coffee 80\n05 done coffee 90 not_yet"), on(day)) is due


def test_each_not_yet_closes_the_page_again():
    asked = one("04 plan coffee 80\n05 done coffee 90 not_yet\n08 again coffee not_yet")
    assert not again_is_due(asked, on(9))
    assert again_is_due(asked, on(10))


@pytest.mark.parametrize(
    "book",
    [
        "04 plan coffee 80",
        "04 plan coffee 80\n05 done coffee 20",
        "04 plan coffee 80\n05 letgo coffee",
        "04 plan coffee 80\n05 done coffee 90 not_yet\n08 again coffee yes 90",
    ],
)
def test_nothing_else_is_asked_about_again(book):
    assert not again_is_due(one(book), on(28))


@pytest.mark.parametrize(
    ("book", "twice"),
    [
        ("", False),
        ("04 plan coffee 80", False),
        ("04 plan coffee 80 on 09\n04 plan call 50 on 09", False),
        ("02 plan coffee 80\n03 letgo coffee\n04 plan call 50", True),
        ("02 plan coffee 80\n03 plan call 50\n03 letgo coffee\n04 letgo call", True),
        ("02 plan coffee 80\n03 plan call 50\n03 letgo coffee\n04 done call 20", False),
        ("01 plan tea 10\n01 letgo tea\n02 plan coffee 80\n02 done coffee 9\n03 plan call 50\n04 letgo call", False),
    ],
)
def test_undone_twice_means_twice_running(book, twice):
    assert is_undone_twice(a_book(book), on(6)) is twice


def test_moving_an_act_that_is_past_its_day_counts():
    book = a_book("02 plan coffee 80 on 04")
    assert not is_undone_twice(book, on(6))
    moved = Book.bound([replace(entry, rev=2) for entry in book.entries])
    assert is_undone_twice(moved, on(6))
    assert not is_undone_twice(moved, on(4))


@pytest.mark.parametrize(("day", "asked"), [(2, False), (3, False), (4, True), (6, True), (7, False), (30, False)])
def test_an_act_that_was_all_right_is_asked_about_once_two_to_four_days_later(day, asked):
    book = "01 plan coffee 80\n02 done coffee 20"
    assert is_asked_again(one(book), on(day)) is asked
    assert not is_asked_again(one(f"{book}\n02 again coffee yes"), on(day))


def test_not_yet_is_asked_again_and_never_dropped():
    book = "01 plan coffee 80\n02 done coffee 20 not_yet"
    assert not is_asked_again(one(book), on(3))
    assert is_asked_again(one(book), on(30))
    assert not is_asked_again(one(f"{book}\n04 again coffee yes 60"), on(6))


def test_nothing_is_asked_before_an_outcome():
    assert not is_asked_again(one("01 plan coffee 80"), on(9))


def test_the_newest_guess_is_the_last_one_that_was_said():
    assert (one("01 plan coffee 80").likely_now, one("01 plan coffee 80").through_now) == (None, None)
    asked = one("01 plan coffee 80\n02 done coffee 20 now 40 sure 50\n05 again coffee yes now 10\n07 again coffee yes")
    assert (asked.likely_now, asked.through_now) == (10, 50)
