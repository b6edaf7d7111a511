import pytest

from nearer.domain.ties import about, bond, bonds, living, proposable, whom_to_plan_with
from tests.books import a_book, on, the


def ann(text, name="ann"):
    found = bond(a_book(text), the(name, "name"))
    assert found is not None
    return found


def test_someone_stands_where_they_were_placed_last():
    found = ann("01 name ann\n02 place ann 3\n03 place ann 1 at 90")
    assert (found.circle, found.turn) == (1, 90)


@pytest.mark.parametrize(("marked", "circle"), [(7, 1), (6, 1), (5, 2), (4, 3), (3, 3), (2, 4), (1, 4)])
def test_without_a_place_the_newest_closeness_of_a_check_in_decides(marked, circle):
    assert ann(f"01 name ann\n02 met ann close=1\n03 met ann close={marked}\n04 met ann").circle == circle
    assert ann(f"01 name ann\n02 place ann 4\n03 met ann close={marked}").circle == 4


def test_someone_of_whom_nothing_is_known_stands_around():
    found = ann("01 name ann")
    assert found.circle == 4
    assert found.is_weak
    assert found.last_contact() is None
    assert found.closeness == ()


def test_closeness_over_time_comes_from_here_and_from_check_ins():
    book = "01 name ann\n02 met ann close=2\n05 place ann 2 close 4\n05 met ann close=5\n09 met ann"
    assert ann(book).closeness == ((on(2), 2), (on(5), 5))


def test_closeness_is_asked_once_a_week():
    found = ann("01 name ann\n02 place ann 2 close 4\n05 place ann 1")
    assert not found.closeness_is_asked(on(8))
    assert found.closeness_is_asked(on(9))
    assert ann("01 name ann\n02 place ann 2").closeness_is_asked(on(2))


def test_the_last_real_talk_went_deeper_than_facts_or_left_a_line():
    found = ann("01 name ann\n02 met ann depth=3\n03 met ann depth=0 note=soup\n04 met ann depth=1")
    assert found.last_talk is not None
    assert found.last_talk.day == on(3)
    assert ann("01 name ann\n02 met ann depth=1").last_talk is None


def test_an_opening_that_was_taken_up_was_held():
    assert ann("01 name ann\n02 plan a 50 with ann\n03 done a 20 met took_up").is_held
    assert ann("01 name ann\n02 met ann depth=3 heard=80").is_held
    assert not ann("01 name ann\n02 met ann depth=3 heard=30").is_held
    assert not ann("01 name ann\n02 plan a 50 with ann\n03 done a 20 met brushed_off").is_held


def test_threads_are_talks_of_eight_weeks_that_left_something():
    found = ann("01 name ann\n02 met ann taste=80\n03 met ann depth=4\n04 met ann taste=20 depth=1")
    assert found.threads(on(5)) == 2
    assert found.threads(on(31)) == 2
    assert found.threads(on(30).replace(month=5)) == 0


@pytest.mark.parametrize(
    "line", ["met ann", "reached ann", "plan a 50 with ann\n05 done a 20"], ids=["a talk", "reaching out", "an act"]
)
def test_contact_is_a_talk_an_act_or_reaching_out(line):
    assert ann(f"01 name ann\n05 {line}").last_contact() == on(5)


def test_everything_of_two_names_belongs_to_the_one_that_is_kept():
    text = "01 name ann\n01 name annie\n02 met annie close=6\n02 imprint annie\n03 for annie night\n04 merge annie ann"
    found = ann(text)
    assert len(found.talks) == len(found.imprints) == 1
    assert found.roles is not None
    assert found.circle == 1
    assert [b.name for b in bonds(a_book(text))] == ["ann"]
    assert bond(a_book(text), the("annie", "name")) == found


def test_a_tie_that_ended_keeps_everything_and_is_named_no_more():
    book = a_book("01 name ann\n02 imprint ann\n03 met ann note=tea\n04 ended ann")
    (found,) = bonds(book)
    assert found.imprints
    assert found.talks
    assert living(bonds(book)) == proposable(bonds(book)) == ()
    assert whom_to_plan_with(book) == ()


@pytest.mark.parametrize("why", ["unsafe ann checks", "plan a 50 with ann\n03 done a 20 met turned_on_me", "ended ann"])
def test_whoever_is_not_safe_is_offered_for_no_plan(why):
    book = a_book(f"01 name ann\n01 name bo\n02 {why}")
    assert whom_to_plan_with(book) == ("bo",)
    assert [b.name for b in proposable(bonds(book))] == ["bo"]


def test_someone_restored_may_be_named_again():
    text = "01 name ann\n02 plan a 50 with ann\n03 done a 20 met turned_on_me\n05 restored ann"
    assert whom_to_plan_with(a_book(text)) == ("ann",)


def test_what_is_about_someone_names_every_entry_of_theirs():
    book = a_book("01 name ann\n01 name annie\n02 met annie\n03 merge annie ann\n04 place ann 1\n05 name bo\n05 met bo")
    assert len(list(about(book, the("ann", "name")))) == 5
    assert len(list(about(book, the("bo", "name")))) == 2
