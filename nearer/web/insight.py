"""What the check-ins say: one question a page, its sentence first, then n, the dots and the table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from nearer.domain import insights
from nearer.domain.book import Book
from nearer.domain.dots import Side, side_of
from nearer.domain.entries import CheckedIn, PulseAnswered, SignsAnswered
from nearer.domain.findings import COUNTS_UNTIL, Finding
from nearer.domain.people import people
from nearer.domain.pulse import HIGHEST
from nearer.domain.tastes import aftertaste_by_person
from nearer.web.content import content
from nearer.web.drawings.dots import Stack, Weeks, stack, weeks
from nearer.web.mirror_shares import mirrored
from nearer.web.readings import MOMENTS, Said, change_in_words, difference_in_words, under
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import today

WEEK = timedelta(days=7)
MOST_PEOPLE = 12
"""Rows of people that are drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One insight as a page shows it: words, dots in rows or along the weeks, and the rows of its table."""

    id: str
    said: Said
    rows: tuple[tuple[Any, Stack], ...] = ()
    along: Weeks | None = None
    ends: tuple[Any, Any] = ("", "")
    table: tuple[tuple[Any, Side], ...] = ()
    counts: tuple[tuple[Any, int], ...] = ()
    more: tuple[tuple[Any, Weeks, Any], ...] = ()
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the check-ins may answer: its name, and how it is read. Its reasons stand in the templates."""

    name: Any
    read: Callable[[Book, date], Drawn | None]


def looked_at(book: Book, on: date) -> tuple[Book, date]:
    """The book as it stood when it was last looked at: once a week, from the first entry on; daily in the first weeks."""
    if not book.entries:
        return book, on
    first = min(entry.day for entry in book.entries)
    over = (on - first).days
    day = on if over < COUNTS_UNTIL else on - timedelta(days=over % WEEK.days)
    return book.between(first, day), day


def _company(book: Book, on: date) -> Drawn | None:
    found = insights.mood_by_company(book, on)
    if found is None:
        return None
    said = difference_in_words(found, "mood")
    return _rows("company", said, found, (_("heavy"), _("light")))


def _felt(book: Book, on: date) -> Drawn | None:
    found = insights.felt_against_shown(book, on)
    if found is None:
        return None
    points = round(abs(found.reading.value or 0)) if found.reading else 0
    said = change_in_words(
        found,
        _("What you feel and what you show have moved %(n)s points further apart.") % {"n": points},
        _("What you feel and what you show have come %(n)s points closer.") % {"n": points},
        _("What you feel and what you show lie about as far apart as they did: no clear change."),
        _("Felt against shown"),
    )
    ends = (_("shown more than felt"), _("felt more than shown"))
    along = weeks(found.sides[0].dots, -100, 100)
    return Drawn("felt", said, along=along, ends=ends, table=_named(found.sides), finding=found)


def _heard(book: Book, on: date) -> Drawn | None:
    found = insights.heard_by_person(book, on)
    if found is None:
        return None
    names = people(book).names
    verdict = found.finding.verdict
    if len(found.people) < 2:
        sentence = _("How heard you feel: so far with one person, so there is nothing to hold beside it.")
    elif verdict == "clear":
        sentence = _("How heard you feel differs between people.")
    elif verdict == "no_clear_link":
        sentence = _("How heard you feel: no clear difference between people.")
    else:
        sentence = _("How heard you feel, person by person: not clear yet.")
    sides = [side_of(one.person, one.dots) for one in found.people]
    named = tuple((names[side.id], side) for side in sides)
    rows = tuple((name, stack(side, 0, 100)) for name, side in named[:MOST_PEOPLE])
    said = Said(sentence, under(found.finding, names), verdict)
    return Drawn("heard", said, rows, ends=(_("not at all"), _("fully")), table=named, finding=found.finding)


def _aftertaste(book: Book, on: date) -> Drawn | None:
    found = insights.aftertaste_by_depth(book, on)
    if found is None:
        return None
    drawn = _rows("aftertaste", difference_in_words(found, "aftertaste"), found, (_("flat"), _("full")))
    depths = insights.talk_depths(book)
    counts = tuple((MOMENTS[str(depth)], n) for depth, n in enumerate(depths.talks)) if depths else ()
    return Drawn(drawn.id, drawn.said, drawn.rows, None, drawn.ends, drawn.table, counts, finding=found)


def _people(book: Book, on: date) -> Drawn | None:  # noqa: ARG001 - every question takes a day
    tastes, names = aftertaste_by_person(book), people(book).names
    if not tastes:
        return None
    named = tuple((names[taste.person], taste.side) for taste in tastes)
    n = sum(side.n for _name, side in named)
    said = Said(
        _("What talks leave behind, person by person."),
        _("%(n)s days. Counted, and not compared.") % {"n": n},
        "counts_only",
    )
    rows = tuple((name, stack(side, 0, 100)) for name, side in named[:MOST_PEOPLE])
    return Drawn("people", said, rows, ends=(_("flat"), _("full")), table=named)


def _weeks(book: Book, on: date) -> Drawn | None:
    found = insights.pulse_over_time(book, on)
    if found is None:
        return None
    points = round(abs(found.reading.value or 0)) if found.reading else 0
    said = change_in_words(
        found,
        _("Your weeks lie about %(n)s points higher than half a year ago.") % {"n": points},
        _("Your weeks lie about %(n)s points lower than half a year ago. A person is worth more now than a programme.")
        % {"n": points},
        _("Your weeks lie about where they lay: no clear change."),
        _("The weekly pulse"),
    )
    high = HIGHEST * len(content().programme.pulse)
    along = weeks(found.sides[0].dots, 0, high)
    return Drawn("weeks", said, along=along, ends=("0", str(high)), table=_named(found.sides), finding=found)


def _signs(book: Book, on: date) -> Drawn | None:  # noqa: ARG001 - every question takes a day
    found = insights.signs_over_time(book, content().programme.signs)
    if not found:
        return None
    checks = max(len(over.dots) for over in found)
    if checks < 2:
        sentence = _("The signs were asked once. A second time makes two dots.")
    else:
        sentence = _("The signs, each beside itself, from the first time to the last.")
    more = tuple(
        (over.sign.name, drawn, over.change) for over in found if (drawn := weeks(over.dots, 0, HIGHEST)) is not None
    )
    said = Said(
        sentence,
        ngettext("Asked %(n)s time.", "Asked %(n)s times. They are shown, and not compared.", checks) % {"n": checks},
        "counts_only",
    )
    table = tuple((over.sign.name, Side(over.sign.id, over.dots)) for over in found)
    return Drawn("signs", said, more=more, ends=(_("not at all"), _("nearly every day")), table=table)


QUESTIONS: dict[str, Question] = {
    "company": Question(_lazy("Alone, and in company"), _company),
    "felt": Question(_lazy("Felt, and shown"), _felt),
    "heard": Question(_lazy("Heard, by person"), _heard),
    "aftertaste": Question(_lazy("Aftertaste, by depth"), _aftertaste),
    "people": Question(_lazy("Aftertaste, by person"), _people),
    "weeks": Question(_lazy("The weekly pulse"), _weeks),
    "signs": Question(_lazy("The signs, over time"), _signs),
}


@with_book
def overview(request: RoomRequest) -> HttpResponse:
    """Every question with its sentence; not clear stands as large as clear."""
    book, day = looked_at(request.room.read(), today())
    drawn = [(id_, question, question.read(book, day)) for id_, question in QUESTIONS.items()]
    told = {"drawn": drawn, "day": day, "is_weekly": day != today(), "n": len(book.of(CheckedIn))}
    return render(request, "insight/insight.html", told)


@with_book
def show(request: RoomRequest, question: str) -> HttpResponse:
    """One question: the sentence, n and how sure, the dots, the table."""
    if question not in QUESTIONS:
        raise Http404
    book, day = looked_at(request.room.read(), today())
    asked = QUESTIONS[question]
    told: dict[str, Any] = {"question": asked, "drawn": asked.read(book, day), "day": day, "is_weekly": day != today()}
    if question == "felt":
        told["mirrored"] = mirrored(request.room.read(), ("feelings", "deep"))
    told |= {"has_pulse": bool(book.of(PulseAnswered)), "has_signs": bool(book.of(SignsAnswered)), "id": question}
    return render(request, "insight/question.html", told)


def _named(sides: tuple[Side, ...]) -> tuple[tuple[Any, Side], ...]:
    return tuple((MOMENTS.get(side.id, ""), side) for side in sides)


def _rows(id_: str, said: Said, found: Finding, ends: tuple[Any, Any]) -> Drawn:
    shown = found.rows or found.sides
    rows = tuple((MOMENTS[side.id], stack(side, 0, 100)) for side in shown)
    return Drawn(id_, said, rows, ends=ends, table=_named(shown), finding=found)
