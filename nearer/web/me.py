"""Me: what stands in the book, and everything about its key."""

import random
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nearer.domain import own_words
from nearer.domain.entries import (
    LockAfterChosen,
    OwnWordsKept,
    SignsAnswered,
    StoryTold,
)
from nearer.domain.practice import practices
from nearer.domain.safety import may_download
from nearer.domain.shares import has_bonds
from nearer.domain.signs import answers, candidates
from nearer.vault import epochs, locks, sessions, store
from nearer.vault.errors import RowsDoNotOpen, TooSoon, WrongKey
from nearer.vault.keys import WORDS, new_words
from nearer.vault.models import Person, Session
from nearer.web.content import content
from nearer.web.fields import Answers, Line, Secret
from nearer.web.map import drawn_small
from nearer.web.own_words_kept import archive_mends, torn_words
from nearer.web.passphrases import PassphraseForm
from nearer.web.room import OPEN_COOKIE, RoomRequest, enter, with_book, with_key
from nearer.web.share_notes import unread_notes
from nearer.web.stamp import now, own_stamp
from nearer.web.tries import tried, wait_a_little


class TwoWordsForm(forms.Form):
    """Two of the words typed back, as a sign that they were written down."""

    words = forms.CharField()
    first = forms.IntegerField(min_value=1, max_value=WORDS)
    second = forms.IntegerField(min_value=1, max_value=WORDS)
    word_a = Line("", missing=_("Write this word."))
    word_b = Line("", missing=_("Write this word."))

    def clean(self) -> dict[str, Any]:
        """Compare both words with the ones that were shown."""
        said = super().clean() or {}
        shown = said.get("words", "").split()
        for field, place in (("word_a", said.get("first")), ("word_b", said.get("second"))):
            if field in said and (len(shown) != WORDS or not place or said[field].strip().lower() != shown[place - 1]):
                self.add_error(field, _("This is not the word at that place. Look at your paper again."))
        return said


class NowForm(forms.Form):
    """The present passphrase, before something that cannot be taken back."""

    old = Secret(_("Your passphrase now"), missing=_("Write your passphrase."), autocomplete="current-password")


class ChangeForm(PassphraseForm):
    """The present passphrase and a new one."""

    old = Secret(_("Your passphrase now"), missing=_("Write your passphrase."), autocomplete="current-password")
    field_order = ("old", "passphrase", "again")


class LockAfterForm(forms.Form):
    """After how many idle minutes the book locks."""

    minutes = Answers(_("Lock when nobody has touched the page for"), [], missing=_("Choose one of these."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(n), ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in sessions.IDLE_CHOICES]
        self.fields["minutes"].choices = rows  # type: ignore[attr-defined]


@with_book
def me(request: RoomRequest) -> HttpResponse:
    """What stands in the book, newest first."""
    book = request.room.read()
    answered = book.last(SignsAnswered)
    found = candidates(answers(book), content().programme.signs)
    told = {
        **drawn_small(book),
        "stories": book.of(StoryTold)[::-1],
        "practices": practices(book)[::-1],
        "found": found,
        "answered": answered,
        "problems": len(book.problems) + len(torn_words(request.room)),
        "has_words": request.room.has_words,
    }
    return render(request, "me/me.html", told)


@with_key
def recovery_words(request: RoomRequest) -> HttpResponse:
    """24 words on paper, two of them typed back."""
    room = request.room
    form = TwoWordsForm(request.POST) if "word_a" in request.POST else None
    if form is not None and form.is_valid():
        person = Person.objects.get(id=room.book.person)
        locks.put_words_lock(person, room.book.keys.person_key, form.cleaned_data["words"])
        return redirect("today")
    if request.method == "POST":
        words = request.POST.get("words", "").split()
        if len(words) != WORDS:
            return redirect("recovery-words")
        first, second = (form.data["first"], form.data["second"]) if form else _two_places()
        return render(
            request,
            "me/words_back.html",
            {"words": words, "first": first, "second": second, "form": form or TwoWordsForm()},
        )
    return render(request, "me/words.html", {"words": new_words(), "again": room.has_words})


@with_key
def passphrase(request: RoomRequest) -> HttpResponse:
    """A new passphrase wraps the same key anew; every other open session ends."""
    room = request.room
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_present(request, form):
        person = Person.objects.get(id=room.book.person)
        locks.put_passphrase_lock(person, room.book.keys.person_key, form.cleaned_data["passphrase"])
        sessions.lock_others(person.id, room.token)
        return render(request, "me/done.html", {"what": "passphrase"})
    return render(request, "me/passphrase.html", {"form": form})


@with_key
def someone_knew(request: RoomRequest) -> HttpResponse:
    """Someone knew the passphrase or the words: a new key for everything."""
    room = request.room
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_present(request, form):
        words = " ".join(new_words())
        try:
            fresh = epochs.new_epoch(room.book, form.cleaned_data["passphrase"], words, unread_notes(request))
        except RowsDoNotOpen:
            return redirect("problems")
        store.scrub()
        person = Person.objects.get(id=fresh.person)
        token = sessions.open_session(person, fresh.keys.person_key, now(), room.idle_minutes)
        return enter(render(request, "me/new_words.html", {"words": words.split()}), token)
    return render(request, "me/someone_knew.html", {"form": form, "has_bonds": has_bonds(room.read())})


@with_key
def lock_after(request: RoomRequest) -> HttpResponse:
    """Choose the idle time."""
    room = request.room
    form = LockAfterForm(request.POST or None, initial={"minutes": str(room.idle_minutes)})
    if request.method == "POST" and form.is_valid():
        minutes = int(form.cleaned_data["minutes"])
        before = room.read().last(LockAfterChosen)
        entry = LockAfterChosen(**own_stamp(request), minutes=minutes)
        room.keep(request, [entry], remove=[before.id] if before else [])
        Session.objects.filter(found_by=locks.cookie_found_by(room.token)).update(idle_minutes=minutes)
        return redirect("settings")
    return render(request, "me/lock_after.html", {"form": form})


@with_key
def delete(request: RoomRequest) -> HttpResponse:
    """Delete the whole book. Nothing of it stays in this folder."""
    form = NowForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_present(request, form):
        sessions.lock_others(request.room.book.person, None)
        is_scrubbed = store.delete_book(request.room.book)
        request.room = None  # type: ignore[assignment]
        response = redirect("away") if is_scrubbed else render(request, "me/deleted.html")
        response.delete_cookie(OPEN_COOKIE, samesite="Strict")
        return response
    book = request.room.read()
    told = {"form": form, "written": len(book.entries), "has_bonds": has_bonds(book)}
    return render(request, "me/delete.html", told)


@with_book
def problems(request: RoomRequest) -> HttpResponse:
    """Rows that do not open: listed, to be exported as they are, removed only on the person's word."""
    book, torn = request.room.read(), torn_words(request.room)
    words = {one.reading: one for one in own_words.kept(book)}
    rows = [(problem, words.get(problem.row)) for problem in book.problems]
    told = {"problems": rows, "torn": torn, "mends": archive_mends(book, torn)}
    return render(request, "me/problems.html", told | {"may_download": may_download(book)})


@with_book
def problem_raw(request: RoomRequest, row: str) -> HttpResponse:
    """The sealed bytes of a row that does not open; never where someone looks through the device."""
    if not may_download(request.room.read()):
        return render(request, "safety/no_files.html", status=403)
    raw = store.raw_row(request.room.book.person, row) if _is_problem(request, row) else None
    if raw is None:
        raise Http404
    response = HttpResponse(raw, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="row-{row[:8]}.sealed"'
    return response


@require_POST
@with_book
def problem_remove(request: RoomRequest, row: str) -> HttpResponse:
    """Really remove a row that does not open, and own words that were kept with it."""
    if not _is_problem(request, row):
        raise Http404
    words = [one.id for one in request.room.read().of(OwnWordsKept) if one.reading == row]
    request.room.keep(request, remove=[row, *words])
    store.scrub()
    return redirect("problems")


def _is_problem(request: RoomRequest, row: str) -> bool:
    """Whether a row does not open, or what belongs to it is torn."""
    rows = [problem.row for problem in request.room.read().problems]
    return row in rows or any(one.id == row for one in torn_words(request.room))


def _is_present(request: RoomRequest, form: forms.Form) -> bool:
    name, passphrase = request.room.name, form.cleaned_data["old"]
    try:
        tried(request, name, lambda: locks.open_with_passphrase(name, passphrase))
    except TooSoon as soon:
        form.add_error("old", wait_a_little(soon))
        return False
    except WrongKey:
        form.add_error("old", _("This is not the passphrase of this book."))
        return False
    return True


def _two_places() -> tuple[int, int]:
    first, second = sorted(random.SystemRandom().sample(range(1, WORDS + 1), 2))
    return first, second
