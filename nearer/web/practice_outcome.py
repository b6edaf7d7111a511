"""Practice, the outcome: what a camera saw, how it was, asked once more, and guess and outcome side by side."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.entries import (
    Drafted,
    Entry,
    PersonId,
    PersonRestored,
    PracticeAskedAgain,
    PracticeDone,
    PracticeLetGo,
)
from nearer.domain.ladder import gap_after
from nearer.domain.ledger import row
from nearer.domain.people import people
from nearer.domain.practice import Practice, bad_gap, good_gap, is_asked_again, practices
from nearer.domain.safety import ASK_AGAIN_AFTER_DAYS, brushed_off, may_download, turned_on_me
from nearer.web.drafts import draft_of
from nearer.web.fields import Answers, Line, Slider, Text
from nearer.web.finding import practice_or_404
from nearer.web.labels import writes
from nearer.web.practice import over
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import Stamp, entry_id, own_stamp, stamp, today

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
NOW = ("likely_now", "through_now")


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
    surprise = Slider(_("How much did it surprise you?"), _("just as I thought"), _("not what I thought at all"))
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

    @property
    def more_is_open(self) -> bool:
        """Whether anything under "more" was said already, or is wrong."""
        return any(self[name].errors or self[name].value() is not None for name in ("surprise", *NOW))


class AgainForm(forms.Form):
    """Asked again: whether it is all right by now, where it was not, and how it looks from here."""

    through = Answers(
        _("Have you come through by now?"),
        [("yes", _("Yes")), ("partly", _("Partly")), (NOT_YET, _("Not yet"))],
        missing=_("Choose one of these. Not yet is an answer too."),
    )
    recovered = Answers(_("How long until you were all right again?"), RECOVERED)
    likely_now = Slider(
        _("If you did it again, how likely is what you feared?"), _("it will not happen"), _("it will happen")
    )
    through_now = Slider(
        _("And if it did happen, how sure are you now that you come through?"), _("not sure at all"), _("quite sure")
    )
    note = Text(_("What helped, or what would?"), short=True)

    def __init__(self, *args: Any, is_through: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_through:  # what is over is not asked about again
            del self.fields["through"], self.fields["recovered"]
            self.fields["note"].label = _("What has stayed of it?")


class LetGoForm(forms.Form):
    """Letting an act go."""

    note = Line(_("What came in between, if you want to note it"))


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
        "is_brushed_off": who is not None and _is_newest_brushed_off(book, who, p),
        "few": sum(other.outcome is not None for other in practices(book)) < A_PICTURE,
        "is_asked": is_asked_again(p, today()),
        "gap": gap_after(book, p),
        "row": row(p),
        "again_after": ASK_AGAIN_AFTER_DAYS,
    }


def _is_newest_brushed_off(book: Book, who: PersonId, p: Practice) -> bool:
    return p.outcome is not None and p.outcome.response == "brushed_off" and who in brushed_off(book)


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
        return over(request, p)
    rest = reverse("practice-outcome", args=[plan])
    form = CameraForm(request.POST or None, initial=draft_of(request, rest) | draft_of(request))
    if request.method == "POST" and form.is_valid():
        seen = Drafted(**own_stamp(request), form=rest, written={"camera": [form.cleaned_data["camera"]]})
        request.room.keep(request, [seen], remove=request.room.drafts(rest))
        return redirect(rest)
    return render(request, "practice/camera.html", {"form": form, "p": p})


@with_book
@writes(OutcomeForm)
def outcome(request: RoomRequest, plan: str) -> HttpResponse:
    """The rest of the outcome."""
    p = practice_or_404(request.room.read(), plan)
    if not p.is_open and not _is_at(request, p.outcome):
        return over(request, p)
    form = OutcomeForm(request.POST or None, initial=draft_of(request), with_someone=p.plan.person is not None)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [_done(form.cleaned_data, stamp(request), plan)])
        return redirect("practice", plan=plan)
    if request.method == "GET" and not form.initial.get("camera"):
        return redirect("practice-camera", plan=plan)
    return render(request, "practice/outcome.html", {"form": form, "p": p})


def _done(said: dict[str, Any], stamped: Stamp, plan: str) -> PracticeDone:
    words = {name: said[name] for name in ("camera", "happened", "bad", "good", "through", "did", "learned")}
    levels = {name: said[name] for name in ("surprise", *NOW)}
    met: dict[str, Any] = {"response": said.get("response") or None}
    return PracticeDone(**stamped, plan=plan, recovered_after=_minutes(said), **words, **levels, **met)


@with_book
@writes(AgainForm)
def again(request: RoomRequest, plan: str) -> HttpResponse:
    """Asked again some days later: once after an act that was all right, never dropped after "not yet"."""
    p = practice_or_404(request.room.read(), plan)
    if not is_asked_again(p, today()) and not _is_at(request, p.again[-1] if p.again else None):
        return over(request, p)
    form = AgainForm(request.POST or None, is_through=p.came_through == "yes", initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [_asked(form.cleaned_data, stamp(request), p)])
        return redirect("practice", plan=plan)
    return render(request, "practice/again.html", {"form": form, "p": p})


def _asked(said: dict[str, Any], stamped: Stamp, p: Practice) -> PracticeAskedAgain:
    """What was said later; where coming through was not asked again, it stays what it was."""
    was_asked = "through" in said
    return PracticeAskedAgain(
        **stamped,
        plan=p.id,
        through=said["through"] if was_asked else "yes",
        recovered_after=_minutes(said) if was_asked else p.recovered_after,
        words=said["note"],
        **{name: said[name] for name in NOW},
    )


@with_book
@writes(LetGoForm)
def let_go(request: RoomRequest, plan: str) -> HttpResponse:
    """Let an act go, without a word of blame."""
    p = practice_or_404(request.room.read(), plan)
    if not p.is_open and not _is_at(request, p.let_go):
        return over(request, p)
    form = LetGoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.room.keep(request, [PracticeLetGo(**stamp(request), plan=plan, words=form.cleaned_data["note"])])
        return redirect("today")
    return render(request, "practice/let_go.html", {"form": form, "p": p})


@with_book
def card(request: RoomRequest, plan: str) -> HttpResponse:
    """The plan as a card for a pocket: what to do and to say, and what helped before; no fear and no number."""
    book = request.room.read()
    p = practice_or_404(book, plan)
    if not may_download(book):
        return render(request, "calendar/refused.html", {"p": p}, status=403)
    helped = [done.did for done in book.of(PracticeDone) if done.did.strip() and done.through != NOT_YET]
    return render(request, "practice/card.html", {"p": p, "helped": helped[-1] if helped else ""})


def _is_at(request: RoomRequest, entry: Entry | None) -> bool:
    """Whether a form was sent for this very entry: once more, or with other words after going back."""
    return request.method == "POST" and entry is not None and entry_id(request) == entry.id


def _line(label: Any, expected: int | None, was: int | None, low: Any, high: Any) -> dict[str, Any]:
    return {"label": label, "expected": expected, "was": was, "low_label": low, "high_label": high}


def _minutes(said: dict[str, Any]) -> int | None:
    return int(said["recovered"]) if said["recovered"] not in ("", NOT_YET) else None


def _recovered_words(minutes: int | None) -> Any:
    return dict(RECOVERED).get(str(minutes)) if minutes is not None else None
