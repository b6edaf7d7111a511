"""Imprints: what ties that ended or were brief left; joy and grief on one page, and an album of them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import ImprintLeft, PersonId
from nearer.domain.people import people
from nearer.vault import store
from nearer.web.drafts import draft_of
from nearer.web.fields import Line, Text
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.resting import resting_shown, rests
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import stamp
from nearer.web.ties import bond_or_404


class ImprintForm(forms.Form):
    """Who it was, what was good, what hurt, and what it left."""

    who = Line(
        _("Who was it?"),
        max_length=120,
        missing=_("A word is enough: the woman on the night train."),
        help_text=_("A stranger counts too: the woman on the night train."),
    )
    good = Text(_("What was good?"), short=True)
    hurt = Text(_("What hurt, or still does?"), short=True)
    left = Text(_("What did it leave in you?"), short=True, help_text=_("A word you use, a song, a way to make tea."))

    def __init__(self, *args: Any, person: PersonId | None, **more: Any) -> None:
        super().__init__(*args, **more)
        if person is not None:
            del self.fields["who"]

    def clean(self) -> dict[str, Any]:
        """At least one line of the three."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(name) for name in ("good", "hurt", "left")):
            self.add_error("good", _("One of the three lines is enough, whichever comes first."))
        return said


@with_book
def album(request: RoomRequest) -> HttpResponse:
    """All imprints, the latest first. While the deeper parts rest, what hurt stays folded away."""
    book = request.room.read()
    rows = [(entry, _whose(book, entry)) for entry in reversed(book.of(ImprintLeft))]
    return render(request, "people/imprints.html", {"rows": rows} | resting_shown(book, "grief"))


@with_book
@writes(ImprintForm)
def new(request: RoomRequest) -> HttpResponse:
    """An imprint of someone who is not among one's people."""
    return _write(request, None)


@with_book
@writes(ImprintForm)
def of_person(request: RoomRequest, person: str) -> HttpResponse:
    """An imprint that someone among one's people left."""
    found = bond_or_404(request.room.read(), person)
    return _write(request, found.person, name=found.name)


@with_book
@writes(ImprintForm)
def edit(request: RoomRequest, entry: str) -> HttpResponse:
    """Change the words of an imprint."""
    book = request.room.read()
    before = entry_or_404(book, entry, ImprintLeft)
    return _write(request, before.person, before, _whose(book, before) or "")


@with_book
def remove(request: RoomRequest, entry: str) -> HttpResponse:
    """Really remove an imprint, after asking once; ending a tie never does."""
    book = request.room.read()
    found = entry_or_404(book, entry, ImprintLeft)
    if request.method == "POST":
        request.room.keep(request, remove=[entry])
        store.scrub()
        return redirect("imprints")
    told = {"imprint": found, "who": _whose(book, found)}
    return render(request, "people/imprint_remove.html", told | resting_shown(book, "grief"))


def _write(
    request: RoomRequest, person: PersonId | None, before: ImprintLeft | None = None, name: str = ""
) -> HttpResponse:
    book = request.room.read()
    if rests(book, "grief") and request.method == "GET":
        return redirect("imprints")
    words = {n: getattr(before, n) for n in ImprintForm.base_fields} if before else {}
    form = ImprintForm(request.POST or None, initial=words | draft_of(request), person=person)
    if request.method == "POST" and form.is_valid():
        said = {"who": "", **form.cleaned_data}
        request.room.keep(request, [ImprintLeft(**stamp(request), person=person, **said)])
        return redirect("imprints")
    return render(request, "people/imprint.html", {"form": form, "before": before, "name": name, "person": person})


def _whose(book: Book, entry: ImprintLeft) -> str | None:
    """The own words for a stranger, or the name; None for someone taken out of the book."""
    return entry.who if entry.person is None else people(book).name(entry.person)
