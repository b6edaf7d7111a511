"""Every word of every page goes through gettext: in a made-up language, nothing reads as English any more."""

import re
from html.parser import HTMLParser

import pytest
from django.utils.translation import trans_real

from nearer.web.room import SAMPLE_COOKIE
from nearer.web.samples import samples
from tests.pseudo import Pseudo
from tests.sights import SIGHTS, Sight
from tests.translated import not_ours, plain_words
from tests.web.conftest import House

SAID_IN = {"aria-label", "title", "placeholder", "alt", "data-says", "data-says-failed", "data-words"}
SILENT = {"script", "style", "textarea"}
STAND_ALONE = [sight for sight in SIGHTS if sight.then is None]
"""What a form leads to is seen in the browser, in ``tests/browser/test_pseudo.py``."""


WORD_LISTS = {"recovery-words", "recovery-words-first", "share-compare", "desk-compare"}
"""Words of the English list, which stay what they are in every language."""

ROW_ID = re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{8,}\b")
"""The beginning of a row's random id: what letters stand in it is chance."""


class Said(HTMLParser):
    """Collects what a page says, seen or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in SILENT or dict(attrs).get("class") == "recovery-words"
        self.words += [value for name, value in attrs if name in SAID_IN and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(ROW_ID.sub("", data))


@pytest.fixture(scope="module")
def known(filled) -> list[str]:
    """Everything that content and people say; looking at a page adds nothing to it."""
    return not_ours(filled[1].values())


@pytest.mark.parametrize("sight", STAND_ALONE, ids=lambda s: s.name)
def test_page(house: House, known: list[str], monkeypatch, sight: Sight):
    client = house.browser("" if sight.who == "sample" else sight.who)
    if sight.who == "sample":
        client.cookies[SAMPLE_COOKIE] = samples()[0].id
    monkeypatch.setitem(trans_real._translations, "en", Pseudo())
    trans_real.activate("en")
    try:
        answer = client.get(sight.path_for(house.people.get(sight.who)))
    finally:
        monkeypatch.undo()
        trans_real.deactivate()
    said = Said()
    said.feed(answer.content.decode())
    left = {words: plain for text in said.words if (plain := plain_words(words := " ".join(text.split()), known))}
    assert not left or (sight.name in WORD_LISTS and _is_a_word_list(left))
    assert answer.status_code in (200, 302, 403, 404)


def _is_a_word_list(left: dict[str, str]) -> bool:
    return all(" " not in words for words in left)
