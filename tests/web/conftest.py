"""A database of its own for every test of the pages, with the same people in it."""

import copy
import html
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.test.client import ClientHandler
from django.utils.html import escape

from nearer.domain.entries import CoinFlipBegun
from nearer.vault import keys, sessions
from nearer.vault.models import Letter, Lock, Person, SealedEntry, Session, Waiting
from nearer.vault.throttle import Throttle
from nearer.web import tries
from nearer.web.room import OPEN_COOKIE, SAMPLE_COOKIE, START_COOKIE
from tests.filled import Owner, database_at, fill

CHEAP = keys.Argon2(memory=8, passes=1)
WORDS = ("text", "act", "fear", "first_sentence", "moment", "camera", "did", "learned", "words", "name")


@dataclass(frozen=True)
class House:
    """The people of a filled database, and their browsers."""

    database: Path
    people: dict[str, Owner]

    def __getitem__(self, name: str) -> Owner:
        return self.people[name]

    def browser(self, name: str = "", trusting: bool = True) -> Client:
        """A browser; with a name, one in which that person's book is open."""
        client = Client(enforce_csrf_checks=not trusting)
        client.handler = site(trusting)
        if name == "Noor":
            client.cookies[START_COOKIE] = self[name].token
        elif name:
            owner = self[name]
            person = Person.objects.get(id=owner.person.id)
            client.cookies[OPEN_COOKIE] = sessions.open_session(person, owner.book.keys.person_key, datetime.now(UTC))
        return client

    @contextmanager
    def put_back(self) -> Iterator[None]:
        """Whatever is written meanwhile holds together as at the end of a request, and is then undone."""
        with transaction.atomic():
            yield
            connection.check_constraints()
            transaction.set_rollback(True)


@cache
def site(trusting: bool = True) -> ClientHandler:
    """All of the site, put together once: a client of its own would read every static file anew."""
    return ClientHandler(enforce_csrf_checks=not trusting)


def in_sample(name: str) -> Client:
    """A browser in which a sample is open."""
    client = Client()
    client.handler = site()
    client.cookies[SAMPLE_COOKIE] = name
    return client


@pytest.fixture(scope="session")
def filled(tmp_path_factory, django_db_blocker) -> tuple[Path, dict[str, Owner]]:
    database = tmp_path_factory.mktemp("filled") / "nearer.sqlite3"
    with pytest.MonkeyPatch.context() as patched, django_db_blocker.unblock():
        patched.setattr(keys, "FLOOR", CHEAP)
        people = fill(database)
        with database_at(database):
            from nearer.vault.store import scrub

            assert scrub()
    return database, people


@pytest.fixture
def house(filled, tmp_path, django_db_blocker, monkeypatch) -> Iterator[House]:
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    monkeypatch.setattr(tries, "throttle", Throttle())
    database, people = tmp_path / "nearer.sqlite3", {name: again(owner) for name, owner in filled[1].items()}
    shutil.copy(filled[0], database)
    with django_db_blocker.unblock(), database_at(database):
        yield House(database, people)


def again(owner: Owner) -> Owner:
    """The same person for another test; keys and entries are never changed and are shared."""
    return replace(owner, person=copy.copy(owner.person), ids=dict(owner.ids), written=list(owner.written))


def words_of(owner: Owner) -> set[str]:
    """Everything that stands in someone's book in their own words, as a page would show it."""
    entries = [entry for entry in owner.book.read().entries if not isinstance(entry, CoinFlipBegun)]  # acts of a list
    said = {getattr(entry, name, "") for entry in entries for name in WORDS}
    said |= {value for e in entries for values in getattr(e, "written", {}).values() for value in values}
    return {str(escape(line)) for words in said for line in words.splitlines() if len(line) > 5}


class Rows(NamedTuple):
    """Everything that is stored of someone, table by table."""

    entries: list[tuple[str, bytes]]
    locks: list[tuple[int, bytes]]
    person: list[tuple[object, ...]]
    waiting: list[str]
    letters: list[str]
    sessions: list[str]


def rows_of(owner: Owner) -> Rows:
    """What is stored of someone now."""
    person = owner.person.id
    return Rows(
        sorted(SealedEntry.objects.filter(person_id=person).values_list("id", "sealed")),
        sorted(Lock.objects.filter(person_id=person).values_list("id", "digest")),
        list(Person.objects.filter(id=person).values_list()),
        sorted(Waiting.objects.filter(person_id=person).values_list("id", flat=True)),
        sorted(Letter.objects.filter(Q(sender=person) | Q(recipient=person)).values_list("id", flat=True)),
        sorted(Session.objects.filter(person_id=person).values_list("found_by", flat=True)),
    )


class Clock:
    """The clock of the pages, which a test may set."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def later(self, **how_much: float) -> None:
        """Let time pass, or with a minus sign set the clock back."""
        self.ahead += timedelta(**how_much)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    found = Clock()
    for name, module in list(sys.modules.items()):
        if name.startswith("nearer.web.") and hasattr(module, "now"):
            monkeypatch.setattr(module, "now", found.now)
    return found


def text_of(answer) -> str:
    """A page's HTML with its entities read."""
    return html.unescape(answer.content.decode())


def fields_of(answer, form: int = 0) -> dict[str, str]:
    """What the page's main form would send if nothing were typed: every hidden and filled field."""
    page = answer.content.decode()
    page = page[page.index("<main") :]
    shown = re.findall(r"<form.*?</form>", page, re.S)[form]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", shown):
        said = {name: html.unescape(value) for name, value in re.findall(r'(\w[\w-]*)="([^"]*)"', tag)}
        if said.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        sent[said["name"]] = said.get("value", "")
    for name, value in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>', shown, re.S):
        sent[name] = html.unescape(value)
    return sent
