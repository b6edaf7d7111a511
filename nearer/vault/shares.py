"""Where letters lie: invitations by code on a shared server, and the sealed rows that two people leave for each other.

Everything here works on bytes that ``letters`` makes and reads. A file between two computers is the same bytes: the sender's
row has no recipient here, the reader's no sender. Taking back removes rows; a copy of the database from before still has them.
"""

import secrets
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from nearer.domain.entries import Entry
from nearer.vault import letters
from nearer.vault.errors import Damaged, FutureVersion, NoInvitation, NotTheirs
from nearer.vault.letters import Bond, Card, LetterKind, own_card
from nearer.vault.models import Invitation, Letter, Person
from nearer.vault.seal import digest, hkdf
from nearer.vault.store import OpenBook, scrub

CODE_LASTS = timedelta(minutes=15)
COMPARING_LASTS = timedelta(days=2)
"""Once a code is used, the two have this long to compare their words before the answer goes."""

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""None of them is easily taken for another one."""

CODE = 8
KEPT = 2
"""Reports of one bond that lie there: the newest, and the one before it to see what changed."""

KEPT_FILES = 20
"""Letters of one bond that were taken in from files; they may come in any order."""

MOST_NOTES = 20
"""Unread notes of one bond; the writer is told when there are more."""

Standing = Literal["same", "changed", "gone", "elsewhere"]


class TooManyNotes(Exception):
    """The other one has not looked at as many notes as may wait."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter that lies here for me; without a body where it does not open between the compared keys."""

    letter: str
    kind: LetterKind
    body: bytes | None


def card_of(book: OpenBook) -> Card:
    """One's own card."""
    return own_card(book.person, book.keys)


def without_pins(book: OpenBook, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries of a file without the compared cards that would hold here: keys are compared by people, never brought in.

    Whoever made the file may know this book's card, and would be the one whom reports are sealed to. Pins of another book, or
    of before a new key, stay: they hold nothing until both compare again.
    """
    own = card_of(book).hex
    return tuple(entry for entry in entries if getattr(entry, "own", "") != own or book.entry(entry.id) == entry)


# ---- invitations ----


def invite_by_code(book: OpenBook, invited: Entry, now: datetime) -> str:
    """Write the invitation into the book, and put it where its code finds it once, within 15 minutes; the code."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE))
    with transaction.atomic():
        forget_expired(now)
        book.write(add=[invited])
        Invitation.objects.create(
            id=invited.id,
            person_id=book.person,
            found_by=_found_by(code),
            expires=now + CODE_LASTS,
            invitation=letters.write_invitation(book.keys, book.person, invited.id),
        )
    return f"{code[:4]}-{code[4:]}"


def answer_code(book: OpenBook, code: str, now: datetime, answered: Callable[[str, Card], Entry]) -> None:
    """Take the invitation behind a code, which then works no more, and leave the answer. Raises NoInvitation.

    ``answered`` makes the entry for the own book from the bond and the card of who invited.
    """
    with transaction.atomic():
        row = Invitation.objects.select_for_update().filter(found_by=_found_by(code), expires__gt=now).first()
        if row is None or row.person_id == book.person:
            raise NoInvitation
        bond, inviting = letters.read_invitation(bytes(row.invitation))
        row.answer = letters.write_answer(book.keys, book.person, bond, inviting)
        row.found_by, row.answered_by_id, row.expires = None, book.person, now + COMPARING_LASTS
        row.save()
        book.write(add=[answered(bond, inviting)])


def answer_of(book: OpenBook, bond: str, now: datetime) -> Card | None:
    """Who answered the own invitation by code; None while nobody has. Raises NotTheirs or Damaged for a changed answer."""
    row = Invitation.objects.filter(id=bond, person_id=book.person, expires__gt=now).exclude(answer=None).first()
    return None if row is None else letters.read_answer(bytes(row.answer or b""), card_of(book), bond)


def code_runs(book: OpenBook, bond: str, now: datetime) -> bool:
    """Whether the code of an invitation still works."""
    return Invitation.objects.filter(id=bond, person_id=book.person, expires__gt=now).exclude(found_by=None).exists()


def end_invitation(book: OpenBook, bond: str) -> None:
    """Really remove an invitation of one's own, used or not."""
    Invitation.objects.filter(id=bond, person_id=book.person).delete()


def forget_expired(now: datetime) -> None:
    """Remove invitations whose time is over."""
    Invitation.objects.filter(expires__lte=now).delete()


def _found_by(code: str) -> str:
    tidy = "".join(letter for letter in code.upper() if letter.isalnum())
    return hkdf(tidy.encode(errors="surrogatepass"), b"", b"nearer code").hex()


# ---- letters ----


def standing(bond: Bond, is_here: bool) -> Standing:
    """Whether the other one's keys on this server are the compared ones. The seal never uses those on the server."""
    if not is_here:
        return "elsewhere"
    row = Person.objects.filter(id=bond.other.person).first()
    if row is None:
        return "gone"
    same = (bytes(row.receive_public), bytes(row.sign_public)) == (bond.other.receive, bond.other.sign)
    return "same" if same else "changed"


def send(
    book: OpenBook, bond: Bond, kind: LetterKind, letter: str, body: bytes, sent: Entry, is_here: bool = True
) -> None:
    """Seal a body to the compared key and leave it there, with the entry that says so, in one transaction.

    A second sending of the same entry changes nothing. Of reports the newest two stay. Raises NotTheirs where the other
    one's keys are not the compared ones any more, or they are gone; TooManyNotes.
    """
    if standing(bond, is_here) in ("changed", "gone") or bond.own != card_of(book):
        raise NotTheirs
    sealed = letters.write_letter(book.keys, bond, kind, letter, body)
    with transaction.atomic():
        is_new = book.entry(sent.id) is None
        book.write(add=[sent])
        if not is_new:
            return
        lying = Letter.objects.filter(bond=bond.id, sender_id=book.person)
        if kind == "note" and is_here and lying.count() >= MOST_NOTES:
            raise TooManyNotes
        _lay(bond.id, sealed, sender=book.person, recipient=bond.other.person if is_here else None)
        if kind == "share" or not is_here:
            _keep_newest(lying, KEPT)


def received(book: OpenBook, bond: Bond, *kinds: LetterKind) -> tuple[Opened, ...]:
    """The letters of a bond that lie here for me, in the order in which they came."""
    rows = Letter.objects.filter(bond=bond.id, recipient_id=book.person).order_by("number")
    return tuple(_opened(book, bond, row, kinds) for row in rows)


def take_in(book: OpenBook, bond: Bond, kind: LetterKind, sealed: bytes) -> None:
    """Keep a letter from a file, after it was opened and its signature held. Raises NotTheirs, Damaged, FutureVersion."""
    letters.read_letter(book.keys, bond, kind, sealed)
    mine = Letter.objects.filter(bond=bond.id, recipient_id=book.person)
    with transaction.atomic():
        if not mine.filter(letter=letters.letter_id(sealed)).exists():
            _lay(bond.id, sealed, sender=None, recipient=book.person)
        _keep_newest(mine, KEPT_FILES)


def lying(book: OpenBook, bond: str) -> tuple[str, ...]:
    """The ids of the letters of a bond that lie there from me, oldest first."""
    rows = Letter.objects.filter(bond=bond, sender_id=book.person).order_by("number")
    return tuple(rows.values_list("letter", flat=True))


def file_of(book: OpenBook, bond: str, letter: str) -> bytes | None:
    """The sealed bytes of a letter of mine, to be carried as a file."""
    row = Letter.objects.filter(bond=bond, sender_id=book.person, letter=letter).first()
    return None if row is None else bytes(row.sealed)


def waiting_for(book: OpenBook) -> dict[str, int]:
    """How many letters lie here for me, by bond; nothing is opened for it."""
    found: dict[str, int] = {}
    for bond in Letter.objects.filter(recipient_id=book.person).values_list("bond", flat=True):
        found[bond] = found.get(bond, 0) + 1
    return found


def take_back(book: OpenBook, bond: str, said: Iterable[Entry]) -> None:
    """Really remove everything of a bond that lies there from me, and write down that it was taken back."""
    with transaction.atomic():
        book.write(add=said)
        Letter.objects.filter(bond=bond, sender_id=book.person).delete()
        transaction.on_commit(scrub)


def part(book: OpenBook, bond: str, said: Iterable[Entry]) -> None:
    """Really remove everything of a bond that lies here, from me and for me, and write down that it is over."""
    with transaction.atomic():
        book.write(add=said)
        Letter.objects.filter(Q(sender_id=book.person) | Q(recipient_id=book.person), bond=bond).delete()
        Invitation.objects.filter(id=bond, person_id=book.person).delete()
        transaction.on_commit(scrub)


def say_left(book: OpenBook, bond: Bond, letter: str) -> None:
    """Leave word for the other one that nobody reads along any more."""
    sealed = letters.write_letter(book.keys, bond, "leave", letter, b"")
    _lay(bond.id, sealed, sender=book.person, recipient=bond.other.person)


def put_away(book: OpenBook, bond: str, letter: str, said: Iterable[Entry]) -> None:
    """Write down what a letter said, and remove its row."""
    with transaction.atomic():
        book.write(add=said)
        Letter.objects.filter(bond=bond, recipient_id=book.person, letter=letter).delete()


def _opened(book: OpenBook, bond: Bond, row: Letter, kinds: tuple[LetterKind, ...]) -> Opened:
    for kind in kinds:
        try:
            return Opened(row.letter, kind, letters.read_letter(book.keys, bond, kind, bytes(row.sealed)))
        except (Damaged, NotTheirs, FutureVersion):
            continue
    return Opened(row.letter, kinds[0], None)


def _keep_newest(rows: QuerySet[Letter], how_many: int) -> None:
    newest = list(rows.order_by("-number").values_list("id", flat=True)[:how_many])
    rows.exclude(id__in=newest).delete()


def _lay(bond: str, sealed: bytes, sender: str | None, recipient: str | None) -> None:
    last = Letter.objects.filter(bond=bond).aggregate(last=Max("number", default=0))["last"]
    Letter.objects.create(
        id=uuid.uuid4().hex,
        bond=bond,
        letter=letters.letter_id(sealed),
        number=last + 1,
        sender_id=sender,
        recipient_id=recipient,
        sealed=sealed,
        digest=digest(sealed),
    )
