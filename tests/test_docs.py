"""The papers of the house say what is so: nothing stale, no dead link, no name of a machine, no claim too large."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nearer.domain.entries import StoryTold
from nearer.vault import keys, locks
from nearer.vault.store import OpenBook
from nearer.vault.waiting import WrittenForm, seal_while_locked
from tests.places import CHECKOUT
from tools.docs import pages

NOT_OURS = {".git", ".venv", "__pycache__", "node_modules", "screens", "build", "dist", ".hypothesis"}
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "crates" + ".io", "--index" + "-url")
MACHINE = re.compile(r"(?<![\w.-])/(?:wo" + r"rk|ro" + r"ot|farm)/")
CLAIMS = re.compile(r"\b(treats|cures|diagnoses|clinically proven|end-to-end|zero-knowledge)\b", re.IGNORECASE)
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)|src(?:set)?=\"([^\"]+)\"")


def ours():
    """Every text file of the checkout, whether or not git is here."""
    for folder, folders, names in os.walk(CHECKOUT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        for name in names:
            try:
                yield Path(folder, name), Path(folder, name).read_text()
            except UnicodeDecodeError:
                continue


def named(*patterns):
    return sorted(path for pattern in patterns for path in CHECKOUT.glob(pattern) if path.is_file())


def found(pattern, text):
    return [f"line {text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}" for hit in pattern.finditer(text)]


PAPERS = named("*.md", "docs/**/*.md")


def test_generated_pages_are_fresh():
    assert [page.name for page, text in pages().items() if page.read_text() != text] == [], "run `make docs`"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_make_target_in_the_papers_is_there(paper):
    targets = set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))
    asked = set(re.findall(r"(?:`|^\s*)make ([a-z]+)", paper.read_text(), re.MULTILINE))
    assert asked <= targets


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(paper):
    links = [one or other for one, other in LINK.findall(paper.read_text())]
    here = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in here if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_test_that_a_paper_names_is_there(paper):
    tests = set(re.findall(r"`(tests/[\w/]+\.py)", paper.read_text()))
    assert [name for name in sorted(tests) if not (CHECKOUT / name).exists()] == []


def test_no_registry_and_no_machine_is_named():
    hosts = re.compile("|".join(map(re.escape, REGISTRIES)))
    hits = {str(path.relative_to(CHECKOUT)): found(hosts, text) + found(MACHINE, text) for path, text in ours()}
    assert {path: lines for path, lines in hits.items() if lines} == {}


def test_nothing_claims_more_than_nearer_is():
    claimed = named("README.md", "docs/guide-person.md", "nearer/content/**/*.*", "nearer/web/templates/**/*.*")
    hits = {str(path.relative_to(CHECKOUT)): found(CLAIMS, path.read_text()) for path in claimed}
    assert {path: lines for path, lines in hits.items() if lines} == {}


@pytest.mark.django_db
def test_a_book_opens_by_the_paper_alone():
    """The few lines in docs/sealed-format.md open what the vault sealed, and use nothing of the vault."""
    paper: dict[str, Any] = {}
    exec((CHECKOUT / "docs/sealed-format.md").read_text().split("```python\n")[1].split("```")[0], paper)
    at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    person, key, _ = locks.begin_person(at)
    locks.put_passphrase_lock(person, key, "four words of nothing")
    told = StoryTold(
        id="b" * 32, rev=1, at=at, zone="UTC", day=at.date(), text="No one asks.", prompt="", wanted="both"
    )
    OpenBook(person.id, person.epoch, keys.keys(key)).write(add=[told])
    seal_while_locked(person.id, WrittenForm("/today/", at, {"words": ["written while locked"]}))

    lock, entry, page = person.locks.get(kind="passphrase"), person.entries.get(), person.waiting.get()
    opened = paper["person_key"]("four words of nothing", person.id, 1, lock.id, lock.cost, lock.salt, lock.wrapped)
    assert opened == key
    assert b"No one asks." in paper["entry"](key, person.id, 1, entry.id, entry.sealed)
    assert b"written while locked" in paper["waiting"](key, person.id, page.epoch, page.id, page.sealed)
