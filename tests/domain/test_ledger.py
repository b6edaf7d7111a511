import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.ledger import lasted, learning_rate, ledger, row
from nearer.domain.practice import Gap, practices
from nearer.domain.stats import Lasting
from tests.books import a_book, on


def one(text):
    (only,) = practices(a_book(text))
    return row(only)


def acts(*lines):
    """Acts on days that follow each other: what stands after plan and after done."""
    text = "\n".join(f"{n:02} plan act{n} {plan}\n{n:02} done act{n} {done}" for n, (plan, done) in enumerate(lines, 1))
    return ledger(a_book(text))


def test_an_empty_ledger_adds_up_to_nothing():
    found = ledger(a_book("01 plan coffee 80"))
    assert (found.rows, found.by_step, found.by_month) == ((), (), ())
    assert (found.whole.done, found.whole.bad, found.whole.recovery) == (0, None, None)


def test_forecast_and_fact_stand_beside_each_other():
    found = one("01 plan coffee 80 likely 70 good 20 sure 40\n02 done coffee 30 it partly good 60 now 50 sure 65")
    assert (found.bad, found.good) == (Gap(80, 30), Gap(20, 60))
    assert (found.likely, found.through) == (Gap(70, 50), Gap(40, 100))
    assert (found.changed, found.surer, found.learned) == (-20, 25, 1)
    assert found.day == on(2)


def test_what_was_left_out_is_left_out():
    found = one("01 plan coffee -\n02 done coffee -")
    assert (found.bad, found.good, found.likely, found.through) == (None, None, None, None)
    assert (found.changed, found.surer, found.learned) == (None, None, None)


def test_a_guess_without_error_has_nothing_to_learn():
    assert one("01 plan coffee 80 likely 100\n02 done coffee 30 it yes now 90").learned is None
    assert one("01 plan coffee 80 likely 0\n02 done coffee 30 now 0").learned is None


def test_the_newest_guess_counts_also_when_it_was_asked_again():
    found = one(
        "01 plan coffee 80 likely 80 sure 30\n02 done coffee 30 now 60 sure 40\n05 again coffee yes now 20 sure 70"
    )
    assert (found.changed, found.surer) == (-60, 40)


def test_not_yet_is_a_recovery_time_too():
    waiting = "01 plan coffee 80\n02 done coffee 90 not_yet"
    assert one(waiting).lasted == Lasting(24 * 60, is_over=False)
    assert one(f"{waiting}\n04 again coffee not_yet").lasted == Lasting(3 * 24 * 60, is_over=False)
    assert one(f"{waiting}\n04 again coffee yes 4320").lasted == Lasting(4320, is_over=True)
    assert one("01 plan coffee 80\n01 done coffee 90 not_yet").lasted == Lasting(5, is_over=False)


def test_being_asked_again_without_a_time_keeps_the_first_answer():
    assert one("01 plan coffee 80\n02 done coffee 30 in 60\n05 again coffee yes").lasted == Lasting(60, is_over=True)
    assert lasted(practices(a_book("01 plan coffee 80"))[0]) is None


def test_averages_begin_at_three():
    two = acts(("80", "30"), ("70", "30")).whole
    assert (two.done, two.bad, two.recovery) == (2, None, None)
    three = acts(("80", "30"), ("70", "30"), ("60", "30")).whole
    assert three.bad.value == pytest.approx(-40)
    assert three.bad.interval.low < -40 < three.bad.interval.high
    assert (three.good, three.recovery.median) == (None, 10)


def test_coming_through_counts_fully_when_it_did_happen():
    found = acts(
        ("80 sure 20", "90 it yes"), ("80 sure 30", "70 it partly"), ("80 sure 40", "60 it yes"), ("80 sure 90", "10")
    ).whole
    assert (found.came_through, found.partly, found.not_yet) == (4, 0, 0)
    assert (found.through.sure, found.through.came.value) == (45, 1)
    assert (found.through_hard.sure, found.through_hard.came.n) == (30, 3)


def test_not_yet_is_not_counted_as_come_through():
    found = acts(("80 sure 20", "90 it yes not_yet"), ("80 sure 30", "70"), ("80 sure 40", "60")).whole
    assert (found.came_through, found.not_yet, found.through.came.yes) == (2, 1, 2)
    assert found.through_hard is None


@pytest.mark.parametrize(("now", "rate"), [(80, 0.0), (40, 0.5), (0, 1.0)])
def test_the_learning_rate_is_how_far_guesses_move_to_what_happened(now, rate):
    lines = [("50 likely 80", f"10 now {now}")] * 3
    assert acts(*lines).whole.learning_rate == pytest.approx(rate)
    assert acts(*lines[:2]).whole.learning_rate is None


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), min_size=3, max_size=9), st.randoms())
def test_the_learning_rate_is_least_squares_through_zero_in_any_order(guesses, chance):
    found = list(acts(*((f"50 likely {before}", f"10 now {now}") for before, now in guesses)).rows)
    errors, changes = [-before for before, _ in guesses], [now - before for before, now in guesses]
    expected = sum(e * c for e, c in zip(errors, changes, strict=True)) / sum(e * e for e in errors)
    chance.shuffle(found)
    assert learning_rate(found) == pytest.approx(expected)
    assert learning_rate(found * 2) == pytest.approx(expected)


def test_it_adds_up_by_step_and_by_month():
    found = acts(("80 step H4", "30"), ("70 step H1", "30"), ("60", "30"), ("60 step H4", "20"))
    assert [(step, each.done) for step, each in found.by_step] == [("", 1), ("H1", 1), ("H4", 2)]
    assert [(month, each.done) for month, each in found.by_month] == [(on(1), 4)]
