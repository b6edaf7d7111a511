"""A story on trial: what shall speak, then what is expected of its two sides; the check-ins answer, the person closes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import StoryTold, TrialBegun, TrialClosed, TrialReading
from nearer.domain.entries.trials import Expected
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

NO_DIFFERENCE = _("No difference worth naming")
WHERE_HIGHER: dict[str, Any] = {
    "mood": _("Where do you expect your mood to be higher?"),
    "heard": _("Where do you expect to feel more heard?"),
    "aftertaste": _("Where do you expect the fuller aftertaste?"),
}
ENDS = {
    "mood": (_("heavy"), _("light")),
    "heard": (_("not at all"), _("fully")),
    "aftertaste": (_("flat"), _("full")),
    "closeness": (_("far apart"), _("almost one")),
}


class ExpectForm(forms.Form):
    """What is expected of the two sides of a reading, before anything is known."""

    expected = Answers("", [], missing=_("Choose one of these."))

    def __init__(self, reading: TrialReading, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["expected"].label = WHERE_HIGHER[WITNESSES[reading].level]
        self.fields["expected"].choices = [*_sides(reading).items(), ("no_difference", NO_DIFFERENCE)]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """The person's own words at the end, and "wanted, or used to?" once more."""

    note = Text(_("What do you make of it?"), short=True)
    wanted = Answers(_("Being alone as much as I am is something I"), [*WANTED, ("", _("I leave this out"))])


@with_book
def begin(request: RoomRequest, entry: str) -> HttpResponse:
    """Choose what shall speak for a story or against it; earlier trials of it are shown beside."""
    book = request.room.read()
    story = entry_or_404(book, entry, StoryTold)
    earlier = [one for one in trials(book) if one.begun.story == story.id]
    told = {"readings": READINGS, "story": story, "earlier": earlier, "may_ask": may_ask(book, today())}
    told |= {"most": MOST_QUESTIONS, "wanted": dict(WANTED)[story.wanted]}
    return render(request, "trial/begin.html", told)


def _asked(reading: str, **_where: str) -> Mapping[str, forms.Field]:
    return ExpectForm(_reading(reading)).fields if reading in WITNESSES else {}


@with_book
@writes(_asked)
def expect(request: RoomRequest, entry: str, reading: str) -> HttpResponse:
    """Say beforehand which of the two sides is higher, and begin."""
    book = request.room.read()
    story = entry_or_404(book, entry, StoryTold)
    form = ExpectForm(_reading(reading), request.POST if request.method == "POST" else None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        begun = _begun(request, story, _reading(reading), form.cleaned_data["expected"])
        if not may_ask(book, today()) and book.get(begun.id) is None:
            return kept(request, now_("This was not saved: three questions run already, and more would cry wolf."), 409)
        request.room.keep(request, [begun])
        return redirect("trial", entry=begun.id)
    if request.method == "GET" and not may_ask(book, today()):
        return redirect("story-trial", entry=entry)
    return render(request, "trial/expect.html", {"form": form, "story": story, "prompt": dict(READINGS)[reading]})


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
        "expected": expected_in_words(one.begun.reading, one.begun.expected),
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


def _reading(name: str) -> TrialReading:
    if name not in WITNESSES:
        raise Http404
    return name


def _sides(reading: TrialReading) -> dict[str, Any]:
    """The names of the two sides, by what is stored where one of them is expected to be higher."""
    witness = WITNESSES[reading]
    return {"first": capfirst(MOMENTS[witness.first]), "second": capfirst(MOMENTS[witness.second])}


def expected_in_words(reading: TrialReading, expected: Expected) -> str:
    """What was expected beforehand, with the name of the side that was to be higher."""
    side = _sides(reading).get(expected)
    return str(NO_DIFFERENCE) if side is None else now_("Higher: %(side)s") % {"side": side}


def _begun(request: RoomRequest, story: StoryTold, reading: TrialReading, expected: Expected) -> TrialBegun:
    words = {"story": story.id, "story_text": story.text, "prompt": str(dict(READINGS)[reading])}
    return TrialBegun(**stamp(request), **words, reading=reading, expected=expected)


def _trial_or_404(book: Book, entry: str) -> Trial:
    found = trial(book, entry_or_404(book, entry, TrialBegun).id)
    assert found is not None
    return found


def _figure(found: Finding, level: str) -> tuple[Said, Any, Any, Any]:
    """A finding with its drawing: words, rows of dots, the ends of the scale, rows of the table."""
    rows = tuple((MOMENTS[side.id], stack(side, 0, 100)) for side in found.sides)
    table = tuple((MOMENTS[side.id], side) for side in found.sides)
    return difference_in_words(found, level), rows, ENDS[level], table
