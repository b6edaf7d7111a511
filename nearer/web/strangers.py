"""Strangers and weak ties: what was guessed against what it was like, of the acts that were done."""

from django.http import HttpResponse
from django.shortcuts import render

from nearer.domain.practice import practices
from nearer.domain.strangers import A_PICTURE, far_situations, met, reading
from nearer.domain.ties import bonds
from nearer.web.content import content
from nearer.web.room import RoomRequest, with_book

LADDERS = "H5"
"""The step whose ladders lead to strangers."""


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """Guess against experience, act by act, the latest first."""
    book = request.room.read()
    programme = content().programme
    weak = {id_ for b in bonds(book) if b.is_weak and b.ended is None for id_ in (b.person,)}
    found = met(practices(book), far_situations(programme), weak)
    said = reading(found)
    told = {"met": found[::-1], "reading": said, "needed": A_PICTURE, "step": LADDERS}
    if said is not None:
        told |= {"low": round(100 * said.less.interval.low), "high": round(100 * said.less.interval.high)}
    return render(request, "people/strangers.html", told)
