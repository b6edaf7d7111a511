import threading
from dataclasses import replace

import pytest
from django.db import connection, connections
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from nearer.domain.book import Book, Problem
from nearer.domain.entries import StoryTold
from nearer.vault import keys, locks, sessions, store, waiting
from nearer.vault.errors import LateWriter, StaleEdit
from nearer.vault.models import Lock, Person, SealedEntry, Session, Waiting
from nearer.vault.seal import digest, seal
from nearer.vault.store import OpenBook
from tests.books import a_book, stamp, the
from tests.kinds import any_entry
from tests.vault.conftest import NOW, PASSPHRASE

THREE = a_book("01 begin\n01 told They would laugh\n02 plan coffee 80")


def a_story(word="first", number=0):
    return StoryTold(**stamp(1, the(f"story {number}")), text=word, prompt="?", wanted="both")


def edited(entry, text):
    return replace(entry, rev=entry.rev + 1, text=text)


def test_what_was_written_is_read_in_order(alice):
    alice.book.write(add=reversed(THREE.entries))
    assert alice.book.read() == THREE


@pytest.mark.parametrize("rows", [0, 1, 2500])
def test_a_book_of_any_length_is_read_whole(alice, rows):
    entries = [a_story(number=n) for n in range(rows)]
    alice.book.write(add=entries)
    assert set(alice.book.read().entries) == set(entries)


def test_a_double_submit_is_harmless(alice):
    alice.book.write(add=[a_story()])
    alice.book.write(add=[a_story()])
    alice.book.write(replace=[edited(a_story(), "second")])
    alice.book.write(replace=[edited(a_story(), "second")])
    assert alice.book.read().entries == (edited(a_story(), "second"),)


def test_the_same_form_with_other_words_gives_what_stands_there(alice):
    alice.book.write(add=[a_story("first")])
    with pytest.raises(StaleEdit) as stale:
        alice.book.write(add=[a_story("other")])
    assert stale.value.current == a_story("first")


def test_a_stale_edit_gives_what_stands_there_and_writes_nothing_else(alice):
    first = a_story()
    alice.book.write(add=[first])
    alice.book.write(replace=[edited(first, "from one tab")])
    with pytest.raises(StaleEdit) as stale:
        alice.book.write(add=[a_story("beside", 1)], replace=[edited(first, "from another tab")])
    assert stale.value.current == edited(first, "from one tab")
    assert alice.book.read().entries == (edited(first, "from one tab"),)


def test_an_edit_of_what_was_removed_says_so(alice):
    with pytest.raises(StaleEdit) as stale:
        alice.book.write(replace=[edited(a_story(), "late")])
    assert stale.value.current is None


def test_a_late_writer_fails_with_nothing_written(alice):
    alice.book.write(add=[a_story()])
    Person.objects.update(epoch=2)
    for late in ({"add": [a_story("late", 1)]}, {"replace": [edited(a_story(), "late")]}, {"remove": [a_story().id]}):
        with pytest.raises(LateWriter):
            alice.book.write(**late)
    assert [row.id for row in SealedEntry.objects.all()] == [a_story().id]


def test_what_was_removed_is_nowhere_in_the_file(alice, database):
    alice.book.write(add=THREE.entries)
    row = THREE.entries[1].id
    sealed = store.raw_row(alice.person.id, row)
    alice.book.write(remove=[row])
    assert store.scrub()
    assert alice.book.read().get(row) is None
    assert sealed not in database.read_bytes()
    assert database.with_name(database.name + "-wal").stat().st_size == 0


CHANGES = {
    "a bit": (lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), "damaged"),
    "the end is missing": (lambda sealed: sealed[:9], "damaged"),
    "all is missing": (lambda _sealed: b"", "damaged"),
    "a newer version": (lambda sealed: b"\x02" + sealed[1:], "future"),
}


@pytest.mark.parametrize(("change", "kind"), CHANGES.values(), ids=CHANGES)
def test_a_row_that_does_not_open_is_a_problem_beside_the_book(alice, change, kind):
    alice.book.write(add=THREE.entries)
    row = THREE.entries[1].id
    changed = change(store.raw_row(alice.person.id, row))
    SealedEntry.objects.filter(id=row).update(sealed=changed)
    read = alice.book.read()
    assert read == Book((THREE.entries[0], THREE.entries[2]), (Problem(row, kind),))
    assert alice.book.entry(row) is None
    assert store.raw_row(alice.person.id, row) == changed


def test_a_seal_around_nonsense_is_unreadable(alice):
    row = "e" * 32
    sealed = seal(alice.book.keys.entries, alice.book.where(row), b"no entry")
    SealedEntry.objects.create(id=row, person=alice.person, sealed=sealed, digest=digest(sealed))
    assert alice.book.read().problems == (Problem(row, "unreadable"),)


def test_an_entry_that_names_another_row_is_unreadable(alice):
    row = "e" * 32
    sealed = seal(alice.book.keys.entries, alice.book.where(row), store.codec.encode(a_story()))
    SealedEntry.objects.create(id=row, person=alice.person, sealed=sealed, digest=digest(sealed))
    assert alice.book.read().problems == (Problem(row, "unreadable"),)


def test_two_rows_that_changed_places_are_both_damaged(alice):
    alice.book.write(add=THREE.entries)
    one, other = THREE.entries[0].id, THREE.entries[1].id
    sealed = {row: store.raw_row(alice.person.id, row) for row in (one, other)}
    SealedEntry.objects.filter(id=one).update(sealed=sealed[other])
    SealedEntry.objects.filter(id=other).update(sealed=sealed[one])
    assert {(p.row, p.kind) for p in alice.book.read().problems} == {(one, "damaged"), (other, "damaged")}


def test_a_row_moved_to_another_person_opens_for_neither(alice, charlie):
    alice.book.write(add=THREE.entries)
    SealedEntry.objects.update(person=charlie.person)
    assert alice.book.read() == Book()
    assert [p.kind for p in charlie.book.read().problems] == ["damaged"] * 3


def test_a_row_that_does_not_open_goes_only_on_the_persons_word(alice, charlie):
    SealedEntry.objects.create(id="e" * 32, person=alice.person, sealed=b"?", digest=b"")
    charlie.book.write(remove=["e" * 32])
    assert store.raw_row(charlie.person.id, "e" * 32) is None
    assert store.raw_row(alice.person.id, "e" * 32) == b"?"
    alice.book.write(remove=["e" * 32])
    assert alice.book.read() == Book()


def test_people_never_see_or_change_each_others_entries(alice, charlie):
    alice.book.write(add=[a_story()])
    charlie.book.write(remove=[a_story().id])
    for attempt in ({"add": [a_story("mine")]}, {"replace": [edited(a_story(), "mine")]}):
        with pytest.raises(StaleEdit) as stale:
            charlie.book.write(**attempt)
        assert stale.value.current is None
    assert charlie.book.entry(a_story().id) is None
    assert charlie.book.read() == Book()
    assert alice.book.read().entries == (a_story(),)


def test_deleting_a_book_takes_everything_and_nobody_elses(alice, charlie, database):
    traces = [bytes(Lock.objects.get(person=alice.person).wrapped), alice.person.id.encode(), b"Alice"]
    alice.book.write(add=THREE.entries)
    charlie.book.write(add=[a_story()])
    sessions.open_session(alice.person, alice.key, NOW)
    waiting.seal_while_locked(alice.person.id, waiting.WrittenForm("/plan/", NOW, {"text": ["late"]}))
    assert store.delete_book(alice.book)
    on_disk = database.read_bytes() + database.with_name(database.name + "-wal").read_bytes()
    assert [trace for trace in traces if trace in on_disk] == []
    assert [kind.objects.filter(person=alice.person.id).count() for kind in (Lock, Session, Waiting, SealedEntry)] == [
        0
    ] * 4
    assert locks.open_with_passphrase("Charlie", PASSPHRASE)[1] == charlie.key
    assert charlie.book.read().entries == (a_story(),)


def test_a_busy_reader_delays_the_scrubbing_and_it_is_said(alice, database):
    alice.book.write(add=THREE.entries)
    connection.cursor().execute("PRAGMA busy_timeout = 50")
    reader = store.connection.Database.connect(database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vault_sealedentry").fetchone()
    assert not store.scrub()
    reader.close()
    assert store.scrub()


def test_two_threads_that_write_at_once_both_succeed(alice):
    failed = in_threads(
        lambda: alice.book.write(add=[a_story("one", n) for n in range(40)]),
        *[lambda n=n: alice.book.write(add=[a_story("each", n)]) for n in range(40, 60)],
    )
    assert failed == []
    assert len(alice.book.read().entries) == 60


def test_of_two_edits_at_once_one_is_told_what_stands_there(alice):
    alice.book.write(add=[a_story()])
    failed = in_threads(*[lambda n=n: alice.book.write(replace=[edited(a_story(), f"tab {n}")]) for n in range(6)])
    standing = alice.book.entry(a_story().id)
    assert [type(wrong) for wrong in failed] == [StaleEdit] * 5
    assert {wrong.current for wrong in failed} == {standing}


def in_threads(*works):
    """Run all of them at once; what they raised."""
    together, failed = threading.Barrier(len(works)), []

    def run(work):
        together.wait()
        try:
            work()
        except Exception as wrong:
            failed.append(wrong)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


class BooksAgainstDicts(RuleBasedStateMachine):
    """Two people's books do what two dicts do, whatever is added, edited and removed in whatever order."""

    written = Bundle("written")
    who = st.sampled_from((0, 1))

    def __init__(self):
        super().__init__()
        Person.objects.all().delete()
        people = [locks.begin_person(NOW)[:2] for _ in range(2)]
        self.books = [OpenBook(person.id, 1, keys.keys(key)) for person, key in people]
        self.model = [{}, {}]

    @rule(target=written, who=who, entry=any_entry())
    def add(self, who, entry):
        entry = replace(entry, id=the(str(sum(map(len, self.model))), str(entry)), rev=1)
        self.books[who].write(add=[entry])
        self.model[who][entry.id] = entry
        return who, entry.id

    @rule(which=written)
    def add_again(self, which):
        who, row = which
        if row in self.model[who]:
            self.books[who].write(add=[self.model[who][row]])

    @rule(which=written, said=any_entry())
    def edit(self, which, said):
        who, row = which
        standing = self.model[who].get(row)
        entry = replace(said, id=row, rev=standing.rev + 1 if standing else 2)
        if standing is None:
            with pytest.raises(StaleEdit):
                self.books[who].write(replace=[entry])
        else:
            self.books[who].write(replace=[entry])
            self.model[who][row] = entry

    @rule(which=written, said=any_entry())
    def edit_from_a_stale_page(self, which, said):
        who, row = which
        standing = self.model[who].get(row)
        with pytest.raises(StaleEdit) as stale:
            self.books[who].write(replace=[replace(said, id=row, rev=standing.rev + 2 if standing else 7)])
        assert stale.value.current == standing

    @rule(which=consumes(written))
    def remove(self, which):
        who, row = which
        self.books[1 - who].write(remove=[row])
        self.books[who].write(remove=[row])
        self.model[who].pop(row, None)

    @invariant()
    def they_agree(self):
        for book, model in zip(self.books, self.model, strict=True):
            assert book.read() == Book.bound(model.values())


def test_books_do_what_dicts_do():
    some = settings(max_examples=25, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(BooksAgainstDicts, settings=some)
