"""One reminder before a planned act and one after, as a calendar file in the person's own neutral words."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import PracticePlanned
from nearer.domain.safety import may_download
from nearer.formats.calendar import Reminder, calendar_file
from nearer.web.fields import Line
from nearer.web.finding import practice_or_404
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import new_id, now

FILE = "reminder.ics"
MORNING, EVENING = time(9), time(20)
SOON = timedelta(minutes=30)
LATER = timedelta(hours=3)


class Moment(Line):
    """A day and a time on the clock, without a zone; None where it was left empty."""

    type = "datetime-local"

    def clean(self, value: Any) -> datetime | None:
        """The moment."""
        said = super().clean(value)
        try:
            return datetime.fromisoformat(said).replace(tzinfo=None, microsecond=0) if said else None
        except ValueError as wrong:
            raise forms.ValidationError(_("Write it as 2026-03-01 09:00.")) from wrong


class CalendarForm(forms.Form):
    """Neutral words and times for before and after."""

    words_before = Line(_("Words for the one before"), max_length=60, missing=_("Write a word, such as Tea."))
    before = Moment(_("Time of the one before"))
    words_after = Line(_("Words for the one after"), max_length=60, missing=_("Write a word, such as Note."))
    after = Moment(_("Time of the one after"))

    def clean(self) -> dict[str, Any]:
        """At least one of the two, and the second one later."""
        said = super().clean() or {}
        before, after = said.get("before"), said.get("after")
        if self.errors:
            return said
        if before is None and after is None:
            self.add_error("before", _("Choose a time for at least one of the two."))
        elif before and after and after <= before:
            self.add_error("after", _("This is not after the first one. Choose a later time."))
        return said


@with_book
def calendar(request: RoomRequest, plan: str) -> HttpResponse:
    """Choose words and times; the answer is the file. Nothing of it is kept in the book."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    if not may_download(book):
        return render(request, "calendar/refused.html", {"p": p}, status=403)
    if not p.is_open:
        return redirect("practice", plan=plan)
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=_suggested(p.plan))
    if request.method == "POST" and form.is_valid():
        return _file(form.cleaned_data)
    return render(request, "calendar/calendar.html", {"p": p, "form": form})


def _file(said: dict[str, Any]) -> HttpResponse:
    both = ((said["words_before"], said["before"]), (said["words_after"], said["after"]))
    return reminder_file(Reminder(words, at, new_id()) for words, at in both if at)


def reminder_file(reminders: Iterable[Reminder]) -> HttpResponse:
    """Reminders as a download under a name that says nothing."""
    response = HttpResponse(calendar_file(reminders), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def _suggested(plan: PracticePlanned) -> dict[str, Any]:
    """The morning and the evening of the day; for an act whose morning is over, soon and some hours later."""
    clock = now().astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)
    before, after = datetime.combine(plan.on, MORNING), datetime.combine(plan.on, EVENING)
    if before < clock:
        before = _quarter(clock + SOON)
        after = max(after, _quarter(clock + LATER))
    return {
        "words_before": _("Tea"),
        "before": before.isoformat(timespec="minutes"),
        "words_after": _("Note"),
        "after": after.isoformat(timespec="minutes"),
    }


def _quarter(at: datetime) -> datetime:
    """The next full quarter of an hour."""
    return at.replace(second=0, microsecond=0) + timedelta(minutes=-at.minute % 15)
