"""Large things: sealed in chunks in a table of their own, and never opened with the book.

One large thing belongs to one entry. Each chunk is a sealed value of its own (see ``seal``), under the file key, in a place
that says the entry, the number of the chunk, and whether it is the last one. So a chunk that is missing, swapped, doubled or
borrowed does not open where it stands, and a thing that was cut off has no last one.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from nearer.domain.entries import EntryId
from nearer.vault.errors import Damaged, FutureVersion, Torn
from nearer.vault.models import SealedChunk
from nearer.vault.seal import aad, digest, seal, unseal

CHUNK = 64 * 1024 - 4
"""Bytes of a chunk: with its length it fills its bucket, so that only the last one is padded."""
AT_ONCE = 16
"""Chunks in memory at the same time, about a million bytes."""


class Shelf(NamedTuple):
    """Whose large things are meant: the person, the epoch and the file key."""

    person: str
    epoch: int
    key: bytes

    def where(self, row: str, entry: EntryId, number: int, is_last: bool) -> bytes:
        """The place a chunk is sealed for."""
        return aad(self.person, self.epoch, f"chunk {entry} {number} {'last' if is_last else 'more'}", row)


def put_large(shelf: Shelf, entry: EntryId, parts: Iterable[bytes]) -> None:
    """Seal a stream of parts, of any sizes, as what belongs to an entry. Run it in the transaction that writes the entry."""
    rows = (_row(shelf, entry, *chunk) for chunk in _chunks(parts))
    while some := list(islice(rows, AT_ONCE)):
        SealedChunk.objects.bulk_create(some)


def open_large(shelf: Shelf, entry: EntryId) -> Iterator[bytes]:
    """What belongs to an entry, in order, a chunk at a time.

    Raises Torn as soon as a chunk is not there or does not open in its place; FutureVersion for a newer seal. Nothing may
    be made of the parts before the last one has come.
    """
    mine = SealedChunk.objects.filter(person_id=shelf.person, entry_id=entry).order_by("number")
    numbers = list(mine.values_list("number", flat=True))
    if not numbers or numbers != list(range(len(numbers))):
        raise Torn("missing")
    rows = mine.values_list("id", "number", "sealed")
    for row, number, sealed in rows.iterator(chunk_size=AT_ONCE):
        is_last = number == numbers[-1]
        try:
            yield unseal(shelf.key, shelf.where(row, entry, number, is_last), bytes(sealed))
        except Damaged as wrong:
            is_cut_off = is_last and _opens(shelf, row, entry, number, bytes(sealed))
            raise Torn("missing" if is_cut_off else "changed") from wrong


def remove_large(person: str, entries: Sequence[EntryId]) -> None:
    """Really remove what belongs to these entries."""
    SealedChunk.objects.filter(person_id=person, entry_id__in=entries).delete()


def raw_large(person: str, entry: EntryId) -> bytes:
    """The sealed bytes of all chunks of an entry, one after the other, for export before they are removed."""
    rows = SealedChunk.objects.filter(person_id=person, entry_id=entry).order_by("number")
    return b"".join(bytes(sealed) for sealed in rows.values_list("sealed", flat=True).iterator(chunk_size=AT_ONCE))


def reseal_large(old: Shelf, fresh: Shelf) -> tuple[EntryId, ...]:
    """Seal every chunk of a person anew, a few at a time; the entries of those that do not open, where there are any.

    What is only cut off stays so: its chunks are carried over as they are, and it is torn as before.
    """
    ids = list(SealedChunk.objects.filter(person_id=old.person).order_by("id").values_list("id", flat=True))
    torn: dict[EntryId, None] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = list(SealedChunk.objects.filter(id__in=ids[start : start + AT_ONCE]))
        rows = [_resealed(old, fresh, chunk) for chunk in some]
        torn |= {chunk.entry_id: None for chunk, row in zip(some, rows, strict=True) if row is None}
        if not torn:
            SealedChunk.objects.filter(id__in=[chunk.id for chunk in some]).delete()
            SealedChunk.objects.bulk_create([row for row in rows if row is not None])
    return tuple(torn)


def _chunks(parts: Iterable[bytes]) -> Iterator[tuple[int, bool, bytes]]:
    """Number, whether it is the last one, and the bytes of each chunk; an empty stream is one empty chunk."""
    held, number = bytearray(), 0
    for part in parts:
        held += part
        while len(held) > CHUNK:
            yield number, False, bytes(held[:CHUNK])
            del held[:CHUNK]
            number += 1
    yield number, True, bytes(held)


def _row(shelf: Shelf, entry: EntryId, number: int, is_last: bool, plain: bytes) -> SealedChunk:
    row = uuid.uuid4().hex
    sealed = seal(shelf.key, shelf.where(row, entry, number, is_last), plain)
    return SealedChunk(
        id=row, person_id=shelf.person, entry_id=entry, number=number, sealed=sealed, digest=digest(sealed)
    )


def _opens(shelf: Shelf, row: str, entry: EntryId, number: int, sealed: bytes) -> bool:
    try:
        unseal(shelf.key, shelf.where(row, entry, number, is_last=False), sealed)
    except Damaged:
        return False
    return True


def _resealed(old: Shelf, fresh: Shelf, chunk: SealedChunk) -> SealedChunk | None:
    for is_last in (False, True):
        place = chunk.id, chunk.entry_id, chunk.number, is_last
        try:
            plain = unseal(old.key, old.where(*place), bytes(chunk.sealed))
        except (Damaged, FutureVersion):
            continue
        sealed = seal(fresh.key, fresh.where(*place), plain)
        return SealedChunk(
            id=chunk.id,
            person_id=fresh.person,
            entry_id=chunk.entry_id,
            number=chunk.number,
            sealed=sealed,
            digest=digest(sealed),
        )
    return None
