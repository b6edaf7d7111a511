"""My map: five lines in the person's own words, drawn on the wall of their book."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import MapDrawn
from nearer.domain.map import Lines, MyMap, my_map, one_line, suggested, wall_seed
from nearer.domain.safety import NARROW_DAYS, is_narrowed
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.drawings.plans import Carving, map_walls, small_wall
from nearer.web.fields import Text
from nearer.web.hidden import said
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, stamp, today

LENT_STORY = _("These are the words of your sentence. Keep them, or say what you do when someone comes near.")
LENT_ACT = _("This is what you planned. Keep it, or make it smaller.")


class MapForm(forms.Form):
    """Five lines. None is required, and one is enough."""

    wall = Text(
        _("What is your wall made of?"),
        short=True,
        help_text=_("What you do when someone comes near: a joke, a long working day, a phone on the table."),
    )
    did = Text(
        _("What did it do for you?"),
        short=True,
        help_text=_("You built it for a reason. It may have kept something safe when nobody else did."),
    )
    costs = Text(
        _("What does it cost you now?"), short=True, help_text=_("An evening, a person, a sentence that stayed inside.")
    )
    want = Text(
        _("What do you want?"), short=True, help_text=_("As small as you like: someone who knows how the day was.")
    )
    first_act = Text(_("What is your first act?"), short=True, help_text=_("Something that fits into two minutes."))

    def clean(self) -> dict[str, Any]:
        """Every line on one line; all five empty is no map yet."""
        said = {name: one_line(words) for name, words in (super().clean() or {}).items()}
        if not self.errors and not any(said.values()):
            self.add_error("wall", _("One line is enough to begin with, any of them."))
        return said


def map_form(request: RoomRequest) -> tuple[MapForm, MapDrawn | None]:
    """The form as it was kept, drafted or lent from elsewhere in the book, and the map it would change."""
    book = request.room.read()
    before, lent = book.last(MapDrawn), suggested(book)
    known = asdict(lent) if before is None else _written(before)
    form = MapForm(request.POST or None, initial=known | draft_of(request))
    if before is None and lent.wall:
        form.fields["wall"].help_text = LENT_STORY
    if before is None and lent.first_act:
        form.fields["first_act"].help_text = LENT_ACT
    if is_narrowed(book, today()):
        del form.fields["costs"]  # no bill in hard weeks; what stands there stays
    return form, before


def map_from(form: MapForm, before: MapDrawn | None, stamped: Stamp) -> MapDrawn:
    """The entry that a valid form says."""
    said = asdict(Lines()) | (_written(before) if before else {}) | form.cleaned_data
    return MapDrawn(**stamped, **said)


def drawn(book: Book, lines: MapDrawn | Lines) -> dict[str, Any]:
    """The five lines on the book's own wall, for a template."""
    return {"map": lines, "walls": map_walls(*_carved(lines), wall_seed(book))}


def drawn_whole(whole: MyMap) -> dict[str, Any]:
    """The whole map, a stone for each root that was looked at, for a template."""
    return {"map": whole, "walls": map_walls(*_carved(whole), whole.wall_seed, _root_stones(whole))}


def drawn_small(book: Book) -> dict[str, Any]:
    """The same wall without its words, for the margin of other pages."""
    whole = my_map(book, content().programme, is_narrowed(book, today()))
    wall = small_wall(*_carved(whole), whole.wall_seed, _root_stones(whole))
    return {"map": book.last(MapDrawn), "wall": wall}


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """The map on one page; before its lines are drawn, an example of them."""
    book = request.room.read()
    narrowed = is_narrowed(book, today())
    whole = my_map(book, content().programme, narrowed)
    told = {"whole": whole, "is_example": whole.day is None, "is_narrowed": narrowed, "rest_days": NARROW_DAYS}
    return render(request, "map/map.html", told | (drawn_whole(whole) if whole.day else drawn(book, _example())))


@with_book
@writes(MapForm)
def edit(request: RoomRequest) -> HttpResponse:
    """Change the words on the map, or write the first ones."""
    form, before = map_form(request)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [map_from(form, before, stamp(request))])
        return redirect("map")
    return render(request, "map/edit.html", {"form": form, "before": before})


def _written(lines: MapDrawn) -> dict[str, str]:
    return {name: getattr(lines, name) for name in MapForm.base_fields}


def _carved(lines: MapDrawn | Lines | MyMap) -> tuple[Carving, Carving]:
    return Carving(gettext("My wall"), said(lines.wall)), Carving(gettext("What it did for me"), said(lines.did))


def _root_stones(whole: MyMap) -> list[Carving]:
    return [Carving(said(root.name), said(root.words[0])) for root in whole.roots if root.words]


def _example() -> Lines:
    return Lines(
        wall=gettext("I ask all the questions, so that none come back."),
        did=gettext("At our table it was safer to be the one who listens."),
        costs=gettext("My brother learned about the move from someone else."),
        want=gettext("One person who asks twice."),
        first_act=gettext("Answer one question on the phone with more than “fine”."),
    )
