"""An inventory is read by the mean of what was answered."""

from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.entries import Answer
from nearer.domain.inventory import answered_items, newest, weighed
from nearer.domain.programme import Item

values = st.none() | st.integers(0, 4)


def answers(*said: int | None) -> tuple[Answer, ...]:
    return tuple(Answer(f"i{n}", 1, "?", value) for n, value in enumerate(said))


def items(n: int) -> list[Item]:
    return [Item(f"i{place}", 1, "?") for place in range(n)]


def test_a_skipped_sentence_is_left_out_and_never_zero():
    said = weighed(items(3), answered_items(answers(4, None, 2)))
    assert said is not None
    assert (said.mean, said.n, [a.item for a in said.spoke]) == (3, 2, ["i0", "i2"])


def test_a_zero_counts_and_does_not_speak():
    said = weighed(items(2), answered_items(answers(0, 0)))
    assert said is not None
    assert (said.mean, said.n, said.spoke) == (0, 2, ())


def test_nothing_answered_says_nothing():
    assert weighed(items(2), answered_items(answers(None, None))) is None
    assert weighed([], answered_items(answers(3))) is None


def test_the_newest_round_counts():
    assert newest([answers(1, 2), answers(3)]) == (Answer("i0", 1, "?", 3), Answer("i1", 1, "?", 2))


@given(st.lists(values, max_size=8))
def test_the_mean_stays_on_the_scale_and_the_strongest_speaks_first(said):
    found = weighed(items(len(said)), answered_items(answers(*said)))
    given_ = [value for value in said if value is not None]
    assert (found is None) == (not given_)
    if found is not None:
        assert min(given_) <= found.mean <= max(given_)
        strengths = [a.value for a in found.spoke]
        assert strengths == sorted((v for v in given_ if v), reverse=True)
