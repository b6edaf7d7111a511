from datetime import timedelta

import pytest

from nearer.vault import locks, sessions
from nearer.vault.epochs import new_epoch
from nearer.vault.errors import Locked
from nearer.vault.keys import new_words
from nearer.vault.models import Person, Session
from tests.vault.conftest import NOW

MINUTE = timedelta(minutes=1)
A_LITTLE = sessions.GRACE + timedelta(seconds=1)


@pytest.fixture
def token(alice):
    return sessions.open_session(alice.person, alice.key, NOW)


def is_locked(token, at):
    """Whether nothing opens any more, and its row went too."""
    with pytest.raises(Locked):
        sessions.resume(token, at)
    return not Session.objects.filter(found_by=locks.cookie_found_by(token)).exists()


def test_the_cookie_leads_back_to_the_open_book(alice, token):
    session, book = sessions.resume(token, NOW + MINUTE)
    assert session.person == alice.person
    assert book.keys.person_key == alice.key


def test_the_key_and_the_cookie_are_never_in_the_row_in_clear(alice, token):
    row = repr(Session.objects.values_list().get()).encode() + bytes(Session.objects.get().wrapped)
    assert alice.key not in row
    assert token.encode() not in row


@pytest.mark.parametrize("token", ["", "x", "\ud800", "é" * 50])
def test_a_cookie_that_was_never_given_opens_nothing(alice, token):
    assert is_locked(token, NOW)


def test_after_a_restart_the_cookie_opens_nothing_and_no_row_is_left(alice, token):
    sessions.restart()
    assert Session.objects.count() == 0
    assert is_locked(token, NOW)


def test_a_row_copied_back_after_a_restart_opens_nothing(alice, token):
    row = Session.objects.get()
    sessions.restart()
    row.save(force_insert=True)
    assert is_locked(token, NOW)


def test_it_locks_after_twenty_idle_minutes(token):
    sessions.resume(token, NOW + 20 * MINUTE)
    assert is_locked(token, NOW + 40 * MINUTE + A_LITTLE)


@pytest.mark.parametrize("minutes", sessions.IDLE_CHOICES)
def test_the_idle_time_is_the_one_that_was_chosen(alice, minutes):
    token = sessions.open_session(alice.person, alice.key, NOW, minutes)
    sessions.resume(token, NOW + minutes * MINUTE + sessions.GRACE, touch=False)
    assert is_locked(token, NOW + minutes * MINUTE + A_LITTLE)


def test_a_page_that_only_asks_does_not_count_as_being_there(token):
    sessions.resume(token, NOW + 19 * MINUTE, touch=False)
    assert is_locked(token, NOW + 20 * MINUTE + A_LITTLE)


def test_it_locks_after_twelve_hours_however_busy(token):
    for minutes in range(10, 12 * 60 + 1, 10):
        sessions.resume(token, NOW + minutes * MINUTE)
    assert is_locked(token, NOW + 12 * 60 * MINUTE + MINUTE)


def test_a_clock_set_back_locks_and_one_put_right_by_seconds_does_not(token):
    sessions.resume(token, NOW - timedelta(seconds=4))
    assert is_locked(token, NOW - timedelta(seconds=6))


def test_a_new_epoch_elsewhere_locks(alice, token):
    Person.objects.update(epoch=2)
    assert is_locked(token, NOW)


def test_a_new_epoch_leaves_no_session(alice, token):
    new_epoch(alice.book, "another", " ".join(new_words()))
    assert Session.objects.count() == 0
    assert is_locked(token, NOW)


def test_every_changed_byte_of_the_row_locks(alice, token):
    row = Session.objects.get()
    whole = bytes(row.wrapped)
    for position in range(len(whole)):
        changed = bytearray(whole)
        changed[position] ^= 0x10
        row.wrapped = bytes(changed)
        row.save()
        assert is_locked(token, NOW)


def test_a_row_moved_to_another_person_locks(alice, charlie, token):
    Session.objects.update(person=charlie.person)
    assert is_locked(token, NOW)


def test_leaving_closes_this_browser_and_no_other(alice, token):
    other = sessions.open_session(alice.person, alice.key, NOW)
    sessions.lock(token)
    assert is_locked(token, NOW)
    assert sessions.resume(other, NOW)


def test_locking_the_others_keeps_this_browser_and_other_people(alice, charlie, token):
    other = sessions.open_session(alice.person, alice.key, NOW)
    charlies = sessions.open_session(charlie.person, charlie.key, NOW)
    sessions.lock_others(alice.person.id, token)
    assert is_locked(other, NOW)
    assert sessions.resume(token, NOW)[1].keys.person_key == alice.key
    assert sessions.resume(charlies, NOW)[1].keys.person_key == charlie.key


def test_locking_all_of_them_keeps_none(alice, token):
    sessions.lock_others(alice.person.id, None)
    assert is_locked(token, NOW)


def test_rows_that_are_over_go_when_someone_opens_a_book(alice, charlie, token):
    later = sessions.open_session(charlie.person, charlie.key, NOW + 20 * MINUTE + A_LITTLE)
    assert [row.found_by for row in Session.objects.all()] == [locks.cookie_found_by(later)]
