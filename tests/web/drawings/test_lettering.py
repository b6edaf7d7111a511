"""Words are broken so that they stay on their stone, in any script."""

import pytest

from nearer.web.drawings.lettering import broken_into_lines, is_whole, runs_right_to_left, width_of

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"


@pytest.mark.parametrize(
    "text", ["", "one", "ALL CAPITALS " * 4, LONG_WORD, "沈黙" * 20, "שקט לפני הסערה " * 5, "😀" * 20]
)
def test_no_line_is_longer_than_its_stone(text: str):
    lines = broken_into_lines(text, 276)
    assert len(lines) <= 5
    assert all(width_of(line) <= 276 for line in lines)
    assert is_whole(lines, text)


def test_long_words_break_into_five_lines_at_most():
    text = "and the plates were put away without a word " * 9
    lines = broken_into_lines(text, 300)
    assert len(lines) == 5
    assert lines[-1].endswith("…")
    assert not is_whole(lines, text)


def test_five_full_lines_are_not_cut():
    lines = broken_into_lines(" ".join(["W" * 17] * 5), 276)
    assert len(lines) == 5
    assert not lines[-1].endswith("…")


def test_a_hundred_and_twenty_characters_fit():
    text = "I tell the joke before anyone comes close, and then I ask about their week until it is late enough to go home alone"
    assert 115 <= len(text) <= 125
    assert is_whole(broken_into_lines(text, 276), text)


def test_a_mark_stays_with_its_letter():
    lines = broken_into_lines("e\u0301" * 80, 276)
    assert not any(line.startswith("\u0301") for line in lines)


@pytest.mark.parametrize(
    ("text", "rtl"), [("אני", True), ("نعم", True), ("yes", False), ("12, כן", True), ("…", False), ("", False)]
)
def test_the_first_letter_decides_the_direction(text: str, rtl: bool):
    assert runs_right_to_left(text) == rtl
