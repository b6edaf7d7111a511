"""Backup and restore: a sealed copy of the whole database, taken live, and put back whole or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from nearer.vault.folder import Folder
from nearer.vault.seal import digest, lock_place

TABLES = ("vault_person", "vault_lock", "vault_sealedentry", "vault_waiting", "vault_session")
LETTERS, CHUNKS = "vault_letter", "vault_sealedchunk"
"""Not in a backup from before there were any."""

BESIDE = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps beside a database. A stale one would be played back into whatever stands there next."""


class NotABackup(Exception):
    """The file is no whole Nearer database; the message says what is wrong."""


class NotWritten(Exception):
    """The copy could not be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Health:
    """What can be said of a database without any key. ``damaged``: entries, locks, letters and chunks of
    large things whose bytes have changed, and chunks that belong to no entry."""

    people: int
    entries: int
    waiting: int
    letters: int
    chunks: int
    damaged: int
    integrity: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found to be wrong."""
        return self.integrity == "ok" and self.damaged == 0


def back_up(source: Path, target: Path) -> Health:
    """Write a sealed copy while the server may be running, verify it, and only then give it its name.

    Session rows are left out. Raises FileExistsError rather than write over anything, NotABackup if the source or the
    copy is not whole, NotWritten if the disk does not take it.
    """
    if target.exists():
        raise FileExistsError(target)
    with _copy_of(source, target) as (copy, found):
        copy.rename(target)
    _flush(target.parent)
    return found


def restore(backup: Path, folder: Folder) -> Health:
    """Put a backup in place of the folder's database, in one step, while no server holds the folder.

    Leaves everything as it was and raises NotABackup if the file is not whole, NotWritten if the disk does not take it,
    FolderInUse while a server is running. What stood there before may be damaged: that is when one restores.
    """
    with folder.hold(), _copy_of(backup, folder.database) as (copy, found):
        with suppress(sqlite3.DatabaseError, NotABackup):
            _settle(folder.database)
        _remove_beside(folder.database)
        copy.rename(folder.database)
        _flush(folder.path)
    return found


def health(database: Path) -> Health:
    """Look over a database without any key. Raises NotABackup if it is none."""
    try:
        with _opened(database) as db:
            names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not set(TABLES) <= names:
                raise NotABackup("This is not a Nearer database.")
            if database.stat().st_size % db.execute("PRAGMA page_size").fetchone()[0]:
                raise NotABackup("The database is cut off.")
            integrity = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
            people, entries, waiting = (
                db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names from this file
                for table in ("vault_person", "vault_sealedentry", "vault_waiting")
            )
            letters, changed = _counted(db, LETTERS) if LETTERS in names else (0, 0)
            chunks, torn = _counted(db, CHUNKS) if CHUNKS in names else (0, 0)
            astray = _astray(db) if CHUNKS in names else 0
            damaged = _counted(db, "vault_sealedentry")[1] + _damaged_locks(db) + changed + torn + astray
            return Health(people, entries, waiting, letters, chunks, damaged, integrity)
    except sqlite3.DatabaseError as wrong:
        raise NotABackup(f"The database cannot be read: {wrong}.") from wrong


def _counted(db: sqlite3.Connection, table: str) -> tuple[int, int]:
    """How many sealed rows lie in a table, and how many of them have changed; read one by one."""
    count = changed = 0
    for sealed, stored in db.execute(f"SELECT CAST(sealed AS BLOB), digest FROM {table}"):  # noqa: S608 - a name of ours
        count += 1
        changed += digest(sealed) != stored
    return count, changed


def _astray(db: sqlite3.Connection) -> int:
    """How many chunks belong to no entry of the same person."""
    found = db.execute(
        "SELECT count(*) FROM vault_sealedchunk c WHERE NOT EXISTS"
        " (SELECT 1 FROM vault_sealedentry e WHERE e.id = c.entry_id AND e.person_id = c.person_id)"
    )
    return int(found.fetchone()[0])


def _damaged_locks(db: sqlite3.Connection) -> int:
    rows = db.execute(
        "SELECT person_id, CAST(epoch AS INTEGER), kind, cost, id,"
        " CAST(salt AS BLOB), CAST(commitment AS BLOB), CAST(wrapped AS BLOB), digest FROM vault_lock"
    )
    return sum(
        digest(lock_place(person, epoch, kind, cost, row), *pieces) != stored
        for person, epoch, kind, cost, row, *pieces, stored in rows
    )


def _whole(database: Path) -> Health:
    found = health(database)
    if found.integrity != "ok":
        raise NotABackup(f"The database is damaged: {found.integrity}.")
    return found


@contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    if not database.is_file():
        raise NotABackup(f"There is no file {database}.")
    with closing(sqlite3.connect(database, timeout=20)) as db:
        yield db


@contextmanager
def _copy_of(source: Path, beside: Path) -> Iterator[tuple[Path, Health]]:
    """A verified copy on disk, readable by its owner only, next to where it is to go; gone again unless it is renamed."""
    _whole(source)
    copy = beside.with_name(beside.name + ".partial")
    _remove(copy)
    try:
        _vacuum_into(source, copy)
        found = _whole(copy)
        _flush(copy)
        yield copy, found
    finally:
        _remove(copy)


def _vacuum_into(source: Path, copy: Path) -> None:
    """The file is made first, with its rights: a stick in FAT knows none and would refuse to change them later."""
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with _opened(source) as db:
            db.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("DELETE FROM vault_session")
    except sqlite3.OperationalError as wrong:
        raise NotWritten(str(wrong)) from wrong
    except sqlite3.DatabaseError as wrong:
        raise NotABackup(f"The database cannot be read: {wrong}.") from wrong


def _settle(database: Path) -> None:
    with _opened(database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    _remove_beside(database)


def _remove_beside(database: Path) -> None:
    for ending in BESIDE:
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
