"""Check-ins: ten seconds on Today, everything beyond the first line by choice, and the list of them under Me."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.checkins import asks_stepped_back, instant_of, is_most, whom_lately
from nearer.domain.days import day_of
from nearer.domain.entries import CheckedIn, Entry, EntryId, PersonNamed
from nearer.domain.people import people
from nearer.vault import store
from nearer.web.drafts import draft_of
from nearer.web.finding import entry_or_404
from nearer.web.labels import writes
from nearer.web.practice_plan import named_person
from nearer.web.room import Room, RoomRequest, with_book
from nearer.web.rows import Circles, Pair, Plumb, RowDay, RowLine, RowSelect, RowSlider
from nearer.web.stamp import Stamp, now, own_stamp, stamp, today

NEW = "new"
KEEP = "keep"
LEVELS = ("mood", "aftertaste")
WITH_LEVELS = ("heard", "felt", "shown")
FIRST_LINE = frozenset({"mood", "company", "chosen", "whom", "name", "stepped_back", "step"})
WORDS = frozenset({"note", "name", "step"})
UNDO = "undo"
UNDO_LASTS = 60
"""Seconds. The page says ten; the rest is for slow hands and slow lines."""


DEPTHS = [
    ("0", _("errands")),
    ("1", _("facts")),
    ("2", _("opinions")),
    ("3", _("feelings")),
    ("4", _("needs and fears")),
]
CIRCLES = [
    ("1", _("far apart")),
    ("2", _("near each other")),
    ("3", _("just touching")),
    ("4", _("a little shared")),
    ("5", _("about half shared")),
    ("6", _("mostly shared")),
    ("7", _("almost one")),
]
LEAVE_OUT = ("", _("Leave this out"))


class CheckInForm(forms.Form):
    """The first line is mood and company; nothing beyond company is required."""

    mood = RowSlider(_("Mood"), _("heavy"), _("light"))
    company = Pair(
        _("You were"), [("alone", _("Alone")), ("with", _("With"))], missing=_("Choose one: alone, or with someone.")
    )
    chosen = Pair(_("Being alone was"), [("yes", _("Chosen")), ("no", _("Not chosen")), ("", _("Hard to say"))])
    whom = RowSelect(_("With whom"), [])
    name = RowLine(_("A nickname for them"), max_length=80)
    stepped_back = Pair(_("The day after"), [("yes", _("Yes")), ("no", _("No")), ("", _("Hard to say"))])
    step = RowLine(_("What did you do?"))
    depth = Plumb(_("How deep it went"), [*DEPTHS, LEAVE_OUT])
    heard = RowSlider(_("How heard"), _("not at all"), _("fully"))
    felt = RowSlider(_("I felt"), _("hardly anything"), _("a great deal"))
    shown = RowSlider(_("I showed"), _("hardly anything"), _("a great deal"))
    closeness = Circles(_("You and them"), [*CIRCLES, LEAVE_OUT])
    aftertaste = RowSlider(_("Aftertaste"), _("flat"), _("full"))
    note = RowLine(_("A line, if you like"))
    when = RowSelect(_("When"), [])
    on = RowDay(_("Which day"))

    def __init__(self, book: Book, written: datetime, *args: Any, before: CheckedIn | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.book, self.written, self.before = book, written, before
        self.zone = settings.TIME_ZONE
        self.asks_stepped_back = before.stepped_back is not None if before else asks_stepped_back(book, self._day())
        self.fields["whom"].choices = self._people()  # type: ignore[attr-defined]
        self.fields["when"].choices = self._whens()  # type: ignore[attr-defined]

    def _day(self) -> date:
        return day_of(self.written, self.zone)

    def _people(self) -> list[tuple[str, Any]]:
        known, who = [*whom_lately(self.book)], people(self.book)
        if self.before and self.before.person and who.name(self.before.person) is None:
            known.append((who.who(self.before.person), gettext("someone")))
        return [("", _("no name kept")), *known, (NEW, _("someone new"))]

    def _whens(self) -> list[tuple[str, Any]]:
        first = (KEEP, _clock(self.before)) if self.before else ("now", _("just now"))
        named = (("morning", _("this morning, %(day)s")), ("evening", _("yesterday evening, %(day)s")))
        found = [(when, words, instant_of(when, self.written, self.zone)) for when, words in named]  # type: ignore[arg-type]
        then = [
            (when, words % {"day": date_format(at.astimezone(ZoneInfo(self.zone)), "l")})
            for when, words, at in found
            if at
        ]
        return [first, *then, ("date", _("another day"))]

    @property
    def last_day(self) -> str:
        """The latest day that may be chosen."""
        return self._day().isoformat()

    @property
    def more_is_open(self) -> bool:
        """Whether anything under "more" was said already, or is wrong."""
        more = [self[name] for name in self.fields if name not in FIRST_LINE]
        return any(bound.errors or bound.value() not in (None, "", "now", KEEP) for bound in more)

    def clean(self) -> dict[str, Any]:
        """Find the moment that this is about: never ahead, and on a day that has room."""
        said = super().clean() or {}
        said["at"] = self._at(said)
        if said["at"] is None:
            where = "on" if said.get("when") == "date" else "when"
            if where not in self.errors:
                self.add_error(where, _("Choose today or an earlier day, at most a year back."))
        elif is_most(
            self.book, day_of(said["at"], self.zone), self.before.id if self.before else self.data.get("entry", "")
        ):
            self.add_error("when", _("That day has four check-ins already, and four are enough for a day."))
        return said

    def _at(self, said: dict[str, Any]) -> datetime | None:
        if self.before and said.get("when") in (KEEP, ""):
            return self.before.at
        return instant_of(said.get("when") or "now", self.written, self.zone, said.get("on"))


def checkin_from(form: CheckInForm, stamped: Stamp, other: Stamp) -> list[Entry]:
    """The check-in that a valid form says, after the entry that names its person where the name is new."""
    said, at = form.cleaned_data, form.cleaned_data["at"]
    is_with = said["company"] == "with"
    person, named = _person(form, other) if is_with else (None, [])
    zone = form.before.zone if form.before and form.before.at == at else stamped["zone"]
    stamped = Stamp(**{**stamped, "at": at, "zone": zone, "day": day_of(at, zone)})
    written = CheckedIn(
        **stamped,
        **{name: said[name] for name in LEVELS},
        **{name: said[name] if is_with else None for name in WITH_LEVELS},
        company=said["company"],
        chosen=None if is_with else _yes_no(said["chosen"]),
        person=person,
        depth=_number(said["depth"]) if is_with else None,
        closeness=_number(said["closeness"]) if is_with else None,
        stepped_back=_yes_no(said["stepped_back"]),
        step=said["step"],
        note=said["note"],
    )
    return [*named, written]


def _person(form: CheckInForm, other: Stamp) -> tuple[EntryId | None, list[Entry]]:
    whom = form.cleaned_data["whom"]
    return (whom, []) if whom not in ("", NEW) else named_person(form.cleaned_data["name"], other, form.book)


def checkin_said(checkin: CheckedIn, book: Book) -> dict[str, Any]:
    """What stands in a check-in, as the form shows it again."""
    person = people(book).who(checkin.person) if checkin.person else ""
    said = {name: getattr(checkin, name) for name in (*LEVELS, *WITH_LEVELS, "company", "step", "note")}
    marks = {name: getattr(checkin, name) for name in ("depth", "closeness")}
    yes = {True: "yes", False: "no", None: None}
    return said | {
        **{name: None if mark is None else str(mark) for name, mark in marks.items()},
        "chosen": yes[checkin.chosen],
        "stepped_back": yes[checkin.stepped_back],
        "whom": person,
        "when": KEEP,
    }


def on_today(request: RoomRequest) -> dict[str, Any]:
    """What Today shows of check-ins: the form, or a sentence after four; what was just kept, and the way to take it back."""
    book = request.room.read()
    just = _just_kept(request.GET.get("kept", ""))
    return {
        "checkin": None if is_most(book, today()) else _form(request, book, now()),
        "undo": just[0] if just and isinstance(book.get(just[0]), CheckedIn) else None,
        "until": request.GET.get("kept", ""),
        "taken_back": "taken-back" in request.GET,
    }


@with_book
@writes(CheckInForm)
def check_in(request: RoomRequest) -> HttpResponse:
    """Write a check-in. The fifth of a day is not kept, but its words are shown."""
    book, stamped = request.room.read(), stamp(request)
    form = _form(request, book, stamped["at"])
    if is_most(book, stamped["day"], stamped["id"]):
        words = [request.POST.get(name, "") for name in ("note", "step")]
        status = 409 if request.method == "POST" else 200
        return render(request, "checkin/enough.html", {"words": [w for w in words if w.strip()]}, status=status)
    if request.method == "POST" and form.is_valid():
        entries = checkin_from(form, stamped, own_stamp(request))
        request.room.keep(request, entries)
        ids = [entries[-1].id, *(entry.id for entry in entries[:-1])]
        return redirect(f"{reverse('today')}?kept={signing.dumps(ids, salt=UNDO)}")
    return render(request, "checkin/checkin.html", {"checkin": form})


@with_book
@writes(CheckInForm)
def edit(request: RoomRequest, entry: str) -> HttpResponse:
    """Change a check-in; the moment it is about stays unless another one is chosen."""
    book = request.room.read()
    before = entry_or_404(book, entry, CheckedIn)
    stamped = stamp(request)
    initial = checkin_said(before, book) | draft_of(request)
    form = CheckInForm(book, stamped["at"], request.POST or None, before=before, initial=initial)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, checkin_from(form, stamped, own_stamp(request)))
        return redirect("checkins")
    return render(request, "checkin/checkin.html", {"checkin": form, "before": before})


@require_POST
@with_book
def undo(request: RoomRequest, entry: str) -> HttpResponse:
    """Take back what was just kept, and the name that came with it; later it is removed from the list instead."""
    book = request.room.read()
    entry_or_404(book, entry, CheckedIn)
    just = _just_kept(request.POST.get("until", ""))
    if not just or just[0] != entry:
        return render(request, "checkin/too_late.html", {"entry": entry}, status=409)
    request.room.keep(request, remove=[entry, *_only_here(book, just)])
    store.scrub()
    return redirect(f"{reverse('today')}?taken-back")


def _form(request: RoomRequest, book: Book, written: datetime) -> CheckInForm:
    is_sent = request.method == "POST"
    return CheckInForm(book, written, request.POST if is_sent else None, initial=_drafted(request, request.room))


def _drafted(request: RoomRequest, room: Room) -> dict[str, Any]:
    """What was typed and not kept. Words come back whenever; a mood only on its own day."""
    path = reverse("checkin")
    found, drafted = room.draft(path), draft_of(request, path)
    is_fresh = found is not None and found.day == today()
    return {name: value for name, value in drafted.items() if is_fresh or name in WORDS}


def _just_kept(token: str) -> list[EntryId] | None:
    """The check-in that was just kept, and the name that came with it; None once the time is over."""
    try:
        ids = signing.loads(token, salt=UNDO, max_age=UNDO_LASTS)
    except signing.BadSignature:
        return None
    return [str(entry) for entry in ids]


def _only_here(book: Book, just: list[EntryId]) -> list[EntryId]:
    """The names written together with a check-in that nothing else speaks of."""
    spoken_of = {getattr(e, name, None) for e in book.entries if e.id != just[0] for name in ("person", "kept", "gone")}
    return [person for person in just[1:] if isinstance(book.get(person), PersonNamed) and person not in spoken_of]


def _clock(checkin: CheckedIn | None) -> str:
    assert checkin is not None
    at = checkin.at.astimezone(ZoneInfo(checkin.zone))
    return gettext("as it is: %(day)s, %(clock)s") % {"day": date_format(at, "l j F"), "clock": date_format(at, "H:i")}


def _yes_no(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)


def _number(said: str) -> int | None:
    return int(said) if said else None
