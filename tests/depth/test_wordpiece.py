"""What the second look reads of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.depth.wordpiece import LONGEST, WordPiece

WORDS = WordPiece(
    [
        "[CLS]",
        "[SEP]",
        "[UNK]",
        "i",
        "a",
        "e",
        "!",
        ".",
        "'",
        "the",
        "so",
        "cool",
        "kept",
        "your",
        "voice",
        "link",
        "cafe",
        "with",
        "face",
        "joy",
        "of",
        "tears",
        "red",
        "heart",
        "thumbs",
        "up",
        "sign",
        "##mail",
        "##s",
        "##i",
        "##e",
        "d",
        "##n",
        "##t",
    ]
)
NAMES = list(WORDS.numbers)


def read(text: str) -> str:
    return " ".join(NAMES[number] for number in WORDS.read(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("I kept your VOICEMAIL.", "i kept your voice ##mail ."),
        ("Café", "cafe"),
        ("soooo coooool", "so cool"),
        ("so!!!!!!!", "so ! ! !"),
        ("I’s", "i ' [UNK]"),
        ("the\u2029voices\n\nso", "the voice ##s so"),
        ("so😂😂😂", "so face with tears of joy"),
        ("❤️", "red heart"),
        ("👍🏽👍🏽", "thumbs up sign"),
        ("https://a.example/the?x=1 so", "link so"),
        ("zebra", "[UNK]"),
        ("cafe\u0301", "cafe"),
        ("so\x00the", "so the"),
        ("❤️\u200d👍", "red heart thumbs up sign"),
        ("", ""),
        (" \n\t\u200b\ufe0f ", ""),
        ("🇩🇪", ""),
    ],
)
def test_a_text_is_read_in_known_pieces(text, pieces):
    assert read(text) == pieces


def test_a_word_without_an_end_is_cut():
    assert len(WORDS.read("e" + "is" * 5000)) <= LONGEST


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_capitals_say_nothing(text):
    assert all(0 <= number < len(NAMES) for number in WORDS.read(text))
    assert WORDS.read(text.lower()) == WORDS.read(text.lower().lower())


@given(st.lists(st.sampled_from(["so", "the", "cool", "voice", "i", "kept", "😂", "!"]), max_size=20), st.data())
def test_more_space_between_words_changes_nothing(words, data):
    spaces = data.draw(
        st.lists(st.sampled_from([" ", "  ", "\n", "\u00a0", "\t"]), min_size=len(words), max_size=len(words))
    )
    assert read("".join(a + b for a, b in zip(words, spaces, strict=True))) == read(" ".join(words))
