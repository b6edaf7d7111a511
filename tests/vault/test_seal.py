import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.vault.errors import Damaged, FutureVersion
from nearer.vault.seal import KEY, SALT, aad, bucket, digest, hkdf, pad, seal, unpad, unseal

ROOT = bytes(range(KEY))
HERE = aad("a" * 32, 1, "entry", "b" * 32)


@given(st.binary(max_size=3000))
def test_what_is_sealed_opens_to_the_same_bytes(plain):
    assert unseal(ROOT, HERE, seal(ROOT, HERE, plain)) == plain


def test_every_single_flipped_bit_of_a_sealed_row_is_rejected():
    sealed = seal(ROOT, HERE, b"a sentence nobody else may read")
    for position in range(len(sealed)):
        for bit in range(8):
            flipped = bytearray(sealed)
            flipped[position] ^= 1 << bit
            with pytest.raises((Damaged, FutureVersion)):
                unseal(ROOT, HERE, bytes(flipped))


@pytest.mark.parametrize("version", range(256))
def test_only_the_known_version_byte_opens(version):
    sealed = bytes([version]) + seal(ROOT, HERE, b"x")[1:]
    if version == 1:
        assert unseal(ROOT, HERE, sealed) == b"x"
    else:
        with pytest.raises(FutureVersion if version > 1 else Damaged):
            unseal(ROOT, HERE, sealed)


ELSEWHERE = {
    "another person": ("c" * 32, 1, "entry", "b" * 32),
    "another epoch": ("a" * 32, 2, "entry", "b" * 32),
    "another table": ("a" * 32, 1, "waiting", "b" * 32),
    "another row": ("a" * 32, 1, "entry", "d" * 32),
}


@pytest.mark.parametrize("elsewhere", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_row_opens_only_where_it_was_sealed(elsewhere):
    with pytest.raises(Damaged):
        unseal(ROOT, aad(*elsewhere), seal(ROOT, HERE, b"x"))


def test_another_key_does_not_open_it():
    with pytest.raises(Damaged):
        unseal(bytes(KEY), HERE, seal(ROOT, HERE, b"x"))


def test_every_missing_end_and_every_added_byte_is_rejected():
    sealed = seal(ROOT, HERE, b"x")
    for length in range(len(sealed)):
        with pytest.raises(Damaged):
            unseal(ROOT, HERE, sealed[:length])
    with pytest.raises(Damaged):
        unseal(ROOT, HERE, sealed + b"\0")


places = st.tuples(st.text(max_size=5), st.integers(0, 2**32 - 1), st.text(max_size=5), st.text(max_size=5))


@given(places, places)
def test_two_places_never_read_the_same(one, other):
    assert (aad(*one) == aad(*other)) == (one == other)


@given(st.integers(0, 2**20))
def test_a_stored_size_tells_only_a_power_of_two(size):
    padded = bucket(size)
    assert padded >= max(256, size + 4)
    assert padded.bit_count() == 1
    assert padded == 256 or padded < 2 * (size + 4)


def test_a_length_inside_the_seal_that_does_not_fit_is_damage():
    with pytest.raises(Damaged):
        unpad((300).to_bytes(4, "big") + bytes(252))
    assert unpad(pad(b"")) == b""


def test_the_same_words_are_never_sealed_alike():
    sealed = {seal(ROOT, HERE, b"x") for _ in range(2000)}
    assert len({row[1 : 1 + SALT] for row in sealed}) == 2000


def test_hkdf_is_the_one_of_rfc_5869():
    key, salt, info = b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA))
    assert hkdf(key, salt, info).hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_a_digest_tells_its_pieces_apart(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)
