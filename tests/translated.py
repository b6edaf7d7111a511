"""Which words of a page are neither translated, nor the programme's content, nor what people wrote."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from html import unescape
from typing import Any

from nearer.domain.entries import PersonNamed
from nearer.domain.hidden import FIRST
from nearer.formats.content import BUILT_IN, load
from nearer.formats.prose import html
from nearer.formats.rules import said_in
from tests.brought import WORDS
from tests.chats import DEEP, REPLIES, SHALLOW
from tests.filled import HIDDEN, Owner
from tests.mirrored import own_messages

CONTENT = BUILT_IN
PLAIN = re.compile(r"[A-Za-z]{3,}")
DRAWN = re.compile(r"\b(?:(?:[0-9a-f]{4}){1,2}|[A-Z2-9]{4}-[A-Z2-9]{4})\b")
"""A row's name and an invitation's code, whose letters are drawn at random."""
TYPED = (
    "Words that must not be lost.",
    "Words for later.",
    "The other version of it.",
    "They look away.",
    "Nobody we know",
    "{time}",
    HIDDEN,
    "WhatsApp",
    *SHALLOW,
    *DEEP,
    *REPLIES,
)
"""What the sights themselves type into a page or bring along, and a placeholder."""


def plain_words(text: str, known: list[str]) -> str:
    """The words in a piece of a page that still read as English; ``known`` is what may."""
    if not PLAIN.search(text) or text in _together(tuple(known)):
        return ""  # a line of theirs, as it is broken on a stone
    for words in known:
        if words in text:
            text = text.replace(words, " ")
            if not PLAIN.search(text):
                return ""
    return " ".join(PLAIN.findall(DRAWN.sub("", text)))


def not_ours(people: Iterable[Owner]) -> list[str]:
    """Everything that content and people say, longest first."""
    found = set(TYPED) | set(WORDS) | _content()
    for owner in people:
        found.add(owner.name)
        for entry in owner.written:
            found |= {line for words in _strings(asdict(entry)) for line in (words, *words.splitlines())}
    found |= {message.text.replace(chr(FIRST), "Wren") for message in own_messages()}
    found |= {" ".join(words.split()) for words in found}
    found |= _around_names(found, people)
    return sorted((words for words in found if len(words) > 2), key=len, reverse=True)


def _around_names(found: set[str], people: Iterable[Owner]) -> set[str]:
    """What is left of people's words where a report says "someone" in place of a name."""
    names = {entry.name for owner in people for entry in owner.written if isinstance(entry, PersonNamed)}
    for file in (CONTENT / "samples").glob("*.toml"):
        names |= {one["name"] for one in tomllib.loads(file.read_text(encoding="utf-8"))["person"]}
    named = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return {piece.strip() for words in found if named.search(words) for piece in named.split(words)}


@cache
def _together(known: tuple[str, ...]) -> str:
    return "\n".join(known)


@cache
def _content() -> set[str]:
    """Every text of the programme, of the help lines and the samples, also piece by piece as Markdown is drawn."""
    content = load()
    found = {said for said, _field in (*said_in(content.programme), *said_in(content.help_lines))}
    for file in (CONTENT / "samples").rglob("*.toml"):
        found |= set(_strings(tomllib.loads(file.read_text(encoding="utf-8"))))
    pieces = {piece for said in found for piece in re.split(r"<[^>]*>|\n", unescape(html(said)))}
    return found | pieces | {line for said in found for line in said.splitlines()}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
