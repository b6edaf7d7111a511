import pytest

from nearer.vault import codec, keys, locks, sessions, waiting
from nearer.vault.aside import from_aside, put_aside
from nearer.vault.epochs import new_epoch
from nearer.vault.errors import LateWriter, RowsDoNotOpen, WrongKey
from nearer.vault.models import Lock, Person, SealedEntry, Session, Waiting
from nearer.vault.store import raw_row
from tests.books import a_book
from tests.vault.conftest import NOW, PASSPHRASE

BOOK = a_book("01 begin\n01 told They would laugh\n02 plan coffee 80\n02 done coffee 20")
OLD_WORDS, NEW_WORDS = (" ".join(keys.new_words()) for _ in range(2))
LATE = waiting.WrittenForm("/practice/", NOW, {"camera": ["I waved"]})


@pytest.fixture
def known(alice, charlie):
    """Alice, whose passphrase someone knew: with a book, words, a session and a waiting page."""
    alice.book.write(add=BOOK.entries)
    charlie.book.write(add=a_book("03 told Mine").entries)
    locks.put_words_lock(alice.person, alice.key, OLD_WORDS)
    waiting.seal_while_locked(alice.person.id, LATE)
    return alice


def everything():
    return [sorted(kind.objects.values_list()) for kind in (Person, Lock, SealedEntry, Waiting, Session)]


def test_the_whole_book_is_there_under_the_new_key(known):
    fresh = new_epoch(known.book, "new passphrase", NEW_WORDS)
    assert fresh.read() == BOOK
    assert [page.written for page in waiting.waiting_pages(fresh)] == [LATE]
    assert locks.open_with_passphrase("Alice", "new passphrase")[1] == fresh.keys.person_key != known.key
    assert locks.open_with_words("Alice", NEW_WORDS)[1] == fresh.keys.person_key


def test_every_row_is_sealed_anew_and_the_old_key_opens_none(known):
    before = {row: raw_row(known.person.id, row) for row in (e.id for e in BOOK.entries)}
    new_epoch(known.book, "new passphrase", NEW_WORDS)
    after = {row: raw_row(known.person.id, row) for row in before}
    assert not set(before.values()) & set(after.values())
    assert {p.kind for p in known.book.read().problems} == {"damaged"}
    assert len(known.book.read().problems) == len(BOOK.entries)


def test_the_old_passphrase_words_and_cookie_open_nothing(known):
    cookie = "an old cookie"
    locks.put_cookie_lock(known.person, known.key, cookie, NOW)
    token = sessions.open_session(known.person, known.key, NOW)
    new_epoch(known.book, "new passphrase", NEW_WORDS)
    for open_it in (
        lambda: locks.open_with_passphrase("Alice", PASSPHRASE),
        lambda: locks.open_with_words("Alice", OLD_WORDS),
        lambda: locks.open_with_cookie(cookie, NOW),
    ):
        with pytest.raises(WrongKey):
            open_it()
    with pytest.raises(sessions.Locked):
        sessions.resume(token, NOW)
    assert not Session.objects.exists()


def test_nothing_of_the_old_epoch_is_left_on_disk(known, database):
    old = [bytes(lock.wrapped) for lock in Lock.objects.filter(person=known.person)]
    old += [raw_row(known.person.id, e.id) for e in BOOK.entries] + [bytes(Waiting.objects.get().sealed)]
    new_epoch(known.book, "new passphrase", NEW_WORDS)
    on_disk = database.read_bytes() + database.with_name(database.name + "-wal").read_bytes()
    assert [row for row in old if row in on_disk] == []


def test_nobody_else_is_touched(known, charlie):
    before = raw_row(charlie.person.id, charlie.book.read().entries[0].id)
    new_epoch(known.book, "new passphrase", NEW_WORDS)
    assert raw_row(charlie.person.id, charlie.book.read().entries[0].id) == before
    assert locks.open_with_passphrase("Charlie", PASSPHRASE)[1] == charlie.key


def test_rows_that_do_not_open_stop_it_and_nothing_changes(known):
    damaged, future = BOOK.entries[1].id, BOOK.entries[2].id
    SealedEntry.objects.filter(id=damaged).update(sealed=b"\x01" + bytes(300))
    SealedEntry.objects.filter(id=future).update(sealed=b"\x02" + bytes(300))
    before = everything()
    with pytest.raises(RowsDoNotOpen) as stopped:
        new_epoch(known.book, "new passphrase", NEW_WORDS)
    assert set(stopped.value.rows) == {damaged, future}
    assert everything() == before
    known.book.write(remove=stopped.value.rows)
    assert len(new_epoch(known.book, "new passphrase", NEW_WORDS).read().entries) == 2


def test_a_kind_from_a_newer_nearer_is_carried_over_unread(known, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(codec, "KINDS", {name: known for name, known in codec.KINDS.items() if name != "StoryTold"})
        older.setattr(codec, "_beginnings", codec.beginnings())
        fresh = new_epoch(known.book, "new passphrase", NEW_WORDS)
        assert [p.kind for p in fresh.read().problems] == ["future"]
    assert fresh.read() == BOOK


def test_words_that_are_none_change_nothing(known):
    before = everything()
    with pytest.raises(WrongKey):
        new_epoch(known.book, "new passphrase", "not the words")
    assert everything() == before


def test_the_second_of_two_at_once_is_told_that_it_came_late(known):
    fresh = new_epoch(known.book, "new passphrase", NEW_WORDS)
    before = everything()
    with pytest.raises(LateWriter):
        new_epoch(known.book, "other passphrase", OLD_WORDS)
    with pytest.raises(LateWriter):
        known.book.write(add=a_book("09 told Late").entries)
    assert everything() == before
    assert fresh.read() == BOOK


def test_a_waiting_page_that_does_not_open_stays_listed(known):
    Waiting.objects.update(sealed=b"\x01" + bytes(300))
    fresh = new_epoch(known.book, "new passphrase", NEW_WORDS)
    assert [page.written for page in waiting.waiting_pages(fresh)] == [None]


def test_what_was_put_aside_under_the_old_keys_is_gone_without_an_error(known):
    token = put_aside(known.book, b"They would laugh")
    fresh = new_epoch(known.book, "new passphrase", NEW_WORDS)
    assert from_aside(fresh, token) is None
