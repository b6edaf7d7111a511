import time
import unicodedata
from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.vault import keys, locks
from nearer.vault.errors import Damaged, LateWriter, NameTaken, WrongKey
from nearer.vault.models import Lock, Person, SealedEntry
from nearer.vault.names import name_key
from nearer.vault.seal import digest
from nearer.vault.store import OpenBook
from tests.books import a_book
from tests.vault.conftest import NOW, PASSPHRASE, someone

WORDS = " ".join(keys.new_words())


def the_lock(someone, kind=Lock.Kind.PASSPHRASE):
    return Lock.objects.get(person=someone.person, kind=kind)


def open_by(kind):
    return (
        locks.open_with_words("Alice", WORDS)
        if kind == Lock.Kind.WORDS
        else locks.open_with_passphrase("Alice", PASSPHRASE)
    )


def test_name_and_passphrase_open_the_book(alice):
    person, key = locks.open_with_passphrase("Alice", PASSPHRASE)
    assert (person.id, key) == (alice.person.id, alice.key)


def test_a_passphrase_may_be_typed_composed_or_decomposed():
    typed = "Straße nach Århus ﬁn ①"
    one = someone("Dana", unicodedata.normalize("NFC", typed))
    assert locks.open_with_passphrase("Dana", unicodedata.normalize("NFD", typed))[1] == one.key
    assert locks.open_with_passphrase("Dana", unicodedata.normalize("NFKD", typed))[1] == one.key


@pytest.mark.parametrize("almost", [PASSPHRASE.upper(), PASSPHRASE + " ", PASSPHRASE[:-1], ""])
def test_almost_the_passphrase_does_not_open(alice, almost):
    with pytest.raises(WrongKey):
        locks.open_with_passphrase("Alice", almost)


def test_a_stray_half_of_a_character_is_a_wrong_passphrase_and_no_crash(alice):
    with pytest.raises(WrongKey):
        locks.open_with_passphrase("Alice", "\ud800")


def test_an_unknown_name_says_the_same_as_a_wrong_passphrase(alice):
    said = []
    for name in ("Alice", "Nobody"):
        with pytest.raises(WrongKey) as wrong:
            locks.open_with_passphrase(name, "wrong")
        said.append((type(wrong.value), wrong.value.args))
    assert said[0] == said[1]


def test_charlie_opens_only_charlie_even_with_the_same_passphrase(alice, charlie):
    assert locks.open_with_passphrase("Charlie", PASSPHRASE)[1] == charlie.key != alice.key


@pytest.mark.parametrize("kind", [Lock.Kind.PASSPHRASE, Lock.Kind.WORDS])
@pytest.mark.parametrize("field", ["salt", "wrapped", "commitment", "digest"])
def test_every_changed_byte_of_a_lock_is_damage_and_not_a_wrong_key(alice, kind, field):
    locks.put_words_lock(alice.person, alice.key, WORDS)
    stored = bytes(getattr(the_lock(alice, kind), field))
    for position in range(len(stored)):
        changed = bytearray(stored)
        changed[position] ^= 0x10
        Lock.objects.filter(kind=kind).update(**{field: bytes(changed)})
        with pytest.raises(Damaged):
            open_by(kind)


@pytest.mark.parametrize(
    "changed", [{"epoch": 2}, {"id": "0" * 32}, {"cost": ""}, {"cost": '{"memory":8,"passes":1,"lanes":2}'}]
)
def test_a_lock_that_was_moved_or_altered_is_damage(alice, changed):
    Lock.objects.update(**changed)
    with pytest.raises(Damaged):
        open_by(Lock.Kind.PASSPHRASE)


def test_a_lock_carried_to_another_person_does_not_open(alice, charlie):
    the_lock(charlie).delete()
    Lock.objects.update(person=charlie.person)
    with pytest.raises(Damaged):
        locks.open_with_passphrase("Charlie", PASSPHRASE)


def test_a_lock_of_an_earlier_epoch_put_back_is_damage(alice):
    Person.objects.update(epoch=2)
    with pytest.raises(Damaged):
        open_by(Lock.Kind.PASSPHRASE)


BELOW = ['{"memory":65535}', '{"passes":2}', '{"lanes":2}', '{"memory":8,"passes":1}']
ABOVE = ['{"memory":2097152}', '{"passes":9999}', '{"passes":1e999}']


@pytest.mark.parametrize("cost", [*BELOW, *ABOVE, "", "{}x", "null"])
def test_a_cost_outside_floor_and_ceiling_is_refused_even_if_the_digest_fits(alice, real_argon, cost, monkeypatch):
    lock = the_lock(alice)
    lock.cost = cost
    lock.digest = locks._digest(lock)
    lock.save()
    monkeypatch.setattr(
        keys, "passphrase_key", lambda *_: pytest.fail("the work was done before the cost was looked at")
    )
    with pytest.raises(Damaged):
        locks.open_with_passphrase("Alice", PASSPHRASE)


def test_a_real_lock_costs_what_the_design_says_and_opens(real_argon):
    one = someone("Erin")
    assert the_lock(one).cost == '{"kdf":"argon2id","memory":65536,"passes":3,"lanes":1}'
    assert locks.open_with_passphrase("Erin", PASSPHRASE)[1] == one.key


def test_recovery_words_may_be_spaced_and_capitalised_freely(alice):
    locks.put_words_lock(alice.person, alice.key, WORDS)
    assert locks.open_with_words("alice", f"  {WORDS.upper().replace(' ', '  ' + chr(10))} ")[1] == alice.key


@pytest.mark.parametrize(
    "typed", ["", "abandon " * 24, " ".join(WORDS.split()[:23]), WORDS + " zoo", "é " * 24, "\ud800 " * 24]
)
def test_words_that_cannot_be_right_are_a_wrong_key(alice, typed):
    locks.put_words_lock(alice.person, alice.key, WORDS)
    with pytest.raises(WrongKey):
        locks.open_with_words("Alice", typed)


def test_two_swapped_words_are_a_wrong_key(alice):
    locks.put_words_lock(alice.person, alice.key, WORDS)
    first, second, *rest = WORDS.split()
    with pytest.raises(WrongKey):
        locks.open_with_words("Alice", " ".join([second, first, *rest]) if first != second else "")


@pytest.mark.parametrize("name", ["Alice", "Nobody"])
def test_valid_words_of_another_book_are_a_wrong_key_for_any_name(alice, name):
    locks.put_words_lock(alice.person, alice.key, WORDS)
    with pytest.raises(WrongKey):
        locks.open_with_words(name, " ".join(keys.new_words()))


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_nothing(alice, database):
    old = bytes(the_lock(alice).wrapped)
    locks.put_passphrase_lock(alice.person, alice.key, "another one entirely")
    assert locks.open_with_passphrase("Alice", "another one entirely")[1] == alice.key
    with pytest.raises(WrongKey):
        locks.open_with_passphrase("Alice", PASSPHRASE)
    assert old not in database.read_bytes() + database.with_name(database.name + "-wal").read_bytes()


def test_a_late_writer_cannot_put_a_lock_to_the_old_key(alice):
    stale = Person.objects.get(id=alice.person.id)
    Person.objects.update(epoch=2)
    with pytest.raises(LateWriter):
        locks.put_passphrase_lock(stale, alice.key, "late")


def test_a_lock_to_a_key_that_is_not_this_persons_is_refused(alice):
    with pytest.raises(LateWriter):
        locks.put_passphrase_lock(alice.person, keys.new_person_key(), "late")


@pytest.mark.parametrize("same", ["alice", " ALICE ", "".join(chr(ord(letter) + 0xFEE0) for letter in "Alice")])
def test_a_name_is_taken_across_case_width_and_space(alice, same):
    person, key, token = locks.begin_person(NOW)
    with pytest.raises(NameTaken):
        locks.finish_sitting(person, key, same, "x")
    assert (person.name, person.name_key) == ("", None)
    assert locks.open_with_cookie(token, NOW)[1] == key


@given(st.text(max_size=20))
def test_a_name_key_stays_the_same_when_taken_again(name):
    assert name_key(name_key(name)) == name_key(name)
    assert name_key(f"  {name.strip()} ") == name_key(name)


def test_the_cookie_alone_opens_a_first_sitting_for_a_day_and_no_longer():
    _person, key, token = locks.begin_person(NOW)
    assert locks.open_with_cookie(token, NOW + timedelta(hours=23, minutes=59))[1] == key
    with pytest.raises(WrongKey):
        locks.open_with_cookie(token, NOW + timedelta(hours=24))
    with pytest.raises(WrongKey):
        locks.open_with_cookie(token[:-1], NOW)


def test_the_cookie_opens_nothing_once_there_is_a_passphrase():
    person, key, token = locks.begin_person(NOW)
    locks.finish_sitting(person, key, "Frances", "a passphrase")
    with pytest.raises(WrongKey):
        locks.open_with_cookie(token, NOW)


def test_an_unfinished_sitting_is_really_gone_after_a_day(alice, database):
    person, _key, _token = locks.begin_person(NOW)
    wrapped = bytes(Lock.objects.get(person=person).wrapped)
    SealedEntry.objects.create(id="e" * 32, person=person, sealed=b"q" * 300, digest=digest(b""))
    assert locks.forget_unfinished(NOW + timedelta(hours=23)) == 0
    assert locks.forget_unfinished(NOW + timedelta(hours=24)) == 1
    assert [p.name for p in Person.objects.all()] == ["Alice"]
    assert SealedEntry.objects.count() == 0
    on_disk = database.read_bytes() + database.with_name(database.name + "-wal").read_bytes()
    assert wrapped not in on_disk
    assert b"q" * 300 not in on_disk
    assert locks.open_with_passphrase("Alice", PASSPHRASE)[1] == alice.key


def test_another_public_key_in_the_row_is_put_right_at_the_next_unlock(alice):
    stranger = keys.keys(keys.new_person_key())
    Person.objects.update(receive_public=stranger.receive_public, sign_public=stranger.sign_public)
    person, key = locks.open_with_passphrase("Alice", PASSPHRASE)
    assert person.public_keys_mended
    stored = Person.objects.get()
    assert bytes(stored.receive_public) == keys.keys(key).receive_public
    assert bytes(stored.sign_public) == keys.keys(key).sign_public
    assert not locks.open_with_passphrase("Alice", PASSPHRASE)[0].public_keys_mended


def test_no_lock_stands_in_clear_and_none_looks_like_another(alice, charlie):
    stored = [bytes(lock.wrapped) + bytes(lock.salt) + bytes(lock.commitment) for lock in Lock.objects.all()]
    assert not any(one.key in row for one in (alice, charlie) for row in stored)
    assert len({row[:48] for row in stored}) == 2
    assert "person_key" not in repr(keys.keys(alice.key))
    assert alice.key.hex() not in repr(keys.keys(alice.key))


@pytest.mark.parametrize("kind", [Lock.Kind.PASSPHRASE, Lock.Kind.WORDS])
def test_one_lock_of_a_kind_is_all_a_person_can_have(alice, kind):
    for _ in range(3):
        locks.put_words_lock(alice.person, alice.key, WORDS)
        locks.put_passphrase_lock(alice.person, alice.key, PASSPHRASE)
    assert Lock.objects.filter(kind=kind).count() == 1


@pytest.mark.slow
def test_an_unknown_name_takes_as_long_as_a_wrong_passphrase(alice, real_argon):
    locks.put_passphrase_lock(alice.person, alice.key, PASSPHRASE)
    took = {"Alice": [], "Nobody": []}
    for _ in range(9):
        for name, times in took.items():
            started = time.perf_counter()
            with pytest.raises(WrongKey):
                locks.open_with_passphrase(name, "wrong")
            times.append(time.perf_counter() - started)
    known, unknown = median(took["Alice"]), median(took["Nobody"])
    assert abs(known - unknown) < 0.25 * known


def test_a_first_page_is_there_again_after_a_restart():
    person, key, token = locks.begin_person(NOW)
    OpenBook(person.id, 1, keys.keys(key)).write(add=a_book("01 begin").entries)
    again, key_again = locks.open_with_cookie(token, NOW + timedelta(hours=5))
    assert OpenBook(again.id, again.epoch, keys.keys(key_again)).read().entries == a_book("01 begin").entries
