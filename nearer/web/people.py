"""People: everyone in circles around you, someone new, and moving someone by pointer, keyboard or form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, hypot, pi, sin
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import EntryId, PersonNamed, PersonPlaced
from nearer.domain.net import LEAST_NET, net
from nearer.domain.people import people
from nearer.domain.ties import AROUND, CIRCLES, CLOSE, CLOSEST, Bond, bonds, living, proposable
from nearer.domain.touch import is_a_while
from nearer.web.checkin import CIRCLES as CLOSENESS
from nearer.web.checkin import LEAVE_OUT
from nearer.web.drafts import draft_of
from nearer.web.drawings.circles import MOST_NAMED, RADII, Someone, Spot, spots
from nearer.web.fields import Answers, Line
from nearer.web.labels import writes
from nearer.web.person import aftertastes, steps_with
from nearer.web.room import RoomRequest, with_book
from nearer.web.rows import Circles
from nearer.web.stamp import own_stamp, stamp, today
from nearer.web.ties import CIRCLE_ROWS, ROLES, bond_or_404
from nearer.web.ties import CIRCLES as CIRCLE_NAMES

NAMED_AT_MOST = 30
"""So many people are named in the sentence of the drawing; of more it says how many, and the list says who."""


class NewForm(forms.Form):
    """Someone new: a nickname, and where they stand."""

    name = Line(_("A nickname"), max_length=80, missing=_("A nickname or a letter is enough."))
    circle = Answers(_("Where do they stand today?"), CIRCLE_ROWS, missing=_("Choose one. It is never final."))

    def __init__(self, book: Book, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.book = book

    def clean_name(self) -> str:
        """A name that nobody else in the book goes by."""
        name: str = self.cleaned_data["name"]
        if people(self.book).called(name) is not None:
            raise forms.ValidationError(
                _("Someone goes by this name already. Add a letter, so that you can tell them apart.")
            )
        return name


class PlaceForm(forms.Form):
    """Where someone stands, and once a week how close it feels."""

    circle = Answers(_("Where do they stand today?"), CIRCLE_ROWS, missing=_("Choose one. It is never final."))
    turn = forms.IntegerField(min_value=0, max_value=359, required=False)
    closeness = Circles(_("You and them"), [*CLOSENESS, LEAVE_OUT])

    def __init__(self, *args: Any, asks_closeness: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not asks_closeness:
            del self.fields["closeness"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Someone in the drawing. ``thread`` is the path from you, ``wide`` how thick it is; "" is none."""

    bond: Bond
    spot: Spot
    thread: str
    wide: float


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """The circles; beside them whom one talked with last, where there is room, and with whom it has been a while."""
    book = request.room.read()
    everyone = bonds(book)
    here = living(everyone)
    lately = _lately(here)
    told: dict[str, Any] = {
        "ended": [b for b in everyone if b.ended],
        "lately": lately,
        "while": is_a_while(here, today())[:1],
        "gap": _first_gap(everyone),
        "imprints": any(b.imprints for b in everyone),
    }
    if lately:
        told |= {"tastes": aftertastes(lately), "steps": steps_with(lately)}
    return render(request, "people/people.html", told | circles_drawn(here, today()))


@with_book
@writes(NewForm)
def new(request: RoomRequest) -> HttpResponse:
    """Someone new."""
    book = request.room.read()
    form = NewForm(book, request.POST or None, initial=draft_of(request))
    if request.method == "POST" and (sent := _sent_already(book, request)):
        return redirect("person", person=sent)
    if request.method == "POST" and form.is_valid():
        named = PersonNamed(**stamp(request), name=form.cleaned_data["name"])
        circle = int(form.cleaned_data["circle"])
        placed = PersonPlaced(**own_stamp(request), person=named.id, circle=circle, turn=None, closeness=None)
        request.room.keep(request, [named, placed])
        return redirect("person", person=named.id)
    return render(request, "people/new.html", {"form": form})


def _sent_already(book: Book, request: RoomRequest) -> EntryId | None:
    """The person that this very form named before, where it is sent twice."""
    before = book.get(stamp(request)["id"])
    return before.id if isinstance(before, PersonNamed) else None


@with_book
@writes(PlaceForm)
def place(request: RoomRequest, person: str) -> HttpResponse:
    """Move someone. A move by hand in the drawing answers with the drawing alone."""
    book = request.room.read()
    found = bond_or_404(book, person)
    asks = found.closeness_is_asked(today())
    initial = {"circle": str(found.circle)} | draft_of(request)
    form = PlaceForm(request.POST or None, initial=initial, asks_closeness=asks)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [_placed(request, found, form.cleaned_data)])
        if "drawn" in request.POST:
            here = living(bonds(request.room.read()))
            return render(request, "people/_moved.html", circles_drawn(here, today()))
        return redirect("person", person=found.person)
    return render(request, "people/place.html", {"form": form, "bond": found, "asks_closeness": asks})


def _placed(request: RoomRequest, found: Bond, said: dict[str, Any]) -> PersonPlaced:
    circle = int(said["circle"])
    turn = said["turn"] if said["turn"] is not None else found.turn if circle == found.circle else None
    closeness = int(said["closeness"]) if said.get("closeness") else None
    stamped = own_stamp(request) if "drawn" in request.POST else stamp(request)
    return PersonPlaced(**stamped, person=found.person, circle=circle, turn=turn, closeness=closeness)


def circles_drawn(here: Sequence[Bond], day: date) -> dict[str, Any]:
    """Everything the drawing shows."""
    names = {circle: _ring_name(circle, sum(b.circle == circle for b in here)) for circle in CIRCLES}
    laid = spots([Someone(b.person, b.name, b.circle, b.turn) for b in here], list(names.values()))
    drawn = [_drawn(b, spot, day) for b, spot in zip(here, laid, strict=True)]
    return {
        "drawn": drawn,
        "orbits": [(c, RADII[c], 5 - RADII[c], CIRCLE_NAMES[c], names[c]) for c in CIRCLES],
        "sentence": _sentence(here),
        "by_circle": [(CIRCLE_NAMES[c], [b for b in here if b.circle == c]) for c in CIRCLES],
        "thin": _thin(here, laid),
        "unnamed": sum(one.spot.label is None and not one.spot.is_counted for one in drawn),
        "counts": any(one.spot.is_counted for one in drawn),
        "has_threads": any(one.thread for one in drawn),
    }


def _ring_name(circle: int, n: int) -> str:
    """What stands at the top of a circle; its number too where it is counted."""
    name = str(CIRCLE_NAMES[circle])
    return gettext("%(circle)s: %(n)s") % {"circle": name, "n": n} if n > MOST_NAMED else name


def _drawn(bond: Bond, spot: Spot, day: date) -> Drawn:
    count = 0 if spot.is_counted else bond.threads(day)
    far = hypot(spot.x, spot.y) or 1.0
    bend_x, bend_y = spot.x / 2 + spot.y / far * 14, spot.y / 2 - spot.x / far * 14
    thread = f"M0 0Q{bend_x:.1f} {bend_y:.1f} {spot.x} {spot.y}" if count else ""
    return Drawn(bond, spot, thread, min(4.0, 0.7 + 0.5 * count))


def _sentence(here: Sequence[Bond]) -> str:
    """The drawing in words: who is on which circle, or how many where naming them all would be a list."""
    parts = []
    for circle in CIRCLES:
        names = [b.name for b in here if b.circle == circle]
        if names and len(here) <= NAMED_AT_MOST:
            parts.append(
                gettext("%(circle)s: %(names)s.") % {"circle": CIRCLE_NAMES[circle], "names": ", ".join(names)}
            )
        elif names:
            parts.append(gettext("%(circle)s: %(n)s people.") % {"circle": CIRCLE_NAMES[circle], "n": len(names)})
    return " ".join([gettext("You in the middle of four circles."), *parts, gettext("The list below says the same.")])


def _thin(here: Sequence[Bond], laid: Sequence[Spot]) -> dict[str, Any] | None:
    """A dotted part of the close circle where few are close; never under three people (safety.md)."""
    inner = [b for b in here if b.circle <= CLOSE]
    if len(proposable(tuple(here))) < LEAST_NET or len(inner) > 1:
        return None
    radius, middle = RADII[CLOSE], 0.85 * pi
    near = [s for b, s in zip(here, laid, strict=True) if b.circle in (CLOSEST, CLOSE, CLOSE + 1) and b.circle < AROUND]
    angles = [pi * part / 12 for part in range(7, 19) if part not in (17, 18)]
    if near:
        middle = max(angles, key=lambda a: min(hypot(radius * cos(a) - s.x, radius * sin(a) - s.y) for s in near))
    ends = [(radius * cos(a), radius * sin(a)) for a in (middle - 0.6, middle + 0.6)]
    (ax, ay), (bx, by) = ends
    return {"path": f"M{ax:.1f} {ay:.1f}A{radius} {radius} 0 0 1 {bx:.1f} {by:.1f}"}


def _lately(here: Sequence[Bond]) -> Bond | None:
    """Whom one talked with last, among those who may be named."""
    talked = [b for b in proposable(tuple(here)) if b.talks]
    return max(talked, key=lambda b: b.talks[-1].at, default=None)


def _first_gap(everyone: Sequence[Bond]) -> dict[str, Any] | None:
    found = net(everyone)
    if not found.gaps or not any(found.theirs.values()):
        return None
    return {"words": ROLES[found.gaps[0].role], "perhaps": found.gaps[0].perhaps}
