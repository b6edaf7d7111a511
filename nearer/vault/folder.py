"""The data folder on the person's own computer: one database, one secret, one server at a time."""

import fcntl
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO

DATABASE = "nearer.sqlite3"
SECRET = "secret"
GUARD = "open.lock"


class FolderUnusable(Exception):
    """The folder cannot be used; the message is a sentence for the person."""


class FolderInUse(Exception):
    """Another Nearer has this folder open; ``link`` is where, if it said so."""

    def __init__(self, link: str) -> None:
        super().__init__(link)
        self.link = link


@dataclass(frozen=True, slots=True)
class Folder:
    """A data folder by its path."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / DATABASE

    def prepare(self) -> None:
        """Create the folder, readable by its owner only. Raises FolderUnusable."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.chmod(0o700)
            probe = self.path / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as wrong:
            raise FolderUnusable(f"The folder {self.path} cannot be written to ({wrong.strerror}).") from wrong

    def secret(self) -> str:
        """The secret that signs forms; made on first use, readable by its owner only."""
        path = self.path / SECRET
        try:
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(made, "w") as out:
            out.write(secrets.token_urlsafe(48))
        return path.read_text().strip()

    def hold(self) -> IO[str]:
        """Take the folder for this process until the returned file is closed or the process ends. Raises FolderInUse."""
        held = open(self.path / GUARD, "a+")  # noqa: SIM115 - it stays open on purpose
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            link = held.read().strip()
            held.close()
            raise FolderInUse(link) from None
        held.truncate(0)
        return held
