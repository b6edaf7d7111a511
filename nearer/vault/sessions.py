"""Sessions: an opened book stays open for a while, and its key never rests on disk.

The row holds the person key wrapped under HKDF(cookie token, boot secret). The boot secret is made when the server starts
and lives in memory only (worker processes inherit it by fork), so a copied disk with its cookie jar opens nothing.
"""

import os
import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet

from nearer.vault import keys as k
from nearer.vault.errors import Damaged, FutureVersion, Locked
from nearer.vault.locks import cookie_found_by
from nearer.vault.models import Person, Session
from nearer.vault.seal import KEY, aad, hkdf, seal, unseal
from nearer.vault.store import OpenBook

IDLE_MINUTES = 20
IDLE_SHARED = 5
"""Where others use the computer too, an open book closes sooner."""
IDLE_CHOICES = (2, 5, 10, 20, 45)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=15)
GRACE = timedelta(seconds=90)
"""The visible page locks itself first and seals what was typed; it tells of a touch once a minute, so the server follows."""
CLOCK_SLACK = timedelta(seconds=5)
"""A clock corrected by a few seconds is no reason to lock; one set back further is."""

_boot_secret = os.urandom(KEY)

when_over: list[Callable[[Collection[str]], None]] = []
"""Told which sessions are over (by what they are found by), so that what lies in memory for them goes in that moment."""


def restart() -> None:
    """Begin as a fresh server does: a new boot secret, and every session row gone."""
    global _boot_secret
    _boot_secret = os.urandom(KEY)
    _end(Session.objects.all())


def open_session(person: Person, person_key: bytes, now: datetime, idle_minutes: int = IDLE_MINUTES) -> str:
    """Keep a book open for one browser; the cookie token that leads back to it."""
    forget_expired(now)
    token = secrets.token_urlsafe(32)
    found_by = cookie_found_by(token)
    Session.objects.create(
        found_by=found_by,
        person=person,
        epoch=person.epoch,
        wrapped=seal(_wrapping(token), aad(person.id, person.epoch, "session", found_by), person_key),
        opened=now,
        seen=now,
        idle_minutes=idle_minutes,
    )
    return token


def resume(token: str, now: datetime, touch: bool = True) -> tuple[Session, OpenBook]:
    """The open book behind a cookie token. Raises Locked, and removes the row, once it is over."""
    session = Session.objects.select_related("person").filter(found_by=cookie_found_by(token)).first()
    if session is None:
        raise Locked
    if is_over(session, now) or session.epoch != session.person.epoch:
        lock(token)
        raise Locked
    where = aad(session.person_id, session.epoch, "session", session.found_by)
    try:
        person_key = unseal(_wrapping(token), where, bytes(session.wrapped))
    except (Damaged, FutureVersion) as other_boot:
        lock(token)
        raise Locked from other_boot
    if touch and now - session.seen >= SEEN_EVERY:
        Session.objects.filter(found_by=session.found_by).update(seen=now)
    return session, OpenBook(session.person_id, session.epoch, k.keys(person_key))


def is_over(session: Session, now: datetime) -> bool:
    """Idle too long, open too long, or the clock was set back."""
    idle = now - session.seen > timedelta(minutes=session.idle_minutes) + GRACE
    return idle or now - session.opened > ABSOLUTE or now < session.seen - CLOCK_SLACK


def lock(token: str) -> None:
    """Close one browser's session: its row goes."""
    _end(Session.objects.filter(found_by=cookie_found_by(token)))


def lock_others(person_id: str, token: str | None) -> None:
    """Close every session of a person but the one with this token."""
    others = Session.objects.filter(person_id=person_id)
    _end(others.exclude(found_by=cookie_found_by(token)) if token else others)


def forget_expired(now: datetime) -> None:
    """Remove the rows of sessions that are over."""
    over = [s.found_by for s in Session.objects.all() if is_over(s, now)]
    if over:
        _end(Session.objects.filter(found_by__in=over))


def _end(over: QuerySet[Session]) -> None:
    found_by = list(over.values_list("found_by", flat=True))
    try:
        over.delete()
    finally:
        for tell in when_over:
            tell(found_by)


def _wrapping(token: str) -> bytes:
    return hkdf(token.encode(), _boot_secret, b"nearer session")
