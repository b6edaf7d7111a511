"""Keeping one's own words with a reading: what may be kept of an open chat, and what a kept reading says of it."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from nearer.domain.book import Book
from nearer.domain.entries import EntryId, MirrorRead, OwnWordsKept, What
from nearer.domain.mirror_reading import WHATS
from nearer.domain.own_words import MOST, kept, kept_of, lines, may_keep, measured, own_words, unmarked
from nearer.domain.people import people
from nearer.domain.safety import mirror_rests, shows_device
from nearer.vault.aside import ROW
from nearer.vault.beside import torn_in
from nearer.web.opened import Chat
from nearer.web.room import Room, RoomRequest, SampleRoom
from nearer.web.stamp import own_stamp, today

OWN_BEHIND: tuple[What, ...] = tuple(what for what in WHATS if what not in ("words", "unanswered"))
"""Numbers that come from messages of one's own."""
GONE = "own words gone"
UNDO_LASTS = 60
"""Seconds. The page says ten; the rest is for slow hands and slow lines."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be kept of an open chat: messages, and bytes as they are sealed. ``fits``: whether there is room."""

    messages: int
    size: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Kept words as a list shows them; ``name``: whom the chat was with, where that is known. ``torn``: not whole on the
    disk. ``alone``: their reading does not open, so they have no page of their own."""

    kept: OwnWordsKept
    name: str | None
    torn: bool
    alone: bool


def hold_own_words(chat: Chat) -> None:
    """Hold the lines of one's own words of a chat that was just read; none where they are more than a book holds. They
    stand behind numbers that are said; of how few openings were met nothing is (see ``safety``)."""
    assert chat.reading is not None
    held, places = bytearray(), array("L")
    counting = {m.what: chat.reading.counting(m.what) for m in chat.reading.measures if m.value is not None}
    for place, message in own_words(chat.messages, chat.me, chat.names, counting):
        held += b"".join(lines([message]))
        places.append(place)
        if len(held) > MOST:
            chat.own_fits = False
            return
    chat.own, chat.own_places = bytes(held), places


def _chosen(chat: Chat) -> bytes:
    """The lines as they are kept: what was left out of a number stands behind it no more."""
    left: dict[int, set[What]] = {}
    for what, moments in chat.left_out.items():
        for place in (place for moment in moments for place in moment.places):
            row = bisect_left(chat.own_places, place)
            if row < len(chat.own_places) and chat.own_places[row] == place:
                left.setdefault(row, set()).add(what)
    return unmarked(chat.own, left)


def offered(request: RoomRequest, chat: Chat) -> Offer | None:
    """What may be chosen when a reading is kept; None where nothing is offered, and then nothing is held any longer."""
    book = request.room.read()
    if shows_device(book) or mirror_rests(book, today()):
        chat.own = b""
    if not chat.own:
        return None if chat.own_fits else Offer(0, 0, fits=False)
    messages, size, _digest = measured([chat.own])
    return Offer(messages, size, may_keep(book, size, today()))


def to_keep(
    request: RoomRequest, chat: Chat, offer: Offer | None, reading: EntryId
) -> tuple[list[OwnWordsKept], Mapping[EntryId, list[bytes]]]:
    """The entry that names one's own words and what is sealed under it, where that was chosen; nothing otherwise."""
    if request.POST.get("words") != "own" or offer is None:
        return [], {}
    text = _chosen(chat)
    messages, size, digest = measured([text])
    said = {"reading": reading, "messages": messages, "size": size, "digest": digest}
    entry = OwnWordsKept(**own_stamp(request, chat.ids[1]), **said)  # type: ignore[arg-type]
    return [entry], {entry.id: [text]}


def kept_shown(request: RoomRequest, reading: MirrorRead) -> dict[str, Any]:
    """What the page of a kept reading says of one's own words."""
    book = request.room.read()
    words = None if isinstance(request.room, SampleRoom) else kept_of(book, reading.id)
    gone = None if words or shows_device(book) else _just_gone(request)
    return {"words": words, "own_behind": OWN_BEHIND if words else (), "gone": gone}


def torn_words(room: Room) -> tuple[OwnWordsKept, ...]:
    """The own words of a book that are not whole on the disk; a sample lies on none."""
    return () if isinstance(room, SampleRoom) else torn_in(room.book, room.read().of(OwnWordsKept))


def archive_mends(book: Book, torn: Collection[OwnWordsKept]) -> bool:
    """Whether an archive may put back something that does not open: no own words where someone looks at the device."""
    return bool(book.problems) or (bool(torn) and not shows_device(book))


def kept_list(book: Book, torn: Collection[OwnWordsKept]) -> list[Held]:
    """Everything that is kept, the newest first; nothing where someone looks at the device."""
    known = people(book)
    rows = []
    for one in reversed(kept(book)):
        reading = book.get(one.reading)
        rows.append(Held(one, known.name(getattr(reading, "person", None)), one in torn, reading is None))
    return rows


def whom(reading: MirrorRead, name: str | None) -> str:
    """What stands for the hidden name of the other one: whom the reading is linked to; "" where there are several."""
    return "" if reading.group else name or _("someone")


def _just_gone(request: RoomRequest) -> str | None:
    """The mark of words that were removed a moment ago, to take that back."""
    return aside_of(said := request.GET.get("gone", "")) and said


def aside_of(said: str) -> str | None:
    """The token under which removed words wait, while they do."""
    try:
        token = signing.loads(said, salt=GONE, max_age=UNDO_LASTS)
    except signing.BadSignature:
        return None
    return token if isinstance(token, str) and len(token) == ROW else None
