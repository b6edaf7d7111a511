"""Someone who asks: one person, one weekday, one question. Chosen, asked for in own words, and let go of at any time."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.asker import asker
from nearer.domain.entries import AskerChosen
from nearer.domain.safety import may_download
from nearer.domain.ties import bonds, proposable
from nearer.formats.calendar import Reminder
from nearer.web.calendar import reminder_file
from nearer.web.drafts import draft_of
from nearer.web.fields import Choose, Text
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import new_id, stamp, today
from nearer.web.touch import ReminderForm

FRIDAY = 4
WEEK = 7
MIDDAY = time(12)
WORDS = _(
    "Would you ask me something every Friday, for a few weeks? Only: did you do your small thing? I may say yes, no or "
    "not yet, and that is all there is to it."
)


class AskerForm(forms.Form):
    """Who, on which day, and the words that ask them to."""

    person = Choose(_("Who could ask you?"), [], missing=_("Choose someone."))
    weekday = Choose(_("On which day?"), [(str(n), name) for n, name in WEEKDAYS.items()], missing=_("Choose a day."))
    note = Text(_("What you write or say to them"), missing=_("Write one sentence, so that they know what to ask."))

    def __init__(self, people: list[tuple[str, str]] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people or []  # type: ignore[attr-defined]


@with_book
@writes(AskerForm)
def show(request: RoomRequest) -> HttpResponse:
    """Choose someone, or see who asks now."""
    book = request.room.read()
    now = asker(book)
    people = [(bond.person, bond.name) for bond in proposable(bonds(book))]
    initial = {"person": now.person, "weekday": str(now.weekday), "note": now.words} if now else {}
    first = {"weekday": str(FRIDAY), "note": str(WORDS)}
    form = AskerForm(
        people, request.POST if request.method == "POST" else None, initial=first | initial | draft_of(request)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = AskerChosen(**stamp(request), person=said["person"], weekday=int(said["weekday"]), words=said["note"])
        request.room.keep(request, [chosen])
        return redirect("asker")
    told = {"form": form, "asker": now, "people": people, "may_download": may_download(book)}
    return render(request, "asker/asker.html", told | {"day": WEEKDAYS[now.weekday] if now else ""})


@require_POST
@with_book
def let_go(request: RoomRequest) -> HttpResponse:
    """Nobody asks any more. What was done stays as it is."""
    if asker(request.room.read()) is not None:
        request.room.keep(request, [AskerChosen(**stamp(request), person=None, weekday=FRIDAY, words="")])
    return redirect("asker")


@with_book
def calendar(request: RoomRequest) -> HttpResponse:
    """A neutral reminder every week, for oneself or to send to the other. Nothing of it is kept in the book."""
    book = request.room.read()
    if not may_download(book):
        return render(request, "calendar/refused.html", status=403)
    now = asker(book)
    if now is None:
        return redirect("asker")
    first = today() + timedelta(days=(now.weekday - today().weekday()) % WEEK or WEEK)
    initial = {"note": _("Tea"), "at": datetime.combine(first, MIDDAY).isoformat(timespec="minutes")}
    form = ReminderForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return reminder_file([Reminder(said["note"], said["at"], new_id(), WEEK)])
    return render(request, "asker/calendar.html", {"form": form, "asker": now})
