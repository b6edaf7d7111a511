"""What stands in a report, and what never does."""

from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.hidden import pieces
from nearer.domain.practice import Gap
from nearer.domain.report import Chosen, Report, chosen, report
from nearer.domain.report.acts import MOST, NEWEST
from tests.books import a_book, on, stamp, the
from tests.kinds import any_entry
from tests.programmes import built_in

PROGRAMME = built_in()
EVERYTHING = Chosen(get_args(e.Tick), exercises=tuple(exercise.id for exercise in PROGRAMME.exercises()))
SECTIONS = tuple(tick for tick in get_args(e.Tick) if tick not in ("names", "others"))
DAYS = """
01 begin
02 name wren
02 plan coffee 80 likely 70 good 20 sure 40 with wren
03 done coffee 30 it partly good 60 now 50 sure 65 met turned_on_me
04 plan call 50 likely 30
05 done call 70 it yes not_yet
06 plan walk -
07 letgo walk
07 fit no
09 plan later 10
"""


def made(text_or_book, *ticks, day=20, **more):
    book = a_book(text_or_book) if isinstance(text_or_book, str) else text_or_book
    return report(book, PROGRAMME, Chosen(ticks, **more), on(day))


def words_in(value):
    """Every text in a report."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for held in value:
            yield from words_in(held)


def test_before_anything_was_ticked_it_is_the_form_of_one_page():
    assert chosen(Book()) == Chosen()
    one = report(a_book(DAYS), PROGRAMME, chosen(Book()), on(20))
    assert one.short is not None
    assert [section for section in asdict(one) if section in SECTIONS and getattr(one, section) is not None] == [
        "short"
    ]
    assert not one.has_names
    assert not one.has_others


@pytest.mark.parametrize("tick", SECTIONS)
def test_only_what_was_ticked_is_in_it(tick):
    one = made(DAYS, tick)
    there = {section for section in SECTIONS if getattr(one, section) is not None}
    assert there <= {tick}
    assert one.writing is None


def test_what_was_ticked_is_remembered():
    said = e.ReportChosen(
        **stamp(3, the("report")), ticks=("map", "names"), weeks=4, title="For Tuesday", by="M.", exercises=("C1-bill",)
    )
    assert chosen(Book.bound([said])) == Chosen(("map", "names"), 4, "For Tuesday", "M.", ("C1-bill",))


def test_the_page_counts_acts_fear_and_coming_through():
    short = made(DAYS, "short").short
    assert (short.open, short.let_go, short.summary.done) == (1, 1, 2)
    assert (short.fear.yes, short.fear.partly, short.fear.n, short.fear.likely) == (1, 1, 2, None)
    assert (short.summary.came_through, short.summary.not_yet) == (1, 1)
    newest, before = short.newest
    assert (newest.act, newest.through, newest.bad) == ("call", "not_yet", Gap(50, 70))
    assert (before.likely, before.good, before.sure) == (Gap(70, 50), Gap(20, 60), Gap(40, 100))


def test_what_went_badly_is_counted_and_not_hidden():
    worse = made(DAYS, "short").short.worse
    assert (worse.acts, worse.compared, worse.not_yet, worse.turned) == (1, 2, 1, 1)
    assert (worse.fall, worse.pulse, worse.signs) == (None, None, ())


def test_two_low_weeks_and_a_sign_that_rose_stand_under_worsening():
    weeks = "\n".join(f"{day:02} pulse {row}" for day, row in ((1, "3 3 3 3 3"), (8, "3 3 3 3 3"), (15, "3 3 3 3 3")))
    low = "22 pulse 1 1 1 1 1\n29 pulse 1 1 1 1 1"
    sign = PROGRAMME.signs[0].item[0].id
    worse = made(f"{weeks}\n{low}\n01 signs {sign}=1\n28 signs {sign}=3", "short", day=30).short.worse
    assert (worse.fall.usual, worse.fall.before.value, worse.fall.last.value) == (15, 5, 5)
    (line,) = worse.signs
    assert (line.id, line.change, line.start) == (PROGRAMME.signs[0].id, 2, 1)


def with_words(**words):
    """The book of DAYS with these words in the plan and the outcome of the first act."""
    entries = a_book(DAYS).entries
    return Book.bound(
        replace(entry, **{name: said for name, said in words.items() if hasattr(entry, name)})
        if "coffee" in (getattr(entry, "act", ""),) or getattr(entry, "plan", "") == the("coffee")
        else entry
        for entry in entries
    )


def test_names_are_hidden_and_others_left_out_unless_they_were_ticked():
    book = with_words(act="Have coffee with wren.", camera="wren laughed.", learned="wren can wait.")
    quiet = made(book, "short", "acts")
    assert not [words for words in words_in(quiet) if "wren" in words]
    act = quiet.acts.acts[1]
    assert pieces(act.act) == (("Have coffee with ", None), ("", 0), (".", None))
    assert (act.who, act.camera, act.response) == ("", "", None)
    open_ = made(book, "acts", "names", "others").acts.acts[1]
    assert (open_.act, open_.who, open_.response) == ("Have coffee with wren.", "wren", "turned_on_me")
    assert (open_.camera, open_.learned) == ("wren laughed.", "wren can wait.")


def test_others_may_be_told_of_without_their_names():
    act = made(DAYS, "acts", "others").acts.acts[1]
    assert pieces(act.who)[1] == ("", 0)


def test_answers_about_ending_ones_life_go_in_only_by_themselves():
    assert made(DAYS, *(tick for tick in SECTIONS if tick != "safety")).safety is None
    (answer,) = made(DAYS, "safety").safety
    assert (answer.day, answer.thoughts) == (on(7), "no")


def test_fewer_weeks_look_at_fewer_acts():
    text = "01 begin\n01 plan old 80\n01 done old 20\n20 plan new 80\n20 done new 20"
    whole, part = made(text, "short", "acts", day=29), made(text, "short", "acts", day=29, weeks=2)
    assert (whole.first, part.first) == (on(1), on(16))
    assert (whole.short.summary.done, part.short.summary.done, part.acts.of) == (2, 1, 1)


def test_weeks_before_the_book_begin_with_it():
    assert made("05 begin", "short", weeks=12).first == on(5)
    assert made(Book(), "short").first == on(20)


def test_many_acts_are_counted_and_the_newest_told():
    lines = [f"{1 + n // 3:02} plan a{n} 80\n{1 + n // 3:02} done a{n} 20" for n in range(MOST + 20)]
    one = made("\n".join(lines), "short", "acts", day=30)
    assert (one.acts.of, len(one.acts.acts), len(one.short.newest)) == (MOST + 20, MOST, NEWEST)
    assert one.acts.acts[0].act == f"a{MOST + 19}"


def test_under_three_people_the_net_has_no_numbers():
    two = "02 name ann\n02 name bo\n03 for ann night,laugh"
    assert made(two, "net").net.is_counted is False
    assert made(two, "net").net.roles == ()
    three = made(f"{two}\n02 name cy\n03 place ann 1", "net").net
    assert (three.is_counted, three.people) == (True, 3)
    assert [(held.role, held.theirs) for held in three.roles if held.theirs] == [("night", 1), ("laugh", 1)]


def test_in_hard_weeks_roots_costs_and_what_rests_stay_out():
    text = """
    01 map
    02 wrote R2-exercise 1 happened minute=gym
    02 wrote C1-bill 1 weigh change=talk
    02 wrote H1-ten-minutes 1 body sentence=breathe
    """
    exercises = ("R2-exercise", "C1-bill", "H1-ten-minutes")
    steady = made(text, "map", exercises=exercises)
    assert [root.id for root in steady.map.roots] == ["R2"]
    assert len(steady.writing) == 3
    hard = made(f"{text}\n19 fit passing", "map", exercises=exercises)
    assert (hard.is_narrowed, hard.map.roots, hard.map.bill) == (True, (), ())
    assert len(hard.writing) == 1


def test_an_exercise_goes_in_only_if_it_was_ticked_and_as_it_was_last_written():
    text = "02 wrote H1-ten-minutes 1 body sentence=before\n05 wrote H1-ten-minutes 2 body sentence=after"
    assert made(text, "short").writing is None
    (written,) = made(text, exercises=("H1-ten-minutes", "no-such-thing")).writing
    assert written.day == on(5)
    assert [answer.words for answer in written.answers] == ["after"]


def test_no_id_of_an_entry_or_a_person_is_in_it():
    book = a_book(DAYS + "\n10 told They would laugh\n11 kind wren\n12 imprint wren\n12 map")
    ids = {entry.id for entry in book.entries}
    one = report(book, PROGRAMME, EVERYTHING, on(20))
    assert not ids & set(words_in(one))


@given(st.lists(any_entry(), max_size=25), st.sets(st.sampled_from(get_args(e.Tick))), st.none() | st.integers(1, 60))
def test_any_book_makes_a_report_that_is_sealed_and_read_again_as_it_was(entries, ticks, weeks):
    book = Book.bound({entry.id: entry for entry in entries}.values())
    day = max((entry.day for entry in entries), default=date(2026, 3, 1))
    day = min(max(day, date(1950, 1, 1)), date(9000, 1, 1))
    one = report(book, PROGRAMME, Chosen(tuple(ticks), weeks, "T", "B", EVERYTHING.exercises), day)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Report) == one
    assert one.made == day
    assert weeks is None or one.made - one.first < timedelta(weeks=weeks)
