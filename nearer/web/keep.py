"""Never lose text: whatever goes wrong with a form, its words are shown again or sealed for later."""

import errno
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nearer.domain.entries import Entry
from nearer.domain.people import people
from nearer.vault.errors import Damaged, LateWriter, NoRoom, StaleEdit, VaultError
from nearer.vault.waiting import TooManyWaiting, WrittenForm, seal_while_locked
from nearer.web.labels import Said, fields_at, fields_in, is_written, said_by, said_in
from nearer.web.stamp import new_id, now

NEVER_SHOWN = frozenset({"passphrase", "again", "words", "csrfmiddlewaretoken", "word_a", "word_b", "old"})
CARRIED = frozenset({"entry", "rev", "box", "form"})
log = logging.getLogger("nearer")


class NothingKept(Exception):
    """Something was to be written, or handed out as a file, while a sample book is open."""


class NoKey(NothingKept):
    """A key was needed while a sample book is open: it has none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One field of a form that could not be kept: shown when it holds words, carried along unseen otherwise."""

    name: str
    value: str
    field: forms.Field | None = None

    @property
    def is_words(self) -> bool:
        """Whether a person wrote this, rather than chose or carried it."""
        if self.field is not None:
            return is_written(self.field) and bool(self.value.strip())
        return self.name not in CARRIED and (" " in self.value.strip() or len(self.value) > 40)

    @property
    def label(self) -> Any:
        """What its form calls it."""
        return _("Your words") if self.field is None else self.field.label


class NeverLoseText:
    """Middleware: a page with the text still in it instead of an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """Answer what can be said in a sentence; everything else is left to the plain error page."""
        return answer_trouble(request, trouble)


def answer_trouble(request: HttpRequest, trouble: Exception) -> HttpResponse | None:
    """The page for a trouble that has a sentence, with all text in it; None for one that has none."""
    if isinstance(trouble, DatabaseError | OSError) and (room := getattr(request, "room", None)) and not room.is_read:
        request.room = None  # type: ignore[attr-defined]  # the page about a disk that cannot be read must not read it
    if isinstance(trouble, StaleEdit):
        return _both_versions(request, trouble)
    if isinstance(trouble, NothingKept):
        return _nothing_kept(request, trouble)
    if isinstance(trouble, Http404):
        return _no_page_for_it(request)
    saving = request.method == "POST"
    sentence = _sentence(trouble) if saving else _reading_sentence(trouble)
    if sentence is None and not saving:
        return None
    if sentence is None:
        log.error("unexpected", exc_info=trouble)
        sentence = _("This was not saved: something inside Nearer failed.")
    return kept(request, sentence, 503)


def kept(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The posted words, and a way to send them again."""
    fields = posted(request)
    return render(
        request,
        "keep/kept.html",
        {
            "sentence": sentence,
            "saving": request.method == "POST",
            "action": request.path,
            "fields": fields,
            "has_words": any(f.is_words for f in fields),
        },
        status=status,
    )


def posted(request: HttpRequest) -> list[Kept]:
    """Every posted field that may be shown again: never a passphrase, never recovery words."""
    return kept_fields(request.path, request.POST.lists()) if request.method == "POST" else []


def kept_fields(path: str, posted: Iterable[tuple[str, list[str]]]) -> list[Kept]:
    """Every field of a form that was sent to this path, with what its form knows of it; no secret among them."""
    known = fields_at(path)
    return [Kept(n, value, known.get(n)) for n, values in posted if n not in NEVER_SHOWN for value in values]


def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form whose origin could not be checked: nothing is saved, and its text is still here."""
    return kept(
        request,
        _(
            "This was not saved: the page was open so long, or from elsewhere, that Nearer could not be sure it was yours."
        ),
        403,
    )


def seal_for_later(request: HttpRequest, person: str | None) -> HttpResponse:
    """Seal a form that was sent after the book had locked; without its writer's box, show the text again."""
    if person is not None:
        fields: dict[str, list[str]] = {}
        for f in posted(request):
            fields.setdefault(f.name, []).append(f.value)
        try:
            if seal_while_locked(person, WrittenForm(request.path, now(), fields)):
                return render(request, "keep/waiting_for_key.html", status=202)
        except TooManyWaiting:
            return kept(request, _("This was not saved: too many pages already wait for your book to be opened."), 507)
    if not any(f.is_words for f in posted(request)):
        return redirect("locked")
    return kept(
        request, _("This was not saved: your book is locked. Open it in another tab, then press Save again here."), 403
    )


def _reading_sentence(trouble: Exception) -> str | None:
    if isinstance(trouble, DatabaseError | OSError):
        log.error("reading", exc_info=trouble)
        return _(
            "The disk gave an error while reading, or the database is damaged. Nothing was changed. "
            "Try again; if it stays, stop Nearer and put a backup back: nearer restore."
        )
    return _sentence(trouble) if isinstance(trouble, Damaged) else None


def _sentence(trouble: Exception) -> str | None:
    if isinstance(trouble, LateWriter):
        return _(
            "This was not saved: the book was given a new key in the meantime. Open it again, then press Save again."
        )
    if isinstance(trouble, Damaged):
        return _("This book's lock is damaged on disk. Nothing was changed. A backup can be put back: nearer restore.")
    if isinstance(trouble, NoRoom):
        return _(
            "This was not saved: own words of another chat were kept meanwhile, and all of them together would be more than "
            "one book holds. Remove some under Settings, then press Save again."
        )
    if isinstance(trouble, VaultError):
        return _("This was not saved.")
    if not isinstance(trouble, DatabaseError | OSError):
        return None
    said = str(trouble).lower()
    if "full" in said or getattr(trouble, "errno", None) in (errno.ENOSPC, errno.EFBIG):
        return _("This was not saved: the disk is full. Free some space, then press Save again.")
    if "readonly" in said or "read-only" in said:
        return _("This was not saved: the disk can only be read. Make the folder writable, then press Save again.")
    if "locked" in said or "busy" in said:
        return _("This was not saved: another program holds the database. Wait a moment, then press Save again.")
    if "malformed" in said or "not a database" in said:
        return _("The database is damaged on disk. Stop Nearer and put a backup back: nearer restore.")
    return _("This was not saved: the disk gave an error. Try again; if it stays, stop Nearer and look at the disk.")


def _no_page_for_it(request: HttpRequest) -> HttpResponse | None:
    if not any(f.is_words for f in posted(request)):
        return None
    return kept(request, _("This was not saved: what it belongs to is not in this book any more."), 404)


def _nothing_kept(request: HttpRequest, trouble: NothingKept) -> HttpResponse:
    told = {"no_key": isinstance(trouble, NoKey), "fields": [f for f in posted(request) if f.is_words]}
    looked = request.method == "GET" and told["no_key"]
    return render(request, "sample/nothing_kept.html", told, status=200 if looked else 403)


def _both_versions(request: HttpRequest, stale: StaleEdit) -> HttpResponse:
    fields = [f for f in posted(request) if f.name not in {"entry", "rev"}]
    gone = stale.current is None
    stands, mine = ({}, {}) if stale.current is None else _answers(request, stale.current)
    return render(
        request,
        "keep/both_versions.html",
        {
            "current": stale.current,
            "stands": stands.values(),
            "fields": fields,
            "mine": mine.values(),
            "action": request.path,
            "entry": new_id() if gone else request.POST.get("entry", ""),
            "rev": 0 if stale.current is None else stale.current.rev,
        },
        status=409,
    )


def _answers(request: HttpRequest, current: Entry) -> tuple[dict[str, Said], dict[str, Said]]:
    """What stands in the book, and what was chosen otherwise in the form that came late."""
    fields = fields_in(current, fields_at(request.path))
    there = said_in(current, fields, people(request.room.read()).names)  # type: ignore[attr-defined]
    sent = said_by(request.POST.dict(), fields)
    chosen = {name for name, field in fields.items() if not is_written(field)}
    same = {name for name in chosen & there.keys() if there[name] == sent.get(name)}
    return (
        {name: said for name, said in there.items() if name not in same},
        {name: said for name, said in sent.items() if name in chosen - same},
    )
