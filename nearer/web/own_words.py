"""One's own words of a chat, long after it was read: by month, behind a number, found by words, and removed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain import own_words
from nearer.domain.entries import EntryId, MirrorRead, OwnWordsKept
from nearer.domain.own_words import OwnMessage
from nearer.domain.people import people
from nearer.domain.safety import mirror_rests, shows_device
from nearer.vault import codec, store
from nearer.vault.aside import from_aside, let_go_aside, put_aside
from nearer.vault.errors import Damaged, FutureVersion, NoRoom, Torn
from nearer.web import hidden
from nearer.web.fields import Line
from nearer.web.finding import entry_or_404
from nearer.web.mirror_words import METS, WORDS
from nearer.web.own_words_kept import GONE, OWN_BEHIND, UNDO_LASTS, aside_of, whom
from nearer.web.room import RoomRequest, with_book, with_key
from nearer.web.stamp import today

MOST_SHOWN = 300
"""Messages on one page; a month with more has several."""
MOST_BEHIND = 24
"""Messages that a number opens, spread over the whole time."""


class SearchForm(forms.Form):
    """Words to look for in what one wrote."""

    search = Line(_("Words to look for"), max_length=200, missing=_("Write a word to look for."))


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a page shows it; ``met``: how it was met, where it was an opening or answered one."""

    when: Any
    text: str
    met: Any


class _Aside(msgspec.Struct):
    """What waits for a moment after it was removed."""

    entry: bytes
    text: bytes


@with_book
def show(request: RoomRequest, reading: str, month_: str = "") -> HttpResponse:
    """One's own words of a chat, a month at a time, or what a search found in them."""
    found, kept = _kept_or_404(request, reading)
    told: dict[str, Any] = _told(request, found, kept)
    messages = _messages(request, kept, told)
    form = SearchForm(request.POST if request.method == "POST" else None)
    told["form"] = form
    if messages and request.method == "POST" and form.is_valid():
        rows = own_words.found(messages, form.cleaned_data["search"])
        told |= {"n": len(rows), "rows": _shown(rows[:MOST_SHOWN], told), "left_off": len(rows) > MOST_SHOWN}
    elif messages:
        told |= _month(request, messages, month_, told)
    return render(request, "mirror/own_words.html", told)


@with_book
def behind(request: RoomRequest, reading: str, what: str) -> HttpResponse:
    """Some of one's own messages that a number comes from, spread over the whole time."""
    found, kept = _kept_or_404(request, reading)
    if what not in OWN_BEHIND or all(m.what != what or m.value is None for m in found.measures):
        raise Http404
    told = _told(request, found, kept)
    mine = [one for one in _messages(request, kept, told) if any(number == what for number, _met in one.behind)]
    some = [mine[place * len(mine) // MOST_BEHIND] for place in range(MOST_BEHIND)] if len(mine) > MOST_BEHIND else mine
    told |= {"words_of": WORDS[what], "what": what, "rows": _shown(some, told, what), "n": len(mine)}
    return render(request, "mirror/own_words_behind.html", told)


@require_POST
@with_key
def remove(request: RoomRequest, reading: str) -> HttpResponse:
    """Really remove one's own words from the disk; for a moment they can be taken back out of memory."""
    found, kept = _kept_or_404(request, reading)
    text = _text(request, kept)
    request.room.keep(request, remove=[kept.id])
    store.scrub()
    if text is None:
        return redirect("mirror-kept", found.id)
    token = put_aside(request.room.book, msgspec.msgpack.encode(_Aside(codec.encode(kept), text)), UNDO_LASTS)
    return redirect(f"{reverse('mirror-kept', args=[found.id])}?gone={signing.dumps(token, salt=GONE)}")


@require_POST
@with_key
def undo(request: RoomRequest, reading: str) -> HttpResponse:
    """Take back the removal, while the words wait in memory and there is room for them. Twice the same changes nothing."""
    book = request.room.read()
    found = entry_or_404(book, reading, MirrorRead)
    if own_words.kept_of(book, found.id) is not None:
        return redirect("mirror-kept", found.id)
    aside = from_aside(request.room.book, aside_of(request.POST.get("until", "")) or "")
    if aside is None or shows_device(book):
        return render(request, "mirror/own_words_gone.html", {"reading": found}, status=409)
    held = msgspec.msgpack.decode(aside, type=_Aside)
    entry = codec.decode(held.entry)
    if not isinstance(entry, OwnWordsKept) or entry.reading != found.id:
        raise Http404
    try:
        request.room.keep(request, [entry], large={entry.id: [held.text]})
    except NoRoom:
        return render(request, "mirror/own_words_gone.html", {"reading": found, "full": True}, status=409)
    let_go_aside(request.room.book)
    return redirect("mirror-kept", found.id)


@require_POST
@with_key
def remove_all(request: RoomRequest) -> HttpResponse:
    """Really remove the words of every chat, whoever looks at the device."""
    rows: list[EntryId] = [one.id for one in request.room.read().of(OwnWordsKept)]
    request.room.keep(request, remove=rows)
    store.scrub()
    return redirect("settings")


def _kept_or_404(request: RoomRequest, reading: str) -> tuple[MirrorRead, OwnWordsKept]:
    book = request.room.read()
    found = entry_or_404(book, reading, MirrorRead)
    kept = own_words.kept_of(book, found.id)
    if kept is None:
        raise Http404
    return found, kept


def _told(request: RoomRequest, found: MirrorRead, kept: OwnWordsKept) -> dict[str, Any]:
    book = request.room.read()
    return {
        "reading": found,
        "kept": kept,
        "name": people(book).name(found.person),
        "rests": mirror_rests(book, today()),
        "torn": "",
    }


def _messages(request: RoomRequest, kept: OwnWordsKept, told: dict[str, Any]) -> tuple[OwnMessage, ...]:
    """The messages; none while the mirror rests, or where they are torn, and then it is told what is wrong."""
    if told["rests"]:
        return ()
    try:
        text = b"".join(request.room.book.large(kept.id))
    except (Damaged, FutureVersion) as wrong:
        told["torn"] = wrong.fault if isinstance(wrong, Torn) else "future"
        return ()
    messages = own_words.read(kept, text)
    if messages is None:
        told["torn"] = "changed"
    return messages or ()


def _text(request: RoomRequest, kept: OwnWordsKept) -> bytes | None:
    """The lines as they are; None where they are torn."""
    try:
        text = b"".join(request.room.book.large(kept.id))
    except (Damaged, FutureVersion):
        return None
    return text if own_words.is_of(kept, text) else None


def _month(request: RoomRequest, messages: tuple[OwnMessage, ...], month_: str, told: dict[str, Any]) -> dict[str, Any]:
    held = own_words.months(messages)
    first = _first_of(month_) if month_ else held[0][0]
    mine = [one for one in messages if one.when.date().replace(day=1) == first]
    parts = max(1, -(-len(mine) // MOST_SHOWN))
    said = request.GET.get("part", "")
    part = min(parts, max(1, int(said))) if said.isdecimal() and len(said) < len("10000") else 1
    days: dict[date, list[Shown]] = {}
    for one in _shown(mine[(part - 1) * MOST_SHOWN : part * MOST_SHOWN], told):
        days.setdefault(one.when.date(), []).append(one)
    return {
        "first": first,
        "held": held,
        "days": list(days.items()),
        "part": part,
        "parts": range(1, parts + 1) if parts > 1 else (),
        "earlier": max((month for month, _n in held if month < first), default=None),
        "later": min((month for month, _n in held if month > first), default=None),
    }


def _shown(messages: Any, told: dict[str, Any], what: str = "") -> list[Shown]:
    only = whom(told["reading"], told["name"])
    return [
        Shown(one.when, hidden.said(one.text, only), METS.get(dict(one.behind).get(what) or "")) for one in messages
    ]


def _first_of(said: str) -> date:
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError as wrong:
        raise Http404 from wrong
