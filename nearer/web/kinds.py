"""Every kind of entry in words: what it is called, what it says under which labels, and where it can be changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.people import people
from nearer.domain.written import BELONGS_TO, texts_of
from nearer.web.checkin import CheckInForm
from nearer.web.content import content
from nearer.web.kindness import KindnessForm
from nearer.web.labels import Said, said_in
from nearer.web.map import MapForm
from nearer.web.practice_outcome import AgainForm, LetGoForm, OutcomeForm
from nearer.web.practice_plan import PlanForm
from nearer.web.story import StoryForm

SHORT = 140
"""Letters of an entry that a list shows."""

CALLED: dict[type[e.Entry], Any] = {
    e.BookBegun: _("The first page"),
    e.SignsAnswered: _("Sentences about signs"),
    e.StoryTold: _("A sentence your mind tells"),
    e.PersonNamed: _("A name"),
    e.PeopleMerged: _("Two names that are one person"),
    e.PersonRemoved: _("A name taken out"),
    e.FitChecked: _("The question about ending your life"),
    e.DeviceAsked: _("Who looks at this device"),
    e.PersonSafetyAsked: _("What someone does"),
    e.SafetyPlanWritten: _("The plan for bad days"),
    e.MapDrawn: _("Your map"),
    e.CheckedIn: _("A check-in"),
    e.PracticePlanned: _("A planned act"),
    e.PracticeDone: _("How an act went"),
    e.PracticeAskedAgain: _("An act, asked once more"),
    e.PracticeLetGo: _("An act let go"),
    e.KindnessSeen: _("A kindness"),
    e.PersonPlaced: _("Where someone stands"),
    e.TieTold: _("What ties you to someone"),
    e.TieEnded: _("The end of a tie"),
    e.ImprintLeft: _("An imprint"),
    e.RolesGiven: _("Who for what"),
    e.RhythmChosen: _("How often to keep in touch"),
    e.ReachedOut: _("A word to someone"),
    e.ClosestNamed: _("Whom the path for one is about"),
    e.PersonRestored: _("Someone may be proposed again"),
    e.TrialBegun: _("A sentence put on trial"),
    e.TrialClosed: _("The end of a trial"),
    e.CoinFlipBegun: _("A test by coin"),
    e.CoinFlipDone: _("A day of a coin test"),
    e.RootsAnswered: _("Sentences about roots"),
    e.RootWorkReadied: _("Before looking back"),
    e.PulseAnswered: _("The weekly pulse"),
    e.ExerciseWritten: _("An exercise"),
    e.QuestionKept: _("A question to ask"),
    e.ReportChosen: _("What goes into a report"),
    e.TherapistInvited: _("Someone invited to read reports"),
    e.TherapistAnswered: _("An answer to an invitation"),
    e.TherapistPinned: _("Words compared"),
    e.TherapistLetGo: _("The end of showing reports"),
    e.ShareSent: _("A report sent"),
    e.ShareRevoked: _("Reports taken back"),
    e.NoteReceived: _("A note that came"),
    e.NoteAnswered: _("What you made of a note"),
    e.PartsPaused: _("Parts that rest"),
    e.PartsResumed: _("Parts opened again"),
    e.InvitationAnswered: _("An invitation you took"),
    e.PatientPinned: _("Words compared"),
    e.PatientLeft: _("The end of reading along"),
    e.NoteWritten: _("A note you wrote"),
    e.NoteSent: _("A note sent"),
    e.LockAfterChosen: _("When the book locks itself"),
    e.QuietNameChosen: _("What pages call themselves"),
    e.CountryChosen: _("Where you live"),
    e.WorseAsked: _("Whether Nearer made anything worse"),
    e.AskerChosen: _("Someone who asks"),
    e.MirrorAsked: _("Why the mirror, that day"),
    e.MirrorLooked: _("A chat was looked at"),
    e.MirrorRead: _("A reading of your side of a chat"),
    e.OwnWordsKept: _("Your own words of a chat"),
    e.Drafted: _("Something half written"),
    e.PageBrought: _("A page of an older journal"),
    e.JournalBrought: _("An older journal brought in"),
}

FORMS: dict[type[e.Entry], type[forms.Form]] = {
    e.StoryTold: StoryForm,
    e.MapDrawn: MapForm,
    e.CheckedIn: CheckInForm,
    e.PracticePlanned: PlanForm,
    e.PracticeDone: OutcomeForm,
    e.PracticeAskedAgain: AgainForm,
    e.PracticeLetGo: LetGoForm,
    e.KindnessSeen: KindnessForm,
}
"""The forms under whose labels an entry was written."""

WHERE: dict[type[e.Entry], tuple[str, str]] = {
    e.StoryTold: ("story", "id"),
    e.CheckedIn: ("checkin-edit", "id"),
    e.KindnessSeen: ("kindness-edit", "id"),
    e.PracticePlanned: ("practice", "id"),
    e.PracticeDone: ("practice", "plan"),
    e.PracticeAskedAgain: ("practice", "plan"),
    e.PracticeLetGo: ("practice", "plan"),
    e.ExerciseWritten: ("exercise", "exercise"),
    e.TrialBegun: ("trial", "id"),
    e.TrialClosed: ("trial", "trial"),
    e.CoinFlipBegun: ("coin", "id"),
    e.CoinFlipDone: ("coin", "test"),
    e.MirrorRead: ("mirror-kept", "id"),
    e.OwnWordsKept: ("own-words", "reading"),
    e.TherapistInvited: ("share", "id"),
    e.TherapistAnswered: ("share", "bond"),
    e.TherapistPinned: ("share", "bond"),
    e.TherapistLetGo: ("share", "bond"),
    e.ShareSent: ("share", "bond"),
    e.ShareRevoked: ("share", "bond"),
    e.NoteReceived: ("share", "bond"),
    e.InvitationAnswered: ("desk-person", "bond"),
    e.PatientPinned: ("desk-person", "bond"),
    e.PatientLeft: ("desk-person", "bond"),
    e.NoteWritten: ("desk-person", "bond"),
    e.NoteSent: ("desk-person", "bond"),
    e.JournalBrought: ("journal-undo", "id"),
}
"""Where an entry is shown in its place or changed: the name of the address, and the field that stands in it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a list shows it."""

    entry: e.Entry
    called: Any
    clock: str
    short: str
    whom: str | None


def called(entry: e.Entry) -> Any:
    """What an entry is called; one of an exercise goes by the name of the exercise."""
    if isinstance(entry, e.ExerciseWritten):
        exercise = content().programme.exercise(entry.exercise)
        return exercise.name if exercise is not None else CALLED[e.ExerciseWritten]
    return CALLED.get(type(entry), _("Something written"))


def shown(entries: Iterable[e.Entry], book: Book) -> list[Shown]:
    """Entries as a list shows them, with the first words of each."""
    names = people(book)
    return [
        Shown(one, called(one), _clock(one), _short(one), names.name(getattr(one, "person", None))) for one in entries
    ]


def said_by_entry(entry: e.Entry, book: Book) -> list[Said]:
    """Everything an entry says, each answer under the words that were asked."""
    if isinstance(entry, e.SignsAnswered | e.RootsAnswered | e.PulseAnswered):
        return [Said(a.prompt, now_("%(n)s of 4") % {"n": a.value}) for a in entry.answers if a.value is not None]
    if isinstance(entry, e.ExerciseWritten):
        return [Said(said.prompt, text) for said in entry.said if (text := _said(said))]
    if isinstance(entry, e.OwnWordsKept):
        n = entry.messages
        return [Said("", ngettext("%(n)s message, sealed", "%(n)s messages, sealed", n) % {"n": n})]
    if isinstance(entry, e.PageBrought):
        mood = "" if entry.mood is None else now_("%(n)s of 100") % {"n": entry.mood}
        told_ = ((_("Mood"), mood), (_("Marked"), ", ".join(entry.tags)), ("", entry.words))
        return [Said(label, text) for label, text in told_ if text]
    if type(entry) in FORMS:
        told = said_in(entry, FORMS[type(entry)].base_fields, people(book).names)
        return [said for said in told.values() if said.text]
    return [Said("", text) for text in texts_of(entry)]


def where(entry: e.Entry, book: Book) -> str:
    """The address at which an entry stands in its place; "" where there is none, or what it belongs to does not open."""
    name, field = WHERE.get(type(entry), ("", ""))
    is_lost = field in BELONGS_TO and book.get(getattr(entry, field)) is None
    return "" if not name or is_lost else reverse(name, args=[getattr(entry, field)])


def _said(said: e.Said) -> str:
    if said.level is not None:
        return now_("%(n)s of 100") % {"n": said.level}
    return ", ".join(said.chosen) or said.words


def _short(entry: e.Entry) -> str:
    if isinstance(entry, e.ExerciseWritten):
        words = next((text for said in entry.said if (text := _said(said))), "")
    else:
        words = " ".join(texts_of(entry)[:1]) if not _is_only_asked(entry) else ""
    words = " ".join(words.split())
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"


def _is_only_asked(entry: e.Entry) -> bool:
    """Whether an entry holds no words but the questions that were asked."""
    return isinstance(entry, e.SignsAnswered | e.RootsAnswered | e.PulseAnswered | e.FitChecked)


def _clock(entry: e.Entry) -> str:
    return date_format(entry.at.astimezone(ZoneInfo(entry.zone)), "H:i")
