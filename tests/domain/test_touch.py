from nearer.domain.ties import bonds
from nearer.domain.touch import is_a_while, keep_in_touch, without_rhythm
from tests.books import a_book, on

ANN = "01 name ann\n01 rhythm ann 7\n02 place ann 2\n"


def due(text, day):
    return [t.bond.name for t in is_a_while(bonds(a_book(text)), on(day))]


def test_someone_is_named_when_the_rhythm_has_passed_since_the_last_word():
    text = ANN + "03 met ann"
    assert due(text, 9) == []
    assert due(text, 10) == ["ann"]


def test_reaching_out_begins_the_rhythm_anew_whatever_comes_back():
    assert due(ANN + "03 met ann\n09 reached ann", 12) == []
    assert due(ANN + "03 met ann\n09 reached ann", 16) == ["ann"]


def test_without_any_word_yet_a_rhythm_names_them_at_once():
    assert due(ANN, 2) == ["ann"]


def test_without_a_rhythm_nobody_is_named():
    text = "01 name ann\n01 name bo\n01 rhythm bo 7\n02 rhythm bo -\n03 met ann"
    assert due(text, 30) == []
    assert [b.name for b in without_rhythm(bonds(a_book(text)))] == ["ann", "bo"]


def test_the_closest_circle_comes_first_and_in_it_who_waits_longest():
    text = "01 name ann\n01 name bo\n01 name cy\n02 place ann 2\n02 place bo 1\n02 place cy 2\n"
    text += "02 rhythm ann 7\n02 rhythm bo 7\n02 rhythm cy 7\n03 met cy\n05 met ann\n20 met bo"
    groups = keep_in_touch(bonds(a_book(text)), on(22))
    assert [(circle, [t.bond.name for t in touches]) for circle, touches in groups] == [(1, ["bo"]), (2, ["cy", "ann"])]
    assert [t.is_due for _circle, touches in groups for t in touches] == [False, True, True]


def test_nobody_who_is_not_safe_or_whose_tie_has_ended_is_named():
    for why in ("unsafe ann checks", "ended ann", "gone ann", "plan a 1 with ann\n03 done a 1 met turned_on_me"):
        assert due(ANN + f"03 {why}", 31) == []
        assert without_rhythm(bonds(a_book(ANN + f"03 {why}"))) == ()
