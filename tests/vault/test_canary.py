"""The stolen disk: no word of any book stands anywhere on it, in any disguise, while the book lies open."""

import base64
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from dataclasses import fields
from datetime import datetime

import pytest

from nearer.vault import locks, sessions
from nearer.vault.errors import WrongKey
from tests.kinds import ALL_KINDS, FIXED
from tests.places import CHECKOUT
from tests.traces import disguises, files_under, traces
from tests.vault.conftest import NOW, database_at

MARK = "Zx7Canary9"
WORDS = " ".join(["abandon"] * 23 + ["art"])
SECRETS = tuple(f"{MARK}{what}" for what in ("Passphrase", "Waiting", "Trouble", "Logged", "Path"))
LETTERS = tuple(f"{MARK}{what}" for what in ("Reader", "Invited", "Answered", "Title", "Part", "Share", "Note"))
CANARIES = (
    *(f"{MARK}{kind.__name__}" for kind in ALL_KINDS),
    *SECRETS,
    *LETTERS,
    MARK,
    "abandon abandon",
    "abandon art",
)


CODES: list[str] = []
"""Codes of invitations that are open while the disk is looked at."""


@pytest.fixture(scope="module")
def open_house(tmp_path_factory):
    """A running process with an open book full of canaries: the folder of its data, log and temp files, and its cookie."""
    home = tmp_path_factory.mktemp("house")
    (home / "tmp").mkdir()
    environment = {**os.environ, "NEARER_DATA": str(home / "data"), "TMPDIR": str(home / "tmp"), "NEARER_CHEAP": "1"}
    (home / "data").mkdir()
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.vault.living", "secrets", MARK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            cwd=CHECKOUT,
            text=True,
        )
        _word, code = process.stdout.readline().split()
        _word, cookie, key = process.stdout.readline().split()
        CODES.append(code)
        yield home, cookie, bytes.fromhex(key)
        process.communicate("")


@pytest.fixture(scope="module")
def places(open_house):
    """Everything a thief gets: every file, and what any tool would dump out of the database."""
    home, _cookie, _key = open_house
    copy = home / "dump"
    with sqlite3.connect(home / "data" / "nearer.sqlite3") as db:
        db.execute("VACUUM INTO ?", (str(copy),))
        dump = "\n".join(db.iterdump()).encode()
    db.close()
    return {**files_under(home), "iterdump": dump}


def test_no_word_stands_anywhere_on_the_disk(places):
    assert {"nearer.sqlite3", "nearer.sqlite3-wal", "log", "dump"} <= {name.rsplit("/")[-1] for name in places}
    assert traces(CANARIES, places) == []


def test_the_log_says_where_but_never_what(open_house):
    said = (open_house[0] / "log").read_text()
    assert "ERROR nearer ValueError at " in said
    assert MARK not in said


def test_neither_kind_nor_time_of_an_entry_stands_on_the_disk(places):
    """What the canaries cannot show: the names of the kinds and of their fields, and the moment every entry carries."""
    at = int(FIXED[datetime].timestamp())
    named = {f.name for kind in ALL_KINDS for f in fields(kind) if len(f.name) > 9}
    shapes = {word.encode() for word in named | {kind.__name__ for kind in ALL_KINDS}}
    shapes |= {at.to_bytes(4, "big"), str(at).encode()}
    shapes |= {b"2026-03-01", FIXED[datetime].isoformat().encode(), b"2026-03-01 09:30"}
    stored = {name: blob for name, blob in places.items() if not name.endswith("log")}
    assert [(shape, name) for name, blob in stored.items() for shape in shapes if shape in blob] == []


def test_neither_key_nor_cookie_stands_on_the_disk(open_house, places):
    _home, cookie, key = open_house
    shapes = (key, key.hex().encode(), key.hex().upper().encode(), base64.b64encode(key)[:-2], cookie.encode())
    assert [(shape, name) for name, blob in places.items() for shape in shapes if shape in blob] == []


def test_no_code_of_an_invitation_stands_on_the_disk(places):
    assert CODES
    assert traces((*CODES, *(code.replace("-", "") for code in CODES)), places) == []


def test_letters_lie_there_while_it_is_looked_at(open_house):
    """The search means something: a report, a note and an open invitation are on that disk."""
    with sqlite3.connect(open_house[0] / "data" / "nearer.sqlite3") as db:
        counted = [
            db.execute(f"SELECT count(*) FROM vault_{table}").fetchone()[0] for table in ("letter", "invitation")
        ]
    db.close()
    assert counted == [2, 2]


PLANTED = {
    **disguises(CANARIES[0]),
    "base64 in a longer text": base64.b64encode(b"dear diary, " + CANARIES[0].encode() + b" and so on"),
    "gzip": gzip.compress(b"padding" * 9 + CANARIES[0].encode()),
    "zlib": zlib.compress(b"padding" * 9 + CANARIES[0].encode(), 9),
    "gzip of zlib": gzip.compress(b"x" + zlib.compress(CANARIES[0].encode() * 3)),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_the_search_finds_what_was_planted(tmp_path, planted):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(os.urandom(500) + planted + os.urandom(500))
    assert CANARIES[0] in {word for word, _how, _where in traces(CANARIES, files_under(tmp_path))}


def test_the_search_looks_into_zip_files(tmp_path):
    (tmp_path / "in").write_text(CANARIES[0] * 2)
    shutil.make_archive(str(tmp_path / "out"), "zip", tmp_path, "in")
    (tmp_path / "in").unlink()
    assert traces(CANARIES[:1], files_under(tmp_path))


def test_the_search_finds_a_canary_left_in_clear_in_the_database(open_house, tmp_path):
    shutil.copytree(open_house[0] / "data", tmp_path / "data")
    with sqlite3.connect(tmp_path / "data" / "nearer.sqlite3") as db:
        db.execute("UPDATE vault_person SET name = ?", (CANARIES[3],))
    db.close()
    assert traces(CANARIES, files_under(tmp_path / "data"))


def test_a_copied_folder_and_its_cookie_open_nothing(open_house, tmp_path):
    home, cookie, _key = open_house
    copy = shutil.copytree(home / "data", tmp_path / "stolen")
    with database_at(copy / "nearer.sqlite3"):
        assert sessions.Session.objects.filter(found_by=locks.cookie_found_by(cookie)).exists()
        with pytest.raises(sessions.Locked):
            sessions.resume(cookie, sessions.Session.objects.get(found_by=locks.cookie_found_by(cookie)).opened)
        with pytest.raises(WrongKey):
            locks.open_with_cookie(cookie, NOW)
        assert locks.open_with_words("Alice", WORDS)
