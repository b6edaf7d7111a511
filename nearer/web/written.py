"""What you wrote: everything in the book by month and day, found by its words, opened, and really removed."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import (
    DeviceAsked,
    Entry,
    FitChecked,
    JournalBrought,
    PersonNamed,
    PersonSafetyAsked,
    TrialBegun,
)
from nearer.domain.own_words import seen
from nearer.domain.shares import is_held
from nearer.domain.written import found, goes_with, month, months, said_with
from nearer.vault import store
from nearer.web.fields import Line
from nearer.web.finding import entry_or_404
from nearer.web.kinds import called, said_by_entry, shown, where
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import today

MOST_FOUND = 100
"""Entries that a search shows; more are counted."""


class SearchForm(forms.Form):
    """Words to look for."""

    search = Line(_("Words to look for"), max_length=200, missing=_("Write a word to look for."))


@with_book
def days(request: RoomRequest, month_: str = "") -> HttpResponse:
    """One month: its days as a calendar, and everything written on them. The latest month unless one is named."""
    book = seen(request.room.read())
    held = months(book)
    first = _first_of(month_) if month_ else held[0][0] if held else today().replace(day=1)
    shown_month = month(book, first)
    listed = [(day, shown(entries, book)) for day, entries in shown_month.days]
    weekdays = [date_format(date(2026, 6, day), "D") for day in range(1, 8)]
    told = {"month": shown_month, "listed": listed, "held": held, "weekdays": weekdays, "form": SearchForm()}
    return render(request, "written/days.html", told)


@with_book
def search(request: RoomRequest) -> HttpResponse:
    """Look for words. The words travel in the form, never in an address."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    told: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        book = seen(request.room.read())
        entries = found(book, form.cleaned_data["search"])
        told |= {"rows": shown(entries[:MOST_FOUND], book), "n": len(entries), "left_off": len(entries) > MOST_FOUND}
    return render(request, "written/search.html", told)


@with_book
def entry(request: RoomRequest, entry: str) -> HttpResponse:
    """One entry, whole."""
    book = seen(request.room.read())
    one = entry_or_404(book, entry, Entry)
    told = {"row": shown([one], book)[0], "answers": said_by_entry(one, book), "where": where(one, book)}
    return render(request, "written/entry.html", told)


@with_book
def remove(request: RoomRequest, entry: str) -> HttpResponse:
    """Really remove anything that was written, after asking once; what goes with it and what stays is said before."""
    book = seen(request.room.read())
    one = entry_or_404(book, entry, Entry)
    if is_held(book, one):
        return render(request, "written/held.html", {"row": shown([one], book)[0], "where": where(one, book)})
    if isinstance(one, JournalBrought):
        return redirect("journal-undo", entry=one.id)
    if request.method == "POST":
        request.room.keep(request, remove=[one.id, *(e.id for e in goes_with(request.room.read(), one))])
        store.scrub()
        return redirect("days-month", month_=f"{one.day:%Y-%m}")
    told = {
        "row": shown([one], book)[0],
        "answers": said_by_entry(one, book),
        "with_it": [called(e) for e in goes_with(book, one)],
        "stays": said_with(book, one.id) if isinstance(one, PersonNamed) else 0,
        "on_trial": any(t.story == one.id for t in book.of(TrialBegun)),
        "is_asked_anew": isinstance(one, FitChecked) and book.last(FitChecked) == one,
        "is_safety": isinstance(one, PersonSafetyAsked),
        "is_device": isinstance(one, DeviceAsked) and book.last(DeviceAsked) == one,
    }
    return render(request, "written/remove.html", told)


def _first_of(said: str) -> date:
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError as wrong:
        raise Http404 from wrong
