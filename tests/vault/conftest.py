"""Every vault test has a database file of its own, in WAL, as on a person's computer."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from nearer.vault import keys, locks
from nearer.vault.models import Person
from nearer.vault.store import OpenBook

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSPHRASE = "a quiet harbour at dusk"


@dataclass(frozen=True)
class Someone:
    """A person with an open book."""

    person: Person
    key: bytes
    book: OpenBook


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory, django_db_blocker) -> Path:
    path = tmp_path_factory.mktemp("empty") / "nearer.sqlite3"
    with django_db_blocker.unblock(), database_at(path):
        call_command("migrate", verbosity=0, interactive=False)
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(autouse=True)
def database(tmp_path, empty_database, django_db_blocker) -> Iterator[Path]:
    """The database file of this test."""
    path = tmp_path / "nearer.sqlite3"
    shutil.copy(empty_database, path)
    with django_db_blocker.unblock(), database_at(path):
        yield path


@pytest.fixture(autouse=True)
def cheap_argon(monkeypatch) -> None:
    """Argon2 that costs nothing; tests about its cost ask for ``real_argon``."""
    monkeypatch.setattr(keys, "FLOOR", keys.Argon2(memory=8, passes=1))


@pytest.fixture
def real_argon(cheap_argon, monkeypatch) -> None:
    monkeypatch.setattr(keys, "FLOOR", keys.Argon2())


@pytest.fixture
def alice() -> Someone:
    """Alice owns a book."""
    return someone("Alice")


@pytest.fixture
def charlie() -> Someone:
    """Charlie has another one and may not see Alice's."""
    return someone("Charlie")


def someone(name: str, passphrase: str = PASSPHRASE) -> Someone:
    person, key, _token = locks.begin_person(NOW)
    locks.finish_sitting(person, key, name, passphrase)
    return Someone(person, key, OpenBook(person.id, person.epoch, keys.keys(key)))


class database_at:  # noqa: N801 - reads as a phrase
    """All vault rows come from this file meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path, self._before = path, connection.settings_dict["NAME"]

    def __enter__(self) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = self._path

    def __exit__(self, *_: object) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = self._before
