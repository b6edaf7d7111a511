"""The second look as it is shipped: what it says, that it says it again, and what it costs."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.depth.second import LEVELS, WEIGHTS, SecondLook
from nearer.depth.train.figures import auc
from tests.depth.held import held

TAUGHT = json.loads(Path(__file__).with_name("second.json").read_text(encoding="utf-8"))
"""Texts, and what the encoder said of them in torch before its weights were made small: logits, (texts, heads)."""

NEAR = 2e-4
"""Sums are added up in another order when other texts are beside a text."""


@pytest.fixture(scope="module")
def look():
    return SecondLook.load()


def level(look: SecondLook, text: str) -> float:
    return float(look.score([text]).level[0])


def test_the_small_weights_say_what_the_taught_ones_said(look):
    taught = 1 / (1 + np.exp(-np.array(TAUGHT["logits"])))
    seen = look.score(TAUGHT["texts"])
    steps = taught[:, : len(LEVELS)].sum(1)
    assert np.abs(seen.level - steps).mean() < 0.05
    assert np.abs(seen.level - steps).max() < 0.25
    for place, head in enumerate(
        (seen.emotional, seen.informational, seen.support_emotional, seen.support_informational)
    ):
        assert np.abs(head - taught[:, len(LEVELS) + place]).max() < 0.1


@pytest.mark.parametrize(
    ("deep", "flat"),
    [
        ("i sat in the car for an hour before going in", "i sat in the new car and they had moved the mirror"),
        ("can you stay on the phone till i'm on the train", "can you stay off the line till the plumber rang"),
        ("I told them I had the flu. I couldn't face anybody", "I told them I had the blue one in medium"),
        ("i'm scared that you only like the version of me that is fine", "i'm scared of that boss level lol"),
    ],
)
def test_a_plain_deep_line_is_deeper_than_a_flat_one_like_it(look, deep, flat):
    assert level(look, deep) > level(look, flat) + 0.5


def test_voices_it_was_never_taught_with_are_told_apart(look):
    rows = held()[::4]
    seen, true = look.score(text for _, text in rows), np.array([depth for depth, _ in rows])
    assert auc(seen.level[true >= 3], seen.level[true <= 1]) >= 0.92
    assert auc(seen.deep[true >= 3], seen.deep[true <= 1]) >= 0.93


def test_strong_words_about_onions_do_not_make_a_message_deep(look):
    assert level(look, "i will literally die if you forget the onions, love you") < 1.5


def test_blank_texts_are_at_nought_and_signs_are_read(look):
    seen = look.score(["", "  \n\t", "\u200b", "😂😂😂", "❤️", "👍"])
    assert seen.level[:3].tolist() == [0, 0, 0]
    assert seen.emotional[:3].max() == 0
    assert (seen.level[3:] > 0).all()
    assert seen.level[5] < seen.level[3]


def test_no_texts_give_no_answers(look):
    seen = look.score([])
    assert seen.level.shape == (0,)
    assert seen.intimacy.shape == (0,)


def test_the_deepest_part_of_a_long_text_speaks(look):
    errands = "bring milk, eggs and the small screws, the shop shuts at six, platform two. " * 12
    confession = "i've told nobody this, i am so ashamed and afraid of losing you."
    assert level(look, errands + confession) > level(look, errands) + 1
    assert level(look, confession + " " + errands) > level(look, errands) + 1


def test_a_text_without_end_costs_no_more_than_its_beginning(look):
    assert level(look, "so what " * 100_000) == pytest.approx(level(look, ("so what " * 100_000)[:5000]))


texts = st.lists(st.one_of(st.text(max_size=80), st.sampled_from(TAUGHT["texts"])), max_size=6)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_a_text_is_seen_alone_and_in_its_place(look, several):
    together = look.score(several)
    for place, text in enumerate(several):
        alone = look.score([text])
        assert together.level[place] == pytest.approx(alone.level[0], abs=NEAR)
        assert together.intimacy[place] == pytest.approx(alone.intimacy[0], abs=NEAR)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_answers_are_numbers_in_their_range_and_the_same_again(look, several):
    seen, again = look.score(several), look.score(iter(several))
    assert ((seen.level >= 0) & (seen.level <= 4)).all()
    for shares in (seen.deep, seen.emotional, seen.support_informational):
        assert ((shares >= 0) & (shares <= 1)).all()
    assert np.isfinite(seen.intimacy).all()
    assert (seen.level == again.level).all()


def test_it_is_small():
    assert WEIGHTS.stat().st_size <= 15e6
