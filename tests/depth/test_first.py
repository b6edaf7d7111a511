"""The first look as it is shipped: small, fast, the same every time, and right about voices it never met."""

import re
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nearer.depth import FEELINGS, Depth, Scores
from nearer.depth.first import AT_ONCE, MOST_LETTERS, NAMES, WEIGHTS, without
from nearer.depth.train.figures import auc
from nearer.domain.mirror_sittings import BEGINS
from tests.depth.held import held, lines_held
from tests.places import CHECKOUT

ACTS = ("emotional", "informational", "support_emotional", "support_informational")
LINES = [
    "7 is fine",
    "i have never told anyone this but i'm scared of being alone",
    "",
    "😂😂",
    "can you bring milk, eggs and the blue charger",
    "You are stronger than you think, I'm here for you",
    "   ",
    "what are you most afraid of?",
]


@pytest.fixture(scope="module")
def model() -> Depth:
    return Depth.load()


def test_voices_it_was_never_taught_with_are_told_apart(model):
    rows = held()
    assert len(rows) == 14 * 150
    level = model.score(text for _, text in rows).level
    true = np.array([depth for depth, _ in rows])
    assert auc(level[true >= 3], level[true <= 1]) >= 0.88
    means = [level[true == depth].mean() for depth in range(5)]
    assert means == sorted(means)


@pytest.mark.parametrize(
    "mix", [(0.66, 0.2, 0.09, 0.035, 0.015), (0.5, 0.27, 0.13, 0.07, 0.03), (0.3, 0.25, 0.2, 0.15, 0.1)]
)
def test_shares_of_errands_and_openings_come_near_the_truth_in_talk_of_any_mix(model, mix):
    rows = lines_held()
    level, true = model.score(text for _, text in rows).level, np.array([depth for depth, _ in rows])
    for reaches, off in ((0, 0.1), (2, 0.06)):
        found = sum(part * (level[true == at] >= BEGINS[reaches]).mean() for at, part in enumerate(mix))
        assert abs(found - sum(mix[reaches + 1 :])) <= off


def test_every_number_is_in_its_range(model):
    scores = model.score(LINES)
    assert len(scores.level) == len(LINES)
    assert scores.feelings.shape == (len(LINES), len(FEELINGS)) == (len(LINES), 28)
    assert ((scores.level >= 0) & (scores.level <= 4)).all()
    for act in ACTS:
        assert ((getattr(scores, act) >= 0) & (getattr(scores, act) <= 1)).all()
    assert ((scores.feelings >= 0) & (scores.feelings <= 1)).all()


def test_a_confession_is_deeper_than_an_errand(model):
    level = model.score(LINES).level
    assert level[1] > level[4] + 1
    assert level[1] > level[0] + 1


def test_nothing_is_said_of_a_blank_text(model):
    scores = model.score(["", "  \n\t"])
    for name in NAMES:
        assert not getattr(scores, name).any()


def test_no_text_at_all(model):
    scores = model.score([])
    assert scores.level.shape == (0,)
    assert scores.feelings.shape == (0, 28)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
@example(["\ud800 lone", "مرحبا", "ไม่เป็นไร", "a" * (MOST_LETTERS + 50), "0\x000"])
def test_a_text_says_the_same_alone_and_among_others(texts):
    model = Depth.load()
    among = model.score([*LINES, *texts, *LINES])
    alone = [model.score([text]) for text in texts]
    for at, one in enumerate(alone, len(LINES)):
        for name in NAMES:
            assert np.allclose(getattr(among, name)[at], getattr(one, name)[0], atol=2e-3)


def test_two_models_say_the_same_bit_for_bit():
    first, again = (Depth.load().score(LINES * 50) for _ in range(2))
    assert all(np.array_equal(getattr(first, name), getattr(again, name)) for name in NAMES)


def test_more_texts_than_are_worked_on_at_once_keep_their_order(model):
    texts = [LINES[at % len(LINES)] for at in range(2 * AT_ONCE + 3)]
    level = model.score(iter(texts)).level
    assert np.allclose(level, model.score(LINES).level[np.arange(len(texts)) % len(LINES)], atol=1e-4)


WORDS = [
    "I",
    "i'm",
    "scared",
    "Scared",
    "of",
    "milk",
    "and",
    "you,",
    "home!",
    "never",
    "told",
    "bus",
    "7:30",
    "a-a",
    "don't",
    "😂",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_taking_a_named_word_out_changes_the_level_as_said(text):
    model = Depth.load()
    for word, effect in model.why(text):
        left = model.score([text]).level[0] - model.score([without(text, word)]).level[0]
        assert left == pytest.approx(effect, abs=1e-5)
        assert not word[0].isalnum() or word.lower() not in re.findall(r"[\w'’]+", without(text, word).lower())


def test_the_reasons_name_what_was_said_and_no_joining_words(model):
    named = [word for word, _ in model.why("I have never told anyone that I am scared of the dark")]
    assert "scared" in named
    assert not {"of", "the", "that"} & set(named)


def test_the_weights_are_small_and_soon_there():
    assert WEIGHTS.stat().st_size <= 8_000_000
    took = []
    for _ in range(3):
        begun = time.process_time()
        Depth.load()
        took.append(time.process_time() - begun)
    assert min(took) <= 0.3


def test_a_message_takes_about_as_long_as_one_head_of_a_plain_counter(model):
    """A ratio, since machines differ: the peer finds words with a regular expression and adds one number for each."""
    texts = [text for _, text in held()] * 8
    numbers = {word: 1.0 for text in texts for word in re.findall(r"[\w']+", text.lower())}
    model.score(texts)

    def took(work) -> float:
        times = []
        for _ in range(3):
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
        return min(times)

    plain = took(lambda: [sum(numbers.get(word, 0.0) for word in re.findall(r"[\w']+", t.lower())) for t in texts])
    assert took(lambda: model.score(texts)) <= 4 * plain


@pytest.mark.slow
def test_memory_does_not_grow_with_the_chat():
    script = (
        "import random; from pathlib import Path; from nearer.depth import Depth; c = random.Random(1); m = Depth.load()\n"
        "w = [''.join(c.choices('etaoinshrdlu', k=c.randint(1, 7))) for _ in range(60000)]\n"
        "n = sum(len(p.level) for p in m.parts(' '.join(c.choices(w, k=13)) for _ in range(30000)))\n"
        "print(n, Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    many, kilobytes = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert int(many) == 30_000
    assert int(kilobytes) < 300_000


def test_scores_have_the_names_that_the_command_prints():
    assert ("level", *ACTS, "intimacy", "feelings") == NAMES
    assert Scores.__doc__
