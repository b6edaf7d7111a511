import random

import pytest

from nearer.domain.book import Book
from nearer.domain.coin_flip import ACTS, FLIPS, falls_heads, is_running, last_day, may_be_flipped, self_test
from nearer.domain.entries import CoinFlipBegun, CoinFlipDone
from nearer.domain.findings import Lack
from tests.diary import checked, day, stamped

chance = random.Random(12)
HEADS = tuple(chance.random() < 0.5 for _ in range(FLIPS))


def begun(heads=HEADS, measure="mood"):
    fields = stamped(0, "coin")
    return CoinFlipBegun(**fields, act=ACTS[0], measure=measure, first=day(0), heads=heads, expected="first")


def moods(effect, days=range(FLIPS), heads=HEADS):
    luck = random.Random(3)
    drawn = [luck.gauss(50, 10) for _ in range(FLIPS)]
    return [checked(n, mood=round(drawn[n] + effect * heads[n])) for n in days]


def judge(entries, today=FLIPS, test=None):
    test = test or begun()
    return self_test(Book.bound([test, *entries]), test, day(today))


def test_an_act_that_lifts_the_mood_is_clear():
    found = judge(moods(20))
    assert (found.verdict, found.leaning) == ("clear", "first")
    assert found.flips.interval.low < 20 < found.flips.interval.high
    assert found.flips.chance < 0.001


def test_an_act_that_does_nothing_has_no_clear_link():
    found = judge(moods(0))
    assert (found.verdict, found.leaning, found.lack) == ("no_clear_link", None, None)
    assert found.flips.interval.low < 0 < found.flips.interval.high


def test_an_act_that_lowers_the_mood_is_clear_too():
    assert judge(moods(-20)).leaning == "second"


@pytest.mark.parametrize(
    ("today", "verdict"), [(13, "counts_only"), (14, "not_clear_yet"), (59, "not_clear_yet"), (60, "clear")]
)
def test_it_is_read_once_at_the_end(today, verdict):
    found = judge(moods(20), today)
    assert found.verdict == verdict
    assert found.lack == (None if today == 60 else Lack("too_early", 60 - today))
    assert judge(moods(20), 300) == judge(moods(20), 60)


def test_too_many_missing_days_are_said():
    assert judge(moods(20, range(35))).lack == Lack("too_few_days", 1)
    assert judge(moods(20, range(36))).lack is None


def test_a_side_needs_five_days_with_the_measure():
    lopsided = tuple(n < 3 for n in range(FLIPS))
    found = judge(moods(20, heads=lopsided), test=begun(lopsided))
    assert (found.verdict, found.lack) == ("not_clear_yet", Lack("side_too_small", 2))
    assert judge(moods(20), test=begun(measure="aftertaste")).lack == Lack("side_too_small", 5)


def test_the_coin_decides_the_side_whatever_was_done():
    test = begun()
    noted = [CoinFlipDone(**stamped(n, "did"), test=test.id, on=day(n), did=n % 2 == 0) for n in range(10)]
    other = CoinFlipDone(**stamped(3, "other"), test="another", on=day(3), did=True)
    late = CoinFlipDone(**stamped(99, "late"), test=test.id, on=day(99), did=True)
    found, without = judge([*moods(20), *noted, other, late]), judge(moods(20))
    assert (found.flips, found.heads, found.tails) == (without.flips, without.heads, without.tails)
    assert (found.noted, found.kept) == (10, sum(HEADS[n] == (n % 2 == 0) for n in range(10)))


def test_days_outside_belong_to_no_side():
    test = begun((True, False))
    assert [falls_heads(test, day(n)) for n in (-1, 0, 1, 2)] == [None, True, False, None]
    assert (last_day(test), is_running(test, day(1)), is_running(test, day(2))) == (day(1), True, False)


def test_only_what_nobody_misses_may_be_left_to_a_coin():
    """safety.md: never support, sleep, food or medication."""
    assert all(map(may_be_flipped, ACTS))
    forbidden = {
        "call",
        "friend",
        "family",
        "help",
        "support",
        "therap",
        "sleep",
        "bed",
        "nap",
        "eat",
        "meal",
        "food",
        "drink",
    }
    forbidden |= {"pill", "medic", "dose", "net"}
    assert [act for act in ACTS if any(word in act for word in forbidden)] == []
    assert not may_be_flipped("call-a-friend")
