"""What two people hand each other: an invitation, its answer, and letters sealed to one and signed by the other.

The same bytes lie in a row of a shared server and in a file between two computers. docs/sealed-format.md has them byte by
byte. Nothing here is trusted for being there: an invitation and its answer hold only public keys, which both people compare
by eight words, and a letter opens only between the two cards that were compared.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from mnemonic import Mnemonic

from nearer.vault.errors import Damaged, FutureVersion, NotTheirs
from nearer.vault.keys import Argon2, Keys, seal_to, unseal_from
from nearer.vault.seal import APP, VERSION, pieces

LetterKind = Literal["share", "note", "leave"]

ID, KEY, SIGNATURE = 16, 32, 64
CARD = ID + 2 * KEY
INVITATION, ANSWER, LETTER = b"I", b"A", b"L"
HEAD = len(APP) + 2 + ID
LONGEST = 1024 * 1024
"""Bytes of a letter's body: a report of ten years is smaller, and whoever sends more wants to fill a disk."""

LONGEST_FILE = LONGEST + 4096
SMALLEST_LETTER = HEAD + ID + 1 + KEY + 256 + 16

WORDS = 8
STRETCH = Argon2()
"""The eight words carry 88 bits. Someone in the middle could look for two pairs of keys with the same words, which takes
the square root of that; so each try costs them what a try at a passphrase costs."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a person is known by: their id and both public keys."""

    person: str
    receive: bytes
    sign: bytes

    def __bytes__(self) -> bytes:
        return bytes.fromhex(self.person) + self.receive + self.sign

    @property
    def hex(self) -> str:
        """As it stands in an entry."""
        return bytes(self).hex()


@dataclass(frozen=True, slots=True)
class Bond:
    """Two people who compared their cards: which bond, the own card and the other's."""

    id: str
    own: Card
    other: Card


def own_card(person: str, own: Keys) -> Card:
    """One's own card, derived from the keys, never from what stands in the database."""
    return Card(person, own.receive_public, own.sign_public)


def card_in(said: str | bytes) -> Card:
    """The card in these bytes, or in hexadecimal. Raises Damaged."""
    try:
        raw = bytes.fromhex(said) if isinstance(said, str) else said
    except ValueError as wrong:
        raise Damaged("card") from wrong
    if len(raw) != CARD:
        raise Damaged("card")
    return Card(raw[:ID].hex(), raw[ID : ID + KEY], raw[ID + KEY :])


@lru_cache(maxsize=64)
def fingerprint(bond: str, inviting: Card, answering: Card) -> tuple[str, ...]:
    """Eight words over both people's keys, of the list that recovery words are from. About 0.3 s, as a passphrase."""
    said = pieces(APP, b"fingerprint", bytes.fromhex(bond), bytes(inviting), bytes(answering))
    salt = b"nearer words of " + bytes.fromhex(bond)
    kdf = Argon2id(salt=salt, length=11, iterations=STRETCH.passes, lanes=STRETCH.lanes, memory_cost=STRETCH.memory)
    bits = int.from_bytes(kdf.derive(said), "big")
    listed = Mnemonic("english").wordlist
    return tuple(listed[bits >> 11 * place & 2047] for place in reversed(range(WORDS)))


def write_invitation(own: Keys, person: str, bond: str) -> bytes:
    """An invitation: my card, signed."""
    return _signed(own, _head(INVITATION, bond) + bytes(own_card(person, own)))


def read_invitation(data: bytes) -> tuple[str, Card]:
    """The bond and whose invitation it is. Raises Damaged or FutureVersion."""
    body = _verified(data, INVITATION, CARD, CARD)
    return _bond(data), card_in(body)


def write_answer(own: Keys, person: str, bond: str, inviting: Card) -> bytes:
    """The answer to an invitation: my card beside the one it answers, signed."""
    return _signed(own, _head(ANSWER, bond) + bytes(inviting) + bytes(own_card(person, own)))


def read_answer(data: bytes, own: Card, bond: str) -> Card:
    """Who answered my invitation. Raises NotTheirs where it answers another one, Damaged or FutureVersion."""
    body = _verified(data, ANSWER, 2 * CARD, CARD)
    if _bond(data) != bond or card_in(body[:CARD]) != own:
        raise NotTheirs
    return card_in(body[CARD:])


def write_letter(own: Keys, bond: Bond, kind: LetterKind, letter: str, body: bytes) -> bytes:
    """Seal a body to the other's compared key, signed with one's own. Raises Damaged for one that is too long."""
    if len(body) > LONGEST:
        raise Damaged("too long")
    where = _between(bond.id, kind, letter, bond.own, bond.other)
    signed = own.sign.sign(where + body) + body
    return _head(LETTER, bond.id) + bytes.fromhex(letter) + seal_to(bond.other.receive, where, signed)


def read_letter(own: Keys, bond: Bond, kind: LetterKind, data: bytes) -> bytes:
    """The body of a letter to me. Raises Damaged where it does not open, NotTheirs where someone else signed it."""
    _check_head(data, LETTER)
    if not SMALLEST_LETTER <= len(data) <= LONGEST_FILE * 2:
        raise Damaged("length")
    if _bond(data) != bond.id:
        raise NotTheirs
    where = _between(bond.id, kind, letter_id(data), bond.other, bond.own)
    signed = unseal_from(own, where, data[HEAD + ID :])
    signature, body = signed[:SIGNATURE], signed[SIGNATURE:]
    _check_signature(bond.other.sign, signature, where + body)
    return body


def bond_of(data: bytes) -> str:
    """Which bond a letter belongs to. Raises Damaged or FutureVersion."""
    _check_head(data, LETTER)
    return _bond(data)


def letter_id(data: bytes) -> str:
    """The letter's own id."""
    return data[HEAD : HEAD + ID].hex()


def _between(bond: str, kind: LetterKind, letter: str, sender: Card, recipient: Card) -> bytes:
    ids = bytes.fromhex(bond), kind.encode(), bytes.fromhex(letter)
    return pieces(APP, bytes([VERSION]), b"letter", *ids, bytes(sender), bytes(recipient))


def _head(kind: bytes, bond: str) -> bytes:
    return APP + bytes([VERSION]) + kind + bytes.fromhex(bond)


def _bond(data: bytes) -> str:
    return data[HEAD - ID : HEAD].hex()


def _signed(own: Keys, said: bytes) -> bytes:
    return said + own.sign.sign(said)


def _verified(data: bytes, kind: bytes, length: int, signer: int) -> bytes:
    """What stands between head and signature; the card in its last ``signer`` bytes signed it."""
    _check_head(data, kind)
    if len(data) != HEAD + length + SIGNATURE:
        raise Damaged("length")
    body = data[HEAD:-SIGNATURE]
    try:
        _check_signature(card_in(body[-signer:]).sign, data[-SIGNATURE:], data[:-SIGNATURE])
    except NotTheirs as changed:
        raise Damaged("signature") from changed
    return body


def _check_head(data: bytes, kind: bytes) -> None:
    if data[: len(APP)] != APP or len(data) < HEAD + ID:
        raise Damaged("no letter")
    if data[len(APP)] > VERSION:
        raise FutureVersion
    if data[len(APP)] != VERSION or data[len(APP) + 1 : len(APP) + 2] != kind:
        raise Damaged("another kind of file")


def _check_signature(public: bytes, signature: bytes, said: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError) as wrong:
        raise NotTheirs from wrong
