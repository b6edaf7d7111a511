"""Arriving with an archive: someone who has a book elsewhere opens it here, under a name and a passphrase of this place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.entries import DeviceAsked, Entry
from nearer.domain.safety import only_help, shows_device
from nearer.vault import sessions
from nearer.vault.archive import apart, together
from nearer.vault.aside import from_aside_alone, let_go_aside_alone, put_aside_alone
from nearer.vault.beside import Brought, brought
from nearer.vault.errors import NameTaken
from nearer.vault.moving import move_in
from nearer.vault.store import delete_book
from nearer.web.archive import InForm, NotTaken, book_from, in_short
from nearer.web.door import idle_minutes
from nearer.web.fields import Answers
from nearer.web.passphrases import NewPassphraseForm
from nearer.web.room import RoomRequest, SampleRoom, enter
from nearer.web.stamp import new_stamp, now
from nearer.web.uploads import files_of, takes_file


class MoveInForm(NewPassphraseForm):
    """A name and a passphrase for the book here, and the one question that belongs to this computer."""

    shows = Answers(
        _("Does anyone make you show them what is on this computer?"),
        [("no", _("No")), ("yes", _("Yes"))],
        missing=_("Choose one of these."),
        help_text=_("A partner, a parent, anyone. With a yes, Nearer makes no files and calls itself Notes."),
    )
    field_order = ("shows", "name", "passphrase", "again")  # type: ignore[assignment]


@takes_file
def choose(request: RoomRequest) -> HttpResponse:
    """Choose the archive; what it holds is shown before anything is kept."""
    if _has_book(request):
        return redirect("archive-in")
    if _needs_help(request):
        return redirect("stay")
    form = files_of(request, InForm)
    if request.method == "POST" and form.is_valid():
        try:
            held = book_from(form.cleaned_data)
        except NotTaken as wrong:
            form.add_error(wrong.field, wrong.sentence)
        else:
            token = put_aside_alone(together(held.document, held.beside))
            return _named(request, MoveInForm(initial=_known(held.entries)), held, token)
    return render(request, "archive/arrive.html", {"form": form, "is_begun": _is_begun(request)})


@require_POST
def keep(request: RoomRequest) -> HttpResponse:
    """Move in: the book is here from now on."""
    if _has_book(request):
        return redirect("archive-in")
    if _needs_help(request):
        return redirect("stay")
    token = request.POST.get("token", "")
    aside = from_aside_alone(token)
    if aside is None:
        return render(request, "archive/gone.html", {"again": "begin-archive"}, status=409)
    held, form = brought(*apart(aside)), MoveInForm(request.POST)
    if not form.is_valid():
        return _named(request, form, held, token)
    said = form.cleaned_data
    shows = said["shows"] == "yes"
    coming = held.without_words() if shows else held
    try:
        entries = _with_device(coming.entries, shows)
        person, person_key = move_in(entries, said["name"], said["passphrase"], now(), coming.large)
    except NameTaken:
        form.add_error("name", now_("Another book on this computer has this name. Choose a different one."))
        return _named(request, form, held, token)
    let_go_aside_alone(token)
    if _is_begun(request):
        delete_book(request.room.book)
    idle = idle_minutes(Book.bound(entries))
    return enter(redirect("recovery-words"), sessions.open_session(person, person_key, now(), idle))


def _named(request: RoomRequest, form: MoveInForm, held: Brought, token: str) -> HttpResponse:
    told = {"form": form, "token": token, "is_begun": _is_begun(request), **in_short(held.entries)}
    told |= {"words": len(held.words), "wordless": held.left}
    return render(request, "archive/move_in.html", told)


def _known(entries: tuple[Entry, ...]) -> dict[str, Any]:
    return {"shows": "yes" if shows_device(Book.bound(entries)) else "no"}


def _with_device(entries: tuple[Entry, ...], shows: bool) -> tuple[Entry, ...]:
    """What is true of this computer, where it differs from what the archive says of the other one."""
    if shows == shows_device(Book.bound(entries)):
        return entries
    return (*entries, DeviceAsked(**new_stamp(), shows_device=shows))


def _needs_help(request: RoomRequest) -> bool:
    """Whether the sitting under way is one in which nothing but help is on offer."""
    return _is_begun(request) and only_help(request.room.read(), now())


def _has_book(request: RoomRequest) -> bool:
    return request.room is not None and not request.room.unfinished and not isinstance(request.room, SampleRoom)


def _is_begun(request: RoomRequest) -> bool:
    """Whether a first sitting is under way in this browser: it goes when another book moves in."""
    return request.room is not None and request.room.unfinished
