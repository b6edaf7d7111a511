import random

import pytest

from nearer.domain.pulse import fall, fit_is_asked_after_fall, pulse_is_due, pulses
from tests.books import a_book, on
from tests.heavy.pulse import DROP, DROP_AT, has_fallen, totals

USUAL = "01 pulse 3 3 3 3 3\n05 pulse 3 3 3 3 3\n09 pulse 3 3 3 3 3\n"


def test_a_skipped_sentence_is_filled_with_the_mean_and_two_make_no_pulse():
    whole, one_left_out = pulses(a_book("01 pulse 4 4 4 4 4\n08 pulse 2 2 2 - 2\n15 pulse 4 - - 4 4"))
    assert (whole.total, whole.n) == (20, 5)
    assert (one_left_out.total, one_left_out.n) == (10, 4)


def test_it_is_due_a_week_after_the_last_or_after_the_beginning():
    assert not pulse_is_due(a_book("01 begin"), on(7))
    assert pulse_is_due(a_book("01 begin"), on(8))
    assert not pulse_is_due(a_book("01 begin\n08 pulse 3 3 3 3 3"), on(14))
    assert pulse_is_due(a_book("01 begin\n08 pulse 3 3 3 3 3"), on(15))
    assert not pulse_is_due(a_book(""), on(1))


@pytest.mark.parametrize(
    ("weeks", "falls"),
    [
        ("16 pulse 2 2 2 2 2\n23 pulse 2 2 2 2 2", True),  # 10 twice, against a usual of 15
        ("16 pulse 2 2 2 2 2\n23 pulse 2 2 2 2 3", False),  # 10, then 11: one week is weather
        ("16 pulse 2 2 2 2 3\n23 pulse 0 0 0 0 0", False),
        ("16 pulse 0 0 0 0 0", False),
    ],
)
def test_a_fall_is_five_points_two_weeks_running(weeks, falls):
    assert (fall(pulses(a_book(USUAL + weeks))) is not None) == falls


def test_without_three_usual_weeks_there_is_no_fall():
    book = a_book("01 pulse 4 4 4 4 4\n05 pulse 4 4 4 4 4\n16 pulse 0 0 0 0 0\n23 pulse 0 0 0 0 0")
    assert fall(pulses(book)) is None


def test_the_usual_forgets_what_is_long_ago():
    old = "".join("01 pulse 4 4 4 4 4\n" for _ in range(6)) + "".join("02 pulse 1 1 1 1 1\n" for _ in range(8))
    assert fall(pulses(a_book(old + "16 pulse 1 1 1 0 0\n23 pulse 1 1 1 0 0"))) is None


def test_after_a_fall_the_question_is_asked_once():
    fallen = USUAL + "16 pulse 1 1 1 1 1\n23 pulse 1 1 1 1 1"
    assert fit_is_asked_after_fall(a_book("01 fit no\n" + fallen))
    assert not fit_is_asked_after_fall(a_book("01 fit no\n" + fallen + "\n23 fit no"))
    assert not fit_is_asked_after_fall(a_book("01 fit no\n" + USUAL))


def test_calm_people_hear_a_false_alarm_seldom_and_most_real_falls_are_seen():
    luck, people = random.Random(7), 150
    false = sum(has_fallen(totals(luck, 1.5, 0.3)) for _ in range(people))
    seen = sum(has_fallen(totals(luck, 1.5, 0.3, DROP)[: DROP_AT + 6], DROP_AT) for _ in range(people))
    assert false / people < 0.05
    assert seen / people > 0.5
