import pytest

from nearer.domain.held import held
from nearer.domain.safety import after, brushed_off, not_proposed, turned_on_me
from tests.books import a_book, on, the

ANN = "01 name ann\n02 plan tea 50 with ann\n02 done tea 20 met "
ANN_ID = the("ann", "name")


def test_taking_it_up_leads_onward():
    book = a_book(f"{ANN}took_up")
    (ann,) = held(book)
    assert (ann.person, ann.took_up, ann.newest, ann.on, ann.next) == (ANN_ID, 1, "took_up", on(2), "onward")
    assert not_proposed(book) == frozenset()


def test_brushed_off_once_is_as_small_or_staying():
    book = a_book(f"{ANN}brushed_off")
    assert (held(book)[0].next, brushed_off(book)) == ("same_or_smaller", {ANN_ID})
    assert not_proposed(book) == frozenset()
    again = a_book(f"{ANN}brushed_off\n04 plan more 50 with ann\n04 done more 20 met took_up")
    assert held(again)[0].next == "onward"


def test_turned_on_me_once_is_not_proposed_until_restored():
    book = a_book(f"{ANN}turned_on_me\n04 plan more 50 with ann\n04 done more 20 met took_up")
    assert turned_on_me(book) == not_proposed(book) == {ANN_ID}
    assert (held(book)[0].next, held(book)[0].may_be_restored) == ("none", True)


def test_only_the_person_restores_someone():
    book = a_book(f"{ANN}turned_on_me\n05 restored ann")
    assert not_proposed(book) == frozenset()
    (ann,) = held(book)
    assert (ann.next, ann.turned_on_me, ann.may_be_restored) == ("onward", 1, False)
    once_more = a_book(f"{ANN}turned_on_me\n05 restored ann\n06 plan x 50 with ann\n06 done x 20 met turned_on_me")
    assert not_proposed(once_more) == {ANN_ID}


def test_nothing_restores_an_unsafe_person():
    book = a_book(f"{ANN}took_up\n03 unsafe ann checks\n05 restored ann")
    assert not_proposed(book) == {ANN_ID}
    assert (held(book)[0].next, held(book)[0].may_be_restored) == ("none", False)


def test_a_merged_person_keeps_what_was_said_under_either_name():
    book = a_book(f"{ANN}turned_on_me\n03 name anne\n04 merge ann anne")
    assert not_proposed(book) == {the("anne", "name")}
    assert held(book)[0].person == the("anne", "name")


def test_removed_people_and_strangers_are_not_listed():
    assert held(a_book(f"{ANN}took_up\n03 gone ann")) == ()
    assert held(a_book("02 plan tea 50\n02 done tea 20 met took_up")) == ()
    assert held(a_book("01 name ann\n02 plan tea 50 with ann\n02 done tea 20")) == ()


def test_where_it_was_held_comes_first():
    two = "02 plan call 50 with ben\n02 done call 20 met brushed_off\n01 name ben"
    assert [one.person for one in held(a_book(f"{two}\n{ANN}took_up"))] == [ANN_ID, the("ben", "name")]


@pytest.mark.parametrize(
    ("responses", "onward"),
    [
        ((), "onward"),
        (("took_up",), "onward"),
        (("took_up", "brushed_off"), "same_or_smaller"),
        (("brushed_off", "took_up"), "onward"),
        (("turned_on_me", "took_up", "took_up"), "none"),
    ],
)
def test_what_comes_after(responses, onward):
    assert after(responses) == onward
