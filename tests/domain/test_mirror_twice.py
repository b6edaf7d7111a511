"""What the second look confirms, which moments are shown, which openings count; taken up later; one that is left out."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.mirror import Turn
from nearer.domain.mirror_reading import MET, WHATS, without
from nearer.domain.mirror_sittings import LATER_TURNS, METS, Moment, shares_a_word
from nearer.domain.mirror_twice import OPENINGS_ENOUGH, Second, chosen, confirmed, counted, read_of, read_twice
from tests.domain.test_mirror_reading import DAYS, START, built, chat, number, read, some_messages
from tests.places import CHECKOUT

UP, ELSE, STILL = (
    ["Mara: i was afraid of the harbour", "Otter: what happened at the harbour?", ""],
    ["Mara: i was sad all day", "Otter: the plumber comes at nine", ""],
    ["Mara: i was sad again", ""],
)


def again(**levels):
    """A second look that gives every opening, or message, of a number this level."""

    def look(walked):
        return Second(
            {what: {p: level for m in walked.moments[what] for p in read_of(m)} for what, level in levels.items()}, {}
        )

    return look


def test_openings_that_the_second_look_does_not_confirm_do_not_count():
    said = chat(*[*UP, *ELSE] * 20)

    def look(walked):
        openings = walked.moments["mine_met"]
        return Second({"mine_met": {m.judged[0]: 3.0 if m.met == "up" else 0.4 for m in openings}}, {})

    once, twice = number(read(said), "mine_met"), number(read(said, again=look), "mine_met")
    assert (once.n, once.value, once.looked, once.found) == (40, 500, 0, 40)
    assert (twice.n, twice.value, twice.looked, twice.found) == (20, 1000, 40, 40)
    assert twice.parts == (20, 0, 0, 0)


def test_few_confirmed_openings_are_too_few_whatever_the_first_look_found():
    found = number(read(chat(*UP * 30), again=again(mine_met=1.0)), "mine_met")
    assert (found.n, found.value, found.looked, found.found) == (0, None, 30, 30)


@pytest.mark.parametrize("looked", [OPENINGS_ENOUGH - 1, OPENINGS_ENOUGH])
def test_of_many_openings_a_random_part_must_be_large_enough(looked):
    def look(walked):
        return Second({"mine_met": {m.judged[0]: 3.0 for m in walked.moments["mine_met"][:looked]}}, {})

    whole = read(chat(*ELSE * 100), again=look)
    found, is_enough = number(whole, "mine_met"), looked == OPENINGS_ENOUGH
    assert (found.n, found.looked) == ((looked, looked) if is_enough else (100, 0))
    assert len(whole.counting("mine_met")) == found.n


@given(st.lists(st.tuples(st.sampled_from(METS), st.sampled_from([True, False, None])), max_size=150))
def test_doubtful_moments_stand_last_and_met_ones_first(rows):
    moments = [Moment((place,), met, (place,), sure) for place, (met, sure) in enumerate(rows)]
    shown = chosen(moments)
    assert len(shown) <= 24
    assert len(set(shown)) == len(shown)
    firm = [m.met for m in shown if m.sure is not False]
    assert [m.sure is False for m in shown] == sorted(m.sure is False for m in shown)
    assert firm == sorted(firm, key=METS.index)
    if sum(m.sure is not None for m in moments) >= 24:
        assert all(m.sure is not None for m in shown)
    counting, looked = counted(moments)
    assert looked in (0, sum(m.sure is not None for m in moments))
    assert not (looked and any(not m.sure for m in counting))


def test_the_room_that_a_rare_way_leaves_goes_to_the_others():
    ways = ["up"] * 3 + ["else"] * 40 + ["later"] * 40
    shown = [m.met for m in chosen([Moment((place,), met) for place, met in enumerate(ways)])]
    assert [shown.count(met) for met in METS] == [3, 10, 0, 11]


def test_a_moment_without_words_is_not_shown():
    assert chosen([Moment(()), Moment((3,))]) == [Moment((3,))]


def test_an_errand_is_confirmed_by_the_lowest_level_and_an_opening_by_one_of_its_messages():
    opening = Moment((1, 2, 9), "up", (1, 2))
    assert confirmed("mine_met", opening, {1: 0.2, 2: 2.6}) is True
    assert confirmed("mine_met", opening, {1: 0.2, 9: 4.0}) is False
    assert confirmed("mine_met", opening, {9: 4.0}) is None
    assert confirmed("errands", Moment((5,)), {5: 0.9}) is True
    assert confirmed("errands", Moment((5,)), {5: 1.1}) is False
    assert read_twice("deep", [Moment((5,))], {}) == [Moment((5,))]


def later(*lines):
    return [m.met for m in read(chat("Mara: i was afraid of the harbour", *lines)).moments["mine_met"]]


@pytest.fixture
def half_days(monkeypatch):
    """A blank line is half a day, and so is a sitting's end."""
    monkeypatch.setattr("tests.domain.test_mirror_reading.DAYS", DAYS // 2)


@pytest.mark.parametrize("there", [["Otter: the plumber comes"], []], ids=["something else", "no reply"])
@pytest.mark.usefixtures("half_days")
def test_an_opening_is_taken_up_later_in_another_sitting(there):
    assert later(*there, "", "Otter: about the harbour") == ["later"]


@pytest.mark.usefixtures("half_days")
def test_later_has_an_end_in_turns_and_in_hours():
    turns = ["Otter: ok", "Mara: fine"] * LATER_TURNS
    assert later("", *turns[:-2], "Otter: about the harbour") == ["later"]
    assert later("", *turns, "Otter: about the harbour") == ["still"]
    assert later("", "", "", "", "Otter: about the harbour") == ["still"]


@pytest.mark.usefixtures("half_days")
def test_in_another_sitting_only_a_word_of_the_opening_takes_it_up():
    assert later("", "Otter: and why did the plumber come?") == ["still"]
    assert later("Otter: ok", "Otter: about the harbour") == ["up"]
    assert later("", "Mara: the harbour again") == ["still"]


def test_a_later_moment_holds_both_sittings():
    found = read(chat("Mara: i was afraid of the harbour", "", "Otter: about the harbour")).moments["mine_met"]
    assert found == [Moment((0, 1), "later", (0,))]


@given(some_messages, st.data())
def test_a_moment_that_is_left_out_is_in_no_count_of_that_number(rows, data):
    found = read(built(rows))
    what = data.draw(st.sampled_from([w for w in WHATS if w != "words"]))
    moments = [m for m in found.moments[what] if m.places]
    left = data.draw(st.sets(st.sampled_from(moments))) if moments else set()
    less = without(found, what, left)
    before, after = number(found, what), number(less, what)
    assert (after.n, after.left_out) == (before.n - len(left), len(left))
    assert [m for m in less.measures if m.what != what] == [m for m in found.measures if m.what != what]
    if after.value is not None:
        assert 0 <= after.low <= after.value <= after.high <= 1000
    if what in MET or what == "deep":
        assert sum(after.parts) == sum(before.parts) - len(left)
    assert without(less, what, ()) == found


def test_leaving_one_out_moves_a_share_that_was_read_twice():
    said = chat(*["Mara: i was afraid of it", "Otter: the bus was late", "", "Mara: late again", ""] * 40)
    found = read(
        said, again=lambda walked: Second({"deep": {p: 3.0 if p % 3 == 0 else 1.0 for p in walked.my_places}}, {})
    )
    before = number(found, "deep")
    after = number(without(found, "deep", set(found.moments["deep"][:20])), "deep")
    assert (before.n, before.value, before.looked) == (80, 500, 80)
    assert (after.n, after.value, after.looked) == (60, 333, 60)


def test_nights_are_longer_than_a_gap():
    assert timedelta(minutes=DAYS // 2) > timedelta(hours=4)


def test_a_turn_of_another_talk_rarely_shares_a_word_with_an_opening():
    """What docs/chats.md says of chance: the corpus' openings beside the other's turns in other talks of the same voice."""
    talks = [
        (file.stem.rsplit("-", 1)[0], [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()])
        for file in sorted((CHECKOUT / "corpus" / "dialogues").glob("*.tsv"))
    ]
    pairs = [
        shares_a_word([text], Turn(other, START, [said], [0], opens=False))
        for voice, talk in talks
        for who, level, _reply, text in talk
        if int(level) >= 3
        for same, elsewhere in talks
        if same == voice and elsewhere is not talk
        for other, _level, _reply, said in elsewhere
        if other != who
    ]
    assert len(pairs) > 2000
    assert sum(pairs) / len(pairs) < 0.03
