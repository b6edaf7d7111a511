"""What two people send each other, as canonical JSON, and a strict reading of it: it comes from another person.

Nothing is taken that this version would not have written in exactly these bytes; every text, list and number has a bound.
"""

import math
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from nearer.domain.shares import Note, Shared

V = TypeVar("V")
VERSION = 1
LONGEST_TEXT = 20_000
MOST_ROWS = 5_000
LARGEST = 2**40
"""No number of a report comes near it, and no drawing breaks below it."""

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
"""A drawing counts weeks; days beyond these would make it count for ever."""


class NotReadable(Exception):
    """What was sent is not what this version writes."""


class FromNewer(NotReadable):
    """A newer Nearer wrote it."""


class _Sent(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    said: msgspec.Raw


_envelope = msgspec.json.Decoder(_Sent)
_bytes = msgspec.json.Encoder(order="deterministic").encode


def share_bytes(shared: Shared) -> bytes:
    """A share as it is sealed."""
    return _written(shared)


def shared_in(data: bytes) -> Shared:
    """The share in these bytes. Raises NotReadable."""
    found = _read(data, Shared)
    if found.number < 1:
        raise NotReadable
    return found


def note_bytes(note: Note) -> bytes:
    """A note as it is sealed."""
    return _written(note)


def note_in(data: bytes) -> Note:
    """The note in these bytes. Raises NotReadable."""
    found = _read(data, Note)
    if found.is_empty:
        raise NotReadable
    return found


def _written(said: Any) -> bytes:
    return _bytes(_Sent(VERSION, msgspec.Raw(_bytes(said))))


def _read(data: bytes, kind: type[V]) -> V:
    try:
        sent = _envelope.decode(data)
        if sent.version > VERSION:
            raise FromNewer
        found = msgspec.json.decode(sent.said, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
        raise NotReadable from wrong
    if not _is_bounded(found) or _written(found) != data:
        raise NotReadable
    return found


def _is_bounded(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT and "\0" not in value
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= LARGEST
    if isinstance(value, date):
        return EARLIEST <= value <= LATEST
    if isinstance(value, tuple):
        return len(value) <= MOST_ROWS and all(map(_is_bounded, value))
    if is_dataclass(value):
        return all(_is_bounded(getattr(value, f.name)) for f in fields(value))
    return True
