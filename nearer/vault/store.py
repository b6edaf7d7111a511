"""Reading and writing one person's sealed entries.

A book is small and is opened whole: all rows, unsealed, decoded, sorted. What does not open becomes a problem beside the
book and stays stored. Every write checks the epoch inside its own transaction, so a writer that opened the book before it
was re-keyed fails instead of losing an entry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db import OperationalError, connection, transaction

from nearer.domain.archive import with_ids
from nearer.domain.book import Book, Problem, ProblemKind
from nearer.domain.entries import Entry, EntryId, same_words
from nearer.domain.own_words import has_room
from nearer.vault import codec
from nearer.vault.errors import Damaged, FutureVersion, LateWriter, NoRoom, StaleEdit, VaultError
from nearer.vault.keys import Keys
from nearer.vault.large import Shelf, open_large, put_large, raw_large, remove_large
from nearer.vault.models import Person, SealedEntry
from nearer.vault.seal import aad, digest, seal, unseal

TABLE = "entry"
A_LOT = 500
NOTHING_LARGE: Mapping[EntryId, Iterable[bytes]] = {}
PROBLEMS: dict[type[VaultError], ProblemKind] = {
    Damaged: "damaged",
    FutureVersion: "future",
    codec.Unreadable: "unreadable",
}
"""What keeps a row from opening, and what is said of it."""


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A person's book while it is unlocked: whose, in which epoch, and the keys to it."""

    person: str
    epoch: int
    keys: Keys

    def read(self) -> Book:
        """The whole book, with a problem for every row that could not be read."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        rows = SealedEntry.objects.filter(person_id=self.person).values_list("id", "sealed")
        for row, sealed in rows.iterator(chunk_size=2000):
            try:
                entries.append(self._open(row, bytes(sealed)))
            except tuple(PROBLEMS) as closed:
                problems.append(Problem(row, PROBLEMS[type(closed)]))
        return Book.bound(entries, problems)

    def write(
        self,
        add: Iterable[Entry] = (),
        replace: Iterable[Entry] = (),
        remove: Iterable[EntryId] = (),
        large: Mapping[EntryId, Iterable[bytes]] = NOTHING_LARGE,
    ) -> None:
        """Really remove, add and edit entries in one transaction: all of it or nothing. ``large``: what belongs to some of
        those that are added or edited, as a stream of parts; it goes when its entry goes.

        Adding what is already there in the same words is harmless (a double submit). An edit carries the revision that
        follows the one it was made from. Raises StaleEdit, with what stands there now, when it does not; LateWriter
        when the book was re-keyed since it was opened; NoRoom when own words would be more than a book holds: whoever
        asked before may have asked beside another.
        """
        with transaction.atomic():
            self._check_epoch()
            for gone in _lots(remove):
                remove_large(self.person, gone)
                SealedEntry.objects.filter(person_id=self.person, id__in=gone).delete()
            fresh = self._add(list(add))
            fresh += [entry.id for entry in replace if self._replace(entry)]
            heavy = [row for row in fresh if row in large]
            if heavy and not has_room(self.read()):
                raise NoRoom
            for row in heavy:
                remove_large(self.person, [row])
                put_large(self.shelf, row, large[row])

    def entry(self, row: EntryId) -> Entry | None:
        """One entry as it stands now; None when it is not there or does not open."""
        sealed = SealedEntry.objects.filter(person_id=self.person, id=row).values_list("sealed", flat=True).first()
        try:
            return None if sealed is None else self._open(row, bytes(sealed))
        except tuple(PROBLEMS):
            return None

    @property
    def shelf(self) -> Shelf:
        """Where the large things of this book stand."""
        return Shelf(self.person, self.epoch, self.keys.files)

    def large(self, row: EntryId) -> Iterator[bytes]:
        """What belongs to an entry, a part at a time (see ``open_large``)."""
        return open_large(self.shelf, row)

    def _check_epoch(self) -> None:
        epoch = Person.objects.select_for_update().filter(id=self.person).values_list("epoch", flat=True).first()
        if epoch != self.epoch:
            raise LateWriter

    def _add(self, entries: list[Entry]) -> list[EntryId]:
        """Insert what is new, many rows at a time, and say what was; what is there already has to say the same."""
        ids = [entry.id for entry in entries]
        there = {
            row for some in _lots(ids) for row in SealedEntry.objects.filter(id__in=some).values_list("id", flat=True)
        }
        fresh: dict[EntryId, Entry] = {}
        for entry in entries:
            if entry.id not in there and entry.id not in fresh:
                fresh[entry.id] = entry
                continue
            current = fresh.get(entry.id) or self.entry(entry.id)
            if current is None or not same_words(current, entry):
                raise StaleEdit(current)
        SealedEntry.objects.bulk_create(map(self._row, fresh.values()), batch_size=A_LOT)
        return list(fresh)

    def _replace(self, entry: Entry) -> bool:
        """Put an entry in place of the one it was made from; whether it was not there already."""
        current = self.entry(entry.id)
        if current is None:
            raise StaleEdit(None)
        if current.rev == entry.rev and same_words(current, entry):
            return False
        if current.rev != entry.rev - 1:
            raise StaleEdit(current)
        SealedEntry.objects.filter(person_id=self.person, id=entry.id).delete()
        self._row(entry).save(force_insert=True)
        return True

    def _row(self, entry: Entry) -> SealedEntry:
        sealed = seal(self.keys.entries, self.where(entry.id), codec.encode(entry))
        return SealedEntry(id=entry.id, person_id=self.person, sealed=sealed, digest=digest(sealed))

    def _open(self, row: EntryId, sealed: bytes) -> Entry:
        entry = codec.decode(unseal(self.keys.entries, self.where(row), sealed))
        if entry.id != row:
            raise codec.Unreadable
        return entry

    def with_own_ids(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Entries of an archive, ready for this book. Where another book here has one of their rows already (the archive
        was made of it), all get ids of their own, the same ones each time."""
        ids = [entry.id for entry in entries]
        others = SealedEntry.objects.exclude(person_id=self.person)
        if not any(others.filter(id__in=some).exists() for some in _lots(ids)):
            return tuple(entries)
        return with_ids(entries, lambda row: UUID(bytes=digest(self.person.encode(), row.encode()), version=4).hex)

    def where(self, row: EntryId) -> bytes:
        """The place a row of this book is sealed for."""
        return aad(self.person, self.epoch, TABLE, row)


def _lots(rows: Iterable[EntryId]) -> Iterator[list[EntryId]]:
    """Ids in lots that a query can hold."""
    left = iter(rows)
    while some := list(islice(left, A_LOT)):
        yield some


def raw_row(person: str, row: EntryId) -> bytes | None:
    """The stored bytes of a row and of what belongs to it, sealed as they are, for export before it is removed."""
    sealed = SealedEntry.objects.filter(person_id=person, id=row).values_list("sealed", flat=True).first()
    return None if sealed is None else bytes(sealed) + raw_large(person, row)


def delete_book(book: OpenBook) -> bool:
    """Really delete a person: locks, rows, waiting pages, sessions; whether they left the write-ahead log at once too."""
    with transaction.atomic():
        Person.objects.filter(id=book.person).delete()
    return scrub()


def scrub() -> bool:
    """Empty the write-ahead log, so that removed rows are nowhere on disk; whether it worked (a reader may delay it)."""
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
    except OperationalError:
        return False
    return not busy
