import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.book import Book
from nearer.domain.entries import PersonNamed
from nearer.domain.hidden import FIRST, LAST, letters, names_hidden, pieces, shown
from tests.books import a_book, stamp, the


def named(*names):
    return Book.bound(PersonNamed(**stamp(2, the(f"{n} {name}", "name"), n), name=name) for n, name in enumerate(names))


def read(book, text):
    """The text as a reader gets it: "<A>" for the first hidden person."""
    return "".join(
        words if place is None else f"<{letters(place)}>" for words, place in pieces(names_hidden(book)(text))
    )


def test_a_name_is_hidden_wherever_it_stands_as_a_word():
    book = named("Wren", "Jun from the choir")
    assert read(book, "Ask Wren. Wren's tea, WREN!") == "Ask <A>. <A>'s tea, <A>!"
    assert read(book, "Jun from the choir and Wrenfield") == "<B> and Wrenfield"
    assert (
        read(book, "wren is short, so small letters may be a word") == "wren is short, so small letters may be a word"
    )


def test_a_long_name_is_hidden_in_small_letters_too():
    assert read(named("Captain"), "the captain said no, captains do") == "the <A> said no, captains do"
    assert read(named("otto"), "Otto, otto, OTTO") == "<A>, <A>, <A>"


def test_the_longer_of_two_names_goes_first():
    assert read(named("Ann", "Ann Marie"), "Ann Marie and Ann") == "<B> and <A>"


def test_two_names_of_one_person_share_a_letter():
    book = a_book("02 name Ann\n03 name Annie\n04 merge Annie Ann")
    assert read(book, "Annie, then Ann") == "<A>, then <A>"


def test_someone_taken_out_stays_hidden_in_what_was_written():
    assert read(a_book("02 name Wren\n03 gone Wren"), "With Wren.") == "With <A>."


@pytest.mark.parametrize("name", ["a.b", "(Bo)", "*", "J+", "[x]", "Zoë", "חנה", "小明", "O’Neill", "Ann-Kathrin"])
def test_names_of_any_kind(name):
    assert read(named(name), f"With {name} today") == "With <A> today"


def test_private_characters_of_a_writer_say_nothing():
    assert shown(f"a{chr(FIRST)}b{chr(LAST)}c") == "abc"
    assert read(named("Wren"), f"{chr(FIRST + 4)}Wren") == "<A>"


def test_an_empty_name_hides_nothing():
    assert read(named(" ", ""), "All stays.") == "All stays."


def test_letters_go_on_after_z():
    assert [letters(n) for n in (0, 25, 26, 27, 51, 52, 701, 702)] == ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]


@given(st.lists(st.text(min_size=1, max_size=8), max_size=4), st.text(max_size=60), st.text(max_size=20))
def test_pieces_lose_nothing_and_no_name_is_left_as_a_word(names, before, after):
    book = named(*names)
    for name in names:
        words = names_hidden(book)(f"{before} {name} {after}")
        plain = [text for text, place in pieces(words) if place is None]
        assert sum(map(len, plain)) <= len(shown(f"{before} {name} {after}"))
        if shown(name).strip():
            assert any(place is not None for _text, place in pieces(words))
