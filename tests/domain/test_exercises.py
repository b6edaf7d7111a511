from nearer.domain.exercises import (
    carried,
    compared,
    in_view,
    may_be_offered,
    newest_said,
    next_turn,
    of_programme,
    part_after,
    part_to_go_on,
    turns,
    written_ids,
)
from nearer.domain.paused import EVERY, NOTHING
from tests.books import a_book, on
from tests.programmes import a_programme, a_root, a_step, an_exercise

TWO = an_exercise("x", "then", "now")


def test_parts_of_a_turn_belong_together():
    book = a_book("""
        01 wrote x 1 then then-what=soup
        03 wrote x 1 now now-how=40
        09 wrote x 2 then then-what=bread
        09 wrote y 1 then then-what=tea
    """)
    first, second = turns(book, "x")
    assert (first.number, sorted(first.parts), first.day) == (1, ["now", "then"], on(3))
    assert (second.number, sorted(second.parts), second.day) == (2, ["then"], on(9))
    assert next_turn(book, "x") == 3
    assert next_turn(book, "z") == 1
    assert written_ids(book) == {"x", "y"}


def test_one_goes_on_after_the_last_part_written_also_over_a_skipped_one():
    three = an_exercise("x", "a", "b", "c")
    assert part_to_go_on(None, three).id == "a"
    assert part_to_go_on(turns(a_book("01 wrote x 1 a a-what=w"), "x")[0], three).id == "b"
    assert part_to_go_on(turns(a_book("01 wrote x 1 b b-what=w"), "x")[0], three).id == "c"
    assert part_to_go_on(turns(a_book("01 wrote x 1 c c-what=w"), "x")[0], three) is None
    assert part_after(three, "a").id == "b"
    assert part_after(three, "c") is None


def test_the_newest_answer_counts_and_a_skipped_one_does_not():
    book = a_book("""
        01 wrote x 1 then then-what=soup then-how=70
        02 wrote x 2 then then-what= then-how=30
    """)
    assert newest_said(book, "x", "then-what").words == "soup"
    assert newest_said(book, "x", "then-how").level == 30
    assert newest_said(book, "x", "now-what") is None


def test_earlier_words_stay_in_view():
    book = a_book("""
        01 told They would laugh
        02 told Nobody asks twice
        03 map
        04 wrote y 1 one one-what=soup
    """)
    shown = in_view(book, an_exercise("x", shows=("story", "map", "y.one-what", "y.one-how")))
    assert [(view.origin, view.said.words) for view in shown] == [("story", "Nobody asks twice"), ("exercise", "soup")]


def test_what_was_carried_on_is_shown_on_later_steps():
    first, second = a_step("H1", TWO), a_step("H2", an_exercise("y"))
    book = a_book("""
        01 wrote x 1 then then-what=soup then-how=3
        02 wrote x 2 then then-what=bread
    """)
    assert [(step.id, said.words) for step, said in carried(book, (first, second))] == [("H1", "bread")]
    assert carried(book, ()) == ()


def test_turns_are_compared_question_by_question():
    book = a_book("""
        01 wrote x 1 then then-what=soup then-how=70
        02 wrote x 1 now now-how=10
        09 wrote x 2 then then-what=bread
    """)
    rows = {
        row.asked: [(turn.number, said.words or said.level) for turn, said in row.said] for row in compared(book, TWO)
    }
    assert rows == {"then-what?": [(1, "soup"), (2, "bread")], "then-how?": [(1, 70)], "now-how?": [(1, 10)]}


def test_only_the_deeper_ones_rest():
    assert may_be_offered(an_exercise("x"), EVERY)
    assert not may_be_offered(an_exercise("x", rests=True), EVERY)
    assert may_be_offered(an_exercise("x", rests=True), NOTHING)


def test_an_exercise_knows_its_step():
    programme = a_programme(a_step("H1", TWO), roots=(a_root("R1"),))
    assert of_programme(programme, "x")[1].id == "H1"
    assert of_programme(programme, "R1-exercise")[1] is None
    assert of_programme(programme, "nowhere") is None
