"""The walls and arches that pages ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from random import Random

from .ground import DrawnSprig, Sprig, drawn, light_falling, stepping_stones
from .lettering import LABEL, LETTER, WordStone, broken_into_lines, is_whole, width_of
from .opening import Opening, View, dressed_ring, ring_around, view_through
from .wall import Plan, Wall, lay_wall

_WIDEST, _TALLEST = 300.0, 276.0
"""The longest line of words on a stone of the wide and of the tall wall."""

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
class Carving:
    """What stands on a stone: a label, and the person's words under it. Without words there is no such stone."""

    label: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MapWalls:
    """One wall, drawn wide and tall; a page shows the one that fits. `carved` stands on it; `cut` does not whole."""

    wide: Wall
    tall: Wall
    carved: tuple[Carving, ...]
    cut: tuple[Carving, ...]


@lru_cache(maxsize=1)
def welcome_wall(seed: int = 11) -> Wall:
    """The long wall of the first page."""
    return lay_wall(_WELCOME, seed)


def arch(seed: int) -> Arch:
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


def map_walls(upper: Carving, lower: Carving, seed: int, roots: Sequence[Carving] = ()) -> MapWalls:
    """A person's wall: two stones for the first two lines, and one for each root, in courses of their own under the cap.

    Never remembered: the words belong to the book.
    """
    carved = tuple(carving for carving in (upper, lower, *roots) if carving.text)
    cut = tuple(
        carving
        for carving in carved
        if not all(is_whole(broken_into_lines(carving.text, longest), carving.text) for longest in (_WIDEST, _TALLEST))
    )
    stood = [carving for carving in roots if carving.text]
    return MapWalls(_wide(upper, lower, stood, seed), _tall(upper, lower, stood, seed), carved, cut)


def small_wall(upper: Carving, lower: Carving, seed: int, roots: Sequence[Carving] = ()) -> Wall:
    """The same wall, stone for stone, too small for words."""
    return replace(_wide(upper, lower, [carving for carving in roots if carving.text], seed), words=())


def _wide(upper: Carving, lower: Carving, roots: Sequence[Carving], seed: int) -> Wall:
    rng = Random(seed)  # noqa: S311  a drawing, no secret
    where = rng.uniform(0, 1), rng.uniform(0.06, 0.72)
    stones = [_stone(2, lower, _WIDEST, 18, 392, where[0]), _stone(5, upper, _WIDEST, 18, 846, where[1])]
    heights = [50.0, 44.0, _height(stones[0]), 46.0, 52.0, _height(stones[1]), 44.0]
    for course, pair in enumerate(zip_longest(roots[::2], roots[1::2]), len(heights)):
        sides = ((18, 432), (458, 872)) if rng.random() < 0.5 else ((458, 872), (18, 432))
        two = [
            _stone(course, carving, _WIDEST, *side, rng.uniform(0, 1))
            for carving, side in zip(pair, sides, strict=True)
            if carving is not None
        ]
        heights.append(max(map(_height, two)))
        stones += two
    ground = sum(heights) + 50
    opening = Opening(x=556, ground=ground, half=78, rise=112)
    sprigs = (Sprig(118, 0.7), Sprig(688, 1.0, True), Sprig(706, 0.65))
    words = tuple(stone for stone in stones if stone.lines)
    return lay_wall(Plan("map-wide", 900, ground + 92, opening, (*heights, 32.0), False, sprigs, words), seed)


def _tall(upper: Carving, lower: Carving, roots: Sequence[Carving], seed: int) -> Wall:
    rng = Random(seed)  # noqa: S311
    to_the_left = rng.random() < 0.5
    near, far = rng.uniform(0, 0.14), rng.uniform(0.86, 1)
    where = (near, far) if to_the_left else (far, near)
    stones = [_stone(5, lower, _TALLEST, 14, 346, where[0]), _stone(6, upper, _TALLEST, 14, 346, where[1])]
    heights = [40.0, 46.0, 38.0, 44.0, 34.0, _height(stones[0]), _height(stones[1])]
    for number, carving in enumerate(roots):
        stones.append(_stone(len(heights), carving, _TALLEST, 14, 346, where[number % 2]))
        heights.append(_height(stones[-1]))
    ground = sum(heights) + 44
    opening = Opening(x=186, ground=ground, half=56, rise=94)
    sprigs = (Sprig(42, 0.62), Sprig(318, 0.85, True))
    words = tuple(stone for stone in stones if stone.lines)
    courses = (*heights, 28.0)
    plan = Plan("map-tall", 360, ground + 72, opening, courses, False, sprigs, words, (100, 24), -30, 0.72)
    return lay_wall(plan, seed)


def _stone(course: int, carving: Carving, longest: float, left: float, right: float, where: float) -> WordStone:
    """A stone for these words in its course, `where` (0 to 1) between left and right."""
    lines = broken_into_lines(carving.text, longest)
    width = max(width_of(carving.label, LABEL), *map(width_of, lines), 0.0) + 46
    start = left + max(0.0, right - left - width) * where
    return WordStone(course, start, start + width, lines, carving.label)


def _height(stone: WordStone) -> float:
    if not stone.lines:
        return 52.0
    return 24 + len(stone.lines) * LETTER * 1.24 + (LABEL * 1.5 if stone.label else 0)
