"""The desk of someone who reads along: the people whose reports they are shown, and the newest report of each.

Nobody's book opens here. What lies on the desk are the reports that were sent, until they are taken back.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.entries import EntryId, InvitationAnswered, PatientLeft, PatientPinned, Way
from nearer.domain.safety import may_download
from nearer.domain.shares import Change, Patient, Shared, changes, patient, patients
from nearer.formats.shares import NotReadable, shared_in
from nearer.vault import letters, shares
from nearer.vault.errors import NoInvitation, NotTheirs, TooSoon
from nearer.vault.letters import Card, card_in
from nearer.web.bonds import CompareForm, State, a_name, bond_between, patient_or_404, state_of
from nearer.web.fields import Line
from nearer.web.room import Room, RoomRequest, with_key
from nearer.web.sealed_files import TROUBLE, FileForm, SealedFile, hand_out, refused
from nearer.web.share_drawn import drawn_if_it_can_be
from nearer.web.stamp import Stamp, now, own_stamp, stamp
from nearer.web.tries import tried_code, wait_a_little
from nearer.web.uploads import takes_file

NAME = _("What do you call this person here?")


class CodeForm(forms.Form):
    """The code someone gave, and a name for them."""

    code = Line(_("The code"), max_length=40, missing=_("Write the eight letters and digits."))
    name = a_name(NAME)


class InvitationForm(forms.Form):
    """The invitation someone handed over, and a name for them."""

    file = SealedFile(_("The invitation"))
    name_for_file = a_name(NAME)


@dataclass(frozen=True, slots=True)
class OnDesk:
    """What lies on the desk from one person: the newest report, the one before it, and how many do not open."""

    newest: Shared | None
    before: Shared | None
    closed: int

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the newest report says otherwise than the one before it."""
        return changes(self.before.report, self.newest.report) if self.newest and self.before else ()


@with_key
def desk(request: RoomRequest) -> HttpResponse:
    """Everyone whose reports are read here."""
    rows = [(p, state(request.room, p), on_desk(request.room, p)) for p in patients(request.room.read())]
    told = {
        "rows": [row for row in rows if row[1] != "over"],
        "over": [row[0] for row in rows if row[1] == "over"],
        "form": FileForm(),
    }
    return render(request, "desk/desk.html", told)


@takes_file
@with_key
def new(request: RoomRequest) -> HttpResponse:
    """Take an invitation: by the code someone gave, or by their file."""
    by_file = request.method == "POST" and "name_for_file" in request.POST
    code = CodeForm(request.POST if request.method == "POST" and not by_file else None)
    file = InvitationForm(request.POST, request.FILES) if by_file else InvitationForm()
    status = 200
    if code.is_bound and code.is_valid():
        try:
            return redirect("desk-compare", bond=_by_code(request, code.cleaned_data))
        except TooSoon as soon:
            status = 429
            code.add_error("code", wait_a_little(soon))
        except NoInvitation:
            code.add_error("code", _("This code does not lead to an invitation. It works once, and for 15 minutes."))
    if file.is_bound and file.is_valid():
        try:
            return redirect("desk-compare", bond=_by_file(request, file.cleaned_data))
        except TROUBLE as trouble:
            file.add_error("file", refused(trouble))
    return render(request, "desk/new.html", {"code": code, "file": file}, status=status)


def _by_code(request: RoomRequest, said: dict[str, Any]) -> EntryId:
    stamped, own = own_stamp(request), request.room.book
    bonds: list[EntryId] = []

    def answered(bond: EntryId, inviting: Card) -> InvitationAnswered:
        bonds.append(bond)
        return _answered(stamped, bond, said["name"], "code", inviting)

    tried_code(request, own.person, lambda: shares.answer_code(own, said["code"], now(), answered))
    return bonds[0]


def _by_file(request: RoomRequest, said: dict[str, Any]) -> EntryId:
    bond, inviting = letters.read_invitation(said["file"])
    if inviting.person == request.room.book.person:
        raise NotTheirs
    if patient(request.room.read(), bond) is None:
        entry = _answered(stamp(request), bond, said["name_for_file"], "file", inviting)
        request.room.keep(request, [entry])
    return bond


def _answered(stamped: Stamp, bond: EntryId, name: str, way: Way, inviting: Card) -> InvitationAnswered:
    return InvitationAnswered(**stamped, bond=bond, name=name, way=way, card=inviting.hex)


@with_key
def compare(request: RoomRequest, bond: str) -> HttpResponseBase:
    """Eight words over both people's keys, and for the way by files the answer to carry back."""
    found = patient_or_404(request, bond)
    if found.pinned is not None or found.left is not None:
        return redirect("desk-person", bond=bond)
    inviting, own = card_in(found.answered.card), shares.card_of(request.room.book)
    form = CompareForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["compared"] == inviting.hex:
        if form.cleaned_data["same"] == "yes":
            request.room.keep(request, [PatientPinned(**own_stamp(request), bond=bond, card=inviting.hex, own=own.hex)])
            return redirect("desk-person", bond=bond)
        shares.part(request.room.book, bond, [PatientLeft(**own_stamp(request), bond=bond)])
        return render(request, "shares/different.html", {"again": "desk-new"})
    told = {
        "form": form,
        "words": letters.fingerprint(bond, inviting, own),
        "other": inviting.hex,
        "name": found.name,
        "p": found,
        "has_files": may_download(request.room.read()),
    }
    return render(request, "desk/compare.html", told)


@require_POST
@with_key
def answer_file(request: RoomRequest, bond: str) -> HttpResponse:
    """The answer to an invitation as a file. It holds public keys and nothing else."""
    found = patient_or_404(request, bond)
    if found.way != "file" or found.left is not None:
        raise Http404
    own = request.room.book
    return hand_out(request, letters.write_answer(own.keys, own.person, bond, card_in(found.answered.card)))


@takes_file
@require_POST
@with_key
def take_in(request: RoomRequest) -> HttpResponse:
    """A report came as a file; whose it is, its bond says, and the seal."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return redirect("desk-person", bond=_take_in(request, form.cleaned_data["file"]))
        except TROUBLE as trouble:
            form.add_error("file", refused(trouble))
    rows = [(p, state(request.room, p), on_desk(request.room, p)) for p in patients(request.room.read())]
    return render(request, "desk/desk.html", {"rows": rows, "over": [], "form": form}, status=400)


def _take_in(request: RoomRequest, data: bytes) -> EntryId:
    bond = letters.bond_of(data)
    found = patient(request.room.read(), bond)
    if found is None or found.pinned is None or found.left is not None:
        raise NotTheirs
    shares.take_in(request.room.book, bond_between(bond, found.pinned), "share", data)
    return bond


@with_key
def one(request: RoomRequest, bond: str) -> HttpResponseBase:
    """One person: their newest report, what changed since the one before, and the notes that went back."""
    found = patient_or_404(request, bond)
    if found.pinned is None and found.left is None:
        return redirect("desk-compare", bond=bond)
    lies = on_desk(request.room, found)
    told = {
        "p": found,
        "state": state(request.room, found),
        "lies": lies,
        "drawn": drawn_if_it_can_be(lies.newest.report) if lies.newest else None,
        "has_files": may_download(request.room.read()),
    }
    return render(request, "desk/person.html", told)


@with_key
def leave(request: RoomRequest, bond: str) -> HttpResponse:
    """Stop reading along: what lies here from them goes, and they are told."""
    found = patient_or_404(request, bond)
    if request.method == "POST":
        if found.left is None:
            _leave(request, found)
        return redirect("desk")
    return render(request, "desk/leave.html", {"p": found})


def _leave(request: RoomRequest, found: Patient) -> None:
    own, entry = request.room.book, PatientLeft(**own_stamp(request), bond=found.bond)
    shares.part(own, found.bond, [entry])
    if found.pinned is not None and found.way == "code" and state(request.room, found) == "ready":
        shares.say_left(own, bond_between(found.bond, found.pinned), own_stamp(request)["id"])


def state(room: Room, found: Patient) -> State:
    """How it stands with someone on the desk."""
    if found.left is not None:
        return "over"
    return "compare" if found.pinned is None else state_of(room, found.bond, found.way, found.pinned)


def on_desk(room: Room, found: Patient) -> OnDesk:
    """What lies here from one person; what does not open between the compared keys is only counted."""
    if found.pinned is None or found.left is not None or found.pinned.own != shares.card_of(room.book).hex:
        return OnDesk(None, None, 0)
    opened = shares.received(room.book, bond_between(found.bond, found.pinned), "share")
    read = [shared for letter in opened if (shared := _shared(letter.body)) is not None]
    newest = sorted(read, key=lambda shared: shared.number, reverse=True)
    before = newest[1] if len(newest) > 1 else None
    return OnDesk(newest[0] if newest else None, before, len(opened) - len(read))


def _shared(body: bytes | None) -> Shared | None:
    try:
        return None if body is None else shared_in(body)
    except NotReadable:
        return None
