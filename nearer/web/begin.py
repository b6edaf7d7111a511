"""The first sitting, part by part; at its end a name and a passphrase."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain import sitting
from nearer.domain.entries import BookBegun, DeviceAsked, MapDrawn, PracticePlanned, SignsAnswered, StoryTold
from nearer.vault import locks, sessions
from nearer.vault.errors import NameTaken
from nearer.vault.keys import keys
from nearer.vault.models import Person
from nearer.vault.store import OpenBook
from nearer.web.door import idle_minutes
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers
from nearer.web.help import lines_from_here
from nearer.web.labels import writes
from nearer.web.map import MapForm, drawn, map_form, map_from
from nearer.web.passphrases import NewPassphraseForm
from nearer.web.practice_plan import PlanForm, keep_unsafe, plan_from, plan_said
from nearer.web.room import Room, RoomRequest, enter, start, with_book
from nearer.web.sentences import SentencesForm
from nearer.web.signs import read_signs, signs_form
from nearer.web.stamp import now, own_stamp, stamp
from nearer.web.story import StoryForm, story_from, story_said


class BeginForm(forms.Form):
    """Age, and who can see this computer."""

    adult = Answers(
        _("Are you 18 or older?"), [("yes", _("Yes")), ("no", _("No, I am younger"))], missing=_("Choose one of these.")
    )
    whose = Answers(
        _("Who else uses this computer?"),
        [
            ("mine", _("Only I do")),
            ("shared", _("Others use it too")),
            ("others", _("It belongs to someone else, such as an employer or a school")),
        ],
        missing=_("Choose one of these."),
        help_text=_("Whoever controls it can look in while your book is open. If you fear them, do not write here."),
    )
    shows = Answers(
        _("Does anyone make you show them what is on it?"),
        [("no", _("No")), ("yes", _("Yes"))],
        missing=_("Choose one of these."),
        help_text=_("A partner, a parent, anyone. With a yes, Nearer makes no files and calls itself Notes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.OWN_COMPUTER:
            self.fields["whose"].help_text = _(
                "Whoever runs this server may be able to read a book while it is open. If you fear them, do not write here."
            )


def begin(request: RoomRequest) -> HttpResponse:
    """Age and computer come before the first word; then the sitting goes on where it stopped."""
    room = request.room
    if room is not None:
        return redirect("today") if not room.unfinished else redirect(f"begin-{sitting.next_part(room.read())}")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["adult"] == "no":
            return render(request, "begin/younger.html", lines_from_here())
        return _first_page(request, form.cleaned_data)
    return render(request, "begin/begin.html", {"form": form, **sitting.place("begin")})


def _first_page(request: RoomRequest, said: dict[str, Any]) -> HttpResponse:
    locks.forget_unfinished(now())
    person, person_key, token = locks.begin_person(now())
    first = BookBegun(**stamp(request), whose=said["whose"], wall_seed=secrets.randbelow(2**31))
    device = DeviceAsked(**own_stamp(request), shows_device=said["shows"] == "yes")
    OpenBook(person.id, person.epoch, keys(person_key)).write(add=[first, device])
    return start(redirect("begin-fit"), token)


@with_book
@writes(SentencesForm)
def signs(request: RoomRequest) -> HttpResponse:
    """Eight short sentences."""
    form, before = signs_form(request, 0)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [SignsAnswered(**stamp(request), answers=form.answers())])
        return redirect("begin-reading")
    return render(request, "begin/signs.html", {"form": form, "before": before, **sitting.place("signs")})


@with_book
def reading(request: RoomRequest) -> HttpResponse:
    """Two candidates, no verdict."""
    if request.room.read().last(SignsAnswered) is None:
        return redirect("begin-signs")
    return render(request, "begin/reading.html", read_signs(request.room) | sitting.place("signs"))


@with_book
@writes(StoryForm)
def story(request: RoomRequest) -> HttpResponse:
    """One story, and "wanted, or used to?"."""
    before = request.room.read().last(StoryTold)
    form = StoryForm(request.POST or None, initial=story_said(before) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [story_from(form, stamp(request))])
        return redirect("begin-act")
    return render(request, "begin/story.html", {"form": form, "before": before, **sitting.place("story")})


@with_book
@writes(PlanForm)
def act(request: RoomRequest) -> HttpResponse:
    """One tiny act, for today or tomorrow, with its prediction."""
    book = request.room.read()
    before = book.last(PracticePlanned)
    said = plan_said(before, book) | draft_of(request)
    form = PlanForm(book, stamp(request)["day"], request.POST or None, first=True, initial=said)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, plan_from(form, stamp(request), own_stamp(request), book))
        return redirect("begin-map")
    keep_unsafe(request, form)
    return render(request, "begin/act.html", {"form": form, "before": before, **sitting.place("act")})


@with_book
@writes(MapForm)
def draw_map(request: RoomRequest) -> HttpResponse:
    """Five lines; the map drawn from them is there on the next page."""
    form, before = map_form(request)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [map_from(form, before, stamp(request))])
        return redirect("begin-key")
    return render(request, "begin/map.html", {"form": form, "before": before, **sitting.place("map")})


@with_book
def key(request: RoomRequest) -> HttpResponse:
    """A name and a passphrase; from here on the cookie alone opens nothing."""
    room = request.room
    if not room.unfinished:
        return redirect("today")
    if (part := sitting.next_part(room.read())) != "key":
        return redirect(f"begin-{part}")
    form = NewPassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _move_in(room, form)
        except NameTaken:
            form.add_error("name", _("Another book on this computer has this name. Choose a different one."))
    book = room.read()
    return render(
        request, "begin/key.html", {"form": form, **drawn(book, book.of(MapDrawn)[-1]), **sitting.place("key")}
    )


def _move_in(room: Room, form: NewPassphraseForm) -> HttpResponse:
    person = Person.objects.get(id=room.book.person)
    locks.finish_sitting(person, room.book.keys.person_key, form.cleaned_data["name"], form.cleaned_data["passphrase"])
    token = sessions.open_session(person, room.book.keys.person_key, now(), idle_minutes(room.read()))
    return enter(redirect("today"), token)
