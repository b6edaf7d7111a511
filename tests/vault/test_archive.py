"""The sealed archive: it opens with its passphrase and as a whole, or not at all."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearer.domain.entries import OwnWordsKept, StoryTold
from nearer.domain.own_words import OwnMessage, lines, measured
from nearer.vault import archive, keys
from nearer.vault.archive import CHUNK, HEADER, MAGIC, SEALED_CHUNK, open_archive, seal_archive
from nearer.vault.beside import Brought, brought, brought_apart
from nearer.vault.canonical import NotABook, canonical, entries_in
from nearer.vault.errors import Damaged, FutureVersion, NotAnArchive, VaultError, WrongKey
from nearer.vault.seal import digest, hkdf
from tests.kinds import ALL_KINDS, any_entry, full_entry
from tests.places import CHECKOUT
from tests.vectors import FOLDER
from tests.vectors.write import PASSPHRASE as FROZEN

PASSPHRASE = "walnut ferry cobalt thimble"
CHEAP = keys.Argon2(memory=8, passes=1)
SMALL = canonical([replace(full_entry(StoryTold), id="e" * 32, zone="UTC")])


THREE = bytes(3 * CHUNK - 16)
"""With its own length and that of nothing beside it, exactly three chunks."""


@pytest.fixture(scope="module")
def sealed():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keys, "FLOOR", CHEAP)
        return seal_archive(SMALL, PASSPHRASE)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 17, CHUNK - 16, CHUNK - 15, 3 * CHUNK])
def test_what_was_sealed_comes_back(size):
    document = bytes(range(256)) * (size // 256) + bytes(size % 256)
    made = seal_archive(document, PASSPHRASE)
    assert (len(made) - HEADER) % SEALED_CHUNK == 0
    assert open_archive(made, PASSPHRASE) == (document, b"")


def test_the_passphrase_is_read_as_every_keyboard_spells_it():
    assert open_archive(seal_archive(SMALL, "\u00c5rhus \ufb01n"), "A\u030arhus fin")[0] == SMALL


def test_two_archives_of_one_book_have_nothing_in_common_but_their_beginning(sealed):
    other = seal_archive(SMALL, PASSPHRASE)
    assert other[: archive.PLACE] == sealed[: archive.PLACE]
    assert other[archive.PLACE :] != sealed[archive.PLACE :]


def test_no_word_stands_in_it(sealed):
    for word in (b"StoryTold", b"word", b"entries", PASSPHRASE.encode()):
        assert word not in sealed


def test_a_wrong_passphrase_is_told_from_damage(sealed):
    with pytest.raises(WrongKey):
        open_archive(sealed, PASSPHRASE + "s")


def test_every_flipped_byte_is_refused(sealed):
    for place in range(len(sealed)):
        spoilt = bytearray(sealed)
        spoilt[place] ^= 1
        with pytest.raises((Damaged, NotAnArchive, FutureVersion)):
            open_archive(bytes(spoilt), PASSPHRASE)


def test_every_length_but_its_own_is_refused(sealed):
    for cut in {*range(0, len(sealed), 97), len(sealed) - 1, HEADER, HEADER - 1, len(MAGIC)}:
        with pytest.raises(VaultError):
            open_archive(sealed[:cut], PASSPHRASE)
    with pytest.raises(Damaged):
        open_archive(sealed + b"\0", PASSPHRASE)


def test_chunks_cannot_be_left_out_swapped_repeated_or_borrowed():
    three = seal_archive(THREE, PASSPHRASE)
    other = seal_archive(THREE, PASSPHRASE)
    head = three[:HEADER]
    one, two, last = (three[HEADER + n * SEALED_CHUNK : HEADER + (n + 1) * SEALED_CHUNK] for n in range(3))
    foreign = other[HEADER : HEADER + SEALED_CHUNK]
    for chunks in ((one, two), (two, one, last), (one, last), (one, two, last, last), (foreign, two, last), (last,)):
        with pytest.raises(Damaged):
            open_archive(head + b"".join(chunks), PASSPHRASE)
    assert open_archive(head + one + two + last, PASSPHRASE)[0] == THREE


@pytest.mark.parametrize("junk", [b"", b"near", b"PK\x03\x04", b"SQLite format 3\0", b"{}", bytes(9000)])
def test_any_other_file_is_said_to_be_none(junk):
    with pytest.raises(NotAnArchive):
        open_archive(junk, PASSPHRASE)


def test_a_newer_archive_says_so(sealed):
    newer = bytearray(sealed)
    newer[len(MAGIC)] = 3
    with pytest.raises(FutureVersion):
        open_archive(bytes(newer), PASSPHRASE)


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"), [(8, 1, 2), (7, 1, 1), (2**32 - 1, 1, 1), (8, 2**32 - 1, 1), (8, 0, 1), (8, 1, 0)]
)
def test_a_cost_beyond_reason_is_refused_before_it_is_paid(sealed, memory, passes, lanes):
    place = MAGIC + b"\x02" + archive.COST.pack(memory, passes, lanes)
    header = place + sealed[archive.PLACE : HEADER - 16]
    began = time.monotonic()
    with pytest.raises(Damaged):
        open_archive(header + digest(header) + sealed[HEADER:], PASSPHRASE)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("length", [0, CHUNK - 16, 2 * CHUNK, 2**63])
def test_a_length_that_does_not_fit_is_refused(length):
    """Only someone with the passphrase can make such a file, and even then it is refused."""
    header = seal_archive(bytes(2 * CHUNK - 16), PASSPHRASE)[:HEADER]
    lock_key, salt, place = archive._lock_key(header, PASSPHRASE)
    cipher = AESGCM(hkdf(lock_key, salt, b"archive" + place))
    plain = length.to_bytes(8, "big").ljust(2 * CHUNK, b"\0")
    chunks = (cipher.encrypt(archive._nonce(n, 2), plain[n * CHUNK : (n + 1) * CHUNK], header) for n in range(2))
    with pytest.raises(Damaged):
        open_archive(header + b"".join(chunks), PASSPHRASE)


# ---- what lies beside the document ----


WORDS = tuple(lines([OwnMessage(datetime(2025, 1, 6, 9), "I waited at the letterbox.", (("deep", None),))] * 900))  # noqa: DTZ001
TEXT = b"".join(WORDS)


def kept(row="b" * 32, text=TEXT):
    count, size, found = measured([text])
    entry = replace(full_entry(OwnWordsKept), id=row, rev=1, zone="UTC")
    return replace(entry, messages=count, size=size, digest=found)


def test_words_travel_beside_the_document():
    one, two = kept("a" * 32, TEXT[: len(WORDS[0])]), kept()
    held = Brought((one, *entries_in(SMALL), two), {one.id: WORDS[0], two.id: TEXT})
    document, beside = open_archive(seal_archive(held.document, PASSPHRASE, held.beside), PASSPHRASE)
    assert brought(document, beside) == held


@pytest.mark.parametrize(
    "beside",
    [b"", TEXT[:-1], TEXT + b"x", TEXT.replace(b"waited", b"walked", 1), TEXT * 2],
    ids=["missing", "cut", "more", "changed", "doubled"],
)
def test_words_that_are_not_the_named_ones_are_refused(beside):
    with pytest.raises(NotABook):
        brought(canonical([kept()]), beside)


@pytest.mark.parametrize(
    "text",
    [
        b'{"when":"2025-01-06T09:00:00","text":"x"}\n',
        b'{"when":"2025-01-06T09:00:00","text":"","behind":{}}\n',
        b'{"when":"2025-01-06T09:00:00","text":"x","behind":{},"who":"Otter"}\n',
        b'{"when":"2025-01-06T09:00:00Z","text":"x","behind":{}}\n',
        b'{"when":"0001-01-06T09:00:00","text":"x","behind":{}}\n',
        b'{"when":"2025-01-06T09:00:00","text":"x","behind":{"theirs":null}}\n',
        b'{"when":"2025-01-06T09:00:00","text":"\\ud800","behind":{}}\n',
        b'{"when":"2025-01-06T09:00:00","text":"x","behind":{}}',
        b"[" * 200_000 + b"\n",
        b"\xff\n",
        b"\n",
        b"x" * 3_000_000 + b"\n",
    ],
    ids=range(12),
)
def test_hostile_lines_are_refused_although_their_entry_names_them(text):
    with pytest.raises(NotABook):
        brought(canonical([kept(text=text)]), text)


@pytest.mark.parametrize("size", [-1, 2**40])
def test_a_size_that_cannot_be_is_refused(size):
    with pytest.raises(NotABook):
        brought(canonical([replace(kept(), size=size)]), TEXT)


def test_more_words_than_a_book_holds_are_refused(monkeypatch):
    monkeypatch.setattr("nearer.vault.beside.MOST", len(TEXT) - 1)
    with pytest.raises(NotABook):
        brought(canonical([kept()]), TEXT)


def test_a_document_alone_brings_all_but_the_words_and_counts_them():
    found = brought_apart(canonical([kept(), *entries_in(SMALL)]), {})
    assert (found.entries, found.words, found.left) == (entries_in(SMALL), {}, 1)


# ---- the document ----


FIRST, LAST = datetime(1900, 1, 2), datetime(2199, 12, 30)  # noqa: DTZ001 - the zone is added below
ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns")


def sound(entries):
    """Entries as a book holds them: ids of ours, a zone that there is, a time a person could write at."""
    ats = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
    return st.builds(
        lambda entry, row, at, zone: replace(entry, id=row.hex, rev=1, at=at, zone=zone, day=at.date()),
        entries,
        st.uuids(version=4),
        ats,
        st.sampled_from(ZONES),
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sound(any_entry()), max_size=8, unique_by=lambda entry: entry.id))
def test_a_book_of_every_kind_is_read_from_its_document_as_it_was(entries):
    document = canonical(entries)
    assert entries_in(document) == tuple(entries)
    assert canonical(entries_in(document)) == document


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_each_kind_comes_back_and_no_field_may_be_added_left_out_or_changed_in_type(kind):
    entry = replace(full_entry(kind), id="e" * 32, zone="UTC")
    document = msgspec.json.decode(canonical([entry]))
    assert entries_in(msgspec.json.encode(document)) == (entry,)
    for name in document["entries"][0]["fields"]:
        for spoil in (_without(name), _with(name, [1.5]), _with("dreamt", 1)):
            spoilt = msgspec.json.decode(msgspec.json.encode(document))
            spoil(spoilt["entries"][0]["fields"])
            with pytest.raises(NotABook) as wrong:
                entries_in(msgspec.json.encode(spoilt))
            assert wrong.value.place == 1


def _without(name):
    return lambda fields: fields.pop(name)


def _with(name, value):
    return lambda fields: fields.update({name: value})


GOOD = SMALL.decode()
WRONG = {
    "empty": "",
    "an array": "[]",
    "cut": GOOD[:-4],
    "more": GOOD + "{}",
    "another program": GOOD.replace('"book"', '"diary"'),
    "an unknown part": GOOD.replace('"version":1,"entries"', '"version":1,"x":1,"entries"'),
    "no id of ours": GOOD.replace("e" * 32, "e" * 31),
    "an id that climbs": GOOD.replace("e" * 32, "../" + "e" * 29),
    "no such zone": GOOD.replace('"UTC"', '"Mars/Olympus"'),
    "a zone that climbs": GOOD.replace('"UTC"', '"../../etc/passwd"'),
    "a time before all": GOOD.replace("2026-03-01T", "0001-03-01T"),
    "a time of no zone": GOOD.replace("123456Z", "123456"),
    "revision zero": GOOD.replace('"rev":42', '"rev":0'),
    "half a surrogate": GOOD.replace('"word"', r'"\ud800"'),
    "twice the same": GOOD.replace("[\n", "[\n" + GOOD.split("[\n")[1].split("\n]")[0] + ",\n"),
    "deep": GOOD.replace('"fields":{', '"fields":{"x":' + "[" * 100_000 + "]" * 100_000 + ","),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_document_that_is_not_whole_and_ours_is_refused(wrong):
    with pytest.raises(NotABook):
        entries_in(wrong.encode())


@pytest.mark.parametrize(
    "newer", [GOOD.replace('"version":1,"e', '"version":2,"e'), GOOD.replace("StoryTold", "DreamDreamt")]
)
def test_a_newer_document_says_so(newer):
    with pytest.raises(FutureVersion):
        entries_in(newer.encode())


def test_an_old_version_is_brought_up_as_in_the_codec():
    v1 = json.loads((FOLDER / "v1.json").read_text())["payloads"]["PracticePlanned"]
    old = msgspec.msgpack.decode(bytes.fromhex(v1))
    old["fields"] |= {"id": "e" * 32, "zone": "UTC"}
    document = msgspec.json.encode({"nearer": "book", "version": 1, "entries": [old]})
    (plan,) = entries_in(document)
    assert (plan.step, plan.drop, plan.id) == ("", "", "e" * 32)


BOMBS = {
    "many small things": lambda: b'{"nearer":"book","version":1,"entries":[' + b"[]," * 10_000_000,
    "many entries": lambda: (
        b'{"nearer":"book","version":1,"entries":[' + b'{"kind":"A","version":1,"fields":0},' * 900_000
    ),
    "one long text": lambda: SMALL.replace(b'"word"', b'"' + b"a" * 31_000_000 + b'"', 1),
    "many answers": lambda: SMALL.replace(b'"word"', b"[" + b"0," * 14_000_000 + b"0]", 1),
    "too large": lambda: b'{"nearer":"book","version":1,"entries":[' + b" " * 34_000_000,
}
READ = """
import sys, time
from nearer.vault.canonical import entries_in
from nearer.vault.errors import VaultError
document = sys.stdin.buffer.read()
began = time.process_time()
try:
    print(len(entries_in(document)))
except VaultError as wrong:
    print(type(wrong).__name__)
print(time.process_time() - began, int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024)
"""


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_document_built_to_do_harm_costs_little(bomb):
    ran = subprocess.run([sys.executable, "-c", READ], input=bomb(), capture_output=True, cwd=CHECKOUT, check=True)
    said, figures = ran.stdout.decode().splitlines()
    seconds, megabytes = map(float, figures.split())
    assert said == "NotABook"
    assert (seconds < 5, megabytes < 300) == (True, True), figures


# ---- for ever ----


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("archive-*.nearer")))
def test_a_frozen_archive_opens_for_ever(name, real_argon):
    document, beside = open_archive((FOLDER / f"{name}.nearer").read_bytes(), FROZEN)
    assert document == (FOLDER / f"{name}.book").read_bytes()
    assert [len(text) > 0 for text in brought(document, beside).words.values()] == [True] * (name != "archive-v1")
    entries = entries_in(document)
    assert len(entries) == len({type(entry) for entry in entries}) >= 39
    assert entries_in(canonical(entries)) == entries


@pytest.mark.parametrize("name", ["archive-v1", "archive-v2"])
def test_the_frozen_archives_are_still_there(name):
    assert (FOLDER / f"{name}.nearer").exists()
