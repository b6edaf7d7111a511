"""Sending a report: exactly what will be read, first; then sealed to the compared key, and signed."""

import hashlib

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nearer.domain.entries import ShareSent
from nearer.domain.report import chosen, report
from nearer.domain.shares import Shared
from nearer.formats.shares import NotReadable, share_bytes, shared_in
from nearer.vault import shares
from nearer.vault.letters import LONGEST
from nearer.web.bonds import bond_between, state_of, therapist_or_404
from nearer.web.content import content
from nearer.web.room import RoomRequest, with_key
from nearer.web.share_drawn import drawn
from nearer.web.stamp import stamp, today


class SendForm(forms.Form):
    """The report as it was looked at; ``seen`` is a print of its bytes."""

    seen = forms.CharField(widget=forms.HiddenInput)


@with_key
def send(request: RoomRequest, bond: str) -> HttpResponse:
    """Look at the report as the other one will read it, and send it. Nothing else of the book goes along."""
    found = therapist_or_404(request, bond)
    if found.pinned is None or found.ended or state_of(request.room, bond, found.invited.way, found.pinned) != "ready":
        return redirect("share", bond=bond)
    book = request.room.read()
    ticked = chosen(book)
    made = report(book, content().programme, ticked, today())
    body = share_bytes(Shared(len(found.sent) + 1, made))
    seen = hashlib.blake2b(body, digest_size=16).hexdigest()
    form = SendForm(request.POST or None)
    is_as_seen = form.is_bound and form.is_valid() and form.cleaned_data["seen"] == seen
    can_be_read = len(body) <= LONGEST and _is_readable(body)
    if request.method == "POST" and is_as_seen and can_be_read:
        entry = ShareSent(
            **stamp(request), bond=bond, letter=stamp(request)["id"], title=ticked.title, parts=tuple(ticked.ticks)
        )
        own, is_here = request.room.book, found.invited.way == "code"
        shares.send(own, bond_between(bond, found.pinned), "share", entry.letter, body, entry, is_here)
        return redirect("share", bond=bond)
    told = {
        "t": found,
        "drawn": drawn(made),
        "seen": seen,
        "has_changed": form.is_bound and not is_as_seen,
        "can_be_read": can_be_read,
    }
    return render(request, "shares/send.html", told)


def _is_readable(body: bytes) -> bool:
    """Whether the desk will take it: the same strict reading, before anything is sealed."""
    try:
        shared_in(body)
    except NotReadable:
        return False
    return True
