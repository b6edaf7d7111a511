"""Sample books: three made-up persons, twelve weeks each, drawn from a seed and ending today. They live in memory only.

Words come from ``content/en/samples``; days and numbers are drawn in ``sample_books``. Acts end a little better than
feared on average but not always: that is what evidence says of such acts (mission.md), and nothing beyond it.
"""

import random
from datetime import date, timedelta
from functools import lru_cache

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.programme import Item, Programme
from nearer.domain.samples import Sample
from nearer.formats.samples import load_samples
from nearer.web.content import content
from nearer.web.sample_books.acts import write_acts
from nearer.web.sample_books.checkins import CheckIns
from nearer.web.sample_books.mirror import write_mirror
from nearer.web.sample_books.path import write_path
from nearer.web.sample_books.pen import EVENING, TODAY, Pen
from nearer.web.sample_books.people import write_people
from nearer.web.sample_books.questions import write_questions

ASKED = ("afraid_to_disagree", "checks_on_me", "forces_or_threatens")


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """The made-up persons, read once per process."""
    return load_samples()


def sample_named(name: str) -> Sample | None:
    """The sample with this id."""
    return next((sample for sample in samples() if sample.id == name), None)


@lru_cache(maxsize=16)
def sample_book(name: str, day: date, zone: str) -> Book:
    """The book of the sample with this id, ending on this day; drawn once per process and day. Raises LookupError."""
    sample = sample_named(name)
    if sample is None:
        raise LookupError(name)
    return draw(sample, content().programme, day, zone)


def draw(sample: Sample, programme: Programme, day: date, zone: str) -> Book:
    """The same twelve weeks for the same sample, whatever the day: only the dates move along."""
    pen = Pen(sample, day - timedelta(days=TODAY), zone, random.Random(sample.seed))  # noqa: S311 - no secret is drawn
    _first_sitting(pen, programme)
    for items, day_, later in (
        (programme.round(1), 2, False),
        (programme.round(0), 50, True),
        (programme.round(1), 51, True),
    ):
        pen.add(e.SignsAnswered, day_, EVENING - 50, answers=_answers(pen, programme, items, later))
    for story in sample.story[1:]:
        pen.add(
            e.StoryTold,
            pen.day_in(story.week),
            EVENING + 30,
            text=story.text,
            prompt=sample.prompt,
            wanted=story.wanted,
        )
    for plan in sample.safety_plan:
        said = {name: getattr(plan, name) for name in ("notice", "alone", "places", "people", "reach", "country")}
        pen.add(e.SafetyPlanWritten, 9, EVENING + 40, **said)
    write_acts(pen, programme)
    CheckIns(pen).write()
    # luck of its own, so that what is added on the path moves no day and no number of the rest
    pen.luck = random.Random(f"{sample.seed} path")  # noqa: S311
    write_path(pen, programme)
    pen.luck = random.Random(f"{sample.seed} questions")  # noqa: S311
    write_questions(pen)
    pen.luck = random.Random(f"{sample.seed} people")  # noqa: S311
    write_people(pen)
    pen.luck = random.Random(f"{sample.seed} mirror")  # noqa: S311
    write_mirror(pen)
    _name_people(pen)
    return Book.bound(pen.written)


def _first_sitting(pen: Pen, programme: Programme) -> None:
    sample, story = pen.sample, pen.sample.story[0]
    pen.add(e.BookBegun, 0, EVENING, whose=sample.whose, wall_seed=pen.luck.getrandbits(31))
    pen.add(e.DeviceAsked, 0, EVENING, shows_device=False)
    pen.add(e.FitChecked, 0, EVENING + 1, thoughts="no", prompt="")
    pen.add(e.SignsAnswered, 0, EVENING + 4, answers=_answers(pen, programme, programme.round(0), later=False))
    pen.add(e.StoryTold, 0, EVENING + 6, text=story.text, prompt=sample.prompt, wanted=story.wanted)
    drawn = {name: getattr(sample.map, name) for name in ("wall", "did", "costs", "want")}
    pen.add(e.MapDrawn, 0, EVENING + 10, **drawn, first_act=sample.practice[0].act)


def _answers(pen: Pen, programme: Programme, items: tuple[Item, ...], later: bool) -> tuple[e.Answer, ...]:
    usual = {sign.id: sign.later if later else sign.first for sign in pen.sample.signs}
    sign_of = {item.id: sign.id for sign in programme.signs for item in sign.item}
    drawn = [(item, pen.maybe(pen.level(usual.get(sign_of[item.id], 1), 0.7, 0, 4))) for item in items]
    return tuple(e.Answer(item.id, item.version, item.text, value) for item, value in drawn)


def _name_people(pen: Pen) -> None:
    """A name stands just before its first use, and the three questions about safety just after it."""
    for name, id_ in pen.ids.items():
        day, minute = pen.met.get(name, (20, EVENING))
        pen.add(e.PersonNamed, day, minute - 1, id=id_, name=name)
        asked = {what: getattr(pen.people.get(name), what, False) for what in ASKED}
        pen.add(e.PersonSafetyAsked, day, minute - 0.5, person=id_, **asked)
