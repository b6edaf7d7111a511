"""Help now: someone to call, then ways to steady oneself. No sign-in, no script, nothing remembered."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from nearer.domain.book import Book
from nearer.domain.entries import CountryChosen
from nearer.web.content import content
from nearer.web.whereabouts import country_of

PLAIN_PATH = re.compile(r"/([\w-]+/)*", re.ASCII)


def help_now(request: HttpRequest) -> HttpResponse:
    """The lines of every country we opened a source for, the nearest one first."""
    room = getattr(request, "room", None)
    return render(request, "help/help.html", lines_from_here(room.read() if room else None))


def ground(request: HttpRequest) -> HttpResponse:
    """A breath and five senses on a page of their own, and the way back to the page that ``next`` names."""
    came_from = path_here(request.GET.get("next", ""))
    return render(request, "help/ground.html", {"back": came_from or reverse("welcome"), "known": bool(came_from)})


def path_here(asked: str) -> str | None:
    """The path, if it is the plain path of a page of this site: no host, no scheme, no query."""
    if not PLAIN_PATH.fullmatch(asked):
        return None
    try:
        found = resolve(asked)
    except Resolver404:
        return None
    return asked if found.url_name != "ground" else None


def lines_from_here(book: Book | None = None) -> dict[str, Any]:
    """The help lines, and whose come first, if they are known: those of the country that an open book names, else of the
    one that this computer's clock points to."""
    chosen = book.last(CountryChosen) if book is not None else None
    lines, here = content().help_lines, (chosen and chosen.country) or country_of(settings.TIME_ZONE)
    return {"lines": lines, "here": here if any(country.code == here for country in lines.country) else None}
