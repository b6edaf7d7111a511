"""Writing while locked: sealed to the person's own public key, waiting to be kept or discarded at the next unlock."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Length

from nearer.vault.errors import Damaged, FutureVersion
from nearer.vault.keys import seal_to, unseal_from
from nearer.vault.models import Person, Waiting
from nearer.vault.seal import aad
from nearer.vault.store import OpenBook

TABLE = "waiting"
MOST = 200
MOST_BYTES = 32 * 1024 * 1024
"""A locked book takes in this much and then says so: nobody can fill a disk through it."""


class TooManyWaiting(Exception):
    """The box for pages written while locked is full."""


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form as it was sent: its path, when, and every field."""

    path: str
    at: datetime
    fields: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page that waits; ``written`` is None when it does not open any more."""

    id: str
    written: WrittenForm | None


def seal_while_locked(person_id: str, written: WrittenForm) -> bool:
    """Seal a form for someone whose book is locked. False if there is no such person. Raises TooManyWaiting."""
    row = uuid.uuid4().hex
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(id=person_id).first()
        if person is None:
            return False
        where = aad(person.id, person.epoch, TABLE, row)
        sealed = seal_to(bytes(person.receive_public), where, msgspec.msgpack.encode(written))
        _check_room(person, len(sealed))
        Waiting.objects.create(id=row, person=person, epoch=person.epoch, sealed=sealed)
    return True


def waiting_pages(book: OpenBook) -> tuple[WaitingPage, ...]:
    """Everything that was written while locked, oldest first; what does not open comes last."""
    rows = Waiting.objects.filter(person_id=book.person)
    pages = [WaitingPage(row.id, _written(book, row)) for row in rows]
    return tuple(sorted(pages, key=lambda page: page.written.at.timestamp() if page.written else float("inf")))


def waiting_page(book: OpenBook, page: str) -> WrittenForm | None:
    """One waiting page, if it is there and opens."""
    row = Waiting.objects.filter(person_id=book.person, id=page).first()
    return None if row is None else _written(book, row)


def discard(book: OpenBook, page: str) -> None:
    """Really remove a waiting page, because it was kept in the book or is not wanted."""
    Waiting.objects.filter(person_id=book.person, id=page).delete()


def _check_room(person: Person, size: int) -> None:
    held = person.waiting.aggregate(pages=Count("id"), size=Sum(Length("sealed"), default=0))
    if held["pages"] >= MOST or held["size"] + size > MOST_BYTES:
        raise TooManyWaiting


def _written(book: OpenBook, row: Waiting) -> WrittenForm | None:
    try:
        plain = unseal_from(book.keys, aad(book.person, row.epoch, TABLE, row.id), bytes(row.sealed))
        return msgspec.msgpack.decode(plain, type=WrittenForm)
    except (Damaged, FutureVersion, msgspec.MsgspecError):
        return None
