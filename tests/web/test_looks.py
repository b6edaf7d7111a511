from collections.abc import Iterable
from types import SimpleNamespace

import numpy as np
import pytest

from nearer.depth import FEELINGS
from nearer.domain.chats import Message
from nearer.domain.mirror import gap, turns
from nearer.domain.mirror_reading import MET
from nearer.domain.mirror_sittings import Walk, walk
from nearer.domain.mirror_twice import Second, read_of
from nearer.web import looks
from nearer.web.looks import MOST_OPENINGS, MOST_SHOWN, STANCES, look_again, look_at, unseen
from nearer.web.mirror_feelings import FEELING_WORDS
from tests.chats import FIRST, messages, talk
from tests.heard import ByWords


def feeling_named(*likely: tuple[str, float]) -> int:
    """Which feeling the mirror names for a message of which the model says this; -1 is none."""
    feelings = np.zeros((1, len(FEELINGS)))
    for name, much in likely:
        feelings[0, FEELINGS.index(name)] = much
    part = SimpleNamespace(level=np.zeros(1), feelings=feelings, support_emotional=np.array([0.6]))
    found = unseen()
    model = SimpleNamespace(parts=lambda texts: [part for _text in texts])
    assert list(look_at(model, [Message(FIRST, "Mara", "speech", "a", line=1)], found)) == [1]  # type: ignore[arg-type]
    assert list(found.comforts) == [1]
    return found.feeling[0]


def test_the_likeliest_feeling_is_named_from_a_point_on():
    assert feeling_named(("joy", 0.6), ("fear", 0.5)) == FEELINGS.index("joy")
    assert feeling_named(("joy", 0.3)) == -1


def test_no_feeling_is_never_named():
    assert feeling_named(*((stance, 0.9) for stance in STANCES)) == -1
    assert feeling_named(("neutral", 0.9), ("curiosity", 0.9), ("joy", 0.5)) == FEELINGS.index("joy")


def test_every_feeling_that_may_be_named_has_plain_words():
    assert set(FEELING_WORDS) == set(FEELINGS) - set(STANCES)


class Slow:
    """A second look that sees everything as deep, and takes so many seconds for each batch."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.clock = seconds, 0.0

    def score(self, texts: Iterable[str]) -> SimpleNamespace:
        """Level 3 for each."""
        self.clock += self.seconds
        return SimpleNamespace(level=np.full(len(list(texts)), 3.0))


def read_again(monkeypatch: pytest.MonkeyPatch, seconds: float, sittings: int) -> tuple[Second, Walk]:
    look = Slow(seconds)
    monkeypatch.setattr(looks, "second_look", lambda: look)
    monkeypatch.setattr(looks, "monotonic", lambda: look.clock)
    said, found = messages(talk(sittings)), unseen()
    for part in ByWords().parts(m.text for m in said):
        found.level.extend(part.level.tolist())  # type: ignore[attr-defined]
        found.feeling.extend([-1] * len(part.level))  # type: ignore[attr-defined]
        found.comforts.extend([0] * len(part.level))  # type: ignore[attr-defined]
    walked = walk(turns(said, gap(said)), "Mara", is_group=False, looks=found)
    return look_again(said, walked), walked


def test_the_second_look_reads_samples_openings_and_moments(monkeypatch: pytest.MonkeyPatch):
    second, walked = read_again(monkeypatch, 0.1, 200)
    assert {what: len(seen) for what, seen in second.drawn.items() if what not in MET} == {"deep": 64, "errands": 64}
    for what in MET:
        opening = {place for one in walked.moments[what] for place in read_of(one)}
        assert set(second.drawn[what]) <= opening
        assert len(second.drawn[what]) == min(MOST_OPENINGS, len(walked.moments[what]))
    assert set(second.shown["deep"]) <= {one.places[0] for one in walked.moments["deep"]}
    assert len(second.shown["deep"]) == min(MOST_SHOWN, len(walked.moments["deep"]))


def test_the_second_look_stops_in_time_and_lets_a_share_be_that_it_read_too_little_for(monkeypatch: pytest.MonkeyPatch):
    second, _walked = read_again(monkeypatch, 1.2, 200)
    assert "deep" not in second.drawn
    assert "errands" not in second.drawn
    assert 0 < len(second.drawn["mine_met"]) <= 2 * looks.AT_ONCE
