import pytest

from nearer.domain.net import EVERYONE_NEEDS, MOST_TO_TELL, net, unsafe_names_in, whom_to_tell
from nearer.domain.ties import bonds
from tests.books import a_book

THREE = "01 name ann\n01 name bo\n01 name cy\n02 place ann 1\n02 place bo 3\n02 place cy 4\n"


def the_net(text):
    return net(bonds(a_book(text)))


def names(found):
    return [b.name for b in found]


def test_who_for_what_in_both_directions():
    found = the_net(THREE + "03 for ann night,laugh mine lift\n03 for bo laugh")
    assert names(found.theirs["night"]) == ["ann"]
    assert names(found.theirs["laugh"]) == ["ann", "bo"]
    assert names(found.mine["lift"]) == ["ann"]
    assert found.theirs["truth"] == ()


def test_the_newest_answer_counts():
    assert the_net(THREE + "03 for ann night\n04 for ann -").theirs["night"] == ()


@pytest.mark.parametrize("people", ["", "01 name ann", "01 name ann\n01 name bo\n02 for ann night"])
def test_under_three_people_there_is_no_gap(people):
    found = the_net(people)
    assert found.gaps == ()
    assert not found.draws_gaps


def test_with_three_what_everyone_needs_is_named_where_nobody_is():
    found = the_net(THREE + "03 for ann night,laugh")
    assert found.draws_gaps
    assert [gap.role for gap in found.gaps] == ["lift", "truth"]
    assert {gap.role for gap in found.gaps} <= EVERYONE_NEEDS


def test_whoever_is_not_safe_or_gone_does_not_make_three():
    for why in ("unsafe cy forces", "ended cy", "gone cy"):
        found = the_net(THREE + f"04 {why}")
        assert found.gaps == ()
        assert "cy" not in names(found.people)


def test_a_gap_proposes_where_the_person_was_heard_and_each_name_once():
    heard = "03 met bo heard=80\n04 met bo heard=70\n03 met ann heard=40\n04 met ann heard=30\n"
    found = the_net(THREE + heard)
    perhaps = [gap.perhaps.name for gap in found.gaps if gap.perhaps]
    assert perhaps[:2] == ["bo", "ann"]
    assert len(perhaps) == len(set(perhaps))


def test_one_talk_is_too_little_to_be_proposed_for():
    found = the_net(THREE + "03 met cy heard=100")
    assert found.gaps[0].perhaps is not None
    assert found.gaps[0].perhaps.name == "ann"


def test_nobody_far_is_pressed_into_a_gap():
    text = "01 name ann\n01 name bo\n01 name cy\n02 place ann 4\n02 place bo 4\n02 place cy 4"
    assert [gap.perhaps for gap in the_net(text).gaps] == [None] * 4


def test_weak_ties_are_counted_by_circle_or_by_kind():
    assert names(the_net(THREE + "03 tie bo in_passing").weak) == ["bo", "cy"]


def test_whom_one_held_is_part_of_the_net():
    assert names(the_net(THREE + "03 tie bo friend held soup").held) == ["bo"]


def test_the_plan_for_bad_days_is_fed_by_the_night_then_the_truth_then_the_closest():
    text = THREE + "03 for cy truth\n03 for bo night"
    assert names(whom_to_tell(bonds(a_book(text)))) == ["bo", "cy", "ann"]


@pytest.mark.parametrize("why", ["unsafe ann afraid", "unsafe ann checks", "unsafe ann forces", "ended ann"])
def test_the_plan_is_never_fed_by_someone_who_is_not_safe(why):
    text = THREE + f"03 for ann night,truth\n04 {why}"
    assert names(whom_to_tell(bonds(a_book(text)))) == []


def test_the_plan_is_fed_by_few_names():
    many = "\n".join(f"01 name p{n}\n02 for p{n} night" for n in range(9))
    assert len(whom_to_tell(bonds(a_book(many)))) == MOST_TO_TELL


UNSAFE = "01 name Dex\n01 name Al\n01 name Wren\n02 unsafe Dex checks\n02 unsafe Al forces\n02 unsafe Wren"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Dex, at any hour", ("Dex",)),
        ("first dex's sister, then AL.", ("Al", "Dex")),
        ("Alma and the Dexters", ()),
        ("Wren, who is safe", ()),
        ("", ()),
    ],
)
def test_someone_unsafe_is_noticed_in_a_line_by_the_whole_name(line: str, names: tuple[str, ...]):
    assert unsafe_names_in(a_book(UNSAFE), "nobody", line) == names


def test_after_a_merge_either_name_is_noticed_and_after_a_removal_none():
    book = f"{UNSAFE}\n03 name Dexter\n04 merge Dex Dexter"
    assert unsafe_names_in(a_book(book), "Dexter and Dex") == ("Dex", "Dexter")
    assert unsafe_names_in(a_book(f"{UNSAFE}\n04 gone Dex"), "Dex") == ()
