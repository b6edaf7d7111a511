import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.dots import Dot, dots_by_day, side_of
from nearer.domain.findings import Comparison, Lack, estimated, finding, spans_of
from tests.diary import FIRST, day


def dots(values, start=0, step=1):
    return tuple(Dot(day(start + step * n), float(value)) for n, value in enumerate(values))


def asked(one, two, filled=None, **more):
    days = frozenset(dot.day for dot in (*one, *two)) if filled is None else filled
    return Comparison("q", (("one", one), ("two", two)), days, FIRST, **more)


def taking_turns(high, low, days, seed=3):
    """Two sides on days that take turns, with some spread."""
    chance = random.Random(seed)
    levels = [round((low if n % 2 else high) + chance.gauss(0, 10)) for n in range(days)]
    return asked(dots(levels[::2], 0, 2), dots(levels[1::2], 1, 2))


FAR, ALIKE = taking_turns(70, 40, 200), taking_turns(55, 55, 200)


def test_under_fourteen_days_there_are_dots_and_counts():
    found = finding(FAR, day(13))
    assert (found.verdict, found.lack, found.reading) == ("counts_only", Lack("too_early", 15), None)
    assert [(side.n, side.average, side.interval) for side in found.sides] == [(7, None, None)] * 2


def test_from_fourteen_days_there_are_averages_with_intervals():
    found = finding(FAR, day(14))
    assert (found.verdict, found.lack) == ("not_clear_yet", Lack("too_early", 14))
    for side in found.sides:
        assert side.interval.low < side.average < side.interval.high
        assert 1 <= side.effective <= side.n


def test_today_is_shown_and_never_read():
    found = finding(FAR, day(28))
    assert (found.reading.last, found.next_reading) == (day(27), day(42))
    assert sum(side.n for side in found.sides) == 29
    assert sum(found.reading.n) == 28
    assert (found.days, found.filled) == (29, 29)


def test_a_difference_is_clear_once_the_interval_leaves_zero_out():
    found = finding(FAR, day(28))
    assert (found.verdict, found.leaning) == ("clear", "first")
    assert 0 < found.reading.interval.low < 30 < found.reading.interval.high
    assert found.reading.interval.level == 0.995


def test_no_clear_link_is_an_answer():
    found = finding(ALIKE, day(28))
    assert (found.verdict, found.leaning, found.lack) == ("no_clear_link", None, None)
    assert found.reading.interval.low < 0 < found.reading.interval.high


@pytest.mark.parametrize(
    ("today", "read", "following"),
    [(27, None, 28), (28, 28, 42), (41, 28, 42), (42, 42, 60), (60, 60, None), (61, 60, None), (199, 60, None)],
)
def test_it_is_read_on_its_days_only_and_on_the_last_for_good(today, read, following):
    found = finding(FAR, day(today))
    assert found.next_reading == (None if following is None else day(following))
    assert (found.reading and found.reading.last) == (read and day(read - 1))


def test_what_was_read_for_good_shows_the_days_that_were_read():
    assert finding(FAR, day(199)) == finding(FAR, day(60))


@pytest.mark.parametrize(
    ("written", "lack"), [(17, None), (16, Lack("too_few_days", 1)), (10, Lack("too_few_days", 7))]
)
def test_six_days_in_ten_need_an_entry(written, lack):
    filled = frozenset(day(n) for n in range(written))
    question = asked(dots([50, 61, 47, 66, 52, 49], 0, 2), dots([51, 45, 60, 50, 48, 55], 1, 2), filled)
    found = finding(question, day(28))
    assert found.lack == lack
    assert found.verdict == ("no_clear_link" if lack is None else "not_clear_yet")


def test_each_side_needs_five_days():
    every = frozenset(day(n) for n in range(28))
    found = finding(asked(dots([50, 60, 55, 58] * 5), dots([40, 44, 48], 1, 3), every), day(28))
    assert (found.verdict, found.lack) == ("not_clear_yet", Lack("side_too_small", 2))


def test_sides_that_are_a_mere_matter_of_time_are_inseparable():
    """All of one side on one day, all of the other on another: any straight drift explains it."""
    one, two = (tuple(Dot(day(n), 50.0 + i) for i in range(5)) for n in (2, 20))
    found = finding(asked(one, two, frozenset(day(n) for n in range(28))), day(28))
    assert (found.verdict, found.lack) == ("not_clear_yet", Lack("inseparable", 0))


def test_a_trial_too_thin_on_day_sixty_is_read_once_it_can_be_and_then_ends():
    late = asked(dots([70, 74, 66] * 12, 30, 2), dots([40, 44, 37] * 12, 31, 2))
    assert finding(late, day(60)).lack.why == "too_few_days"
    assert finding(late, day(60)).next_reading == day(74)
    found = finding(late, day(90))
    assert (found.verdict, found.reading.last, found.next_reading) == ("clear", day(87), None)
    thin = asked(dots([70] * 3), dots([40] * 3))
    assert (finding(thin, day(400)).verdict, finding(thin, day(400)).next_reading) == ("not_clear_yet", None)


def test_a_standing_question_is_read_every_four_weeks_on_its_last_ninety_days():
    long = taking_turns(70, 40, 1000)
    question = Comparison(long.id, long.sides, long.filled, FIRST, stands=True)
    found = finding(question, day(900))
    assert (found.reading.last - found.reading.first).days == 89
    assert found.reading.interval.level == 0.995
    assert found.reading.last <= day(899) <= found.reading.last + timedelta(days=28)
    assert found.next_reading == found.reading.last + timedelta(days=29)
    assert found.days <= 91


@given(st.integers(1, 1500), st.booleans())
def test_readings_follow_each_other(over, stands):
    question = Comparison("q", FAR.sides, FAR.filled, FIRST, stands=stands)
    ends = [span.last for span in spans_of(question, day(over))]
    assert ends == sorted(set(ends))
    assert all(span.days <= (90 if stands else 116) for span in spans_of(question, day(over)))
    if stands:
        assert ends[-1] >= day(over) - timedelta(days=1)


def test_a_change_over_time_is_its_end_less_its_beginning():
    chance = random.Random(2)
    rising = dots([round(30 + n / 2 + chance.gauss(0, 6)) for n in range(60)])
    found = finding(Comparison("q", (("all", rising),), frozenset(d.day for d in rising), FIRST, "change"), day(60))
    assert (found.verdict, found.leaning) == ("clear", "first")
    assert found.reading.interval.low < 29.5 < found.reading.interval.high


def test_of_many_sides_the_large_enough_ones_are_compared():
    chance, every = random.Random(9), frozenset(day(n) for n in range(60))
    drawn = {name: [chance.gauss(middle, 8) for _ in range(n)] for name, middle, n in (("a", 80, 20), ("b", 40, 9))}
    sides = (("a", dots(drawn["a"], 0, 2)), ("b", dots(drawn["b"], 1, 4)), ("c", dots([10, 90], 2, 9)))
    found = finding(Comparison("q", sides, every, FIRST, any_two=True), day(60))
    assert (found.verdict, found.reading.sides, found.reading.n) == ("clear", ("a", "b"), (20, 9))
    alone = finding(Comparison("q", sides[:1] + sides[2:], every, FIRST, any_two=True), day(60))
    assert alone.lack == Lack("side_too_small", 3)


def test_more_than_two_sides_have_a_verdict_and_no_direction():
    chance, every = random.Random(9), frozenset(day(n) for n in range(60))
    sides = tuple((str(k), dots([30 * k + chance.gauss(0, 6) for _ in range(15)], k, 4)) for k in range(3))
    found = finding(Comparison("q", sides, every, FIRST, any_two=True), day(60))
    assert (found.verdict, found.leaning, found.reading.value, found.reading.interval) == ("clear", None, None, None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 100)), max_size=30), st.randoms())
def test_one_dot_a_day_in_any_order(values, chance):
    written = [(day(n), float(value)) for n, value in values]
    found = dots_by_day(written)
    chance.shuffle(written)
    assert dots_by_day(written) == pytest.approx(found) or [d.day for d in dots_by_day(written)] == [
        d.day for d in found
    ]
    assert [dot.day for dot in found] == sorted({day(n) for n, _ in values})
    for dot in found:
        here = [value for n, value in values if day(n) == dot.day]
        assert dot.value == pytest.approx(sum(here) / len(here))


def test_an_average_needs_three_dots_and_an_interval_five():
    assert side_of("x", dots([50, 60])).average is None
    assert (side_of("x", dots([50, 60, 70])).average, side_of("x", dots([50, 60, 70])).interval) == (60, None)
    assert side_of("x", dots([50, 60, 70, 60, 50])).interval is not None


def test_nothing_written_is_counts_only():
    found = finding(asked((), (), frozenset()), day(3))
    assert (found.verdict, found.filled) == ("counts_only", 0)
    assert finding(asked((), (), frozenset()), day(100)).lack.why == "too_few_days"
    assert estimated([(), ()], "difference") is estimated([()], "change") is None
