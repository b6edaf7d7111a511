"""Practice, the plan: a small act with its prediction, the sentence said aloud once, and the same act once more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import Entry, PersonId, PersonNamed, PersonSafetyAsked, PracticePlanned
from nearer.domain.ladder import next_day, once_more_on, rungs
from nearer.domain.people import people
from nearer.domain.practice import Practice, practices
from nearer.domain.programme import FirstAct, Situation, Step
from nearer.domain.safety import Verdict, may_plan, not_proposed, unsafe_people
from nearer.domain.ties import whom_to_plan_with
from nearer.web.content import content
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Checks, Line, Slider, Text
from nearer.web.finding import practice_or_404
from nearer.web.keep import kept
from nearer.web.labels import writes
from nearer.web.resting import rests
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, own_stamp, stamp, today
from nearer.web.ties import AT_STAKE, BEHAVIOURS, STAKES, UNSAFE

OWN = "own"
DAYS_AHEAD = (0, 1, 2, 4, 8)
MORE = ("where", "drop")
"""What a plan may say beyond its short form; the first sitting does not ask for it."""


class PlanForm(forms.Form):
    """One small act with its prediction: what I fear, how likely, how bad, how good, and coming through."""

    act = Text(_("The act, in your own words"), short=True)
    first_sentence = Line(_("Your first sentence, if you like to have one ready"))
    person = Line(_("With whom, by a nickname, if it is someone you know"), max_length=80)
    asked_not = Answers(
        _("Has this person asked you not to contact them?"), [("no", _("No")), ("yes", _("Yes"))], initial="no"
    )
    unsafe = Checks(UNSAFE, BEHAVIOURS, help_text=_("Tick nothing if nothing fits."))
    could_do = Answers(AT_STAKE, STAKES, initial="nothing")
    on = Answers(_("When"), [], missing=_("Choose a day. You can change it later."))
    moment = Line(
        _("At what moment"),
        max_length=120,
        help_text=_("With a stranger: a public place that both of you can leave. One no ends it."),
    )
    fear = Text(
        _("What are you afraid will happen?"),
        short=True,
        help_text=_("Something a camera could see, such as: she looks away and says nothing."),
    )
    likely = Slider(_("How likely is that?"), _("it will not happen"), _("it will happen"))
    bad = Slider(_("How bad would that be?"), _("no pain"), _("unbearable"))
    good = Slider(_("How good could it be instead?"), _("nothing special"), _("very good"))
    through = Slider(
        _("If it does happen, how sure are you that you come through?"), _("not sure at all"), _("quite sure")
    )
    where = Line(_("Where"), max_length=120)
    drop = Line(
        _("Something you do to stay safe, and leave out this once"),
        help_text=_("A joke ready in the hand, the phone on the table, leaving first. One is enough."),
    )

    def __init__(
        self, book: Book, written: date, *args: Any, first: bool = False, trying: Situation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        self.ticked: list[str] = []
        if first:
            for name in MORE:
                del self.fields[name]
        self.offered: dict[str, FirstAct] = {} if trying else {act.id: act for act in content().programme.first_acts}
        if self.offered:
            rows = [*((act.id, act.text) for act in self.offered.values()), (OWN, _("Something of my own"))]
            self.fields["choice"] = Answers(_("Which one could you do?"), rows)
        self.fields["on"].choices = _days(  # type: ignore[attr-defined]
            written, 2 if first else len(DAYS_AHEAD), self.initial.get("on")
        )
        self.fields["person"].known = whom_to_plan_with(book)  # type: ignore[attr-defined]
        self.order_fields(["choice", *type(self).base_fields])

    @property
    def more_is_open(self) -> bool:
        """Whether anything beyond the short form was said already, or is wrong."""
        return any(self[name].errors or self[name].value() for name in MORE if name in self.fields)

    def clean(self) -> dict[str, Any]:
        """An offered act or an own one; one that must not be planned is refused with its reason."""
        said = super().clean() or {}
        offered = self.offered.get(said.get("choice", ""))
        said["act"] = offered.text if offered else said.get("act", "")
        if offered:
            said["first_sentence"] = said.get("first_sentence") or offered.first_sentence
        elif not said["act"]:
            self.add_error(
                "choice" if self.offered and said.get("choice") != OWN else "act",
                _("Choose an act, or write one of your own."),
            )
        else:
            self.ticked = said.get("unsafe") or []
            could_do, asked_not = said.get("could_do") or None, said.get("asked_not") == "yes"
            self._refuse(may_plan(could_do, asked_not, bool(self.ticked) or self._is_known_unsafe()))
        return said

    def _is_known_unsafe(self) -> bool:
        known = people(self.book).called(self.cleaned_data.get("person", ""))
        return known is not None and known in unsafe_people(self.book)

    def _refuse(self, verdict: Verdict) -> None:
        if verdict == "unsafe":
            self.add_error(
                "unsafe",
                _(
                    "Then not with this person. Fear of someone who does this is right. Help now is there if you want to talk."
                ),
            )
        if verdict == "unwilling":
            self.add_error("asked_not", _("Then leave them in peace, and yourself too. Choose someone else for this."))
        if verdict == "stakes":
            self.add_error(
                "could_do",
                _(
                    "Then this fear may be right, and it is not something to practise away. Choose a different act or person."
                ),
            )


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


def plan_from(
    form: PlanForm, stamped: Stamp, other: Stamp, book: Book, of: Mapping[str, str] | None = None
) -> list[Entry]:
    """The plan that a valid form says, after the entry that names its person where the name is new.

    ``of`` names the step and the situation it belongs to.
    """
    said = form.cleaned_data
    person, named = named_person(said.get("person", ""), other, book)
    levels = {level: said[level] for level in ("likely", "bad", "good", "through")}
    before = book.get(stamped["id"])
    unasked: dict[str, Any] = {name: getattr(before, name, "") for name in ("step", "situation")}
    unasked |= of or {}
    planned = PracticePlanned(
        **stamped,
        act=said["act"],
        on=date.fromisoformat(said["on"]),
        moment=said["moment"],
        person=person,
        first_sentence=said["first_sentence"],
        fear=said["fear"],
        **{name: said.get(name, "") for name in MORE},
        **levels,
        **unasked,
    )
    return [*named, planned]


def named_person(name: str, stamped: Stamp, book: Book) -> tuple[PersonId | None, list[Entry]]:
    """Who goes by this nickname, and the entry that names them where the name is new."""
    known = people(book).called(name) if name else None
    if not name or known is not None:
        return known, []
    return stamped["id"], [PersonNamed(**stamped, name=name)]


def told_unsafe(form: PlanForm, named: Stamp, asked: Stamp) -> list[Entry]:
    """What a refused form said about someone who is not safe: kept, so that they are never proposed."""
    person, entries = named_person(form.cleaned_data.get("person", ""), named, form.book)
    if not form.ticked or person is None:
        return []
    said = {choice: choice in form.ticked for choice, _label in form.fields["unsafe"].choices}  # type: ignore[attr-defined]
    return [*entries, PersonSafetyAsked(**asked, person=person, **said)]


def keep_unsafe(request: RoomRequest, form: PlanForm) -> None:
    """Keep what a refused form said about someone who is not safe."""
    if form.is_bound and (entries := told_unsafe(form, own_stamp(request), own_stamp(request))):
        request.room.book.write(add=entries)


def plan_said(plan: PracticePlanned | None, book: Book) -> dict[str, Any]:
    """What stands in a plan, as the form shows it again."""
    if plan is None:
        return {}
    written = {name: getattr(plan, name) for name in PlanForm.base_fields if hasattr(plan, name)}
    return written | {"choice": OWN, "person": people(book).name(plan.person) or "", "on": plan.on.isoformat()}


def _days(start: date, how_many: int, planned: str | None) -> list[tuple[str, Any]]:
    """The days to choose from, counted from the one on which the form is written."""
    names = {0: _("today"), 1: _("tomorrow")}
    days = [start + timedelta(days=ahead) for ahead in DAYS_AHEAD[:how_many]]
    if planned and (kept := date.fromisoformat(planned)) not in days:
        days = sorted([*days, kept])
    return [(day.isoformat(), names.get((day - start).days) or date_format(day, "l j F")) for day in days]
