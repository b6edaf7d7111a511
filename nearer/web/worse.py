"""Has Nearer made anything worse? Asked once a month, and what follows where it has."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import WorseAsked
from nearer.domain.net import whom_to_tell
from nearer.domain.safety import NARROW_DAYS, fit_is_asked_after_worse, worse_is_due, worse_twice
from nearer.domain.ties import bonds
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Text
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book, with_book_in_need
from nearer.web.stamp import stamp, today

PROMPT = _("Has Nearer made anything worse, in these weeks?")
WORSE = [
    ("no", _("No, nothing that I know of")),
    ("unsure", _("I am not sure")),
    ("yes", _("Yes")),
]


class WorseForm(forms.Form):
    """One question, and room for what it was."""

    worse = Answers(PROMPT, WORSE, missing=_("Choose one of these. Any of them is a good answer."))
    note = Text(
        _("What got worse, and since when?"),
        short=True,
        help_text=_("Sleep, a quarrel, going over things, a person you lost sight of. Or nothing."),
    )


@with_book
@writes(WorseForm)
def worse(request: RoomRequest) -> HttpResponse:
    """The question. It may be answered at any time, and is answered anew rather than changed."""
    form = WorseForm(request.POST if request.method == "POST" else None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = WorseAsked(**stamp(request), worse=said["worse"], words=said["note"], prompt=str(PROMPT))
        request.room.keep(request, [entry])
        return redirect("today" if entry.worse == "no" else "worse-then")
    book = request.room.read()
    told = {"form": form, "before": book.of(WorseAsked)[::-1], "is_due": worse_is_due(book, today())}
    return render(request, "worse/worse.html", told)


@with_book_in_need
def then(request: RoomRequest) -> HttpResponse:
    """What follows: less of Nearer, and a person."""
    book = request.room.read()
    last = book.last(WorseAsked)
    if last is None or last.worse == "no":
        return redirect("worse")
    told = {
        "last": last,
        "twice": worse_twice(book),
        "days": NARROW_DAYS,
        "perhaps": whom_to_tell(bonds(book)),
        "asks_first": fit_is_asked_after_worse(book),
    }
    return render(request, "worse/then.html", told)
