"""Locks: ways to the person key. Opening one is the sign-in; there is no second password hash to steal.

At every opening the own public keys are derived again. Others in the row are put right at once, rather than keep the
person out, and ``Person.public_keys_mended`` says so: pages written while locked may have gone to whoever put them there.
"""

import os
import secrets
import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from hmac import compare_digest

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from nearer.vault import keys as k
from nearer.vault.errors import Damaged, LateWriter, NameTaken, WrongKey
from nearer.vault.models import Lock, Person
from nearer.vault.names import name_key
from nearer.vault.seal import SALT, ZERO_NONCE, digest, hkdf, lock_place
from nearer.vault.store import scrub

Kind = Lock.Kind
UNFINISHED_LASTS = timedelta(hours=24)
_NOBODY_SALT = bytes(SALT)


def begin_person(now: datetime) -> tuple[Person, bytes, str]:
    """Start a book before there is any passphrase: (person, person key, cookie token that alone opens it for 24 hours)."""
    person_key = k.new_person_key()
    own = k.keys(person_key)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        person = Person.objects.create(
            id=uuid.uuid4().hex, receive_public=own.receive_public, sign_public=own.sign_public
        )
        put_cookie_lock(person, person_key, token, now)
    return person, person_key, token


def put_cookie_lock(person: Person, person_key: bytes, token: str, now: datetime) -> None:
    """A lock that only this browser's cookie opens, and only until it expires."""
    salt = os.urandom(SALT)
    lock_key = hkdf(token.encode(), salt, b"nearer cookie")
    _put(
        person,
        Kind.COOKIE,
        lock_key,
        salt,
        "",
        person_key,
        found_by=cookie_found_by(token),
        expires=now + UNFINISHED_LASTS,
    )


def put_passphrase_lock(person: Person, person_key: bytes, passphrase: str) -> None:
    """Set or change the passphrase: the one key is wrapped anew. Raises LateWriter if the book was re-keyed meanwhile."""
    salt = os.urandom(SALT)
    lock_key = k.passphrase_key(passphrase, salt, k.FLOOR)
    _put(person, Kind.PASSPHRASE, lock_key, salt, _cost_text(k.FLOOR), person_key)


def put_words_lock(person: Person, person_key: bytes, words: str) -> None:
    """Set or change the recovery words. Raises WrongKey if they are none, LateWriter if the book was re-keyed meanwhile."""
    salt = os.urandom(SALT)
    _put(person, Kind.WORDS, k.words_key(words, salt), salt, "", person_key)


def name_person(person: Person, name: str) -> None:
    """Give the book its login name. Raises NameTaken."""
    before = person.name, person.name_key
    person.name, person.name_key = name.strip(), name_key(name)
    try:
        with transaction.atomic():
            person.save(update_fields=["name", "name_key"])
    except IntegrityError as taken:
        person.name, person.name_key = before
        raise NameTaken from taken


def finish_sitting(person: Person, person_key: bytes, name: str, passphrase: str) -> None:
    """End a first sitting: name and passphrase are set and the cookie's lock goes, all of it or nothing. Raises NameTaken."""
    with transaction.atomic():
        name_person(person, name)
        put_passphrase_lock(person, person_key, passphrase)
        Lock.objects.filter(person=person, kind=Kind.COOKIE).delete()
        transaction.on_commit(scrub)


def open_with_passphrase(name: str, passphrase: str) -> tuple[Person, bytes]:
    """The person and their key. Raises WrongKey, after the same work, for an unknown name and for a wrong passphrase."""
    lock = Lock.objects.select_related("person").filter(person__name_key=name_key(name), kind=Kind.PASSPHRASE).first()
    if lock is None:
        k.passphrase_key(passphrase, _NOBODY_SALT, k.FLOOR)
        raise WrongKey
    check(lock)
    return _opened(lock, k.passphrase_key(passphrase, bytes(lock.salt), _cost(lock)))


def open_with_words(name: str, words: str) -> tuple[Person, bytes]:
    """The person and their key. Raises WrongKey."""
    lock = Lock.objects.select_related("person").filter(person__name_key=name_key(name), kind=Kind.WORDS).first()
    if lock is None:
        k.words_key(words, _NOBODY_SALT)
        raise WrongKey
    check(lock)
    return _opened(lock, k.words_key(words, bytes(lock.salt)))


def open_with_cookie(token: str, now: datetime) -> tuple[Person, bytes]:
    """The person of an unfinished first sitting and their key. Raises WrongKey once it is over or expired."""
    lock = Lock.objects.select_related("person").filter(found_by=cookie_found_by(token), kind=Kind.COOKIE).first()
    if lock is None or lock.expires is None or lock.expires <= now:
        raise WrongKey
    check(lock)
    return _opened(lock, hkdf(token.encode(), bytes(lock.salt), b"nearer cookie"))


def forget_unfinished(now: datetime) -> int:
    """Really remove first sittings that were not finished within 24 hours; how many."""
    expired = Person.objects.filter(name_key=None, locks__kind=Kind.COOKIE, locks__expires__lte=now)
    _, gone = expired.delete()
    if gone:
        scrub()
    return gone.get(Person._meta.label, 0)


def check(lock: Lock) -> None:
    """Raise Damaged if a lock was changed, is of another epoch, or costs too little or too much to open. Needs no key."""
    if lock.epoch != lock.person.epoch or not compare_digest(bytes(lock.digest), _digest(lock)):
        raise Damaged("lock")
    if lock.kind == Kind.PASSPHRASE:
        _cost(lock)


def cookie_found_by(token: str) -> str:
    """What a cookie is found by in the database: a hash, so that a stolen row is no cookie."""
    return hkdf(token.encode(errors="surrogatepass"), b"", b"nearer found by").hex()


def _cost_text(cost: k.Argon2) -> str:
    return msgspec.json.encode({"kdf": "argon2id", **asdict(cost)}).decode()


def _cost(lock: Lock) -> k.Argon2:
    try:
        cost = msgspec.json.decode(lock.cost, type=k.Argon2)
    except msgspec.MsgspecError as wrong:
        raise Damaged("kdf") from wrong
    if not cost.is_between(k.FLOOR, k.CEILING):
        raise Damaged("kdf")
    return cost


def _where(lock: Lock) -> bytes:
    return lock_place(lock.person_id, lock.epoch, lock.kind, lock.cost, lock.id)


def _digest(lock: Lock) -> bytes:
    return digest(_where(lock), bytes(lock.salt), bytes(lock.commitment), bytes(lock.wrapped))


def _put(
    person: Person,
    kind: Lock.Kind,
    lock_key: bytes,
    salt: bytes,
    cost: str,
    person_key: bytes,
    found_by: str | None = None,
    expires: datetime | None = None,
) -> None:
    lock = Lock(
        id=uuid.uuid4().hex,
        person=person,
        kind=kind,
        cost=cost,
        salt=salt,
        epoch=person.epoch,
        found_by=found_by,
        expires=expires,
    )
    where = _where(lock)
    lock.commitment = hkdf(lock_key, salt, b"commit" + where)
    lock.wrapped = AESGCM(hkdf(lock_key, salt, b"wrap" + where)).encrypt(ZERO_NONCE, person_key, where)
    lock.digest = _digest(lock)
    with transaction.atomic():
        _check_is_key_of(person, person_key)
        replaced, _ = Lock.objects.filter(person=person, kind=kind).delete()
        lock.save(force_insert=True)
        if replaced:
            transaction.on_commit(scrub)


def _check_is_key_of(person: Person, person_key: bytes) -> None:
    """A lock put by a late writer would lead to the key of before a new epoch, and so to nothing."""
    public = k.keys(person_key).receive_public
    same = Person.objects.select_for_update().filter(id=person.id, epoch=person.epoch, receive_public=public)
    if not same.exists():
        raise LateWriter


def _opened(lock: Lock, lock_key: bytes) -> tuple[Person, bytes]:
    person_key = _unwrap(lock, lock_key)
    _mend_public_keys(lock.person, k.keys(person_key))
    return lock.person, person_key


def _mend_public_keys(person: Person, own: k.Keys) -> None:
    """A writer to the database could have put other public keys in, so as to read what is written while locked."""
    if (bytes(person.receive_public), bytes(person.sign_public)) == (own.receive_public, own.sign_public):
        return
    person.receive_public, person.sign_public = own.receive_public, own.sign_public
    same_epoch = Person.objects.filter(id=person.id, epoch=person.epoch)
    same_epoch.update(receive_public=own.receive_public, sign_public=own.sign_public)
    person.public_keys_mended = True


def _unwrap(lock: Lock, lock_key: bytes) -> bytes:
    where, salt = _where(lock), bytes(lock.salt)
    if not compare_digest(bytes(lock.commitment), hkdf(lock_key, salt, b"commit" + where)):
        raise WrongKey
    try:
        return AESGCM(hkdf(lock_key, salt, b"wrap" + where)).decrypt(ZERO_NONCE, bytes(lock.wrapped), where)
    except InvalidTag as wrong:
        raise Damaged("lock") from wrong
