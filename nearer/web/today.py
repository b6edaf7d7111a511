"""Today: one thing at a time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nearer.domain.asker import asks_today
from nearer.domain.checkins import is_back
from nearer.domain.practice import is_undone_twice
from nearer.domain.pulse import pulse_is_due
from nearer.domain.safety import may_download, worse_is_due
from nearer.domain.today import next_thing
from nearer.web.checkin import on_today
from nearer.web.coin import coin_today
from nearer.web.kindness import just_seen
from nearer.web.room import MENDED_COOKIE, RoomRequest, keys_were_mended, with_book
from nearer.web.share_notes import notes_wait
from nearer.web.stamp import local_hour, today


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """An outcome that is due, else an act that is due, else the next small act."""
    book = request.room.read()
    day = today()
    told = {
        "day": day,
        "greeting": _greeting(),
        "is_back": is_back(book, day),
        "next": next_thing(book, day),
        "undone_twice": is_undone_twice(book, day),
        "may_download": may_download(book),
        "pulse_is_due": pulse_is_due(book, day),
        "worse_is_due": worse_is_due(book, day),
        "asks_today": asks_today(book, day),
        "problems": len(book.problems),
        "letters": notes_wait(request),
        "keys_were_mended": keys_were_mended(request),
    }
    response = render(
        request, "today/today.html", told | on_today(request) | just_seen(request) | coin_today(book, day)
    )
    if told["keys_were_mended"]:
        response.delete_cookie(MENDED_COOKIE, samesite="Strict")
    return response


def _greeting() -> str:
    hour = local_hour()
    if 4 <= hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= hour < 18 else _("Good evening")
