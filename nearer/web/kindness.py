"""Kindness seen: one tap on Today, words and a name if one likes, and all of it kept as evidence."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import Entry, KindnessSeen
from nearer.domain.people import people
from nearer.web.drafts import draft_of
from nearer.web.fields import Line
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.practice_plan import named_person
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, own_stamp, stamp


class KindnessForm(forms.Form):
    """What it was and whose it was; neither is needed."""

    note = Line(_("What was it?"))
    person = Line(_("Whose, by a nickname, if you know them"), max_length=80)


@with_book
@writes(KindnessForm)
def kindness(request: RoomRequest) -> HttpResponse:
    """Keep a kindness, with words or without; or look at all that were kept."""
    book = request.room.read()
    form = KindnessForm(request.POST if request.method == "POST" else None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        entries = _seen(form, stamp(request), own_stamp(request), book)
        request.room.keep(request, entries)
        return redirect(f"{reverse('today')}?kindness={entries[-1].id}")
    names = people(book)
    seen = [(one, names.name(one.person)) for one in reversed(book.of(KindnessSeen))]
    return render(request, "kindness/kindness.html", {"form": form, "seen": seen})


@with_book
@writes(KindnessForm)
def edit(request: RoomRequest, entry: str) -> HttpResponse:
    """Add words to a kindness, or change them."""
    book = request.room.read()
    before = entry_or_404(book, entry, KindnessSeen)
    said = {"note": before.words, "person": people(book).name(before.person) or ""} | draft_of(request)
    form = KindnessForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and form.is_valid():
        stamped = Stamp(**{**stamp(request), "at": before.at, "zone": before.zone, "day": before.day})
        request.room.keep(request, _seen(form, stamped, own_stamp(request), book))
        return redirect("kindness")
    return render(request, "kindness/edit.html", {"form": form, "before": before})


def just_seen(request: RoomRequest) -> dict[str, Any]:
    """The kindness that was kept a moment ago, for Today to say so."""
    found = request.room.read().get(request.GET.get("kindness", ""))
    return {"kindness": found if isinstance(found, KindnessSeen) else None}


def _seen(form: KindnessForm, stamped: Stamp, other: Stamp, book: Book) -> list[Entry]:
    said = form.cleaned_data
    person, named = named_person(said["person"], other, book)
    return [*named, KindnessSeen(**stamped, words=said["note"], person=person)]
