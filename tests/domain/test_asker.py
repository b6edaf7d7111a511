from datetime import date

from nearer.domain.asker import asker, asks_today
from tests.books import a_book

FRIDAY = date(2026, 3, 6)


def test_the_newest_choice_counts_and_nobody_is_a_choice_too():
    assert asker(a_book("")) is None
    found = asker(a_book("01 name Wren\n01 name Otter\n02 asks Wren 4\n03 asks Otter 0"))
    assert found is not None
    assert (found.name, found.weekday) == ("Otter", 0)
    assert asker(a_book("01 name Wren\n02 asks Wren 4\n03 asks - 4")) is None


def test_someone_asks_on_their_day_only():
    book = a_book("01 name Wren\n02 asks Wren 4")
    assert asks_today(book, FRIDAY) is not None
    assert asks_today(book, date(2026, 3, 7)) is None


def test_someone_who_is_not_safe_or_was_taken_out_does_not_ask():
    assert asker(a_book("01 name Wren\n02 asks Wren 4\n03 unsafe Wren forces")) is None
    assert asker(a_book("01 name Wren\n02 asks Wren 4\n03 gone Wren")) is None
    assert asker(a_book("01 name Wren\n02 asks Wren 4\n03 ended Wren")) is None


def test_after_a_merge_the_one_who_was_kept_asks():
    found = asker(a_book("01 name Wren\n01 name Wrenna\n02 asks Wren 4\n03 merge Wren Wrenna"))
    assert found is not None
    assert found.name == "Wrenna"
