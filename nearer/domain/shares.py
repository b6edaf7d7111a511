"""Who reads one's reports and whose reports one reads, as both books say it; nothing here knows what lies on a server."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from nearer.domain.book import Book
from nearer.domain.entries import (
    Entry,
    EntryId,
    InvitationAnswered,
    NoteAnswered,
    NoteReceived,
    NoteSent,
    NoteWritten,
    PatientLeft,
    PatientPinned,
    PausablePart,
    ShareRevoked,
    ShareSent,
    TherapistAnswered,
    TherapistInvited,
    TherapistLetGo,
    TherapistPinned,
    Way,
)
from nearer.domain.report import Report

ChangeOf = Literal["done", "came_through", "not_yet", "worse_than_feared", "sign"]

INVITED_DAYS = 14
"""Judgement. An invitation in a file is answered within this many days, or made anew."""

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a share holds: the report, and which one of this bond it is, from 1."""

    number: int
    report: Report


@dataclass(frozen=True, slots=True)
class Note:
    """What comes back: words, an act to try with a first sentence, parts that could rest. Each may be empty, not all."""

    words: str
    act: str
    first_sentence: str
    pause: tuple[PausablePart, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.words.strip() or self.act.strip() or self.pause)


@dataclass(frozen=True, slots=True)
class Therapist:
    """Someone who was invited: compared once ``pinned`` is there, over once ``ended`` is. Notes are oldest first."""

    invited: TherapistInvited
    answered: TherapistAnswered | None
    pinned: TherapistPinned | None
    ended: TherapistLetGo | None
    history: tuple[ShareSent | ShareRevoked, ...]
    notes: tuple[tuple[NoteReceived, NoteAnswered | None], ...]

    @property
    def bond(self) -> EntryId:
        """The id of the tie between the two."""
        return self.invited.id

    @property
    def name(self) -> str:
        """The name the person gave them."""
        return self.invited.name

    @property
    def sent(self) -> tuple[ShareSent, ...]:
        """Every report that was sent, oldest first."""
        return tuple(e for e in self.history if isinstance(e, ShareSent))

    @property
    def lying(self) -> tuple[ShareSent, ...]:
        """The reports that were sent since the last taking back, oldest first."""
        last = max((n for n, e in enumerate(self.history) if isinstance(e, ShareRevoked)), default=-1)
        return tuple(e for e in self.history[last + 1 :] if isinstance(e, ShareSent))

    def is_over(self, today: date) -> bool:
        """Whether an invitation that nobody compared was made too long ago."""
        return self.pinned is None and today - self.invited.day > timedelta(days=INVITED_DAYS)


@dataclass(frozen=True, slots=True)
class Patient:
    """Someone whose invitation was answered: compared once ``pinned`` is there, over once ``left`` is."""

    answered: InvitationAnswered
    pinned: PatientPinned | None
    left: PatientLeft | None
    notes: tuple[tuple[NoteWritten, NoteSent | None], ...]

    @property
    def bond(self) -> EntryId:
        """The id of the tie between the two."""
        return self.answered.bond

    @property
    def name(self) -> str:
        """The name the therapist gave them."""
        return self.answered.name

    @property
    def way(self) -> Way:
        """How the two reach each other."""
        return self.answered.way


def therapists(book: Book) -> tuple[Therapist, ...]:
    """Everyone who was invited, oldest first."""
    answers = {e.letter: e for e in book.of(NoteAnswered)}
    return tuple(
        Therapist(
            invited,
            _of(book, TherapistAnswered, invited.id),
            _of(book, TherapistPinned, invited.id),
            _of(book, TherapistLetGo, invited.id),
            tuple(e for e in book.entries if isinstance(e, ShareSent | ShareRevoked) and e.bond == invited.id),
            tuple((e, answers.get(e.letter)) for e in book.of(NoteReceived) if e.bond == invited.id),
        )
        for invited in book.of(TherapistInvited)
    )


def therapist(book: Book, bond: EntryId) -> Therapist | None:
    """The one of this bond."""
    return next((t for t in therapists(book) if t.bond == bond), None)


def patients(book: Book) -> tuple[Patient, ...]:
    """Everyone whose invitation was answered, oldest first."""
    sent = {e.letter: e for e in book.of(NoteSent)}
    return tuple(
        Patient(
            answered,
            _of(book, PatientPinned, answered.bond),
            _of(book, PatientLeft, answered.bond),
            tuple((e, sent.get(e.id)) for e in book.of(NoteWritten) if e.bond == answered.bond),
        )
        for answered in book.of(InvitationAnswered)
    )


def patient(book: Book, bond: EntryId) -> Patient | None:
    """The one of this bond."""
    return next((p for p in patients(book) if p.bond == bond), None)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that two reports say differently. ``name`` is a sign's, empty for the others."""

    what: ChangeOf
    name: str
    before: float
    after: float


def changes(before: Report, after: Report) -> tuple[Change, ...]:
    """What the later report says otherwise than the earlier one, where both say it at all."""
    found: list[Change] = []
    if before.short and after.short:
        for what in ("done", "came_through", "not_yet"):
            was, is_ = getattr(before.short.acts, what), getattr(after.short.acts, what)
            found.append(Change(what, "", was, is_))
        worse = before.short.worse.worse_than_feared, after.short.worse.worse_than_feared
        found.append(Change("worse_than_feared", "", *worse))
    signs = {line.id: line for line in before.signs or ()}
    for line in after.signs or ():
        if line.id in signs and line.marks and signs[line.id].marks:
            found.append(Change("sign", line.name, signs[line.id].marks[-1].value, line.marks[-1].value))
    return tuple(change for change in found if change.before != change.after)


def is_of_bond(entry: Entry) -> bool:
    """Whether an entry belongs to a bond: it is not taken out alone, since what lies on the server would stay."""
    return isinstance(entry, TherapistInvited) or hasattr(entry, "bond")


def _of(book: Book, kind: type[E], bond: EntryId) -> E | None:
    return next((e for e in reversed(book.of(kind)) if getattr(e, "bond", "") == bond), None)
