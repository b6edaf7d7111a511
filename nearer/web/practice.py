"""Practice, the plan: planning a small act or one of a ladder, the sentence said aloud once, and the same act once more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from nearer.domain.ladder import next_day, once_more_on, rungs
from nearer.domain.people import people
from nearer.domain.practice import Practice, practices
from nearer.domain.programme import Situation, Step
from nearer.domain.safety import not_proposed
from nearer.domain.ties import whom_to_plan_with
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.fields import Line
from nearer.web.finding import practice_or_404
from nearer.web.keep import kept
from nearer.web.labels import writes
from nearer.web.practice_plan import MORE, OWN, PlanForm, keep_unsafe, plan_from, plan_said
from nearer.web.resting import rests
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, own_stamp, stamp, today


@with_book
@writes(PlanForm)
def plan(request: RoomRequest) -> HttpResponse:
    """Plan the next small act; with someone, where a person's page leads here."""
    book = request.room.read()
    name = people(book).name(request.GET.get("with"))
    return _plan(request, {"choice": OWN, "person": name} if name in whom_to_plan_with(book) else {})


def plan_in_words(request: RoomRequest, words: dict[str, Any]) -> HttpResponse:
    """Plan an act whose words are there already; another page offers them."""
    return _plan(request, words)


@writes(PlanForm)
@with_book
def try_out(request: RoomRequest, situation: str) -> HttpResponse:
    """Plan a situation of a ladder: its words are there already, the guess is the person's own."""
    found = next(((s, step) for step in content().programme.ways() for s in step.situations if s.id == situation), None)
    if found is None:
        raise Http404
    trying, step = found
    book, day = request.room.read(), today()
    if step.is_resting(trying, rests(book, "grief")) and request.method == "GET":
        return redirect("path")
    words = {"act": trying.text, "first_sentence": trying.first_sentence, "fear": trying.fear}
    (rung,) = rungs([trying], practices(book), day)
    words |= {"on": next_day(rung, day).isoformat()} if rung.done else {}
    return _plan(request, words, {"step": step.id, "situation": trying.id}, trying=trying, step=step)


def _plan(
    request: RoomRequest,
    words: dict[str, Any],
    of: Mapping[str, str] | None = None,
    trying: Situation | None = None,
    step: Step | None = None,
    before: Practice | None = None,
) -> HttpResponse:
    book = request.room.read()
    said = words | draft_of(request)
    form = PlanForm(book, stamp(request)["day"], request.POST or None, trying=trying, initial=said)
    if request.method == "POST" and form.is_valid():
        entries = plan_from(form, stamp(request), own_stamp(request), book, of)
        request.room.keep(request, entries)
        return redirect("practice", plan=entries[-1].id)
    keep_unsafe(request, form)
    return render(request, "practice/plan.html", {"form": form, "trying": trying, "of_step": step, "again": before})


@with_book
@writes(PlanForm)
def once_more(request: RoomRequest, plan: str) -> HttpResponse:
    """Plan an act again, its words as they were and the guess anew, on the day that the doubled gap falls on."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    if p.outcome is None:
        return redirect("practice", plan=plan)
    kept_words = {name: getattr(p.plan, name) for name in ("act", "first_sentence", "moment", "fear", *MORE)}
    is_proposed = p.plan.person is not None and people(book).who(p.plan.person) not in not_proposed(book)
    whom = people(book).name(p.plan.person) if is_proposed else None
    words = kept_words | {"choice": OWN, "person": whom or "", "on": once_more_on(book, p, today()).isoformat()}
    return _plan(request, words, of={"step": p.plan.step, "situation": p.plan.situation}, before=p)


class RehearseForm(forms.Form):
    """The first sentence, as it sounds once it was said."""

    first_sentence = Line(_("As it sounds now"))


@with_book
@writes(RehearseForm)
def rehearse(request: RoomRequest, plan: str) -> HttpResponse:
    """Say the first sentence aloud once and change it; everything else of the plan stays."""
    p = practice_or_404(request.room.read(), plan)
    if not p.is_open:
        return over(request, p)
    form = RehearseForm(request.POST or None, initial={"first_sentence": p.plan.first_sentence} | draft_of(request))
    if request.method == "POST" and form.is_valid():
        stamped = Stamp(**{**stamp(request), "id": plan})
        changed = replace(p.plan, **stamped, first_sentence=form.cleaned_data["first_sentence"])
        request.room.keep(request, [changed])
        return redirect("practice", plan=plan)
    return render(request, "practice/rehearse.html", {"form": form, "p": p})


def over(request: RoomRequest, p: Practice) -> HttpResponse:
    """There is nothing more to say about this act; what was sent all the same is shown, not lost."""
    if request.method == "POST":
        return kept(request, str(_("This was not saved: in the meantime this act was closed in another window.")), 409)
    return redirect("practice", plan=p.id)


@with_book
@writes(PlanForm)
def edit(request: RoomRequest, plan: str) -> HttpResponse:
    """Change a plan while it is open. A prediction is not rewritten once there is an outcome."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    if not p.is_open:
        return over(request, p)
    said = plan_said(p.plan, book) | draft_of(request)
    form = PlanForm(book, stamp(request)["day"], request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, plan_from(form, stamp(request), own_stamp(request), book))
        return redirect("practice", plan=plan)
    keep_unsafe(request, form)
    return render(request, "practice/plan.html", {"form": form, "p": p})
