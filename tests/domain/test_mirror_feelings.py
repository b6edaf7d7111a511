"""Which feelings show: counted once each, by halves where there is enough, and called changed only where it is clear."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.mirror_feelings import FEW, HALF_NEEDS, changed, feelings_shown
from nearer.domain.mirror_sittings import Sitting

NAMES = ("thanks", "joy", "fear")


def sitting(month, mine, **shown):
    return Sitting(date(2025, month, 1), True, shown={NAMES.index(k): n for k, n in shown.items()}, my_messages=mine)


def a_year(first, second):
    """Six months of ten sittings each like the first, and six like the second."""
    return [sitting(month, 10, **(first if month <= 6 else second)) for month in range(1, 13) for _ in range(10)]


def test_the_most_frequent_comes_first():
    found = feelings_shown([sitting(1, 9, joy=1), sitting(1, 9, thanks=2, joy=2)], NAMES)
    assert [(one.feeling, one.n, one.before, one.after) for one in found] == [("joy", 3, (), ()), ("thanks", 2, (), ())]


def test_halves_need_four_months_and_enough_messages():
    assert all(one.before for one in feelings_shown(a_year({"joy": 1}, {"joy": 1}), NAMES))
    short = [sitting(month, 200, joy=3) for month in (1, 2, 3)]
    assert not feelings_shown(short, NAMES)[0].before
    thin = [sitting(month, HALF_NEEDS if month < 3 else HALF_NEEDS // 2 - 1, joy=3) for month in (1, 2, 3, 4)]
    assert not feelings_shown(thin, NAMES)[0].before


def test_a_feeling_that_came_is_called_changed_and_one_that_stayed_is_not():
    found = feelings_shown(a_year({"joy": 1}, {"joy": 1, "fear": 1}), NAMES)
    assert changed(found) == {"fear"}
    fear = next(one for one in found if one.feeling == "fear")
    assert (fear.before[:2], fear.after[:2]) == ((0, 0), (60, 100))


def test_few_messages_are_never_called_a_change():
    one = [sitting(12, 10, fear=1) for _ in range(FEW - 1)]
    assert changed(feelings_shown([*a_year({}, {}), *one], NAMES)) == frozenset()


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.dictionaries(st.sampled_from(NAMES), st.integers(1, 5))),
        min_size=1,
        max_size=60,
    )
)
def test_nothing_is_lost_between_halves_and_shares_lie_in_their_intervals(rows):
    sittings = [sitting(month, 20, **shown) for month, shown in rows]
    found = feelings_shown(sittings, NAMES)
    assert sum(one.n for one in found) == sum(sum(s.shown.values()) for s in sittings)
    for one in found:
        if one.before:
            assert one.before[0] + one.after[0] == one.n
        for part in (one.before, one.after):
            assert not part or 0 <= part[2] <= part[1] <= part[3] <= 1000
