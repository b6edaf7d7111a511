from datetime import date, timedelta

import pytest

from nearer.domain.book import Book
from nearer.domain.entries import FitChecked, PartsPaused, PartsResumed
from nearer.domain.exercises import may_be_offered
from nearer.domain.paused import EVERY, PARTS, part_of, paused, resting
from tests.diary import day, stamped
from tests.programmes import built_in

BOND = "b" * 32
PROGRAMME = built_in()


def pause(number: int, *parts: str) -> PartsPaused:
    return PartsPaused(**stamped(number, "pause"), bond=BOND, parts=parts)


def resume(number: int, *parts: str) -> PartsResumed:
    return PartsResumed(**stamped(number, "resume"), parts=parts)


def test_nothing_rests_of_itself():
    assert not paused(Book())
    assert not resting(Book(), day(1))


def test_what_was_agreed_rests_until_the_person_opens_it():
    book = Book.bound([pause(1, "roots", "bill"), resume(3, "roots")])
    assert paused(book.between(date.min, day(2))) == {"roots", "bill"}
    assert paused(book) == {"bill"}


def test_it_can_be_paused_again():
    assert paused(Book.bound([pause(1, "roots"), resume(2, "roots"), pause(3, "roots")])) == {"roots"}


def test_after_an_answer_about_ending_ones_life_all_of_it_rests_whatever_was_opened():
    fit = FitChecked(**stamped(4, "fit"), thoughts="passing", prompt="?")
    book = Book.bound([pause(1, "roots"), resume(2, "roots"), fit])
    assert resting(book, day(5)) == EVERY
    assert not resting(book, day(4) + timedelta(days=14))


def test_every_exercise_that_can_rest_belongs_to_one_part():
    rests = [exercise for exercise in PROGRAMME.exercises() if exercise.rests]
    assert {part_of(exercise.id) for exercise in rests} == set(PARTS)
    assert {part_of(root.exercise.id) for root in PROGRAMME.roots} == {"roots"}
    assert part_of("C3-letter") == "letter"


@pytest.mark.parametrize("part", PARTS)
def test_only_what_was_paused_is_not_on_offer(part):
    for exercise in PROGRAMME.exercises():
        assert may_be_offered(exercise, frozenset({part})) == (not exercise.rests or part_of(exercise.id) != part)
