"""Entries to bytes and back, by our own table of kinds.

Payload: {"kind", "version", "fields"} in MessagePack. An old version is upgraded while reading; nothing is migrated in
place. Field names are compared exactly, nested ones too, because msgspec drops unknown fields of dataclasses in silence.

A whole book is read for every page, so what our own encoder writes is known by how it begins: kind, version, how many fields,
an id, a revision and an instant. No field may be missing, so the right number of them leaves no room for an unknown one.
Whatever begins otherwise, and every kind with parts inside, is encoded again and compared.
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import msgspec

from nearer.domain import entries
from nearer.domain.entries import Entry
from nearer.vault.errors import FutureVersion, VaultError

NEWER: dict[type[Entry], int] = {
    entries.PracticePlanned: 2,
    entries.PracticeDone: 2,
    entries.PracticeAskedAgain: 2,
    entries.MirrorRead: 2,
}
"""The newest version of every kind that has changed since its first."""

KINDS: dict[str, tuple[type[Entry], int]] = {
    kind.__name__: (kind, NEWER.get(kind, 1))
    for kind in (
        entries.BookBegun,
        entries.SignsAnswered,
        entries.StoryTold,
        entries.PersonNamed,
        entries.PeopleMerged,
        entries.PersonRemoved,
        entries.FitChecked,
        entries.DeviceAsked,
        entries.PersonSafetyAsked,
        entries.SafetyPlanWritten,
        entries.MapDrawn,
        entries.CheckedIn,
        entries.PracticePlanned,
        entries.PracticeDone,
        entries.PracticeAskedAgain,
        entries.PracticeLetGo,
        entries.KindnessSeen,
        entries.PersonRestored,
        entries.PersonPlaced,
        entries.TieTold,
        entries.TieEnded,
        entries.ImprintLeft,
        entries.RolesGiven,
        entries.RhythmChosen,
        entries.ReachedOut,
        entries.TrialBegun,
        entries.TrialClosed,
        entries.CoinFlipBegun,
        entries.CoinFlipDone,
        entries.RootsAnswered,
        entries.RootWorkReadied,
        entries.PulseAnswered,
        entries.ExerciseWritten,
        entries.ClosestNamed,
        entries.QuestionKept,
        entries.TherapistInvited,
        entries.TherapistAnswered,
        entries.TherapistPinned,
        entries.TherapistLetGo,
        entries.ShareSent,
        entries.ShareRevoked,
        entries.NoteReceived,
        entries.NoteAnswered,
        entries.PartsPaused,
        entries.PartsResumed,
        entries.InvitationAnswered,
        entries.PatientPinned,
        entries.PatientLeft,
        entries.NoteWritten,
        entries.NoteSent,
        entries.ReportChosen,
        entries.LockAfterChosen,
        entries.QuietNameChosen,
        entries.CountryChosen,
        entries.WorseAsked,
        entries.AskerChosen,
        entries.MirrorAsked,
        entries.MirrorLooked,
        entries.MirrorRead,
        entries.OwnWordsKept,
        entries.Drafted,
        entries.PageBrought,
        entries.JournalBrought,
    )
}

UPGRADES: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("PracticePlanned", 1): lambda old: old | {"step": "", "situation": "", "where": "", "drop": ""},
    ("PracticeDone", 1): lambda old: old | {"surprise": None, "response": None},
    ("PracticeAskedAgain", 1): lambda old: old | {"likely_now": None, "through_now": None},
    ("MirrorRead", 1): lambda old: (
        old | {"feelings": [], "measures": [one | {"found": 0, "left_out": 0} for one in old["measures"]]}
    ),
}
"""(kind, version) -> fields of the next version."""


class Unreadable(VaultError):
    """The seal opened, but what is inside is no entry we know."""


class _Payload(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    version: int
    fields: msgspec.Raw


_payload = msgspec.msgpack.Decoder(_Payload)
_plain = msgspec.msgpack.Decoder()
_bytes = msgspec.msgpack.Encoder().encode


_readers: dict[type[Entry], msgspec.msgpack.Decoder[Entry]]
_readers = {kind: msgspec.msgpack.Decoder(kind) for kind, _version in KINDS.values()}

_stamp = re.compile(rb"\xa2id\xd9\x20[0-9a-f]{32}\xa3rev[\x00-\x7f]\xa2at(?:\xd6\xff|\xd7\xff|\xc7\x0c)")
_LATEST_STAMP = 120
"""Bytes within which a stamp of ours ends."""


def beginnings() -> dict[bytes, tuple[int, msgspec.msgpack.Decoder[Entry]]]:
    """What stands before the stamp in every kind without parts inside: where its fields begin, and who reads them."""
    found = {}
    for name, (kind, version) in KINDS.items():
        if not any(map(_has_parts, get_type_hints(kind).values())):
            written = _bytes(dict.fromkeys(f.name for f in fields(kind)))
            before = _bytes({"kind": name, "version": version, "fields": msgspec.Raw(written)}).removesuffix(written)
            found[before + written[: written.index(b"\xa2id")]] = len(before), _readers[kind]
    return found


def _has_parts(hint: Any) -> bool:
    return is_dataclass(hint) or any(map(_has_parts, get_args(hint)))


_beginnings = beginnings()


def encode(entry: Entry) -> bytes:
    """The bytes of an entry. Raises Unreadable for one that could not be read again, so that none is ever stored."""
    name = type(entry).__name__
    payload = _bytes({"kind": name, "version": KINDS[name][1], "fields": entry})
    decode(payload)
    return payload


def decode(payload: bytes) -> Entry:
    """The entry in these bytes. Raises FutureVersion for a newer kind or version, Unreadable for anything malformed."""
    stamp = _stamp.search(payload, 0, _LATEST_STAMP)
    known = stamp and _beginnings.get(payload[: stamp.start()])
    try:
        if known:
            begin, reader = known
            return reader.decode(payload[begin:])
        return _compared(payload)
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError) as wrong:
        raise Unreadable from wrong


def _compared(payload: bytes) -> Entry:
    inside = _payload.decode(payload)
    if inside.kind not in KINDS or inside.version > KINDS[inside.kind][1]:
        raise FutureVersion
    kind, version = KINDS[inside.kind]
    written = bytes(inside.fields) if inside.version == version else _upgraded(inside, version)
    entry = _readers[kind].decode(written)
    if entry.at.tzinfo is None or not _says_the_same(_bytes(entry), written):
        raise Unreadable
    return entry


def _upgraded(old: _Payload, version: int) -> bytes:
    written = _plain.decode(old.fields)
    for step in range(old.version, version):
        written = UPGRADES[old.kind, step](written)
    return _bytes(written)


def _says_the_same(one: bytes, other: bytes) -> bool:
    """Equal bytes nearly always settle it; another order of fields is still the same."""
    return one == other or bool(_plain.decode(one) == _plain.decode(other))
