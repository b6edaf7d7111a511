"""How a reply meets an opening: small, the same every time, and right about plain pairs."""

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nearer.depth import Depth
from nearer.depth.reply import MOST_LETTERS, WAYS, WEIGHTS, ReplyLook
from nearer.depth.train.lessons import HELD, known_meetings, meetings
from tests.places import CHECKOUT

OPENING = "i sat in the car for an hour before i could go in to see mum"
STAYS = [
    ("i didn't know it was that bad. i'm here, you don't have to go in alone", None),
    ("what was going through your head, sitting there?", "asks"),
    ("sounds like you were scared of what you'd find in there", "interprets"),
]
GOES_ON = ["ok. did you get the parcel", "lol, my bus is late again", "you should really see a doctor about that"]


@pytest.fixture(scope="module")
def look() -> Depth:
    return Depth.load()


@pytest.fixture(scope="module")
def met() -> ReplyLook:
    return ReplyLook.load()


def columns(said) -> np.ndarray:
    return np.stack([getattr(said, way) for way in WAYS], 1)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_three_numbers_for_each_reply(met, look, count):
    said = columns(met.score(look, [(OPENING, "and then?")] * count))
    assert said.shape == (count, 3)
    assert ((said >= 0) & (said <= 1)).all()


def test_nothing_is_said_of_a_blank(met, look):
    assert not columns(met.score(look, [(OPENING, ""), (OPENING, " \n\t"), ("", "and then?"), ("  ", "")])).any()


@pytest.mark.parametrize(("reply", "way"), STAYS)
def test_a_reply_that_stays_is_told_from_those_that_go_on(met, look, reply, way):
    staying, *others = columns(met.score(look, [(OPENING, said) for said in (reply, *GOES_ON)]))
    assert staying[0] >= met.enough
    assert all(staying[0] > other[0] + 0.2 for other in others)
    for column, name in enumerate(WAYS[1:], 1):
        if name == way:
            assert staying[column] > max(other[column] for other in others)
            assert staying[column] > columns(met.score(look, [(OPENING, STAYS[0][0])]))[0, column]


def test_a_reply_counts_from_near_the_middle_on(met):
    assert 0.4 < met.enough < 0.8


def test_what_stands_after_the_letters_that_are_read_changes_nothing(met, look):
    long = "and then, " * (MOST_LETTERS // 10)
    one, other = columns(met.score(look, [(long, long), (long + "i am scared", long + "what happened?!")]))
    assert np.allclose(one, other, atol=5e-3)


some_texts = st.text(max_size=60)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(some_texts, some_texts), max_size=6))
@example([("\ud800 lone", "مرحبا"), ("ไม่เป็นไร", "😂"), ("a" * (MOST_LETTERS + 9), "0\x000"), ("<", ">")])
def test_a_reply_says_the_same_alone_and_among_others(met, look, pairs):
    rest = [(OPENING, reply) for reply in GOES_ON]
    among = columns(met.score(look, [*rest, *pairs, *rest]))
    alone = [columns(met.score(Depth.load(), [pair]))[0] for pair in pairs]
    for at, one in enumerate(alone, len(rest)):
        assert np.allclose(among[at], one, atol=5e-3)


def test_the_weights_are_small():
    assert WEIGHTS.stat().st_size < 100_000


def test_the_openings_of_a_long_chat_are_soon_read(met):
    """40,000 messages may hold so many; measured alone: 0.4 s."""
    words = "it was the day after that i did not know what to say or how to be with anyone at all"
    pairs = [(f"{words} {n}", f"{words[n % 30 :]} {n}?") for n in range(3000)]
    begun = time.process_time()
    met.score(Depth.load(), pairs)
    assert time.process_time() - begun < 1.5


def test_none_of_the_voices_held_out_taught_it():
    every, known = ({each.voice for each in found(CHECKOUT / "corpus")} for found in (meetings, known_meetings))
    assert every - known == {voice for voice in every if voice.startswith(HELD)}
    assert len(every - known) == 14
