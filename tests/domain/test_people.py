from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.people import people
from tests.books import a_book, the


def names(text):
    return set(people(a_book(text)).names.values())


def test_a_person_goes_by_their_name():
    known = people(a_book("01 name Ann Lee"))
    assert known.name(the("Ann", "name")) == "Ann Lee"
    assert known.name(None) is None
    assert known.name("never named") is None


def test_a_name_is_found_without_case_and_outer_space():
    known = people(a_book("01 name Ann"))
    assert known.called("  aNN ") == the("Ann", "name")
    assert known.called("Anna") is None


def test_after_a_merge_both_ids_are_the_one_that_was_kept():
    known = people(a_book("01 name ann\n01 name annie\n02 merge annie ann"))
    assert known.name(the("annie", "name")) == "ann"
    assert known.called("annie") is None


def test_merges_follow_one_another():
    known = people(a_book("01 name a\n01 name b\n01 name c\n02 merge a b\n03 merge b c"))
    assert known.who(the("a", "name")) == known.who(the("b", "name")) == the("c", "name")


def test_who_was_merged_twice_pulls_both_together():
    assert names("01 name a\n01 name b\n01 name c\n02 merge a b\n03 merge a c") == {"c"}


def test_merging_back_and_forth_leaves_one_name_and_never_none():
    assert names("01 name a\n01 name b\n02 merge a b\n03 merge b a") == {"b"}
    assert names("01 name a\n02 merge a a") == {"a"}


def test_someone_removed_has_no_name_by_any_id():
    known = people(a_book("01 name a\n01 name b\n02 merge a b\n03 gone a"))
    assert known.names == {}
    assert known.name(the("a", "name")) is None


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12))
def test_however_people_are_merged_everyone_has_exactly_one_name(merges):
    named = [f"01 name {each}" for each in "abcde"]
    known = people(a_book("\n".join([*named, *(f"02 merge {gone} {kept}" for gone, kept in merges)])))
    assert all(known.name(the(each, "name")) is not None for each in "abcde")
    assert all(known.who(the(gone, "name")) == known.who(the(kept, "name")) for gone, kept in merges)
