"""Held against SciPy."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, stats

from nearer.domain.stats import Lasting, average_of, coin_tail, drawn_together, flips, recovery, share, stacked

levels = st.integers(0, 100)
times = st.lists(st.builds(Lasting, st.sampled_from([5, 60, 300, 1440, 4320]), st.booleans()), max_size=25)


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_has_jeffreys_interval(case):
    yes, n = case
    told = share(yes, n, 0.9)
    low, high = stats.beta.ppf([0.05, 0.95], yes + 0.5, n - yes + 0.5)
    assert told.interval.low == (0 if yes == 0 else pytest.approx(low, abs=1e-6))
    assert told.interval.high == (1 if yes == n else pytest.approx(high, abs=1e-6))
    assert told.value == (yes / n if n else None)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_share_of_no_is_the_share_of_yes_turned_round(yes, no):
    one, other = share(yes, yes + no).interval, share(no, yes + no).interval
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-6)


several = st.lists(levels, min_size=2, max_size=30)


@given(several)
def test_an_average_has_students_interval(values):
    assume(np.var(values, ddof=1) > 1 / 12)
    found = average_of(values, 0.9)
    low, high = stats.t.interval(0.9, len(values) - 1, np.mean(values), stats.sem(values))
    assert (found.value, found.interval.low, found.interval.high) == pytest.approx(
        (np.mean(values), low, high), abs=1e-6
    )


@given(several, st.integers(-200, 200), st.integers(1, 30), st.randoms())
def test_an_average_moves_with_its_values_in_any_order(values, shift, scale, chance):
    assume(len(set(values)) > 1)
    one = average_of(values)
    mixed = [scale * value + shift for value in values]
    chance.shuffle(mixed)
    other = average_of(mixed)
    assert other.value == pytest.approx(scale * one.value + shift)
    assert other.interval.high - other.value == pytest.approx(scale * (one.interval.high - one.value))


def test_values_said_twice_are_surer_and_equal_ones_are_as_fine_as_a_point():
    few, many = average_of([30, 50, 70]).interval, average_of([30, 50, 70] * 2).interval
    assert many.high - many.low < few.high - few.low
    assert average_of([50] * 9).interval.low == pytest.approx(50, abs=0.3)
    assert average_of([]) is average_of([50]) is None


groups = st.lists(st.lists(levels, min_size=2, max_size=8), min_size=1, max_size=6)


def test_means_are_drawn_together_as_the_integral_over_their_distance_says():
    chance = random.Random(4)
    people = [[chance.gauss(middle, 14) for _ in range(n)] for middle, n in ((40, 4), (55, 9), (60, 30), (75, 6))]
    sizes, means = np.array([len(p) for p in people]), np.array([np.mean(p) for p in people])
    within = sum(((np.array(p) - np.mean(p)) ** 2).sum() for p in people) / (sizes.sum() - len(people))

    def at(apart):
        trust = 1 / (apart**2 + within / sizes)
        middle = (trust * means).sum() / trust.sum()
        likely = np.sqrt(trust).prod() / np.sqrt(trust.sum()) * np.exp(-(trust * (means - middle) ** 2).sum() / 2)
        pull = within / sizes * trust
        return likely, middle * pull + means * (1 - pull)

    whole = integrate.quad(lambda apart: at(apart)[0], 0, 60)[0]
    for person, drawn in enumerate(drawn_together(people)):
        exact = integrate.quad(lambda apart, i=person: at(apart)[0] * at(apart)[1][i], 0, 60)[0] / whole
        assert drawn.value == pytest.approx(exact, abs=0.3)
        assert drawn.plain == pytest.approx(means[person])


@given(groups)
def test_a_drawn_mean_lies_between_its_own_and_the_others(people):
    means = [sum(p) / len(p) for p in people]
    for drawn in drawn_together(people):
        assert min(means) - 1e-6 <= drawn.value <= max(means) + 1e-6
        assert drawn.interval.low <= drawn.value <= drawn.interval.high


@given(groups, st.integers(-50, 50))
def test_a_shift_moves_drawn_means_along(people, shift):
    moved = drawn_together([[value + shift for value in p] for p in people])
    assert [d.value for d in moved] == pytest.approx([d.value + shift for d in drawn_together(people)], abs=1e-6)


@given(groups, st.randoms())
def test_the_order_of_people_and_values_does_not_matter(people, chance):
    order = list(range(len(people)))
    chance.shuffle(order)
    mixed = drawn_together([sorted(people[i], reverse=True) for i in order])
    straight = drawn_together(people)
    assert [d.value for d in mixed] == pytest.approx([straight[i].value for i in order], abs=1e-6)


def test_fewer_values_are_drawn_further():
    few, many = drawn_together([[20, 30], [20, 30] * 10, [70, 80] * 10])[:2]
    assert few.value > many.value > 25


def test_no_spread_can_be_seen_in_single_values():
    assert drawn_together([]) == drawn_together([[50.0]]) == drawn_together([[50.0], [60.0]]) == ()
    assert drawn_together([[50.0, 50.0], [50.0]])[0].value == pytest.approx(50)


@given(times)
def test_recovery_is_kaplan_and_meiers(lasting):
    assume(any(one.is_over for one in lasting))
    ended, going = ([one.minutes for one in lasting if one.is_over is over] for over in (True, False))
    theirs = stats.ecdf(stats.CensoredData(uncensored=ended, right=going)).sf
    ours = recovery(lasting)
    assert [minutes for minutes, _ in ours.steps] == sorted(set(ended))
    assert [left for _, left in ours.steps] == pytest.approx(list(theirs.evaluate(sorted(set(ended)))), abs=1e-12)


@given(times, st.randoms())
def test_the_order_of_recoveries_does_not_matter(lasting, chance):
    mixed = list(lasting)
    chance.shuffle(mixed)
    assert recovery(mixed) == recovery(lasting)
    assert recovery(lasting * 2).median == recovery(lasting).median


def test_not_yet_counts_and_the_median_may_not_be_reached():
    hour, not_yet = Lasting(60, is_over=True), Lasting(4320, is_over=False)
    assert recovery([hour, hour, not_yet]).median == 60
    assert recovery([hour, not_yet, not_yet]).median is None
    assert (recovery([hour, not_yet, not_yet]).n, recovery([hour, not_yet, not_yet]).over) == (3, 1)
    assert recovery([]).steps == ()


@given(st.lists(st.tuples(st.integers(-100, 100), st.sampled_from([1, -1])), min_size=2, max_size=10))
def test_every_way_the_coins_could_have_fallen_is_counted(flipped):
    scores, signs = [float(score) for score, _ in flipped], [sign for _, sign in flipped]
    usual = (sum(score**2 for score in scores) / len(scores)) ** 0.5
    steps = np.array([round(score / usual * 25) if usual else 0 for score in scores])
    theirs = stats.permutation_test(
        (steps * signs,), np.sum, permutation_type="samples", n_resamples=np.inf, alternative="greater"
    )
    assert coin_tail(scores, signs) == pytest.approx(theirs.pvalue, abs=1e-12)


tests_by_coin = st.integers(0, 2**32).map(
    lambda seed: (lambda c: [(float(n), c.gauss(55, 15), c.random() < 0.5) for n in range(40)])(random.Random(seed))
)


def judged(days, carry=0.3, level=0.95):
    return flips(*(list(column) for column in zip(*days, strict=True)), carry, level)


@given(tests_by_coin, st.floats(-300, 300), st.floats(0.1, 20))
def test_shift_drift_and_scale_leave_the_coins_alone(days, shift, scale):
    one = judged(days)
    other = judged([(day, scale * value + shift + 2 * day, fell) for day, value, fell in days])
    assert other.value == pytest.approx(scale * one.value, abs=1e-6)
    assert other.chance == pytest.approx(one.chance, abs=0.01)


@given(tests_by_coin)
def test_heads_and_tails_swapped_turn_the_sign(days):
    one, other = judged(days), judged([(day, value, not fell) for day, value, fell in days])
    assert (other.value, other.chance) == pytest.approx((-one.value, one.chance), abs=1e-9)
    assert one.interval.low <= one.value <= one.interval.high


@given(tests_by_coin)
def test_the_interval_of_the_coins_agrees_with_their_chance(days):
    found = judged(days)
    if abs(found.chance - 0.05) > 0.01:
        assert found.interval.is_without_zero == (found.chance < 0.05)


@given(tests_by_coin)
def test_an_effect_put_in_is_found_in_full(days):
    """An effect far beyond what the days do by themselves: four times the whole scale."""
    with_effect = judged([(day, value + 400 * fell, fell) for day, value, fell in days])
    assert with_effect.value == pytest.approx(judged(days).value + 400, abs=1e-6)
    assert with_effect.chance < 0.001


def test_coins_need_both_sides_and_equal_values_say_nothing():
    assert flips([], [], [], 0.3, 0.95) is flips([1.0], [5.0], [True], 0.3, 0.95) is None
    assert flips([1.0, 2.0, 3.0], [5.0, 6.0, 7.0], [True] * 3, 0.3, 0.95) is None
    same = judged([(float(n), 50.0, n % 3 == 0) for n in range(30)])
    assert (same.value, same.chance) == (pytest.approx(0), 1)


@given(st.lists(levels, max_size=40), st.integers(1, 10))
def test_no_dot_covers_another(values, width):
    rows = stacked(values, width)
    placed = sorted(zip(rows, values, strict=True))
    assert all(b - a >= width for (r, a), (s, b) in pairwise(placed) if r == s)
    assert not values or min(rows) == 0


def test_equal_dots_are_stacked():
    assert sorted(stacked([50, 50, 50, 80], 3)) == [0, 0, 1, 2]
    assert stacked([], 3) == ()
