"""What a sample wrote on the path: pulses, root sentences, exercises and kept questions."""

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.programme import Ask, Exercise, Part, Programme
from nearer.domain.pulse import EVERY_DAYS, fall, pulses
from nearer.domain.roots import answers, first_items, rest_items
from nearer.domain.samples import Answered, SampleExercise
from nearer.web.sample_books.pen import DAYS, EVENING, TODAY, Pen

LOW_WEEKS = 2
LOW_POINTS = 1.3
"""In a low week every sentence of the pulse is answered this much lower (of 0-4)."""

BEFORE_SUPPER = 18 * 60 + 10


def write_path(pen: Pen, programme: Programme) -> None:
    """Everything a sample wrote on the path. What the programme in use does not have is left out."""
    _pulses(pen, programme)
    _roots(pen, programme)
    _exercises(pen, programme)
    questions = {question.id: question for question in programme.questions}
    for kept in pen.sample.question:
        if (asked := questions.get(kept.id)) is not None:
            said = {"question": asked.id, "version": asked.version, "prompt": asked.text}
            pen.add(e.QuestionKept, pen.day_in(kept.week), EVENING - 5, **said)
    _ask_about_closest(pen)


def _pulses(pen: Pen, programme: Programme) -> None:
    """One every week or a little later; the question about ending one's life is asked again after a fall."""
    usual = {pulse.id: pulse for pulse in pen.sample.pulse}
    day, low, written = EVERY_DAYS, LOW_WEEKS, len(pen.written)
    while day < TODAY:
        is_low = day >= 7 * pen.sample.life.low and low > 0
        low -= is_low
        said = [
            pen.answer(item, p.first + (p.later - p.first) * day / DAYS - LOW_POINTS * is_low)
            for item in programme.pulse
            if (p := usual.get(item.id)) is not None
        ]
        pen.add(e.PulseAnswered, day, EVENING + 20, answers=tuple(said))
        if is_low and not low and fall(pulses(Book.bound(pen.written[written:]))) is not None:
            pen.add(e.FitChecked, day, EVENING + 21, thoughts="no", prompt="")
        day = pen.after_pause(day + EVERY_DAYS + pen.luck.choice((0, 0, 0, 1)))


def _roots(pen: Pen, programme: Programme) -> None:
    """The first sentences about roots and, on the same evening, the rest of the three that fit best."""
    usual = {root.id: root.usual for root in pen.sample.root}
    if not usual:
        return
    of = {item.id: usual.get(root.id, 0.5) for root in programme.roots for item in root.item}
    day = pen.day_in(pen.sample.roots_week)
    first = tuple(pen.answer(item, of[item.id]) for item in first_items(programme.roots))
    pen.add(e.RootsAnswered, day, EVENING - 30, answers=first)
    rest = rest_items(answers(Book.bound(pen.written)), programme.roots)
    pen.add(e.RootsAnswered, day, EVENING - 26, answers=tuple(pen.answer(item, of[item.id]) for item in rest))


def _exercises(pen: Pen, programme: Programme) -> None:
    """Every sitting with an exercise, those of one week on different days."""
    roots = {root.exercise.id for root in programme.roots}
    for week in sorted({written.week for written in pen.sample.exercise}):
        sittings = [written for written in pen.sample.exercise if written.week == week]
        for written, place in zip(sittings, sorted(pen.luck.sample(range(1, 6), len(sittings))), strict=True):
            if (exercise := programme.exercise(written.exercise)) is not None:
                day = 7 * (week - 1) + place
                if written.exercise in roots:
                    pen.add(e.RootWorkReadied, day, BEFORE_SUPPER - 2, steadied=True, loses_time=False)
                    pen.add(e.FitChecked, day, BEFORE_SUPPER - 1, thoughts="no", prompt="")
                _sitting(pen, exercise, written, day)


def _sitting(pen: Pen, exercise: Exercise, written: SampleExercise, day: int) -> None:
    parts = [part for part in exercise.part if any(ask.id in written.said for ask in part.ask)]
    for place, part in enumerate(parts):
        of = {"exercise": exercise.id, "version": exercise.version, "turn": written.turn, "part": part.id}
        minute = BEFORE_SUPPER + exercise.minutes * place / len(parts)
        pen.add(e.ExerciseWritten, day, minute, **of, said=_part_said(pen, part, written))


def _part_said(pen: Pen, part: Part, written: SampleExercise) -> tuple[e.Said, ...]:
    return tuple(_said(pen, ask, written.said.get(ask.id, "")) for ask in part.ask)


def _said(pen: Pen, ask: Ask, answer: Answered) -> e.Said:
    if isinstance(answer, int):
        return e.Said(ask.id, ask.prompt, "", pen.level(answer, 3), ())
    if isinstance(answer, tuple):
        return e.Said(ask.id, ask.prompt, "", None, answer)
    if ask.kind == "choice" and answer:
        return e.Said(ask.id, ask.prompt, "", None, (answer,))
    return e.Said(ask.id, ask.prompt, answer, None, ())


def _ask_about_closest(pen: Pen) -> None:
    """The way for one partner alone is about the one who was asked about last."""
    day, minute = TODAY - 1, EVENING + 45
    who = pen.meet(pen.sample.closest, day, minute)
    nothing = dict.fromkeys(("afraid_to_disagree", "checks_on_me", "forces_or_threatens"), False)
    pen.add(e.PersonSafetyAsked, day, minute, person=who, **nothing)
    pen.add(e.ClosestNamed, day, minute, person=who)
