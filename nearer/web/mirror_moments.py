"""The moments behind the numbers: a few messages each, in memory while the text is open, an opening that was met first."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format

from nearer.domain.entries import What
from nearer.domain.mirror_reading import without
from nearer.domain.mirror_sittings import Moment
from nearer.domain.mirror_twice import chosen
from nearer.domain.people import people
from nearer.web import opened
from nearer.web.mirror_words import figure, how_met
from nearer.web.opened import Chat, Said, Shown, someone
from nearer.web.room import RoomRequest, with_book

MOST_LETTERS = 1200
AROUND = 2
"""Messages shown before and after those that count."""
WHEN = "l j F Y, H:i"


@with_book
def moments(request: RoomRequest, what: str) -> HttpResponse:
    """The messages that a number comes from, while the text is open and once it was guessed; one may be left out of it."""
    chat = opened.seen_today(request.room)
    if chat is None or chat.reading is None or opened.is_of_another(request, chat):
        return opened.not_open()
    measured = next((m for m in chat.reading.measures if m.what == what), None)
    if measured is None:
        raise Http404
    if measured.value is not None and measured.what not in chat.guesses:
        return redirect("mirror-reading")
    shown = chat.moments.get(measured.what, ())
    if request.method == "POST":
        place = _turn_over(chat, measured.what, request.POST.get("moment", ""))
        return redirect(f"{reverse('mirror-moments', args=[what])}{f'#m{place}' if place is not None else ''}")
    left, counting = chat.left_out.get(measured.what, set()), set(chat.reading.counting(measured.what))
    told = {
        "open": chat.ids[0],
        "figure": figure(measured, chat.reading.is_group),
        "rows": [
            (place, one, how_met(one.moment), one.moment in left, one.moment in counting)
            for place, one in enumerate(shown)
        ],
        "few": [figure(measured, chat.reading.is_group)] if measured.value is None else [],
        "name": people(request.room.read()).name(chat.person),
    }
    return render(request, "mirror/moments.html", told)


def moments_of(chat: Chat) -> dict[What, tuple[Shown, ...]]:
    """For every number, up to so many of its moments, spread over time."""
    assert chat.reading is not None
    found = chat.reading.moments
    return {what: tuple(_shown(chat, one) for one in chosen(moments)) for what, moments in found.items()}


def _turn_over(chat: Chat, what: What, said: str) -> int | None:
    """Leave a moment out of the count of its number, or count it again; which of those shown it was."""
    shown = chat.moments.get(what, ())
    assert chat.reading is not None
    if not said.isdecimal() or int(said) >= len(shown) or shown[int(said)].moment not in chat.reading.counting(what):
        return None
    left = chat.left_out.setdefault(what, set())
    left ^= {shown[int(said)].moment}
    chat.reading = without(chat.reading, what, left)
    return int(said)


def _shown(chat: Chat, moment: Moment) -> Shown:
    counts = set(moment.places)
    near = {place + step for place in counts for step in range(-AROUND, AROUND + 1)}
    places = [place for place in sorted(near) if 0 <= place < len(chat.messages) and chat.messages[place].text]
    said = tuple(
        _said(chat, place, place in counts, before is not None and place - before > AROUND + 1)
        for before, place in zip([None, *places], places, strict=False)
    )
    return Shown(date_format(chat.messages[min(counts)].when, WHEN), said, moment)


def _said(chat: Chat, place: int, counts: bool, is_later: bool) -> Said:
    message = chat.messages[place]
    name = "" if message.who == chat.me else message.who or someone(1)
    return Said(name, message.text[:MOST_LETTERS], counts, date_format(message.when, WHEN) if is_later else "")
