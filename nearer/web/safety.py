"""Safety: one plain question, the page that stays when nothing else does, and the plan for a bad day."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from nearer.domain import safety, sitting
from nearer.domain.book import Book
from nearer.domain.entries import DeviceAsked, FitChecked, OwnWordsKept, SafetyPlanWritten
from nearer.domain.helplines import Country
from nearer.domain.net import unsafe_names_in, whom_to_tell
from nearer.domain.ties import bonds
from nearer.vault import sessions
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Choose, Text
from nearer.web.help import lines_from_here
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book, with_book_in_need
from nearer.web.stamp import now, own_stamp, stamp, today

PROMPT = _("Thoughts of ending your life, in the last weeks:")
THOUGHTS = [
    ("no", _("No")),
    ("passing", _("Yes, in passing")),
    ("often", _("Yes, often")),
    ("might_act", _("Yes, and I might act on them")),
]


class FitForm(forms.Form):
    """Asked of everyone, in plain words."""

    thoughts = Answers(PROMPT, THOUGHTS, missing=_("Choose one of these. It stays in your book."))


class PlanForm(forms.Form):
    """The personal safety plan. Nothing is required."""

    notice = Text(_("How I notice that a bad time is coming"), short=True)
    alone = Text(_("What helps when I do it alone"), short=True)
    places = Text(_("Where I can be among people without having to talk"), short=True)
    people = Text(_("Whom I tell, and how I reach them"), short=True)
    reach = Text(_("What I put out of reach, and who keeps it"), short=True)
    country = Choose(_("Lines of which country stand on it"), [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(c.code, c.name) for c in content().help_lines.country]
        self.fields["country"].choices = [*rows, ("", _("Somewhere else"))]  # type: ignore[attr-defined]


class DeviceForm(forms.Form):
    """Whether anyone makes the person show their device."""

    shows = Answers(
        _("Does anyone make you show them what is on it?"),
        [("no", _("No")), ("yes", _("Yes"))],
        missing=_("Choose one of these."),
    )


@with_book_in_need
@writes(FitForm)
def fit(request: RoomRequest) -> HttpResponse:
    """The question. Any answer but no opens help first."""
    book = request.room.read()
    if safety.only_help(book, now()):
        return redirect("stay")
    form = FitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entry = FitChecked(**stamp(request), thoughts=form.cleaned_data["thoughts"], prompt=str(PROMPT))
        request.room.keep(request, [entry])
        return redirect("begin" if entry.thoughts == "no" else "stay")
    part = sitting.place("fit") if request.room.unfinished else {}
    return render(request, "safety/fit.html", {"form": form, **part})


@with_book_in_need
def stay(request: RoomRequest) -> HttpResponse:
    """Help first, then the plan. After "I might act" there is nothing else here."""
    book = request.room.read()
    told = {
        "only": safety.only_help(book, now()),
        "plan": book.last(SafetyPlanWritten),
        "perhaps": whom_to_tell(bonds(book)),
    }
    return render(request, "safety/stay.html", lines_from_here(book) | told)


@with_book_in_need
def plan(request: RoomRequest) -> HttpResponse:
    """The plan, with the lines of its country: to read, to print, to change."""
    written = request.room.read().last(SafetyPlanWritten)
    if written is None:
        return redirect("safety-plan-edit")
    return render(request, "safety/plan.html", _plan_shown(request, written))


@with_book_in_need
@writes(PlanForm)
def edit(request: RoomRequest) -> HttpResponse:
    """Write the plan or change it."""
    book = request.room.read()
    written = book.last(SafetyPlanWritten)
    before = {name: getattr(written, name) for name in PlanForm.base_fields} if written else {}
    here = {"country": lines_from_here(book)["here"] or ""}
    form = PlanForm(request.POST or None, initial=here | before | draft_of(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = SafetyPlanWritten(**stamp(request), **{**said, "country": said["country"] or None})
        request.room.keep(request, [entry])
        return redirect("safety-plan")
    told = {"form": form, "plan": written, "perhaps": whom_to_tell(bonds(book)), "unsafe": _unsafe_in(book, written)}
    return render(request, "safety/plan_edit.html", told)


@with_book_in_need
def copy(request: RoomRequest) -> HttpResponse:
    """An unsealed copy as a text file, after saying what that risks; never where someone looks through the device."""
    book = request.room.read()
    written = book.last(SafetyPlanWritten)
    if written is None:
        return redirect("safety-plan-edit")
    if not safety.may_download(book):
        return render(request, "safety/no_files.html", status=403)
    if request.method == "POST":
        text = render_to_string("safety/plan.txt", _plan_shown(request, written))
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="note.txt"'
        return response
    return render(request, "safety/copy.html")


@with_book
def device(request: RoomRequest) -> HttpResponse:
    """The question about the device, asked again whenever the person likes."""
    book = request.room.read()
    form = DeviceForm(request.POST or None, initial={"shows": "yes" if safety.shows_device(book) else "no"})
    if request.method == "POST" and form.is_valid():
        entry = DeviceAsked(**own_stamp(request), shows_device=form.cleaned_data["shows"] == "yes")
        request.room.keep(request, [entry])
        words = book.of(OwnWordsKept)
        if entry.shows_device and words:
            return render(request, "safety/device_words.html", {"n": len(words)})
        return redirect("settings")
    return render(request, "safety/device.html", {"form": form})


def how(request: HttpRequest) -> HttpResponse:
    """How Nearer keeps you safe: every rule and every number, for the person and for a therapist."""
    told = {
        "adult": safety.ADULT_AGE,
        "hours": int(safety.SITTING.total_seconds() // 3600),
        "days": safety.NARROW_DAYS,
        "checkins": safety.MOST_CHECKINS_A_DAY,
        "again": safety.ASK_AGAIN_AFTER_DAYS,
        "until": safety.ASK_AGAIN_UNTIL_DAYS,
        "undone": safety.UNDONE_MOST,
        "root_days": safety.ROOT_WORK_DAYS,
        "root_minutes": safety.ROOT_WORK_MINUTES,
        "worse": safety.WORSE_EVERY_DAYS,
        "fall": safety.PULSE_FALL,
        "base": safety.PULSE_BASE,
        "base_most": safety.PULSE_BASE_MOST,
        "mirror_days": safety.MIRROR_DAYS,
        "mirror_openings": safety.MIRROR_OPENINGS,
        "idle": sessions.IDLE_MINUTES,
        "idle_shared": sessions.IDLE_SHARED,
    }
    return render(request, "safety/how.html", told)


def _unsafe_in(book: Book, written: SafetyPlanWritten | None) -> tuple[str, ...]:
    """Who stands in the plan to be told, or to keep something, and is not safe: it is said, and never taken out."""
    return unsafe_names_in(book, written.people, written.reach) if written else ()


def _plan_shown(request: RoomRequest, written: SafetyPlanWritten) -> dict[str, Any]:
    lines = content().help_lines
    country: Country | None = next((c for c in lines.country if c.code == written.country), None)
    numbers = country.of("emergency", "listen", "write") if country else ()
    return {
        "plan": written,
        "country": country,
        "numbers": numbers,
        "elsewhere": lines.elsewhere,
        "may_download": safety.may_download(request.room.read()),
        "unsafe": _unsafe_in(request.room.read(), written),
        "day": today(),
    }
