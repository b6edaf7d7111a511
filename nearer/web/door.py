"""The door: opening a book, locking it, leaving at once, and the ways back when the passphrase is gone."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.entries import BookBegun, LockAfterChosen
from nearer.vault import locks, sessions
from nearer.vault.errors import TooSoon, WrongKey
from nearer.vault.keys import keys
from nearer.vault.models import Person
from nearer.vault.names import LONGEST
from nearer.vault.store import OpenBook
from nearer.vault.waiting import waiting_pages
from nearer.web.drawings.plans import arch
from nearer.web.fields import Line, Secret, Text
from nearer.web.passphrases import PassphraseForm
from nearer.web.room import OPEN_COOKIE, Room, RoomRequest, close, enter, forget
from nearer.web.stamp import now
from nearer.web.tries import tried, wait_a_little

NOBODYS = 1
"""The seed of the arch at the door: before a book is open, no wall of anyone's is shown."""


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
            passphrase = form.cleaned_data["passphrase"]
            person, person_key = tried(request, name, lambda: locks.open_with_passphrase(name, passphrase))
        except TooSoon as soon:
            status = 429
            form.add_error(None, wait_a_little(soon))
        except WrongKey:
            status = 403
            form.add_error(None, _("This name and passphrase do not open a book here."))
        else:
            return _let_in(request, person, person_key)
    told = {"form": form, "tried": status == 403, "arch": arch(NOBODYS)}
    return render(request, "door/open.html", told, status=status)


def open_with_words(request: HttpRequest) -> HttpResponse:
    """The passphrase is forgotten: the words set a new one, and every open session of the book ends."""
    form = WordsForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            words = form.cleaned_data["words"]
            person, person_key = tried(request, name, lambda: locks.open_with_words(name, words))
        except TooSoon as soon:
            status = 429
            form.add_error(None, wait_a_little(soon))
        except WrongKey:
            status = 403
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
    if OPEN_COOKIE in request.COOKIES:
        close(request)
        request.room = None  # type: ignore[attr-defined]
    response = render(request, "door/open.html", {"form": OpenForm(), "was_open": True, "arch": arch(NOBODYS)})
    response.delete_cookie(OPEN_COOKIE, samesite="Strict")
    return response


@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the book at once. Works from any page, however old: locking can hurt nobody."""
    close(request)
    response = redirect("away")
    forget(response)
    return response


@require_POST
def here(request: RoomRequest) -> HttpResponse:
    """Someone is still at the page: a key was pressed, or a finger moved. (Being asked is what counts as seen.)"""
    return HttpResponse(status=204 if request.room else 423)


def idle_minutes(book: Book) -> int:
    """After how many minutes a book locks itself: as chosen, else sooner where others use the computer too."""
    if (chosen := book.last(LockAfterChosen)) is not None:
        return chosen.minutes
    first = book.last(BookBegun)
    return sessions.IDLE_MINUTES if first is None or first.whose == "mine" else sessions.IDLE_SHARED


def _let_in(request: HttpRequest, person: Person, person_key: bytes) -> HttpResponse:
    if before := request.COOKIES.get(OPEN_COOKIE):
        sessions.lock(before)
    book = OpenBook(person.id, person.epoch, keys(person_key))
    idle = idle_minutes(book.read())
    token = sessions.open_session(person, person_key, now(), idle)
    room = Room(book, person.name, token, idle, unfinished=False)
    onward = "waiting" if waiting_pages(book) else "today" if room.has_words else "recovery-words"
    return enter(redirect(onward), token)
