"""A note back from the desk: written, looked at as it will be read, then sealed, signed and sent."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.entries import NoteSent, NoteWritten
from nearer.domain.paused import PARTS
from nearer.domain.safety import may_download
from nearer.domain.shares import Note, Patient
from nearer.formats.shares import note_bytes
from nearer.vault import shares
from nearer.web.bonds import bond_between, patient_or_404
from nearer.web.desk import state
from nearer.web.drafts import draft_of
from nearer.web.fields import Checks, Line, Text
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_key
from nearer.web.sealed_files import hand_out
from nearer.web.share_notes import CALLED, called
from nearer.web.stamp import own_stamp, stamp


class NoteForm(forms.Form):
    """Words, an act to try, parts that could rest. None of it is done before the other one agrees."""

    note = Text(_("A few lines"), short=True)
    act = Text(
        _("A small act they could try"),
        short=True,
        help_text=_("Under two minutes, in real life. They make their own guess before it, or leave it."),
    )
    first_sentence = Line(_("A first sentence for it, if one helps"))
    pause = Checks(_("What could rest for a while"), [(part, CALLED[part]) for part in PARTS])

    def clean(self) -> dict[str, Any]:
        """Something has to stand in it."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(name) for name in ("note", "act", "pause")):
            self.add_error("note", _("Write a line, or an act, or tick what could rest."))
        return said


@with_key
@writes(NoteForm)
def write(request: RoomRequest, bond: str) -> HttpResponse:
    """Write a note; it lies in one's own book until it is sent."""
    found = patient_or_404(request, bond)
    if found.pinned is None or found.left is not None:
        return redirect("desk-person", bond=bond)
    form = NoteForm(request.POST or None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = NoteWritten(
            **stamp(request),
            bond=bond,
            words=said["note"],
            act=said["act"],
            first_sentence=said["first_sentence"],
            pause=tuple(said["pause"]),
        )
        request.room.keep(request, [entry])
        return redirect("desk-note-look", bond=bond, note=entry.id)
    return render(request, "desk/note.html", {"p": found, "form": form})


@with_key
def look(request: RoomRequest, bond: str, note: str) -> HttpResponse:
    """The note as the other one will read it, and the button that sends it."""
    found, written = _written(request, bond, note)
    standing = state(request.room, found)
    too_many = False
    if request.method == "POST" and standing == "ready" and found.pinned is not None:
        said = Note(written.words, written.act, written.first_sentence, written.pause)
        entry = NoteSent(**own_stamp(request), bond=bond, letter=note)
        own, is_here = request.room.book, found.way == "code"
        try:
            if not _is_sent(found, note):
                shares.send(own, bond_between(bond, found.pinned), "note", note, note_bytes(said), entry, is_here)
            if is_here:
                return redirect("desk-person", bond=bond)
            return redirect("desk-note-look", bond=bond, note=note)
        except shares.TooManyNotes:
            too_many = True
    told = {
        "p": found,
        "note": written,
        "pause": called(written.pause),
        "state": standing,
        "is_sent": _is_sent(found, note),
        "too_many": too_many,
        "has_files": may_download(request.room.read()),
    }
    return render(request, "desk/note_look.html", told)


@require_POST
@with_key
def as_file(request: RoomRequest, bond: str, note: str) -> HttpResponse:
    """A sent note as a file, to be handed over."""
    found, _one = _written(request, bond, note)
    sealed = shares.file_of(request.room.book, bond, note) if found.way == "file" else None
    if sealed is None:
        raise Http404
    return hand_out(request, sealed)


def _written(request: RoomRequest, bond: str, note: str) -> tuple[Patient, NoteWritten]:
    found = patient_or_404(request, bond)
    written = entry_or_404(request.room.read(), note, NoteWritten)
    if written.bond != bond or found.left is not None:
        raise Http404
    return found, written


def _is_sent(found: Patient, note: str) -> bool:
    return any(written.id == note and sent is not None for written, sent in found.notes)
