"""The path: where one stands, what could come next, and the pages of signs, costs, steps and the way for one partner."""

from collections.abc import Sequence
from itertools import groupby, zip_longest
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.checkins import is_back
from nearer.domain.entries import ClosestNamed, Entry, PersonId, PersonNamed, PersonSafetyAsked
from nearer.domain.exercises import carried, may_be_offered, turns, written_ids
from nearer.domain.ladder import Rung, rungs
from nearer.domain.path import next_on_path, standings
from nearer.domain.paused import part_of, paused, resting
from nearer.domain.people import people
from nearer.domain.practice import practices
from nearer.domain.programme import Step
from nearer.domain.pulse import pulse_is_due
from nearer.domain.roots import is_begun
from nearer.domain.safety import unsafe_people
from nearer.domain.signs import answers, candidates
from nearer.web.content import content
from nearer.web.drawings.rungs import rung
from nearer.web.fields import Answers, Checks, Line
from nearer.web.help import lines_from_here
from nearer.web.labels import writes
from nearer.web.mirror_shares import MIRRORED, mirrored
from nearer.web.resting import resting_shown
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import own_stamp, stamp, today
from nearer.web.ties import AT_STAKE, BEHAVIOURS, STAKES, UNSAFE

LETTER = "C3-letter"
"""The letter from the oldest self is offered again at the end of the fifth step."""


class PartnerForm(forms.Form):
    """Before the path for one: whether this is a bond in which opening is safe, in behaviours."""

    name = Line(_("Who is it, by a nickname?"), max_length=80, missing=_("A nickname or a letter is enough."))
    unsafe = Checks(UNSAFE, BEHAVIOURS, help_text=_("Tick nothing if nothing fits."))
    could_do = Answers(AT_STAKE, STAKES, missing=_("Choose one of these."))


@with_book
def overview(request: RoomRequest) -> HttpResponse:
    """Where one stands, what could come next and why, and everything else in any order."""
    book, programme = request.room.read(), content().programme
    now = resting(book, today())
    found = candidates(answers(book), programme.signs)
    next_ = next_on_path(book, programme, now, today())
    told = {
        "next": next_,
        "short": next((e for e in next_.step.exercises if e.id == next_.step.five_minutes), None),
        "standings": standings(book, programme)[: len(programme.steps)],
        "signs": sorted(programme.signs, key=lambda s: s.id not in {c.sign.id for c in found}),
        "found": {c.sign.id for c in found},
        "roots_begun": is_begun(book),
        "costs": programme.costs,
        "partner": programme.partner,
        "pulse_is_due": pulse_is_due(book, today()),
        "is_back": is_back(book, today()),
        "paused": paused(book),
    }
    return render(request, "path/path.html", told | resting_shown(book, "roots"))


@with_book
def sign(request: RoomRequest, sign: str) -> HttpResponse:
    """One sign: from inside, where else it shows, and the steps that speak to it."""
    programme = content().programme
    found = next((s for s in programme.signs if s.id == sign), None)
    if found is None:
        raise Http404
    said = {answer.item: answer for answer in answers(request.room.read())}
    rows = [(item, said.get(item.id)) for item in found.item]
    ways = {step.id: step for step in programme.ways()}
    told = {"sign": found, "rows": rows, "steps": [ways[id_] for id_ in found.step if id_ in ways]}
    told["mirrored"] = mirrored(request.room.read(), MIRRORED.get(found.id, ()))
    return render(request, "path/sign.html", told)


@with_book
def cost(request: RoomRequest, cost: str) -> HttpResponse:
    """One cost and its exercises."""
    found = next((c for c in content().programme.costs if c.id == cost), None)
    if found is None:
        raise Http404
    book = request.room.read()
    told = {"cost": found, "exercises": _exercises(book, found.exercises), "has_pulse": found.id == "C2"}
    return render(request, "path/cost.html", told | resting_shown(book, part_of(found.id)))


@with_book
def step(request: RoomRequest, step: str) -> HttpResponse:
    """One step: why, the lesson, what earlier steps gave, exercises and ladders."""
    steps = content().programme.steps
    found = next((s for s in steps if s.id == step), None)
    if found is None:
        raise Http404
    place = steps.index(found)
    told = _step_shown(request.room.read(), found, steps[:place])
    onward = steps[place + 1] if place + 1 < len(steps) else None
    letter = turns(request.room.read(), LETTER) if onward is None else ()
    more = {"number": place + 1, "of": len(steps), "onward": onward, "letter": letter, "letter_id": LETTER}
    return render(request, "path/step.html", told | more | {"is_last": onward is None})


@with_book
def partner(request: RoomRequest) -> HttpResponse:
    """The way for one partner alone, after the question about fear and control."""
    book, way = request.room.read(), content().programme.partner
    closest = _closest(book)
    if closest is None:
        return redirect("partner-who")
    name = people(book).name(closest)
    if people(book).who(closest) in unsafe_people(book):
        return render(request, "path/not_with_them.html", lines_from_here() | {"name": name})
    told = _step_shown(book, way, content().programme.steps)
    return render(request, "path/step.html", told | {"with_whom": name})


@writes(PartnerForm)
@with_book
def partner_who(request: RoomRequest) -> HttpResponse:
    """Who it is about, and the three questions in behaviours. A yes is kept, and no act with them is proposed."""
    book = request.room.read()
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["could_do"] == "harm":
            return render(request, "path/too_much_at_stake.html", lines_from_here())
        request.room.keep(request, _asked(request, book, form.cleaned_data))
        return redirect("partner")
    return render(request, "path/partner_who.html", {"form": form})


def _asked(request: RoomRequest, book: Book, said: dict[str, Any]) -> list[Entry]:
    person = people(book).called(said["name"])
    named = [] if person else [PersonNamed(**own_stamp(request), name=said["name"])]
    behaviours = {name: name in said["unsafe"] for name, _label in BEHAVIOURS}
    who = person or named[0].id
    asked = PersonSafetyAsked(**own_stamp(request), person=who, **behaviours)
    return [*named, asked, ClosestNamed(**stamp(request), person=who)]


def _closest(book: Book) -> PersonId | None:
    """Whom the path for one is about; None where nobody was named, or they were taken out of the book."""
    known = people(book)
    last = book.last(ClosestNamed)
    return last.person if last is not None and known.name(last.person) else None


def _step_shown(book: Book, step: Step, earlier: Sequence[Step]) -> dict[str, Any]:
    now, acts = resting(book, today()), practices(book)
    exercises, said = _exercises(book, step.exercises), resting_shown(book, "grief")
    if said["is_paused"]:
        said["rests"] = any(rests for _exercise, _written, rests in exercises)
    return {
        "step": step,
        "short": next((e for e in step.exercises if e.id == step.five_minutes), None),
        # the contents stand beside the first section, so the reasons begin at the second
        "lesson": list(zip_longest(step.section, (None, *step.why)[: len(step.section)])),
        "exercises": exercises,
        "gave": carried(book, tuple(earlier), now),
        "ladders": [
            (ladder, _sizes(rungs(step.on(ladder), acts, today())))
            for ladder in step.ladder
            if not (ladder.rests and "grief" in now)
        ],
    } | said


def _sizes(found: Sequence[Rung]) -> list[tuple[str, list[Any]]]:
    """Rungs as stones, by size: small, middling, large; a size without any is left out."""
    rows = [(r, rung(r.guess.likely, r.guess.bad, r.situation.id)) for r in found]
    return [
        (size, [row for row in rows if row[0].size == size]) for size, _of in groupby(rows, lambda row: row[0].size)
    ]


def _exercises(book: Book, exercises: Sequence[Any]) -> list[tuple[Any, bool, bool]]:
    """Each exercise, whether it was written, and whether it rests."""
    written, now = written_ids(book), resting(book, today())
    return [(e, e.id in written, not may_be_offered(e, now)) for e in exercises]
