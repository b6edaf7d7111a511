"""Showing a report to a therapist, and being shown one: whom, by which keys, what was sent, what came back.

``bond`` is the id of the entry that the tie between the two began with, the same in both books. ``card`` is what a person
is known by, in hexadecimal: their id and both public keys; ``own`` is the card of the book's owner on that day.
"""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry, EntryId

Way = Literal["code", "file"]
"""How the two reach each other: a code and this server, or files carried between two computers."""

PausablePart = Literal["roots", "bill", "letter", "grief"]
"""What can rest for a while: looking back, the bill, the letter from the oldest self, and pages about what ended."""

NoteAnswer = Literal["accepted", "let_go"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistInvited(Entry):
    """Someone was invited to read reports, by the name the person gives them. The entry's id is the bond."""

    name: str
    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistAnswered(Entry):
    """An answer to an invitation was taken in from a file; its keys are not compared yet."""

    bond: EntryId
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistPinned(Entry):
    """Both compared the eight words: from now on reports are sealed to these keys and to no others."""

    bond: EntryId
    card: str
    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistLetGo(Entry):
    """The end of it, from the side of the one who shared."""

    bond: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSent(Entry):
    """A report was sealed and sent. The report itself is not kept a second time; ``parts`` says what was ticked in it."""

    bond: EntryId
    letter: EntryId
    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRevoked(Entry):
    """Every report that lay with someone was taken back. What was read stays read."""

    bond: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReceived(Entry):
    """A note came back, signed by the compared key: words, an act to try, parts that could rest; each may be empty."""

    bond: EntryId
    letter: EntryId
    words: str
    act: str
    first_sentence: str
    pause: tuple[PausablePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAnswered(Entry):
    """What the person made of a note."""

    letter: EntryId
    answer: NoteAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsPaused(Entry):
    """Parts of the programme rest, agreed with someone (``bond``)."""

    bond: EntryId
    parts: tuple[PausablePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsResumed(Entry):
    """Paused parts are open again, because the person says so."""

    parts: tuple[PausablePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered(Entry):
    """A therapist took an invitation and answered it; the keys are not compared yet. The entry's id is their own."""

    bond: EntryId
    name: str
    way: Way
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPinned(Entry):
    """Both compared the eight words: from now on only reports signed with this key are read under this name."""

    bond: EntryId
    card: str
    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientLeft(Entry):
    """The end of it, from the side of the one who read."""

    bond: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Entry):
    """A note for the one whose reports are read; it lies here until it is sent."""

    bond: EntryId
    words: str
    act: str
    first_sentence: str
    pause: tuple[PausablePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSent(Entry):
    """A note was sealed, signed and sent."""

    bond: EntryId
    letter: EntryId
