"""Which words of a page are neither translated, nor the programme's content, nor what people wrote."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import nearer
from tests.filled import HIDDEN, Owner

CONTENT = Path(nearer.__file__).parent / "content"
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


def plain_words(text: str, known: list[str]) -> str:
    """The words in a piece of a page that still read as English; ``known`` is what may."""
    if not PLAIN.search(text):
        return ""
    for words in known:
        if text in words:
            return ""  # a line of theirs, as it is broken on a stone
        if words in text:
            text = text.replace(words, " ")
            if not PLAIN.search(text):
                return ""
    return " ".join(PLAIN.findall(ROW.sub("", text)))


def not_ours(people: Iterable[Owner]) -> list[str]:
    """Everything that content and people say, longest first."""
    found = set(TYPED) | _content()
    for owner in people:
        found.add(owner.name)
        for entry in owner.written:
            found |= {line for words in _strings(asdict(entry)) for line in (words, *words.splitlines())}
    found |= {" ".join(words.split()) for words in found}
    return sorted((words for words in found if len(words) > 2), key=len, reverse=True)


@cache
def _content() -> set[str]:
    found: set[str] = set()
    for file in CONTENT.rglob("*"):
        if file.suffix == ".toml":
            found |= set(_strings(tomllib.loads(file.read_text(encoding="utf-8"))))
        elif file.is_file():
            found |= {line.strip("#*- ") for line in file.read_text(encoding="utf-8").splitlines()}
    return found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
