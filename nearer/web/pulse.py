"""The weekly pulse: five sentences, the weeks drawn one beside the other, and a word when it has fallen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import PulseAnswered
from nearer.domain.pulse import EVERY_DAYS, HIGHEST, Pulse, fall, pulse_is_due, pulses
from nearer.domain.safety import PULSE_FALL
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.labels import Fields, writes
from nearer.web.room import RoomRequest, with_book
from nearer.web.sentences import SentencesForm, sentences_said
from nearer.web.stamp import stamp, today

HOW_OFTEN = [
    ("0", _("not once")),
    ("1", _("once")),
    ("2", _("some days")),
    ("3", _("most days")),
    ("4", _("every day")),
    ("", _("leave out")),
]
WEEKS_DRAWN = 26


def _asked() -> Fields:
    return SentencesForm(content().programme.pulse, HOW_OFTEN).fields


@writes(_asked)
@with_book
def pulse(request: RoomRequest) -> HttpResponse:
    """Answer this week's five sentences; once answered, they can be changed until the next are due."""
    book = request.room.read()
    last = book.last(PulseAnswered)
    before = None if pulse_is_due(book, today()) else last
    form = SentencesForm(
        content().programme.pulse, HOW_OFTEN, request.POST or None, initial=sentences_said(before) | draft_of(request)
    )
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [PulseAnswered(**stamp(request), answers=form.answers())])
        return redirect("pulse-weeks")
    return render(request, "pulse/pulse.html", {"form": form, "before": before, "weeks": pulses(book)})


@with_book
def weeks(request: RoomRequest) -> HttpResponse:
    """The weeks so far, compared with nobody but oneself."""
    book = request.room.read()
    found = pulses(book)
    highest = HIGHEST * len(content().programme.pulse)
    shown = found[-WEEKS_DRAWN:]
    told: dict[str, Any] = {
        "weeks": found,
        "dots": [_dot(week, shown[0], shown[-1], highest) for week in shown],
        "highest": highest,
        "fall": fall(found),
        "points": PULSE_FALL,
        "every": EVERY_DAYS,
        "due": pulse_is_due(book, today()),
    }
    return render(request, "pulse/weeks.html", told)


def _dot(week: Pulse, first: Pulse, last: Pulse, highest: int) -> dict[str, Any]:
    """Where a week's dot stands: percent from the left by its day, pixels from the top of a drawing 120 high."""
    span = (last.day - first.day).days
    x = 3 + 94 * (week.day - first.day).days / span if span else 50.0
    return {"x": f"{x:.1f}%", "y": f"{104 - 92 * week.total / highest:.1f}", "week": week}
