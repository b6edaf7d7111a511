"""Help now: someone to call, then ways to steady oneself. No sign-in, no script, nothing remembered."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nearer.web.content import content
from nearer.web.whereabouts import country_of


def help_now(request: HttpRequest) -> HttpResponse:
    """The lines of every country we opened a source for, the nearest one first."""
    return render(request, "help/help.html", lines_from_here())


def lines_from_here() -> dict[str, Any]:
    """The help lines, and the country that this computer's clock points to, if its lines are known."""
    lines, here = content().help_lines, country_of(settings.TIME_ZONE)
    return {"lines": lines, "here": here if any(country.code == here for country in lines.country) else None}
