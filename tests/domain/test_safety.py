from datetime import timedelta

import pytest

from nearer.domain import safety
from tests.books import a_book, on, the


def at_the_last_entry(book):
    return book.entries[-1].at


def test_i_might_act_leaves_only_help_in_that_sitting():
    book = a_book("10 fit might_act")
    assert safety.only_help(book, at_the_last_entry(book))
    assert safety.only_help(book, at_the_last_entry(book) + safety.SITTING - timedelta(seconds=1))


@pytest.mark.parametrize("thoughts", ["no", "passing", "often"])
def test_other_answers_leave_the_rest_on_offer(thoughts):
    book = a_book(f"10 fit {thoughts}")
    assert not safety.only_help(book, at_the_last_entry(book))
    assert not safety.fit_is_due(book, at_the_last_entry(book))


def test_after_that_sitting_the_question_comes_before_anything_else():
    book = a_book("10 fit might_act")
    later = at_the_last_entry(book) + safety.SITTING
    assert not safety.only_help(book, later)
    assert safety.fit_is_due(book, later)


def test_a_later_no_opens_the_rest_again():
    book = a_book("10 fit might_act\n11 fit no")
    assert not safety.fit_is_due(book, at_the_last_entry(book))


def test_a_book_without_the_question_asks_it_first():
    book = a_book("01 begin")
    assert safety.fit_is_due(book, at_the_last_entry(book))


@pytest.mark.parametrize("thoughts", ["passing", "often", "might_act"])
def test_any_yes_rests_the_deeper_parts_for_fourteen_days(thoughts):
    book = a_book(f"10 fit {thoughts}\n11 fit no")
    assert safety.is_narrowed(book, on(10))
    assert safety.is_narrowed(book, on(23))
    assert not safety.is_narrowed(book, on(24))


def test_a_no_rests_nothing():
    assert not safety.is_narrowed(a_book("10 fit no"), on(10))


def test_no_files_for_someone_whose_device_is_looked_through():
    assert not safety.may_download(a_book("10 device yes"))
    assert safety.may_download(a_book("10 device yes\n11 device no"))
    assert safety.may_download(a_book("01 begin"))


@pytest.mark.parametrize("behaviour", ["afraid", "checks", "forces"])
def test_one_behaviour_is_enough_to_be_unsafe(behaviour):
    assert safety.unsafe_people(a_book(f"01 name ann\n02 unsafe ann {behaviour}")) == {the("ann", "name")}


def test_the_newest_answer_about_someone_counts():
    assert not safety.unsafe_people(a_book("01 name ann\n02 unsafe ann forces\n09 unsafe ann"))


def test_two_names_that_are_one_person_are_unsafe_if_either_was():
    book = a_book("01 name ann\n01 name annie\n02 unsafe annie checks\n03 unsafe ann\n04 merge annie ann")
    assert safety.unsafe_people(book) == {the("ann", "name")}
    answered = a_book("01 name ann\n01 name annie\n02 unsafe annie checks\n04 merge annie ann\n05 unsafe ann")
    assert safety.unsafe_people(answered) == frozenset()


def test_an_alias_of_an_unsafe_person_is_unsafe_under_the_kept_name():
    book = a_book("01 name ann\n01 name annie\n02 unsafe annie checks\n03 merge annie ann")
    assert safety.unsafe_people(book) == {the("ann", "name")}


MET = "01 name ann\n02 plan a 50 with ann\n03 done a 20 met {}\n"


@pytest.mark.parametrize(
    ("response", "turned", "brushed"),
    [("took_up", False, False), ("brushed_off", False, True), ("turned_on_me", True, False)],
)
def test_once_is_enough_for_what_follows_from_how_something_was_met(response, turned, brushed):
    book = a_book(MET.format(response))
    ann = the("ann", "name")
    assert (ann in safety.turned_on_me(book)) is turned
    assert (ann in safety.not_proposed(book)) is turned
    assert (ann in safety.brushed_off(book)) is brushed


def test_turned_on_me_lasts_until_the_person_says_otherwise():
    later = MET.format("turned_on_me") + "05 plan b 50 with ann\n06 done b 20 met took_up\n"
    assert safety.turned_on_me(a_book(later)) == {the("ann", "name")}
    assert not safety.turned_on_me(a_book(later + "07 restored ann"))
    again = later + "07 restored ann\n08 plan c 50 with ann\n09 done c 20 met turned_on_me"
    assert safety.turned_on_me(a_book(again)) == {the("ann", "name")}


def test_only_the_newest_brush_off_counts():
    later = MET.format("brushed_off") + "05 plan b 50 with ann\n06 done b 20 met took_up\n"
    assert not safety.brushed_off(a_book(later))


def test_an_alias_and_nobody_are_met_as_they_should_be():
    book = a_book(
        "01 name ann\n01 name annie\n02 plan a 50 with annie\n03 done a 20 met turned_on_me\n"
        "04 merge annie ann\n05 plan b 50\n06 done b 20 met turned_on_me"
    )
    assert safety.turned_on_me(book) == {the("ann", "name")}


def test_an_unsafe_person_stays_unproposed_after_being_restored():
    assert safety.not_proposed(a_book("01 name ann\n02 unsafe ann checks\n03 restored ann")) == {the("ann", "name")}


@pytest.mark.parametrize(
    ("could_do", "asked_not", "unsafe", "verdict"),
    [
        ("nothing", False, False, "yes"),
        ("talk", False, False, "yes"),
        (None, False, False, "yes"),
        ("harm", False, False, "stakes"),
        ("harm", True, False, "unwilling"),
        ("harm", True, True, "unsafe"),
        ("nothing", False, True, "unsafe"),
    ],
)
def test_an_act_is_refused_for_the_gravest_reason(could_do, asked_not, unsafe, verdict):
    assert safety.may_plan(could_do, asked_not, unsafe) == verdict
