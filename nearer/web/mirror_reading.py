"""The reading: guess first, then look; the moments behind a number; what is kept of it, and what goes."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from nearer.domain.entries import Measured, MirrorLooked, MirrorRead, What
from nearer.domain.mirror_kept import changes, first_of
from nearer.domain.mirror_months import then_and_now
from nearer.domain.own_words import kept_of
from nearer.domain.people import people
from nearer.domain.safety import mirror_rests
from nearer.domain.written import goes_with
from nearer.vault import store
from nearer.vault.errors import NoRoom
from nearer.web import opened
from nearer.web.drawings.strata import strata
from nearer.web.finding import entry_or_404
from nearer.web.mirror_feelings import feelings_drawn
from nearer.web.mirror_words import LEVELS, WORDS, figure, how_met, words_of
from nearer.web.opened import Chat
from nearer.web.own_words_kept import kept_shown, offered, to_keep
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import own_stamp, today

FULL = 100
FIRST_SHOWN: tuple[What, ...] = ("mine_met", "theirs_met", "follow_ups", "deep")
"""Where the first moment comes from: one that was met, where there is one."""


@with_book
def look(request: RoomRequest) -> HttpResponse:
    """The numbers that were guessed, and the next guess."""
    chat = opened.seen_today(request.room)
    if chat is None or chat.reading is None or opened.is_of_another(request, chat):
        return opened.not_open()
    if request.method == "POST":
        with chat.one_press:
            what = _guessed(request, chat)
        return redirect(f"{reverse('mirror-reading')}#{what}" if what else "mirror-reading")
    known, several = [m for m in chat.reading.measures if m.value is not None], chat.reading.is_group
    next_ = next((m for m in known if m.what not in chat.guesses), None)
    shown = [figure(replace(m, guess=chat.guesses[m.what]), several) for m in known if m.what in chat.guesses]
    told = {
        "chat": chat,
        "words": words_of(next_.what, several) if next_ else None,
        "next": next_,
        "figures": [(one, len(chat.moments.get(one.what, ()))) for one in shown],
        "few": [figure(m, several) for m in chat.reading.measures if m.value is None] if next_ is None else [],
        "moment": _first_moment(chat),
        "first": date.fromisoformat(chat.span[0]),
        "last": date.fromisoformat(chat.span[1]),
        "name": people(request.room.read()).name(chat.person),
        "left": sum(m.what not in chat.guesses for m in known),
        "own": offered(request, chat),
    }
    told |= months_shown(chat.reading.months, "deep" in chat.guesses)
    told["shown"] = feelings_drawn(chat.reading.feelings, chat.reading.months) if "feelings" in chat.guesses else None
    return render(request, "mirror/reading.html", told)


@require_POST
@with_book
def keep(request: RoomRequest) -> HttpResponse:
    """Keep the numbers and the guesses, with one's own words where they were chosen; all other text goes."""
    chat = opened.seen_today(request.room)
    if chat is None or chat.reading is None or opened.is_of_another(request, chat):
        return opened.not_open()
    entry = MirrorRead(
        **own_stamp(request, chat.ids[0]),
        chat=chat.mark,
        person=chat.person,
        group=chat.reading.is_group,
        checked=chat.checked,
        messages=chat.count,
        first=date.fromisoformat(chat.span[0]),
        last=date.fromisoformat(chat.span[1]),
        measures=tuple(replace(m, guess=chat.guesses.get(m.what)) for m in chat.reading.measures),
        months=chat.reading.months,
        feelings=chat.reading.feelings,
    )
    offer = offered(request, chat)
    if request.POST.get("words") == "own" and offer is not None and not offer.fits:
        return redirect("mirror-reading")
    words, large = to_keep(request, chat, offer, entry.id)
    try:
        request.room.keep(request, [entry, *words], large=large)
    except NoRoom:
        return redirect("mirror-reading")
    opened.throw_away(request.room, chat)
    return redirect("mirror-kept", entry.id)


@require_POST
@with_book
def close(request: RoomRequest) -> HttpResponse:
    """Throw the text away, at any point."""
    chat = opened.opened(request.room)
    if chat is not None and opened.is_of_another(request, chat):
        return opened.not_open()
    opened.throw_away(request.room)
    return redirect(f"{reverse('mirror')}?thrown=1")


@with_book
def kept(request: RoomRequest, reading: str) -> HttpResponse:
    """A kept reading: its numbers beside the guesses, and what changed since the first one of the same chat."""
    book = request.room.read()
    found = entry_or_404(book, reading, MirrorRead)
    if mirror_rests(book, today()):
        resting = {
            "reading": found,
            "name": people(book).name(found.person),
            "gone": kept_shown(request, found)["gone"],
        }
        return render(request, "mirror/kept_rests.html", resting)
    first = first_of(book, found)
    known = [m for m in found.measures if m.value is not None]
    told = {
        "reading": found,
        "name": people(book).name(found.person),
        "figures": [(figure(m, found.group), 0) for m in known],
        "few": [figure(m, found.group) for m in found.measures if m.value is None],
        "since": first,
        "changes": [(WORDS[c.what], figure(c.first), figure(c.now), c.is_clear) for c in changes(first, found)]
        if first
        else [],
        "shown": feelings_drawn(found.feelings, found.months),
    }
    return render(request, "mirror/kept.html", told | kept_shown(request, found) | months_shown(found.months, True))


@with_book
def remove(request: RoomRequest, reading: str) -> HttpResponse:
    """Remove a reading for good. That the chat was looked at, and when, stays for the rule about thirty days."""
    book = request.room.read()
    found = entry_or_404(book, reading, MirrorRead)
    if request.method == "POST":
        request.room.keep(request, remove=[found.id, *(one.id for one in goes_with(book, found))])
        store.scrub()
        return redirect("mirror")
    told = {"reading": found, "name": people(book).name(found.person), "words": kept_of(book, found.id)}
    return render(request, "mirror/remove.html", told)


def months_shown(months: Any, is_shown: bool) -> dict[str, Any]:
    """The layers by month and their table, once depth may be shown."""
    if not is_shown or not any(month.levels for month in months):
        return {}
    return {
        "strata": strata(months),
        "months": [(month, [round(FULL * n / max(1, sum(month.levels))) for n in month.levels]) for month in months],
        "levels": LEVELS,
        "then_now": then_and_now(months),
    }


def has_guesses(chat: Chat) -> bool:
    """Whether a reading asks for a guess before anything of it is shown."""
    return chat.reading is not None and any(m.value is not None for m in chat.reading.measures)


def looked_at(request: RoomRequest, chat: Chat) -> None:
    """Note, once, that a chat was looked at: whoever leaves before the first number has seen nothing of it."""
    if not chat.looked_at:
        request.room.keep(request, [MirrorLooked(**own_stamp(request), chat=chat.mark, person=chat.person)])
        chat.looked_at = True


def _guessed(request: RoomRequest, chat: Chat) -> What | None:
    """Take in a guess, or that one is left out; a number is guessed once."""
    assert chat.reading is not None
    said = request.POST.get("what", "")
    measured: Measured | None = next((m for m in chat.reading.measures if m.what == said and m.value is not None), None)
    if measured is None or measured.what in chat.guesses:
        return None
    looked_at(request, chat)
    guess = request.POST.get("guess", "")
    is_left_out = "left_out" in request.POST or not guess.isdecimal() or int(guess) > FULL
    chat.guesses[measured.what] = None if is_left_out else int(guess) * 10
    return measured.what


def _first_moment(chat: Chat) -> Any:
    """One moment, shown once its number may be: one that was met before any other."""
    for what in FIRST_SHOWN if chat.looked_at else ():
        found = chat.moments.get(what, ())
        is_guessed = what in chat.guesses or all(
            m.value is None for m in (chat.reading.measures if chat.reading else ()) if m.what == what
        )
        left = chat.left_out.get(what, ())
        good = (one for one in found if one.met in (None, "up") and one.moment.sure is not False)
        if is_guessed and (first := next((one for one in good if one.moment not in left), None)) is not None:
            return first, how_met(first.moment)
    return None
