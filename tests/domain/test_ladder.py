from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.ladder import (
    Guess,
    gap_after,
    is_same_act,
    next_day,
    next_gap,
    next_rung,
    once_more_on,
    rungs,
    size_of,
)
from nearer.domain.practice import practices
from nearer.domain.programme import Situation
from tests.books import a_book, on

HELLO = Situation("hello", 1, "streets", "stranger", "Say hello.", "Hello.", "She looks away.", 30, 20)
THANKS = Situation("thanks", 1, "streets", "weak_tie", "Say thanks.", "Thanks.", "He frowns.", 40, 40)
SORRY = Situation("sorry", 1, "streets", "closer", "Say sorry.", "Sorry.", "She leaves.", 70, 70)
ALL = (SORRY, HELLO, THANKS)


def ladder(text="", today=9):
    return rungs(ALL, practices(a_book(text)), on(today))


def by_id(found):
    return {rung.situation.id: rung for rung in found}


@pytest.mark.parametrize(
    ("likely", "bad", "size"),
    [(0, 0, "small"), (30, 49, "small"), (30, 50, "middling"), (66, 60, "middling"), (80, 50, "large")],
)
def test_size_is_likelihood_times_cost(likely, bad, size):
    assert size_of(likely, bad) == size


@given(st.integers(0, 100), st.integers(0, 100))
def test_likely_and_bad_weigh_alike(likely, bad):
    assert size_of(likely, bad) == size_of(bad, likely)


def test_a_ladder_goes_up_by_the_authors_guess_at_first():
    assert [(rung.situation.id, rung.size, rung.guess.is_own) for rung in ladder()] == [
        ("hello", "small", False),
        ("thanks", "middling", False),
        ("sorry", "large", False),
    ]


def test_the_persons_own_numbers_come_first():
    found = by_id(ladder("01 plan a 90 rung hello likely 80"))["hello"]
    assert (found.guess, found.size) == (Guess(80, 90, is_own=True), "large")
    after = by_id(ladder("01 plan a 90 rung hello likely 80\n02 done a 10 now 20"))["hello"]
    assert (after.guess, after.size) == (Guess(20, 10, is_own=True), "small")
    assert not by_id(ladder("01 plan a - rung hello likely 80"))["hello"].guess.is_own


@pytest.mark.parametrize(("done", "gap"), [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (40, 8)])
def test_gaps_double(done, gap):
    assert next_gap(done) == gap


def test_the_day_that_is_offered_comes_after_the_gap_and_never_lies_behind():
    twice = "01 plan a 50 rung hello\n01 done a 20\n02 plan b 50 rung hello\n02 done b 20"
    rung = by_id(ladder(twice, 3))["hello"]
    assert (rung.done, rung.last_done) == (2, on(2))
    assert next_day(rung, on(3)) == on(4)
    assert next_day(rung, on(9)) == on(9)
    assert next_day(by_id(ladder())["hello"], on(9)) == on(9)


def test_undone_twice_offers_smaller_someone_else_or_letting_go():
    once = "01 plan a 50 rung hello\n02 letgo a"
    assert by_id(ladder(once))["hello"].offers == ()
    twice = by_id(ladder(f"{once}\n03 plan b 50 rung hello\n04 letgo b"))["hello"]
    assert (twice.undone, twice.offers) == (2, ("smaller", "someone_else", "let_go"))


def test_an_act_done_in_between_begins_the_count_anew():
    text = "01 plan a 50 rung hello\n02 letgo a\n03 plan b 50 rung hello\n03 done b 20\n04 plan c 50 rung hello\n05 letgo c"
    assert by_id(ladder(text))["hello"].undone == 1


@pytest.mark.parametrize(("today", "count"), [(2, 0), (3, 0), (4, 1)])
def test_an_act_that_passed_without_a_word_is_undone(today, count):
    assert by_id(ladder("01 plan a 50 on 03 rung hello", today))["hello"].undone == count


def test_begin_low():
    assert next_rung(ladder()).situation == HELLO
    assert next_rung(ladder("01 plan a 90 rung hello likely 10\n02 done a 10"), HELLO).situation == THANKS
    assert next_rung(()) is None


def test_after_three_acts_the_distance_varies():
    three = "\n".join(f"0{n} plan a{n} 10 rung hello likely 10\n0{n} done a{n} 5" for n in (1, 2, 3))
    assert next_rung(ladder(three), HELLO).situation.distance != "stranger"
    assert next_rung(ladder(three), THANKS).situation.distance != "weak_tie"


def test_what_was_left_undone_twice_comes_last():
    twice = "01 plan a 50 rung hello\n02 letgo a\n03 plan b 50 rung hello\n04 letgo b"
    assert next_rung(ladder(twice)).situation == THANKS


@given(st.integers(0, 12), st.integers(0, 20))
def test_no_day_is_offered_that_has_passed(done, later):
    text = "\n".join(f"01 plan a{n} 50 rung hello\n01 done a{n} 20" for n in range(done)) or "01 begin"
    today = on(1) + timedelta(days=later)
    assert today <= next_day(by_id(ladder(text))["hello"], today) <= max(today, on(1) + timedelta(days=8))


def test_the_next_time_comes_after_doubled_gaps_and_never_in_the_past():
    book = a_book("01 plan coffee 50\n02 done coffee 20")
    (first,) = practices(book)
    assert (gap_after(book, first), once_more_on(book, first, on(2))) == (1, on(3))
    assert once_more_on(book, first, on(9)) == on(9)


def test_the_same_act_is_one_of_the_same_situation_or_of_the_same_words():
    one, two, three = practices(a_book("01 plan Coffee 5 rung hello\n01 plan tea 5 rung hello\n01 plan coffee 5"))
    assert is_same_act(one, two)
    assert not is_same_act(one, three)
    assert is_same_act(three, practices(a_book("01 plan COFFEE 5"))[0])
