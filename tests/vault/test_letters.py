"""What two people hand each other, as bytes: opens between the two that compared, and nowhere else."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.vault import keys, letters
from nearer.vault.errors import Damaged, FutureVersion, NotTheirs
from nearer.vault.letters import Bond, own_card

ANA, ILSE, MALLORY = (keys.keys(bytes([n]) * 32) for n in (1, 2, 3))
ANAS, ILSES, MALLORYS = (f"{n}" * 32 for n in (1, 2, 3))
BOND, OTHER_BOND, LETTER = "a" * 32, "b" * 32, "c" * 32
FROM_ANA = Bond(BOND, own_card(ANAS, ANA), own_card(ILSES, ILSE))
AT_ILSE = Bond(BOND, own_card(ILSES, ILSE), own_card(ANAS, ANA))
BODY = b"The report, as it was chosen."


def a_letter(kind="share", body=BODY):
    return letters.write_letter(ANA, FROM_ANA, kind, LETTER, body)


def test_a_letter_opens_for_the_one_it_is_for():
    assert letters.read_letter(ILSE, AT_ILSE, "share", a_letter()) == BODY
    assert (letters.bond_of(a_letter()), letters.letter_id(a_letter())) == (BOND, LETTER)


def test_nobody_else_opens_it_and_not_even_its_writer():
    stranger = replace(AT_ILSE, own=own_card(MALLORYS, MALLORY))
    for who, bond in ((MALLORY, AT_ILSE), (MALLORY, stranger), (ANA, FROM_ANA), (ANA, AT_ILSE)):
        with pytest.raises(Damaged):
            letters.read_letter(who, bond, "share", a_letter())


def test_a_letter_that_someone_else_signed_is_refused():
    """Mallory knows every public key and seals to Ilse as if she were Ana."""
    as_ana = replace(FROM_ANA, own=own_card(ANAS, ANA))
    forged = letters.write_letter(MALLORY, as_ana, "share", LETTER, BODY)
    with pytest.raises(NotTheirs):
        letters.read_letter(ILSE, AT_ILSE, "share", forged)


def test_ilse_cannot_pass_a_letter_on_as_if_it_had_been_written_to_another():
    """The signature is over both cards, so what was signed for Ilse says nothing to Mallory."""
    where = letters._between(BOND, "share", LETTER, FROM_ANA.own, FROM_ANA.other)
    signed = keys.unseal_from(ILSE, where, a_letter()[letters.HEAD + letters.ID :])
    to_mallory = letters._between(BOND, "share", LETTER, FROM_ANA.own, own_card(MALLORYS, MALLORY))
    passed_on = a_letter()[: letters.HEAD + letters.ID] + keys.seal_to(MALLORY.receive_public, to_mallory, signed)
    with pytest.raises(NotTheirs):
        letters.read_letter(MALLORY, replace(AT_ILSE, own=own_card(MALLORYS, MALLORY)), "share", passed_on)


def test_a_letter_is_of_one_kind_and_one_bond():
    with pytest.raises(Damaged):
        letters.read_letter(ILSE, AT_ILSE, "note", a_letter())
    with pytest.raises(NotTheirs):
        letters.read_letter(ILSE, replace(AT_ILSE, id=OTHER_BOND), "share", a_letter())


def test_every_changed_bit_is_refused():
    whole = a_letter()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        with pytest.raises((Damaged, NotTheirs, FutureVersion)):
            letters.read_letter(ILSE, AT_ILSE, "share", bytes(changed))


def test_every_truncation_is_refused():
    whole = a_letter()
    for length in range(len(whole)):
        with pytest.raises((Damaged, NotTheirs, FutureVersion)):
            letters.read_letter(ILSE, AT_ILSE, "share", whole[:length])
    with pytest.raises(Damaged):
        letters.read_letter(ILSE, AT_ILSE, "share", whole + b"\0")


@given(st.binary(max_size=3000))
def test_nonsense_is_refused_with_a_sentence(data):
    for read in (letters.read_invitation, lambda d: letters.read_letter(ILSE, AT_ILSE, "share", d), letters.bond_of):
        with pytest.raises((Damaged, NotTheirs, FutureVersion)):
            read(data)


@given(st.binary(max_size=5000))
@settings(max_examples=30)
def test_any_body_comes_back_and_its_length_is_hidden_in_a_bucket(body):
    sealed = a_letter(body=body)
    assert letters.read_letter(ILSE, AT_ILSE, "share", sealed) == body
    assert len(sealed) in {letters.HEAD + letters.ID + 1 + 32 + 16 + 2**n for n in range(8, 14)}


def test_a_body_beyond_the_bound_is_not_sealed():
    with pytest.raises(Damaged):
        a_letter(body=bytes(letters.LONGEST + 1))


def test_an_invitation_and_its_answer_carry_both_cards():
    invitation = letters.write_invitation(ANA, ANAS, BOND)
    assert letters.read_invitation(invitation) == (BOND, own_card(ANAS, ANA))
    answer = letters.write_answer(ILSE, ILSES, *letters.read_invitation(invitation))
    assert letters.read_answer(answer, own_card(ANAS, ANA), BOND) == own_card(ILSES, ILSE)


def test_an_answer_to_another_invitation_is_refused():
    answer = letters.write_answer(ILSE, ILSES, BOND, own_card(ANAS, ANA))
    for own, bond in ((own_card(ANAS, ANA), OTHER_BOND), (own_card(MALLORYS, MALLORY), BOND)):
        with pytest.raises(NotTheirs):
            letters.read_answer(answer, own, bond)


MADE = (letters.write_invitation(ANA, ANAS, BOND), letters.write_answer(ILSE, ILSES, BOND, own_card(ANAS, ANA)))


@pytest.mark.parametrize("made", MADE, ids=["invitation", "answer"])
def test_every_changed_bit_of_an_invitation_and_an_answer_is_refused(made):
    for place in range(len(made)):
        changed = bytearray(made)
        changed[place] ^= 1 << place % 8
        for read in (letters.read_invitation, lambda d: letters.read_answer(d, own_card(ANAS, ANA), BOND)):
            with pytest.raises((Damaged, NotTheirs, FutureVersion)):
                read(bytes(changed))


def test_a_newer_format_is_said_to_be_newer():
    newer = bytearray(a_letter())
    newer[6] = 9
    with pytest.raises(FutureVersion):
        letters.bond_of(bytes(newer))


def test_both_see_the_same_eight_words_and_any_other_key_gives_others():
    anas, ilses = own_card(ANAS, ANA), own_card(ILSES, ILSE)
    words = letters.fingerprint(BOND, anas, ilses)
    listed = set(keys.Mnemonic("english").wordlist)
    assert len(words) == 8
    assert set(words) <= listed
    others = [
        letters.fingerprint(OTHER_BOND, anas, ilses),
        letters.fingerprint(BOND, ilses, anas),
        letters.fingerprint(BOND, anas, replace(ilses, sign=MALLORY.sign_public)),
        letters.fingerprint(BOND, replace(anas, receive=MALLORY.receive_public), ilses),
    ]
    assert all(words != other for other in others)
    assert len({*others, words}) == 5


def test_the_words_cost_as_much_as_a_passphrase():
    """Looking for two pairs of keys with the same 88 bits takes 2 to the 44 tries; each costs 64 MiB and three passes."""
    assert letters.STRETCH.is_between(keys.FLOOR.__class__(), keys.CEILING)


def test_ids_are_of_the_length_that_the_bytes_have_room_for():
    assert len(bytes.fromhex(uuid.uuid4().hex)) == letters.ID
