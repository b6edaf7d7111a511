"""What lies and grows before the wall: light on the ground, flat stepping stones, grass, sprigs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from .opening import Opening
from .stonework import num, rounded


@dataclass(frozen=True, slots=True)
class Sprig:
    """A small plant: where it stands, how large it is (1 is 42 units high), and whether it flowers."""

    x: float
    size: float = 1.0
    flowers: bool = False


@dataclass(frozen=True, slots=True)
class DrawnSprig:
    """A sprig ready for SVG; `bloom` is empty when it does not flower."""

    path: str
    bloom: dict[str, str]


def light_falling(opening: Opening, foot: float, *, left: float = 150, right: float = 36) -> str:
    """The path of the light that falls out of the opening, widening down to `foot`."""
    x, half, ground = opening.x, opening.half, opening.ground
    drop = foot - ground
    return (
        f"M{num(x - half + 2)} {num(ground)}"
        f"C{num(x - half - left * 0.13)} {num(ground + drop * 0.35)} {num(x - half - left * 0.61)} {num(foot - drop * 0.26)}"
        f" {num(x - half - left)} {num(foot)}"
        f"H{num(x + half + right)}"
        f"C{num(x + half + right * 0.72)} {num(foot - drop * 0.35)} {num(x + half + right * 0.16)} {num(ground + drop * 0.35)}"
        f" {num(x + half - 2)} {num(ground)}Z"
    )


def stepping_stones(
    opening: Opening, foot: float, rng: Random, *, count: int = 5, drift: float = -46, size: float = 1.0
) -> tuple[str, ...]:
    """Flat stones from the opening towards the reader, larger as they come near."""
    paths = []
    for index in range(count):
        near = (index + 0.35) / count
        x = opening.x + 8 + drift * near**1.3 + (-1) ** index * (4 + 13 * near)
        y = opening.ground + 6 + (foot - opening.ground - 18) * near**1.15
        rx, ry = (13 + 30 * near) * size, (3.6 + 8 * near) * size
        outline = tuple(
            (
                x + rx * math.cos(k * math.pi / 4.5) * rng.uniform(0.93, 1.05),
                y + ry * math.sin(k * math.pi / 4.5) * rng.uniform(0.9, 1.05),
            )
            for k in range(9)
        )
        paths.append(rounded(outline, rx * 0.7))
    return tuple(paths)


def grass_along(opening: Opening, width: float, rng: Random) -> str:
    """Tufts of grass at the foot of the wall, none where people walk, as one path."""
    blades = []
    x = 6.0
    while x < width:
        if not opening.x - opening.half - 30 < x < opening.x + opening.half + 16:
            blades += [_blade(x + rng.uniform(-7, 7), opening.ground, rng) for _ in range(rng.choice((2, 3, 3, 4)))]
        x += rng.uniform(26, 92)
    return "".join(blades)


def drawn(sprig: Sprig, ground: float) -> DrawnSprig:
    """A stem with two leaves, and a flower when it has one."""
    x, y, s = sprig.x, ground + 2, sprig.size

    def curve(*values: float) -> str:
        return "c" + " ".join(num(value * s) for value in values)

    path = (
        f"M{num(x)} {num(y)}{curve(-2, -14, 3, -26, 1, -42)}"
        f"M{num(x - 0.5)} {num(y - 14 * s)}{curve(-8, -2, -12, -8, -13, -13)}{curve(7, 1, 12, 6, 13, 13)}"
        f"M{num(x + 1)} {num(y - 25 * s)}{curve(8, -1, 13, -7, 14, -13)}{curve(-8, 1, -13, 6, -14, 13)}"
    )
    bloom = {"cx": num(x + s), "cy": num(y - 46 * s), "r": num(4.2 * s)} if sprig.flowers else {}
    return DrawnSprig(path, bloom)


def _blade(x: float, ground: float, rng: Random) -> str:
    height, lean = rng.uniform(6, 17), rng.uniform(-6, 6)
    return (
        f"M{num(x)} {num(ground + rng.uniform(0, 3))}q{num(lean * 0.2)} {num(-height * 0.6)} {num(lean)} {num(-height)}"
    )
