"""Pages that were sent while the book was locked: kept or discarded, one by one."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from nearer.vault.waiting import WrittenForm, discard, waiting_page, waiting_pages
from nearer.web.keep import Kept
from nearer.web.room import RoomRequest, with_book

KEEPABLE = frozenset(
    {
        "plan",
        "practice-edit",
        "practice-camera",
        "practice-outcome",
        "practice-again",
        "practice-let-go",
        "checkin",
        "checkin-edit",
        "map-edit",
        "safety-plan-edit",
        "signs",
        "story",
    }
)
"""Forms that write words. A waiting page has no proven sender, so keeping one may never remove or change anything else."""


@with_book
def waiting(request: RoomRequest) -> HttpResponse:
    """Everything that waits, oldest first."""
    pages = [(page, _words(page.written)) for page in waiting_pages(request.room.book)]
    if not pages:
        return redirect("today")
    return render(request, "waiting/waiting.html", {"pages": pages})


@require_POST
@with_book
def keep(request: RoomRequest, page: str) -> HttpResponseBase:
    """Send the form again, as if it had just been sent, with the time at which it was written."""
    written = waiting_page(request.room.book, page)
    if written is None:
        raise Http404
    response = _send_again(request, written)
    if response.status_code in (302, 303):
        discard(request.room.book, page)
        return redirect("waiting")
    return response


@require_POST
@with_book
def let_go(request: RoomRequest, page: str) -> HttpResponse:
    """Really remove a page that is not wanted."""
    discard(request.room.book, page)
    return redirect("waiting")


def _send_again(request: HttpRequest, written: WrittenForm) -> HttpResponseBase:
    try:
        match = resolve(written.path)
    except Resolver404 as gone:
        raise Http404 from gone
    if match.url_name not in KEEPABLE:
        raise Http404
    sent = QueryDict(mutable=True)
    for name, values in written.fields.items():
        sent.setlist(name, values)
    request.POST, request.path, request.path_info = sent, written.path, written.path  # type: ignore[assignment]
    request.written_at = written.at  # type: ignore[attr-defined]
    return cast("HttpResponseBase", match.func(request, *match.args, **match.kwargs))


def _words(written: WrittenForm | None) -> list[Kept]:
    if written is None:
        return []
    return [k for name, values in written.fields.items() for value in values if (k := Kept(name, value)).is_words]
