from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.vault import keys, waiting
from nearer.vault.errors import Damaged, FutureVersion
from nearer.vault.keys import seal_to, unseal_from
from nearer.vault.models import Person, Waiting
from nearer.vault.waiting import TooManyWaiting, WrittenForm, discard, seal_while_locked, waiting_page, waiting_pages
from tests.vault.conftest import NOW

OWN = keys.keys(bytes(32))
HERE = b"here"


def written(text="I called her", minutes=0):
    return WrittenForm("/practice/", NOW + timedelta(minutes=minutes), {"camera": [text], "box": ["a", "b"]})


def test_a_form_written_while_locked_waits_for_its_writer(alice):
    assert seal_while_locked(alice.person.id, written())
    (page,) = waiting_pages(alice.book)
    assert page.written == written() == waiting_page(alice.book, page.id)


def test_the_oldest_comes_first_and_what_does_not_open_last(alice):
    for minutes in (5, 1, 3):
        seal_while_locked(alice.person.id, written(minutes=minutes))
    closed = Waiting.objects.create(id="0" * 32, person=alice.person, epoch=1, sealed=b"?")
    assert [page.written and page.written.at.minute for page in waiting_pages(alice.book)] == [1, 3, 5, None]
    assert waiting_page(alice.book, closed.id) is None


def test_nobody_else_can_read_keep_or_discard_it(alice, charlie):
    seal_while_locked(alice.person.id, written())
    (page,) = waiting_pages(alice.book)
    discard(charlie.book, page.id)
    assert waiting_pages(charlie.book) == ()
    assert waiting_page(charlie.book, page.id) is None
    Waiting.objects.update(person=charlie.person)
    assert waiting_pages(charlie.book)[0].written is None


def test_it_really_goes_when_it_was_kept_or_discarded(alice):
    seal_while_locked(alice.person.id, written())
    discard(alice.book, waiting_pages(alice.book)[0].id)
    assert not Waiting.objects.exists()


def test_for_nobody_nothing_is_sealed():
    assert not seal_while_locked("f" * 32, written())
    assert not Waiting.objects.exists()


@pytest.mark.parametrize(("bound", "most"), [("MOST", 3), ("MOST_BYTES", 3 * 300 + 150)])
def test_a_full_box_says_so(alice, charlie, monkeypatch, bound, most):
    monkeypatch.setattr(waiting, bound, most)
    for _ in range(3):
        seal_while_locked(alice.person.id, written())
    with pytest.raises(TooManyWaiting):
        seal_while_locked(alice.person.id, written())
    assert seal_while_locked(charlie.person.id, written())


@pytest.mark.parametrize("public", [b"", bytes(32), b"short"])
def test_a_public_key_that_is_none_is_damage_and_nothing_waits(alice, public):
    Person.objects.update(receive_public=public)
    with pytest.raises(Damaged):
        seal_while_locked(alice.person.id, written())
    assert not Waiting.objects.exists()


def test_a_page_sealed_to_a_swapped_key_is_listed_as_closed(alice):
    stranger = keys.keys(keys.new_person_key())
    Person.objects.update(receive_public=stranger.receive_public)
    seal_while_locked(alice.person.id, written())
    assert [page.written for page in waiting_pages(alice.book)] == [None]


@given(st.binary(max_size=600))
def test_what_is_sealed_to_a_public_key_opens_with_the_private_one(plain):
    assert unseal_from(OWN, HERE, seal_to(OWN.receive_public, HERE, plain)) == plain


def test_every_flipped_bit_and_every_missing_end_of_a_waiting_page_is_rejected():
    sealed = seal_to(OWN.receive_public, HERE, b"a sentence")
    for position in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[position] ^= 1 << position % 8
        for changed in (bytes(flipped), sealed[:position]):
            with pytest.raises((Damaged, FutureVersion)):
                unseal_from(OWN, HERE, changed)
    with pytest.raises(Damaged):
        unseal_from(OWN, b"elsewhere", sealed)


@pytest.mark.parametrize("version", [0, 2, 255])
def test_only_the_known_version_of_a_waiting_page_opens(version):
    sealed = bytes([version]) + seal_to(OWN.receive_public, HERE, b"x")[1:]
    with pytest.raises(FutureVersion if version else Damaged):
        unseal_from(OWN, HERE, sealed)
