"""Roots: opt-in. A short inventory, two or three candidates, and what has to be asked before anyone looks back."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain import roots
from nearer.domain.entries import FitChecked, RootsAnswered, RootWorkReadied
from nearer.domain.exercises import Turn, turns
from nearer.domain.programme import Root
from nearer.domain.safety import ROOT_WORK_DAYS, ROOT_WORK_MINUTES
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers
from nearer.web.labels import Fields, writes
from nearer.web.resting import resting_shown, rests
from nearer.web.room import RoomRequest, with_book
from nearer.web.safety import PROMPT, THOUGHTS
from nearer.web.sentences import SentencesForm, sentences_said
from nearer.web.stamp import own_stamp, stamp, today

HOW_TRUE = [
    ("0", _("not at all")),
    ("1", _("a little")),
    ("2", _("partly")),
    ("3", _("largely")),
    ("4", _("very much")),
    ("", _("leave out")),
]


class ReadyForm(forms.Form):
    """Asked before looking back, every day anew."""

    thoughts = Answers(PROMPT, THOUGHTS, missing=_("Choose one of these. It stays in your book."))
    steadied = Answers(
        _("Have you tried one way of steadying yourself, today?"),
        [("yes", _("Yes, just now or before")), ("no", _("Not yet"))],
        missing=_("Choose one of these."),
    )
    loses_time = Answers(
        _("When you think of back then, do you sometimes lose time, or feel as if it were happening now?"),
        [("no", _("No")), ("yes", _("Yes, that happens"))],
        missing=_("Choose one of these."),
    )


@with_book
def overview(request: RoomRequest) -> HttpResponse:
    """What roots are, that they are opt-in, and where the inventory stands."""
    book = request.room.read()
    all_ = content().programme.roots
    told = {
        "roots": all_,
        "begun": roots.is_begun(book),
        "rounds": book.of(RootsAnswered)[::-1],
        "rest_is_due": roots.rest_is_due(book, all_),
        "reading": roots.roots_reading(roots.answers(book), all_),
        "minutes": ROOT_WORK_MINUTES,
    }
    return render(request, "roots/roots.html", told | resting_shown(book, "roots"))


def _asked(part: str) -> Fields:  # noqa: ARG001 - as the view
    """Every sentence about roots, since the book decides which of them are asked."""
    every = tuple(item for root in content().programme.roots for item in root.item)
    return SentencesForm(every, HOW_TRUE).fields


@writes(_asked)
@with_book
def sentences(request: RoomRequest, part: str) -> HttpResponse:
    """The first twelve sentences, or the rest for the best three candidates."""
    book = request.room.read()
    all_ = content().programme.roots
    items = roots.first_items(all_) if part == "first" else roots.rest_items(roots.answers(book), all_)
    if part not in ("first", "rest") or rests(book, "roots") or not items:
        return redirect("roots")
    asked = {item.id for item in items}
    before = next((r for r in book.of(RootsAnswered)[::-1] if asked & {a.item for a in r.answers}), None)
    form = SentencesForm(items, HOW_TRUE, request.POST or None, initial=sentences_said(before) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [RootsAnswered(**stamp(request), answers=form.answers())])
        due = part == "first" and roots.rest_is_due(request.room.read(), all_)
        return redirect("roots-sentences", part="rest") if due else redirect("roots")
    return render(request, "roots/sentences.html", {"form": form, "before": before, "is_rest": part == "rest"})


@with_book
def root(request: RoomRequest, root: str) -> HttpResponse:
    """One root: how it grows, what the wall did, what answers it, and its exercise."""
    book, found = request.room.read(), _root(root)
    reading = roots.roots_reading(roots.answers(book), content().programme.roots)
    told = {
        "root": found,
        "candidate": next((c for c in reading.candidates if c.root.id == root), None),
        "turns": turns(book, found.exercise.id),
        "from_day": _begins_on(request),
    }
    return render(request, "roots/root.html", told | resting_shown(book, "roots"))


@writes(ReadyForm)
@with_book
def ready(request: RoomRequest, root: str) -> HttpResponse:
    """Three plain questions before looking back. Each of them can say: not today, or not alone."""
    found = _root(root)
    form = ReadyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = RootWorkReadied(
            **stamp(request), steadied=said["steadied"] == "yes", loses_time=said["loses_time"] == "yes"
        )
        fit = FitChecked(**own_stamp(request), thoughts=said["thoughts"], prompt=str(PROMPT))
        request.room.keep(request, [asked, fit])
        if fit.thoughts != "no":
            return redirect("stay")
        return redirect("exercise", exercise=found.exercise.id)
    return render(request, "roots/ready.html", {"root": found, "form": form, "minutes": ROOT_WORK_MINUTES})


def not_now(request: RoomRequest, root: Root, turn: Turn | None) -> HttpResponse | None:
    """What stands before a root's exercise today: the three questions, steadying first, two people, or some days' rest."""
    book = request.room.read()
    if request.method == "POST":
        return None
    readied = roots.readied(book, today())
    if readied is None:
        return redirect("root-ready", root=root.id)
    if readied.loses_time or not readied.steadied:
        why = "for_two" if readied.loses_time else "steady_first"
        return render(request, "roots/not_now.html", {"root": root, "why": why})
    begins = _begins_on(request)
    if turn is None and begins is not None:
        return render(request, "roots/not_now.html", {"root": root, "why": "rest", "from_day": begins})
    return None


def _begins_on(request: RoomRequest) -> Any:
    """The day from which another root may be begun, when that is still ahead."""
    begins = roots.may_begin_on(request.room.read(), content().programme.roots, ROOT_WORK_DAYS)
    return begins if begins is not None and begins > today() else None


def _root(id_: str) -> Root:
    found = next((root for root in content().programme.roots if root.id == id_), None)
    if found is None:
        raise Http404
    return found
