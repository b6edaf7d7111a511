"""The moments behind the numbers: a few messages each, in memory while the text is open, an opening that was met first."""

from collections.abc import Sequence

from django.utils.formats import date_format

from nearer.domain.entries import What
from nearer.domain.mirror_sittings import METS, Moment
from nearer.web.opened import Chat, Said, Shown, someone

MOST_MOMENTS = 24
"""Of one number, spread over the whole time; all the other text goes."""
MOST_LETTERS = 1200
AROUND = 2
"""Messages shown before and after those that count."""


def moments_of(chat: Chat) -> dict[What, tuple[Shown, ...]]:
    """For every number, up to so many of its moments, spread over time."""
    assert chat.reading is not None
    found = chat.reading.moments
    return {what: tuple(_shown(chat, one) for one in chosen(moments)) for what, moments in found.items()}


def chosen(moments: Sequence[Moment]) -> list[Moment]:
    """Spread over the whole time, the met ones first and some of each way of being met."""
    if not any(one.met for one in moments):
        return _spread(moments, MOST_MOMENTS)
    by_met = [[one for one in moments if one.met == met] for met in METS]
    share = MOST_MOMENTS // len(METS)
    return [one for group in by_met for one in _spread(group, share)]


def _spread(moments: Sequence[Moment], most: int) -> list[Moment]:
    if len(moments) <= most:
        return list(moments)
    return [moments[index * len(moments) // most] for index in range(most)]


def _shown(chat: Chat, moment: Moment) -> Shown:
    counts = set(moment.places)
    first, last = min(counts), max(counts)
    places = range(max(0, first - AROUND), min(len(chat.messages), last + AROUND + 1))
    said = tuple(_said(chat, place, place in counts) for place in places if chat.messages[place].text)
    return Shown(date_format(chat.messages[first].when, "l j F Y, H:i"), said, moment.met)


def _said(chat: Chat, place: int, counts: bool) -> Said:
    message = chat.messages[place]
    name = "" if message.who == chat.me else message.who or someone(1)
    return Said(name, message.text[:MOST_LETTERS], counts)
