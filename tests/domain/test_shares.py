from datetime import timedelta

import pytest

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.dots import Dot
from nearer.domain.ledger import Summary
from nearer.domain.report.values import Fear, Line, Report, Short, Worsening
from nearer.domain.shares import (
    INVITED_DAYS,
    Change,
    Note,
    changes,
    goes_with_bond,
    has_bonds,
    is_held,
    patient,
    patients,
    therapist,
    therapists,
)
from nearer.domain.written import goes_with
from tests.diary import day, stamped

CARD = "0a" * 80
INVITED = e.TherapistInvited(**stamped(1, "invited"), name="Ilse", way="code")
BOND = INVITED.id
PINNED = e.TherapistPinned(**stamped(2, "pinned"), bond=BOND, card=CARD, own=CARD)
OVER = e.TherapistLetGo(**stamped(9, "over"), bond=BOND)
TAKEN = e.InvitationAnswered(**stamped(1, "taken"), bond="b" * 32, name="A.", way="file", card=CARD)
THEIRS = e.PatientPinned(**stamped(2, "theirs"), bond="b" * 32, card=CARD, own=CARD)
LEFT = e.PatientLeft(**stamped(9, "left"), bond="b" * 32)


def sent(number: int) -> e.ShareSent:
    return e.ShareSent(**stamped(number, "sent"), bond=BOND, letter=f"{number}" * 32, title="", parts=("short",))


def revoked(number: int) -> e.ShareRevoked:
    return e.ShareRevoked(**stamped(number, "revoked"), bond=BOND)


def received(letter: str) -> e.NoteReceived:
    said = {"bond": BOND, "letter": letter, "words": "A word.", "act": "", "first_sentence": "", "pause": ()}
    return e.NoteReceived(**stamped(5, f"received {letter}"), **said)


def answered(letter: str) -> e.NoteAnswered:
    return e.NoteAnswered(**stamped(6, f"answered {letter}"), letter=letter, answer="let_go")


def written(word: str) -> e.NoteWritten:
    said = {"bond": "b" * 32, "words": word, "act": "", "first_sentence": "", "pause": ()}
    return e.NoteWritten(**stamped(5, word), **said)


def test_an_invitation_that_nobody_answered_is_over_after_two_weeks():
    book = Book.bound([INVITED])
    found = therapist(book, BOND)
    assert (found.name, found.pinned, found.lying) == ("Ilse", None, ())
    assert not found.is_over(day(1) + timedelta(days=INVITED_DAYS))
    assert found.is_over(day(2) + timedelta(days=INVITED_DAYS))
    assert not therapist(Book.bound([INVITED, PINNED]), BOND).is_over(day(300))


def test_what_lies_there_is_what_was_sent_since_the_last_taking_back():
    book = Book.bound([INVITED, PINNED, sent(3), sent(4), revoked(5), sent(6)])
    found = therapist(book, BOND)
    assert found.lying == (sent(6),)
    assert found.sent == (sent(3), sent(4), sent(6))
    assert therapist(Book.bound([INVITED, PINNED, sent(3), revoked(5)]), BOND).lying == ()


def test_each_note_has_its_answer():
    book = Book.bound([INVITED, received("1" * 32), received("2" * 32), answered("2" * 32)])
    assert dict(therapist(book, BOND).notes) == {received("1" * 32): None, received("2" * 32): answered("2" * 32)}


def test_a_note_that_was_written_is_sent_or_waits():
    one, other = written("one"), written("other")
    gone = e.NoteSent(**stamped(7, "gone"), bond="b" * 32, letter=one.id)
    assert dict(patient(Book.bound([TAKEN, THEIRS, one, other, gone]), "b" * 32).notes) == {one: gone, other: None}


def test_nobody_is_found_by_another_bond():
    book = Book.bound([INVITED, TAKEN])
    assert therapist(book, "b" * 32) is None
    assert patient(book, BOND) is None
    assert [len(therapists(book)), len(patients(book))] == [1, 1]


@pytest.mark.parametrize(
    ("entries", "has"),
    [
        ([INVITED], False),
        ([INVITED, PINNED], True),
        ([INVITED, PINNED, OVER], False),
        ([TAKEN], False),
        ([TAKEN, THEIRS], True),
        ([TAKEN, THEIRS, LEFT], False),
    ],
)
def test_a_bond_begins_with_compared_words_and_lasts_until_it_is_over(entries, has):
    assert has_bonds(Book.bound(entries)) == has


def test_while_a_bond_lasts_what_accounts_for_letters_is_not_taken_out():
    book = Book.bound([INVITED, PINNED, sent(3), received("1" * 32)])
    assert [is_held(book, entry) for entry in book.entries] == [True, True, True, False]


def test_once_it_is_over_it_goes_as_a_whole_with_its_beginning():
    every = [INVITED, PINNED, sent(3), received("1" * 32), answered("1" * 32), OVER]
    book = Book.bound([*every, TAKEN, THEIRS])
    assert not is_held(book, INVITED)
    assert is_held(book, PINNED)
    assert set(goes_with(book, INVITED)) == set(every) - {INVITED}
    assert set(goes_with_bond(Book.bound([TAKEN, THEIRS, LEFT, written("x")]), TAKEN)) == {THEIRS, LEFT, written("x")}


def test_a_note_goes_with_its_answer_and_a_share_takes_nothing_along():
    book = Book.bound([INVITED, sent(3), received("1" * 32), received("2" * 32), answered("1" * 32)])
    assert goes_with(book, received("1" * 32)) == (answered("1" * 32),)
    assert goes_with(book, sent(3)) == ()


def test_a_note_of_nothing_is_empty():
    assert Note(" ", "", "Hello.", ()).is_empty
    assert not Note("", "", "", ("roots",)).is_empty


# ---- what has changed ----


def a_report(done: int, sign: float | None = None, short: bool = True) -> Report:
    summary = Summary(done, done, 0, 0, *[None] * 9)
    worse = Worsening(0, 0, 0, 0, None, None, (), ())
    parts = Short(0, 0, summary, Fear(0, 0, 0, None), (), worse) if short else None
    signs = None if sign is None else (Line("S1", "Errands", 4, (Dot(day(1), 3.0), Dot(day(9), sign)), 3.0),)
    said = {"has_names": False, "has_others": False, "is_narrowed": False}
    return Report("", "", day(1), day(9), **said, short=parts, signs=signs)


def test_only_what_is_otherwise_is_named():
    assert changes(a_report(3, 2.0), a_report(3, 2.0)) == ()
    assert changes(a_report(3, 2.0), a_report(5, 1.0)) == (
        Change("done", "", 3, 5),
        Change("line", "Errands", 2.0, 1.0),
    )


def test_what_one_of_the_two_does_not_say_is_not_compared():
    assert changes(a_report(3, 2.0), a_report(5, None)) == (Change("done", "", 3, 5),)
    assert changes(a_report(3, short=False), a_report(5, 1.0)) == ()
