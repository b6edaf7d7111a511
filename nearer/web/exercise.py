"""Exercises: what one is for, its parts one screen at a time, and what was written in every turn."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import ExerciseWritten, Said
from nearer.domain.exercises import (
    Turn,
    compared,
    in_view,
    is_answered,
    may_be_offered,
    next_turn,
    of_programme,
    part_after,
    part_to_go_on,
    turns,
)
from nearer.domain.paused import resting
from nearer.domain.programme import Ask, Exercise, Part, Root
from nearer.vault import store
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Checks, FeelingWords, Line, Slider, Text
from nearer.web.labels import Fields, writes
from nearer.web.resting import resting_shown
from nearer.web.room import RoomRequest, with_book
from nearer.web.roots import not_now
from nearer.web.stamp import Stamp, stamp, today


class PartForm(forms.Form):
    """The questions of one part. Nothing is required."""

    def __init__(self, part: Part, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        for ask in part.ask:
            self.fields[ask.id] = _field(ask)

    def said(self) -> tuple[Said, ...]:
        """What was said, with the words that were asked."""
        return tuple(_said(ask, self.cleaned_data[ask.id]) for ask in self.part.ask)


@with_book
def show(request: RoomRequest, exercise: str) -> HttpResponse:
    """What an exercise is for and how long it takes; and everything written in it so far."""
    found, step = of_programme(content().programme, exercise) or (None, None)
    if found is None:
        raise Http404
    book = request.room.read()
    done = turns(book, exercise)
    last = done[-1] if done else None
    onward = part_to_go_on(last, found)
    told = {
        "exercise": found,
        "step": step,
        "root": _root_of(found),
        "turns": done,
        "rows": compared(book, found),
        "shown": in_view(book, found),
        "go_on": (last.number, onward.id) if last and onward else None,
        "begin": (next_turn(book, exercise), found.part[0].id),
        "rests": not may_be_offered(found, resting(book, today())),
    }
    return render(request, "exercise/exercise.html", resting_shown(book) | told)


def _asked(exercise: str, turn: int, part: str) -> Fields:  # noqa: ARG001 - as the view
    """The questions of a part, by name; none of one that is not there."""
    found = content().programme.exercise(exercise)
    here = next((p for p in found.part if p.id == part), None) if found else None
    return {ask.id: _field(ask) for ask in here.ask} if here else {}


@writes(_asked)
@with_book
def part(request: RoomRequest, exercise: str, turn: int, part: str) -> HttpResponse:
    """One part: what to do, the earlier words in view, and room to answer."""
    found, here, this = _place(request, exercise, turn, part)
    book = request.room.read()
    if not may_be_offered(found, resting(book, today())) and request.method == "GET":
        return redirect("exercise", exercise=exercise)
    if (root := _root_of(found)) is not None and (elsewhere := not_now(request, root, this)) is not None:
        return elsewhere
    before = this.parts.get(part) if this else None
    form = PartForm(here, request.POST or None, initial=_said_before(before) | draft_of(request))
    onward = part_after(found, part)
    if request.method == "POST" and form.is_valid():
        entry = _written(form, stamp(request), found, turn)
        if before is not None or any(map(is_answered, entry.said)):
            request.room.keep(request, [entry])
        if onward is not None:
            return redirect("exercise-part", exercise=exercise, turn=turn, part=onward.id)
        return redirect("exercise", exercise=exercise)
    told = {
        "exercise": found,
        "part": here,
        "turn": turn,
        "form": form,
        "before": before,
        "onward": onward,
        "shown": in_view(book, found),
        "earlier": [(p, _answers(this, p)) for p in found.part[: found.part.index(here)] if _answers(this, p)],
        "parts": len(found.part),
        "place": found.part.index(here) + 1,
    }
    return render(request, "exercise/part.html", told)


@with_book
def remove(request: RoomRequest, exercise: str, turn: int) -> HttpResponse:
    """Really remove everything written in one turn, after asking once."""
    found = content().programme.exercise(exercise)
    gone = next((t for t in turns(request.room.read(), exercise) if t.number == turn), None)
    if found is None or gone is None:
        raise Http404
    if request.method == "POST":
        request.room.keep(request, remove=[written.id for written in gone.parts.values()])
        store.scrub()
        return redirect("exercise", exercise=exercise)
    answers = [said for part in found.part for said in _answers(gone, part)]
    return render(request, "exercise/remove.html", {"exercise": found, "turn": gone, "answers": answers})


def _place(request: RoomRequest, exercise: str, turn: int, part: str) -> tuple[Exercise, Part, Turn | None]:
    """The exercise, its part and the turn; not found for a part it does not have or a turn far ahead."""
    found = content().programme.exercise(exercise)
    here = next((p for p in found.part if p.id == part), None) if found else None
    book = request.room.read()
    if found is None or here is None or not 1 <= turn <= next_turn(book, exercise):
        raise Http404
    return found, here, next((t for t in turns(book, exercise) if t.number == turn), None)


def _root_of(exercise: Exercise) -> Root | None:
    return next((root for root in content().programme.roots if root.exercise is exercise), None)


def _answers(turn: Turn | None, part: Part) -> list[Said]:
    written = turn.parts.get(part.id) if turn else None
    return [said for said in written.said if is_answered(said)] if written else []


def _field(ask: Ask) -> forms.Field:
    if ask.kind == "level":
        return Slider(ask.prompt, ask.low, ask.high, help_text=ask.hint)
    if ask.kind == "choice":
        rows = [*((words, words) for words in ask.choice), ("", _("I leave this out"))]
        return Answers(ask.prompt, rows, help_text=ask.hint)
    if ask.kind == "several":
        return Checks(ask.prompt, [(words, words) for words in ask.choice], help_text=ask.hint)
    if ask.kind == "feelings":
        return FeelingWords(ask.prompt, content().programme.feelings, help_text=ask.hint)
    kind = Line if ask.kind == "line" else Text
    return kind(ask.prompt, help_text=ask.hint)


def _said(ask: Ask, value: Any) -> Said:
    if ask.kind == "level":
        return Said(ask.id, ask.prompt, "", value, ())
    if ask.kind in ("several", "feelings"):
        return Said(ask.id, ask.prompt, "", None, tuple(value))
    if ask.kind == "choice":
        return Said(ask.id, ask.prompt, "", None, (value,) if value else ())
    return Said(ask.id, ask.prompt, value, None, ())


def _said_before(before: ExerciseWritten | None) -> dict[str, Any]:
    """What stands in a part, as its form shows it again."""
    if before is None:
        return {}
    return {said.ask: _shown(said) for said in before.said}


def _shown(said: Said) -> Any:
    if said.chosen:
        return said.chosen[0] if len(said.chosen) == 1 else list(said.chosen)
    return said.words or said.level


def _written(form: PartForm, stamped: Stamp, exercise: Exercise, turn: int) -> ExerciseWritten:
    return ExerciseWritten(
        **stamped, exercise=exercise.id, version=exercise.version, turn=turn, part=form.part.id, said=form.said()
    )
