"""In a made-up language, half as long again or from right to left: all words are translated, and nothing falls off the page."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

import nearer
from tests.browser.rooms import Rooms
from tests.browser.test_pages import CUT_OFF, NARROW, TOO_WIDE, WITHOUT_FRAME
from tests.filled import HIDDEN, Owner
from tests.served import Served
from tests.sights import SIGHTS, Sight

CONTENT = Path(nearer.__file__).parent / "content"
SAID = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.closest('script, style, noscript, textarea, .recovery-words')) said.push(node.data);
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-says', 'data-says-failed', 'data-words']) {
    for (const e of document.querySelectorAll(`[${name}]`)) said.push(e.getAttribute(name));
  }
  return said.map((words) => words.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""
PLAIN = re.compile(r"[A-Za-z]{3,}")
ROW = re.compile(r"\b[0-9a-f]{8}\b")
TYPED = (
    "Words that must not be lost.",
    "Words for later.",
    "The other version of it.",
    "They look away.",
    "Nobody we know",
    "{time}",
    HIDDEN,
)
"""What the sights themselves type into a page, and a placeholder."""


@pytest.fixture(scope="module", params=["long", "rtl"])
def otherwise(request, chromium, folder, people, tmp_path_factory) -> Iterator[tuple[str, Rooms]]:
    """The product in the made-up language, on a copy of the filled folder."""
    data = tmp_path_factory.mktemp(request.param) / "data"
    shutil.copytree(folder[0].parent / "as-filled", data)
    with Served(data, env={"DJANGO_SETTINGS_MODULE": "tests.pseudo", "NEARER_PSEUDO": request.param}) as server:
        rooms = Rooms(chromium, server, people)
        yield request.param, rooms
        rooms.close()
    assert "Traceback" not in server.said


@pytest.fixture(scope="module")
def not_ours(people) -> list[str]:
    """Words that no template says: the programme's content and what people wrote, longest first."""
    found: set[str] = set(TYPED)
    for file in CONTENT.rglob("*"):
        if file.suffix == ".toml":
            found |= set(_strings(tomllib.loads(file.read_text(encoding="utf-8"))))
        elif file.is_file():
            found |= {line.strip("#*- ") for line in file.read_text(encoding="utf-8").splitlines()}
    for owner in people.values():
        found |= _written(owner)
    found |= {" ".join(words.split()) for words in found}
    return sorted((words for words in found if len(words) > 2), key=len, reverse=True)


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda s: s.name)
def test_page(otherwise, not_ours: list[str], sight: Sight):
    kind, rooms = otherwise
    if kind == "rtl" and not sight.address:
        pytest.skip("right to left, every address is seen once")
    here, page, answer = rooms.arrive(sight)
    assert answer.status < 500
    assert page.locator("html").get_attribute("dir") == ("rtl" if kind == "rtl" else "ltr") or sight.name == "away"
    left = {words: plain for words in page.evaluate(SAID) if (plain := _plain(words, not_ours))}
    assert not left, "did not go through gettext"
    for width, height in ((390, 844), *NARROW, (1280, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(TOO_WIDE) == [], f"scrolls sideways at {width} x {height}"
        assert width < 390 or page.evaluate(CUT_OFF) == [], f"words are cut off at {width} x {height}"
    if sight.name not in WITHOUT_FRAME:
        _corner_is_at_the_end(page, kind)
    here.elsewhere.clear()
    here.complaints.clear()


def _corner_is_at_the_end(page: Any, kind: str) -> None:
    brand, leave = (page.locator(f"header.top {one}").bounding_box() for one in (".brand", ".leave"))
    assert (brand["x"] < leave["x"]) == (kind == "long")


def _plain(words: str, not_ours: list[str]) -> str:
    if not PLAIN.search(words):
        return ""
    for known in not_ours:
        if words in known:
            return ""  # a line of theirs, as it is broken on a stone
        if known in words:
            words = words.replace(known, " ")
            if not PLAIN.search(words):
                return ""
    return " ".join(PLAIN.findall(ROW.sub("", words)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _written(owner: Owner) -> set[str]:
    found = {owner.name}
    for entry in owner.written:
        found |= {line for words in _strings(asdict(entry)) for line in (words, *words.splitlines())}
    return found


def test_the_made_up_language_is_longer():
    from tests.pseudo import said_otherwise

    assert len(said_otherwise("Keep this sentence", "long")) > 1.4 * len("Keep this sentence")
    longer = said_otherwise("Ask %(name)s to <b>wait</b> for {time} & more", "long")
    assert "%(name)s" in longer
    assert "<b>" in longer
    assert "{time}" in longer
