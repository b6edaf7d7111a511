"""The signs check: eight sentences in the first sitting, the other eight at the second visit, and a warm reading."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import SignsAnswered
from nearer.domain.map import wall_seed
from nearer.domain.signs import answers, candidates
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.drawings.plans import arch
from nearer.web.labels import writes
from nearer.web.room import Room, RoomRequest, with_book
from nearer.web.sentences import SentencesForm, sentences_said
from nearer.web.stamp import stamp

HOW_OFTEN = [
    ("0", _("not once")),
    ("1", _("once or twice")),
    ("2", _("some days")),
    ("3", _("most days")),
    ("4", _("every day")),
    ("", _("leave out")),
]


def signs_form(request: RoomRequest, round_: int) -> tuple[SentencesForm, SignsAnswered | None]:
    """The form of one round, as it was answered before or drafted, and the entry it would change."""
    items = content().programme.round(round_)
    asked = {item.id for item in items}
    before = next((s for s in request.room.read().of(SignsAnswered)[::-1] if asked & {a.item for a in s.answers}), None)
    return SentencesForm(
        items, HOW_OFTEN, request.POST or None, initial=sentences_said(before) | draft_of(request)
    ), before


def read_signs(room: Room) -> dict[str, Any]:
    """The reading of everything answered so far: at most two candidates."""
    return {"found": candidates(answers(room.read()), content().programme.signs), "arch": arch(wall_seed(room.read()))}


@with_book
@writes(SentencesForm)
def second(request: RoomRequest) -> HttpResponse:
    """The other eight sentences."""
    form, before = signs_form(request, 1)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [SignsAnswered(**stamp(request), answers=form.answers())])
        return redirect("signs-reading")
    return render(request, "signs/second.html", {"form": form, "before": before})


@with_book
def reading(request: RoomRequest) -> HttpResponse:
    """The reading with all sixteen."""
    return render(request, "signs/reading.html", read_signs(request.room))
