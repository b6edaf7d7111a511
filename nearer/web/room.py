"""The room: whose book is open in this browser, how it is opened and closed, and which pages need one."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NoReturn, cast

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from nearer.domain import safety
from nearer.domain.book import Book
from nearer.domain.entries import Drafted, Entry, EntryId
from nearer.domain.pulse import fit_is_asked_after_fall
from nearer.domain.samples import Sample
from nearer.vault import keys, locks, sessions
from nearer.vault.errors import Locked, WrongKey
from nearer.vault.models import Lock
from nearer.vault.store import NOTHING_LARGE, OpenBook
from nearer.web import keep
from nearer.web.order import ON_ITS_WAY, behind_drafts
from nearer.web.samples import sample_book, sample_named
from nearer.web.stamp import now, today
from nearer.web.tries import note_mended

OPEN_COOKIE = "nearer-book"
START_COOKIE = "nearer-start"
SAMPLE_COOKIE = "nearer-sample"
LEFT_COOKIE = "nearer-left"
"""Set by a page that is left at once: where its message to the server gets lost, the next request closes the book."""
MENDED_COOKIE = "nearer-mended"
"""Whose public keys were put right when their lock was opened, until Today has told them."""
BOX = "box"
View = Callable[..., HttpResponseBase]
log = logging.getLogger("nearer")


@dataclass
class Room:
    """An open book in one browser. ``unfinished`` until name and passphrase are set."""

    book: OpenBook
    name: str
    token: str
    idle_minutes: int
    unfinished: bool
    _read: Book | None = field(default=None, repr=False)

    def read(self) -> Book:
        """The whole book, opened once per request."""
        if self._read is None:
            self._read = self.book.read()
        return self._read

    @property
    def is_read(self) -> bool:
        """Whether the book is in memory, so that a page can be drawn although the disk fails."""
        return self._read is not None

    def keep(
        self,
        request: HttpRequest,
        entries: Iterable[Entry] = (),
        remove: Iterable[EntryId] = (),
        large: Mapping[EntryId, Iterable[bytes]] = NOTHING_LARGE,
    ) -> None:
        """Write what this form says, and let go of its draft, in one transaction. A revision above 1 is an edit."""
        said = list(entries)
        self.book.write(
            add=[entry for entry in said if entry.rev == 1],
            replace=[entry for entry in said if entry.rev > 1],
            remove=[*remove, *self.drafts(request.path)],
            large=large,
        )
        self._read = None

    def draft(self, path: str) -> Drafted | None:
        """What was last typed into the form at this path and not yet kept."""
        return next(reversed(self._drafts(path)), None)

    def drafts(self, path: str) -> list[EntryId]:
        """Every draft of the form at this path: two, where two servers sealed in the same moment."""
        return [draft.id for draft in self._drafts(path)]

    def _drafts(self, path: str) -> list[Drafted]:
        return [draft for draft in self.read().of(Drafted) if draft.form == path]

    @property
    def has_words(self) -> bool:
        """Whether recovery words have been set."""
        return Lock.objects.filter(person_id=self.book.person, kind=Lock.Kind.WORDS).exists()


class SampleRoom(Room):
    """The room of a made-up person: their book is in memory, has no key, takes nothing in and hands no files out."""

    def __init__(self, sample: Sample) -> None:
        self.sample, self.name, self.token = sample, sample.name, ""
        self.idle_minutes, self.unfinished = sessions.IDLE_MINUTES, False

    @property
    def book(self) -> NoReturn:  # type: ignore[override]
        """There are no sealed rows and no key."""
        raise keep.NoKey

    @property
    def has_words(self) -> bool:
        """Nobody needs to be asked to fetch words for a key that is not there."""
        return True

    @property
    def is_read(self) -> bool:
        """It is never on a disk."""
        return True

    def read(self) -> Book:
        """Twelve weeks that end today."""
        return sample_book(self.sample.id, today(), settings.TIME_ZONE)

    def keep(self, *given: Any, **more: Any) -> NoReturn:  # noqa: ARG002 - as in Room
        """Say that nothing is kept."""
        raise keep.NothingKept


class RoomRequest(HttpRequest):
    """A request whose book is open."""

    room: Room


def open_room(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: find the open book behind the cookie, and let no page be stored by the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        awaited = request.COOKIES.get(ON_ITS_WAY) if request.path != reverse("draft") else None
        if awaited is not None:
            behind_drafts(awaited)
        has_left = bool(request.COOKIES.get(LEFT_COOKIE)) and request.path != reverse("draft")
        if has_left:
            close(request)
        try:
            request.room = find_room(request)  # type: ignore[attr-defined]
        except Exception as trouble:
            answer = keep.answer_trouble(request, trouble)
            if answer is None:
                raise
            return answer
        response = get_response(request)
        if isinstance(request.room, SampleRoom) and "attachment" in response.get("Content-Disposition", ""):  # type: ignore[attr-defined]
            response = keep.answer_trouble(request, keep.NothingKept()) or response
        response.headers["Cache-Control"] = "no-store"
        if awaited is not None:
            response.delete_cookie(ON_ITS_WAY, samesite="Strict")
        if has_left:
            forget(response)
        if (mended := getattr(request, "mended", None)) is not None:
            response.set_cookie(MENDED_COOKIE, mended, httponly=True, samesite="Strict", secure=_is_secure())
        return response

    return middleware


def close(request: HttpRequest) -> None:
    """Lock the book of this browser, and put a sample away. Where the disk takes nothing in, the browser still lets go of
    its token, without which nothing opens the row that stays."""
    request.COOKIES.pop(SAMPLE_COOKIE, None)
    if token := request.COOKIES.pop(OPEN_COOKIE, None):
        try:
            sessions.lock(token)
        except DatabaseError:
            log.exception("leaving")


def forget(response: HttpResponse) -> None:
    """Let the browser forget them too, but what was just opened."""
    for cookie in (OPEN_COOKIE, SAMPLE_COOKIE, LEFT_COOKIE):
        if cookie not in response.cookies:
            response.delete_cookie(cookie, samesite="Strict")


def find_room(request: HttpRequest) -> Room | None:
    """The open book of this browser: behind an opened lock, in an unfinished first sitting, or else of a sample.

    A sample is for looking around: it never stands in the way of a person's own sitting, nor of help in one.
    """
    if token := request.COOKIES.get(OPEN_COOKIE):
        try:
            session, book = sessions.resume(token, now())
        except Locked:
            return None
        return Room(book, session.person.name, token, session.idle_minutes, unfinished=False)
    sitting, sample = _sitting(request), sample_named(request.COOKIES.get(SAMPLE_COOKIE, ""))
    if sample is None or (sitting is not None and _goes_first(sitting, request.path)):
        return sitting
    return SampleRoom(sample)


def _sitting(request: HttpRequest) -> Room | None:
    if not (token := request.COOKIES.get(START_COOKIE)):
        return None
    try:
        person, person_key = locks.open_with_cookie(token, now())
    except WrongKey:
        return None
    note_mended(request, person)
    book = OpenBook(person.id, person.epoch, keys.keys(person_key))
    return Room(book, "", token, sessions.IDLE_MINUTES, unfinished=True)


def _goes_first(sitting: Room, path: str) -> bool:
    return path.startswith((reverse("begin"), reverse("draft"))) or safety.only_help(sitting.read(), now())


def with_book(view: View, in_need: bool = False) -> View:
    """Let a view run only while the book is open. A form sent to a locked book is sealed and waits.

    ``in_need``: the page stays on offer when nothing else is (see ``safety.only_help``), and in an unfinished sitting.
    """

    @wraps(view)
    def guarded(request: RoomRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.room, SampleRoom) and whose_box(request):
            request.room = None  # type: ignore[assignment]  # a form of someone's own book, sent after it had locked
        if request.room is not None:
            elsewhere = None if in_need else _elsewhere(request)
            return redirect(elsewhere) if elsewhere else view(request, *args, **kwargs)
        if request.method == "POST":
            return keep.seal_for_later(request, whose_box(request))
        return redirect("locked")

    guarded.needs_book = True  # type: ignore[attr-defined]
    return guarded


def with_key(view: View) -> View:
    """``with_book`` for the pages about a book's key: a sample has none, and says so."""

    @wraps(view)
    def guarded(request: RoomRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.room, SampleRoom):
            raise keep.NoKey
        return view(request, *args, **kwargs)

    return with_book(guarded)


def _elsewhere(request: RoomRequest) -> str | None:
    """Where someone has to go before this page: to help, to the question asked again, or on with the first sitting."""
    book = request.room.read()
    if safety.only_help(book, now()):
        return "stay"
    if safety.fit_is_due(book, now()) or fit_is_asked_after_fall(book) or safety.fit_is_asked_after_worse(book):
        return "begin-fit"
    return "begin" if request.room.unfinished and not request.path.startswith(reverse("begin")) else None


def with_book_in_need(view: View) -> View:
    """``with_book`` for the pages that stay on offer when nothing else is."""
    return with_book(view, in_need=True)


def keys_were_mended(request: RoomRequest) -> bool:
    """Whether this person has to be told that their public keys were put right."""
    whose = request.COOKIES.get(MENDED_COOKIE)
    return whose is not None and not isinstance(request.room, SampleRoom) and whose == request.room.book.person


def box_of(room: Room) -> str:
    """What a form carries so that it can be sealed to its writer after the book has locked."""
    return "" if isinstance(room, SampleRoom) else signing.dumps(room.book.person, salt=BOX)


def whose_box(request: HttpRequest) -> str | None:
    """The person whose form this is, if it says so truthfully."""
    try:
        return cast("str", signing.loads(request.POST.get(BOX, ""), salt=BOX))
    except signing.BadSignature:
        return None


def enter(response: HttpResponse, token: str) -> HttpResponse:
    """Hand the browser the cookie of an opened book."""
    response.set_cookie(OPEN_COOKIE, token, httponly=True, samesite="Strict", secure=_is_secure())
    response.delete_cookie(START_COOKIE, samesite="Strict")
    response.delete_cookie(SAMPLE_COOKIE, samesite="Strict")
    return response


def start(response: HttpResponse, token: str) -> HttpResponse:
    """Hand the browser the cookie that alone opens an unfinished first sitting."""
    lasts = int(locks.UNFINISHED_LASTS.total_seconds())
    response.set_cookie(START_COOKIE, token, max_age=lasts, httponly=True, samesite="Strict", secure=_is_secure())
    return response


def _is_secure() -> bool:
    return settings.SESSION_COOKIE_SECURE
