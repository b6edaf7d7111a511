"""The signs check: eight sentences in the first sitting, the other eight at the second visit, and a warm reading."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import Answer, SignsAnswered
from nearer.domain.map import wall_seed
from nearer.domain.programme import Item
from nearer.domain.signs import answers, candidates
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.drawings.plans import arch
from nearer.web.fields import Scale
from nearer.web.room import Room, RoomRequest, with_book
from nearer.web.stamp import stamp

HOW_OFTEN = [
    ("0", _("not once")),
    ("1", _("once or twice")),
    ("2", _("some days")),
    ("3", _("most days")),
    ("4", _("every day")),
    ("", _("leave out")),
]


class SignsForm(forms.Form):
    """One round of sentences. Nothing is required: a left-out item is never counted as zero."""

    def __init__(self, items: tuple[Item, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[item.id] = Scale(item.text, HOW_OFTEN)

    def answers(self) -> tuple[Answer, ...]:
        """What was answered, with the words that were asked."""
        said = self.cleaned_data
        return tuple(
            Answer(item.id, item.version, item.text, int(said[item.id]) if said[item.id] else None)
            for item in self.items
        )


def signs_form(request: RoomRequest, round_: int) -> tuple[SignsForm, SignsAnswered | None]:
    """The form of one round, as it was answered before or drafted, and the entry it would change."""
    items = content().programme.round(round_)
    asked = {item.id for item in items}
    before = next((s for s in request.room.read().of(SignsAnswered)[::-1] if asked & {a.item for a in s.answers}), None)
    return SignsForm(items, request.POST or None, initial=_said_before(before) | draft_of(request)), before


def read_signs(room: Room) -> dict[str, Any]:
    """The reading of everything answered so far: at most two candidates."""
    return {"found": candidates(answers(room.read()), content().programme.signs), "arch": arch(wall_seed(room.read()))}


@with_book
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


def _said_before(before: SignsAnswered | None) -> dict[str, str]:
    return {} if before is None else {a.item: "" if a.value is None else str(a.value) for a in before.answers}
