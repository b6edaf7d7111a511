"""Practice: plan a small act, say how it went, and see guess and outcome side by side."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.entries import (
    Drafted,
    Entry,
    PersonId,
    PersonNamed,
    PersonRestored,
    PersonSafetyAsked,
    PracticeAskedAgain,
    PracticeDone,
    PracticeLetGo,
    PracticePlanned,
)
from nearer.domain.people import people
from nearer.domain.practice import Practice, bad_gap, good_gap, is_asked_again, practices
from nearer.domain.programme import FirstAct, Situation, Step
from nearer.domain.safety import (
    ASK_AGAIN_AFTER_DAYS,
    Verdict,
    is_narrowed,
    may_download,
    may_plan,
    next_opening,
    turned_on_me,
    unsafe_people,
)
from nearer.web.content import content
from nearer.web.drafts import draft_of, without
from nearer.web.fields import Answers, Checks, Line, Slider, Text
from nearer.web.finding import practice_or_404
from nearer.web.keep import kept
from nearer.web.labels import writes
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, entry_id, own_stamp, stamp, today

OWN = "own"
DAYS_AHEAD = (0, 1, 2, 4, 8)
A_PICTURE = 3
"""Outcomes that are needed before they are looked at together."""
NOT_YET = "not_yet"
RECOVERED = [
    ("5", _("within minutes")),
    ("60", _("within an hour")),
    ("300", _("within some hours")),
    ("1440", _("by the next day")),
    ("4320", _("after a few days")),
    (NOT_YET, _("not yet")),
    ("", _("it did not hurt, or I leave this out")),
]
"""Answers and the minutes they stand for."""


class PlanForm(forms.Form):
    """One small act with its prediction: what I fear, how likely, how bad, how good, and coming through."""

    act = Text(_("The act, in your own words"), short=True)
    first_sentence = Line(_("Your first sentence, if you like to have one ready"))
    person = Line(_("With whom, by a nickname, if it is someone you know"), max_length=80)
    asked_not = Answers(
        _("Has this person asked you not to contact them?"), [("no", _("No")), ("yes", _("Yes"))], initial="no"
    )
    unsafe = Checks(
        _("Does any of this fit this person?"),
        [
            ("afraid_to_disagree", _("I am afraid of them when we disagree")),
            ("checks_on_me", _("They check my phone, my money or whom I see")),
            ("forces_or_threatens", _("They force me or threaten me")),
        ],
        help_text=_("Tick nothing if nothing fits."),
    )
    could_do = Answers(
        _("What could they do with what you show them?"),
        [
            ("nothing", _("Nothing that would matter")),
            ("talk", _("Talk about it")),
            ("harm", _("It could cost me work, home, a child or my safety")),
        ],
        initial="nothing",
    )
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

    def __init__(
        self, book: Book, written: date, *args: Any, first: bool = False, trying: Situation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        self.ticked: list[str] = []
        self.offered: dict[str, FirstAct] = {} if trying else {act.id: act for act in content().programme.first_acts}
        if self.offered:
            rows = [*((act.id, act.text) for act in self.offered.values()), (OWN, _("Something of my own"))]
            self.fields["choice"] = Answers(_("Which one could you do?"), rows)
        self.fields["on"].choices = _days(  # type: ignore[attr-defined]
            written, 2 if first else len(DAYS_AHEAD), self.initial.get("on")
        )
        self.order_fields(["choice", *type(self).base_fields])

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


class CameraForm(forms.Form):
    """First what a camera would have seen."""

    camera = Text(_("What would a camera have seen?"), missing=_("One line is enough: who did what."))


class OutcomeForm(CameraForm):
    """The rest: did it happen, how bad, how good, coming through."""

    happened = Answers(
        _("Did what you were afraid of happen?"),
        [("no", _("No")), ("partly", _("Partly")), ("yes", _("Yes"))],
        missing=_("Choose one of these."),
    )
    bad = Slider(_("How bad was it?"), _("no pain"), _("unbearable"))
    good = Slider(_("How good was it?"), _("nothing special"), _("very good"))
    through = Answers(
        _("Did you come through?"),
        [("yes", _("Yes")), ("partly", _("Partly")), (NOT_YET, _("Not yet"))],
        missing=_("Choose one of these. Not yet is an answer too."),
    )
    recovered = Answers(_("How long until you were all right again?"), RECOVERED)
    response = Answers(
        _("If you showed them something of yourself: how did they take it?"),
        [
            ("took_up", _("They took it up")),
            ("brushed_off", _("They brushed it off")),
            ("turned_on_me", _("They turned it on me")),
            ("", _("I showed nothing, or I leave this out")),
        ],
    )
    did = Text(_("What did you do when it hurt, or to steady yourself?"), short=True)
    learned = Text(_("What do you know now that you did not know before?"), short=True)
    likely_now = Slider(
        _("If you did it again, how likely is what you feared?"), _("it will not happen"), _("it will happen")
    )
    through_now = Slider(
        _("And if it did happen, how sure are you now that you come through?"), _("not sure at all"), _("quite sure")
    )

    def __init__(self, *args: Any, with_someone: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not with_someone:
            del self.fields["response"]  # of a stranger this would be asked for nothing


class AgainForm(forms.Form):
    """Asked again after "not yet"."""

    through = Answers(
        _("Have you come through by now?"),
        [("yes", _("Yes")), ("partly", _("Partly")), (NOT_YET, _("Not yet"))],
        missing=_("Choose one of these. Not yet is an answer too."),
    )
    recovered = Answers(_("How long until you were all right again?"), RECOVERED)
    note = Text(_("What helped, or what would?"), short=True)


class LetGoForm(forms.Form):
    """Letting an act go."""

    note = Line(_("What came in between, if you want to note it"))


@with_book
@writes(PlanForm)
def plan(request: RoomRequest) -> HttpResponse:
    """Plan the next small act."""
    return _plan(request, {})


@with_book
def try_out(request: RoomRequest, situation: str) -> HttpResponse:
    """Plan a situation of a ladder: its words are there already, the guess is the person's own."""
    found = next(((s, step) for step in content().programme.ways() for s in step.situations if s.id == situation), None)
    if found is None:
        raise Http404
    trying, step = found
    if step.is_resting(trying, is_narrowed(request.room.read(), today())) and request.method == "GET":
        return redirect("path")
    words = {"act": trying.text, "first_sentence": trying.first_sentence, "fear": trying.fear}
    return _plan(request, words, trying, step)


def _plan(
    request: RoomRequest, words: dict[str, Any], trying: Situation | None = None, step: Step | None = None
) -> HttpResponse:
    book = request.room.read()
    said = words | draft_of(request)
    form = PlanForm(book, stamp(request)["day"], request.POST or None, trying=trying, initial=said)
    if request.method == "POST" and form.is_valid():
        of = {"step": step.id, "situation": trying.id} if step and trying else {}
        entries = plan_from(form, stamp(request), own_stamp(request), book, of)
        request.room.keep(request, entries)
        return redirect("practice", plan=entries[-1].id)
    keep_unsafe(request, form)
    return render(request, "practice/plan.html", {"form": form, "trying": trying, "of_step": step})


@with_book
@writes(PlanForm)
def edit(request: RoomRequest, plan: str) -> HttpResponse:
    """Change a plan while it is open. A prediction is not rewritten once there is an outcome."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    if not p.is_open:
        return _over(request, p)
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
    unasked: dict[str, Any] = {name: getattr(before, name, "") for name in ("step", "situation", "where", "drop")}
    unasked |= of or {}
    planned = PracticePlanned(
        **stamped,
        act=said["act"],
        on=date.fromisoformat(said["on"]),
        moment=said["moment"],
        person=person,
        first_sentence=said["first_sentence"],
        fear=said["fear"],
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


@with_book
def show(request: RoomRequest, plan: str) -> HttpResponse:
    """One act: guess and outcome side by side."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    lines = [
        _line(_("How bad"), p.plan.bad, p.outcome.bad if p.outcome else None, _("no pain"), _("unbearable")),
        _line(_("How good"), p.plan.good, p.outcome.good if p.outcome else None, _("nothing special"), _("very good")),
    ]
    shown = [line for line in lines if line["expected"] is not None or line["was"] is not None]
    told = {"p": p, "lines": shown, "bad": bad_gap(p), "good": good_gap(p), "whom": people(book).name(p.plan.person)}
    more = {"today": today(), "recovered": _recovered_words(p.recovered_after), "may_download": may_download(book)}
    return render(request, "practice/practice.html", told | more | _and_now(book, p))


def _and_now(book: Book, p: Practice) -> dict[str, Any]:
    """What follows from an outcome: enough, smaller, as small, or nothing with this person for now."""
    bad, who = bad_gap(p), people(book).who(p.plan.person) if p.plan.person else None
    return {
        "was_harder": p.came_through == NOT_YET or (bad is not None and bad.gap > 0),
        "is_turned": who in turned_on_me(book),
        "is_brushed_off": who is not None and next_opening(book, who) == "same_or_smaller" and p.outcome is not None and p.outcome.response == "brushed_off",
        "few": sum(other.outcome is not None for other in practices(book)) < A_PICTURE,
        "is_asked": again_is_due(p, today()),
        "again_after": ASK_AGAIN_AFTER_DAYS,
    }


@require_POST
@with_book
def restore(request: RoomRequest, plan: str) -> HttpResponse:
    """Someone who turned an opening on the person may be proposed again, because the person says so."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    if p.plan.person is not None and people(book).who(p.plan.person) in turned_on_me(book):
        request.room.keep(request, [PersonRestored(**stamp(request), person=p.plan.person)])
    return redirect("practice", plan=plan)


@with_book
@writes(CameraForm)
def camera(request: RoomRequest, plan: str) -> HttpResponse:
    """How did it go? The camera first; its words are sealed as a draft of the outcome."""
    p = practice_or_404(request.room.read(), plan)
    if not p.is_open:
        return _over(request, p)
    rest = reverse("practice-outcome", args=[plan])
    form = CameraForm(request.POST or None, initial=draft_of(request, rest) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        seen = Drafted(**own_stamp(request), form=rest, written={"camera": [form.cleaned_data["camera"]]})
        request.room.keep(request, [seen], remove=without(request, rest))
        return redirect(rest)
    return render(request, "practice/camera.html", {"form": form, "p": p})


@with_book
@writes(OutcomeForm)
def outcome(request: RoomRequest, plan: str) -> HttpResponse:
    """The rest of the outcome."""
    p = practice_or_404(request.room.read(), plan)
    if not p.is_open and not _is_at(request, p.outcome):
        return _over(request, p)
    form = OutcomeForm(request.POST or None, initial=draft_of(request), with_someone=p.plan.person is not None)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [_done(form.cleaned_data, stamp(request), plan)])
        return redirect("practice", plan=plan)
    if request.method == "GET" and not form.initial.get("camera"):
        return redirect("practice-camera", plan=plan)
    return render(request, "practice/outcome.html", {"form": form, "p": p})


def _done(said: dict[str, Any], stamped: Stamp, plan: str) -> PracticeDone:
    words = {name: said[name] for name in ("camera", "happened", "bad", "good", "through", "did", "learned")}
    levels = {name: said[name] for name in ("likely_now", "through_now")}
    met: dict[str, Any] = {"surprise": None, "response": said.get("response") or None}
    return PracticeDone(**stamped, plan=plan, recovered_after=_minutes(said), **words, **levels, **met)


@with_book
@writes(AgainForm)
def again(request: RoomRequest, plan: str) -> HttpResponse:
    """After "not yet": asked again some days later, never dropped; until then the page is closed."""
    p = practice_or_404(request.room.read(), plan)
    if not is_asked_again(p, today()) and not _is_at(request, p.again[-1] if p.again else None):
        return _over(request, p)
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = PracticeAskedAgain(
            **stamp(request),
            plan=plan,
            through=said["through"],
            recovered_after=_minutes(said),
            words=said["note"],
            likely_now=None,
            through_now=None,
        )
        request.room.keep(request, [entry])
        return redirect("practice", plan=plan)
    return render(request, "practice/again.html", {"form": form, "p": p})


@with_book
@writes(LetGoForm)
def let_go(request: RoomRequest, plan: str) -> HttpResponse:
    """Let an act go, without a word of blame."""
    p = practice_or_404(request.room.read(), plan)
    if not p.is_open and not _is_at(request, p.let_go):
        return _over(request, p)
    form = LetGoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [PracticeLetGo(**stamp(request), plan=plan, words=form.cleaned_data["note"])])
        return redirect("today")
    return render(request, "practice/let_go.html", {"form": form, "p": p})


def _is_at(request: RoomRequest, entry: Entry | None) -> bool:
    """Whether a form was sent for this very entry: once more, or with other words after going back."""
    return request.method == "POST" and entry is not None and entry_id(request) == entry.id


def _over(request: RoomRequest, p: Practice) -> HttpResponse:
    """There is nothing more to say about this act; what was sent all the same is shown, not lost."""
    if request.method == "POST":
        return kept(request, str(_("This was not saved: in the meantime this act was closed in another window.")), 409)
    return redirect("practice", plan=p.id)


def _days(start: date, how_many: int, planned: str | None) -> list[tuple[str, Any]]:
    """The days to choose from, counted from the one on which the form is written."""
    names = {0: _("today"), 1: _("tomorrow")}
    days = [start + timedelta(days=ahead) for ahead in DAYS_AHEAD[:how_many]]
    if planned and (kept := date.fromisoformat(planned)) not in days:
        days = sorted([*days, kept])
    return [(day.isoformat(), names.get((day - start).days) or date_format(day, "l j F")) for day in days]


def _line(label: Any, expected: int | None, was: int | None, low: Any, high: Any) -> dict[str, Any]:
    return {"label": label, "expected": expected, "was": was, "low_label": low, "high_label": high}


def _minutes(said: dict[str, Any]) -> int | None:
    return int(said["recovered"]) if said["recovered"] not in ("", NOT_YET) else None


def _recovered_words(minutes: int | None) -> Any:
    return dict(RECOVERED).get(str(minutes)) if minutes is not None else None
