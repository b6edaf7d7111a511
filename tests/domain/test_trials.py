import random

import pytest

from nearer.domain.book import Book
from nearer.domain.entries import CoinFlipBegun, StoryTold, TrialBegun, TrialClosed
from nearer.domain.trials import answered, may_ask, questions_running, trial, trials
from nearer.domain.witnesses import MOMENTS, SOLITUDE, SOLITUDE_OR_HEARD, WITNESSES, dots_in
from tests.books import the
from tests.diary import a_diary, checked, day, stamped

STORY = StoryTold(**stamped(0, "story"), text="I love being alone.", prompt="?", wanted="used_to")


def begun(number=0, reading="mood_chosen_or_with", expected="first", name="trial"):
    fields = stamped(number, name) | {"id": the(name, "trial")}
    return TrialBegun(
        **fields,
        story=STORY.id,
        story_text=STORY.text,
        reading=reading,
        expected=expected,
        prompt="What do you expect?",
    )


def closed(number, name="trial"):
    return TrialClosed(**stamped(number, f"{name} closed"), trial=the(name, "trial"), words="", wanted="wanted")


def in_turn(days, *kinds):
    """A diary of so many days in which kinds of moment take turns at random, each with its middle mood."""
    chance = random.Random(6)
    found = [chance.choice(kinds) for _ in range(days)]
    return " ".join(f"{kind}{min(100, max(0, round(chance.gauss(middle, 9))))}" for kind, middle in found)


def answer(diary, today=60, **more):
    book = a_diary(diary, STORY, begun(**more))
    return answered(book, trials(book)[0], day(today))


def test_a_story_holds_when_the_mood_alone_is_clearly_higher():
    found = answer(in_turn(60, ("a", 75), ("w", 40)))
    assert (found.finding.verdict, found.finding.leaning, found.met) == ("clear", "first", "as_expected")


def test_a_story_does_not_hold_when_it_is_clearly_lower():
    found = answer(in_turn(60, ("a", 35), ("w", 70)))
    assert (found.finding.leaning, found.met) == ("second", "not_as_expected")


def test_anxious_company_does_not_prove_solitude_right():
    found = answer(in_turn(60, ("a", 55), ("u", 25), ("u", 25), ("h", 75)))
    assert found.finding.leaning == "first"
    assert found.beside.leaning == "second"
    assert [side.id for side in found.beside.sides] == ["alone_chosen", "with_others_heard"]


def test_no_difference_was_expected_and_none_was_found():
    found = answer(in_turn(60, ("a", 55), ("w", 55)), expected="no_difference")
    assert (found.finding.verdict, found.met) == ("no_clear_link", "as_expected")
    early = answer(in_turn(60, ("a", 55), ("w", 55)), today=30, expected="no_difference")
    assert (early.finding.verdict, early.met) == ("no_clear_link", "open")
    assert answer(in_turn(60, ("a", 55), ("w", 55))).met == "open"


def test_what_was_known_before_the_trial_does_not_count():
    book = a_diary(in_turn(60, ("a", 75), ("w", 40)), STORY, begun(50))
    found = answered(book, trials(book)[0], day(60))
    assert found.finding.verdict == "counts_only"
    assert sum(side.n for side in found.finding.sides) == 10


def test_a_closed_trial_stays_as_it_was():
    book = a_diary(in_turn(60, ("a", 75), ("w", 40)), STORY, begun(), closed(20))
    one = trials(book)[0]
    assert (one.is_open, one.wanted_before, one.closed.wanted) == (False, "used_to", "wanted")
    assert answered(book, one, day(60)) == answered(book, one, day(20))


def test_a_trial_is_found_by_its_id_also_without_its_story():
    book = Book.bound([begun()])
    assert trial(book, the("trial", "trial")).wanted_before is None
    assert trial(book, "nobody") is None


def flipping(number):
    return CoinFlipBegun(
        **stamped(number, "coin"),
        act="look-up",
        measure="mood",
        first=day(number),
        heads=(True,) * 10,
        expected="first",
    )


def test_at_most_three_questions_at_a_time():
    two = [begun(name="one"), begun(name="two", reading="mood_heard_or_not")]
    assert may_ask(Book.bound(two), day(5))
    three = Book.bound([*two, flipping(0)])
    assert (questions_running(three, day(5)), may_ask(three, day(5))) == (3, False)
    assert may_ask(three, day(10))
    assert may_ask(Book.bound([*three.entries, closed(4, "two")]), day(5))


@pytest.mark.parametrize("reading", WITNESSES)
def test_every_reading_has_two_sides_that_share_no_moment(reading):
    witness = WITNESSES[reading]
    every = [
        checked(n, company=company, chosen=chosen, heard=heard, depth=depth, mood=50, aftertaste=50)
        for n, (company, chosen, heard, depth) in enumerate(
            (c, ch, h, d)
            for c in ("alone", "with")
            for ch in (None, True, False)
            for h in (None, 59, 60)
            for d in (None, 2, 3)
        )
    ]
    first, second = MOMENTS[witness.first], MOMENTS[witness.second]
    assert any(map(first, every))
    assert any(map(second, every))
    assert not any(first(c) and second(c) for c in every)


def test_solitude_is_always_compared_with_being_heard_too():
    assert set(SOLITUDE_OR_HEARD) == SOLITUDE
    assert {witness.second for witness in SOLITUDE_OR_HEARD.values()} == {"with_others_heard"}


def test_a_check_in_without_the_level_is_left_out():
    assert dots_in(
        [checked(1, mood=None, chosen=True), checked(2, mood=0, chosen=True)], "mood", "alone_chosen"
    ) == dots_in([checked(2, mood=0, chosen=True)], "mood", "alone_chosen")
