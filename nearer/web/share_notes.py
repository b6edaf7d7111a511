"""What comes back: a note is read, then kept or let go; a suggested act becomes a plan; parts rest if the person agrees."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import Entry, EntryId, NoteAnswered, NoteReceived, PartsPaused, PartsResumed, PausablePart
from nearer.domain.paused import PARTS, paused
from nearer.domain.shares import Note, Therapist, therapists
from nearer.formats.shares import NotReadable, note_in
from nearer.vault import shares
from nearer.web.bonds import bond_between, therapist_or_404
from nearer.web.fields import Checks
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.practice import plan_in_words
from nearer.web.practice_plan import PlanForm
from nearer.web.room import RoomRequest, SampleRoom, with_book, with_key
from nearer.web.stamp import own_stamp

CALLED: dict[PausablePart, Any] = {
    "roots": _("Looking back at roots"),
    "bill": _("The bill: what distance costs"),
    "letter": _("The letter from your oldest self"),
    "grief": _("Pages about what ended, and other deep ones"),
}


def called(parts: Collection[str]) -> list[Any]:
    """What these parts are called, in the order of the programme."""
    return [CALLED[part] for part in PARTS if part in parts]


class AcceptForm(forms.Form):
    """Which of the proposed parts shall rest."""

    pause = Checks(_("Shall these rest for a while?"), [])

    def __init__(self, *args: Any, parts: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["pause"].choices = [(part, CALLED[part]) for part in PARTS if part in parts]  # type: ignore[attr-defined]
        if not parts:
            del self.fields["pause"]


class ResumeForm(forms.Form):
    """Which parts are to be open again."""

    parts = Checks(_("What shall be open again?"), [])

    def __init__(self, *args: Any, resting: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parts"].choices = [(part, CALLED[part]) for part in PARTS if part in resting]  # type: ignore[attr-defined]


@with_key
def note(request: RoomRequest, bond: str, letter: str) -> HttpResponse:
    """One letter that came: read it, keep it or let it go. Nothing changes before one of the two is pressed."""
    found = therapist_or_404(request, bond)
    kind, said = _opened(request, found, letter)
    form = AcceptForm(request.POST or None, parts=said.pause if said else ())
    if request.method == "POST" and form.is_valid():
        return _answer(request, found, letter, said, form.cleaned_data.get("pause", []))
    return render(request, "shares/note.html", {"t": found, "note": said, "kind": kind, "form": form})


def _answer(
    request: RoomRequest, found: Therapist, letter: str, said: Note | None, pause: list[PausablePart]
) -> HttpResponse:
    own = request.room.book
    if said is None:
        shares.put_away(own, found.bond, letter, [])
        return redirect("share", bond=found.bond)
    is_accepted = "accept" in request.POST
    received = _received(request, found, letter, said)
    answer = NoteAnswered(**own_stamp(request), letter=letter, answer="accepted" if is_accepted else "let_go")
    entries: list[Entry] = [received, answer]
    if is_accepted and pause:
        entries.append(PartsPaused(**own_stamp(request), bond=found.bond, parts=tuple(pause)))
    shares.put_away(own, found.bond, letter, entries)
    if is_accepted and said.act:
        return redirect("share-note-plan", entry=received.id)
    return redirect("share", bond=found.bond)


@with_book
@writes(PlanForm)
def plan(request: RoomRequest, entry: str) -> HttpResponse:
    """Plan an act that was suggested: its words are there already, the guess is the person's own."""
    received = entry_or_404(request.room.read(), entry, NoteReceived)
    return plan_in_words(request, {"choice": "own", "act": received.act, "first_sentence": received.first_sentence})


@with_book
def resting_parts(request: RoomRequest) -> HttpResponse:
    """What rests by agreement. The person alone opens it again, whenever they like."""
    resting = paused(request.room.read())
    if request.method == "POST" and not resting:
        return redirect("paused")
    form = ResumeForm(request.POST or None, resting=resting)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["parts"]:
        request.room.keep(request, [PartsResumed(**own_stamp(request), parts=tuple(form.cleaned_data["parts"]))])
        return redirect("paused")
    return render(request, "shares/paused.html", {"form": form, "resting": called(resting)})


def notes_wait(request: RoomRequest) -> bool:
    """Whether something lies unread from someone who reads along; nothing is opened for it."""
    if isinstance(request.room, SampleRoom):
        return False
    bonds = {found.bond for found in therapists(request.room.read()) if found.pinned and not found.ended}
    return bool(bonds) and not bonds.isdisjoint(shares.waiting_for(request.room.book))


def unread_notes(request: RoomRequest) -> list[Entry]:
    """Every note that lies unread, as it would stand in the book: after a new key none of them would open."""
    found: list[Entry] = []
    for one in therapists(request.room.read()):
        if one.pinned is None or one.ended:
            continue
        for opened in shares.received(request.room.book, bond_between(one.bond, one.pinned), "note"):
            if (said := _note(opened.body)) is not None:
                found.append(_received(request, one, opened.letter, said))
    return found


def _received(request: RoomRequest, found: Therapist, letter: EntryId, said: Note) -> NoteReceived:
    return NoteReceived(
        **own_stamp(request),
        bond=found.bond,
        letter=letter,
        words=said.words,
        act=said.act,
        first_sentence=said.first_sentence,
        pause=said.pause,
    )


def _note(body: bytes | None) -> Note | None:
    try:
        return None if body is None else note_in(body)
    except NotReadable:
        return None


def _opened(request: RoomRequest, found: Therapist, letter: str) -> tuple[str, Note | None]:
    """What a letter is, and the note in it; "closed" where it does not open between the compared keys."""
    if found.pinned is None:
        raise Http404
    lying = shares.received(request.room.book, bond_between(found.bond, found.pinned), "note", "leave")
    opened = next((o for o in lying if o.letter == letter), None)
    if opened is None:
        raise Http404
    if opened.body is None or opened.kind == "leave":
        return ("closed" if opened.body is None else "leave"), None
    said = _note(opened.body)
    return ("closed", None) if said is None else ("note", said)
