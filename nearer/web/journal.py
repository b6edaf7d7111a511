"""A journal from elsewhere: chosen, looked at with what its marks mean, kept, and taken out again whole."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django import forms
from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.entries import CheckedIn, JournalBrought, PageBrought
from nearer.domain.journal import Brought, Journal, brought, mark_of, still_here
from nearer.formats.journals.errors import NotAJournal, OrderUnknown, Why
from nearer.formats.journals.recognise import Recognised, recognised
from nearer.vault import store
from nearer.vault.archive import is_archive
from nearer.vault.aside import from_aside, let_go_aside, put_aside
from nearer.web.finding import entry_or_404
from nearer.web.journal_marks import ColumnsForm, MeaningForm, read, sources
from nearer.web.room import RoomRequest, with_book, with_key
from nearer.web.stamp import new_id, now
from nearer.web.uploads import Upload, data_of, files_of, name_of, takes_file

FIRST_ROWS, MOST_UNREAD = 6, 20

WRONG: dict[Why, Any] = {
    "empty": _("There is nothing in this file."),
    "binary": _("This file is no text. Choose the CSV, the JSON, or the zip that the other app handed out."),
    "damaged": _("This file is damaged or cut off. Let the other app hand it out once more."),
    "open_quote": _("Line %(n)s opens a quotation mark that is not closed as it should be. Nothing was taken in."),
    "no_columns": _(
        "Line %(n)s has no columns that can be told apart. Save the table as CSV, with a first line of names."
    ),
    "large": _("This holds more pages than one journal can bring in: 50,000. Split it by years."),
    "unknown": _(
        "This is no export of Day One or Journiv, and no table. A CSV can be brought in from nearly everywhere."
    ),
    "no_date": _("No cell of this column is a day. Choose the column with the dates."),
}
ARCHIVE = _("This is an archive of Nearer. Bring it in under “An archive of a book”.")


class FileForm(forms.Form):
    """The file of an older journal."""

    file = Upload(_("The file"), missing=_("Choose the file."), accept=".csv,.tsv,.txt,.json,.zip")


class _Aside(msgspec.Struct, array_like=True):
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Came:
    """A journal that was brought in, and how much of it is still here."""

    mark: JournalBrought
    source: Any
    here: int
    changed: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry that would come of the file."""

    entry: CheckedIn | PageBrought
    clock: Any
    words: str


@takes_file
@with_key
def journal(request: RoomRequest) -> HttpResponse:
    """Choose a file; below, what came in before."""
    form = files_of(request, FileForm)
    if request.method == "POST" and form.is_valid():
        name, data = name_of(form.cleaned_data["file"]), data_of(form.cleaned_data["file"])
        try:
            if is_archive(data):
                form.add_error("file", ARCHIVE)
            else:
                known = recognised(data)
                token = put_aside(request.room.book, msgspec.msgpack.encode(_Aside(name, data)))
                return _look(request, token, name, data, known, None)
        except NotAJournal as wrong:
            form.add_error("file", said_of(wrong))
    book = request.room.read()
    return render(
        request,
        "journal/journal.html",
        {"form": form, "came": [_came(request, m) for m in book.of(JournalBrought)[::-1]]},
    )


@require_POST
@with_key
def keep(request: RoomRequest) -> HttpResponse:
    """Look once more with other meanings, or keep what was shown."""
    token = request.POST.get("token", "")
    aside = from_aside(request.room.book, token)
    if aside is None:
        return render(request, "archive/gone.html", {"again": "journal"}, status=409)
    file = msgspec.msgpack.decode(aside, type=_Aside)
    return _look(request, token, file.name, file.data, recognised(file.data), request.POST)


@with_book
def undo(request: RoomRequest, entry: str) -> HttpResponse:
    """Take out everything that came in with a journal, after asking once."""
    book = request.room.read()
    mark = entry_or_404(book, entry, JournalBrought)
    if request.method == "POST":
        request.room.keep(request, remove=[mark.id, *(one.id for one in still_here(book, mark))])
        store.scrub()
        return redirect("journal")
    return render(request, "journal/undo.html", {"came": _came(request, mark)})


def said_of(wrong: NotAJournal) -> Any:
    """Why a file was not read, in a sentence."""
    sentence = WRONG[wrong.why]
    return sentence % {"n": wrong.place} if "%(n)s" in str(sentence) else sentence


def _look(
    request: RoomRequest, token: str, name: str, data: bytes, known: Recognised, sent: QueryDict | None
) -> HttpResponse:
    """The page between choosing and keeping: what the marks mean, the first rows, what was not read."""
    told: dict[str, Any] = {"token": token, "name": name, "source": sources()[known.source]}
    columns = ColumnsForm(sent, known=known, data=data) if known.source == "table" else None
    told["columns"] = columns
    try:
        found = read(data, known, columns)
    except (NotAJournal, OrderUnknown) as wrong:
        if columns is None:
            return render(request, "journal/journal.html", {"form": _refused(wrong)})
        columns.tell(said_of(wrong) if isinstance(wrong, NotAJournal) else wrong)
        return render(request, "journal/look.html", told)
    if found is None:
        return render(request, "journal/look.html", told)
    seen = columns.chosen() if columns else "-"
    is_seen = sent is not None and sent.get("seen") == seen
    meaning = MeaningForm(sent if is_seen else None, journal=found)
    result = brought(found, meaning.meaning(), request.room.read(), new_id)
    if sent is not None and is_seen and sent.get("do") == "keep" and meaning.is_valid() and result.entries:
        return _kept(request, found, result, name)
    told |= {"meaning": meaning, "seen": seen, "is_new": sent is not None and not is_seen}
    return render(request, "journal/look.html", told | _shown(found, result))


def _kept(request: RoomRequest, found: Journal, result: Brought, name: str) -> HttpResponse:
    mark = mark_of(result.entries, found.source, name, new_id(), now(), settings.TIME_ZONE)
    request.room.book.write(add=[*result.entries, mark])
    let_go_aside(request.room.book)
    return redirect("journal")


def _shown(found: Journal, result: Brought) -> dict[str, Any]:
    first = [
        Shown(
            entry,
            entry.at.astimezone(ZoneInfo(entry.zone)),
            entry.note if isinstance(entry, CheckedIn) else entry.words,
        )
        for entry in result.entries[:FIRST_ROWS]
    ]
    n = sum(isinstance(entry, CheckedIn) for entry in result.entries)
    return {
        "first": first,
        "checkins": n,
        "pages": len(result.entries) - n,
        "already": result.already,
        "unread": found.unread[:MOST_UNREAD],
        "unread_n": len(found.unread),
        "days": sorted(page.at for page in found.pages)[:: max(1, len(found.pages) - 1)],
    }


def _came(request: RoomRequest, mark: JournalBrought) -> Came:
    here = still_here(request.room.read(), mark)
    return Came(mark, sources()[mark.source], len(here), sum(entry.rev > 1 for entry in here))


def _refused(wrong: Exception) -> forms.Form:
    form = FileForm({})
    form.errors.clear()
    form.add_error("file", said_of(wrong) if isinstance(wrong, NotAJournal) else WRONG["damaged"])
    return form
