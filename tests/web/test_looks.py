from types import SimpleNamespace

import numpy as np

from nearer.depth import FEELINGS, NOT_SHOWN
from nearer.domain.chats import Message
from nearer.web.looks import look_at, unseen
from nearer.web.mirror_feelings import FEELING_WORDS
from tests.chats import FIRST


def feeling_named(*likely: tuple[str, float]) -> int:
    """Which feeling the mirror names for a message of which the model says this; -1 is none."""
    feelings = np.zeros((1, len(FEELINGS)))
    for name, much in likely:
        feelings[0, FEELINGS.index(name)] = much
    part = SimpleNamespace(level=np.zeros(1), support_emotional=np.zeros(1), feelings=feelings)
    found = unseen()
    model = SimpleNamespace(parts=lambda texts: [part for _text in texts])
    assert list(look_at(model, [Message(FIRST, "Mara", "speech", "a", line=1)], found)) == [1]  # type: ignore[arg-type]
    return found[2][0]


def test_the_likeliest_feeling_is_named_from_a_point_on():
    assert feeling_named(("joy", 0.6), ("fear", 0.5)) == FEELINGS.index("joy")
    assert feeling_named(("joy", 0.3)) == -1


def test_no_feeling_and_none_that_is_not_to_be_shown_is_named():
    for name in ("neutral", *NOT_SHOWN):
        assert feeling_named((name, 0.9)) == -1
        assert feeling_named((name, 0.9), ("joy", 0.5)) == FEELINGS.index("joy")


def test_every_feeling_that_may_be_named_has_plain_words():
    assert set(FEELING_WORDS) == set(FEELINGS) - {"neutral", *NOT_SHOWN}
