"""The first sitting: age and computer, eight signs, a reading, one story, one act, and then a name and a passphrase."""

import secrets
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain import sitting
from nearer.domain.entries import Answer, BookBegun, PracticePlanned, SignsAnswered, StoryTold
from nearer.domain.programme import Item
from nearer.domain.signs import candidates
from nearer.vault import locks, sessions
from nearer.vault.errors import NameTaken
from nearer.vault.keys import keys
from nearer.vault.models import Person
from nearer.vault.store import OpenBook
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.drawings.plans import arch
from nearer.web.fields import Answers, Scale
from nearer.web.passphrases import NewPassphraseForm
from nearer.web.practice import PlanForm, plan_from, plan_said
from nearer.web.room import Room, RoomRequest, enter, start, with_book
from nearer.web.stamp import now, own_stamp, stamp
from nearer.web.story import StoryForm, story_from, story_said

PARTS = 6
HOW_OFTEN = [
    ("0", _("not once")),
    ("1", _("once or twice")),
    ("2", _("some days")),
    ("3", _("most days")),
    ("4", _("every day")),
    ("", _("leave out")),
]


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
    )


class SignsForm(forms.Form):
    """The eight items of the first sitting. Nothing is required: a left-out item is never counted as zero."""

    def __init__(self, items: tuple[Item, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[item.id] = Scale(item.text, HOW_OFTEN)

    def answers(self) -> tuple[Answer, ...]:
        """What was answered, with the words that were asked."""
        said = self.cleaned_data
        return tuple(
            Answer(item.id, item.version, item.text, int(said[item.id]) if said[item.id] else None)
            for item in self.items
        )


def begin(request: RoomRequest) -> HttpResponse:
    """Age and computer come before the first word; then the sitting goes on where it stopped."""
    room = request.room
    if room is not None:
        return redirect("today") if not room.unfinished else redirect(f"begin-{sitting.next_part(room.read())}")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["adult"] == "no":
            return render(request, "begin/younger.html", {"lines": content().help_lines})
        return _first_page(request, form.cleaned_data["whose"])
    return render(request, "begin/begin.html", {"form": form, "part": 1, "parts": PARTS})


def _first_page(request: RoomRequest, whose: Any) -> HttpResponse:
    locks.forget_unfinished(now())
    person, person_key, token = locks.begin_person(now())
    first = BookBegun(**stamp(request), whose=whose, wall_seed=secrets.randbelow(2**31))
    OpenBook(person.id, person.epoch, keys(person_key)).write(add=[first])
    return start(redirect("begin-signs"), token)


@with_book
def signs(request: RoomRequest) -> HttpResponse:
    """Eight short sentences."""
    items = content().programme.items
    before = request.room.read().last(SignsAnswered)
    form = SignsForm(items, request.POST or None, initial=_said_before(before) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [SignsAnswered(**stamp(request), answers=form.answers())])
        return redirect("begin-reading")
    return render(request, "begin/signs.html", {"form": form, "before": before, "part": 2, "parts": PARTS})


def _said_before(before: SignsAnswered | None) -> dict[str, str]:
    return {} if before is None else {a.item: "" if a.value is None else str(a.value) for a in before.answers}


@with_book
def reading(request: RoomRequest) -> HttpResponse:
    """Two candidates, no verdict."""
    answered = request.room.read().last(SignsAnswered)
    if answered is None:
        return redirect("begin-signs")
    found = candidates(answered, content().programme.signs)
    return render(request, "begin/reading.html", {"found": found, "arch": arch(), "part": 3, "parts": PARTS})


@with_book
def story(request: RoomRequest) -> HttpResponse:
    """One story, and "wanted, or used to?"."""
    before = request.room.read().last(StoryTold)
    form = StoryForm(content().programme.stories, request.POST or None, initial=story_said(before) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [story_from(form, stamp(request))])
        return redirect("begin-act")
    return render(request, "begin/story.html", {"form": form, "before": before, "part": 4, "parts": PARTS})


@with_book
def act(request: RoomRequest) -> HttpResponse:
    """One tiny act, for today or tomorrow, with its prediction."""
    book = request.room.read()
    before = book.last(PracticePlanned)
    form = PlanForm(request.POST or None, first=True, initial=plan_said(before, book) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, plan_from(form, stamp(request), own_stamp(request), book))
        return redirect("begin-key")
    return render(request, "begin/act.html", {"form": form, "before": before, "part": 5, "parts": PARTS})


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
    return render(request, "begin/key.html", {"form": form, "arch": arch(), "part": 6, "parts": PARTS})


def _move_in(room: Room, form: NewPassphraseForm) -> HttpResponse:
    person = Person.objects.get(id=room.book.person)
    locks.finish_sitting(person, room.book.keys.person_key, form.cleaned_data["name"], form.cleaned_data["passphrase"])
    whose = room.read().of(BookBegun)[0].whose
    idle = sessions.IDLE_MINUTES if whose == "mine" else sessions.IDLE_SHARED
    return enter(redirect("today"), sessions.open_session(person, room.book.keys.person_key, now(), idle))
