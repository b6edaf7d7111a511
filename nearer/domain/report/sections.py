"""The other sections of a report: signs and pulse over time, moods, stories on trial, the net, writing, the plan."""

from collections.abc import Iterable
from datetime import date
from statistics import fmean

from nearer.domain.book import Book
from nearer.domain.dots import AVERAGE_FROM, Dot, dots_by_day
from nearer.domain.entries import FitChecked, SafetyPlanWritten, Said
from nearer.domain.exercises import is_answered, may_be_offered, turns
from nearer.domain.findings import Finding
from nearer.domain.hidden import Over, Words
from nearer.domain.insights import STANDING, signs_over_time
from nearer.domain.net import LEAST_NET, ROLES, net
from nearer.domain.paused import EVERY, NOTHING
from nearer.domain.programme import Exercise, Programme, Sign
from nearer.domain.pulse import HIGHEST, pulses
from nearer.domain.report.values import Answered, FitAnswer, Held, Line, Net, Plan, Tried, Written
from nearer.domain.ties import bonds
from nearer.domain.trials import answered, trials


def sign_lines(book: Book, signs: Iterable[Sign], over: Over) -> tuple[Line, ...]:
    """Each sign that was asked about, over all checks that asked the same."""
    return tuple(
        _line(found.sign.id, over(found.sign.name), HIGHEST, found.dots) for found in signs_over_time(book, signs)
    )


def pulse_line(book: Book, programme: Programme) -> Line | None:
    """The weekly pulse from its first week on; None where it was never answered."""
    dots = dots_by_day((pulse.day, pulse.total) for pulse in pulses(book))
    return _line("pulse", Words(""), HIGHEST * len(programme.pulse), dots) if dots else None


def moods(book: Book, today: date) -> tuple[Finding, ...]:
    """The three standing comparisons, as far as the book holds anything of them."""
    return tuple(found for ask in STANDING if (found := ask(book, today)) is not None)


def stories(book: Book, today: date, over: Over) -> tuple[Tried, ...]:
    """Every story on trial, the newest first."""
    found = [answered(book, one, max(today, one.begun.day)) for one in reversed(trials(book))]
    return tuple(
        Tried(
            over(one.trial.begun.story_text),
            one.trial.begun.reading,
            one.trial.begun.day,
            one.trial.begun.expected,
            one.met,
            one.finding,
            one.beside,
            one.trial.wanted_before,
            one.trial.closed.wanted if one.trial.closed else None,
            one.trial.closed.day if one.trial.closed else None,
            over(one.trial.closed.words if one.trial.closed else ""),
        )
        for one in found
    )


def net_counted(book: Book) -> Net:
    """The net in numbers, once it has three people (see ``net.LEAST_NET``)."""
    found = net(bonds(book))
    if len(found.people) < LEAST_NET:
        return Net(False, 0, 0, 0, ())
    roles = tuple(Held(role, len(found.theirs[role]), len(found.mine[role])) for role in ROLES)
    return Net(True, len(found.people), len(found.weak), len(found.held), roles)


def safety_answers(book: Book, first: date, over: Over) -> tuple[FitAnswer, ...]:
    """What was said about ending one's life, the latest first."""
    said = [FitAnswer(fit.day, fit.thoughts, over(fit.prompt)) for fit in book.of(FitChecked) if fit.day >= first]
    return tuple(reversed(said))


def plan(book: Book, over: Over) -> Plan | None:
    """The plan for bad days."""
    written = book.last(SafetyPlanWritten)
    if written is None:
        return None
    words = (written.notice, written.alone, written.places, written.people, written.reach)
    return Plan(written.day, *map(over, words))


def written_exercises(book: Book, programme: Programme, is_narrowed: bool) -> tuple[Exercise, ...]:
    """The exercises whose answers may go into a report: those that were written and do not rest now."""
    resting = EVERY if is_narrowed else NOTHING
    return tuple(e for e in programme.exercises() if may_be_offered(e, resting) and turns(book, e.id))


def writing(book: Book, exercises: Iterable[Exercise], over: Over) -> tuple[Written, ...]:
    """Some exercises as they were last written, in the order of the programme."""
    return tuple(written for exercise in exercises if (written := _written(book, exercise, over)) is not None)


def _written(book: Book, exercise: Exercise, over: Over) -> Written | None:
    done = turns(book, exercise.id)
    if not done:
        return None
    parts = [done[-1].parts[part.id] for part in exercise.part if part.id in done[-1].parts]
    said = tuple(_answered(one, over) for part in parts for one in part.said if is_answered(one))
    return Written(over(exercise.name), done[-1].day, said) if said else None


def _answered(said: Said, over: Over) -> Answered:
    return Answered(over(said.prompt), over(said.words), said.level, tuple(map(over, said.chosen)))


def _line(id_: str, name: Words, top: int, dots: tuple[Dot, ...]) -> Line:
    first = dots[:AVERAGE_FROM] if len(dots) > AVERAGE_FROM else dots[:1]
    return Line(id_, name, top, dots, fmean(dot.value for dot in first))
