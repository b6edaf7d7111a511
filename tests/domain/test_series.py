"""Held against generalised least squares written out in NumPy and SciPy, with whole matrices instead of recursions."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg, stats

from nearer.domain import series
from nearer.domain.series import Interval, average, carry_of, change, difference, residues

POINT = series.POINT


def correlations(days, carry):
    gaps = np.abs(np.subtract.outer(days, days))
    with np.errstate(divide="ignore"):
        return np.where(np.eye(len(days)) > 0, 1.0, float(carry) ** np.maximum(gaps, 0.5))


def by_matrices(days, values, columns, asked):
    """For each carry: its weight, the value of the last column, its standard error, and F of the last ``asked``."""
    y, x, rows = np.array(values, float), np.array(columns, float).T, []
    for carry in series.CARRIES:
        root = linalg.cholesky(correlations(days, carry), lower=True)
        white, left = linalg.solve_triangular(root, x, lower=True), linalg.solve_triangular(root, y, lower=True)
        beta, *_ = linalg.lstsq(white, left)
        df = len(y) - x.shape[1]
        rss = ((left - white @ beta) ** 2).sum()
        fewer = white[:, : x.shape[1] - asked]
        rss0 = ((left - fewer @ linalg.lstsq(fewer, left)[0]) ** 2).sum()
        inner = white.T @ white
        rss = max(rss, df * POINT**2 / 12)
        likely = -(2 * np.log(np.diag(root)).sum() + np.linalg.slogdet(inner)[1] + df * math.log(rss)) / 2
        error = math.sqrt(rss / df * linalg.inv(inner)[-1, -1])
        rows.append((likely, beta[-1], error, (rss0 - rss) / asked / (rss / df), df))
    likely, value, error, f, df = map(np.array, zip(*rows, strict=True))
    weight = np.exp(likely - likely.max())
    return weight / weight.sum(), value, error, f, df[0]


@st.composite
def diaries(draw, sides=2):
    """Days with gaps, sides and levels that have some spread, at least four days a side."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    n = draw(st.integers(6 * sides, 40))
    days = sorted(chance.sample(range(2 * n), n))
    which = [i % sides for i in range(n)]
    chance.shuffle(which)
    values = [float(round(chance.gauss(55, 15))) for _ in range(n)]
    return [float(day) for day in days], values, which


@given(diaries())
def test_a_difference_of_two_sides(diary):
    days, values, sides = diary
    middle = [day - np.mean(days) for day in days]
    weight, value, error, _f, df = by_matrices(
        days, values, [np.ones(len(days)), middle, [float(side == 0) for side in sides]], 1
    )
    found = difference(days, values, sides)
    assert found.value == pytest.approx(weight @ value, abs=0.01)
    below = weight @ stats.t.cdf((0 - value) / error, df)
    assert found.chance == pytest.approx(2 * min(below, 1 - below), abs=1e-3)
    ends = found.interval(0.9)
    for end, share in ((ends.low, 0.05), (ends.high, 0.95)):
        assert weight @ stats.t.cdf((end - value) / error, df) == pytest.approx(share, abs=1e-3)


@given(diaries(sides=4))
def test_a_difference_of_four_sides(diary):
    days, values, sides = diary
    middle = [day - np.mean(days) for day in days]
    named = [[float(side == kind) for side in sides] for kind in (1, 2, 3)]
    weight, _value, _error, f, df = by_matrices(days, values, [np.ones(len(days)), middle, *named], 3)
    found = difference(days, values, sides)
    assert (found.df1, found.df2) == (3, df)
    assert found.chance == pytest.approx(weight @ stats.f.sf(f, 3, df), abs=1e-3)


@given(diaries())
def test_a_change_over_time(diary):
    days, values, _sides = diary
    along = [(day - days[0]) / (days[-1] - days[0]) for day in days]
    weight, value, error, _f, df = by_matrices(days, values, [np.ones(len(days)), along], 1)
    found = change(days, values)
    below = weight @ stats.t.cdf((0 - value) / error, df)
    assert found.value == pytest.approx(weight @ value, abs=0.01)
    assert found.chance == pytest.approx(2 * min(below, 1 - below), abs=1e-3)


@given(diaries())
def test_an_average_has_the_error_of_its_effective_days(diary):
    days, values, _sides = diary
    weight, _value, _error, _f, df = by_matrices(days, values, [np.ones(len(days))], 1)
    effective = [len(days) ** 2 / correlations(days, carry).sum() for carry in series.CARRIES]
    found = average(days, values)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.n, df) == (len(days), len(days) - 1)
    assert found.effective == pytest.approx(weight @ effective, abs=0.05)
    assert found.interval.low < found.value < found.interval.high


@given(diaries(), st.sampled_from(series.CARRIES))
def test_residues_are_the_weights_of_generalised_least_squares(diary, carry):
    days, values, _sides = diary
    inverse = linalg.inv(correlations(days, carry))
    x = np.array([np.ones(len(days)), days]).T
    y = np.array(values)
    left = inverse @ (y - x @ linalg.solve(x.T @ inverse @ x, x.T @ inverse @ y))
    assert residues(days, values, carry) == pytest.approx(list(left), abs=1e-6)


@given(diaries(), st.floats(-1000, 1000))
def test_neither_a_shift_nor_a_straight_drift_changes_a_difference(diary, shift):
    days, values, sides = diary
    moved = [value + shift + 0.37 * day for day, value in zip(days, values, strict=True)]
    one, other = difference(days, values, sides), difference(days, moved, sides)
    assert other.value == pytest.approx(one.value, abs=1e-6)
    assert other.chance == pytest.approx(one.chance, abs=1e-6)


@given(diaries(), st.floats(1, 50))
def test_a_larger_scale_makes_everything_larger_alike(diary, scale):
    days, values, sides = diary
    one, other = difference(days, values, sides), difference(days, [scale * value for value in values], sides)
    assert other.value == pytest.approx(scale * one.value, rel=1e-6, abs=1e-6)
    assert other.chance == pytest.approx(one.chance, abs=1e-6)
    assert average(days, values).effective == pytest.approx(
        average(days, [scale * v for v in values]).effective, abs=1e-6
    )


@given(diaries())
def test_swapped_sides_turn_the_sign_and_nothing_else(diary):
    days, values, sides = diary
    one, other = difference(days, values, sides), difference(days, values, [1 - side for side in sides])
    assert other.value == pytest.approx(-one.value, abs=1e-9)
    assert other.chance == pytest.approx(one.chance, abs=1e-9)
    assert (other.interval(0.9).low, other.interval(0.9).high) == pytest.approx(
        (-one.interval(0.9).high, -one.interval(0.9).low), abs=1e-3
    )


@given(diaries())
def test_time_may_run_backwards(diary):
    days, values, sides = diary
    back = difference([-day for day in reversed(days)], values[::-1], sides[::-1])
    assert back.value == pytest.approx(difference(days, values, sides).value, abs=1e-6)


@given(diaries())
def test_the_interval_leaves_zero_out_when_chance_is_small(diary):
    found = difference(*diary)
    if abs(found.chance - 0.1) > 1e-6:
        assert found.interval(0.9).is_without_zero == (found.chance < 0.1)


def test_two_values_on_one_day_are_half_a_day_apart():
    days, values, sides = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 3.0], [50.0, 70, 45, 66, 52, 69, 47], [0, 1, 0, 1, 0, 1, 0]
    found = difference(days, values, sides)
    assert found.value == pytest.approx(-20, abs=2)
    assert found.chance < 0.01


def test_values_that_never_vary_differ_by_nothing():
    days, sides = [float(n) for n in range(20)], [0, 1] * 10
    same = difference(days, [50.0] * 20, sides)
    assert (same.value, same.interval(0.99).is_without_zero) == (pytest.approx(0), False)
    assert average(days, [50.0] * 20).value == 50
    assert change(days, [50.0] * 20).value == pytest.approx(0, abs=1e-9)


def test_sides_without_any_spread_of_their_own_are_told_apart_by_the_grain_of_the_scale():
    days, sides = [float(n) for n in range(20)], [0, 1, 1, 0] * 5
    found = difference(days, [80.0 if side == 0 else 20.0 for side in sides], sides)
    assert found.value == pytest.approx(60)
    assert found.interval(0.99).high - found.interval(0.99).low < 2


@pytest.mark.parametrize(
    ("days", "values", "sides"),
    [
        ([], [], []),
        ([1.0], [50.0], [0]),
        ([1.0, 2.0], [50.0, 60.0], [0, 1]),
        ([1.0, 2.0, 3.0], [50.0, 60.0, 55.0], [0, 1, 0]),
        ([1.0, 2.0, 3.0, 4.0], [50.0, 60.0, 55.0, 50.0], [0, 0, 0, 0]),
        ([1.0, 2.0, 3.0, 4.0], [50.0, 60.0, 55.0, 50.0], [0, 2, 0, 2]),
        ([1.0, 1.0, 1.0, 1.0, 9.0, 9.0, 9.0, 9.0], [50.0] * 8, [0, 0, 0, 0, 1, 1, 1, 1]),
    ],
)
def test_too_little_is_none(days, values, sides):
    assert difference(days, values, sides) is None


def test_one_value_has_no_average_and_no_change():
    assert average([], []) is average([3.0], [50.0]) is None
    assert change([], []) is change([3.0], [50.0]) is change([3.0, 3.0], [50.0, 40.0]) is None


def test_how_much_a_day_carries_over_is_found_again():
    chance, rest, values = np.random.default_rng(5), 0.0, []
    for _ in range(400):
        values.append(rest := 0.6 * rest + chance.normal(0, 12))
    days = [float(n) for n in range(400)]
    assert carry_of(days, values) == pytest.approx(0.6, abs=0.1)
    assert carry_of(days, list(chance.normal(0, 12, 400))) < 0.15
    assert carry_of([], []) == carry_of([1.0], [5.0]) == 0.45


@pytest.mark.parametrize(("low", "high", "without"), [(-1, 1, False), (0, 2, False), (0.1, 2, True), (-2, -0.1, True)])
def test_zero_on_the_edge_is_inside(low, high, without):
    assert Interval(low, high, 0.95).is_without_zero is without
