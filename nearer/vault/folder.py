"""The data folder on the person's own computer: one database, one secret, one server at a time."""

import fcntl
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

DATABASE = "nearer.sqlite3"
SECRET = "secret"  # noqa: S105 - the name of a file
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
        """Create the folder, readable by its owner only; one that is there keeps its rights. Raises FolderUnusable."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=self.path):
                pass
        except OSError as wrong:
            raise FolderUnusable(f"The folder {self.path} cannot be written to ({wrong.strerror}).") from wrong

    def secret(self) -> str:
        """The secret that signs forms; made whole on first use, readable by its owner only."""
        path = self.path / SECRET
        if not path.exists() or not path.read_text().strip():
            partial = path.with_name(SECRET + ".partial")
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(48))
                out.flush()
                os.fsync(out.fileno())
            partial.replace(path)
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
