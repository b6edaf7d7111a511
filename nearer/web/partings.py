"""Two names that are one person, a tie that ended, and taking someone out of the book. No entry is lost by any of them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.entries import PeopleMerged, PersonRemoved, TieEnded
from nearer.domain.people import people
from nearer.domain.ties import bonds, names_of
from nearer.vault import store
from nearer.web.drafts import draft_of
from nearer.web.fields import Choose, Line
from nearer.web.labels import writes
from nearer.web.resting import rests
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import own_stamp, stamp
from nearer.web.ties import bond_or_404


class MergeForm(forms.Form):
    """Who else this person is in the book."""

    other = Choose(_("The other name"), [], missing=_("Choose the other name."))

    def __init__(self, others: list[tuple[str, Any]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["other"].choices = [("", _("Choose")), *others]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """How a tie ended, if there is something to say."""

    note = Line(_("A line about it, if you like"))


@with_book
def merge(request: RoomRequest, person: str) -> HttpResponse:
    """Bring two names together: the name on this page stays, and everything written about both belongs to it."""
    book = request.room.read()
    found = bond_or_404(book, person)
    others: list[tuple[str, Any]] = [(b.person, b.name) for b in bonds(book) if b.person != found.person]
    form = MergeForm(others, request.POST or None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [PeopleMerged(**stamp(request), kept=found.person, gone=form.cleaned_data["other"])])
        return redirect("person", person=found.person)
    return render(request, "people/merge.html", {"form": form, "bond": found})


@with_book
@writes(EndForm)
def end(request: RoomRequest, person: str) -> HttpResponse:
    """Say that a tie has ended. What it left may be written down next."""
    book = request.room.read()
    found = bond_or_404(book, person)
    form = EndForm(request.POST or None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [TieEnded(**stamp(request), person=found.person, words=form.cleaned_data["note"])])
        return redirect("person" if rests(book, "grief") else "person-imprint", person=found.person)
    return render(request, "people/end.html", {"form": form, "bond": found})


@require_POST
@with_book
def go_on(request: RoomRequest, person: str) -> HttpResponse:
    """A tie that had ended goes on."""
    book = request.room.read()
    found = bond_or_404(book, person)
    known = people(book)
    request.room.keep(request, remove=[e.id for e in book.of(TieEnded) if known.who(e.person) == found.person])
    return redirect("person", person=found.person)


@with_book
def remove(request: RoomRequest, person: str) -> HttpResponse:
    """Take someone out of the book: the name goes from the disk, what was written stays and says "someone"."""
    book = request.room.read()
    found = bond_or_404(book, person)
    if request.method == "POST":
        gone = PersonRemoved(**own_stamp(request), person=found.person)
        request.room.keep(request, [gone], remove=names_of(book, found.person))
        store.scrub()
        return redirect("people")
    return render(request, "people/remove.html", {"bond": found})
