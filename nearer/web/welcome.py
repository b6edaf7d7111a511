"""The first page, the help page and the steadying page: all of them work before and without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nearer.web.content import content
from nearer.web.drawings.plans import welcome_wall
from nearer.web.room import Room


def welcome(request: HttpRequest) -> HttpResponse:
    """What this is. It lists no names; an open book leads on to Today."""
    room: Room | None = request.room  # type: ignore[attr-defined]
    if room is not None and not room.unfinished:
        return redirect("today")
    return render(request, "welcome/welcome.html", {"wall": welcome_wall(), "resume": room is not None})


def help_now(request: HttpRequest) -> HttpResponse:
    """Someone to call, then ways to steady oneself. No sign-in, no script, nothing remembered."""
    return render(request, "help/help.html", {"lines": content().help_lines})


def away(request: HttpRequest) -> HttpResponse:
    """Where Leave leads without scripts: an empty page."""
    return render(request, "welcome/away.html")
