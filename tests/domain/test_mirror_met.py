"""How openings are met: a model is asked once, of every reply in a chat, and what it says decides."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.chats import Message
from nearer.domain.mirror import turns
from nearer.domain.mirror_reading import reading
from nearer.domain.mirror_sittings import CLEARLY, Replies
from tests.domain.test_mirror_reading import GAP, built, chat, looks_of, number, read, some_messages

HARBOUR = "Mara: i was afraid of the harbour"


class Asked:
    """Says the same of every reply, and remembers what it was asked."""

    def __init__(self, taken_up=0.0, asks=0.0, interprets=0.0, enough=0.5):
        self.likely, self.enough = (taken_up, asks, interprets), enough
        self.batches = []

    def __call__(self, pairs):
        self.batches.append(list(pairs))
        return Replies(*([likely] * len(pairs) for likely in self.likely), enough=self.enough)


def met(said, model, people=2):
    return read(said, people=people, looks=looks_of(said)._replace(meets=model))


def test_every_reply_of_a_chat_is_asked_about_at_once_and_lines_of_a_turn_are_one_text():
    model = Asked()
    night = ["Mara: i was sad all day", "Mara: since the call", "Otter: oh no", "Otter: which call?", "Mara: ok", ""]
    met(chat(*night, "Otter: i was afraid too", "Mara: of what", "", HARBOUR), model)
    assert model.batches == [
        [("i was sad all day\nsince the call", "oh no\nwhich call?"), ("i was afraid too", "of what")]
    ]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        ([HARBOUR, "", "Otter: late again"], 2),
        (["Mara: late again", "Otter: late again"], 2),
        ([HARBOUR, "Otter: ok"], 3),
    ],
    ids=["no reply", "no opening", "a group"],
)
def test_where_no_opening_was_replied_to_nothing_is_asked(lines, people):
    model = Asked(1.0)
    met(chat(*lines), model, people)
    assert model.batches == []


def test_where_depth_is_not_read_no_opening_is_known():
    found = reading(turns(chat(HARBOUR, "Otter: ok"), GAP), "Mara", 2, None)
    assert not found.moments["mine_met"]


def test_a_reply_without_words_is_something_else():
    model = Asked(1.0)
    said = chat(HARBOUR)
    said.append(Message(said[0].when + timedelta(minutes=1), "Otter", "media", ""))
    assert [m.met for m in met(said, model).moments["mine_met"]] == ["else"]
    assert model.batches == []


@pytest.mark.parametrize(("likely", "way"), [(0.6, "up"), (0.59, "else")])
def test_from_where_the_model_says_a_reply_counts_as_taken_up(likely, way):
    found = met(chat(HARBOUR, "Otter: ok"), Asked(likely, enough=0.6))
    assert [m.met for m in found.moments["mine_met"]] == [way]
    assert number(found, "mine_met").parts == ((1, 0, 0, 0) if way == "up" else (0, 1, 0, 0))


@pytest.mark.parametrize(
    ("likely", "how"),
    [
        ((0.9, CLEARLY, 0.0), "asks"),
        ((0.9, 0.0, CLEARLY), "interprets"),
        ((0.9, CLEARLY - 0.01, CLEARLY - 0.01), None),
        ((0.1, 0.9, 0.9), None),
    ],
    ids=["asks", "says what it means", "neither clearly", "not taken up"],
)
def test_how_is_said_of_what_was_taken_up_where_it_is_clear(likely, how):
    assert [m.how for m in met(chat(HARBOUR, "Otter: ok"), Asked(*likely)).moments["mine_met"]] == [how]


def test_what_was_taken_up_at_once_is_not_taken_up_later_and_shows_its_own_sitting():
    said = chat(HARBOUR, "Otter: what was it", "", "Otter: about the harbour")
    assert [(m.met, m.places) for m in met(said, Asked(1.0)).moments["mine_met"]] == [("up", (0, 1))]
    assert [(m.met, m.places) for m in met(said, Asked(0.0)).moments["mine_met"]] == [("later", (0, 1, 2))]


@given(some_messages)
def test_all_or_none_of_the_replies_take_up_and_the_rest_stays_as_it_is(rows):
    said = built(rows)
    yes, no = Asked(1.0), Asked(0.0)
    every, none = met(said, yes), met(said, no)
    assert yes.batches == no.batches
    asked = sum(map(len, yes.batches))
    openings = [*zip(every.moments["mine_met"], none.moments["mine_met"], strict=True)]
    openings += zip(every.moments["theirs_met"], none.moments["theirs_met"], strict=True)
    assert sum(m.met == "up" for m, _n in openings) == asked
    assert not any(n.met == "up" for _m, n in openings)
    assert all(m == n for m, n in openings if m.met != "up")
    assert all(m.opening == n.opening for m, n in openings)


@given(some_messages, st.data())
def test_a_share_is_what_was_said_of_its_replies(rows, data):
    said = built(rows)
    drawn = {}

    def model(pairs):
        found = [drawn.setdefault(n, data.draw(st.sampled_from([0.2, 0.8]))) for n, _pair in enumerate(pairs)]
        return Replies(found, found, found, 0.5)

    found = met(said, model)
    both = [*found.moments["mine_met"], *found.moments["theirs_met"]]
    assert sum(m.met == "up" for m in both) == sum(likely == 0.8 for likely in drawn.values())
    assert all((m.how is not None) == (m.met == "up") for m in both)
