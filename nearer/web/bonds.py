"""Between two books: the bond that both pinned, whether it still holds, and what is said when it does not."""

from typing import Any, Literal

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import EntryId, PatientPinned, TherapistPinned, Way
from nearer.domain.shares import Patient, Therapist, patient, therapist
from nearer.vault.letters import Bond, card_in
from nearer.vault.shares import card_of, standing
from nearer.web.fields import Answers, Line
from nearer.web.room import Room, RoomRequest

State = Literal["invited", "compare", "ready", "own_key", "their_key", "gone", "over"]
"""invited: no answer yet; compare: the words wait; ready: letters pass; own_key: my keys are new; their_key: theirs are not
the compared ones; gone: their account is not here any more; over: ended, or never answered in time."""

LONGEST_NAME = 80


def a_name(label: Any) -> Line:
    """The name that one gives the other."""
    return Line(label, max_length=LONGEST_NAME, missing=_("A nickname or a letter is enough."))


class CompareForm(forms.Form):
    """Whether both read the same eight words. ``compared`` is the card that the words were made of."""

    compared = forms.CharField(widget=forms.HiddenInput)
    same = Answers(
        _("Does the other one read the same eight words?"),
        [("yes", _("Yes, all eight, in this order")), ("no", _("No, something is different"))],
        missing=_("Read them to each other first."),
    )


def bond_between(bond: EntryId, pinned: TherapistPinned | PatientPinned) -> Bond:
    """The two cards as they were compared."""
    return Bond(bond, card_in(pinned.own), card_in(pinned.card))


def state_of(room: Room, bond: EntryId, way: Way, pinned: TherapistPinned | PatientPinned) -> State:
    """How it stands with a bond whose words were compared."""
    if pinned.own != card_of(room.book).hex:
        return "own_key"
    there = standing(bond_between(bond, pinned), is_here=way == "code")
    return {"same": "ready", "elsewhere": "ready", "changed": "their_key", "gone": "gone"}[there]  # type: ignore[return-value]


def therapist_or_404(request: RoomRequest, bond: EntryId) -> Therapist:
    """Someone who was invited."""
    found = therapist(request.room.read(), bond)
    if found is None:
        raise Http404
    return found


def patient_or_404(request: RoomRequest, bond: EntryId) -> Patient:
    """Someone whose invitation was answered."""
    found = patient(request.room.read(), bond)
    if found is None:
        raise Http404
    return found
