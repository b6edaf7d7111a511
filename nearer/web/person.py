"""One person: what was told of the tie, what was tried and how it was met, and everything that can be changed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.entries import (
    Entry,
    PersonNamed,
    PersonRestored,
    PersonSafetyAsked,
    ReachedOut,
    RhythmChosen,
    RolesGiven,
    TieTold,
)
from nearer.domain.held import held
from nearer.domain.people import people
from nearer.domain.practice import Practice
from nearer.domain.safety import may_download, turned_on_me
from nearer.domain.ties import FULL, Bond
from nearer.web.checkin import CIRCLES as CLOSENESS
from nearer.web.checkin import DEPTHS
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Checks, Choose, Line, Text
from nearer.web.labels import writes
from nearer.web.mirror_shares import mirrored_with
from nearer.web.resting import rests
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, own_stamp, stamp
from nearer.web.ties import BEHAVIOURS, CIRCLES, RHYTHMS, ROLE_ROWS, ROLES, TIES, UNSAFE, bond_or_404

TASTES = 14
"""So many aftertastes are drawn, the latest."""
MARKS = 8
"""So many marks of closeness are drawn, the latest."""


class TieForm(forms.Form):
    """The name, and what is to be told of the tie. Only the name is needed."""

    name = Line(_("Nickname"), max_length=80, missing=_("A nickname or a letter is enough."))
    tie = Choose(_("What ties you"), [("", _("I leave this out")), *TIES])
    since = Line(_("Since when"), max_length=80, help_text=_("A year, or a place: since the night shift."))
    bring = Text(_("What can you bring to them?"), short=True)
    brought = Text(_("What can they bring to you?"), short=True)
    held = Text(_("When did you hold them?"), short=True, help_text=_("A lift, an evening on the phone, a soup."))

    def __init__(self, book: Book, found: Bond, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.book, self.found = book, found

    def clean_name(self) -> str:
        """A name that nobody else goes by."""
        name: str = self.cleaned_data["name"]
        other = people(self.book).called(name)
        if other is not None and other != self.found.person:
            raise forms.ValidationError(
                _("Someone else goes by this name. If they are one person, bring the two together instead.")
            )
        return name


class RolesForm(forms.Form):
    """Who for what, in both directions."""

    theirs = Checks(
        _("You could go to them"), ROLE_ROWS, help_text=_("Only what you would really do. Nothing is fine too.")
    )
    mine = Checks(_("You would be there for them"), ROLE_ROWS)


class RhythmForm(forms.Form):
    """After how much quiet someone is named."""

    every = Answers(_("When you have not heard each other for"), RHYTHMS)


class BehavioursForm(forms.Form):
    """The three questions about safety, in behaviours."""

    unsafe = Checks(UNSAFE, BEHAVIOURS, help_text=_("Tick nothing if nothing fits."))


@with_book
def show(request: RoomRequest, person: str) -> HttpResponse:
    """Everything about one person, one's own acts first."""
    book = request.room.read()
    found = bond_or_404(book, person)
    last = found.last_talk
    told = {
        "bond": found,
        "circle": CIRCLES[found.circle],
        "tie": dict(TIES).get(found.told.tie or "") if found.told else None,
        "tastes": aftertastes(found),
        "steps": steps_with(found),
        "marks": [
            (day, str(mark), dict(CLOSENESS)[str(mark)]) for day, mark in found.closeness[-MARKS:] if 1 <= mark <= 7
        ],
        "last": last,
        "last_depth": dict(DEPTHS).get(str(last.depth)) if last else None,
        "notes": [t for t in found.notes if t is not last][:3],
        "theirs": [ROLES[role] for role in found.roles.theirs] if found.roles else [],
        "mine": [ROLES[role] for role in found.roles.mine] if found.roles else [],
        "rhythm": dict(RHYTHMS).get(str(found.rhythm)) if found.rhythm else None,
        "held": next((h for h in held(book) if h.person == found.person), None),
        "is_turned": found.person in turned_on_me(book),
        "is_asked": any(people(book).who(a.person) == found.person for a in book.of(PersonSafetyAsked)),
        "mirrored": mirrored_with(book, found.person),
        "rests": rests(book, "grief"),
        "may_download": may_download(book),
        "others": len(people(book).names) > 1,
    }
    return render(request, "people/person.html", told)


def aftertastes(found: Bond) -> dict[str, Any] | None:
    """The aftertaste of the latest talks, as places in a drawing; None where none was kept."""
    kept = [t for t in found.talks if t.aftertaste is not None][-TASTES:]
    if not kept:
        return None
    last = max(1, len(kept) - 1)
    rows = [
        {"x": round(3 + 94 * place / last, 1), "y": round(58 - 0.46 * (t.aftertaste or 0), 1), "of": t}
        for place, t in enumerate(kept)
    ]
    full = sum((t.aftertaste or 0) >= FULL for t in kept)
    return {"rows": rows, "n": len(kept), "full": full, "at_full": FULL}


def steps_with(found: Bond) -> list[tuple[str, Practice]]:
    """What was tried with them and what is planned, the latest first: done, next, or let go (left out)."""
    rows = [("done" if p.outcome else "next", p) for p in found.acts if p.let_go is None]
    return rows[::-1][:6]


@with_book
@writes(TieForm)
def edit(request: RoomRequest, person: str) -> HttpResponse:
    """Tell of the tie, or give another name."""
    book = request.room.read()
    found = bond_or_404(book, person)
    told = (
        {name: getattr(found.told, name) or "" for name in ("tie", "since", "bring", "brought", "held")}
        if found.told
        else {}
    )
    form = TieForm(book, found, request.POST or None, initial={"name": found.name} | told | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, _told(form, found, stamp(request)))
        return redirect("person", person=found.person)
    return render(request, "people/edit.html", {"form": form, "bond": found})


def _told(form: TieForm, found: Bond, stamped: Stamp) -> list[Entry]:
    said, named = form.cleaned_data, form.book.get(found.person)
    words = {name: said[name] for name in ("since", "bring", "brought", "held")}
    entries: list[Entry] = [TieTold(**stamped, person=found.person, tie=said["tie"] or None, **words)]
    if isinstance(named, PersonNamed) and said["name"] != found.name:
        entries.append(PersonNamed(**Stamp(**{**stamped, "id": named.id, "rev": named.rev + 1}), name=said["name"]))
    return entries


@with_book
@writes(RolesForm)
def roles(request: RoomRequest, person: str) -> HttpResponse:
    """Who for what. Of someone who is not safe it is not asked."""
    book = request.room.read()
    found = bond_or_404(book, person)
    if not found.proposable and request.method == "GET":
        return redirect("person", person=found.person)
    before = {"theirs": list(found.roles.theirs), "mine": list(found.roles.mine)} if found.roles else {}
    form = RolesForm(request.POST or None, initial=before | draft_of(request))
    if request.method == "POST" and form.is_valid():
        said = {name: tuple(form.cleaned_data[name]) for name in ("theirs", "mine")}
        request.room.keep(request, [RolesGiven(**stamp(request), person=found.person, **said)])
        return redirect("person", person=found.person)
    return render(request, "people/roles.html", {"form": form, "bond": found})


@with_book
@writes(RhythmForm)
def rhythm(request: RoomRequest, person: str) -> HttpResponse:
    """Choose a rhythm, or none."""
    found = bond_or_404(request.room.read(), person)
    if not found.proposable and request.method == "GET":
        return redirect("person", person=found.person)
    initial = {"every": str(found.rhythm or "")} | draft_of(request)
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        every = int(form.cleaned_data["every"]) if form.cleaned_data["every"] else None
        request.room.keep(request, [RhythmChosen(**stamp(request), person=found.person, every=every)])
        return redirect("touch")
    return render(request, "people/rhythm.html", {"form": form, "bond": found})


@require_POST
@with_book
def reached(request: RoomRequest, person: str) -> HttpResponse:
    """I already reached out: the rhythm begins anew, whatever comes back."""
    found = bond_or_404(request.room.read(), person)
    request.room.keep(request, [ReachedOut(**stamp(request), person=found.person)])
    return redirect("touch")


@with_book
@writes(BehavioursForm)
def safe(request: RoomRequest, person: str) -> HttpResponse:
    """The three questions about behaviours. Any yes: never proposed for anything, and help is one press away."""
    book = request.room.read()
    found = bond_or_404(book, person)
    form = BehavioursForm(request.POST or None, initial={"unsafe": _ticked(book, found)} | draft_of(request))
    if request.method == "POST" and form.is_valid():
        ticked = form.cleaned_data["unsafe"]
        said = {name: name in ticked for name, _label in BEHAVIOURS}
        request.room.keep(request, [PersonSafetyAsked(**stamp(request), person=found.person, **said)])
        return redirect("person", person=found.person)
    return render(request, "people/safe.html", {"form": form, "bond": found})


def _ticked(book: Book, found: Bond) -> list[str]:
    known = people(book)
    asked = [a for a in book.of(PersonSafetyAsked) if known.who(a.person) == found.person]
    return [name for name, _label in BEHAVIOURS if asked and getattr(asked[-1], name)]


@require_POST
@with_book
def restore(request: RoomRequest, person: str) -> HttpResponse:
    """Someone who turned an opening on the person may be proposed again, because the person says so."""
    book = request.room.read()
    found = bond_or_404(book, person)
    if found.person in turned_on_me(book):
        request.room.keep(request, [PersonRestored(**own_stamp(request), person=found.person)])
    return redirect("person", person=found.person)
