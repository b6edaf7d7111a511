"""A quick look over all, a better one over some: is the share right, and does its interval hold what it promises?"""

import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.depth_shares import corrected_share

said = st.lists(st.floats(0, 1), min_size=10, max_size=60)


def looks(chance: random.Random, n: int, deep: float, found: float, mistaken: float) -> tuple[list[float], list[float]]:
    """What a quick and a better look say of n messages: it finds a share of the deep ones and mistakes some others."""
    second = [float(chance.random() < deep) for _ in range(n)]
    return [float(chance.random() < (found if seen else mistaken)) for seen in second], second


@given(said, st.data())
def test_when_all_were_read_twice_the_share_is_what_the_better_look_says(first, data):
    second = data.draw(st.lists(st.floats(0, 1), min_size=len(first), max_size=len(first)))
    found = corrected_share(first, dict(enumerate(second)))
    assert (found.value, found.interval.low, found.interval.high) == pytest.approx((fmean(second),) * 3, abs=1e-6)


@given(said, st.data(), st.sampled_from([0.8, 0.95]))
def test_a_share_is_a_share_and_lies_in_its_interval(first, data, level):
    places = data.draw(st.sets(st.integers(0, len(first) - 1), min_size=10))
    second = {place: data.draw(st.floats(0, 1)) for place in places}
    found = corrected_share(first, second, level)
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1
    assert 0 <= found.trust <= 1


@given(said)
def test_a_quick_look_that_says_the_same_of_all_is_not_followed(first):
    flat, sample = [0.7] * 200, dict(enumerate(first))
    found = corrected_share(flat, sample)
    assert found.trust == 0
    assert found.value == pytest.approx(fmean(first))


@given(st.integers(0, 9))
def test_fewer_than_ten_say_nothing_of_the_others(looked):
    assert corrected_share([0.0, 1.0] * 30, dict.fromkeys(range(looked), 1.0)) is None


def test_no_disagreement_in_a_small_sample_does_not_rule_one_out():
    quick = [0.0] * 500
    assert corrected_share(quick, dict.fromkeys(range(20), 0.0)).interval.high > 0.05


def test_more_looks_make_it_surer():
    quick, better = looks(random.Random(1), 2000, 0.2, 0.8, 0.1)
    widths = []
    for looked in (50, 200, 800):
        interval = corrected_share(quick, {place: better[place] for place in range(looked)}).interval
        widths.append(interval.high - interval.low)
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    ("n", "looked", "deep", "found", "mistaken"),
    [(400, 60, 0.1, 0.7, 0.1), (2000, 150, 0.1, 0.9, 0.02), (2000, 150, 0.3, 0.75, 0.2), (2000, 200, 0.03, 0.6, 0.08)],
)
def test_nineteen_of_twenty_intervals_hold_the_share(n, looked, deep, found, mistaken):
    chance = random.Random(9)
    held, errors, plain = 0, [], []
    for _ in range(400):
        quick, better = looks(chance, n, deep, found, mistaken)
        sample = chance.sample(range(n), looked)
        got = corrected_share(quick, {place: better[place] for place in sample})
        held += got.interval.low <= fmean(better) <= got.interval.high
        errors.append((got.value - fmean(better)) ** 2)
        plain.append((fmean(better[place] for place in sample) - fmean(better)) ** 2)
    assert 0.92 <= held / 400 <= 0.995
    assert fmean(errors) < fmean(plain)
