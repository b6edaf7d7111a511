"""Keep in touch: those with a rhythm, by circle, each with what was last and what to ask; and neutral calendar files."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import QuestionKept
from nearer.domain.safety import may_download
from nearer.domain.ties import bonds
from nearer.domain.touch import Touch, keep_in_touch, without_rhythm
from nearer.formats.calendar import Reminder
from nearer.web.calendar import EVENING, Moment, reminder_file
from nearer.web.fields import Line
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import new_id, today
from nearer.web.ties import CIRCLES, bond_or_404


class ReminderForm(forms.Form):
    """Neutral words and a time."""

    note = Line(_("Words for it"), max_length=60, missing=_("Write a word, such as Tea."))
    at = Moment(_("The first time"), missing=_("Choose a day and a time."))


@dataclass(frozen=True, slots=True)
class Shown:
    """One person with a rhythm, and a question that was kept and may be asked."""

    touch: Touch
    question: QuestionKept | None


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """Everyone with a rhythm. Whoever it has been a while with comes first, without a number."""
    book = request.room.read()
    found = bonds(book)
    kept = book.of(QuestionKept)
    groups, place = [], 0
    for circle, touches in keep_in_touch(found, today()):
        rows = []
        for touch in touches:
            rows.append(Shown(touch, kept[place % len(kept)] if kept and touch.is_due else None))
            place += touch.is_due
        groups.append((CIRCLES[circle], rows))
    told: dict[str, Any] = {"groups": groups, "without": without_rhythm(found), "may_download": may_download(book)}
    return render(request, "people/touch.html", told)


@with_book
def calendar(request: RoomRequest, person: str) -> HttpResponse:
    """A reminder that comes again in this rhythm, in neutral words. Nothing of it is kept in the book."""
    book = request.room.read()
    found = bond_or_404(book, person)
    if not may_download(book):
        return render(request, "calendar/refused.html", status=403)
    if not found.proposable or found.rhythm is None:
        return redirect("person", person=found.person)
    first = datetime.combine(today() + timedelta(days=found.rhythm), time(EVENING.hour - 2))
    initial = {"note": _("Tea"), "at": first.isoformat(timespec="minutes")}
    form = ReminderForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return reminder_file([Reminder(said["note"], said["at"], new_id(), found.rhythm)])
    return render(request, "people/touch_calendar.html", {"form": form, "bond": found})
