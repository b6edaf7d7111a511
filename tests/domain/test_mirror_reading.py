"""The reading: every number with its interval and the least it needs, whatever the chat is like."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.chats import Message
from nearer.domain.entries import MirrorMonth
from nearer.domain.mirror import turns
from nearer.domain.mirror_intervals import clustered, differ
from nearer.domain.mirror_language import is_checked
from nearer.domain.mirror_months import then_and_now
from nearer.domain.mirror_reading import LEAST, reading
from nearer.domain.mirror_sittings import LEVELS, Looks, level_of
from nearer.domain.mirror_twice import Second
from nearer.domain.safety import MIRROR_OPENINGS
from nearer.domain.stats import share
from tests.heard import meets_by_words

START = datetime(2025, 3, 3, 9)  # noqa: DTZ001
GAP = timedelta(hours=4)
FEELS = ("afraid", "sad")
NAMES = tuple(f"feeling {n}" for n in range(28))
DAYS = 24 * 60


def chat(*lines):
    """Lines like "Mara: words"; a blank line is a night."""
    at, said = START, []
    for line in lines:
        at += timedelta(minutes=1 if line else DAYS)
        if line:
            who, words = line.split(": ", 1)
            said.append(Message(at, who, "speech", words))
    return said


def looks_of(said):
    level = [3.0 if any(word in m.text for word in FEELS) else 0.0 if len(m.text) < 9 else 1.0 for m in said]
    comforts = [int("so sorry" in m.text) for m in said]
    return Looks(level, [25 if one == 3.0 else -1 for one in level], comforts, NAMES, meets_by_words)


def read(said, me="Mara", people=2, looks=None, **more):
    return reading(turns(said, GAP), me, people, looks_of(said) if looks is None else looks, **more)


def number(found, what):
    return next(m for m in found.measures if m.what == what)


some_messages = st.lists(
    st.tuples(
        st.integers(1, 3 * DAYS),
        st.sampled_from(["Mara", "Otter"]),
        st.sampled_from(["speech", "media"]),
        st.sampled_from(["ok", "i was so afraid of the harbour", "what did the harbour say?", "the bus is late again"]),
    ),
    max_size=120,
)


def built(rows):
    at, said = START, []
    for minutes, who, kind, words in rows:
        at += timedelta(minutes=minutes)
        said.append(Message(at, who, kind, words if kind == "speech" else ""))
    return said


@given(some_messages)
def test_every_number_lies_in_its_interval_and_needs_its_least(rows):
    found = read(built(rows))
    for m in found.measures:
        assert (m.value is None) == (m.n < LEAST[m.what])
        if m.value is not None:
            assert 0 <= m.low <= m.value <= m.high <= 1000
        if m.what.endswith("_met"):
            assert sum(m.parts) == m.n
    assert sum(sum(month.levels) for month in found.months) == sum(number(found, "deep").parts)
    assert sum(month.n for month in found.months) == sum(r[1] == "Mara" and r[2] == "speech" for r in rows)


@given(some_messages)
def test_seen_from_the_other_side_everything_is_turned_round(rows):
    said = built(rows)
    mine, theirs = read(said), read(said, me="Otter")
    assert number(mine, "mine_met").parts == number(theirs, "theirs_met").parts
    assert number(mine, "errands").n == number(theirs, "errands").n
    assert sum(m.my_words for m in mine.months) + sum(m.my_words for m in theirs.months) == sum(
        m.words for m in mine.months
    )
    assert len(mine.moments["starts"]) + len(theirs.moments["starts"]) == len(mine.made_of.walked.sittings)


@given(some_messages, st.randoms())
def test_the_order_in_which_messages_arrive_does_not_matter_once_they_are_sorted(rows, draw):
    said = built(rows)
    shuffled = list(said)
    draw.shuffle(shuffled)
    assert read(sorted(shuffled, key=lambda m: m.when)) == read(said)


@given(some_messages)
def test_moments_are_messages_of_the_chat_and_count_what_the_number_counts(rows):
    said = built(rows)
    found = read(said)
    assert all(0 <= place < len(said) for moments in found.moments.values() for m in moments for place in m.places)
    assert len(found.moments["mine_met"]) == number(found, "mine_met").n
    assert all(said[p].who == "Mara" for m in found.moments["deep"] for p in m.places)


@given(some_messages)
def test_a_group_shows_own_acts_only(rows):
    found = read(built(rows), people=3)
    assert not {m.what for m in found.measures} & {"mine_met", "theirs_met", "unanswered", "follow_ups"}
    assert number(found, "errands").n == number(found, "deep").n
    assert not found.moments["theirs_met"] + found.moments["mine_met"] + found.moments["unanswered"]


@pytest.mark.parametrize(
    "said",
    [
        [],
        chat("Mara: hello"),
        chat("Otter: hello"),
        chat(*["Mara: i was afraid of it"] * 60),
        chat(*["Otter: ok"] * 60),
    ],
    ids=["empty", "one of mine", "one of theirs", "all mine", "all theirs"],
)
def test_lopsided_chats_are_read_without_a_verdict(said):
    found = read(said)
    assert number(found, "mine_met").value is None
    assert number(found, "theirs_met").value is None
    assert len(found.measures) == len(LEAST)


def test_all_mine_is_all_mine():
    found = read(chat(*["Mara: i was afraid of it"] * 60))
    assert number(found, "deep").value == 1000
    assert number(found, "mine_met").parts == (0, 0, 1, 0)


def test_openings_are_told_apart_by_what_came_next():
    found = read(
        chat(
            "Mara: i was afraid of the harbour",
            "Otter: what happened at the harbour?",
            "",
            "Mara: i was sad all day",
            "Otter: the plumber comes at nine",
            "",
            "Mara: i was sad again",
            "",
            "Otter: i was afraid too",
            "Mara: why, what was there?",
        )
    )
    assert [m.met for m in found.moments["mine_met"]] == ["up", "else", "still"]
    assert number(found, "mine_met").parts == (1, 1, 1, 0)
    assert number(found, "theirs_met").parts == (1, 0, 0, 0)
    assert number(found, "mine_met").value is None


@pytest.mark.parametrize(
    ("reply", "opens"),
    [
        ("what made you afraid?", False),
        ("i am so sorry you were sad", False),
        ("what made you afraid? i was sad for weeks", True),
        ("i was afraid of it too", True),
    ],
)
def test_what_only_asks_or_comforts_meets_an_opening_and_is_none(reply, opens):
    found = read(chat("Otter: i was afraid of the harbour", f"Mara: {reply}", "Otter: the plumber comes at nine"))
    assert len(found.moments["theirs_met"]) == 1
    assert len(found.moments["mine_met"]) == opens
    assert len(read(chat(f"Mara: {reply}", "Otter: ok")).moments["mine_met"]) == 1, "elsewhere it may be one"


def test_how_openings_were_met_is_said_from_twenty_on():
    night = ["Mara: i was sad all day", "Otter: ok", ""]
    assert MIRROR_OPENINGS == 20
    assert number(read(chat(*night * 19)), "mine_met").value is None
    assert number(read(chat(*night * 20)), "mine_met").value == 0


def test_an_answer_in_another_sitting_is_none_in_that_one():
    found = read(chat("Otter: are you there?", "", "Mara: yes", "Otter: good?", "Mara: good"))
    assert len(found.moments["unanswered"]) == 1


def test_without_the_model_the_structure_is_read():
    said = chat(*["Mara: hallo du", "Otter: hallo?", ""] * 30)
    found = reading(turns(said, GAP), "Mara", 2, None)
    assert {m.what for m in found.measures} == {"starts", "words", "asks", "follow_ups", "unanswered"}
    assert number(found, "starts").value == 1000
    assert all(month.levels == () and month.deep is None for month in found.months)


def test_a_better_look_moves_the_share_and_says_how_many_it_read():
    said = chat(*["Mara: i was late again", "Otter: the bus was late", ""] * 100)
    found = read(said, again=lambda walked: Second({"deep": dict.fromkeys(walked.my_places[::2], 3.0)}, {}))
    deep = number(found, "deep")
    assert deep.looked == 50
    assert deep.value > 900
    assert number(found, "errands").looked == 0


def test_messages_of_one_sitting_count_for_less_than_as_many_of_different_ones():
    apart, together = [(1, 2)] * 40, [(10, 10), (0, 10)] * 4
    assert clustered(apart)[0] == clustered(together)[0] == 0.5
    assert clustered(together)[1].high > clustered(apart)[1].high


def test_single_ones_have_the_plain_interval():
    value, interval = clustered([(1, 1)] * 30 + [(0, 1)] * 70)
    plain = share(30, 100)
    assert value == plain.value
    assert interval.low == pytest.approx(plain.interval.low, abs=0.01)
    assert interval.high == pytest.approx(plain.interval.high, abs=0.01)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda p: (min(p), p[1])), min_size=1, max_size=30))
def test_any_share_lies_within_its_interval(pairs):
    value, interval = clustered(pairs)
    assert 0 <= interval.low <= value <= interval.high <= 1


@pytest.mark.parametrize(("level", "is_"), [(-1, 0), (0.99, 0), (1, 1), (2.49, 2), (2.5, 3), (3.3, 3), (9, LEVELS - 1)])
def test_where_a_level_begins(level, is_):
    assert level_of(level) == is_


def test_then_and_now_need_half_a_year():
    months = [
        MirrorMonth(START.date().replace(month=n), 50, (25, 10, 5, 5, 5), 100 * n, 90 * n, 110 * n, 3, 1, 2)
        for n in range(1, 7)
    ]
    assert then_and_now(months[:5]) is None
    then, now = then_and_now(months)
    assert (then.value, now.value) == (20, 50)
    assert then.low <= 20 <= then.high


def test_two_readings_differ_when_their_intervals_are_far_apart():
    night = ["Mara: i was late again", "Otter: the bus was late", ""]
    other = ["Otter: i was late again", "Mara: the bus was late", ""]
    one, two = (number(read(chat(*lines * 30)), "starts") for lines in (night, other))
    assert differ(one, two)
    assert not differ(one, one)


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("i think that you should just come and we can talk about what they said to her there ", True),
        ("ich habe heute den ganzen tag im garten gesessen und nichts gesagt weil es so war ", False),
        ("je ne sais pas si tu viens avec nous demain mais on peut en parler ce soir ", False),
        ("no sé si vienes con nosotros mañana pero lo podemos hablar esta noche en casa ", False),
        ("ik weet niet of je morgen met ons mee gaat maar we kunnen het er over hebben ", False),
        ("今日はとても寒いですね。", False),
        ("😀 👍 ", False),
    ],
    ids=["English", "German", "French", "Spanish", "Dutch", "Japanese", "signs"],
)
def test_english_is_told_from_other_languages(text, is_):
    assert is_checked([text] * 20) is is_


def test_too_little_is_not_said_to_be_english():
    assert not is_checked(["and you?"])
