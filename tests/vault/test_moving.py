"""Out of one book and into another one: the same canonical document, whatever stands in it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearer.domain.archive import arrival, taken_in
from nearer.domain.entries import PracticeDone, PracticePlanned
from nearer.vault import aside, keys, locks
from nearer.vault.archive import open_archive, seal_archive
from nearer.vault.canonical import canonical, entries_in
from nearer.vault.errors import NameTaken, StaleEdit
from nearer.vault.models import Person, SealedEntry
from nearer.vault.moving import move_in
from nearer.vault.store import OpenBook, delete_book
from tests.books import a_book
from tests.kinds import ALL_KINDS, any_entry
from tests.vault.conftest import NOW, PASSPHRASE, someone
from tests.vault.test_archive import sound

BOOK = a_book("01 begin\n01 told They would laugh\n02 plan coffee 80\n02 done coffee 20")
AGAIN = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def opened(person, key):
    return OpenBook(person.id, person.epoch, keys.keys(key))


def stored():
    return sorted(SealedEntry.objects.values_list("id", "sealed"))


@AGAIN
@given(st.lists(sound(any_entry()), max_size=6, unique_by=lambda entry: entry.id))
def test_out_and_in_again_is_the_same_document_for_every_book(entries):
    alice = someone("Alice")
    alice.book.write(add=entries)
    document = canonical(alice.book.read().entries)
    archive = seal_archive(document, "walnut ferry")
    delete_book(alice.book)  # as on another computer: none of its rows is here
    person, key = move_in(entries_in(open_archive(archive, "walnut ferry")[0]), "Alice", PASSPHRASE, NOW)
    book = opened(person, key)
    assert canonical(book.read().entries) == document
    before = stored()
    found = arrival(book.read(), entries_in(document))
    assert (found.new, found.differ, found.left) == ((), (), ())
    chosen = taken_in(found, frozenset())
    book.write(chosen.add, chosen.replace, chosen.remove)
    assert stored() == before
    delete_book(book)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_goes_out_and_in_again(alice, kind):
    @settings(max_examples=2, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(sound(any_entry(kind)))
    def each(entry):
        alice.book.write(add=[entry])
        document = canonical(alice.book.read().entries)
        alice.book.write(remove=[entry.id])
        alice.book.write(add=entries_in(document))
        assert canonical(alice.book.read().entries) == document
        alice.book.write(remove=[entry.id])

    each()


def test_the_new_book_opens_with_its_own_passphrase_and_shares_no_key(alice):
    person, key = move_in(BOOK.entries, "Another", "otter granite velvet", NOW)
    assert locks.open_with_passphrase("Another", "otter granite velvet")[1] == key != alice.key
    assert not person.locks.filter(kind=locks.Kind.COOKIE).exists()


def test_a_name_that_is_taken_leaves_nothing_behind(alice):
    before = (Person.objects.count(), stored())
    with pytest.raises(NameTaken):
        move_in(BOOK.entries, "alice", PASSPHRASE, NOW)
    assert (Person.objects.count(), stored()) == before


def test_beside_the_book_it_was_made_of_an_archive_gets_ids_of_its_own_each_time_the_same(alice):
    alice.book.write(add=BOOK.entries)
    person, key = move_in(BOOK.entries, "Second", PASSPHRASE, NOW)
    second = opened(person, key)
    there = second.read()
    assert {entry.id for entry in there.entries}.isdisjoint({entry.id for entry in BOOK.entries})
    assert there.of(PracticeDone)[0].plan == there.of(PracticePlanned)[0].id
    found = arrival(there, second.with_own_ids(BOOK.entries))
    assert (found.new, found.differ, len(found.same)) == ((), (), 4)
    assert alice.book.read() == BOOK


def test_a_damaged_row_is_mended_from_the_archive(alice):
    alice.book.write(add=BOOK.entries)
    row = BOOK.entries[1].id
    SealedEntry.objects.filter(id=row).update(sealed=b"?")
    found = arrival(alice.book.read(), BOOK.entries)
    chosen = taken_in(found, {row})
    alice.book.write(chosen.add, chosen.replace, chosen.remove)
    assert alice.book.read() == BOOK


def test_what_is_put_aside_is_sealed_and_only_its_owner_finds_it(alice, charlie):
    token = aside.put_aside(alice.book, b"They would laugh" * 99)
    assert aside.from_aside(alice.book, token) == b"They would laugh" * 99
    assert aside.from_aside(charlie.book, token) is None
    assert aside.from_aside(alice.book, "0" * 32) is None
    assert aside.from_aside(alice.book, "é") is None
    assert b"They would laugh" not in b"".join(waits.sealed for waits in aside._waiting.values())
    aside.let_go_aside(alice.book)
    assert aside.from_aside(alice.book, token) is None


def test_what_is_put_aside_alone_opens_with_its_token_only():
    token = aside.put_aside_alone(b"They would laugh")
    assert aside.from_aside_alone(token) == b"They would laugh"
    for wrong in ("", token[:32], token[:-1] + ("0" if token[-1] != "0" else "1"), "é" * 96, "0" * 96):
        assert aside.from_aside_alone(wrong) is None
    aside.let_go_aside_alone(token)
    assert aside.from_aside_alone(token) is None


def test_only_a_few_things_wait_and_none_for_long(alice, monkeypatch):
    first = aside.put_aside(alice.book, b"first")
    tokens = [aside.put_aside_alone(bytes([n])) for n in range(aside.MOST)]
    assert aside.from_aside(alice.book, first) is None
    assert [aside.from_aside_alone(token) for token in tokens] == [bytes([n]) for n in range(aside.MOST)]
    later = aside.time.monotonic() + aside.LASTS + 1
    monkeypatch.setattr(aside.time, "monotonic", lambda: later)
    assert aside.from_aside_alone(tokens[-1]) is None
    assert not aside._waiting


def test_a_second_thing_takes_the_place_of_the_first(alice):
    first, second = aside.put_aside(alice.book, b"1"), aside.put_aside(alice.book, b"2")
    assert aside.from_aside(alice.book, first) is None
    assert aside.from_aside(alice.book, second) == b"2"


def test_a_stale_choice_changes_nothing(alice):
    """The book was changed in another window between looking and keeping."""
    alice.book.write(add=BOOK.entries)
    story = BOOK.entries[1]
    found = arrival(alice.book.read(), [replace(story, text="Perhaps not", rev=3)])
    alice.book.write(replace=[replace(story, text="Another window", rev=2)])
    chosen = taken_in(found, {story.id})
    with pytest.raises(StaleEdit):
        alice.book.write(chosen.add, chosen.replace, chosen.remove)
    assert alice.book.entry(story.id).text == "Another window"
