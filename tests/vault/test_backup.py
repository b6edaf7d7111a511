"""Backup, restore and verify: whole or not at all, with a sentence for everything that can go wrong."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest
from django.db import connections

from nearer.vault import locks, sessions
from nearer.vault.backup import NotABackup, NotWritten, back_up, health, restore
from nearer.vault.folder import Folder, FolderInUse
from nearer.vault.models import Letter, Lock, SealedEntry, Session
from nearer.vault.seal import digest
from tests.books import a_book
from tests.vault.conftest import NOW, PASSPHRASE, database_at

BOOK = a_book("01 begin\n01 told They would laugh\n02 plan coffee 80\n02 done coffee 20")


@pytest.fixture
def folder(database):
    return Folder(database.parent)


@pytest.fixture
def backup(alice, database, tmp_path):
    """A backup of Alice's book; after it she wrote one more line."""
    alice.book.write(add=BOOK.entries)
    target = tmp_path / "away" / "copy.sealed"
    target.parent.mkdir()
    back_up(database, target)
    alice.book.write(add=a_book("05 told Written after the backup").entries)
    return target


def everything_in(folder):
    connections.close_all()
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "open.lock"}


def test_a_restored_backup_opens_with_the_passphrase_of_its_day(alice, backup, folder):
    connections.close_all()
    found = restore(backup, folder)
    assert (found.people, found.entries, found.is_whole) == (1, 4, True)
    assert alice.book.read() == BOOK
    assert locks.open_with_passphrase("Alice", PASSPHRASE)[1] == alice.key


def test_a_backup_is_one_file_for_its_owner_only_and_holds_no_session(alice, backup, database):
    token = sessions.open_session(alice.person, alice.key, NOW)
    row = locks.cookie_found_by(token).encode()
    target = backup.with_name("second")
    back_up(database, target)
    assert row in database.read_bytes() + database.with_name(database.name + "-wal").read_bytes()
    assert row not in target.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in target.parent.iterdir()) == ["copy.sealed", "second"]


def test_after_a_restore_nobody_is_open_and_no_stale_log_is_left(alice, backup, folder, database):
    token = sessions.open_session(alice.person, alice.key, NOW)
    connections.close_all()
    for ending in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).write_bytes(b"stale")
    database.with_name(database.name + ".partial-journal").write_bytes(b"stale")
    restore(backup, folder)
    left = {path.name for path in folder.path.iterdir() if path.is_file()}
    assert left == {"nearer.sqlite3", "open.lock"}
    assert not Session.objects.exists()
    with pytest.raises(sessions.Locked):
        sessions.resume(token, NOW)


def test_a_backup_while_someone_writes_is_whole(alice, database, tmp_path):
    done = threading.Event()

    def write():
        for number in range(400):
            alice.book.write(add=a_book(f"03 told sentence {number}").entries)
            if done.is_set():
                break
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    found = [back_up(database, tmp_path / f"copy {number}") for number in range(5)]
    done.set()
    writer.join()
    assert all(each.is_whole for each in found)
    assert found[0].entries < found[-1].entries <= SealedEntry.objects.count()
    with database_at(tmp_path / "copy 4"):
        assert alice.book.read().problems == ()
        assert len(alice.book.read().entries) == found[-1].entries


def test_nothing_is_ever_written_over(backup, database):
    before = backup.read_bytes()
    with pytest.raises(FileExistsError):
        back_up(database, backup)
    assert backup.read_bytes() == before


def test_a_running_server_keeps_its_folder(backup, folder):
    with folder.hold():
        before = everything_in(folder.path)
        with pytest.raises(FolderInUse):
            restore(backup, folder)
    assert everything_in(folder.path) == before


def foreign(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE photos (id)")
    db.close()


def flipped(path, every):
    content = bytearray(path.read_bytes())
    content[every :: len(content) // 50] = bytes(len(content[every :: len(content) // 50]))
    path.write_bytes(content)


SPOILT = {
    "empty": lambda path: path.write_bytes(b""),
    "a text": lambda path: path.write_bytes(b"My diary\n" * 500),
    "foreign": lambda path: (path.unlink(), foreign(path)),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "one page short": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "one byte short": lambda path: os.truncate(path, path.stat().st_size - 1),
    "no header": lambda path: path.write_bytes(bytes(100) + path.read_bytes()[100:]),
    "holes": lambda path: flipped(path, 100),
    "not there": lambda path: path.unlink(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_file_that_is_no_whole_backup_changes_nothing(alice, backup, folder, spoil):
    spoil(backup)
    before = everything_in(folder.path)
    with pytest.raises(NotABackup):
        restore(backup, folder)
    assert everything_in(folder.path) == before
    assert len(alice.book.read().entries) == 5


@pytest.mark.parametrize(
    "ruin", [lambda db: db.write_bytes(b"x" * 9000), lambda db: flipped(db, 0), lambda db: db.unlink()]
)
def test_a_damaged_database_can_be_replaced(alice, backup, folder, database, ruin):
    connections.close_all()
    ruin(database)
    stale = database.with_name(database.name + "-wal")
    stale.write_bytes(b"pages of the ruined one")
    restore(backup, folder)
    assert not stale.exists()
    assert alice.book.read() == BOOK


def test_a_damaged_database_makes_no_backup(alice, database, tmp_path):
    alice.book.write(add=BOOK.entries)
    connections.close_all()
    flipped(database, 100)
    with pytest.raises(NotABackup):
        back_up(database, tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("field", ["salt", "wrapped", "commitment", "cost", "epoch"])
def test_a_changed_lock_is_counted_without_any_key(alice, database, field):
    assert health(database).is_whole
    Lock.objects.update(**{field: 9 if field == "epoch" else "?" if field == "cost" else b"?"})
    assert health(database).damaged == 1


def test_a_changed_entry_is_counted_without_any_key(alice, database):
    alice.book.write(add=BOOK.entries)
    SealedEntry.objects.filter(id=BOOK.entries[0].id).update(sealed=b"?")
    found = health(database)
    assert (found.damaged, found.integrity, found.is_whole) == (1, "ok", False)


def test_a_full_disk_while_restoring_leaves_everything_as_it_was(alice, backup, folder):
    before = everything_in(folder.path)
    with pytest.raises(NotWritten), file_size_limit(20_000):
        restore(backup, folder)
    assert everything_in(folder.path) == before


def test_a_full_disk_while_backing_up_leaves_no_half_file(alice, backup, database):
    with pytest.raises(NotWritten), file_size_limit(20_000):
        back_up(database, backup.with_name("second"))
    assert [path.name for path in backup.parent.iterdir()] == ["copy.sealed"]


class file_size_limit:  # noqa: N801 - reads as a phrase
    """No file of this process may grow beyond so many bytes: what a full disk looks like from inside."""

    def __init__(self, size):
        self._size = size

    def __enter__(self):
        self._signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._size, self._before[1]))

    def __exit__(self, *_):
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)
        signal.signal(signal.SIGXFSZ, self._signal)


def nearer(*words, data, typed="", before="", under=()):
    """Run ``nearer`` in a process of its own: exit code and everything it said."""
    code = f"import sys; {before}\nfrom nearer.cli import main\nsys.argv = ['nearer', *sys.argv[1:]]; main()"
    ran = subprocess.run(
        [*under, sys.executable, "-c", code, *map(str, words), "--data", str(data)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = ran.stdout + ran.stderr
    assert "Traceback" not in said
    return ran.returncode, said


def test_restoring_says_that_what_was_taken_back_returns(alice, folder, tmp_path):
    """A sealed letter lies in the backup; it was taken back since."""
    ids = {name: 32 * name[0] for name in ("id", "bond", "letter")}
    Letter.objects.create(**ids, number=1, sender=alice.person, sealed=b"sealed", digest=digest(b"sealed"))
    connections.close_all()
    copy = tmp_path / "copy.sealed"
    assert nearer("backup", str(copy), data=folder.path)[0] == 0
    code, said = nearer("restore", "--yes", str(copy), data=folder.path)
    assert code == 0
    assert "1 sealed letters" in said
    assert "also where it was taken back since: take it back once more" in said


def test_the_commands_speak_in_sentences(alice, backup, folder, tmp_path):
    connections.close_all()
    code, said = nearer("verify", data=folder.path)
    assert (code, said) == (
        0,
        "1 books, 5 sealed entries, 0 waiting pages, 0 sealed letters, 0 sealed chunks. Database: ok. Damaged rows: 0.\n",
    )
    code, said = nearer("backup", tmp_path / "third", data=folder.path)
    assert code == 0
    assert f"Sealed copy in {tmp_path / 'third'}." in said
    code, said = nearer("restore", backup, "--yes", data=folder.path)
    assert code == 0
    assert "It opens with the passphrases of the day of the backup." in said
    assert "also where it was taken back since" in said


def test_every_refusal_is_a_sentence_with_an_exit_code(alice, backup, folder, tmp_path):
    connections.close_all()
    (tmp_path / "diary").write_text("My diary")
    with folder.hold():
        running = nearer("restore", backup, "--yes", data=folder.path)
    refused = {
        "Nearer is running with this folder. Stop it first; nothing was changed.": running,
        "is there already and was left as it is.": nearer("backup", backup, data=folder.path),
        "Nothing was changed.": nearer("restore", tmp_path / "diary", "--yes", data=folder.path),
        "There is no file": nearer("verify", data=tmp_path / "nowhere"),
        "(No such file or directory)": nearer("backup", tmp_path / "no" / "where", data=folder.path),
        "Aborted!": nearer("restore", backup, data=folder.path, typed="n\n"),
    }
    for sentence, (code, said) in refused.items():
        assert (code, sentence in said) == (1, True), said
    assert not (tmp_path / "nowhere").exists()
    assert len(alice.book.read().entries) == 5


def test_verify_fails_loudly_when_a_row_has_changed(alice, backup, folder):
    SealedEntry.objects.filter(id=BOOK.entries[0].id).update(sealed=b"?")
    connections.close_all()
    code, said = nearer("verify", data=folder.path)
    assert (code, "Damaged rows: 1." in said) == (1, True)


ASK = "import getpass; getpass.getpass = lambda *_: {!r}; from nearer.vault import keys; keys.FLOOR = keys.Argon2(8, 1, 1)"


def test_verify_opens_a_book_and_leaves_the_open_ones_open(alice, backup, folder):
    sessions.open_session(alice.person, alice.key, NOW)
    SealedEntry.objects.filter(id=BOOK.entries[0].id).update(sealed=b"\x02" + bytes(300))
    connections.close_all()
    code, said = nearer("verify", "--name", "alice", data=folder.path, before=ASK.format(PASSPHRASE))
    assert (code, "Opened: 4 entries, 1 that do not open." in said) == (1, True), said
    assert Session.objects.count() == 1
    connections.close_all()
    code, said = nearer("verify", "--name", "alice", data=folder.path, before=ASK.format("wrong"))
    assert (code, "This name and passphrase do not open a book." in said) == (1, True), said
    Lock.objects.update(salt=b"?")
    connections.close_all()
    code, said = nearer("verify", "--name", "alice", data=folder.path, before=ASK.format(PASSPHRASE))
    assert (code, "damaged: this is not a wrong passphrase" in said) == (1, True), said


LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"


def test_a_full_disk_is_said_and_nothing_is_lost(alice, backup, folder, tmp_path):
    connections.close_all()
    for words in (("backup", tmp_path / "third"), ("restore", backup, "--yes")):
        code, said = nearer(*words, data=folder.path, before=LIMIT.format(40_000))
        assert (code, "Nothing was" in said) == (1, True), said
    code, said = nearer("serve", "--no-browser", data=tmp_path / "new", before=LIMIT.format(40_000))
    assert (code, "If the disk is full, free some space." in said) == (1, True), said
    assert len(alice.book.read().entries) == 5


# Even root keeps to a folder's rights without these powers.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all") if os.getuid() == 0 else ()


@pytest.mark.skipif(
    bool(BOUND) and shutil.which("setpriv") is None, reason="root writes everywhere, and no setpriv here"
)
def test_a_folder_that_cannot_be_written_to_is_said_and_left_alone(alice, backup, folder):
    before = everything_in(folder.path)
    folder.path.chmod(0o500)
    try:
        for words in (("serve", "--no-browser"), ("restore", backup, "--yes")):
            code, said = nearer(*words, data=folder.path, under=BOUND)
            assert (code, "cannot be written to (Permission denied). Nothing was changed." in said) == (1, True), said
        code, said = nearer("backup", folder.path / "copy", data=folder.path, under=BOUND)
        assert code == 1, said
    finally:
        folder.path.chmod(0o700)
    assert everything_in(folder.path) == before
    assert len(alice.book.read().entries) == 5
