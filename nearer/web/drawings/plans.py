"""The walls and arches that pages ask for by name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from .ground import DrawnSprig, Sprig, drawn, light_falling, stepping_stones
from .opening import Opening, View, dressed_ring, ring_around, view_through
from .wall import Plan, Wall, WordStone, lay_wall

_LETTER = 17.0
_LINES_AT_MOST = 4

_WELCOME = Plan(
    name="wall",
    width=1440,
    height=520,
    opening=Opening(x=930, ground=404, half=76, rise=112),
    courses=(52, 46, 42, 44, 36, 38, 30),
    sprigs=(
        Sprig(1072, 1.05, True),
        Sprig(1090, 0.7),
        Sprig(734, 0.75, True),
        Sprig(322, 0.8),
        Sprig(338, 0.55, True),
    ),
)


@dataclass(frozen=True, slots=True)
class Arch:
    """The opening alone, without its wall: a calm drawing for the margin."""

    name: str
    view_box: str
    view: View
    faces: tuple[tuple[str, str], ...]
    fall: str
    steps: tuple[str, ...]
    ground_line: str
    sprigs: tuple[DrawnSprig, ...]


@dataclass(frozen=True, slots=True)
class MapWalls:
    """One wall of a person's words, drawn wide and tall; a page shows the one that fits."""

    wide: Wall
    tall: Wall
    words: tuple[str, ...]


def welcome_wall(seed: int = 11) -> Wall:
    """The long wall of the first page."""
    return lay_wall(_WELCOME, seed)


@lru_cache(maxsize=8)
def arch(seed: int = 5) -> Arch:
    """The ring of stones with the light falling through, and the way up to it."""
    rng = Random(seed)  # noqa: S311  a drawing, no secret
    opening, height = Opening(x=160, ground=234, half=74, rise=110), 304.0
    ring = dressed_ring(ring_around(opening, rng, wedges=9, depth=34, quoin=12))
    return Arch(
        name="arch",
        view_box="0 0 320 304",
        view=view_through(opening),
        faces=(("lit", "".join(stone.path for stone in ring)),),
        fall=light_falling(opening, height, left=66, right=20),
        steps=stepping_stones(opening, height, rng, drift=-26, size=0.72),
        ground_line="M6 236H82M238 236H314",
        sprigs=tuple(drawn(sprig, opening.ground) for sprig in (Sprig(26, 0.7), Sprig(292, 0.9, True))),
    )


@lru_cache(maxsize=64)
def map_walls(words: tuple[str, ...], seed: int) -> MapWalls:
    """A wall whose stones carry up to eight short texts in the person's words."""
    return MapWalls(_wide(words[:8], seed), _tall(words[:8], seed), words[:8])


def broken_into_lines(text: str, longest: float) -> tuple[str, ...]:
    """The text in at most four even lines of at most `longest` units, cut with an ellipsis when it must be."""
    words = text.split()
    for count in range(1, _LINES_AT_MOST + 1):
        room = longest * 0.62 if count == 1 else longest
        limit = sum(map(_width, words)) / count
        while limit <= room:
            lines = _wrapped(words, limit)
            if len(lines) <= count and max(map(_width, lines), default=0.0) <= limit:
                return lines
            limit += 6
    return _cut_to(_wrapped(words, longest), longest)


def _wide(words: tuple[str, ...], seed: int) -> Wall:
    rng = Random(seed)  # noqa: S311
    texts = [broken_into_lines(text, 300) for text in words]
    above, beside = texts[:-3][::-1], texts[-3:][::-1]  # laid from the ground up, read from the top down
    heights = [52.0, *(_height(lines) for lines in beside), *[58.0] * (3 - len(beside))]
    opening_top = 112 + 78 + 58
    while sum(heights) < opening_top:
        heights.append(52.0)
    stones = [
        _stone(1 + i, lines, 18 + rng.uniform(0, 1) * (372 - _stone_width(lines))) for i, lines in enumerate(beside)
    ]
    for index, lines in enumerate(above):
        free = 864 - _stone_width(lines)
        side = rng.uniform(0.62, 0.9) if index % 2 == 0 else rng.uniform(0.08, 0.34)
        stones.append(_stone(len(heights), lines, 18 + free * side))
        heights.append(_height(lines))
    heights.append(34.0)
    ground = sum(heights) + 18
    opening = Opening(x=556, ground=ground, half=78, rise=112)
    sprigs = (Sprig(118, 0.7), Sprig(688, 1.0, True), Sprig(706, 0.65))
    plan = Plan("map-wide", 900, ground + 100, opening, tuple(heights), False, sprigs, tuple(stones), _LETTER)
    return lay_wall(plan, seed)


def _tall(words: tuple[str, ...], seed: int) -> Wall:
    rng = Random(seed)  # noqa: S311
    texts = [broken_into_lines(text, 276) for text in words]
    heights = [42.0, 48.0, 40.0, 46.0, 44.0, 32.0]
    stones = []
    for index, lines in enumerate(reversed(texts)):
        free = 324 - _stone_width(lines)
        side = rng.uniform(0, 0.12) if index % 2 == 0 else rng.uniform(0.86, 1)
        stones.append(_stone(len(heights), lines, 16 + free * side))
        heights.append(_height(lines))
    heights.append(30.0)
    ground = sum(heights) + 18
    opening = Opening(x=186, ground=ground, half=62, rise=108)
    sprigs = (Sprig(42, 0.62), Sprig(318, 0.85, True))
    plan = Plan(
        "map-tall",
        360,
        ground + 86,
        opening,
        tuple(heights),
        False,
        sprigs,
        tuple(stones),
        _LETTER,
        (100, 24),
        -30,
        0.8,
    )
    return lay_wall(plan, seed)


def _stone(course: int, lines: tuple[str, ...], start: float) -> WordStone:
    start = max(0.0, start)
    return WordStone(course, start, start + _stone_width(lines), lines)


def _stone_width(lines: tuple[str, ...]) -> float:
    return max((_width(line) for line in lines), default=0.0) + 46


def _height(lines: tuple[str, ...]) -> float:
    return max(44.0, 20 + len(lines) * _LETTER * 1.24)


def _width(text: str) -> float:
    """A generous guess at the width of set text, since nothing is measured on the server."""
    return sum(_LETTER if unicodedata.east_asian_width(c) in "WF" else _LETTER * 0.53 for c in text) + _LETTER * 0.26


def _wrapped(words: list[str], longest: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and _width(f"{lines[-1]} {word}") <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _cut_to(lines: tuple[str, ...], longest: float) -> tuple[str, ...]:
    return tuple(_shortened(line, longest) for line in lines[: _LINES_AT_MOST - 1]) + (
        (_shortened(" ".join(lines[_LINES_AT_MOST - 1 :]), longest),) if len(lines) >= _LINES_AT_MOST else ()
    )


def _shortened(line: str, longest: float) -> str:
    if _width(line) <= longest:
        return line
    while line and _width(line + "…") > longest:
        line = line[:-1]
    return line.rstrip(" ,.;") + "…"
