"""``nearer export`` and ``nearer import`` in a process of their own, as a person types them."""

import zipfile
from dataclasses import replace

import pytest
from django.db import connections

from nearer.domain.entries import OwnWordsKept
from nearer.vault import locks
from nearer.vault.folder import Folder
from nearer.vault.models import SealedChunk
from nearer.vault.store import OpenBook
from tests.books import a_book
from tests.kinds import full_entry
from tests.vault.conftest import *  # noqa: F403 - the fixtures of the vault: a database of its own, and Alice
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_backup import nearer
from tests.vectors.write import own_lines, with_size

FILE = "otter granite velvet seventeen"
NEW = "pebble willow trumpet two"
BOOK = a_book("01 begin\n01 told They would laugh\n02 plan coffee 80\n02 done coffee 20")
CHEAP = "from nearer.vault import keys; keys.FLOOR = keys.Argon2(8, 1, 1)"


def answers(*typed):
    """Type these passphrases, one after the other."""
    return f"import getpass; said = iter({typed!r}); getpass.getpass = lambda *_: next(said); {CHEAP}"


@pytest.fixture
def folder(alice, database):
    alice.book.write(add=BOOK.entries)
    return Folder(database.parent)


def run(folder, *words, typed=(), confirm=""):
    connections.close_all()
    return nearer(*words, data=folder.path, before=answers(*typed), typed=confirm)


def book_of(name, passphrase):
    person, key = locks.open_with_passphrase(name, passphrase)
    return OpenBook(person.id, person.epoch, keys.keys(key)).read()  # noqa: F405


def test_a_book_goes_out_sealed_and_comes_into_another_folder_whole(folder, tmp_path):
    out = tmp_path / "book.nearer"
    code, said = run(folder, "export", "--name", "alice", out, typed=(PASSPHRASE, FILE, FILE))
    assert (code, said) == (0, f"4 entries in {out}.\n")
    assert out.stat().st_mode & 0o777 == 0o600
    assert b"They would laugh" not in out.read_bytes()
    there = Folder(tmp_path / "there")
    code, said = run(
        there,
        "import",
        "--new",
        "--name",
        "Alma",
        out,
        typed=(FILE, NEW, NEW),
    )
    assert (code, "4 entries are in the new book Alma" in said) == (0, True), said
    with database_at(there.database):  # noqa: F405
        assert book_of("Alma", NEW) == BOOK


def with_words(book):
    """Own words of a chat beside a book; their text."""
    text = own_lines()
    kept = with_size(replace(full_entry(OwnWordsKept), id="a" * 32, rev=1, zone="UTC"), text)
    book.write(add=[kept], large={kept.id: [text]})
    return text


@pytest.mark.parametrize("how", [(), ("--readable",)])
def test_own_words_go_along_and_torn_ones_are_counted_left_behind_and_mended(folder, alice, tmp_path, how):
    text, out = with_words(alice.book), tmp_path / "book"
    typed = (PASSPHRASE,) if how else (PASSPHRASE, FILE, FILE)
    run(folder, "export", *how, "--name", "alice", out, typed=typed, confirm="y\n")
    SealedChunk.objects.all().delete()
    code, said = run(folder, "export", "--name", "alice", tmp_path / "torn", typed=(PASSPHRASE, FILE, FILE))
    assert "4 entries" in said
    assert "1 pages that do not open stayed behind" in said
    code, said = run(folder, "verify", "--name", "alice", typed=(PASSPHRASE,))
    assert (code, "1 that do not open" in said) == (1, True), said
    came = (PASSPHRASE,) if how else (FILE, PASSPHRASE)
    code, said = run(folder, "import", "--name", "alice", out, typed=came, confirm="y\n")
    assert (code, "1 chat are torn here and are mended" in said) == (0, True), said
    assert b"".join(alice.book.large("a" * 32)) == text
    there = Folder(tmp_path / "there")
    code, said = run(there, "import", "--new", "--name", "Alma", out, typed=(NEW, NEW) if how else (FILE, NEW, NEW))
    assert code == 0, said
    with database_at(there.database):  # noqa: F405
        person, key = locks.open_with_passphrase("Alma", NEW)
        assert b"".join(OpenBook(person.id, person.epoch, keys.keys(key)).large("a" * 32)) == text  # noqa: F405


def test_a_document_alone_says_that_own_words_do_not_come_along(folder, alice, tmp_path):
    with_words(alice.book)
    out, alone = tmp_path / "book.zip", tmp_path / "book.json"
    run(folder, "export", "--readable", "--name", "alice", out, typed=(PASSPHRASE,), confirm="y\n")
    alone.write_bytes(zipfile.ZipFile(out).read("book.json"))
    there = tmp_path / "there"
    code, said = run(Folder(there), "import", "--new", "--name", "Alma", alone, typed=(NEW, NEW))
    assert (code, "own words of 1 chat are not in this file" in said) == (0, True), said


def test_brought_in_twice_changes_nothing(folder, alice, tmp_path):
    out = tmp_path / "book.nearer"
    run(folder, "export", "--name", "alice", out, typed=(PASSPHRASE, FILE, FILE))
    alice.book.write(remove=[BOOK.entries[1].id])
    code, said = run(folder, "import", "--name", "alice", out, typed=(FILE, PASSPHRASE), confirm="y\n")
    assert (code, "1 new, 3 here already, 0 that differ" in said) == (0, True), said
    assert alice.book.read() == BOOK
    code, said = run(folder, "import", "--name", "alice", out, typed=(FILE, PASSPHRASE))
    assert (code, "Nothing was changed." in said) == (0, True), said


def test_an_open_copy_is_written_only_after_the_risk_was_said(folder, tmp_path):
    out = tmp_path / "book.zip"
    code, said = run(folder, "export", "--readable", "--name", "alice", out, typed=(PASSPHRASE,), confirm="n\n")
    assert (code, "whoever finds the file reads it" in said, out.exists()) == (1, True, False), said
    code, said = run(folder, "export", "--readable", "--name", "alice", out, typed=(PASSPHRASE,), confirm="y\n")
    assert code == 0, said
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as packed:
        assert b"They would laugh" in packed.read("book.json")


def test_where_someone_looks_through_the_device_no_file_is_written(folder, alice, tmp_path):
    alice.book.write(add=a_book("03 device yes").entries)
    code, said = run(folder, "export", "--name", "alice", tmp_path / "out", typed=(PASSPHRASE, FILE, FILE))
    assert (code, "A file would tell on you" in said, (tmp_path / "out").exists()) == (1, True, False)


def test_where_someone_looks_through_the_device_own_words_stay_out_and_that_is_said_before(folder, alice, tmp_path):
    with_words(alice.book)
    out = tmp_path / "book.nearer"
    run(folder, "export", "--name", "alice", out, typed=(PASSPHRASE, FILE, FILE))
    alice.book.write(add=a_book("03 device yes").entries, remove=["a" * 32, BOOK.entries[1].id])
    code, said = run(folder, "import", "--name", "alice", out, typed=(FILE, PASSPHRASE), confirm="n\n")
    assert code == 1
    assert "your own words of 1 chat stay out" in said.split("Keep it?")[0]
    code, said = run(folder, "import", "--yes", "--name", "alice", out, typed=(FILE, PASSPHRASE))
    assert (code, "stay out" in said, "1 new" in said) == (0, True, True), said
    assert alice.book.read().of(OwnWordsKept) == ()


def test_every_refusal_is_a_sentence_and_changes_nothing(folder, alice, tmp_path):
    out = tmp_path / "book.nearer"
    run(folder, "export", "--name", "alice", out, typed=(PASSPHRASE, FILE, FILE))
    (tmp_path / "spoilt").write_bytes(out.read_bytes()[:-1])
    (tmp_path / "diary").write_text("My diary")
    refused = {
        "is there already": run(folder, "export", "--name", "alice", out, typed=()),
        "do not open a book": run(folder, "export", "--name", "alice", tmp_path / "x", typed=("wrong",)),
        "guessed too soon": run(folder, "export", "--name", "alice", tmp_path / "x", typed=(PASSPHRASE, "abc")),
        "not the same": run(folder, "export", "--name", "alice", tmp_path / "x", typed=(PASSPHRASE, FILE, "abc")),
        "There is no book": run(Folder(tmp_path / "no"), "export", "--name", "alice", tmp_path / "x"),
        "does not open the file": run(folder, "import", "--name", "alice", out, typed=("wrong",)),
        "damaged or cut off": run(folder, "import", "--name", "alice", tmp_path / "spoilt", typed=(FILE,)),
        "no whole book of Nearer": run(folder, "import", "--name", "alice", tmp_path / "diary", typed=()),
        "a book of this name": run(folder, "import", "--new", "--name", "Alice", out, typed=(FILE, FILE, FILE)),
    }
    for sentence, (code, said) in refused.items():
        assert (code, sentence in said) == (1, True), said
    assert not (tmp_path / "x").exists()
    assert alice.book.read() == BOOK
