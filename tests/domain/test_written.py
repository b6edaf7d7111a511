"""Everything that was written: calendar, search, and what goes with an entry."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.book import Book
from nearer.domain.entries import CoinFlipBegun, MirrorRead, PersonNamed, PracticeDone, PracticePlanned
from nearer.domain.written import found, goes_with, month, months, said_with, texts_of
from tests.books import a_book, on, the
from tests.kinds import ALL_KINDS, any_entry, full_entry

LIFE = """
    01 told They would laugh at me
    01 name ann
    02 plan coffee 80 with ann
    03 done coffee 20
    05 again coffee yes 90
    05 kind ann
    06 plan call 50
"""


def test_a_month_has_every_day_once_and_counts_what_was_written():
    shown = month(a_book(LIFE), on(1))
    cells = [cell for week in shown.weeks for cell in week if cell]
    assert [cell.day.day for cell in cells] == list(range(1, 32))
    assert {cell.day.day: cell.n for cell in cells if cell.n} == {1: 2, 2: 1, 3: 1, 5: 2, 6: 1}
    assert [day.day for day, _entries in shown.days] == [6, 5, 3, 2, 1]
    assert (shown.earlier, shown.later) == (None, None)


def test_an_empty_book_has_months_too():
    assert months(Book()) == ()
    assert month(Book(), date(2026, 2, 1)).days == ()


def test_the_neighbours_of_a_month_are_those_that_hold_something():
    shown = month(a_book(LIFE), date(2026, 8, 1))
    assert (shown.earlier, shown.later, shown.days) == (on(1), None, ())


def test_all_words_are_looked_for_whatever_their_case_and_names_find_what_was_with_them():
    book = a_book(LIFE)
    assert [e.id for e in found(book, "LAUGH they")] == [book.entries[0].id]
    assert {type(e).__name__ for e in found(book, "Ann")} == {"PersonNamed", "PracticePlanned", "KindnessSeen"}
    assert found(book, "laugh ann") == ()
    assert found(book, "   ") == ()


@given(st.sampled_from(ALL_KINDS))
def test_no_id_and_no_mark_is_ever_taken_for_words(kind):
    entry = full_entry(kind, "aword")
    assert set(texts_of(entry)) <= {"aword"}
    assert entry.id not in texts_of(entry) or entry.id == "aword"


def test_numbers_of_a_chat_hold_no_words_not_even_the_names_of_feelings():
    assert texts_of(full_entry(MirrorRead, "curiosity")) == ()


def test_the_act_of_a_coin_is_an_id_and_not_words():
    assert texts_of(full_entry(CoinFlipBegun, "look-up")) == ()


@given(any_entry())
def test_every_entry_can_be_asked_for_its_words_and_for_what_goes_with_it(entry):
    assert all(text.strip() for text in texts_of(entry))
    assert goes_with(Book((entry,)), entry) == () or entry.id in {
        getattr(entry, n, "") for n in ("plan", "trial", "test")
    }


def test_a_plan_takes_along_what_was_written_about_it_and_an_outcome_its_later_answers():
    book = a_book(LIFE)
    plan, done = book.of(PracticePlanned)[0], book.of(PracticeDone)[0]
    assert [type(e).__name__ for e in goes_with(book, plan)] == ["PracticeDone", "PracticeAskedAgain"]
    assert [type(e).__name__ for e in goes_with(book, done)] == ["PracticeAskedAgain"]
    assert goes_with(book, book.of(PersonNamed)[0]) == ()


def test_what_speaks_of_a_person_is_counted_by_all_their_names():
    merged = LIFE + "\n07 name annie\n07 merge annie ann\n08 kind annie"
    book = a_book(merged)
    assert said_with(a_book(LIFE), the("ann", "name")) == 2
    assert said_with(book, the("annie", "name")) == 4
