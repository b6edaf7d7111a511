"""The first page, and the empty one that Leave leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nearer.web.drawings.plans import welcome_wall
from nearer.web.room import Room


def welcome(request: HttpRequest) -> HttpResponse:
    """What this is. It lists no names; an open book leads on to Today."""
    room: Room | None = request.room  # type: ignore[attr-defined]
    if room is not None and not room.unfinished:
        return redirect("today")
    return render(request, "welcome/welcome.html", {"wall": welcome_wall(), "resume": room is not None})


def away(request: HttpRequest) -> HttpResponse:
    """Where Leave leads without scripts: an empty page."""
    return render(request, "welcome/away.html")
