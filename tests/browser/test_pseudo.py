"""In a made-up language, half as long again or from right to left: all words are translated, and nothing falls off the page."""

import functools
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser.rooms import Rooms
from tests.browser.test_pages import CUT_OFF, TOO_WIDE, WITHOUT_FRAME
from tests.places import EVERY
from tests.served import Served
from tests.sights import SIGHTS, Sight
from tests.translated import not_ours, plain_words

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


def _once(kind: str, sights: list[Sight]) -> list[Any]:
    """All sights of a kind on one worker, so that its server starts once."""
    group = pytest.mark.xdist_group(f"pseudo-{kind}")
    return [pytest.param(kind, sight, id=f"{kind}-{sight.name}", marks=group) for sight in sights]


ADDRESSES = [sight for sight in SIGHTS if sight.address]
OTHERS = [sight for sight in SIGHTS if sight.then]
LONG = ADDRESSES + OTHERS if EVERY else ADDRESSES[::5] + OTHERS[::3]
SEEN = _once("long", LONG) + _once("rtl", ADDRESSES if EVERY else ADDRESSES[3::8])
"""A part of the pages, since the sheets hold for all alike; all of them with ``make pages``. That all words are translated
is asked of all pages, without a browser, in ``tests/web/test_translated.py``."""


@pytest.fixture(scope="module")
def otherwise(chromium, folder, people, tmp_path_factory) -> Iterator[Callable[[str], Rooms]]:
    """The product in a made-up language, on a copy of the filled folder; each starts once."""
    with ExitStack() as stack:

        @functools.cache
        def start(kind: str) -> Rooms:
            data = tmp_path_factory.mktemp(kind) / "data"
            shutil.copytree(folder[0].parent / "as-filled", data)
            server = Served(data, env={"DJANGO_SETTINGS_MODULE": "tests.pseudo", "NEARER_PSEUDO": kind})
            stack.callback(_was_fine, server)
            stack.enter_context(server)
            rooms = Rooms(chromium, server, people)
            stack.callback(rooms.close)
            return rooms

        yield start


def _was_fine(server: Served) -> None:
    assert "Traceback" not in server.said


@pytest.fixture(scope="module")
def said_by_people(people) -> list[str]:
    """Words that no template says."""
    return not_ours(people.values())


@pytest.mark.parametrize(("kind", "sight"), SEEN)
def test_page(otherwise, said_by_people: list[str], kind: str, sight: Sight):
    here, page, answer = otherwise(kind).arrive(sight)
    assert answer.status < 500
    assert page.locator("html").get_attribute("dir") == ("rtl" if kind == "rtl" else "ltr") or sight.name == "away"
    left = {words: plain for words in page.evaluate(SAID) if (plain := plain_words(words, said_by_people))}
    assert not left, "did not go through gettext"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(TOO_WIDE) == [], "scrolls sideways"
    assert page.evaluate(CUT_OFF) == [], "words are cut off"
    if sight.name not in WITHOUT_FRAME:
        _corner_is_at_the_end(page, kind)
    here.elsewhere.clear()
    here.complaints.clear()


def _corner_is_at_the_end(page: Any, kind: str) -> None:
    brand, leave = (page.locator(f"header.top {one}").bounding_box() for one in (".brand", ".leave"))
    assert (brand["x"] < leave["x"]) == (kind == "long")


def test_the_made_up_language_is_longer():
    from tests.pseudo import said_otherwise

    assert len(said_otherwise("Keep this sentence", "long")) > 1.4 * len("Keep this sentence")
    longer = said_otherwise("Ask %(name)s to <b>wait</b> for {time} & more", "long")
    assert "%(name)s" in longer
    assert "<b>" in longer
    assert "{time}" in longer
