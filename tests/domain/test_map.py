from dataclasses import replace

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.map import LIGHTS, LONGEST, PLAIN_SEED, Lines, my_map, one_line, suggested, wall_seed
from tests.books import a_book
from tests.programmes import built_in

PROGRAMME = built_in()


def the_map(text, is_narrowed=False, **more):
    return my_map(a_book(text), PROGRAMME, is_narrowed, **more)


def test_an_empty_book_suggests_nothing():
    assert suggested(Book()) == Lines()


def test_the_newest_story_and_act_are_lent_to_the_map():
    book = a_book("01 told They would laugh\n02 told Nobody asks\n02 plan tea 40\n03 plan coffee 80")
    assert suggested(book) == Lines(wall="Nobody asks", first_act="coffee")


def test_a_story_of_several_lines_is_lent_on_one():
    assert one_line("  not for\n a whole\tSunday ") == "not for a whole Sunday"


def test_the_wall_is_laid_from_the_first_page():
    assert wall_seed(a_book("01 begin\n02 told They would laugh")) == 7


def test_a_book_whose_first_page_is_damaged_still_has_a_wall():
    assert wall_seed(a_book("02 told They would laugh")) == PLAIN_SEED


def test_an_empty_book_has_an_empty_map():
    whole = my_map(Book(), PROGRAMME, is_narrowed=False)
    assert whole.is_empty
    assert whole.day is None
    assert [step.id for step in whole.steps] == ["H1", "H2", "H3", "H4", "H5"]
    assert not any(step.is_begun for step in whole.steps)


def test_every_root_and_the_bill_have_words_for_the_map():
    """Whoever edits the content keeps one short answer of each root for its stone."""
    for root in PROGRAMME.roots:
        assert len([ask for ask in root.exercise.asks() if ask.on_map]) == 1, root.id
    assert {one.id for cost in PROGRAMME.costs for one in cost.exercises for ask in one.asks() if ask.on_map} == {
        "C1-bill",
        "C2-not-filled",
    }


def test_a_root_stands_on_the_wall_in_the_words_that_were_written_last():
    whole = the_map("02 wrote R2-exercise 1 happened minute=gym\n09 wrote R2-exercise 2 happened minute=teams")
    (root,) = whole.roots
    assert (root.id, root.name, root.words) == ("R2", PROGRAMME.roots[1].name, ("teams",))


def test_a_root_without_words_for_its_stone_was_looked_at_all_the_same():
    (root,) = the_map("02 wrote R2-exercise 1 costs bad=40").roots
    assert root.words == ()


def test_signs_show_in_sentences_that_were_true_often():
    one, other = PROGRAMME.signs[0].item[:2]
    whole = the_map(f"01 signs {one.id}=3 {other.id}=1")
    (sign,) = whole.signs
    assert (sign.id, sign.words) == (PROGRAMME.signs[0].id, (f"{one.id}?",))


def test_the_bill_is_what_was_chosen_question_by_question():
    whole = the_map("02 wrote C1-bill 1 costs pays=evenings\n03 wrote C2-not-filled 1 missing not-filled=nobody")
    assert [(stone.id, stone.words) for stone in whole.bill] == [
        ("C1-bill", ("evenings",)),
        ("C2-not-filled", ("nobody",)),
    ]


def test_steps_say_where_one_stands_and_what_they_left():
    whole = the_map("02 wrote H1-ten-minutes 1 body sentence=breathe\n03 plan coffee 80 step H4")
    first, *others = whole.steps
    assert (first.is_begun, first.is_walked, first.words) == (True, False, "breathe")
    assert [step.id for step in others if step.is_begun] == ["H4"]


def test_a_long_letter_is_not_put_on_the_map():
    whole = the_map(f"02 wrote H1-ten-minutes 1 body sentence={'x' * (LONGEST + 1)}")
    assert whole.steps[0].words == ""


def lit(text):
    """The book of this text, in which every outcome taught something, and every kindness and imprint has words."""
    words = {e.PracticeDone: "learned", e.KindnessSeen: "words", e.ImprintLeft: "left"}
    entries = a_book(text).entries
    return Book.bound(
        replace(one, **{words[type(one)]: f"{type(one).__name__} {one.day.day}"}) if type(one) in words else one
        for one in entries
    )


def test_light_is_the_newest_of_acts_come_through_kindness_and_imprints():
    acts = "\n".join(f"{n:02} plan a{n} 80\n{n:02} done a{n} 20" for n in range(1, 7))
    book = lit(f"{acts}\n07 plan hard 80\n07 done hard 90 not_yet\n08 kind\n09 imprint")
    light = my_map(book, PROGRAMME, is_narrowed=False).light
    assert [one.words for one in light] == [
        "ImprintLeft 9",
        "KindnessSeen 8",
        "PracticeDone 6",
        "PracticeDone 5",
        "PracticeDone 4",
    ]
    assert len(light) == LIGHTS


def test_kindness_and_imprints_are_about_others():
    book = lit("01 plan a 80\n02 done a 20\n08 kind\n09 imprint")
    light = my_map(book, PROGRAMME, is_narrowed=False, has_others=False).light
    assert [one.words for one in light] == ["PracticeDone 2"]


def test_in_hard_weeks_roots_and_the_bill_rest():
    text = "01 map\n02 wrote R2-exercise 1 happened minute=gym\n02 wrote C1-bill 1 costs pays=evenings"
    hard = the_map(text, is_narrowed=True)
    assert (hard.roots, hard.bill, hard.costs) == ((), (), "")


def test_every_word_goes_through_what_hides_names():
    text = "01 map\n01 signs S1-1=3\n02 wrote R2-exercise 1 happened minute=gym\n02 wrote H1-ten-minutes 1 body sentence=go"
    seen = []
    the_map(text, over=lambda words: seen.append(words) or words)
    assert {"gym", "go", "S1-1?"} <= set(seen)
