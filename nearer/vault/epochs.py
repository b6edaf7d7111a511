"""A new epoch, for "someone knew it": a new key for everything, in one transaction, or nothing at all."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from nearer.domain.entries import Entry
from nearer.vault import keys as k
from nearer.vault import locks, sessions
from nearer.vault.errors import Damaged, FutureVersion, LateWriter, RowsDoNotOpen
from nearer.vault.large import reseal_large
from nearer.vault.models import Invitation, Letter, Lock, Person, SealedEntry, Waiting
from nearer.vault.seal import aad, digest, seal, unseal
from nearer.vault.store import TABLE, OpenBook, scrub
from nearer.vault.waiting import TABLE as WAITING


def new_epoch(book: OpenBook, passphrase: str, words: str, add: Iterable[Entry] = ()) -> OpenBook:
    """Re-seal a whole book under a new person key, with a new passphrase, new words and new key pairs.

    Every session and every other lock goes, out of the write-ahead log too. Raises RowsDoNotOpen, changing nothing, if
    some rows, or what belongs to them, cannot be carried over (they are shown, exported raw and removed on the person's
    word first); LateWriter if someone re-keyed before us. Letters from and to this person end with their old keys; ``add``
    is what they said and was not in the book yet.
    """
    person_key = k.new_person_key()
    fresh = OpenBook(book.person, book.epoch + 1, k.keys(person_key))
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=book.person)
        if person.epoch != book.epoch:
            raise LateWriter
        _reseal_entries(book, fresh)
        _reseal_waiting(book, fresh)
        _end_letters(person)
        person.epoch = fresh.epoch
        person.receive_public, person.sign_public = fresh.keys.receive_public, fresh.keys.sign_public
        person.save()
        sessions.lock_others(person.id, None)
        Lock.objects.filter(person=person).delete()
        locks.put_passphrase_lock(person, person_key, passphrase)
        locks.put_words_lock(person, person_key, words)
        fresh.write(add=add)
        transaction.on_commit(scrub)
    return fresh


def _end_letters(person: Person) -> None:
    """Whoever knew the old key could write letters as this person, and read those sealed to them: all of them go. The two
    compare their words again, and reports are sent anew."""
    Letter.objects.filter(Q(sender=person) | Q(recipient=person)).delete()
    Invitation.objects.filter(Q(person=person) | Q(answered_by=person)).delete()


def _reseal_entries(book: OpenBook, fresh: OpenBook) -> None:
    closed: list[str] = []
    rows: list[SealedEntry] = []
    for row, sealed in SealedEntry.objects.filter(person_id=book.person).values_list("id", "sealed"):
        try:
            plain = unseal(book.keys.entries, aad(book.person, book.epoch, TABLE, row), bytes(sealed))
        except (Damaged, FutureVersion):
            closed.append(row)
            continue
        again = seal(fresh.keys.entries, fresh.where(row), plain)
        rows.append(SealedEntry(id=row, person_id=book.person, sealed=again, digest=digest(again)))
    if closed := [*closed, *reseal_large(book.shelf, fresh.shelf)]:
        raise RowsDoNotOpen(tuple(closed))
    SealedEntry.objects.filter(person_id=book.person).delete()
    SealedEntry.objects.bulk_create(rows, batch_size=500)


def _reseal_waiting(book: OpenBook, fresh: OpenBook) -> None:
    for row in Waiting.objects.filter(person_id=book.person):
        try:
            plain = k.unseal_from(book.keys, aad(book.person, row.epoch, WAITING, row.id), bytes(row.sealed))
        except (Damaged, FutureVersion):
            continue
        Waiting.objects.filter(id=row.id).delete()
        sealed = k.seal_to(fresh.keys.receive_public, aad(book.person, fresh.epoch, WAITING, row.id), plain)
        Waiting.objects.create(id=row.id, person_id=book.person, epoch=fresh.epoch, sealed=sealed)
