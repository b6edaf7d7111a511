"""The plan of a small act: its form with the prediction, what may not be planned, and the entry that it says."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nearer.domain.book import Book
from nearer.domain.entries import Entry, PersonId, PersonNamed, PersonSafetyAsked, PracticePlanned
from nearer.domain.people import people
from nearer.domain.programme import FirstAct, Situation
from nearer.domain.safety import Verdict, may_plan, unsafe_people
from nearer.domain.ties import whom_to_plan_with
from nearer.web.content import content
from nearer.web.fields import Answers, Checks, Line, Slider, Text
from nearer.web.room import RoomRequest
from nearer.web.stamp import Stamp, own_stamp
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
