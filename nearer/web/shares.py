"""Someone I want to show this to: inviting them, comparing eight words, what they can read now, taking it back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.entries import ShareRevoked, TherapistAnswered, TherapistInvited, TherapistLetGo, TherapistPinned
from nearer.domain.paused import paused
from nearer.domain.safety import may_download
from nearer.domain.shares import INVITED_DAYS, Therapist, therapists
from nearer.vault import letters, shares
from nearer.vault.errors import VaultError
from nearer.vault.letters import Card, card_in
from nearer.web.bonds import CompareForm, State, a_name, bond_between, state_of, therapist_or_404
from nearer.web.fields import Answers
from nearer.web.room import RoomRequest, with_key
from nearer.web.sealed_files import TROUBLE, FileForm, hand_out, refused
from nearer.web.stamp import now, own_stamp, stamp, today
from nearer.web.uploads import takes_file


class InviteForm(forms.Form):
    """Whom to invite, by a name of one's own, and how the two reach each other."""

    name = a_name(_("What do you call them here?"))
    way = Answers(
        _("Where do they read it?"),
        [
            ("code", _("On this same Nearer, with an account of their own")),
            ("file", _("On another computer; we hand each other files")),
        ],
        missing=_("Choose one of these."),
    )

    def __init__(self, *args: Any, has_files: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not has_files:
            self.fields["way"].choices = self.fields["way"].choices[:1]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Row:
    """Someone as the list shows them: how it stands, and how many notes lie unread."""

    therapist: Therapist
    state: State
    notes: int


@with_key
def overview(request: RoomRequest) -> HttpResponse:
    """Everyone who was invited, what they can read now, and what rests."""
    book = request.room.read()
    waiting = shares.waiting_for(request.room.book)
    rows = [Row(t, _state(request, t), waiting.get(t.bond, 0)) for t in therapists(book)]
    told = {
        "rows": [row for row in rows if row.state != "over"],
        "over": [row for row in rows if row.state == "over"],
        "paused": paused(book),
    }
    return render(request, "shares/shares.html", told)


@with_key
def invite(request: RoomRequest) -> HttpResponse:
    """Invite someone: by a code for this server, or by a file for another computer."""
    has_files = may_download(request.room.read())
    form = InviteForm(request.POST or None, has_files=has_files)
    if request.method == "POST" and form.is_valid():
        invited = TherapistInvited(**stamp(request), **form.cleaned_data)
        if request.room.read().get(invited.id) is None:
            if invited.way == "code":
                code = shares.invite_by_code(request.room.book, invited, now())
                minutes = int(shares.CODE_LASTS.total_seconds() // 60)
                return render(request, "shares/code.html", {"code": code, "invited": invited, "minutes": minutes})
            request.room.keep(request, [invited])
        return redirect("share", bond=invited.id)
    return render(request, "shares/invite.html", {"form": form, "has_files": has_files})


@with_key
def one(request: RoomRequest, bond: str) -> HttpResponse:
    """One of them: how it stands, what they can read now, what was sent and came back."""
    return _show(request, therapist_or_404(request, bond), FileForm())


@takes_file
@require_POST
@with_key
def take_in(request: RoomRequest, bond: str) -> HttpResponse:
    """A file came: the answer to the invitation, or a note once the words were compared."""
    found = therapist_or_404(request, bond)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _take_in(request, found, form.cleaned_data["file"])
        except TROUBLE as trouble:
            form.add_error("file", refused(trouble))
        else:
            return redirect("share", bond=bond)
    return _show(request, found, form)


def _take_in(request: RoomRequest, found: Therapist, data: bytes) -> None:
    own = request.room.book
    if found.pinned is not None:
        shares.take_in(own, bond_between(found.bond, found.pinned), "note", data)
        return
    card = letters.read_answer(data, shares.card_of(own), found.bond)
    request.room.keep(request, [TherapistAnswered(**own_stamp(request), bond=found.bond, card=card.hex)])


@require_POST
@with_key
def invitation_file(request: RoomRequest, bond: str) -> HttpResponse:
    """The invitation as a file. It holds public keys and nothing else."""
    found = therapist_or_404(request, bond)
    if found.pinned is not None or found.invited.way != "file":
        raise Http404
    own = request.room.book
    return hand_out(request, letters.write_invitation(own.keys, own.person, bond))


@with_key
def compare(request: RoomRequest, bond: str) -> HttpResponseBase:
    """Eight words over both people's keys: the same on both sides, or somebody stands between."""
    found = therapist_or_404(request, bond)
    other = _other(request, found)
    if found.pinned is not None or other is None:
        return redirect("share", bond=bond)
    own = shares.card_of(request.room.book)
    form = CompareForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["compared"] == other.hex:
        return _compared(request, found, other, form.cleaned_data["same"] == "yes")
    told = {"form": form, "words": letters.fingerprint(bond, own, other), "other": other.hex, "name": found.name}
    return render(request, "shares/compare.html", told)


def _compared(request: RoomRequest, found: Therapist, other: Card, are_same: bool) -> HttpResponse:
    own = request.room.book
    if are_same:
        pinned = TherapistPinned(**own_stamp(request), bond=found.bond, card=other.hex, own=shares.card_of(own).hex)
        request.room.keep(request, [pinned])
        shares.end_invitation(own, found.bond)
        return redirect("share", bond=found.bond)
    shares.part(own, found.bond, [TherapistLetGo(**own_stamp(request), bond=found.bond)])
    return render(request, "shares/different.html", {"again": "share-invite"})


@require_POST
@with_key
def letter_file(request: RoomRequest, bond: str) -> HttpResponse:
    """The newest sealed report as a file, to be handed over."""
    found = therapist_or_404(request, bond)
    lying = shares.lying(request.room.book, bond)
    sealed = shares.file_of(request.room.book, bond, lying[-1]) if lying and found.invited.way == "file" else None
    if sealed is None:
        raise Http404
    return hand_out(request, sealed)


@with_key
def take_back(request: RoomRequest, bond: str) -> HttpResponse:
    """Take every report back: the rows go. What was read stays read."""
    found = therapist_or_404(request, bond)
    if request.method == "POST":
        shares.take_back(request.room.book, bond, [ShareRevoked(**own_stamp(request), bond=bond)])
        return redirect("share", bond=bond)
    return render(request, "shares/take_back.html", {"t": found})


@with_key
def end(request: RoomRequest, bond: str) -> HttpResponse:
    """End it: reports and unread notes go, and the keys count no more. What was written down here stays."""
    found = therapist_or_404(request, bond)
    if request.method == "POST":
        over = [] if found.ended else [TherapistLetGo(**own_stamp(request), bond=bond)]
        shares.part(request.room.book, bond, over)
        return redirect("shares")
    return render(request, "shares/end.html", {"t": found})


def _show(request: RoomRequest, found: Therapist, form: FileForm) -> HttpResponse:
    own, book = request.room.book, request.room.read()
    lying = shares.lying(own, found.bond)
    unread = shares.waiting_for(own).get(found.bond, 0)
    told = {
        "t": found,
        "state": _state(request, found),
        "code_runs": shares.code_runs(own, found.bond, now()),
        "lying": [sent for sent in found.sent if sent.letter in lying],
        "has_files": may_download(book),
        "form": form,
        "days": INVITED_DAYS,
        "letters": _unread(request, found) if unread else (),
    }
    return render(request, "shares/share.html", told, status=400 if form.errors else 200)


def _unread(request: RoomRequest, found: Therapist) -> list[tuple[str, str]]:
    """Letters that lie here unread, each with what it is: a note, a leaving, or nothing that opens."""
    if found.pinned is None:
        return []
    bond = bond_between(found.bond, found.pinned)
    lying = shares.received(request.room.book, bond, "note", "leave")
    return [(opened.letter, "closed" if opened.body is None else opened.kind) for opened in lying]


def _state(request: RoomRequest, found: Therapist) -> State:
    if found.ended is not None:
        return "over"
    if found.pinned is not None:
        return state_of(request.room, found.bond, found.invited.way, found.pinned)
    if _other(request, found) is not None:
        return "compare"
    if found.invited.way == "code":
        return "invited" if shares.code_runs(request.room.book, found.bond, now()) else "over"
    return "over" if found.is_over(today()) else "invited"


def _other(request: RoomRequest, found: Therapist) -> Card | None:
    """The card of who answered; None while nobody has, or where the answer does not hold."""
    if found.answered is not None:
        return card_in(found.answered.card)
    try:
        return shares.answer_of(request.room.book, found.bond, now())
    except VaultError:
        return None
