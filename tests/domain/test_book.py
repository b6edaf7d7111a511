from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.book import Book, Problem
from nearer.domain.entries import Drafted, PracticePlanned, StoryTold, same_words
from tests.books import a_book, on, the
from tests.kinds import any_entry

BOOK = a_book("""
    01 told First
    02 plan coffee 80
    03 told Second
    03 draft /practice/ half a line
""")


def test_a_book_is_in_the_order_of_writing():
    assert [entry.day for entry in BOOK.entries] == [on(1), on(2), on(3), on(3)]


@given(st.permutations(BOOK.entries))
def test_however_the_rows_come_the_book_is_the_same(entries):
    assert Book.bound(entries) == BOOK


@given(any_entry(), any_entry())
def test_of_two_entries_of_one_instant_the_order_is_still_the_same(one, other):
    other = replace(other, at=one.at)
    assert Book.bound([one, other]).entries in (Book.bound([other, one]).entries, (one, other) * (one.id == other.id))


def test_of_one_kind_oldest_first_and_the_last_of_it():
    assert [story.text for story in BOOK.of(StoryTold)] == ["First", "Second"]
    assert BOOK.last(StoryTold).text == "Second"
    assert a_book("01 begin").last(Drafted) is None


def test_an_entry_is_found_by_its_id():
    assert BOOK.get(the("coffee")) == BOOK.of(PracticePlanned)[0]
    assert BOOK.get("nothing") is None


def test_between_two_days_counts_both_and_keeps_the_problems():
    book = Book(BOOK.entries, (Problem("e" * 32, "damaged"),))
    part = book.between(on(2), on(3))
    assert [entry.day for entry in part.entries] == [on(2), on(3), on(3)]
    assert part.problems == book.problems
    assert book.between(on(4), on(9)).entries == ()


def test_the_same_words_at_another_time_are_the_same_words():
    first = BOOK.entries[0]
    assert same_words(first, replace(first, rev=9, at=BOOK.entries[3].at, zone="UTC", day=on(20)))
    assert not same_words(first, replace(first, text="Other"))
    assert not same_words(first, replace(first, id="0" * 32))
    assert not same_words(first, BOOK.entries[1])
