"""What was ever sealed opens for ever. A vector that fails here is somebody's lost book: mend the code, never the file."""

import json
from datetime import datetime

import msgspec
import pytest

from nearer.domain.entries import Entry, PracticeAskedAgain, PracticeDone, PracticePlanned
from nearer.vault import keys, letters, locks, waiting
from nearer.vault.codec import KINDS, decode, encode
from nearer.vault.letters import Bond
from nearer.vault.models import Lock, Person, SealedChunk, SealedEntry, Waiting
from nearer.vault.store import OpenBook
from tests.vault.conftest import NOW
from tests.vectors import EVERY_FILE, FOLDER
from tests.vectors.write import WORD, vectors

PRACTICE = (PracticePlanned, PracticeDone, PracticeAskedAgain)
BYTES = ("salt", "commitment", "wrapped", "digest")


@pytest.fixture(params=EVERY_FILE, ids=lambda path: path.stem)
def vector(request, real_argon):
    """One frozen file, put back into the database as it once stood there."""
    frozen = json.loads(request.param.read_text())
    who = frozen["person"]
    public = {name: bytes.fromhex(who[name]) for name in ("receive_public", "sign_public")}
    person = Person.objects.create(id=who["id"], name="Vector", name_key="vector", epoch=who["epoch"], **public)
    for lock in frozen["locks"]:
        expires = NOW if lock["kind"] == "cookie" else None
        as_bytes = {name: bytes.fromhex(lock[name]) for name in BYTES}
        Lock.objects.create(person=person, expires=expires, **{**lock, **as_bytes})
    return frozen


@pytest.fixture
def book(vector):
    who = vector["person"]
    return OpenBook(who["id"], who["epoch"], keys.keys(bytes.fromhex(who["key"])))


def test_the_first_vectors_are_still_there():
    assert "v1" in [path.stem for path in EVERY_FILE]


def test_every_lock_opens_to_the_key_and_its_public_keys(vector):
    key = bytes.fromhex(vector["person"]["key"])
    early = NOW.replace(year=2000)
    opened = (
        locks.open_with_passphrase("vector", vector["passphrase"]),
        locks.open_with_words("vector", vector["words"]),
        locks.open_with_cookie(vector["cookie"], early),
    )
    assert [found for _person, found in opened] == [key] * 3
    assert [person.public_keys_mended for person, _found in opened] == [False] * 3


def test_a_sealed_entry_opens(vector, book):
    row, sealed = vector["entry"]["id"], bytes.fromhex(vector["entry"]["sealed"])
    SealedEntry.objects.create(id=row, person_id=book.person, sealed=sealed, digest=b"")
    assert book.entry(row).text == vector["entry"]["text"]


def test_a_waiting_page_opens(vector, book):
    row, form = vector["waiting"], vector["waiting"]["form"]
    Waiting.objects.create(id=row["id"], person_id=book.person, epoch=row["epoch"], sealed=bytes.fromhex(row["sealed"]))
    at = datetime.fromisoformat(form["at"])
    assert waiting.waiting_page(book, row["id"]) == waiting.WrittenForm(form["path"], at, form["fields"])


@pytest.mark.parametrize("file", EVERY_FILE, ids=lambda path: path.stem)
def test_an_entry_of_every_kind_is_read_and_written_alike(file):
    for kind, payload in json.loads(file.read_text())["payloads"].items():
        entry = decode(bytes.fromhex(payload))
        assert type(entry).__name__ == kind
        assert isinstance(entry, Entry)
        if msgspec.msgpack.decode(bytes.fromhex(payload))["version"] == KINDS[kind][1]:
            assert encode(entry).hex() == payload


def test_a_practice_of_the_first_version_has_nothing_in_what_was_not_asked_then():
    payloads = json.loads((FOLDER / "v1.json").read_text())["payloads"]
    plan, done, again = (decode(bytes.fromhex(payloads[kind.__name__])) for kind in PRACTICE)
    assert (plan.act, plan.step, plan.situation, plan.where, plan.drop) == (WORD, "", "", "", "")
    assert (done.camera, done.surprise, done.response) == (WORD, None, None)
    assert (again.words, again.likely_now, again.through_now) == (WORD, None, None)


WITH_LARGE = [path for path in EVERY_FILE if "large" in json.loads(path.read_text())]


def test_there_is_something_large_to_open():
    assert "v10" in [path.stem for path in WITH_LARGE]


@pytest.mark.parametrize("vector", WITH_LARGE, ids=lambda path: path.stem, indirect=True)
def test_a_large_thing_opens(vector, book):
    kept = vector["large"]
    SealedEntry.objects.create(id=kept["id"], person_id=book.person, sealed=b"", digest=b"")
    for chunk in kept["chunks"]:
        there = {"person_id": book.person, "entry_id": kept["id"], "digest": b""}
        SealedChunk.objects.create(**{**chunk, "sealed": bytes.fromhex(chunk["sealed"])}, **there)
    assert len(kept["chunks"]) > 1
    assert b"".join(book.large(kept["id"])).decode() == kept["text"]


WITH_LETTERS = [path for path in EVERY_FILE if "letters" in json.loads(path.read_text())]


def test_there_are_letters_to_open():
    assert "v7" in [path.stem for path in WITH_LETTERS]


@pytest.mark.parametrize("file", WITH_LETTERS, ids=lambda path: path.stem)
def test_letters_open_and_their_words_are_the_same(file):
    said = json.loads(file.read_text())["letters"]
    ids = said["ids"]
    one, other = (keys.keys(bytes.fromhex(said["keys"][name])) for name in ("one", "other"))
    here, there = letters.own_card(ids["one"], one), letters.own_card(ids["other"], other)
    made = {name: bytes.fromhex(said[name]) for name in ("invitation", "answer", "share", "note")}
    to, back = Bond(ids["bond"], here, there), Bond(ids["bond"], there, here)
    assert letters.read_invitation(made["invitation"]) == (ids["bond"], here)
    assert letters.read_answer(made["answer"], here, ids["bond"]) == there
    assert letters.read_letter(other, back, "share", made["share"]).decode() == said["text"]
    assert letters.read_letter(one, to, "note", made["note"]).decode() == said["text"]
    assert list(letters.fingerprint(ids["bond"], here, there)) == said["words"]


def test_every_kind_and_version_is_frozen_somewhere():
    payloads = [bytes.fromhex(p) for path in EVERY_FILE for p in json.loads(path.read_text())["payloads"].values()]
    frozen = {(plain["kind"], plain["version"]) for plain in map(msgspec.msgpack.decode, payloads)}
    assert {(kind, version) for kind, (_, version) in KINDS.items()} <= frozen


def test_new_vectors_say_what_the_frozen_ones_say():
    fresh, frozen = vectors(), json.loads(EVERY_FILE[-1].read_text())
    assert fresh.keys() == {name for path in EVERY_FILE for name in json.loads(path.read_text())}
    assert frozen.keys() <= fresh.keys()
    assert [lock.keys() for lock in fresh["locks"]] == [lock.keys() for lock in frozen["locks"]]
