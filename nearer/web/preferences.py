"""Settings: everything that can be chosen about one's book, its key and its looks, on one page."""

from typing import Any

from django import forms
from django.conf import settings as house
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.entries import CountryChosen, QuietNameChosen
from nearer.domain.safety import has_quiet_name, shows_device
from nearer.vault import locks, sessions
from nearer.vault.errors import NameTaken
from nearer.vault.models import Person, Session
from nearer.vault.names import LONGEST
from nearer.web.content import content
from nearer.web.fields import Answers, Choose, Line
from nearer.web.own_words_kept import archive_mends, kept_list, torn_words
from nearer.web.room import RoomRequest, SampleRoom, with_book, with_key
from nearer.web.stamp import own_stamp
from nearer.web.whereabouts import country_of


class NameForm(forms.Form):
    """The name by which the book is opened, and by which Today greets."""

    name = Line(_("Name"), max_length=LONGEST, missing=_("Write a name. A nickname is enough."))


class QuietNameForm(forms.Form):
    """What pages call themselves."""

    quiet = Answers(
        _("While your book is open, pages say"),
        [("no", _("Nearer, with its mark")), ("yes", _("Notes, with a plain sheet"))],
        missing=_("Choose one of these."),
    )


class CountryForm(forms.Form):
    """Where the person lives, for the lines of people to call."""

    country = Choose(_("Where do you live?"), [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(country.code, country.name) for country in content().help_lines.country]
        self.fields["country"].choices = [("", _("By the clock of this computer")), *rows]  # type: ignore[attr-defined]


@with_book
def overview(request: RoomRequest) -> HttpResponse:
    """Everything that can be chosen, each with what it is now."""
    room, book = request.room, request.room.read()
    names = {country.code: country.name for country in content().help_lines.country}
    chosen, torn = book.last(CountryChosen), torn_words(room)
    told: dict[str, Any] = {
        "quiet": has_quiet_name(book),
        "shows": shows_device(book),
        "country": names.get(chosen.country or "") if chosen else None,
        "by_clock": names.get(country_of(house.TIME_ZONE) or ""),
        "has_words": room.has_words,
        "problems": len(book.problems) + len(torn),
        "mends": archive_mends(book, torn),
        "kept_words": kept_list(book, torn),
        "windows": [] if isinstance(room, SampleRoom) else _windows(request),
    }
    return render(request, "preferences/settings.html", told)


@with_key
def name(request: RoomRequest) -> HttpResponse:
    """Another name; the passphrase stays."""
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": request.room.name})
    if request.method == "POST" and form.is_valid():
        try:
            locks.name_person(Person.objects.get(id=request.room.book.person), form.cleaned_data["name"])
            return redirect("settings")
        except NameTaken:
            form.add_error("name", _("Another book on this computer has this name. Choose a different one."))
    return render(request, "preferences/name.html", {"form": form})


@with_book
def quiet_name(request: RoomRequest) -> HttpResponse:
    """Choose the plain name and sign, whoever looks at the device."""
    book = request.room.read()
    form = QuietNameForm(
        request.POST if request.method == "POST" else None, initial={"quiet": "yes" if has_quiet_name(book) else "no"}
    )
    if request.method == "POST" and form.is_valid():
        chosen = QuietNameChosen(**own_stamp(request), quiet=form.cleaned_data["quiet"] == "yes")
        request.room.keep(request, [chosen])
        return redirect("settings")
    return render(request, "preferences/quiet_name.html", {"form": form, "shows": shows_device(book)})


@with_book
def country(request: RoomRequest) -> HttpResponse:
    """Choose whose lines come first."""
    before = request.room.read().last(CountryChosen)
    form = CountryForm(
        request.POST if request.method == "POST" else None, initial={"country": before.country if before else ""}
    )
    if request.method == "POST" and form.is_valid():
        chosen = CountryChosen(**own_stamp(request), country=form.cleaned_data["country"] or None)
        request.room.keep(request, [chosen])
        return redirect("settings")
    return render(request, "preferences/country.html", {"form": form})


@require_POST
@with_key
def close_windows(request: RoomRequest) -> HttpResponse:
    """Close the book everywhere but here."""
    sessions.lock_others(request.room.book.person, request.room.token)
    return redirect("settings")


def _windows(request: RoomRequest) -> list[dict[str, Any]]:
    """Where the book is open, this browser first. A row knows no device and no address: neither is stored."""
    own = locks.cookie_found_by(request.room.token)
    found = Session.objects.filter(person_id=request.room.book.person).order_by("-seen")
    rows = [{"opened": s.opened, "seen": s.seen, "here": s.found_by == own} for s in found]
    return sorted(rows, key=lambda row: not row["here"])
