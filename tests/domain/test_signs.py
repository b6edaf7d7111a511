import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.entries import Answer
from nearer.domain.inventory import FAINT
from nearer.domain.programme import Item, Sign
from nearer.domain.signs import CANDIDATES, answers, candidates
from tests.books import a_book


def a_sign(name):
    return Sign(name, name.title(), "", "", "", "", (), (Item(f"{name}1", 1, ""), Item(f"{name}2", 1, "")), ())


SIGNS = tuple(map(a_sign, ("quiet", "hidden", "far", "shut")))


def found(text):
    return [(c.sign.id, c.mean) for c in candidates(answers(a_book(text)), SIGNS)]


READINGS = {
    "strongest first": ("quiet1=2 hidden1=4 far1=1", [("hidden", 4.0), ("quiet", 2.0)]),
    "all faint": ("quiet1=0 quiet2=1 hidden1=0", []),
    "exactly once or twice is no longer faint": ("quiet1=1 quiet2=1", [("quiet", 1.0)]),
    "a skipped item is left out and is no zero": (
        "quiet1=3 quiet2=- hidden1=2 hidden2=2",
        [("quiet", 3.0), ("hidden", 2.0)],
    ),
    "a zero counts": ("quiet1=4 quiet2=0 hidden1=3", [("hidden", 3.0), ("quiet", 2.0)]),
    "all skipped": ("quiet1=- hidden1=-", []),
    "ties go to the strongest single answer": (
        "quiet1=2 quiet2=2 hidden1=4 hidden2=0",
        [("hidden", 2.0), ("quiet", 2.0)],
    ),
    "full ties go by the programme": ("shut1=2 far1=2 hidden1=2", [("hidden", 2.0), ("far", 2.0)]),
    "an item of no sign is left aside": ("nothing1=4", []),
}


@pytest.mark.parametrize(("said", "reading"), READINGS.values(), ids=READINGS)
def test_a_signs_check_reads_so(said, reading):
    assert found(f"01 signs {said}") == reading


def test_the_newest_answer_to_an_item_counts():
    assert found("01 signs quiet1=4 hidden1=2\n15 signs quiet1=1") == [("hidden", 2.0), ("quiet", 1.0)]


def test_what_spoke_for_a_sign_comes_strongest_first_and_without_zeros():
    (quiet,) = candidates(answers(a_book("01 signs quiet1=1 quiet2=4")), SIGNS)
    assert [(a.item, a.value) for a in quiet.spoke] == [("quiet2", 4), ("quiet1", 1)]
    (quiet,) = candidates(answers(a_book("01 signs quiet1=4 quiet2=0")), SIGNS)
    assert [a.item for a in quiet.spoke] == ["quiet1"]


some_answers = st.lists(
    st.builds(
        Answer,
        item=st.sampled_from([item.id for sign in SIGNS for item in sign.item]),
        version=st.just(1),
        prompt=st.just(""),
        value=st.none() | st.integers(0, 4),
    ),
    max_size=12,
)


@given(some_answers)
def test_a_reading_is_at_most_two_signs_none_of_them_faint_each_with_a_reason(said):
    reading = candidates(said, SIGNS)
    assert len(reading) <= CANDIDATES
    assert all(c.mean >= FAINT and c.spoke for c in reading)
    assert [c.mean for c in reading] == sorted((c.mean for c in reading), reverse=True)
