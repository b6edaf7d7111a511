"""Looking around: the three made-up persons, opening one of their books, and closing it again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from nearer.web.room import OPEN_COOKIE, SAMPLE_COOKIE, Room, SampleRoom
from nearer.web.samples import sample_named, samples


def choose(request: HttpRequest) -> HttpResponse:
    """Three persons in two lines each. A person's own open book comes first: beside it, no sample is opened."""
    room: Room | None = request.room  # type: ignore[attr-defined]
    is_own = room is not None and not isinstance(room, SampleRoom) and not room.unfinished
    chosen = sample_named(request.POST.get("sample", ""))
    if chosen is None or is_own:
        open_now = room.sample if isinstance(room, SampleRoom) else None
        return render(request, "sample/choose.html", {"samples": samples(), "is_own": is_own, "open_now": open_now})
    response = redirect("today")
    response.set_cookie(
        SAMPLE_COOKIE, chosen.id, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    response.delete_cookie(OPEN_COOKIE, samesite="Strict")
    return response


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the sample, and go back to the first page or on to an own book."""
    to = request.POST.get("to", "")
    response = redirect(to if to in ("begin", "open") else "welcome")
    response.delete_cookie(SAMPLE_COOKIE, samesite="Strict")
    return response
