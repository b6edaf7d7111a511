"""A report: tick what goes in, read exactly what will be read, then keep it as a PDF or print it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import ReportChosen
from nearer.domain.report import Chosen, Report, chosen, report
from nearer.domain.report.sections import written_exercises
from nearer.domain.safety import NARROW_DAYS, is_narrowed, may_download
from nearer.formats.pdf import NoPango, pdf
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.drawings.paper import SHEET, SKIN
from nearer.web.fields import Answers, Checks, Line
from nearer.web.keep import NothingKept
from nearer.web.labels import writes
from nearer.web.report_figures import shown
from nearer.web.room import RoomRequest, SampleRoom, with_book
from nearer.web.stamp import stamp, today

FILE = "notes.pdf"
"""A name that says nothing to someone who looks through a folder."""

SECTIONS = [
    ("short", _("One page: acts, fear, coming through, worsening")),
    ("acts", _("The acts one by one, in my words")),
    ("pulse", _("The weekly pulse over time")),
    ("signs", _("The signs over time")),
    ("stories", _("Sentences on trial")),
    ("moods", _("What the check-ins say")),
    ("map", _("My map")),
    ("net", _("The net, in numbers")),
    ("plan", _("My plan for bad days")),
    ("safety", _("My answers about ending my life")),
]
ALSO = [
    ("names", _("Names as I wrote them, in place of “someone A”")),
    ("others", _("What others did, and how they took it")),
]
WEEKS = [("", _("All of it")), ("12", _("The last twelve weeks")), ("4", _("The last four weeks"))]


class ReportForm(forms.Form):
    """What goes in. Nothing is in a report that was not ticked."""

    ticks = Checks(_("What goes in"), SECTIONS)
    also = Checks(_("About other people"), ALSO)
    exercises = Checks(_("What you wrote in exercises"), [])
    weeks = Answers(_("Acts of which time"), WEEKS)
    title = Line(_("A line over it"), help_text=_("“For the first hour”, or nothing."))
    by = Line(_("Whose it is"), help_text=_("A name or a letter, or nothing."))

    def __init__(self, *args: Any, written: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["exercises"].choices = written  # type: ignore[attr-defined]
        if not written:
            del self.fields["exercises"]

    def clean(self) -> dict[str, Any]:
        """One thing at least."""
        said = super().clean() or {}
        if not self.errors and not said.get("ticks") and not said.get("exercises"):
            self.add_error("ticks", _("Tick one of these, or something you wrote in an exercise."))
        return said


def report_of(book: Book) -> Report:
    """The report of a book as it was last ticked, made anew today."""
    return report(book, content().programme, chosen(book), today())


@with_book
@writes(ReportForm)
def choose(request: RoomRequest) -> HttpResponse:
    """Tick what goes in. What was ticked the last time is remembered; nothing is sent by it."""
    book = request.room.read()
    before, narrowed = book.last(ReportChosen), is_narrowed(book, today())
    written = [(e.id, e.name) for e in written_exercises(book, content().programme, narrowed)]
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, initial=_ticked(chosen(book)) | draft_of(request), written=written)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [ReportChosen(**stamp(request), **_said(form.cleaned_data))])
        return redirect("report-read")
    told = {"form": form, "before": before, "narrowed": narrowed, "rest_days": NARROW_DAYS}
    return render(request, "report/choose.html", told)


@with_book
def read(request: RoomRequest) -> HttpResponse:
    """Exactly what will be read, before anyone else reads it."""
    book = request.room.read()
    told = shown(report_of(book)) | {"may_download": may_download(book)}
    return render(request, "report/read.html", told)


@with_book
def as_pdf(request: RoomRequest) -> HttpResponse:
    """The same as a tagged PDF, made without any network; never where someone looks through the device."""
    if isinstance(request.room, SampleRoom):
        raise NothingKept
    book = request.room.read()
    if not may_download(book):
        return render(request, "safety/no_files.html", status=403)
    try:
        made = report_pdf(report_of(book))
    except NoPango:
        return render(request, "report/no_pango.html", status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def report_pdf(made: Report) -> bytes:
    """A report as a tagged PDF. Raises NoPango where this computer cannot set type."""
    told = shown(made, top=1, skin=SKIN)
    page = render_to_string("report/paper.html", told | {"language": get_language(), "is_rtl": get_language_bidi()})
    return pdf(page, SHEET)


def _ticked(before: Chosen) -> dict[str, Any]:
    sections = dict(SECTIONS)
    return {
        "ticks": [tick for tick in before.ticks if tick in sections],
        "also": [tick for tick in before.ticks if tick not in sections],
        "exercises": list(before.exercises),
        "weeks": str(before.weeks or ""),
        "title": before.title,
        "by": before.by,
    }


def _said(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "ticks": (*said["ticks"], *said["also"]),
        "weeks": int(said["weeks"]) if said["weeks"] else None,
        "title": said["title"],
        "by": said["by"],
        "exercises": tuple(said.get("exercises", ())),
    }
