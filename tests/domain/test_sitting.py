import pytest

from nearer.domain.sitting import PARTS, WRITES, next_part, place
from tests.books import a_book

LINES = ["01 begin", "01 fit no", "01 signs quiet=3", "01 told They would laugh", "01 plan coffee 80", "01 map"]
NEXT = ["fit", "signs", "story", "act", "map", "key"]


@pytest.mark.parametrize("written", range(1, 7))
def test_the_sitting_goes_on_with_the_first_part_not_written(written):
    assert next_part(a_book("\n".join(LINES[:written]))) == NEXT[written - 1]


def test_a_part_taken_out_again_comes_back():
    assert next_part(a_book("\n".join(line for line in LINES if "told" not in line))) == "story"


def test_a_skipped_answer_is_still_an_answered_check():
    assert next_part(a_book("01 begin\n01 fit no\n01 signs quiet=-")) == "story"


def test_every_part_between_the_first_and_the_key_writes_something():
    assert ("begin", *WRITES, "key") == PARTS
    assert [place(part) for part in (PARTS[0], PARTS[-1])] == [{"part": 1, "parts": 7}, {"part": 7, "parts": 7}]
