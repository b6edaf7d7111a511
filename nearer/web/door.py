"""The door: opening a book, locking it, leaving at once, and the ways back when the passphrase is gone."""

import time

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nearer.domain.entries import LockAfterChosen
from nearer.vault import locks, sessions
from nearer.vault.errors import TooSoon, WrongKey
from nearer.vault.keys import keys
from nearer.vault.models import Person
from nearer.vault.names import LONGEST, name_key
from nearer.vault.store import OpenBook
from nearer.vault.throttle import Throttle
from nearer.vault.waiting import waiting_pages
from nearer.web.fields import Line, Secret, Text
from nearer.web.passphrases import PassphraseForm
from nearer.web.room import OPEN_COOKIE, SAMPLE_COOKIE, Room, RoomRequest, enter
from nearer.web.stamp import now

throttle = Throttle()


class OpenForm(forms.Form):
    """Name and passphrase."""

    name = Line(_("Name of the book"), max_length=LONGEST, missing=_("Write the name of the book."))
    passphrase = Secret(_("Passphrase"), missing=_("Write the passphrase."), autocomplete="current-password")


class WordsForm(PassphraseForm):
    """Name, recovery words and a new passphrase."""

    name = Line(_("Name of the book"), max_length=LONGEST, missing=_("Write the name of the book."))
    words = Text(
        _("Your 24 recovery words"),
        missing=_("Write the 24 words, in their order."),
        short=True,
        help_text=_("With spaces between them."),
    )
    field_order = ("name", "words", "passphrase", "again")


def open_book(request: HttpRequest) -> HttpResponse:
    """Sign in: opening the lock is all there is to it."""
    form = OpenForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            throttle.check(time.monotonic(), *_against(request, name))
            person, person_key = locks.open_with_passphrase(name, form.cleaned_data["passphrase"])
        except TooSoon as soon:
            status = 429
            form.add_error(
                None, said("Too many tries in a row. The next one is looked at in %(n)s seconds.") % {"n": soon.seconds}
            )
        except WrongKey:
            status = 403
            throttle.wrong(time.monotonic(), *_against(request, name))
            form.add_error(None, _("This name and passphrase do not open a book here."))
        else:
            throttle.right(*_against(request, name))
            return _let_in(request, person, person_key)
    return render(request, "door/open.html", {"form": form, "tried": status == 403}, status=status)


def open_with_words(request: HttpRequest) -> HttpResponse:
    """The passphrase is forgotten: the words set a new one, and every open session of the book ends."""
    form = WordsForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            throttle.check(time.monotonic(), *_against(request, name))
            person, person_key = locks.open_with_words(name, form.cleaned_data["words"])
        except TooSoon as soon:
            status = 429
            form.add_error(
                None, said("Too many tries in a row. The next one is looked at in %(n)s seconds.") % {"n": soon.seconds}
            )
        except WrongKey:
            status = 403
            throttle.wrong(time.monotonic(), *_against(request, name))
            form.add_error(
                None,
                _("This name and these words do not open a book here. Look for a word that is misspelt or swapped."),
            )
        else:
            locks.put_passphrase_lock(person, person_key, form.cleaned_data["passphrase"])
            sessions.lock_others(person.id, None)
            return _let_in(request, person, person_key)
    return render(request, "door/words.html", {"form": form}, status=status)


def locked(request: HttpRequest) -> HttpResponse:
    """What replaces a page that was left alone: nothing of it, and the way back in."""
    if token := request.COOKIES.get(OPEN_COOKIE):
        sessions.lock(token)
        request.room = None  # type: ignore[attr-defined]
    response = render(request, "door/open.html", {"form": OpenForm(), "was_open": True})
    response.delete_cookie(OPEN_COOKIE, samesite="Strict")
    return response


@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the book at once. Works from any page, however old: locking can hurt nobody."""
    if token := request.COOKIES.get(OPEN_COOKIE):
        sessions.lock(token)
    response = redirect("away")
    response.delete_cookie(OPEN_COOKIE, samesite="Strict")
    response.delete_cookie(SAMPLE_COOKIE, samesite="Strict")
    return response


@require_POST
def here(request: RoomRequest) -> HttpResponse:
    """Someone is still at the page: a key was pressed, or a finger moved. (Being asked is what counts as seen.)"""
    return HttpResponse(status=204 if request.room else 423)


def _let_in(request: HttpRequest, person: Person, person_key: bytes) -> HttpResponse:
    if before := request.COOKIES.get(OPEN_COOKIE):
        sessions.lock(before)
    book = OpenBook(person.id, person.epoch, keys(person_key))
    chosen = book.read().last(LockAfterChosen)
    token = sessions.open_session(person, person_key, now(), chosen.minutes if chosen else sessions.IDLE_MINUTES)
    room = Room(book, person.name, token, sessions.IDLE_MINUTES, unfinished=False)
    onward = "waiting" if waiting_pages(book) else "today" if room.has_words else "recovery-words"
    return enter(redirect(onward), token)


def _against(request: HttpRequest, name: str) -> tuple[str, str]:
    return f"name {name_key(name)}", f"network {request.META.get('REMOTE_ADDR', '')}"
