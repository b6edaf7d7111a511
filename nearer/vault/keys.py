"""One random person key, and everything that is derived from it or leads to it."""

import os
import threading
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from mnemonic import Mnemonic

from nearer.vault.errors import Damaged, FutureVersion, WrongKey
from nearer.vault.seal import KEY, VERSION, hkdf, pad, unpad

HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
WORDS = 24


@dataclass(frozen=True, slots=True)
class Argon2:
    """Argon2id parameters, stored with each lock. Memory in KiB."""

    memory: int = 65536
    passes: int = 3
    lanes: int = 1

    def is_between(self, floor: "Argon2", ceiling: "Argon2") -> bool:
        """Whether these cost an attacker at least the floor, and this computer at most the ceiling."""
        memory = floor.memory <= self.memory <= ceiling.memory
        return memory and floor.passes <= self.passes <= ceiling.passes and self.lanes == floor.lanes


FLOOR = Argon2()
"""vault.md: 64 MiB, t=3, p=1. A lock below it is refused, so that a writer to the database cannot weaken one."""

CEILING = Argon2(memory=1024 * 1024, passes=20)
"""A lock above it is refused too, so that a writer to the database cannot stall the server with one."""

_at_most_two = threading.BoundedSemaphore(2)


def passphrase_key(passphrase: str, salt: bytes, cost: Argon2) -> bytes:
    """The lock key of a passphrase, NFKC-normalised so that every keyboard spells it alike. About 0.3 s and 64 MiB."""
    with _at_most_two:
        kdf = Argon2id(salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
        return kdf.derive(unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass"))


def new_words() -> tuple[str, ...]:
    """24 recovery words (BIP-39, 256 bits and a checksum)."""
    return tuple(Mnemonic("english").generate(WORDS * 32 // 3).split())


def words_key(words: str, salt: bytes) -> bytes:
    """The lock key of the recovery words, however they are spaced or capitalised. Raises WrongKey if they cannot be right.

    The words carry 256 random bits, so no slow hash is needed.
    """
    mnemonic = Mnemonic("english")
    tidy = " ".join(unicodedata.normalize("NFKD", words).lower().split())
    if len(tidy.split()) != WORDS or not mnemonic.check(tidy):
        raise WrongKey
    return hkdf(bytes(mnemonic.to_entropy(tidy)), salt, b"nearer words")


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What a person key unlocks. Never printed, never stored."""

    person_key: bytes
    entries: bytes
    files: bytes
    receive: X25519PrivateKey
    sign: Ed25519PrivateKey

    @property
    def receive_public(self) -> bytes:
        """The 32 public bytes that others (and this person's own locked pages) seal to."""
        return self.receive.public_key().public_bytes_raw()

    @property
    def sign_public(self) -> bytes:
        """The 32 public bytes that verify this person's signatures."""
        return self.sign.public_key().public_bytes_raw()


def new_person_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY)


def keys(person_key: bytes) -> Keys:
    """Derive every labelled key from the person key."""
    return Keys(
        person_key,
        hkdf(person_key, b"", b"nearer entries"),
        hkdf(person_key, b"", b"nearer files"),
        X25519PrivateKey.from_private_bytes(hkdf(person_key, b"", b"nearer receive")),
        Ed25519PrivateKey.from_private_bytes(hkdf(person_key, b"", b"nearer sign")),
    )


def seal_to(public: bytes, where: bytes, plaintext: bytes) -> bytes:
    """Seal to someone's public key (HPKE, RFC 9180): written without being able to read.

    Raises Damaged if these bytes are no public key.
    """
    try:
        sealed = HPKE.encrypt(pad(plaintext), X25519PublicKey.from_public_bytes(public), info=where)
    except ValueError as wrong:
        raise Damaged("public key") from wrong
    return bytes([VERSION]) + sealed


def unseal_from(own: Keys, where: bytes, sealed: bytes) -> bytes:
    """Open what was sealed to the person's public key. Raises Damaged, or FutureVersion for a newer format."""
    if sealed[:1] > bytes([VERSION]):
        raise FutureVersion
    if sealed[:1] != bytes([VERSION]):
        raise Damaged("version")
    try:
        return unpad(HPKE.decrypt(sealed[1:], own.receive, info=where))
    except (InvalidTag, ValueError) as wrong:
        raise Damaged("seal") from wrong
