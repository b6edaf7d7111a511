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
    PartsPaused,
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
from nearer.domain.report.values import Line

NOTES = (NoteReceived, NoteAnswered, NoteWritten, NoteSent, PartsPaused)
ChangeOf = Literal["done", "worse", "not_yet", "turned", "line"]
"""Acts done, worse than feared, not come through yet, openings turned on the person; a sign or the pulse."""

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
    """Something that two reports say differently. ``name`` is a sign's, and empty for the pulse and for acts."""

    what: ChangeOf
    name: str
    before: float
    after: float


def changes(before: Report, after: Report) -> tuple[Change, ...]:
    """What the later report says otherwise than the earlier one, where both say it at all."""
    pairs: list[tuple[ChangeOf, str, float, float]] = []
    if before.short and after.short:
        was, now = before.short, after.short
        pairs += [
            ("done", "", was.summary.done, now.summary.done),
            ("worse", "", was.worse.acts, now.worse.acts),
            ("not_yet", "", was.worse.not_yet, now.worse.not_yet),
            ("turned", "", was.worse.turned, now.worse.turned),
        ]
    lines = {line.id: line for line in _lines(before)}
    for line in _lines(after):
        if line.id in lines and line.dots and lines[line.id].dots:
            pairs.append(("line", line.name, lines[line.id].dots[-1].value, line.dots[-1].value))
    found = [Change(*pair) for pair in pairs]
    return tuple(change for change in found if change.before != change.after)


def _lines(report: Report) -> tuple[Line, ...]:
    return (*(report.signs or ()), *((report.pulse,) if report.pulse else ()))


def has_bonds(book: Book) -> bool:
    """Whether words were compared with anyone and it is not over."""
    mine = any(t.pinned and not t.ended for t in therapists(book))
    return mine or any(p.pinned and not p.left for p in patients(book))


def is_of_bond(entry: Entry) -> bool:
    """Whether an entry belongs to a bond, or to a note of one."""
    return isinstance(entry, TherapistInvited | NoteAnswered) or hasattr(entry, "bond")


def is_held(book: Book, entry: Entry) -> bool:
    """Whether an entry may not be taken out alone: while a bond lasts, letters lie on a server that only it accounts for.

    Notes may be. Once a bond is over it goes as a whole, with the entry that it began with.
    """
    bond = _bond_of(entry)
    if bond is None or isinstance(entry, NOTES):
        return False
    is_over = any(_bond_of(e) == bond for e in (*book.of(TherapistLetGo), *book.of(PatientLeft)))
    return not (is_over and isinstance(entry, TherapistInvited | InvitationAnswered))


def goes_with_bond(book: Book, entry: Entry) -> tuple[Entry, ...]:
    """What goes when an entry of a bond is taken out: with its beginning all of it, with a note the answer to it."""
    others = [e for e in book.entries if e.id != entry.id]
    if isinstance(entry, TherapistInvited | InvitationAnswered):
        bond = _bond_of(entry)
        letters = {e.letter for e in book.of(NoteReceived) if e.bond == bond}
        return tuple(e for e in others if _bond_of(e) == bond or (isinstance(e, NoteAnswered) and e.letter in letters))
    letter = entry.id if isinstance(entry, NoteWritten) else getattr(entry, "letter", None)
    is_note = isinstance(entry, NoteReceived | NoteWritten)
    return tuple(e for e in others if is_note and isinstance(e, NoteAnswered | NoteSent) and e.letter == letter)


def _bond_of(entry: Entry) -> EntryId | None:
    return entry.id if isinstance(entry, TherapistInvited) else getattr(entry, "bond", None)


def _of(book: Book, kind: type[E], bond: EntryId) -> E | None:
    return next((e for e in reversed(book.of(kind)) if getattr(e, "bond", "") == bond), None)
