"""The papers of the house say what is so: nothing stale, no dead link, no name of a machine, no claim too large."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.places import CHECKOUT
from tools.docs import pages

NOT_OURS = {".git", ".venv", "__pycache__", "node_modules", "screens", "build", "dist", ".hypothesis", ".bench"}
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "crates" + ".io", "--index" + "-url")
MACHINE = re.compile(r"(?<![\w.-])/(?:wo" + r"rk|ro" + r"ot|farm)/")
CLAIMS = re.compile(r"\b(treats|cures|diagnoses|clinically proven|end-to-end|zero-knowledge)\b", re.IGNORECASE)
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)|src(?:set)?=\"([^\"]+)\"")


def ours():
    """Every text file of the checkout, whether or not git is here."""
    for folder, folders, names in os.walk(CHECKOUT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        for name in set(names) - NOT_OURS:
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


MAKE = "".join(path.read_text() for path in named("Makefile", "tools/*.mk"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_make_target_in_the_papers_is_there(paper):
    targets = set(re.findall(r"^([a-z-]+):", MAKE, re.MULTILINE))
    asked = set(re.findall(r"(?:`|^\s*)make ([a-z-]+)", paper.read_text(), re.MULTILINE))
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


def test_a_book_opens_by_the_paper_alone():
    """The few lines in docs/sealed-format.md open the frozen vector, and use nothing of the vault."""
    paper: dict[str, Any] = {}
    exec((CHECKOUT / "docs/sealed-format.md").read_text().split("```python\n")[1].split("```")[0], paper)
    vector = json.loads((CHECKOUT / "tests/vectors/v1.json").read_text())
    who, entry, page = (vector[name] for name in ("person", "entry", "waiting"))
    lock = next(lock for lock in vector["locks"] if lock["kind"] == "passphrase")
    salt, wrapped, sealed, waits = map(bytes.fromhex, (lock["salt"], lock["wrapped"], entry["sealed"], page["sealed"]))

    key = paper["person_key"](vector["passphrase"], who["id"], lock["epoch"], lock["id"], lock["cost"], salt, wrapped)
    assert key.hex() == who["key"]
    assert entry["text"].encode() in paper["entry"](key, who["id"], who["epoch"], entry["id"], sealed)
    shared = json.loads((CHECKOUT / "tests/vectors/v7.json").read_text())["letters"]
    sender, recipient = (bytes.fromhex(shared["answer"])[place : place + 80] for place in (24, 104))
    opened = paper["letter"](
        bytes.fromhex(shared["keys"]["other"]), "share", sender, recipient, bytes.fromhex(shared["share"])
    )
    assert opened.decode() == shared["text"]
    assert page["form"]["path"].encode() in paper["waiting"](key, who["id"], page["epoch"], page["id"], waits)
    kept = json.loads((CHECKOUT / "tests/vectors/v10.json").read_text())
    whose, large = kept["person"], kept["large"]
    chunks = [(chunk["id"], bytes.fromhex(chunk["sealed"])) for chunk in large["chunks"]]
    text = paper["large"](bytes.fromhex(whose["key"]), whose["id"], whose["epoch"], large["id"], chunks)
    assert text.decode() == large["text"]
    for name in ("archive-v1", "archive-v2"):
        archive = paper["archive"]((CHECKOUT / f"tests/vectors/{name}.nearer").read_bytes(), vector["passphrase"])
        assert archive == (CHECKOUT / f"tests/vectors/{name}.book").read_bytes()
