"""Everything out and in again: a sealed archive, a copy that anyone can read, and both of them brought back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nearer.domain.archive import Both, arrival, taken_in
from nearer.domain.book import Book
from nearer.domain.entries import Entry, JournalBrought
from nearer.domain.own_words import MOST as MOST_WORDS
from nearer.domain.own_words import has_room
from nearer.domain.safety import may_download, shows_device
from nearer.formats.packed import DOCUMENT_NAME, PackedWrong, document_in, words_in
from nearer.vault import store
from nearer.vault.archive import apart, is_archive, open_archive, seal_archive, together
from nearer.vault.aside import from_aside, let_go_aside, put_aside
from nearer.vault.beside import Brought, bring, brought, brought_apart, held_by, torn_in
from nearer.vault.canonical import MOST_BYTES, NotABook
from nearer.vault.errors import FutureVersion, VaultError, WrongKey
from nearer.vault.shares import without_pins
from nearer.web.fields import Secret
from nearer.web.kinds import said_by_entry, shown
from nearer.web.labels import Said
from nearer.web.passphrases import PassphraseForm
from nearer.web.readable import readable
from nearer.web.room import RoomRequest, with_book, with_key
from nearer.web.stamp import today
from nearer.web.uploads import Upload, data_of, files_of, takes_file

ENDING = ".nearer"
QUIET_NAME = "book"
"""What a file is called: nothing of the person, and nothing of what is in it."""
MOST_SHOWN = 40
"""Differing entries that are shown one by one; of more, the book keeps its own until they are brought in again."""


class SealForm(PassphraseForm):
    """A passphrase for the archive alone."""


class InForm(forms.Form):
    """A file, and the passphrase of a sealed one."""

    file = Upload(_("The file"), missing=_("Choose the file."), accept=f"{ENDING},.zip,.json")
    passphrase = Secret(
        _("Its passphrase"),
        missing="",
        autocomplete="off",
        help_text=_("The one it was sealed with. A readable copy has none; leave this empty."),
    )


@dataclass(frozen=True, slots=True)
class Differs:
    """One entry in two versions, in words; ``alike`` answers are the same in both and stay unsaid."""

    row: Any
    here: list[Said]
    there: list[Said]
    alike: int
    both: Both


class NotTaken(Exception):
    """A file that cannot be brought in; ``field`` of the form, and the sentence beside it."""

    def __init__(self, sentence: Any, field: str = "file") -> None:
        super().__init__(field)
        self.sentence, self.field = sentence, field


@with_book
def overview(request: RoomRequest) -> HttpResponse:
    """What can be taken out, and what can be brought in."""
    book = request.room.read()
    journals = book.of(JournalBrought)
    return render(request, "archive/archive.html", {"may": may_download(book), "journals": len(journals)})


@with_key
def sealed(request: RoomRequest) -> HttpResponse:
    """The sealed archive, under a passphrase that is typed for it."""
    book = request.room.read()
    if not may_download(book):
        return render(request, "archive/refused.html", status=403)
    form = SealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        held = held_by(request.room.book, book.entries)
        made = seal_archive(held.document, form.cleaned_data["passphrase"], held.beside)
        return _file(made, "application/octet-stream", ENDING)
    torn = torn_in(request.room.book, book.entries)
    return render(request, "archive/sealed.html", {"form": form, "problems": len(book.problems) + len(torn)})


@with_book
def readable_copy(request: RoomRequest) -> HttpResponse:
    """The copy that anyone can read, after saying what that risks."""
    book = request.room.read()
    if not may_download(book):
        return render(request, "archive/refused.html", status=403)
    if request.method == "POST":
        held = held_by(request.room.book, book.entries)
        whole = Book(held.entries, book.problems)
        return _file(readable(whole, today(), held.words), "application/zip", ".zip")
    return render(request, "archive/readable.html", {"n": len(book.entries)})


@takes_file
@with_key
def bring_in(request: RoomRequest) -> HttpResponse:
    """Choose a file; what it would bring is shown before anything is kept."""
    form = files_of(request, InForm)
    if request.method == "POST" and form.is_valid():
        try:
            held = _fitting(request, book_from(form.cleaned_data))
        except NotTaken as wrong:
            form.add_error(wrong.field, wrong.sentence)
        else:
            token = put_aside(request.room.book, together(held.document, held.beside))
            return _looked_at(request, held, token)
    return render(request, "archive/in.html", {"form": form})


@require_POST
@with_key
def keep(request: RoomRequest) -> HttpResponse:
    """Keep what was shown, each differing entry in the version that was chosen; all of it or nothing."""
    aside = from_aside(request.room.book, request.POST.get("token", ""))
    if aside is None:
        return render(request, "archive/gone.html", {"again": "archive-in"}, status=409)
    book, held = request.room.read(), brought(*apart(aside))
    held = held.without_words() if shows_device(book) else held
    found = arrival(book, held.entries)
    free = [both.there.id for both in found.differ if not both.is_fixed]
    theirs = {row for row in free if request.POST.get(f"v-{row}") == "there"}
    chosen = taken_in(found, theirs)
    bring(request.room.book, held, chosen, found.same)
    let_go_aside(request.room.book)
    if chosen.replace or chosen.remove:
        store.scrub()
    told = {
        "new": len(found.new),
        "same": len(found.same),
        "taken": len(theirs),
        "left": len(found.differ) - len(theirs),
    }
    return render(request, "archive/kept.html", told)


def book_from(said: dict[str, Any]) -> Brought:
    """What a chosen file holds: a sealed archive, a readable copy, or its document alone. Raises NotTaken."""
    data = data_of(said["file"])
    try:
        if is_archive(data):
            return brought(*open_archive(data, said["passphrase"]))
        return brought_apart(document_in(data, MOST_BYTES), words_in(data, MOST_WORDS))
    except WrongKey as wrong:
        if not said["passphrase"]:
            raise NotTaken(_("This file is sealed. Write the passphrase it was sealed with."), "passphrase") from wrong
        raise NotTaken(
            _("This passphrase does not open the file. Capital letters and spaces count."), "passphrase"
        ) from wrong
    except FutureVersion as wrong:
        raise NotTaken(
            _("This was made by a newer Nearer. Bring this one up to date first; nothing was changed.")
        ) from wrong
    except PackedWrong as wrong:
        raise NotTaken(PACKED[wrong.why]) from wrong
    except NotABook as wrong:
        sentence = _("Entry %(n)s in this file cannot be read, so nothing of it was taken in.") % {"n": wrong.place}
        raise NotTaken(sentence if wrong.place else PACKED["other"]) from wrong
    except VaultError as wrong:
        raise NotTaken(_("This archive is damaged or cut off. Nothing was changed. Try another copy of it.")) from wrong


PACKED: dict[str, Any] = {
    "other": _(
        "This is no book of Nearer. Choose a file that ends in .nearer, the zip of a readable copy, or its book.json."
    ),
    "damaged": _("This zip is damaged, or made to do harm. Nothing was taken in."),
    "missing": _("This zip holds no %(name)s, so there is no book in it.") % {"name": DOCUMENT_NAME},
    "large": _("What is in this zip is larger than any book. Nothing was taken in."),
}


def in_short(entries: tuple[Entry, ...]) -> dict[str, Any]:
    """How many entries there are, and from when to when; for a page that shows what a file holds."""
    days = sorted(entry.day for entry in entries)
    n = len(entries)
    return {
        "n": n,
        "entries": ngettext("%(n)s entry", "%(n)s entries", n) % {"n": n},
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }


def _fitting(request: RoomRequest, held: Brought) -> Brought:
    """What of a file may come into this book."""
    room, book = request.room, request.room.read()
    fitting = held.fitting(room.book)
    fitting = fitting.holding(without_pins(room.book, fitting.entries))
    if shows_device(book):
        return fitting.without_words()
    if not has_room(book, fitting.entries):
        raise NotTaken(
            _(
                "The words of chats that are kept here, and those in this file, are more than one book holds. Remove some."
            )
        )
    return fitting


def _looked_at(request: RoomRequest, held: Brought, token: str) -> HttpResponse:
    book = request.room.read()
    found = arrival(book, held.entries)
    every = (*found.new, *found.same, *found.left, *(both.there for both in found.differ))
    told = {
        "found": found,
        "token": token,
        "differs": [_in_words(book, both) for both in found.differ[:MOST_SHOWN]],
        "more": max(0, len(found.differ) - MOST_SHOWN),
        "short": in_short(every),
        "torn": torn_in(request.room.book, found.same),
        "wordless": held.left,
    }
    return render(request, "archive/look.html", told)


def _in_words(book: Book, both: Both) -> Differs:
    theirs = Book.bound([*(entry for entry in book.entries if entry.id != both.there.id), both.there])
    here = said_by_entry(both.here, book) if both.here else []
    there = said_by_entry(both.there, theirs)
    alike = [said for said in here if said in there] if here != there else []
    row = shown([both.there], theirs)[0]
    return Differs(row, [s for s in here if s not in alike], [s for s in there if s not in alike], len(alike), both)


def _file(data: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{QUIET_NAME}-{today():%Y-%m-%d}{ending}"'
    return response
