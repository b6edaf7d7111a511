"""The acts of a sample: planned with a guess, done or let go, and what came of them."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from nearer.domain import entries as e
from nearer.domain.programme import Programme
from nearer.domain.samples import OPEN, SamplePractice
from nearer.web.sample_books.pen import DAYS, EVENING, TODAY, Pen


def write_acts(pen: Pen, programme: Programme) -> None:
    """Every act of a sample."""
    for practice, on in _days_of_acts(pen):
        _act(pen, programme, practice, on)


def _days_of_acts(pen: Pen) -> list[tuple[SamplePractice, int]]:
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


def _act(pen: Pen, programme: Programme, practice: SamplePractice, on: int) -> None:
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
    words |= {"where": "", "drop": ""} | _taken_from(programme, practice.situation)
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


def _outcome(pen: Pen, practice: SamplePractice, plan: e.EntryId, when: tuple[int, int], guess: dict[str, int]) -> None:
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
        surprise=_surprise(guess, bad, good),
        response=practice.response or None,
    )
    for turn, words in enumerate(practice.again, 1):
        day = pen.after_pause(day + 3)
        last = turn == len(practice.again)
        answer: dict[str, Any] = {"through": "yes" if last else "not_yet", "recovered_after": 4320 if last else None}
        answer |= {"likely_now": None, "through_now": None}
        pen.add(e.PracticeAskedAgain, day, EVENING + 15, plan=plan, words=words, **answer)


def _taken_from(programme: Programme, situation: str) -> dict[str, str]:
    """The step and the rung of an act; both empty for an act of one's own."""
    of = next((step.id for step in programme.ways() for s in step.situations if s.id == situation), "")
    return {"step": of, "situation": situation if of else ""}


def _surprise(guess: dict[str, int], bad: e.Level, good: e.Level) -> e.Level:
    """The farther from what had been guessed, for better or worse, the more of a surprise."""
    return min(95, 6 + round(0.9 * (abs(bad - guess["bad"]) + abs(good - guess["good"]))))


def _how_it_was(pen: Pen, practice: SamplePractice, guess: dict[str, int]) -> tuple[e.Level, e.Level]:
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
