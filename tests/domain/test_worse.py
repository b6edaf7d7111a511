from datetime import date, timedelta

from nearer.domain.safety import (
    NARROW_DAYS,
    WORSE_EVERY_DAYS,
    fit_is_asked_after_worse,
    has_quiet_name,
    is_narrowed,
    worse_is_due,
    worse_twice,
)
from tests.books import a_book

FIRST = date(2026, 3, 1)


def test_it_is_asked_a_month_after_the_book_was_begun_and_a_month_after_each_answer():
    assert not worse_is_due(a_book(""), FIRST)
    book = a_book("01 told I leave first")
    assert not worse_is_due(book, FIRST + timedelta(WORSE_EVERY_DAYS - 1))
    assert worse_is_due(book, FIRST + timedelta(WORSE_EVERY_DAYS))
    book = a_book("01 told I leave first\n20 worse no")
    assert not worse_is_due(book, FIRST + timedelta(WORSE_EVERY_DAYS))
    assert worse_is_due(book, FIRST + timedelta(19 + WORSE_EVERY_DAYS))


def test_after_a_yes_the_deeper_parts_rest_and_the_plain_question_comes_again():
    book = a_book("01 fit no\n05 worse yes")
    said = FIRST + timedelta(4)
    assert is_narrowed(book, said)
    assert is_narrowed(book, said + timedelta(NARROW_DAYS - 1))
    assert not is_narrowed(book, said + timedelta(NARROW_DAYS))
    assert fit_is_asked_after_worse(book)
    assert not fit_is_asked_after_worse(a_book("01 fit no\n05 worse yes\n05 fit no"))


def test_not_being_sure_changes_nothing_by_itself():
    book = a_book("01 fit no\n05 worse unsure")
    assert not is_narrowed(book, FIRST + timedelta(4))
    assert not fit_is_asked_after_worse(book)


def test_two_yeses_running_are_a_reason_to_set_it_down():
    assert not worse_twice(a_book("05 worse yes"))
    assert not worse_twice(a_book("05 worse yes\n09 worse no\n12 worse yes"))
    assert worse_twice(a_book("05 worse no\n09 worse yes\n12 worse yes"))


def test_pages_are_plain_where_it_was_chosen_or_where_someone_looks():
    assert not has_quiet_name(a_book("01 device no"))
    assert has_quiet_name(a_book("01 device yes"))
    assert has_quiet_name(a_book("01 device no\n02 quiet yes"))
    assert not has_quiet_name(a_book("02 quiet yes\n03 quiet no"))
    assert has_quiet_name(a_book("01 device yes\n02 quiet no")), "who is made to show it cannot unchoose it by mistake"
