"""Backup and restore: a sealed copy of the whole database, taken live, and put back whole or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from nearer.vault.folder import Folder
from nearer.vault.seal import digest

TABLES = ("vault_person", "vault_lock", "vault_sealedentry", "vault_waiting", "vault_session")


class NotABackup(Exception):
    """The file is no whole Nearer database; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Health:
    """What can be said of a database without any key. ``damaged`` counts rows whose bytes have changed."""

    people: int
    entries: int
    waiting: int
    damaged: int
    integrity: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found to be wrong."""
        return self.integrity == "ok" and self.damaged == 0


def back_up(source: Path, target: Path) -> Health:
    """Write a sealed copy while the server may be running, verify it, and only then give it its name.

    Session rows are left out. Raises FileExistsError rather than write over anything, NotABackup if the copy is not whole.
    """
    if target.exists():
        raise FileExistsError(target)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        with _opened(source) as db:
            db.execute("VACUUM INTO ?", (str(partial),))
        os.chmod(partial, 0o600)
        _drop_sessions(partial)
        found = _whole(partial)
        _flush(partial)
        partial.rename(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return found


def restore(backup: Path, folder: Folder) -> Health:
    """Put a backup in place of the folder's database, in one step, while no server holds the folder.

    Raises NotABackup, leaving everything as it was, if the file is not whole; FolderInUse while a server is running.
    """
    found = _whole(backup)
    with folder.hold():
        partial = folder.database.with_name(folder.database.name + ".partial")
        partial.unlink(missing_ok=True)
        with _opened(backup) as db:
            db.execute("VACUUM INTO ?", (str(partial),))
        os.chmod(partial, 0o600)
        _drop_sessions(partial)
        _whole(partial)
        _flush(partial)
        if folder.database.exists():
            _settle(folder.database)
        for stale in ("-wal", "-shm"):
            folder.database.with_name(folder.database.name + stale).unlink(missing_ok=True)
        partial.rename(folder.database)
        _flush(folder.path)
    return found


def health(database: Path) -> Health:
    """Look over a database without any key. Raises NotABackup if it is none."""
    try:
        with _opened(database) as db:
            names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not set(TABLES) <= names:
                raise NotABackup("This is not a Nearer database.")
            integrity = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
            rows = db.execute("SELECT sealed, digest FROM vault_sealedentry")
            damaged = sum(digest(sealed) != stored for sealed, stored in rows)
            people, entries, waiting = (
                db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names from this file
                for table in ("vault_person", "vault_sealedentry", "vault_waiting")
            )
            return Health(people, entries, waiting, damaged, integrity)
    except sqlite3.DatabaseError as wrong:
        raise NotABackup(f"The database cannot be read: {wrong}.") from wrong


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


def _drop_sessions(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("PRAGMA secure_delete = ON")
        db.execute("DELETE FROM vault_session")
        db.execute("VACUUM")


def _settle(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=20)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
