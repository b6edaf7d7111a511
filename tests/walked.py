"""Someone who has walked part of the path: roots, exercises, the weekly pulse and kept questions."""

from nearer.domain import entries as e
from nearer.domain.programme import Ask, Exercise
from nearer.domain.roots import first_items, rest_items
from tests.filled import Owner
from tests.programmes import built_in

EXERCISE, ROOT, LETTER = "H1-came-through", "R2-exercise", "C3-letter"
QUIET_ROOT = "R5"


def walk(owner: Owner) -> None:
    """Write into the book what the path asks for."""
    programme = built_in()
    _answer_roots(owner)
    first = programme.exercise(EXERCISE)
    assert first is not None
    write(owner, first, turn=1, days=14)
    write(owner, first, turn=2, days=3, level=35)
    write(owner, _named(LETTER), turn=1, days=6)
    write(owner, _named(ROOT), turn=1, days=9, parts=2)
    owner.add(e.RootWorkReadied, "readied", 0, steadied=True, loses_time=False)
    for week, totals in enumerate(((2, 1, 2, 3, 1), (2, 2, 2, 3, None), (3, 2, 2, 3, 2), (1, 2, 1, 3, 2))):
        answers = tuple(e.Answer(i.id, i.version, i.text, n) for i, n in zip(programme.pulse, totals, strict=True))
        owner.add(e.PulseAnswered, f"pulse {week}", 29 - 7 * week, answers=answers)
    question = programme.questions[0]
    owner.add(e.QuestionKept, "question", 2, question=question.id, version=question.version, prompt=question.text)


def write(owner: Owner, exercise: Exercise, turn: int, days: int, level: int = 62, parts: int | None = None) -> None:
    """Write the parts of one turn of an exercise."""
    for part in exercise.part[:parts]:
        said = tuple(_said(owner, ask, level) for ask in part.ask)
        called = f"{exercise.id} {turn} {part.id}"
        of = {"exercise": exercise.id, "version": exercise.version, "turn": turn, "part": part.id}
        owner.add(e.ExerciseWritten, called, days, said=said, **of)


def _named(id_: str) -> Exercise:
    found = built_in().exercise(id_)
    assert found is not None, f"{id_} is gone, and ids are for ever"
    return found


def _said(owner: Owner, ask: Ask, level: int) -> e.Said:
    if ask.kind == "level":
        return e.Said(ask.id, ask.prompt, "", level, ())
    if ask.kind in ("choice", "several"):
        return e.Said(ask.id, ask.prompt, "", None, ask.choice[:1])
    if ask.kind == "feelings":
        return e.Said(ask.id, ask.prompt, "", None, ("hurt", "relieved"))
    return e.Said(
        ask.id,
        ask.prompt,
        f"What {owner.name} wrote about the {ask.id}: a wet Tuesday, and then it was over.",
        None,
        (),
    )


def _answer_roots(owner: Owner) -> None:
    roots = built_in().roots
    strong = {"R1": 2, "R2": 4, "R4": 3}
    first = tuple(e.Answer(i.id, i.version, i.text, strong.get(i.id[:2], 0)) for i in first_items(roots))
    owner.add(e.RootsAnswered, "roots first", 11, answers=first)
    rest = tuple(e.Answer(i.id, i.version, i.text, strong.get(i.id[:2], 1)) for i in rest_items(first, roots))
    owner.add(e.RootsAnswered, "roots rest", 11, answers=rest)
