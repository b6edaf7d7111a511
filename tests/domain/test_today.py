import pytest

from nearer.domain.today import next_thing
from tests.books import a_book, on, the


def thing(text, day):
    found = next_thing(a_book(text), on(day))
    return found.thing, found.practice and found.practice.plan.act


BOOKS = {
    "nothing is planned": ("01 begin", 1, ("plan", None)),
    "planned for later": ("01 plan coffee 80 on 05\n01 plan call 80 on 03", 2, ("ahead", "call")),
    "planned for today": ("01 plan coffee 80 on 05\n01 plan call 80 on 02", 2, ("act", "call")),
    "its day has passed": ("01 plan coffee 80\n01 plan call 80 on 02", 2, ("outcome", "coffee")),
    "the longest ago comes first": ("01 plan coffee 80 on 03\n01 plan call 80 on 02", 9, ("outcome", "call")),
    "done today": ("01 plan coffee 80\n01 done coffee 20", 1, ("plan", None)),
    "let go": ("01 plan coffee 80\n02 letgo coffee", 3, ("plan", None)),
    "not yet, yesterday": ("01 plan coffee 80\n02 done coffee 90 not_yet", 3, ("plan", None)),
    "not yet, two days ago": ("01 plan coffee 80\n02 done coffee 90 not_yet", 4, ("again", "coffee")),
    "asked again since": ("01 plan coffee 80\n02 done coffee 90 not_yet\n04 again coffee not_yet", 5, ("plan", None)),
    "asked again and still": (
        "01 plan coffee 80\n02 done coffee 90 not_yet\n04 again coffee not_yet",
        6,
        ("again", "coffee"),
    ),
    "all right at last": ("01 plan coffee 80\n02 done coffee 90 not_yet\n04 again coffee yes 9", 30, ("plan", None)),
    "asking again before an act": (
        "01 plan coffee 80\n02 done coffee 90 not_yet\n03 plan call 50 on 05",
        5,
        ("again", "coffee"),
    ),
    "an outcome before asking again": (
        "01 plan coffee 80\n02 done coffee 90 not_yet\n03 plan call 50",
        5,
        ("outcome", "call"),
    ),
    "the first eight were today": ("01 signs quiet=3", 1, ("plan", None)),
    "the other eight, at the second visit": ("01 signs quiet=3\n01 plan coffee 80 on 05", 2, ("signs", None)),
    "an act of today before the other eight": ("01 signs quiet=3\n01 plan coffee 80 on 02", 2, ("act", "coffee")),
    "all sixteen were asked": ("01 signs quiet=3\n02 signs hidden=1", 3, ("plan", None)),
}


@pytest.mark.parametrize(("book", "day", "shown"), BOOKS.values(), ids=BOOKS)
def test_today_shows_one_thing(book, day, shown):
    assert thing(book, day) == shown


def test_it_carries_the_practice_it_speaks_of():
    assert next_thing(a_book("01 plan coffee 80"), on(1)).practice.id == the("coffee")


def test_some_days_after_an_act_that_was_all_right_it_is_asked_about_once_and_after_an_act_that_is_due():
    calm = "01 signs a=1\n01 signs a=1\n05 plan coffee 50\n05 done coffee 20\n"
    assert next_thing(a_book(calm), on(8)).thing == "again"
    assert next_thing(a_book(calm), on(10)).thing == "plan"
    assert next_thing(a_book(calm + "07 again coffee yes"), on(8)).thing == "plan"
    assert next_thing(a_book(calm + "07 plan call 50 on 08"), on(8)).thing == "act"
