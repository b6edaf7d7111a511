"""What is wrong with a sample book: in itself, and beside the programme that it was written for."""

from collections import Counter
from collections.abc import Iterator

from nearer.domain.programme import Ask, Exercise, Programme
from nearer.domain.samples import WEEKS, Answered, Sample, SampleExercise

DAYS_TO_WRITE = 5
"""The exercises of one week stand on different days, none of them the first or the last of it."""


def fault(sample: Sample) -> str | None:
    """What is wrong with a sample, as the place of the first fault; None when it can be used."""
    checks = (_life_fault, _name_fault, _week_fault, _practice_fault)
    return next((found for check in checks if (found := check(sample)) is not None), None)


def exercise_fault(sample: Sample) -> str | None:
    """What is wrong with the exercises of a sample, as the place of the first fault."""
    weeks = Counter(written.week for written in sample.exercise)
    for week, many in weeks.items():
        if not _is_week(sample, week) or many > DAYS_TO_WRITE:
            return f"week {week}: there is none, or too much in it"
    before: dict[str, SampleExercise] = {}
    for written in sample.exercise:
        last = before.get(written.exercise)
        newest = last.turn if last else 0
        if written.turn not in (newest, newest + 1) or written.turn < 1 or (last and written.week < last.week):
            return f"{written.exercise}: turns follow each other, from 1"
        before[written.exercise] = written
    words = [words for written in sample.exercise for answer in written.said.values() for words in _words(answer)]
    return next(
        (f"{name} is not safe and is in an exercise" for name in _unsafe(sample) if name in " ".join(words)), None
    )


def bond_fault(sample: Sample) -> str | None:
    """What is wrong with the ties of a sample, as the place of the first fault."""
    bonds, unsafe = {bond.name: bond for bond in sample.bond}, _unsafe(sample)
    if len(bonds) != len(sample.bond) or "" in bonds:
        return "bond: each stands there once, with a name"
    for bond in sample.bond:
        weeks = [*(place.week for place in bond.place), *bond.reached, *filter(None, [bond.ended_week])]
        circles = [place.circle for place in bond.place if 1 <= place.circle <= 4 and 0 <= place.closeness <= 7]
        if not bond.place or len(circles) != len(bond.place) or not all(_is_week(sample, week) for week in weeks):
            return f"bond {bond.name}: a place or a week"
        if bond.name in unsafe and (bond.theirs or bond.mine or bond.every or bond.bring):
            return f"bond {bond.name}: not safe, and nothing of it is proposed"
        if bond.ended_week and (bond.every or bond.theirs or bond.mine):
            return f"bond {bond.name}: it has ended"
    return None


def imprint_fault(sample: Sample) -> str | None:
    """What is wrong with the imprints of a sample, as the place of the first fault."""
    bonds = {bond.name for bond in sample.bond}
    for left in sample.imprint:
        if bool(left.person) == bool(left.who) or (left.person and left.person not in bonds):
            return f"imprint {left.person or left.who}: of someone with a tie, or of a stranger"
        if not _is_week(sample, left.week) or not (left.good or left.hurt or left.left):
            return f"imprint {left.person or left.who}: the week, or nothing is in it"
    return None


def beside(sample: Sample, programme: Programme) -> str | None:
    """What a sample names that the programme does not have, or answers in a way that was not asked."""
    known = {
        "sign": {sign.id for sign in programme.signs},
        "pulse": {item.id for item in programme.pulse},
        "root": {root.id for root in programme.roots},
        "question": {question.id for question in programme.questions},
        "situation": {s.id for step in programme.ways() for s in step.situations} | {""},
    }
    named = [("sign", sign.id) for sign in sample.signs] + [("pulse", item.id) for item in sample.pulse]
    named += [("root", root.id) for root in sample.root] + [("question", kept.id) for kept in sample.question]
    named += [("situation", practice.situation) for practice in sample.practice]
    return next((f"there is no {what} {id_!r}" for what, id_ in named if id_ not in known[what]), None)


def exercise_beside(sample: Sample, programme: Programme) -> str | None:
    """The first answer in an exercise that nobody asked for, or not so."""
    feelings = {word for family in programme.feelings for word in family.word}
    parts: set[tuple[str, int, str]] = set()
    for written in sample.exercise:
        exercise = programme.exercise(written.exercise)
        if exercise is None:
            return f"there is no exercise {written.exercise!r}"
        asks = {ask.id: ask for ask in exercise.asks()}
        for asked, answer in written.said.items():
            if asked not in asks or not _fits(asks[asked], answer, feelings):
                return f"{written.exercise}.{asked}: nobody asks this, or not so"
        for part in _parts(exercise, written):
            if (written.exercise, written.turn, part) in parts:
                return f"{written.exercise}: the part {part} is written twice in turn {written.turn}"
            parts.add((written.exercise, written.turn, part))
    return None


def _parts(exercise: Exercise, written: SampleExercise) -> Iterator[str]:
    return (part.id for part in exercise.part if any(ask.id in written.said for ask in part.ask))


def _fits(ask: Ask, answer: Answered, feelings: set[str]) -> bool:
    """Whether an answer is of the kind that was asked for."""
    if ask.kind == "level":
        return isinstance(answer, int) and 0 <= answer <= 100
    if ask.kind in ("several", "feelings"):
        return isinstance(answer, tuple) and set(answer) <= (feelings if ask.kind == "feelings" else set(ask.choice))
    return isinstance(answer, str) and answer != "" and (ask.kind != "choice" or answer in ask.choice)


def _words(answer: Answered) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer if isinstance(answer, tuple) else ()


def _life_fault(sample: Sample) -> str | None:
    life = sample.life
    levels = {"mood": life.mood, "alone": life.alone, "chosen": life.chosen, "feared": life.feared}
    wrong = next((name for name, level in levels.items() if not 0 <= level <= 100), None)
    if wrong:
        return f"life.{wrong}"
    if not 0 <= life.pause < WEEKS or not 1 <= life.check_ins <= 4 * 7 * WEEKS:
        return "life"
    if not 1 <= life.low < WEEKS - 1:
        return "life.low"
    usual = [(f"signs {s.id}", s.first, s.later) for s in sample.signs]
    usual += [(f"pulse {p.id}", p.first, p.later) for p in sample.pulse]
    usual += [(f"root {r.id}", r.usual, r.usual) for r in sample.root]
    return next((where for where, first, later in usual if not (0 <= first <= 4 and 0 <= later <= 4)), None)


def _name_fault(sample: Sample) -> str | None:
    names = [person.name for person in sample.person]
    if len(names) != len(set(names)) or "" in names:
        return "person: each needs a name of its own"
    if not any(person.often for person in sample.person if not person.is_unsafe):
        return "person: nobody is ever the company"
    ranges = (p for p in sample.person if not (1 <= p.closeness <= 7 and 0 <= p.depth <= 4 and 0 <= p.heard <= 100))
    if found := next(ranges, None):
        return f"person {found.name}"
    if sample.closest not in set(names) - _unsafe(sample):
        return f"closest: {sample.closest} is not among the people, or not safe"
    asked = [*((p.person, p.act) for p in sample.practice), *((m.person, m.text) for m in sample.moment)]
    return next(
        (f"{where!r}: {name} is not among the people" for name, where in asked if name and name not in names), None
    )


def _week_fault(sample: Sample) -> str | None:
    weeks = [*((s.week, s.text) for s in sample.story), *((m.week, m.text) for m in sample.moment)]
    weeks += [(p.week, p.act) for p in sample.practice] + [(q.week, q.id) for q in sample.question]
    if bool(sample.root) != bool(sample.roots_week):
        return "roots_week: the sentences about roots have a week where they were answered, and only there"
    if sample.root:
        weeks.append((sample.roots_week, "roots_week"))
    wrong = (where for week, where in weeks if not _is_week(sample, week))
    return next((f"{where!r}: the week" for where in wrong), None)


def _practice_fault(sample: Sample) -> str | None:
    unsafe = _unsafe(sample)
    if not sample.practice or sample.practice[0].week != 1 or not sample.story or sample.story[0].week != 1:
        return "the first sitting needs a story and an act in week 1"
    for p in sample.practice:
        if p.person in unsafe:
            return f"{p.act!r}: {p.person} is not safe and is never in a plan"
        if bool(p.camera) == (p.went in ("today", "tomorrow", "let_go")):
            return f"{p.act!r}: the camera"
        if p.again and p.went != "not_yet":
            return f"{p.act!r}: again belongs to not_yet"
        if p.went in ("worse", "not_yet") and p.happened == "no":
            return f"{p.act!r}: it went badly although nothing happened"
        if p.response and not (p.camera and p.person):
            return f"{p.act!r}: nobody was there to respond"
    return next((f"{name} is not safe and is in a plan" for name in unsafe if name in _planned(sample)), None)


def _is_week(sample: Sample, week: int) -> bool:
    return 1 <= week <= WEEKS and week != sample.life.pause


def _unsafe(sample: Sample) -> set[str]:
    return {person.name for person in sample.person if person.is_unsafe}


def _planned(sample: Sample) -> str:
    """Every word of the safety plan, the map and the acts."""
    plans = [f"{plan.people} {plan.places} {plan.reach} {plan.alone}" for plan in sample.safety_plan]
    acts = [f"{p.act} {p.moment} {p.first_sentence}" for p in sample.practice]
    return " ".join([*plans, *acts, sample.map.want])
