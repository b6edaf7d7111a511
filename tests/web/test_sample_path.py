"""What the samples wrote on the path: pulses, roots, exercises and kept questions, and acts taken from its ladders."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from django.conf import settings
from django.urls import reverse

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.exercises import compared, is_answered, part_to_go_on, turns, written_ids
from nearer.domain.path import standings
from nearer.domain.people import people
from nearer.domain.practice import practices
from nearer.domain.pulse import pulses
from nearer.domain.roots import answers, is_begun, rest_is_due, roots_reading
from nearer.domain.safety import ROOT_WORK_DAYS, brushed_off, turned_on_me, unsafe_people
from nearer.web.content import content
from nearer.web.samples import draw, sample_book, sample_named
from nearer.web.stamp import today
from tests.programmes import built_in
from tests.web.conftest import House, in_sample

NAMES = ("ife", "selin", "teodor")
DAY, ZONE = date(2026, 11, 24), "Europe/Warsaw"
every_sample = pytest.mark.parametrize("name", NAMES)


def book_of(name: str) -> Book:
    return sample_book(name, DAY, ZONE)


def page(name: str, address: str, *args: object) -> str:
    answer = in_sample(name).get(reverse(address, args=args), follow=True)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


# ---------- the books ----------


@every_sample
def test_a_pulse_a_week_with_one_low_stretch(name: str):
    book = book_of(name)
    weeks = pulses(book)
    assert len(weeks) >= 9
    assert all(7 <= (b.day - a.day).days <= 15 for a, b in pairwise(weeks))
    assert all(answer.value in (None, 0, 1, 2, 3, 4) for p in book.of(e.PulseAnswered) for answer in p.answers)
    low = min(range(len(weeks) - 1), key=lambda n: weeks[n].total + weeks[n + 1].total)
    others = [week.total for n, week in enumerate(weeks) if n not in (low, low + 1)]
    assert fmean([weeks[low].total, weeks[low + 1].total]) <= fmean(others) - 3
    assert low + 2 < len(weeks), "it goes on after the low stretch"


def test_after_a_fall_the_question_was_asked_again():
    for name in ("ife", "selin"):
        book = book_of(name)
        weeks = pulses(book)
        low = min(range(len(weeks) - 1), key=lambda n: weeks[n].total + weeks[n + 1].total)
        assert any(fit.day == weeks[low + 1].day and fit.thoughts == "no" for fit in book.of(e.FitChecked)), name


def test_two_look_back_and_one_does_not():
    roots = content().programme.roots
    looked = {name for name in NAMES if is_begun(book_of(name))}
    assert looked == {"ife", "selin"}
    first = {name: roots_reading(answers(book_of(name)), roots) for name in looked}
    assert {name: reading.candidates[0].root.id for name, reading in first.items()} == {"ife": "R3", "selin": "R4"}
    assert all(len(reading.candidates) >= 2 and reading.margin is not None for reading in first.values())
    assert not any(rest_is_due(book_of(name), roots) for name in looked)
    assert not {root.exercise.id for root in roots} & written_ids(book_of("teodor"))


def test_nobody_looked_back_before_the_three_questions():
    roots = {root.exercise.id for root in content().programme.roots}
    for name in ("ife", "selin"):
        book = book_of(name)
        days = sorted({w.day for w in book.of(e.ExerciseWritten) if w.exercise in roots})
        assert days
        assert all((b - a).days >= ROOT_WORK_DAYS for a, b in pairwise(days))
        begun = min(w.at for w in book.of(e.ExerciseWritten) if w.exercise in roots)
        assert any(r.at < begun and r.day == days[0] and r.steadied for r in book.of(e.RootWorkReadied))


@every_sample
def test_exercises_of_many_steps_in_their_own_words(name: str):
    book, programme = book_of(name), content().programme
    written = book.of(e.ExerciseWritten)
    ids = written_ids(book)
    assert len(ids) >= 8
    assert len({step.id for step in programme.ways() for ex in step.exercises if ex.id in ids}) >= 4
    for entry in written:
        exercise = programme.exercise(entry.exercise)
        assert exercise is not None
        part = next(p for p in exercise.part if p.id == entry.part)
        assert [(said.ask, said.prompt) for said in entry.said] == [(ask.id, ask.prompt) for ask in part.ask]
        assert any(map(is_answered, entry.said))
    said = [said.words for entry in written for said in entry.said if said.words]
    assert len(" ".join(said)) > 2500
    again = [ex for ex in ids if len(turns(book, ex)) > 1]
    assert again
    rows = [compared(book, found) for found in map(programme.exercise, again) if found]
    assert all(any(len(row.said) > 1 for row in exercise) for exercise in rows)


def test_two_stopped_in_the_middle_of_one():
    stopped = {
        name: {
            exercise.id
            for exercise in content().programme.exercises()
            if (done := turns(book_of(name), exercise.id)) and part_to_go_on(done[-1], exercise)
        }
        for name in NAMES
    }
    assert stopped == {"ife": {"H4-clearly-said"}, "selin": set(), "teodor": {"H2-good-moment"}}


def test_one_has_a_letter_and_one_a_bill_and_one_the_way_for_two():
    ids = {name: written_ids(book_of(name)) for name in NAMES}
    assert [name for name in NAMES if "C3-letter" in ids[name]] == ["teodor"]
    assert [name for name in NAMES if {"C1-bill", "C1-again"} <= ids[name]] == ["selin"]
    partner = {exercise.id for exercise in content().programme.partner.exercises}
    assert [name for name in NAMES if partner & ids[name]] == ["selin"]


@every_sample
def test_many_acts_are_rungs_of_a_ladder(name: str):
    book, programme = book_of(name), content().programme
    plans = book.of(e.PracticePlanned)
    taken = [plan for plan in plans if plan.situation]
    assert 0.6 <= len(taken) / len(plans) < 1
    for plan in taken:
        assert programme.situation(plan.situation) is not None
        assert plan.situation in {s.id for step in programme.ways() if step.id == plan.step for s in step.situations}
    assert plans[0].situation == "", "the first sitting offers acts of its own"
    assert sum(standing.acts > 0 for standing in standings(book, programme)) >= 3


@every_sample
def test_how_openings_were_met_and_what_surprised(name: str):
    book = book_of(name)
    done = [p for p in practices(book) if p.outcome]
    assert all(p.outcome and p.outcome.surprise is not None and 0 <= p.outcome.surprise <= 100 for p in done)
    met = [p.outcome.response for p in done if p.outcome and p.outcome.response]
    assert {"took_up", "brushed_off"} <= set(met)
    assert None in [p.outcome.response for p in done if p.outcome], "not every act is an opening"
    assert all(p.plan.person for p in done if p.outcome and p.outcome.response)


def test_once_someone_turned_it_on_her():
    book = book_of("ife")
    assert [people(book).name(person) for person in turned_on_me(book)] == ["Tunde"]
    assert not any(turned_on_me(book_of(name)) for name in ("selin", "teodor"))
    assert not brushed_off(book_of("selin")), "both of those came round"


@every_sample
def test_two_or_three_questions_were_kept(name: str):
    kept = book_of(name).of(e.QuestionKept)
    asked = {question.id: question.text for question in content().programme.questions}
    assert 2 <= len(kept) <= 3
    assert all(question.prompt == asked[question.question] for question in kept)


@every_sample
def test_an_unsafe_person_is_in_no_exercise(name: str):
    book = book_of(name)
    unsafe = {people(book).name(person) or "" for person in unsafe_people(book)}
    said = [said.words for entry in book.of(e.ExerciseWritten) for said in entry.said]
    assert not [words for words in said for gone in unsafe if gone in words]


def test_a_programme_without_an_exercise_draws_the_rest():
    sample, programme = sample_named("teodor"), built_in()
    assert sample is not None
    without = replace(programme, costs=(), steps=programme.steps[1:], questions=())
    book = draw(sample, without, DAY, ZONE)
    ids = written_ids(book)
    assert "H1-ten-minutes" not in ids
    assert "H5-street" in ids
    assert not book.of(e.QuestionKept)
    assert {plan.step for plan in book.of(e.PracticePlanned)} >= {"", "H4"}
    assert "H1" not in {plan.step for plan in book.of(e.PracticePlanned)}


@every_sample
def test_only_the_dates_move(name: str):
    one, later = book_of(name), sample_book(name, DAY + timedelta(days=9), ZONE)
    assert [(w.exercise, w.part, w.said) for w in one.of(e.ExerciseWritten)] == [
        (w.exercise, w.part, w.said) for w in later.of(e.ExerciseWritten)
    ]


# ---------- the pages ----------


def test_pages_of_the_path_show_what_was_written(house: House):
    assert "stood at the hatch with a tray" in page("ife", "exercise", "R3-exercise")
    assert "Leave Lena’s bowl on the table" in page("teodor", "exercise", "C3-letter")
    assert reverse("exercise", args=["C3-letter"]) in page("teodor", "step", "H5")
    assert "before I said “I have booked it”" in page("selin", "exercise", "C1-bill")
    assert "somebody will sigh" in page("ife", "exercise", "R3-exercise")
    assert "if everything were arranged" in page("selin", "decks")
    assert "Alone early, and different" in page("ife", "roots")
    assert "Twelve sentences, four minutes" in page("teodor", "roots")


def test_what_was_turned_on_her_is_said_where_it_happened_and_nowhere_else(house: House):
    told = "You showed something, and it was turned on you"
    with_tunde = [p for p in practices(sample_book("ife", today(), settings.TIME_ZONE)) if p.outcome and p.plan.person]
    shown = {p.outcome.response for p in with_tunde if p.outcome and told in page("ife", "practice", p.id)}
    assert shown == {"turned_on_me"}


def test_choices_stand_one_by_one_and_kept_questions_first(house: House):
    letter = page("teodor", "exercise", "C3-letter")
    assert ">What turned out not to matter?</li>" in letter
    assert "matter?, " not in letter
    decks = page("selin", "decks")
    assert decks.index("if everything were arranged") < decks.index("For a friend")


@pytest.mark.parametrize(("name", "closest"), [("ife", "Aunty Bisi"), ("selin", "Maud"), ("teodor", "Mirka")])
def test_the_way_for_one_partner_is_about_the_closest(house: House, name: str, closest: str):
    assert closest in page(name, "partner")
