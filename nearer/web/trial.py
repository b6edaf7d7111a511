"""A story on trial: what shall speak, what is expected, then the check-ins answer, and the person has the last word."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import StoryTold, TrialBegun, TrialClosed
from nearer.domain.findings import MOST_QUESTIONS, Finding
from nearer.domain.trials import Trial, answered, may_ask, trial, trials
from nearer.domain.witnesses import WITNESSES
from nearer.web.drafts import draft_of
from nearer.web.drawings.dots import stack
from nearer.web.fields import Answers, Text
from nearer.web.finding import entry_or_404
from nearer.web.insight import looked_at
from nearer.web.keep import kept
from nearer.web.labels import writes
from nearer.web.readings import MOMENTS, READINGS, Said, difference_in_words
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import stamp, today
from nearer.web.story import WANTED

EXPECTED = [
    ("first", _("The one named first is higher")),
    ("second", _("The one named second is higher")),
    ("no_difference", _("There is no difference worth naming")),
]
ENDS = {
    "mood": (_("heavy"), _("light")),
    "heard": (_("not at all"), _("fully")),
    "aftertaste": (_("flat"), _("full")),
    "closeness": (_("far apart"), _("almost one")),
}


class TrialForm(forms.Form):
    """What shall speak for or against a story, and what is expected before anything is known."""

    reading = Answers(_("What could speak for it, or against it?"), READINGS, missing=_("Choose one of these."))
    expected = Answers(
        _("What do you expect? Say it now, before the days answer."), EXPECTED, missing=_("Choose one of these.")
    )


class CloseForm(forms.Form):
    """The person's own words at the end, and "wanted, or used to?" once more."""

    note = Text(_("What do you make of it?"), short=True)
    wanted = Answers(_("Being alone as much as I am is something I"), [*WANTED, ("", _("I leave this out"))])


@with_book
@writes(TrialForm)
def begin(request: RoomRequest, entry: str) -> HttpResponse:
    """Put a story on trial; earlier trials of it are shown beside."""
    book = request.room.read()
    story = entry_or_404(book, entry, StoryTold)
    earlier = [one for one in trials(book) if one.begun.story == story.id]
    form = TrialForm(request.POST if request.method == "POST" else None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        begun = _begun(request, story, form.cleaned_data)
        if not may_ask(book, today()) and book.get(begun.id) is None:
            return kept(request, now_("This was not saved: three questions run already, and more would cry wolf."), 409)
        request.room.keep(request, [begun])
        return redirect("trial", entry=begun.id)
    told = {"form": form, "story": story, "earlier": earlier, "may_ask": may_ask(book, today()), "most": MOST_QUESTIONS}
    return render(request, "trial/begin.html", told | {"wanted": dict(WANTED)[story.wanted]})


@with_book
def show(request: RoomRequest, entry: str) -> HttpResponse:
    """What the check-ins say so far, beside what was expected."""
    whole = request.room.read()
    one = _trial_or_404(whole, entry)
    book, day = looked_at(whole, today())
    if day < one.begun.day:
        book, day = whole, today()
    found = answered(book, one, day)
    level = WITNESSES[one.begun.reading].level
    told = {
        "trial": one,
        "found": found,
        "figures": [_figure(found.finding, level), *([_figure(found.beside, level)] if found.beside else [])],
        "expected": dict(EXPECTED)[one.begun.expected],
        "wanted_before": dict(WANTED).get(one.wanted_before or ""),
        "wanted_after": dict(WANTED).get((one.closed.wanted if one.closed else None) or ""),
        "form": CloseForm(initial=draft_of(request)),
    }
    return render(request, "trial/trial.html", told)


@with_book
@writes(CloseForm)
def close(request: RoomRequest, entry: str) -> HttpResponse:
    """Close a trial with the person's own words. The numbers stay as they are on this day."""
    one = _trial_or_404(request.room.read(), entry)
    form = CloseForm(request.POST if request.method == "POST" else None, initial=draft_of(request))
    if one.closed is not None and request.POST.get("entry") != one.closed.id:
        if request.method == "POST":
            return kept(
                request, now_("This was not saved: this trial was closed in another window in the meantime."), 409
            )
        return redirect("trial", entry=entry)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        closed = TrialClosed(**stamp(request), trial=one.id, words=said["note"], wanted=said["wanted"] or None)
        request.room.keep(request, [closed])
        return redirect("trial", entry=entry)
    return render(request, "trial/close.html", {"form": form, "trial": one})


def _begun(request: RoomRequest, story: StoryTold, said: dict[str, Any]) -> TrialBegun:
    reading = said["reading"]
    prompt = str(dict(READINGS)[reading])
    words = {"story": story.id, "story_text": story.text, "prompt": prompt}
    return TrialBegun(**stamp(request), **words, reading=reading, expected=said["expected"])


def _trial_or_404(book: Book, entry: str) -> Trial:
    found = trial(book, entry_or_404(book, entry, TrialBegun).id)
    assert found is not None
    return found


def _figure(found: Finding, level: str) -> tuple[Said, Any, Any, Any]:
    """A finding with its drawing: words, rows of dots, the ends of the scale, rows of the table."""
    rows = tuple((MOMENTS[side.id], stack(side, 0, 100)) for side in found.sides)
    table = tuple((MOMENTS[side.id], side) for side in found.sides)
    return difference_in_words(found, level), rows, ENDS[level], table
