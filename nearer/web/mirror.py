"""The mirror's door: why today, the file, what it leaves open, and which one is you."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import MirrorAsked
from nearer.domain.mirror import gap, turns
from nearer.domain.mirror_kept import mark_of, readings
from nearer.domain.mirror_reading import reading
from nearer.domain.own_words import kept
from nearer.domain.people import people
from nearer.domain.safety import (
    MIRROR_DAYS,
    MIRROR_OPENINGS,
    NARROW_DAYS,
    is_narrowed,
    mirror_again_on,
    mirror_rests,
    mirror_rests_today,
    shows_device,
    unsafe_people,
)
from nearer.formats.chats.reading import ORDERS
from nearer.formats.chats.source import held
from nearer.web import opened, uploads
from nearer.web.chat_work import Step, work
from nearer.web.fields import Answers, Choose
from nearer.web.keep import NothingKept
from nearer.web.labels import writes
from nearer.web.looks import look_again
from nearer.web.mirror_moments import moments_of
from nearer.web.mirror_reading import has_guesses, looked_at
from nearer.web.mirror_words import WHY_TODAY
from nearer.web.opened import Chat
from nearer.web.own_words_kept import hold_own_words
from nearer.web.room import RoomRequest, SampleRoom, with_book
from nearer.web.stamp import stamp, today
from nearer.web.uploads import is_too_large, takes_file

NEITHER = "neither"
NOT_READ = 400


class WhyForm(forms.Form):
    """Asked first, each day."""

    why = Answers(_("Why today?"), WHY_TODAY, missing=_("Choose one of these."))


class FileForm(forms.Form):
    """The age of everyone in it; the file itself is looked for in what was uploaded."""

    adults = Answers(
        _("Is everyone in this chat 18 or older?"),
        [("yes", _("Yes")), ("no", _("No, or I do not know"))],
        missing=_("Choose one of these."),
    )


class WhoForm(forms.Form):
    """Which one is you, and whom the chat is with."""

    me = Answers(_("Which one is you?"), [], missing=_("Choose one of these."))
    person = Choose(_("Whom is this chat with?"), [], help_text=_("Only you see this. It may also be nobody."))

    def __init__(self, chat: Chat, book: Book, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = [(str(place), name) for place, name in enumerate(chat.names)]
        self.fields["me"].choices = [*rows, (NEITHER, now_("None of them"))]  # type: ignore[attr-defined]
        names = sorted(people(book).names.items(), key=lambda pair: pair[1].casefold())
        self.fields["person"].choices = [("", now_("Nobody in my circles")), *names]  # type: ignore[attr-defined]
        if len(chat.names) > 2 or not names:
            del self.fields["person"]


@with_book
@writes(WhyForm)
def show(request: RoomRequest) -> HttpResponse:
    """What was read so far, and the question that comes first."""
    book = request.room.read()
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entry = MirrorAsked(**stamp(request), why=form.cleaned_data["why"])
        request.room.keep(request, [entry])
        if entry.why == "curious":
            return redirect("mirror-file")
        opened.throw_away(request.room)
        return redirect("mirror")
    told = {
        "form": form,
        "rests": is_narrowed(book, today()),
        "rest_days": NARROW_DAYS,
        "not_today": mirror_rests_today(book, today()),
        "open": opened.opened(request.room),
        "closed": "closed" in request.GET,
        "thrown": "thrown" in request.GET,
        "shows": shows_device(book),
        "readings": [(one, people(book).name(one.person)) for one in readings(book)],
        "with_words": {one.reading for one in kept(book)},
        "days": MIRROR_DAYS,
        "openings": MIRROR_OPENINGS,
    }
    return render(request, "mirror/mirror.html", told)


@takes_file
@with_book
def file(request: RoomRequest) -> HttpResponseBase:
    """Drop the export. The answer is one stream of counts where a script asks for it, and the next page otherwise."""
    if (elsewhere := _elsewhere(request)) is not None:
        return elsewhere
    form = FileForm(request.POST or None)
    if request.method != "POST":
        return render(request, "mirror/file.html", _file_shown(request, form))
    if isinstance(request.room, SampleRoom) and not request.headers.get("X-Progress"):
        raise NothingKept
    wrong = _refused(request, form)
    if wrong:
        return _wrong(request, form, wrong)
    chat = Chat([held("chat", upload.read()) for upload in request.FILES.getlist("export")])
    return _worked(request, chat, form)


@with_book
def which(request: RoomRequest) -> HttpResponseBase:
    """What the file leaves open: the order of day and month, or which of its chats."""
    chat = opened.opened(request.room)
    if (elsewhere := _elsewhere(request)) is not None or chat is None or opened.is_of_another(request, chat):
        return elsewhere or opened.not_open()
    with chat.one_press:
        return _answered(request, chat)


def _answered(request: RoomRequest, chat: Chat) -> HttpResponseBase:
    if not chat.asks:
        return redirect(_onward(chat))
    said = request.POST.get("order", ""), request.POST.get("chat", "")
    if said[0] in chat.orders and said[0] in ORDERS:
        chat.order = said[0]
        return _worked(request, chat, FileForm())
    if said[1].isdecimal() and int(said[1]) < len(chat.chats):
        chat.which = chat.chats[int(said[1])]
        return _worked(request, chat, FileForm())
    return render(request, "mirror/which.html", {"chat": chat, "chats": list(enumerate(chat.chats))})


@with_book
def who(request: RoomRequest) -> HttpResponse:
    """Which one is you; and then the reading, if there may be one."""
    chat = opened.opened(request.room)
    if (elsewhere := _elsewhere(request)) is not None or chat is None or opened.is_of_another(request, chat):
        return elsewhere or opened.not_open()
    form = WhoForm(chat, request.room.read(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with chat.one_press:
            return _looked(request, chat, form)
    if not chat.messages:
        return redirect("mirror-reading" if chat.reading is not None else "mirror")
    return render(request, "mirror/who.html", {"form": form, "chat": chat} | _span(chat))


def _looked(request: RoomRequest, chat: Chat, form: WhoForm) -> HttpResponse:
    if not chat.messages:
        return redirect("mirror-reading" if chat.reading is not None else "mirror")
    book, person = request.room.read(), form.cleaned_data.get("person") or None
    why_not, again = _no_reading(book, chat, form.cleaned_data["me"], person)
    if why_not:
        opened.throw_away(request.room, chat)
        return render(request, "mirror/no_reading.html", {"why_not": why_not, "again": again, "days": MIRROR_DAYS})
    read(chat, chat.names[int(form.cleaned_data["me"])], person, with_words=not shows_device(book))
    if not has_guesses(chat):
        looked_at(request, chat)
    return redirect("mirror-reading")


def read(chat: Chat, me: str, person: str | None, with_words: bool = False) -> None:
    """Make the reading, and let go of the text but for the moments behind it, and one's own words ``with_words``."""
    chat.me, chat.person, chat.mark = me, person, mark_of(chat.names)
    chat.others = tuple(name for name in chat.names if name != me)
    said = chat.messages
    length = gap(said)
    chat.reading = reading(
        turns(said, length), me, len(chat.names), chat.looks, lambda walked: look_again(said, walked)
    )
    chat.moments = moments_of(chat)
    if with_words:
        hold_own_words(chat)
    chat.messages, chat.looks, chat.files = (), None, []


def _no_reading(book: Book, chat: Chat, me: str, person: str | None) -> tuple[str, date | None]:
    if me == NEITHER:
        return "neither", None
    if person is not None and people(book).who(person) in unsafe_people(book):
        return "unsafe", None
    again = mirror_again_on(book, mark_of(chat.names), person, today())
    return ("too soon", again) if again is not None else ("", None)


def _elsewhere(request: RoomRequest) -> HttpResponse | None:
    """Back to the first question, unless it was answered today and the mirror does not rest."""
    book = request.room.read()
    asked = book.last(MirrorAsked)
    if isinstance(request.room, SampleRoom):
        return None
    if mirror_rests(book, today()) or asked is None or asked.day != today():
        opened.throw_away(request.room)
        return redirect("mirror")
    return None


def _refused(request: RoomRequest, form: FileForm) -> str:
    """Why nothing is read of what was sent; "" where it may be."""
    if isinstance(request.room, SampleRoom):
        return now_("This is a sample, and no chat of yours is read in it. That takes a book of your own.")
    if is_too_large(request):
        return now_("This is more than %(n)s MB. Export the chat without its pictures and recordings.") % {
            "n": uploads.MOST >> 20
        }
    if form.is_valid() and form.cleaned_data["adults"] == "no":
        return now_("Then there is no reading: a chat with someone under 18 in it is not looked into.")
    if not request.FILES.getlist("export"):
        return now_("Choose the file of an exported chat.")
    return "" if form.is_valid() else str(form.errors["adults"][0])


def _worked(request: RoomRequest, chat: Chat, form: FileForm) -> HttpResponseBase:
    before = opened.put(request.room, chat)
    if request.headers.get("X-Progress"):
        answer = StreamingHttpResponse(_told(request, chat, before), content_type="text/plain; charset=utf-8")
        answer.headers["X-Accel-Buffering"] = "no"
        return answer
    for _step in work(chat):
        pass
    if chat.wrong:
        opened.put_back(request.room, chat, before)
        return _wrong(request, form, chat.wrong)
    return redirect(_onward(chat))


def _told(request: RoomRequest, chat: Chat, before: Chat | None) -> Iterator[bytes]:
    """Counts, a line each, and where to go at the end. When nobody listens any more, the text goes with the work, and the
    chat that was open ``before`` is open again."""
    is_done = False
    try:
        yield _line(doing="read", done=0)
        for step in work(chat):
            if not opened.is_open(request.room, chat):
                return
            yield _line(**Step._asdict(step))
        is_done = not chat.wrong
        yield _line(wrong=chat.wrong) if chat.wrong else _line(go=reverse(_onward(chat)))
    except GeneratorExit:
        is_done = False
        raise
    finally:
        if not is_done:
            opened.put_back(request.room, chat, before)


def _line(**said: Any) -> bytes:
    return json.dumps(said).encode() + b"\n"


def _onward(chat: Chat) -> str:
    return "mirror-which" if chat.asks else "mirror-who"


def _wrong(request: RoomRequest, form: FileForm, sentence: str) -> HttpResponse:
    if request.headers.get("X-Progress"):
        return HttpResponse(_line(wrong=sentence), content_type="text/plain; charset=utf-8")
    return render(request, "mirror/file.html", _file_shown(request, form) | {"wrong": sentence}, status=NOT_READ)


def _file_shown(request: RoomRequest, form: FileForm) -> dict[str, Any]:
    return {"form": form, "most": uploads.MOST, "most_mb": uploads.MOST >> 20, "open": opened.opened(request.room)}


def _span(chat: Chat) -> dict[str, date]:
    return {"first": date.fromisoformat(chat.span[0]), "last": date.fromisoformat(chat.span[1])}
