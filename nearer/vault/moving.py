"""Moving in: a book that comes from an archive gets a person, a name and a passphrase here, all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from nearer.domain.entries import Entry, EntryId
from nearer.vault import keys, locks
from nearer.vault.models import Person
from nearer.vault.store import NOTHING_LARGE, OpenBook


def move_in(
    entries: Sequence[Entry],
    name: str,
    passphrase: str,
    now: datetime,
    words: Mapping[EntryId, Iterable[bytes]] = NOTHING_LARGE,
) -> tuple[Person, bytes]:
    """A person whose book holds these entries and the words they name, and their key. Raises NameTaken, and then nothing
    stays."""
    with transaction.atomic():
        person, person_key, _token = locks.begin_person(now)
        book = OpenBook(person.id, person.epoch, keys.keys(person_key))
        fitting = book.with_own_ids(entries)
        ids = {was.id: here.id for was, here in zip(entries, fitting, strict=True)}
        book.write(add=fitting, large={ids[row]: parts for row, parts in words.items()})
        locks.finish_sitting(person, person_key, name, passphrase)
    return person, person_key
