"""A book as one JSON document: the same bytes for the same entries, readable by anyone, and read again without loss.

Each entry is what stands under its seal, ``{"kind", "version", "fields"}``, with instants as RFC 3339 in UTC. An older
version is brought up while it is read, as in the codec. Reading is all or nothing: one entry that is not ours refuses the
whole document, so that nothing is lost in silence. docs/archive.md describes it.
"""

import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec

from nearer.domain.entries import Entry
from nearer.vault import codec
from nearer.vault.errors import FutureVersion, VaultError

VERSION = 1
MOST_BYTES = 24 * 1024 * 1024
"""Ten years of every day are about six million bytes."""
MOST_ENTRIES = 100_000
"""Ten years of every day are about ten thousand."""
MOST_OF_ONE = 4 * 1024 * 1024
"""Bytes of one entry: the largest are the lists of what came with an older journal."""
YEARS = range(1900, 2200)
"""Times outside of these are no times that a person wrote at."""
BEGINS, BETWEEN, ENDS = b'{"nearer":"book","version":%d,"entries":[\n' % VERSION, b",\n", b"\n]}\n"


class NotABook(VaultError):
    """These bytes are no whole book; ``place`` is the entry that could not be read, counted from 1, 0 for the whole."""

    def __init__(self, place: int = 0) -> None:
        super().__init__("not a book")
        self.place = place


class _Head(msgspec.Struct):
    nearer: str
    version: int


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    version: int
    fields: msgspec.Raw


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    nearer: str
    version: int
    entries: list[_Line]


_json = msgspec.json.Encoder(order="deterministic")
_plain = msgspec.json.Decoder()
_head = msgspec.json.Decoder(_Head)
_document = msgspec.json.Decoder(_Document)
_readers: dict[type[Entry], msgspec.json.Decoder[Entry]]
_readers = {kind: msgspec.json.Decoder(kind) for kind, _version in codec.KINDS.values()}
_id = re.compile(r"[0-9a-f]{32}")


def canonical(entries: Iterable[Entry]) -> bytes:
    """The document, in the order of the entries, one on a line."""
    return BEGINS + BETWEEN.join(map(_line, entries)) + ENDS


def entries_in(document: bytes) -> tuple[Entry, ...]:
    """The entries of a document, in any layout of the same JSON. Raises NotABook, FutureVersion for a newer one."""
    if len(document) > MOST_BYTES or document.count(b'"kind"') > MOST_ENTRIES:
        raise NotABook
    try:
        head = _head.decode(document)
        if head.nearer != "book":
            raise NotABook
        if head.version > VERSION:
            raise FutureVersion
        lines = _document.decode(document).entries
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise NotABook from wrong
    found = tuple(_entry(line, place) for place, line in enumerate(lines, 1))
    if len({entry.id for entry in found}) != len(found):
        raise NotABook
    return found


def schema() -> bytes:
    """A JSON Schema of what the fields of every kind hold, for people who read the document with other programs."""
    kinds = [kind for kind, _version in codec.KINDS.values()]
    _refs, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    entry = {
        "type": "object",
        "properties": {"kind": {"enum": sorted(codec.KINDS)}, "version": {"type": "integer"}, "fields": {}},
        "required": ["kind", "version", "fields"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": name}}},
                "then": {"properties": {"version": {"const": version}, "fields": {"$ref": f"#/$defs/{name}"}}},
            }
            for name, (_kind, version) in codec.KINDS.items()
        ],
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A book of Nearer",
        "type": "object",
        "properties": {
            "nearer": {"const": "book"},
            "version": {"const": VERSION},
            "entries": {"type": "array", "items": entry},
        },
        "required": ["nearer", "version", "entries"],
        "$defs": parts,
    }
    return msgspec.json.format(_json.encode(whole), indent=1)


def _line(entry: Entry) -> bytes:
    name = type(entry).__name__
    return _json.encode({"kind": name, "version": codec.KINDS[name][1], "fields": entry})


def _entry(line: _Line, place: int) -> Entry:
    if line.kind not in codec.KINDS or line.version > codec.KINDS[line.kind][1]:
        raise FutureVersion
    kind, newest = codec.KINDS[line.kind]
    try:
        if len(memoryview(line.fields)) > MOST_OF_ONE:
            raise NotABook(place)
        fields = _plain.decode(line.fields)
        for step in range(line.version, newest):
            fields = codec.UPGRADES[line.kind, step](fields)
        entry = _readers[kind].decode(_json.encode(fields))
        if _plain.decode(_json.encode(entry)) != fields or not _is_sound(entry):
            raise NotABook(place)
        codec.encode(entry)
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, RecursionError, codec.Unreadable) as wrong:
        raise NotABook(place) from wrong
    return entry


def _is_sound(entry: Entry) -> bool:
    """Whether an entry has an id of ours, a time a person could write at, and a zone that there is."""
    ZoneInfo(entry.zone)
    return bool(_id.fullmatch(entry.id)) and entry.rev > 0 and entry.at.year in YEARS and entry.day.year in YEARS
