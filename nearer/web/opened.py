"""Chats that are open for a reading: in the memory of this process only, bounded in size and time.

One for each open book. It goes when the book locks or is left, when its text is thrown away, when a new one is dropped, when
nobody has looked at it for some minutes, and with the process. After the reading only the moments that numbers open are left
of the text, and one's own messages, where they may be kept. Nothing here is ever written down by itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from threading import Lock, RLock, Timer
from time import monotonic
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nearer.domain.chats import Message
from nearer.domain.entries import EntryId, PersonId, What
from nearer.domain.mirror_reading import Reading
from nearer.domain.mirror_sittings import Looks, Met, Moment
from nearer.domain.safety import mirror_rests
from nearer.formats.chats.reading import DateOrder
from nearer.formats.chats.source import Source
from nearer.vault import sessions
from nearer.vault.locks import cookie_found_by
from nearer.web.room import Room
from nearer.web.stamp import new_id, today

MOST_CHATS = 4
"""Books that may have a chat open at the same time: each may take as much memory as its export."""

LASTS = 15 * 60
"""Seconds after the last look at it; a book that locks sooner takes it along."""


class Said(NamedTuple):
    """One message of a moment; ``who`` is "" where it is one's own. ``later``: when it was, after others that are not shown."""

    who: str
    text: str
    counts: bool
    later: str = ""


class Shown(NamedTuple):
    """A moment as it is shown: when, its messages, and which moment it is."""

    when: str
    said: tuple[Said, ...]
    moment: Moment

    @property
    def met(self) -> Met | None:
        """How an opening was met."""
        return self.moment.met


@dataclass(eq=False)
class Chat:
    """What a person dropped, as far as it has been read. ``files`` go once they are read, ``messages`` after the reading;
    ``own`` are the lines of one's own words that may be kept (see ``own_words``), ``own_places`` where they stood. ``ids``:
    of the entries that keep it, so that keeping it twice says one thing. ``looked_at``: whether it was noted that a number or a
    moment of it was seen. ``one_press``: held while it is being read, since people press twice where something takes long."""

    files: list[Source]
    order: DateOrder | None = None
    which: str | None = None
    orders: tuple[DateOrder, ...] = ()
    example: str = ""
    chats: tuple[str, ...] = ()
    wrong: str = ""
    messages: Sequence[Message] = ()
    names: tuple[str, ...] = ()
    format: str = ""
    notes: tuple[str, ...] = ()
    unread: int = 0
    first_unread: tuple[int, ...] = ()
    checked: bool = False
    looks: Looks | None = None
    mark: str = ""
    person: PersonId | None = None
    me: str = ""
    others: tuple[str, ...] = ()
    reading: Reading | None = None
    moments: dict[What, tuple[Shown, ...]] = field(default_factory=dict)
    own: bytes = field(default=b"", repr=False)
    own_places: Sequence[int] = ()
    own_fits: bool = True
    ids: tuple[EntryId, EntryId] = field(default_factory=lambda: (new_id(), new_id()))
    guesses: dict[What, int | None] = field(default_factory=dict)
    looked_at: bool = False
    left_out: dict[What, set[Moment]] = field(default_factory=dict)
    count: int = 0
    span: tuple[str, str] = ("", "")
    until: float = 0.0
    one_press: Lock = field(default_factory=Lock, repr=False)

    @property
    def asks(self) -> bool:
        """Whether something about the file has to be answered first."""
        return bool(self.orders or self.chats)

    @property
    def is_whole(self) -> bool:
        """Whether work on it came to something: a question, messages or a reading."""
        return self.asks or bool(self.messages) or self.reading is not None


_chats: dict[str, Chat] = {}
_lock = RLock()
_timer: Timer | None = None


def put(room: Room, chat: Chat) -> Chat | None:
    """Open a chat for this book, in place of one that was open, which comes back. The one nobody looked at longest goes when
    there are many."""
    with _lock:
        _sweep()
        before = _chats.pop(_key(room), None)
        while len(_chats) >= MOST_CHATS:
            del _chats[min(_chats, key=lambda key: _chats[key].until)]
        chat.until = _until(room)
        _chats[_key(room)] = chat
        _wake()
        return before


def put_back(room: Room, chat: Chat, before: Chat | None) -> None:
    """Let go of a chat that came to nothing; the one in whose place it was put is open again, unless all was closed since."""
    with _lock:
        if not is_open(room, chat):
            return
        throw_away(room, chat)
        if before is not None and before is not chat and before.is_whole:
            put(room, before)


def opened(room: Room) -> Chat | None:
    """The chat that is open for this book, seen again now."""
    if not room.token:
        return None
    with _lock:
        _sweep()
        chat = _chats.get(_key(room))
        if chat is not None:
            chat.until = _until(room)
        return chat


def seen_today(room: Room) -> Chat | None:
    """The chat that is open for this book; none while the mirror rests."""
    if mirror_rests(room.read(), today()):
        throw_away(room)
    return opened(room)


def is_of_another(request: HttpRequest, chat: Chat) -> bool:
    """Whether a form was sent from a page about another chat than the one that is open now: a second window dropped this."""
    return request.POST.get("open", chat.ids[0]) != chat.ids[0]


def not_open() -> HttpResponse:
    """The way to the mirror's first page, which says that the chat is not open any more."""
    return redirect(f"{reverse('mirror')}?closed=1")


def is_open(room: Room, chat: Chat) -> bool:
    """Whether this very chat is still open, so that work on it may go on."""
    with _lock:
        return _chats.get(_key(room)) is chat


def throw_away(room: Room, chat: Chat | None = None) -> None:
    """Let go of a book's chat at once; with ``chat`` only of that one."""
    with _lock:
        if chat is None or _chats.get(_key(room)) is chat:
            _chats.pop(_key(room), None)


def throw_all_away() -> None:
    """Let go of every chat."""
    with _lock:
        _chats.clear()


def _go_with(over: Collection[str]) -> None:
    with _lock:
        for found_by in over:
            _chats.pop(found_by, None)


sessions.when_over.append(_go_with)


def _key(room: Room) -> str:
    return cookie_found_by(room.token)


def _until(room: Room) -> float:
    return monotonic() + min(LASTS, room.idle_minutes * 60)


def _sweep() -> None:
    for key in [key for key, chat in _chats.items() if chat.until <= monotonic()]:
        del _chats[key]


def _wake() -> None:
    """Sweep also while nobody asks for a page."""
    global _timer
    if _timer is None and _chats:
        _timer = Timer(max(1.0, min(chat.until for chat in _chats.values()) - monotonic()), _woken)
        _timer.daemon = True
        _timer.start()


def _woken() -> None:
    global _timer
    with _lock:
        _timer = None
        _sweep()
        _wake()


def someone(place: int) -> str:
    """What a chat's other people are called where their name is empty."""
    return _("Person %(n)s") % {"n": place}
