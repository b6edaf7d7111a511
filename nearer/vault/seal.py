"""Seal bytes so that only the holder of a key can read them, and only in the place they were sealed for.

sealed = version (1) | salt (32) | AES-256-GCM(one-use key, zero nonce, padded plaintext, aad)
one-use key = HKDF-SHA256(root key, salt=salt, info=aad)

A fresh random salt makes the key fresh, so the fixed nonce is never used twice under one key (as in age). The plaintext
is padded to fixed buckets, so that a stored length says only roughly how much was written. docs/sealed-format.md has it
byte by byte.
"""

import hashlib
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nearer.vault.errors import Damaged, FutureVersion

APP = b"nearer"
VERSION = 1
KEY = 32
SALT = 32
TAG = 16
SHORTEST = 1 + SALT + TAG
ZERO_NONCE = bytes(12)
SMALLEST_BUCKET = 256
DIGEST = 16
SHA256 = hashes.SHA256()


def aad(person: str, epoch: int, table: str, row: str) -> bytes:
    """Where a sealed value belongs: app, version, person, epoch, table and row, each with its length before it."""
    last = row.encode()
    return _before_row(person, epoch, table, len(last)) + last


@lru_cache(maxsize=64)
def _before_row(person: str, epoch: int, table: str, length: int) -> bytes:
    before = pieces(APP, bytes([VERSION]), person.encode(), epoch.to_bytes(4, "big"), table.encode())
    return before + length.to_bytes(2, "big")


def pieces(*said: bytes) -> bytes:
    """Pieces of bytes, each with its length before it in 2 bytes, so that none can run into the next."""
    return b"".join(len(piece).to_bytes(2, "big") + piece for piece in said)


def lock_place(person: str, epoch: int, kind: str, cost: str, row: str) -> bytes:
    """Where a lock belongs: its kind and what opening it costs are part of the place."""
    return aad(person, epoch, f"lock {kind} {cost}", row)


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """32 bytes of HKDF-SHA256 (RFC 5869)."""
    return HKDF(SHA256, KEY, salt, info).derive(key)


def bucket(size: int) -> int:
    """The padded size for a plaintext: the next power of two from 256 that holds it and its 4-byte length."""
    padded = SMALLEST_BUCKET
    while padded < size + 4:
        padded *= 2
    return padded


def pad(plaintext: bytes) -> bytes:
    """Length (4 bytes, big-endian), the plaintext, zeros up to its bucket."""
    return (len(plaintext).to_bytes(4, "big") + plaintext).ljust(bucket(len(plaintext)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The plaintext inside padded bytes. Raises Damaged if the length does not fit."""
    size = int.from_bytes(padded[:4], "big")
    if size + 4 > len(padded):
        raise Damaged("length")
    return padded[4 : 4 + size]


def seal(root: bytes, where: bytes, plaintext: bytes) -> bytes:
    """Seal plaintext under a root key for one place (see ``aad``)."""
    salt = os.urandom(SALT)
    one_use = hkdf(root, salt, where)
    return bytes([VERSION]) + salt + AESGCM(one_use).encrypt(ZERO_NONCE, pad(plaintext), where)


def unseal(root: bytes, where: bytes, sealed: bytes) -> bytes:
    """The plaintext. Raises FutureVersion for a newer format, Damaged for anything else that does not open."""
    if len(sealed) < SHORTEST:
        raise Damaged("too short")
    if sealed[0] != VERSION:
        raise FutureVersion if sealed[0] > VERSION else Damaged("version")
    one_use = hkdf(root, sealed[1 : 1 + SALT], where)
    try:
        return unpad(AESGCM(one_use).decrypt(ZERO_NONCE, sealed[1 + SALT :], where))
    except InvalidTag as wrong:
        raise Damaged("seal") from wrong


def digest(*pieces: bytes) -> bytes:
    """A plain 16-byte digest over stored bytes: tells bit rot from a wrong key without any key."""
    body = b"".join(len(piece).to_bytes(4, "big") + piece for piece in pieces)
    return hashlib.blake2b(body, digest_size=DIGEST).digest()
