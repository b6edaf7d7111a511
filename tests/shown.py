"""Who shows whom a report, in the filled database: Ilse reads Mara's, Otto was shown nothing yet, from Rosa it was taken back;
Dr Okoye has a computer of her own; Mara herself reads Suri's."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from nearer.domain import entries as e
from nearer.domain.report import chosen, report
from nearer.domain.shares import Note, Shared
from nearer.formats.shares import note_bytes, share_bytes
from nearer.vault import keys, letters, shares
from nearer.vault.letters import Bond
from nearer.vault.store import OpenBook
from nearer.web.stamp import new_id
from tests.filled import Owner, begun
from tests.programmes import built_in

TITLE = "For the hour on Tuesday"
NOTE = "You wrote that the kitchen felt smaller. Shall we begin there?"
ACT = "Leave the door of the practice room open for one minute."
READERS = ("Ilse", "Otto", "Rosa")


def readers() -> list[Owner]:
    """Three who read along, each with a book of their own."""
    return [begun(name, words=True) for name in READERS]


def show(people: dict[str, Owner]) -> None:
    """Invite, compare, send, answer and take back."""
    mara, ilse, otto, rosa, suri = (people[name] for name in ("Mara", "Ilse", "Otto", "Rosa", "Suri"))
    mara.add(e.ReportChosen, "ticked", 9, ticks=("short", "signs"), weeks=None, title=TITLE, by="M.", exercises=())
    suri.add(e.ReportChosen, "ticked", 9, ticks=("short",), weeks=None, title="From Suri", by="", exercises=())
    pinned(mara, ilse, "ilse")
    pinned(mara, otto, "otto")
    pinned(mara, rosa, "rosa")
    for _ in range(2):
        send(mara, ilse, "ilse")
    send(mara, rosa, "rosa")
    revoked = entry(mara, e.ShareRevoked, bond=mara.ids["rosa"])
    shares.take_back(mara.book, mara.ids["rosa"], [revoked])
    mara.ids["ilse letter"] = write_back(ilse, mara, "ilse", Note(NOTE, ACT, "Come in.", ("roots", "bill")))
    mara.ids["note"] = mara.add(
        e.NoteReceived,
        "note",
        4,
        bond=mara.ids["ilse"],
        letter=new_id(),
        words="One thing from last time stayed with me.",
        act="Ask Jun for the recipe.",
        first_sentence="How much salt?",
        pause=(),
    )
    invited = mara.add(e.TherapistInvited, "bea", 0, name="Bea from the practice", way="code")
    mara.add(e.TherapistAnswered, "bea answered", 0, bond=invited, card=letters.own_card("d" * 32, AWAY).hex)
    mara.add(e.TherapistInvited, "file", 1, name="A doctor far away", way="file")
    by_file(mara)
    pinned(suri, mara, "mara")
    for _ in range(2):
        send(suri, mara, "mara")
    mara.ids["suri"] = suri.ids["mara"]
    said = {"words": "The gate is a good place to begin.", "act": "", "first_sentence": "", "pause": ("letter",)}
    mara.ids["suri letter"] = mara.add(e.NoteWritten, "back", 0, bond=mara.ids["suri"], **said)
    mara.ids["tomas"] = new_id()
    card = letters.own_card(people["Tomás"].book.person, people["Tomás"].book.keys).hex
    mara.add(e.InvitationAnswered, "t", 0, bond=mara.ids["tomas"], name="T. from the choir", way="file", card=card)
    ravi = people["Ravi"]
    ravi.add(e.TherapistInvited, "answered", 0, name="Someone", way="file")
    card = letters.own_card("f" * 32, AWAY).hex
    ravi.add(e.TherapistAnswered, "card", 0, bond=ravi.ids["answered"], card=card)
    suri.add(e.PartsPaused, "rests", 2, bond=suri.ids["mara"], parts=("roots", "letter"))


AWAY = keys.keys(bytes([7]) * 32)
"""The keys of someone whose book is on another computer."""


def by_file(mara: Owner) -> None:
    """Dr Okoye, by files: compared, and a report sealed for her."""
    bond = mara.add(e.TherapistInvited, "okoye", 12, name="Dr Okoye", way="file")
    own, other = shares.card_of(mara.book), letters.own_card("e" * 32, AWAY)
    mara.add(e.TherapistPinned, "okoye pinned", 11, bond=bond, card=other.hex, own=own.hex)
    seal(mara, Bond(bond, own, other), is_here=False)
    note = letters.write_letter(
        AWAY, Bond(bond, other, own), "note", new_id(), note_bytes(Note("By post.", "", "", ()))
    )
    shares.take_in(mara.book, Bond(bond, own, other), "note", note)


def pinned(person: Owner, reader: Owner, called: str) -> None:
    """Both compared their words. The bond goes by ``called`` at the person, and by the person's name at the reader."""
    bond = person.add(e.TherapistInvited, called, 20, name=f"{reader.name} K.", way="code")
    here, there = shares.card_of(person.book).hex, shares.card_of(reader.book).hex
    person.add(e.TherapistPinned, f"{called} pinned", 19, bond=bond, card=there, own=here)
    name = f"{person.name[0]}. on Tuesdays"
    reader.add(e.InvitationAnswered, f"{person.name} answered", 20, bond=bond, name=name, way="code", card=here)
    reader.add(e.PatientPinned, f"{person.name} pinned", 19, bond=bond, card=here, own=there)
    reader.ids[person.name] = bond


def send(person: Owner, reader: Owner, called: str) -> None:
    """Send the report that was last ticked."""
    seal(person, Bond(person.ids[called], shares.card_of(person.book), shares.card_of(reader.book)))


def seal(person: Owner, bond: Bond, is_here: bool = True) -> None:
    """Seal the report that was last ticked."""
    book = OpenBook(person.book.person, person.book.epoch, person.book.keys).read()
    ticked = chosen(book)
    made = report(book, built_in(), ticked, datetime.now(UTC).date())
    number = sum(sent.bond == bond.id for sent in book.of(e.ShareSent)) + 1
    letter = new_id()
    sent = entry(person, e.ShareSent, bond=bond.id, letter=letter, title=ticked.title, parts=tuple(ticked.ticks))
    shares.send(person.book, bond, "share", letter, share_bytes(Shared(number, made)), sent, is_here)


def write_back(reader: Owner, person: Owner, called: str, note: Note) -> str:
    """A note from the desk; its id."""
    letter = reader.add(
        e.NoteWritten,
        "note",
        1,
        bond=person.ids[called],
        words=note.words,
        act=note.act,
        first_sentence=note.first_sentence,
        pause=note.pause,
    )
    bond = Bond(person.ids[called], shares.card_of(reader.book), shares.card_of(person.book))
    sent = entry(reader, e.NoteSent, bond=bond.id, letter=letter)
    shares.send(reader.book, bond, "note", letter, note_bytes(note), sent)
    return letter


def entry(owner: Owner, kind: type[e.Entry], **said: Any) -> Any:
    """An entry of today that the vault is to write."""
    at = datetime.now(UTC) - timedelta(minutes=1)
    return kind(id=new_id(), rev=1, at=at, zone=settings.TIME_ZONE, day=at.date(), **said)
