"""A book that comes in beside the one that is here: nothing is lost, nothing changes by itself."""

from dataclasses import replace

from nearer.domain.archive import arrival, taken_in, with_ids
from nearer.domain.book import Book, Problem
from nearer.domain.entries import Drafted, PracticeDone, PracticePlanned, StoryTold
from tests.books import a_book, the

HERE = a_book("01 begin\n01 told They would laugh\n02 plan coffee 80\n03 done coffee 20\n04 draft /plan/ half")


def the_story(book):
    return book.last(StoryTold)


def edited(book, text):
    story = the_story(book)
    return Book.bound([e for e in book.entries if e.id != story.id] + [replace(story, text=text, rev=story.rev + 1)])


def test_into_an_empty_book_everything_is_new():
    found = arrival(Book(), HERE.entries)
    assert (found.new, found.same, found.differ, found.left) == (HERE.entries, (), (), ())


def test_what_is_here_already_stays_as_it_is():
    found = arrival(HERE, HERE.entries)
    assert (found.new, len(found.same), found.differ) == ((), 5, ())


def test_a_revision_alone_makes_no_difference():
    found = arrival(HERE, [replace(entry, rev=7) for entry in HERE.entries])
    assert len(found.same) == 5


def test_two_versions_are_both_shown_and_the_one_changed_more_often_is_suggested():
    there = edited(HERE, "Perhaps not")
    (both,) = arrival(HERE, there.entries).differ
    assert (both.here, both.there) == (the_story(HERE), the_story(there))
    assert both.is_later_there
    (back,) = arrival(there, HERE.entries).differ
    assert not back.is_later_there


def test_unless_it_is_chosen_the_version_here_stands():
    found = arrival(HERE, edited(HERE, "Perhaps not").entries)
    nothing = taken_in(found, frozenset())
    assert (nothing.add, nothing.replace, nothing.remove) == ((), (), ())


def test_a_chosen_version_is_an_edit_and_brought_in_again_it_changes_nothing():
    there = edited(HERE, "Perhaps not")
    (edit,) = taken_in(arrival(HERE, there.entries), {the_story(HERE).id}).replace
    assert (edit.text, edit.rev) == ("Perhaps not", the_story(HERE).rev + 1)
    after = Book.bound([e for e in HERE.entries if e.id != edit.id] + [edit])
    assert not arrival(after, there.entries).differ


def test_a_prediction_that_has_its_outcome_is_shown_and_never_rewritten():
    plan = HERE.last(PracticePlanned)
    found = arrival(HERE, [replace(plan, bad=10, rev=9)])
    (both,) = found.differ
    assert (both.is_fixed, both.is_later_there) == (True, False)
    assert taken_in(found, {plan.id}).replace == ()
    still_open = Book.bound(entry for entry in HERE.entries if not isinstance(entry, PracticeDone))
    (edit,) = taken_in(arrival(still_open, [replace(plan, bad=10, rev=9)]), {plan.id}).replace
    assert edit.bad == 10


def test_a_row_that_does_not_open_is_mended_only_on_the_persons_word():
    story = the_story(HERE)
    damaged = Book.bound([e for e in HERE.entries if e is not story], [Problem(story.id, "damaged")])
    found = arrival(damaged, HERE.entries)
    assert [(both.here, both.there) for both in found.differ] == [(None, story)]
    chosen = taken_in(found, {story.id})
    assert (chosen.add, chosen.remove) == ((story,), (story.id,))
    assert taken_in(found, frozenset()).remove == ()


def test_a_book_keeps_its_own_first_page_and_its_own_half_written_form():
    other = a_book("05 begin\n05 draft /plan/ other words\n05 draft /checkin/ tea")
    found = arrival(HERE, other.entries)
    assert [type(entry).__name__ for entry in found.left] == ["BookBegun", "Drafted"]
    assert [entry.form for entry in found.new if isinstance(entry, Drafted)] == ["/checkin/"]


def test_other_ids_stand_wherever_an_id_stood():
    book = a_book("01 plan coffee 80\n02 done coffee 20\n03 draft /practice/" + the("coffee") + "/ half")
    anew = with_ids(book.entries, lambda row: row[::-1])
    plan, done = (next(e for e in anew if isinstance(e, kind)) for kind in (PracticePlanned, PracticeDone))
    assert plan.id == the("coffee")[::-1]
    assert done.plan == plan.id
    assert next(e for e in anew if isinstance(e, Drafted)).form == f"/practice/{plan.id}/"
    assert [replace(e, id="") for e in anew if isinstance(e, StoryTold)] == []
