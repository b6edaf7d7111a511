"""Words on stones: how wide they probably are, where their lines break, and which way they run."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from .stonework import Stone, middle, num

LETTER = 17.0
LABEL = 14.0
_LINES_AT_MOST = 5
_NARROW = frozenset("iljtfrI.,;:!|'()[]\"“”·- \u2018\u2019")
_BROAD = frozenset("mwMW@%—…œæŒÆ")


@dataclass(frozen=True, slots=True)
class WordStone:
    """A stone kept free for words: its course (0 is lowest), from x to x, and what stands on it."""

    course: int
    start: float
    end: float
    lines: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a stone: the middle of the stone, each line with its own y, and a small label above them."""

    x: str
    lines: tuple[tuple[str, str], ...]
    direction: str
    label: str
    label_y: str


def broken_into_lines(text: str, longest: float) -> tuple[str, ...]:
    """The text in at most five even lines of at most `longest` units, cut with an ellipsis when it must be."""
    words = [piece for word in text.split() for piece in _pieces(word, longest)]
    for count in range(1, _LINES_AT_MOST + 1):
        room = longest * 0.62 if count == 1 else longest
        limit = sum(map(width_of, words)) / count
        while limit <= room:
            lines = _wrapped(words, limit)
            if len(lines) <= count and max(map(width_of, lines), default=0.0) <= limit:
                return lines
            limit += 6
    return _cut_to(_wrapped(words, longest), longest)


def width_of(text: str, letter: float = LETTER) -> float:
    """A generous guess at the width of set text, since nothing is measured on the server."""
    return letter * (sum(map(_advance, text)) + 0.26) if text else 0.0


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    return next((d != "L" for d in map(unicodedata.bidirectional, text) if d in {"L", "R", "AL"}), False)


def is_whole(lines: tuple[str, ...], text: str) -> bool:
    """Whether the lines say all of the text."""
    return "".join("".join(lines).split()) == "".join(text.split())


def words_on(stone: Stone, word: WordStone) -> Words:
    """Where the words of a stone stand, around its middle."""
    x, y = middle(stone.outline)
    above = LABEL * 1.5 if word.label else 0.0
    first = y - (len(word.lines) - 1) * LETTER * 0.62 + LETTER * 0.34 + above / 2
    return Words(
        x=num(x),
        lines=tuple((num(first + index * LETTER * 1.24), line) for index, line in enumerate(word.lines)),
        direction="rtl" if runs_right_to_left(" ".join(word.lines)) else "ltr",
        label=word.label,
        label_y=num(first - LETTER * 1.24),
    )


def _advance(c: str) -> float:
    """The width of one character in parts of its height."""
    if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(c) in "WF":
        return 1.1
    if c in _BROAD:
        return 0.92
    if c in _NARROW:
        return 0.36
    return 0.74 if c.isupper() else 0.55


def _pieces(word: str, longest: float) -> list[str]:
    """A word that fits nowhere, in pieces that do; a mark stays with its letter."""
    pieces, so_far = [""], 0.26
    for c in word:
        advance = _advance(c)
        if pieces[-1] and advance and (so_far + advance) * LETTER > longest:
            pieces.append("")
            so_far = 0.26
        pieces[-1] += c
        so_far += advance
    return pieces


def _wrapped(words: list[str], longest: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and width_of(f"{lines[-1]} {word}") <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _cut_to(lines: tuple[str, ...], longest: float) -> tuple[str, ...]:
    if len(lines) <= _LINES_AT_MOST:
        return lines
    return (*lines[: _LINES_AT_MOST - 1], _shortened(lines[_LINES_AT_MOST - 1], longest))


def _shortened(line: str, longest: float) -> str:
    while line and width_of(line + "…") > longest:
        line = line[:-1]
    return line.rstrip(" ,.;") + "…"
