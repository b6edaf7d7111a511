"""A sealed archive: a whole book in one file, under a passphrase of its own, to be opened on any computer.

header: "nearer archive" | version (1 byte) | memory, passes, lanes (4 each) | salt (32) | commitment (32) | digest (16)
then chunks of 16 KiB, each AES-256-GCM under one key: nonce = number of the chunk (11) | 1 for the last one, else 0;
aad = the whole header. Inside: length (8) | the document (see ``canonical``) | length (8) | what lies beside it (see
``beside``) | zeros up to a whole chunk. Version 1 has nothing beside the document.

Cutting, swapping or adding chunks changes a nonce that then opens nothing. docs/sealed-format.md has it byte by byte.
"""

import os
import struct
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nearer.domain.own_words import MOST as MOST_WORDS
from nearer.vault import keys as k
from nearer.vault.canonical import MOST_BYTES
from nearer.vault.errors import Damaged, FutureVersion, NotAnArchive, WrongKey
from nearer.vault.seal import DIGEST, KEY, SALT, TAG, digest, hkdf

MAGIC = b"nearer archive"
VERSION, FIRST_VERSION = 2, 1
COST = struct.Struct(">III")
PLACE = len(MAGIC) + 1 + COST.size
HEADER = PLACE + SALT + KEY + DIGEST
CHUNK = 16 * 1024
SEALED_CHUNK = CHUNK + TAG
LENGTH = 8
MOST = HEADER + ((MOST_BYTES + MOST_WORDS) // CHUNK + 2) * SEALED_CHUNK
"""Bytes of the largest archive that is looked at."""
CEILING = k.Argon2(memory=128 * 1024, passes=10)
"""An archive that costs more to open is refused: it comes from anywhere, and must not stall the computer."""


def seal_archive(document: bytes, passphrase: str, beside: bytes = b"") -> bytes:
    """The archive of a document, and of what lies beside it, under a passphrase."""
    cost, salt = k.FLOOR, os.urandom(SALT)
    place = MAGIC + bytes([VERSION]) + COST.pack(cost.memory, cost.passes, cost.lanes)
    lock_key = k.passphrase_key(passphrase, salt, cost)
    header = place + salt + hkdf(lock_key, salt, b"commit" + place)
    header += digest(header)
    cipher = AESGCM(hkdf(lock_key, salt, b"archive" + place))
    plain = together(document, beside)
    count = -(-len(plain) // CHUNK)
    plain = plain.ljust(count * CHUNK, b"\0")
    sealed = (
        cipher.encrypt(_nonce(number, count), plain[number * CHUNK : (number + 1) * CHUNK], header)
        for number in range(count)
    )
    return header + b"".join(sealed)


def open_archive(archive: bytes, passphrase: str) -> tuple[bytes, bytes]:
    """The document inside, and what lies beside it. Nothing is given out before all of it has been proved whole.

    Raises NotAnArchive for any other file, FutureVersion for a newer one, Damaged where bytes were changed, lost or added,
    WrongKey where only the passphrase is not this one.
    """
    if not is_archive(archive):
        raise NotAnArchive
    if len(archive) > len(MAGIC) and archive[len(MAGIC)] > VERSION:
        raise FutureVersion
    count, rest = divmod(len(archive) - HEADER, SEALED_CHUNK)
    if rest or count < 1 or len(archive) > MOST:
        raise Damaged("length")
    header = archive[:HEADER]
    lock_key, salt, place = _lock_key(header, passphrase)
    cipher = AESGCM(hkdf(lock_key, salt, b"archive" + place))
    chunks = (archive[HEADER + n * SEALED_CHUNK : HEADER + (n + 1) * SEALED_CHUNK] for n in range(count))
    try:
        plain = b"".join(cipher.decrypt(_nonce(n, count), chunk, header) for n, chunk in enumerate(chunks))
    except InvalidTag as wrong:
        raise Damaged("seal") from wrong
    document, after = _first(plain)
    beside, after = _first(after) if header[len(MAGIC)] > FIRST_VERSION else (b"", after)
    if len(after) >= CHUNK:
        raise Damaged("length")
    return document, beside


def together(document: bytes, beside: bytes) -> bytes:
    """A document and what lies beside it, each with its length before it."""
    return b"".join(len(part).to_bytes(LENGTH, "big") + part for part in (document, beside))


def apart(plain: bytes) -> tuple[bytes, bytes]:
    """What was put together. Raises Damaged where the lengths do not fit."""
    document, rest = _first(plain)
    return document, _first(rest)[0]


def _first(plain: bytes) -> tuple[bytes, bytes]:
    size = int.from_bytes(plain[:LENGTH], "big")
    if size + LENGTH > len(plain):
        raise Damaged("length")
    return plain[LENGTH : LENGTH + size], plain[LENGTH + size :]


def is_archive(data: bytes) -> bool:
    """Whether this begins as an archive does."""
    return data.startswith(MAGIC)


def _lock_key(header: bytes, passphrase: str) -> tuple[bytes, bytes, bytes]:
    """The key that the passphrase gives, the salt and the place. Nothing is paid for before the header is whole."""
    place, salt = header[:PLACE], header[PLACE : PLACE + SALT]
    commitment, stored = header[PLACE + SALT : -DIGEST], header[-DIGEST:]
    if not compare_digest(digest(header[:-DIGEST]), stored) or not FIRST_VERSION <= place[len(MAGIC)] <= VERSION:
        raise Damaged("header")
    cost = k.Argon2(*COST.unpack(place[-COST.size :]))
    if not cost.is_between(k.FLOOR, CEILING):
        raise Damaged("kdf")
    lock_key = k.passphrase_key(passphrase, salt, cost)
    if not compare_digest(commitment, hkdf(lock_key, salt, b"commit" + place)):
        raise WrongKey
    return lock_key, salt, place


def _nonce(number: int, count: int) -> bytes:
    return number.to_bytes(11, "big") + bytes([number == count - 1])
