import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.entries import Answer
from nearer.domain.inventory import FAINT
from nearer.domain.roots import (
    answers,
    first_items,
    may_begin_on,
    readied,
    rest_is_due,
    rest_items,
    roots_reading,
)
from tests.books import a_book, on
from tests.programmes import a_root

ROOTS = tuple(a_root(f"R{n}") for n in range(1, 7))


def said(**values: int | None) -> tuple[Answer, ...]:
    return tuple(Answer(item.replace("_", "-"), 1, "?", value) for item, value in values.items())


def test_everyone_is_asked_two_of_each_and_roots_take_turns():
    items = [item.id for item in first_items(ROOTS)]
    assert len(items) == 12
    assert items[:7] == ["R1-1", "R2-1", "R3-1", "R4-1", "R5-1", "R6-1", "R1-2"]


def test_only_the_best_three_are_asked_on():
    answered = said(R1_1=1, R2_1=4, R3_1=3, R4_1=0, R5_1=2, R6_1=None)
    items = [item.id for item in rest_items(answered, ROOTS)]
    assert len(items) == 12
    assert {item.split("-")[0] for item in items} == {"R2", "R3", "R5"}
    assert not {item.split("-")[1] for item in items} & {"1", "2"}


def test_nothing_more_is_asked_where_all_was_denied_or_left_out():
    assert rest_items(said(R1_1=0, R2_1=0), ROOTS) == ()
    assert rest_items(said(R1_1=None), ROOTS) == ()


def test_later_answers_do_not_change_who_is_asked_on():
    answered = said(R1_1=3, R2_1=3, R3_1=2, R4_1=1, R1_3=0, R1_4=0, R1_5=0, R1_6=0)
    assert {item.id.split("-")[0] for item in rest_items(answered, ROOTS)} == {"R1", "R2", "R3"}


def test_the_rest_is_due_until_it_was_asked():
    assert not rest_is_due(a_book("01 begin"), ROOTS)
    book = a_book("01 roots R1-1=3 R2-1=2 R3-1=2")
    assert rest_is_due(book, ROOTS)
    rest = " ".join(f"{item.id}=-" for item in rest_items(answers(book), ROOTS))
    assert not rest_is_due(a_book(f"01 roots R1-1=3 R2-1=2 R3-1=2\n01 roots {rest}"), ROOTS)


def test_two_candidates_with_a_margin():
    reading = roots_reading(said(R1_1=4, R1_2=4, R2_1=2, R3_1=1, R4_1=0), ROOTS)
    assert [(c.root.id, c.mean, c.n) for c in reading.candidates] == [("R1", 4.0, 2), ("R2", 2.0, 1)]
    assert reading.margin == 2.0


def test_a_third_is_named_only_close_behind_the_second():
    assert len(roots_reading(said(R1_1=4, R2_1=3, R3_1=3), ROOTS).candidates) == 3
    assert len(roots_reading(said(R1_1=4, R2_1=4, R3_1=2), ROOTS).candidates) == 2


@pytest.mark.parametrize("answered", [said(), said(R1_1=None), said(R1_1=0, R2_1=0)])
def test_nothing_stands_out_where_nothing_was_said(answered):
    assert roots_reading(answered, ROOTS).candidates == ()
    assert roots_reading(answered, ROOTS).margin is None


def test_one_root_alone_has_no_margin():
    assert roots_reading(said(R1_1=4), ROOTS).margin is None


@given(st.dictionaries(st.sampled_from([i.id for r in ROOTS for i in r.item]), st.none() | st.integers(0, 4)))
def test_a_reading_holds_at_most_three_in_order_and_never_counts_a_skipped_answer(values):
    answered = tuple(Answer(item, 1, "?", value) for item, value in values.items())
    reading = roots_reading(answered, ROOTS)
    means = [c.mean for c in reading.candidates]
    assert len(means) <= 3
    assert means == sorted(means, reverse=True)
    assert all(mean >= FAINT for mean in means)
    assert reading.margin is None or reading.margin >= 0
    assert roots_reading(tuple(a for a in answered if a.value is not None), ROOTS) == reading


def test_one_root_a_week_counted_from_its_beginning():
    book = a_book("02 wrote R1-exercise 1 happened happened-what=w\n05 wrote R1-exercise 1 did did-what=w")
    assert may_begin_on(book, ROOTS, 7) == on(9)
    assert may_begin_on(a_book("02 wrote H1-x 1 one one-what=w"), ROOTS, 7) is None


def test_the_three_questions_are_asked_every_day():
    book = a_book("04 readied yes no\n05 readied yes yes")
    assert readied(book, on(5)).loses_time
    assert readied(book, on(6)) is None
