"""Sample books: three made-up persons, twelve weeks each, drawn from a seed and ending today. They live in memory only.

Words come from ``content/en/samples``; days and numbers are drawn here. Moods follow each other (first-order
autoregressive, 0.5), so that a bad day is often followed by another, and acts end a little better than feared on average
but not always: that is what evidence says of such acts (mission.md), and nothing beyond it.
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.programme import Item, Programme
from nearer.domain.samples import OPEN, WEEKS, Sample, SamplePerson, SamplePractice
from nearer.formats.samples import load_samples
from nearer.web.content import content

DAYS = 7 * WEEKS
TODAY = DAYS - 1
EVENING = 20 * 60
LAPSE = 0.05
"""The share of levels that a person leaves out."""


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
    pen = _Pen(sample, day - timedelta(days=TODAY), zone, random.Random(sample.seed))  # noqa: S311 - no secret is drawn
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
    for practice, on in _days_of_acts(pen):
        _act(pen, practice, on)
    _CheckIns(pen).write()
    _name_people(pen)
    return Book.bound(pen.written)


@dataclass
class _Pen:
    """Writes a sample's entries on the right days, and remembers who was met first when."""

    sample: Sample
    first: date
    zone: str
    luck: random.Random
    written: list[e.Entry] = field(default_factory=list)
    met: dict[str, tuple[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = {person.name: person for person in self.sample.person}
        self.ids = {name: self.new_id() for name in self.people}

    def new_id(self) -> e.EntryId:
        return uuid.UUID(int=self.luck.getrandbits(128), version=4).hex

    def add(self, kind: type[e.Entry], day: int, minute: float, **said: Any) -> e.EntryId:
        """An entry written on a day of the twelve weeks (0 to 83), so many minutes after midnight."""
        on, id_ = self.first + timedelta(days=day), said.pop("id", None) or self.new_id()
        at = datetime.combine(on, time(), ZoneInfo(self.zone)) + timedelta(minutes=minute)
        self.written.append(kind(id=id_, rev=1, at=at.astimezone(UTC), zone=self.zone, day=on, **said))
        return id_

    def meet(self, name: str, day: int, minute: float) -> e.PersonId | None:
        """The id of a person who is named in an entry of this moment."""
        if not name:
            return None
        self.met[name] = min(self.met.get(name, (DAYS, 0.0)), (day, minute))
        return self.ids[name]

    def day_in(self, week: int) -> int:
        """Some day of a week, never its last."""
        return 7 * (week - 1) + self.luck.randint(1, 5)

    def after_pause(self, day: int) -> int:
        """This day, or the first one after the week in which nothing was written."""
        return 7 * self.sample.life.pause if day // 7 + 1 == self.sample.life.pause else day

    def level(self, middle: float, spread: float, low: int = 0, high: int = 100) -> e.Level:
        return min(high, max(low, round(self.luck.gauss(middle, spread))))

    def maybe(self, level: e.Level, lapse: float = LAPSE) -> e.Level | None:
        return None if self.luck.random() < lapse else level


def _first_sitting(pen: _Pen, programme: Programme) -> None:
    sample, story = pen.sample, pen.sample.story[0]
    pen.add(e.BookBegun, 0, EVENING, whose=sample.whose, wall_seed=pen.luck.getrandbits(31))
    pen.add(e.DeviceAsked, 0, EVENING, shows_device=False)
    pen.add(e.FitChecked, 0, EVENING + 1, thoughts="no", prompt="")
    pen.add(e.SignsAnswered, 0, EVENING + 4, answers=_answers(pen, programme, programme.round(0), later=False))
    pen.add(e.StoryTold, 0, EVENING + 6, text=story.text, prompt=sample.prompt, wanted=story.wanted)
    drawn = {name: getattr(sample.map, name) for name in ("wall", "did", "costs", "want")}
    pen.add(e.MapDrawn, 0, EVENING + 10, **drawn, first_act=sample.practice[0].act)


def _answers(pen: _Pen, programme: Programme, items: tuple[Item, ...], later: bool) -> tuple[e.Answer, ...]:
    usual = {sign.id: sign.later if later else sign.first for sign in pen.sample.signs}
    sign_of = {item.id: sign.id for sign in programme.signs for item in sign.item}
    drawn = [(item, pen.maybe(pen.level(usual.get(sign_of[item.id], 1), 0.7, 0, 4))) for item in items]
    return tuple(e.Answer(item.id, item.version, item.text, value) for item, value in drawn)


def _days_of_acts(pen: _Pen) -> list[tuple[SamplePractice, int]]:
    """Every act with the day it is for: the first one on the second day, two of one week on different days."""
    days: list[tuple[SamplePractice, int]] = []
    for practice in pen.sample.practice:
        on = 1 if not days else 7 * (practice.week - 1) + pen.luck.randint(1, 3)
        if practice.went in OPEN:
            on = TODAY + OPEN[practice.went]
        elif practice.went == "not_yet" and not practice.again:
            on = TODAY - 3
        elif days and on <= days[-1][1]:
            on = days[-1][1] + 1
        days.append((practice, on))
    return days


def _act(pen: _Pen, practice: SamplePractice, on: int) -> None:
    """The plan with its prediction, and what came of it."""
    planned, minute = min(on, TODAY) - 1, EVENING + 8 + pen.luck.randint(0, 90) * (on > 1)
    far = on / DAYS
    guess = {
        "likely": pen.level(66 - 12 * far, 12, 15, 95),
        "bad": pen.level(pen.sample.life.feared - 8 * far, 9, 25, 92),
        "good": pen.level(40 + 6 * far, 11, 5, 90),
        "through": pen.level(44 + 14 * far, 10, 10, 95),
    }
    words = {name: getattr(practice, name) for name in ("act", "moment", "first_sentence", "fear")}
    words |= dict.fromkeys(("step", "situation", "where", "drop"), "")
    told = {name: pen.maybe(level) if on > 1 else level for name, level in guess.items()}
    who, day = pen.meet(practice.person, planned, minute), pen.first + timedelta(days=on)
    plan = pen.add(e.PracticePlanned, planned, minute, on=day, person=who, **words, **told)
    evening = EVENING + pen.luck.randint(60, 150)
    if practice.went == "let_go":
        pen.add(e.PracticeLetGo, on, evening, plan=plan, words=practice.learned)
    elif practice.went == "yesterday":
        seen = {"camera": [practice.camera]}
        pen.add(e.Drafted, on, evening, form=reverse("practice-outcome", args=[plan]), written=seen)
    elif practice.went not in OPEN:
        _outcome(pen, practice, plan, (on, evening), guess)


def _outcome(
    pen: _Pen, practice: SamplePractice, plan: e.EntryId, when: tuple[int, int], guess: dict[str, int]
) -> None:
    day, minute = when
    bad, good = _how_it_was(pen, practice, guess)
    partly = bad >= 50 and pen.luck.random() < 0.5
    through: e.CameThrough = "not_yet" if practice.went == "not_yet" else "partly" if partly else "yes"
    change = {"no": -16, "partly": -7, "yes": 2}[practice.happened]
    pen.add(
        e.PracticeDone,
        day,
        minute,
        plan=plan,
        camera=practice.camera,
        happened=practice.happened,
        bad=bad,
        good=good,
        through=through,
        recovered_after=None if through == "not_yet" else _minutes(bad),
        did=practice.did,
        learned=practice.learned,
        likely_now=pen.maybe(pen.level(guess["likely"] + change, 5), 0.3),
        through_now=pen.maybe(pen.level(guess["through"] + (8 if through == "yes" else -1), 5), 0.3),
        surprise=None,
        response=None,
    )
    for turn, words in enumerate(practice.again, 1):
        day = pen.after_pause(day + 3)
        last = turn == len(practice.again)
        answer: dict[str, Any] = {"through": "yes" if last else "not_yet", "recovered_after": 4320 if last else None}
        answer |= {"likely_now": None, "through_now": None}
        pen.add(e.PracticeAskedAgain, day, EVENING + 15, plan=plan, words=words, **answer)


def _how_it_was(pen: _Pen, practice: SamplePractice, guess: dict[str, int]) -> tuple[e.Level, e.Level]:
    """How bad and how good it was, after how it had been guessed."""
    drawn = pen.luck.uniform
    if practice.went == "better":
        return round(guess["bad"] * drawn(0.25, 0.8)), min(95, guess["good"] + round(drawn(-2, 34)))
    if practice.went == "as_feared":
        return min(100, guess["bad"] + round(drawn(-7, 6))), max(0, guess["good"] + round(drawn(-14, 14)))
    return min(97, guess["bad"] + round(drawn(8, 20))), round(guess["good"] * drawn(0.1, 0.6))


def _minutes(bad: e.Level) -> int | None:
    """How long it took, among the answers that the page offers; None where it did not hurt."""
    steps = ((12, None), (28, 5), (45, 60), (62, 300))
    return next((minutes for below, minutes in steps if bad < below), 1440)


def _name_people(pen: _Pen) -> None:
    """A name stands just before its first use, and the three questions about safety just after it."""
    for name, person in pen.people.items():
        day, minute = pen.met.get(name, (20, EVENING))
        pen.add(e.PersonNamed, day, minute - 1, id=pen.ids[name], name=name)
        asked = {what: getattr(person, what) for what in ("afraid_to_disagree", "checks_on_me", "forces_or_threatens")}
        pen.add(e.PersonSafetyAsked, day, minute - 0.5, person=pen.ids[name], **asked)


class _CheckIns:
    """The check-ins of one sample: those with words on their days, and the plain ones drawn between them."""

    def __init__(self, pen: _Pen) -> None:
        self.pen, self.life = pen, pen.sample.life
        self.weather = [0.0]
        for _ in range(DAYS):
            self.weather.append(0.5 * self.weather[-1] + pen.luck.gauss(0, 8))
        self.written = 0

    def write(self) -> None:
        for moment in self.pen.sample.moment:
            day = self.pen.day_in(moment.week)
            if moment.person:
                self.together(
                    self.pen.people[moment.person], day, moment.text, lift=1 if moment.step else 0, whole=True
                )
            else:
                self.alone(day, moment.text)
            if moment.step:
                self.alone(day + 1, step=moment.step, stepped_back=True)
        company = [person for person in self.pen.sample.person if person.often]
        luck = self.pen.luck
        days = [d for d in range(1, TODAY) if self.pen.after_pause(d) == d]
        for day in luck.sample(days, k=min(len(days), self.life.check_ins - self.written)):
            if 100 * luck.random() < self.life.alone:
                self.alone(day)
            else:
                self.together(luck.choices(company, [p.often for p in company])[0], day)

    def alone(self, day: int, note: str = "", step: str = "", stepped_back: bool | None = None) -> None:
        chosen = stepped_back is not None or 100 * self.pen.luck.random() < self.life.chosen
        adds = self.life.chosen_adds if chosen else self.life.unchosen_adds
        self._add(day, adds, company="alone", chosen=chosen, note=note, step=step, stepped_back=stepped_back)

    def together(self, person: SamplePerson, day: int, note: str = "", lift: int = 0, whole: bool = False) -> None:
        pen, luck = self.pen, self.pen.luck
        minute = luck.randint(12 * 60, 22 * 60)
        who = pen.meet(person.name, day, minute)
        if not whole and luck.random() > 0.6:
            self._add(day, 0, minute, company="with", person=who)
            return
        depth = min(4, max(0, person.depth + luck.choices((-1, 0, 1, 2), (25, 50, 20, 5))[0] + lift))
        heard = pen.level(person.heard + 7 * (depth - person.depth), 13)
        felt = pen.level(54, 15)
        more = {
            "depth": depth,
            "heard": pen.maybe(heard),
            "felt": pen.maybe(felt),
            "shown": pen.maybe(pen.level(felt - 22 + 7 * day / DAYS, 10)),
            "closeness": min(7, max(1, person.closeness + luck.choice((-1, 0, 0, 1)) + lift)),
            "aftertaste": pen.maybe(pen.level(14 + 11 * depth + 0.3 * heard, 11)),
        }
        adds = self.life.heard_adds * (heard - 50) / 25
        self._add(day, adds, minute, company="with", person=who, note=note, **more)

    def _add(self, day: int, adds: float, minute: int = 0, **said: Any) -> None:
        pen, names = self.pen, ("person", "chosen", "depth", "heard", "felt", "shown", "closeness", "aftertaste")
        middle = self.life.mood + self.life.lift * day / DAYS + self.weather[day + 1] + adds
        blank: dict[str, Any] = dict.fromkeys(names) | {"stepped_back": None, "step": "", "note": ""}
        minute = minute or pen.luck.randint(12 * 60, 23 * 60)
        pen.add(e.CheckedIn, day, minute, mood=pen.maybe(pen.level(middle, 4, 3, 97), 0.03), **(blank | said))
        self.written += 1
