import pytest

from nearer.domain.path import next_on_path, standings
from nearer.domain.paused import EVERY, NOTHING
from tests.books import a_book, on
from tests.programmes import a_programme, a_sign, a_situation, a_step, an_exercise

H1 = a_step(
    "H1",
    an_exercise("H1-a"),
    an_exercise("H1-b", rests=True),
    situations=(a_situation("big", 80, 80), a_situation("tiny", 10, 5), a_situation("small", 20, 20)),
)
H2 = a_step("H2", an_exercise("H2-a"), situations=(a_situation("two", 10, 10),))
PROGRAMME = a_programme(H1, H2, signs=(a_sign("S1", "H2"), a_sign("S2", "H1")))


def next_of(text: str, resting: frozenset = NOTHING) -> tuple[str, str, str]:
    found = next_on_path(a_book(text), PROGRAMME, resting, on(20))
    thing = found.exercise.id if found.exercise else found.situation.id
    return found.step.id, found.why, thing


def test_it_begins_with_the_first_step_or_with_what_answers_a_sign():
    assert next_of("01 begin") == ("H1", "from_the_beginning", "H1-a")
    assert next_of("01 signs S1-1=4 S2-1=1") == ("H2", "answers_your_sign", "H2-a")
    assert next_on_path(a_book("01 signs S1-1=4"), PROGRAMME, NOTHING, on(20)).sign.id == "S1"


def test_after_writing_comes_an_act_and_after_an_act_writing():
    assert next_of("01 wrote H1-a 1 one one-what=w") == ("H1", "begun_here", "tiny")
    book = "01 wrote H1-a 1 one one-what=w\n02 plan wave 30 step H1 rung tiny\n03 done wave 10"
    assert next_of(book) == ("H1", "begun_here", "H1-b")


def test_a_planned_situation_is_not_proposed_again():
    assert next_of("01 wrote H1-a 1 one one-what=w\n02 plan wave 30 step H1 rung tiny") == ("H1", "begun_here", "small")


def test_what_rests_is_not_proposed():
    book = "01 wrote H1-a 1 one one-what=w\n02 plan wave 30 step H1 rung tiny\n03 done wave 10"
    assert next_of(book, resting=EVERY) == ("H1", "begun_here", "small")


def walked(step: str, exercises: list[str], situations: list[str]) -> str:
    wrote = [f"01 wrote {e} 1 one one-what=w" for e in exercises]
    acts = [f"02 plan {s} 30 step {step} rung {s}\n03 done {s} 10" for s in situations]
    return "\n".join(wrote + acts)


def test_a_walked_step_leads_to_the_next_in_order_and_all_of_them_to_small_acts():
    first = walked("H1", ["H1-a", "H1-b"], ["tiny", "small", "big"])
    assert next_of(first) == ("H2", "next_in_order", "H2-a")
    acts = "\n".join(f"04 plan again{n} 30 step H2 rung two\n05 done again{n} 10" for n in range(3))
    assert next_of(f"{first}\n04 wrote H2-a 1 one one-what=w\n{acts}")[1] == "all_walked"


def test_standings_count_writing_and_acts_in_life():
    one, two, partner = standings(
        a_book(walked("H1", ["H1-a"], ["tiny"]) + "\n05 plan x 10 step H1 rung small"), PROGRAMME
    )
    assert (one.written, one.acts, one.last, one.is_walked) == ({"H1-a"}, 1, on(5), False)
    assert (two.last, partner.last) == (None, None)


@pytest.mark.parametrize("book", ["", "01 begin", walked("H2", ["H2-a"], [])])
def test_there_is_always_something(book):
    assert next_of(book)
