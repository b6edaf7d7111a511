"""Pages that were sent while the book was locked: kept or discarded, one by one.

Only what a view writes and does nothing else can be kept: a waiting page has no proven sender, so keeping one may never
remove or change anything.
"""

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from nearer.vault.waiting import WaitingPage, WrittenForm, discard, waiting_page, waiting_pages
from nearer.web.keep import kept_fields
from nearer.web.labels import Said, fields_at, said_by, writes_at
from nearer.web.room import RoomRequest, with_book


@dataclass(frozen=True, slots=True)
class Shown:
    """A waiting page with its answers, and whether it can go into the book."""

    page: WaitingPage
    answers: tuple[Said, ...]
    may_be_kept: bool


@with_book
def waiting(request: RoomRequest) -> HttpResponse:
    """Everything that waits, oldest first."""
    pages = [
        Shown(page, _answers(page.written), _may_be_kept(page.written)) for page in waiting_pages(request.room.book)
    ]
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
    if not writes_at(written.path):
        raise Http404
    sent = QueryDict(mutable=True)
    for name, values in written.fields.items():
        sent.setlist(name, values)
    request.POST, request.path, request.path_info = sent, written.path, written.path  # type: ignore[assignment]
    request.written_at = written.at  # type: ignore[attr-defined]
    return cast("HttpResponseBase", match.func(request, *match.args, **match.kwargs))


def _may_be_kept(written: WrittenForm | None) -> bool:
    return written is not None and writes_at(written.path)


def _answers(written: WrittenForm | None) -> tuple[Said, ...]:
    if written is None:
        return ()
    sent = kept_fields(written.path, written.fields.items())
    if known := fields_at(written.path):
        return tuple(said_by({field.name: field.value for field in sent}, known).values())
    return tuple(Said(field.label, field.value) for field in sent if field.is_words)
