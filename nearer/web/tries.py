"""Trying a lock: a growing delay after wrong tries, never a lock-out, wherever a passphrase or words are asked for."""

import time
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nearer.vault.errors import NoInvitation, TooSoon, WrongKey
from nearer.vault.models import Person
from nearer.vault.names import name_key
from nearer.vault.throttle import Throttle

throttle = Throttle()
Opened = tuple[Person, bytes]


def tried(request: HttpRequest, name: str, unlock: Callable[[], Opened]) -> Opened:
    """The person and key behind a lock. Raises TooSoon while a wait is running, WrongKey after remembering the try."""
    against = (f"name {name_key(name)}", f"network {request.META.get('REMOTE_ADDR', '')}")
    throttle.check(time.monotonic(), *against)
    try:
        opened = unlock()
    except WrongKey:
        throttle.wrong(time.monotonic(), *against)
        raise
    throttle.right(*against)
    note_mended(request, opened[0])
    return opened


def tried_code(request: HttpRequest, person: str, answer: Callable[[], None]) -> None:
    """Try a code of an invitation. Raises TooSoon while a wait is running, NoInvitation after remembering the try."""
    against = (f"code by {person}", f"code from {request.META.get('REMOTE_ADDR', '')}")
    throttle.check(time.monotonic(), *against)
    try:
        answer()
    except NoInvitation:
        throttle.wrong(time.monotonic(), *against)
        raise
    throttle.right(*against)


def note_mended(request: HttpRequest, person: Person) -> None:
    """Remember that the public keys in the database were not this person's and were put right: they are told on Today."""
    if person.public_keys_mended:
        request.mended = person.id  # type: ignore[attr-defined]


def wait_a_little(soon: TooSoon) -> str:
    """When the next try is looked at."""
    return _("Too many tries in a row. The next one is looked at in %(n)s seconds.") % {"n": soon.seconds}
