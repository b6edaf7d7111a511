"""Letters between two books on one server, and what is left of them afterwards: on this disk, and in a copy of it."""

import shutil
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from nearer.domain.entries import (
    InvitationAnswered,
    NoteSent,
    PatientLeft,
    ShareRevoked,
    ShareSent,
    TherapistInvited,
    TherapistLetGo,
    TherapistPinned,
)
from nearer.vault import keys, letters, locks, shares, store
from nearer.vault.epochs import new_epoch
from nearer.vault.errors import Damaged, LateWriter, NoInvitation, NotTheirs
from nearer.vault.letters import Bond
from nearer.vault.models import Invitation, Letter, Person
from tests.vault.conftest import NOW, PASSPHRASE, Someone, database_at, someone

BODY = b"Three acts, and one of them went badly."
STAMP = {"rev": 1, "at": NOW, "zone": "UTC", "day": NOW.date()}


def new() -> dict:
    return {"id": uuid.uuid4().hex, **STAMP}


def invited(way="code", name="Ilse"):
    return TherapistInvited(**new(), name=name, way=way)


def answered(name="Ana"):
    return lambda bond, card: InvitationAnswered(**new(), bond=bond, name=name, way="code", card=card.hex)


@dataclass
class Two:
    """Ana shows Ilse her reports."""

    ana: Someone
    ilse: Someone
    bond: str

    @property
    def from_ana(self) -> Bond:
        return Bond(self.bond, shares.card_of(self.ana.book), shares.card_of(self.ilse.book))

    @property
    def at_ilse(self) -> Bond:
        return Bond(self.bond, shares.card_of(self.ilse.book), shares.card_of(self.ana.book))

    def send(self, body=BODY) -> ShareSent:
        sent = ShareSent(**new(), bond=self.bond, letter=uuid.uuid4().hex, title="", parts=("short",))
        shares.send(self.ana.book, self.from_ana, "share", sent.letter, body, sent)
        return sent

    def note(self) -> NoteSent:
        sent = NoteSent(**new(), bond=self.bond, letter=uuid.uuid4().hex)
        shares.send(self.ilse.book, self.at_ilse, "note", sent.letter, b"A note.", sent)
        return sent

    def read(self) -> list:
        return [opened.body for opened in shares.received(self.ilse.book, self.at_ilse, "share")]


@pytest.fixture
def two() -> Two:
    ana, ilse = someone("Ana"), someone("Ilse")
    entry = invited()
    code = shares.invite_by_code(ana.book, entry, NOW)
    shares.answer_code(ilse.book, code, NOW, answered())
    return Two(ana, ilse, entry.id)


# ---- invitations ----


def test_a_code_leads_each_to_the_other(two):
    assert shares.answer_of(two.ana.book, two.bond, NOW) == shares.card_of(two.ilse.book)
    (taken,) = two.ilse.book.read().of(InvitationAnswered)
    assert letters.card_in(taken.card) == shares.card_of(two.ana.book)


def test_a_code_is_read_as_people_write_it(two, charlie):
    code = shares.invite_by_code(two.ana.book, invited(), NOW)
    shares.answer_code(charlie.book, f" {code.lower().replace('-', ' ')} ", NOW, answered())


def test_a_code_works_once(two, charlie):
    code = shares.invite_by_code(two.ana.book, invited(), NOW)
    shares.answer_code(two.ilse.book, code, NOW, answered())
    with pytest.raises(NoInvitation):
        shares.answer_code(charlie.book, code, NOW, answered())


@pytest.mark.parametrize("wrong", ["", "AAAA-AAAA", "not a code", "\ud800"])
def test_a_wrong_code_leads_nowhere(two, charlie, wrong):
    shares.invite_by_code(two.ana.book, invited(), NOW)
    with pytest.raises(NoInvitation):
        shares.answer_code(charlie.book, wrong, NOW, answered())
    assert not charlie.book.read().entries


def test_a_code_is_over_after_a_quarter_of_an_hour(two, charlie):
    code = shares.invite_by_code(two.ana.book, invited(), NOW)
    with pytest.raises(NoInvitation):
        shares.answer_code(charlie.book, code, NOW + timedelta(minutes=15), answered())


def test_nobody_answers_their_own_code(alice):
    code = shares.invite_by_code(alice.book, invited(), NOW)
    with pytest.raises(NoInvitation):
        shares.answer_code(alice.book, code, NOW, answered())


def test_the_code_itself_is_nowhere_on_the_disk(alice, database):
    code = shares.invite_by_code(alice.book, invited(), NOW)
    assert code.encode() not in on_the_disk(database)
    assert code.replace("-", "").encode() not in on_the_disk(database)


def test_old_invitations_are_forgotten(alice):
    shares.invite_by_code(alice.book, invited(), NOW)
    shares.forget_expired(NOW + timedelta(hours=1))
    assert not Invitation.objects.exists()


def test_an_answer_that_was_changed_on_the_disk_is_refused(two):
    row = Invitation.objects.get(id=two.bond)
    answer = bytes(row.answer)
    row.answer = answer[:-1] + bytes([answer[-1] ^ 1])
    row.save()
    with pytest.raises((Damaged, NotTheirs)):
        shares.answer_of(two.ana.book, two.bond, NOW)


def test_someone_in_the_middle_changes_the_words(two, charlie):
    """Charlie can write to the database and answers in Ilse's place, with a card that is whole and signed."""
    own = shares.card_of(two.ana.book)
    honest = letters.fingerprint(two.bond, own, shares.card_of(two.ilse.book))
    forged = letters.write_answer(charlie.book.keys, charlie.book.person, two.bond, own)
    Invitation.objects.filter(id=two.bond).update(answer=forged)
    assert letters.fingerprint(two.bond, own, shares.answer_of(two.ana.book, two.bond, NOW)) != honest


# ---- letters ----


def test_a_share_is_read_by_the_one_it_is_for_and_by_nobody_else(two, charlie):
    two.send()
    assert two.read() == [BODY]
    as_ilse = replace(two.at_ilse, own=shares.card_of(charlie.book))
    assert shares.received(charlie.book, as_ilse, "share") == ()
    Letter.objects.update(recipient_id=charlie.book.person)
    assert [o.body for o in shares.received(charlie.book, as_ilse, "share")] == [None]
    assert [o.body for o in shares.received(charlie.book, two.at_ilse, "share")] == [None]


def test_a_note_comes_back_the_same_way(two):
    sent = two.note()
    (opened,) = shares.received(two.ana.book, two.from_ana, "note", "leave")
    assert (opened.kind, opened.letter, opened.body) == ("note", sent.letter, b"A note.")
    shares.put_away(two.ana.book, two.bond, sent.letter, [])
    assert shares.received(two.ana.book, two.from_ana, "note") == ()


def test_leaving_is_told(two):
    two.send()
    shares.part(two.ilse.book, two.bond, [PatientLeft(**new(), bond=two.bond)])
    shares.say_left(two.ilse.book, two.at_ilse, uuid.uuid4().hex)
    assert two.read() == []
    (opened,) = shares.received(two.ana.book, two.from_ana, "note", "leave")
    assert (opened.kind, opened.body) == ("leave", b"")


def test_an_update_keeps_the_one_before_and_no_more(two):
    for n in range(4):
        two.send(b"%d" % n)
    assert two.read() == [b"2", b"3"]
    assert len(shares.lying(two.ana.book, two.bond)) == 2


def test_sending_twice_says_one_thing(two):
    sent = ShareSent(**new(), bond=two.bond, letter=uuid.uuid4().hex, title="", parts=())
    for _ in range(2):
        shares.send(two.ana.book, two.from_ana, "share", sent.letter, BODY, sent)
    assert two.read() == [BODY]
    assert len(two.ana.book.read().of(ShareSent)) == 1


def test_unread_notes_have_a_bound(two):
    for _ in range(shares.MOST_NOTES):
        two.note()
    with pytest.raises(shares.TooManyNotes):
        two.note()
    assert len(two.ilse.book.read().of(NoteSent)) == shares.MOST_NOTES


def test_a_swapped_key_is_refused_before_anything_is_sent(two, charlie):
    card = shares.card_of(charlie.book)
    before = two.from_ana
    Person.objects.filter(id=two.ilse.book.person).update(receive_public=card.receive, sign_public=card.sign)
    assert shares.standing(before, is_here=True) == "changed"
    with pytest.raises(NotTheirs):
        two.send()
    assert not two.ana.book.read().of(ShareSent)


def test_even_a_swapped_key_reads_nothing_since_the_seal_is_to_the_compared_one(two, charlie):
    two.send()
    stolen = replace(two.at_ilse, own=shares.card_of(charlie.book))
    row = Letter.objects.get()
    with pytest.raises((Damaged, NotTheirs)):
        letters.read_letter(charlie.book.keys, stolen, "share", bytes(row.sealed))


def test_a_late_writer_sends_nothing(two):
    new_epoch(two.ana.book, "new passphrase", " ".join(keys.new_words()))
    with pytest.raises((NotTheirs, LateWriter)):
        two.send()
    assert not Letter.objects.exists()


def test_a_letter_from_a_file_is_the_same_bytes(two):
    sent = two.send()
    carried = shares.file_of(two.ana.book, two.bond, sent.letter)
    shares.take_back(two.ana.book, two.bond, [])
    assert two.read() == []
    for _ in range(2):
        shares.take_in(two.ilse.book, two.at_ilse, "share", carried)
    assert two.read() == [BODY]
    with pytest.raises((Damaged, NotTheirs)):
        shares.take_in(two.ilse.book, two.at_ilse, "share", carried[:-1] + bytes([carried[-1] ^ 1]))
    assert two.read() == [BODY]


def test_compared_cards_are_never_brought_in_by_a_file(two, charlie):
    """Charlie knows Ana's card, and gives her a book in which she has compared words with him under Ilse's name."""
    own = shares.card_of(two.ana.book).hex
    forged = TherapistPinned(**new(), bond=two.bond, card=shares.card_of(charlie.book).hex, own=own)
    elsewhere = TherapistPinned(**new(), bond=two.bond, card=own, own="0a" * 80)
    mine = TherapistPinned(**new(), bond=two.bond, card=shares.card_of(two.ilse.book).hex, own=own)
    two.ana.book.write(add=[mine])
    assert shares.without_pins(two.ana.book, [forged, elsewhere, mine, invited()])[:2] == (elsewhere, mine)


# ---- afterwards ----


def on_the_disk(database) -> bytes:
    log = database.with_name(database.name + "-wal")
    return database.read_bytes() + (log.read_bytes() if log.exists() else b"")


def opens_from(copy, two: Two) -> list:
    """What Ilse reads from a copy of the database, with her passphrase."""
    with database_at(copy):
        person, key = locks.open_with_passphrase("Ilse", PASSPHRASE)
        book = store.OpenBook(person.id, person.epoch, keys.keys(key))
        return [opened.body for opened in shares.received(book, two.at_ilse, "share")]


def copied(database, tmp_path, name):
    assert store.scrub()
    return shutil.copy(database, tmp_path / name)


REVOKED = {
    "taken back": lambda two: shares.take_back(two.ana.book, two.bond, [ShareRevoked(**new(), bond=two.bond)]),
    "ended": lambda two: shares.part(two.ana.book, two.bond, [TherapistLetGo(**new(), bond=two.bond)]),
    "given a new key": lambda two: new_epoch(two.ana.book, "new passphrase", " ".join(keys.new_words())),
    "deleted": lambda two: store.delete_book(two.ana.book),
    "left by the reader": lambda two: shares.part(two.ilse.book, two.bond, [PatientLeft(**new(), bond=two.bond)]),
}


@pytest.mark.parametrize("how", REVOKED.values(), ids=REVOKED)
def test_afterwards_nothing_opens_and_a_copy_from_before_still_does(two, database, tmp_path, how):
    """The honest half: whoever copied the database before, and has Ilse's passphrase, reads what she could read then."""
    two.send()
    sealed = bytes(Letter.objects.get().sealed)
    before = copied(database, tmp_path, "before")
    how(two)
    after = copied(database, tmp_path, "after")
    assert opens_from(after, two) == []
    assert sealed not in on_the_disk(database)
    assert sealed not in after.read_bytes()
    assert sealed in before.read_bytes()
    assert opens_from(before, two) == [BODY]


def test_after_the_reader_is_deleted_nothing_opens_and_the_writer_is_whole(two, database, tmp_path):
    two.send()
    before, book = copied(database, tmp_path, "before"), two.ana.book.read()
    from_ana = two.from_ana
    store.delete_book(two.ilse.book)
    after = copied(database, tmp_path, "after")
    with database_at(after), pytest.raises(locks.WrongKey):
        locks.open_with_passphrase("Ilse", PASSPHRASE)
    assert opens_from(before, two) == [BODY]
    assert two.ana.book.read() == book
    assert shares.standing(from_ana, is_here=True) == "gone"
    assert not Letter.objects.exists()


def test_after_the_writer_is_deleted_the_reader_is_whole(two):
    two.send()
    two.note()
    book, at_ilse = two.ilse.book.read(), two.at_ilse
    store.delete_book(two.ana.book)
    assert two.ilse.book.read() == book
    assert shares.standing(at_ilse, is_here=True) == "gone"
    assert not Letter.objects.exists()
    assert not Invitation.objects.exists()


def test_a_new_key_of_the_reader_opens_nothing_of_before(two):
    two.send()
    fresh = new_epoch(two.ilse.book, "new passphrase", " ".join(keys.new_words()))
    assert shares.received(fresh, two.at_ilse, "share") == ()
    assert shares.standing(two.from_ana, is_here=True) == "changed"
    with pytest.raises(NotTheirs):
        two.send()


def test_others_letters_stay_when_someone_takes_theirs_back(two, charlie):
    entry = invited(name="Charlie")
    code = shares.invite_by_code(two.ana.book, entry, NOW)
    shares.answer_code(charlie.book, code, NOW, answered())
    other = Two(two.ana, charlie, entry.id)
    two.send()
    other.send(b"For Charlie.")
    shares.take_back(two.ana.book, two.bond, [])
    assert two.read() == []
    assert other.read() == [b"For Charlie."]
