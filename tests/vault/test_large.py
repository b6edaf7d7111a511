"""Large things: whole, in order and in their place, or said to be torn; gone with their entry; carried to a new key."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearer.domain.entries import OwnWordsKept
from nearer.vault import keys, large, locks
from nearer.vault.backup import back_up, health, restore
from nearer.vault.epochs import new_epoch
from nearer.vault.errors import LateWriter, NoRoom, RowsDoNotOpen, Torn
from nearer.vault.folder import Folder
from nearer.vault.large import CHUNK
from nearer.vault.models import SealedChunk, SealedEntry
from nearer.vault.seal import bucket, digest
from nearer.vault.store import OpenBook, delete_book, raw_row
from tests.kinds import full_entry
from tests.places import CHECKOUT
from tests.traces import files_under, traces
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_store import in_threads

CANARY = "zx7canary9letterbox"
TEXT = (f"{CANARY} I waited at the letterbox. ".encode() * 9000)[: 3 * CHUNK + 500]
WORDS = " ".join(keys.new_words())


def an_entry(row="a" * 32, **said):
    return replace(full_entry(OwnWordsKept), id=row, rev=1, **said)


@pytest.fixture
def kept(alice):
    """Alice's text of four chunks."""
    alice.book.write(add=[an_entry()], large={"a" * 32: [TEXT[:100], TEXT[100:90_000], TEXT[90_000:]]})
    return an_entry()


def whole(book, row="a" * 32):
    return b"".join(book.large(row))


def chunks(row="a" * 32):
    return SealedChunk.objects.filter(entry_id=row).order_by("number")


def fault(book):
    with pytest.raises(Torn) as torn:
        whole(book)
    return torn.value.fault


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 40 * CHUNK + 7])
def test_what_was_sealed_comes_back(alice, size):
    text = bytes(range(256)) * (size // 256) + bytes(size % 256)
    alice.book.write(add=[an_entry()], large={"a" * 32: [text]})
    assert whole(alice.book) == text
    assert chunks().count() == max(1, -(-size // CHUNK))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=50), max_size=12))
def test_the_parts_may_come_in_any_sizes(monkeypatch, parts):
    monkeypatch.setattr(large, "CHUNK", 16)
    found = list(large._chunks(parts))
    assert b"".join(plain for _n, _last, plain in found) == b"".join(parts)
    assert [number for number, _last, _plain in found] == list(range(len(found)))
    assert [last for _n, last, _plain in found] == [False] * (len(found) - 1) + [True]
    assert all(len(plain) == 16 for _n, last, plain in found if not last)


def test_every_chunk_but_the_last_fills_its_bucket_and_ids_say_nothing(kept):
    sizes = [len(bytes(one.sealed)) - 49 for one in chunks()]
    assert sizes == [CHUNK + 4] * 3 + [bucket(500)]
    assert len({one.id for one in chunks()}) == 4
    assert all(one.id[12] == "4" for one in chunks())


def test_a_stream_is_sealed_a_few_chunks_at_a_time(alice, monkeypatch):
    most, inside = 0, large.SealedChunk.objects.bulk_create

    def counted(rows):
        nonlocal most
        most = max(most, len(rows))
        return inside(rows)

    monkeypatch.setattr(large.SealedChunk.objects, "bulk_create", counted)
    alice.book.write(add=[an_entry()], large={"a" * 32: (b"x" * CHUNK for _ in range(50))})
    assert most == large.AT_ONCE
    assert sum(map(len, alice.book.large("a" * 32))) == 50 * CHUNK


# ---- faults ----


@pytest.mark.parametrize("number", range(4))
def test_a_missing_chunk_is_noticed_wherever_it_was(alice, kept, number):
    chunks().filter(number=number).delete()
    assert fault(alice.book) == "missing"


def test_all_of_them_missing_is_noticed(alice, kept):
    chunks().delete()
    assert fault(alice.book) == "missing"


def test_swapped_chunks_are_noticed(alice, kept):
    one, two = chunks()[:2]
    chunks().filter(id=one.id).update(number=9)
    chunks().filter(id=two.id).update(number=0)
    chunks().filter(id=one.id).update(number=1)
    assert fault(alice.book) == "changed"


def test_swapped_bytes_are_noticed(alice, kept):
    one, two = chunks()[:2]
    chunks().filter(id=one.id).update(sealed=two.sealed)
    assert fault(alice.book) == "changed"


@pytest.mark.parametrize("number", [0, 3])
def test_a_doubled_chunk_is_noticed(alice, kept, number):
    one = chunks().get(number=number)
    SealedChunk.objects.create(
        id="d" * 32, person=alice.person, entry_id=one.entry_id, number=4, sealed=one.sealed, digest=one.digest
    )
    assert fault(alice.book) == "changed"
    chunks().filter(number=4).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        SealedChunk.objects.create(
            id="d" * 32, person=alice.person, entry_id=one.entry_id, number=2, sealed=one.sealed, digest=one.digest
        )
    assert whole(alice.book) == TEXT


def test_one_moved_under_another_entry_or_person_or_borrowed_is_noticed(alice, charlie, kept):
    alice.book.write(add=[an_entry("b" * 32)], large={"b" * 32: [TEXT]})
    here, there = chunks()[0], chunks("b" * 32)[0]
    chunks().filter(id=here.id).update(sealed=there.sealed)
    assert fault(alice.book) == "changed"
    charlie.book.write(add=[an_entry("c" * 32)], large={"c" * 32: [TEXT]})
    SealedChunk.objects.filter(entry_id="c" * 32).update(person=alice.person)
    with pytest.raises(Torn):
        whole(alice.book, "c" * 32)


def test_every_changed_byte_is_noticed(alice):
    alice.book.write(add=[an_entry()], large={"a" * 32: [b"I waited."]})
    row = chunks().get()
    for place in range(len(row.sealed)):
        spoilt = bytearray(row.sealed)
        spoilt[place] ^= 1
        chunks().update(sealed=bytes(spoilt))
        with pytest.raises(Exception) as wrong:  # noqa: PT011 - a first byte of 2 is from a newer Nearer
            whole(alice.book)
        assert type(wrong.value).__name__ in ("Torn", "FutureVersion")


def test_another_key_opens_none(alice, charlie, kept):
    stranger = OpenBook(alice.person.id, 1, charlie.book.keys)
    with pytest.raises(Torn):
        whole(stranger)


# ---- with the entry ----


def test_it_goes_with_its_entry_and_leaves_no_row(alice, kept):
    alice.book.write(remove=[kept.id])
    assert SealedChunk.objects.count() == 0
    assert SealedEntry.objects.count() == 0


def test_an_edit_keeps_it_and_may_put_another_in_its_place(alice, kept):
    edited = an_entry(messages=7)
    alice.book.write(replace=[replace(edited, rev=2)])
    assert whole(alice.book) == TEXT
    alice.book.write(replace=[replace(edited, rev=3, messages=8)], large={kept.id: [b"another"]})
    assert whole(alice.book) == b"another"


def test_a_double_submit_changes_nothing(alice, kept):
    before = list(chunks().values_list())
    alice.book.write(add=[kept], large={kept.id: [b"not this"]})
    assert list(chunks().values_list()) == before


def test_no_chunk_can_stand_without_its_entry(alice, kept):
    with pytest.raises(IntegrityError), transaction.atomic():
        SealedEntry.objects.filter(id=kept.id).delete()
    assert whole(alice.book) == TEXT


def test_a_row_that_does_not_open_takes_it_along_when_it_is_removed(alice, kept):
    SealedEntry.objects.filter(id=kept.id).update(sealed=b"?")
    assert len(raw_row(alice.person.id, kept.id)) > len(TEXT)
    alice.book.write(remove=[kept.id])
    assert SealedChunk.objects.count() == 0


def test_a_book_that_is_deleted_takes_it_along_and_no_word_stays_on_the_disk(alice, charlie, kept, database):
    charlie.book.write(add=[an_entry("c" * 32)], large={"c" * 32: [b"mine"]})
    assert traces((CANARY,), files_under(database.parent)) == []
    delete_book(alice.book)
    assert whole(charlie.book, "c" * 32) == b"mine"
    assert SealedChunk.objects.count() == 1


def test_of_two_kept_at_once_that_are_too_much_together_one_stays(alice, monkeypatch):
    monkeypatch.setattr("nearer.domain.own_words.MOST", 1000)
    rows = ["a" * 32, "b" * 32]
    failed = in_threads(
        *[lambda row=row: alice.book.write(add=[an_entry(row, size=600)], large={row: [TEXT]}) for row in rows]
    )
    assert [type(wrong) for wrong in failed] == [NoRoom]
    (stays,) = alice.book.read().of(OwnWordsKept)
    assert whole(alice.book, stays.id) == TEXT
    assert set(SealedChunk.objects.values_list("entry_id", flat=True)) == {stays.id}
    alice.book.write(add=[an_entry("c" * 32, size=600)], remove=[stays.id], large={"c" * 32: [TEXT]})
    assert whole(alice.book, "c" * 32) == TEXT


def test_a_failed_stream_leaves_nothing(alice):
    def broken():
        yield TEXT
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        alice.book.write(add=[an_entry()], large={"a" * 32: broken()})
    assert (SealedEntry.objects.count(), SealedChunk.objects.count()) == (0, 0)


KILLED = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "nearer.web.settings"
import django
django.setup()
from nearer.vault import keys, large
from nearer.vault.store import OpenBook
from tests.vault.test_large import an_entry
large.AT_ONCE = 2
person, key = sys.argv[1], bytes.fromhex(sys.argv[2])

def parts():
    for number in range(9):
        if number == 7:
            os.kill(os.getpid(), signal.SIGKILL)
        yield b"x" * large.CHUNK

OpenBook(person, 1, keys.keys(key)).write(add=[an_entry()], large={"a" * 32: parts()})
"""


def test_a_process_killed_in_the_middle_leaves_nothing_half(alice, database):
    before = hashlib.sha256(repr(list(SealedEntry.objects.values_list())).encode()).digest()
    connection.close()
    environment = {**os.environ, "NEARER_DATA": str(database.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, alice.person.id, alice.key.hex()], cwd=CHECKOUT, env=environment, check=False
    )
    assert ran.returncode == -9
    assert hashlib.sha256(repr(list(SealedEntry.objects.values_list())).encode()).digest() == before
    assert SealedChunk.objects.count() == 0
    found = health(database)
    assert (found.chunks, found.is_whole) == (0, True)


# ---- a new key, and copies ----


def test_a_new_key_carries_it_over_and_the_old_one_opens_it_no_more(alice, kept):
    ids = sorted(chunks().values_list("id", flat=True))
    fresh = new_epoch(alice.book, "another passphrase", WORDS)
    assert whole(fresh) == TEXT
    assert sorted(chunks().values_list("id", flat=True)) == ids
    with pytest.raises(Torn):
        whole(alice.book)
    with pytest.raises(LateWriter):
        alice.book.write(add=[an_entry("b" * 32)], large={"b" * 32: [b"late"]})
    assert SealedChunk.objects.filter(entry_id="b" * 32).count() == 0


def test_a_new_key_stops_at_a_chunk_that_does_not_open_and_goes_on_once_it_is_removed(alice, kept):
    chunks().filter(number=2).update(sealed=b"\x01" + bytes(300))
    before = list(chunks().values_list())
    with pytest.raises(RowsDoNotOpen) as wrong:
        new_epoch(alice.book, "another passphrase", WORDS)
    assert wrong.value.rows == (kept.id,)
    assert list(chunks().values_list()) == before
    alice.book.write(remove=[kept.id])
    assert new_epoch(alice.book, "another passphrase", WORDS).read().entries == ()


def test_what_was_cut_off_is_cut_off_after_a_new_key_too(alice, kept):
    chunks().filter(number=3).delete()
    assert fault(new_epoch(alice.book, "another passphrase", WORDS)) == "missing"


def test_a_changed_passphrase_leaves_it_alone(alice, kept):
    locks.put_passphrase_lock(alice.person, alice.key, "another passphrase")
    assert whole(alice.book) == TEXT


def test_it_is_in_a_backup_and_comes_back_with_it(alice, kept, database, tmp_path):
    made = back_up(database, tmp_path / "copy")
    assert (made.chunks, made.damaged) == (4, 0)
    alice.book.write(remove=[kept.id])
    connection.close()
    folder = Folder(database.parent)
    assert folder.database == database
    restore(tmp_path / "copy", folder)
    person, key = locks.open_with_passphrase("Alice", PASSPHRASE)
    assert whole(OpenBook(person.id, person.epoch, keys.keys(key))) == TEXT


def test_changed_and_stray_chunks_are_counted_without_a_key(alice, kept, database):
    chunks().filter(number=1).update(sealed=b"?")
    assert health(database).damaged == 1
    chunks().filter(number=1).update(sealed=b"??", digest=digest(b"??"))
    assert health(database).is_whole
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("DELETE FROM vault_sealedentry")
    assert health(database).damaged == 4
