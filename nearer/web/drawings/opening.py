"""The opening in the wall: the ring of wedge stones around it, and what is seen through it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from .stonework import Outline, Point, Stone, num, rounded, shrunk, smoothed

_JOINT = 1.7  # half the joint between ring stones
_CORNER = 6.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A round arch over two straight sides. All measures in drawing units, y downwards."""

    x: float
    ground: float
    half: float
    rise: float

    @property
    def spring(self) -> float:
        """Where the sides end and the arch begins."""
        return self.ground - self.rise

    def outline(self, below: float = 0.0) -> Outline:
        """The opening as a polygon, let down `below` units under the ground."""
        arch = [self.on_arch(math.pi + math.pi * step / 48, self.half) for step in range(49)]
        foot = self.ground + below
        return (*arch, (self.x + self.half, foot), (self.x - self.half, foot))

    def on_arch(self, angle: float, radius: float) -> Point:
        """A point around the middle of the arch; angles run over the top from pi to two pi."""
        return self.x + radius * math.cos(angle), self.spring + radius * math.sin(angle)

    def distance(self, point: Point) -> float:
        """How far a point lies from the opening; 0 inside."""
        across = abs(point[0] - self.x)
        to_arch = max(0.0, math.hypot(across, point[1] - self.spring) - self.half)
        to_sides = math.hypot(max(0.0, across - self.half), max(0.0, self.spring - point[1], point[1] - self.ground))
        return min(to_arch, to_sides)

    @property
    def path(self) -> str:
        """The opening as an SVG path."""
        return _arch_path(self.x - self.half, self.x + self.half, self.spring, self.half, self.half, self.ground)


@dataclass(frozen=True, slots=True)
class View:
    """What is seen through the opening: paths and numbers, ready to be written into SVG."""

    frame: str
    inner: str
    sky: dict[str, str]
    sun: dict[str, str]
    hill_far: str
    hill_near: str
    track: str


def ring_around(
    opening: Opening, rng: Random, *, wedges: int = 11, depth: float = 35, quoin: float = 15
) -> list[Outline]:
    """The raw stones around an opening: wedges over the arch, then both sides down to the ground."""
    return [
        *_wedges(opening, rng, wedges, depth),
        *_side(opening, rng, -1, depth, quoin),
        *_side(opening, rng, 1, depth, quoin),
    ]


def dressed_ring(ring: list[Outline]) -> list[Stone]:
    """The ring's stones with their joints, all of them in the light."""
    pieces = [smoothed(piece, 0.35) for raw in ring for piece in shrunk(raw, _JOINT)]
    return [Stone(piece, "lit", rounded(piece, _CORNER)) for piece in pieces]


def view_through(opening: Opening, *, reveal: float = 13, sill: float = 9) -> View:
    """Evening sky, a low sun, two hills and a track; `reveal` is the thickness of the wall that shows."""
    x, half, ground, spring = opening.x, opening.half, opening.ground, opening.spring
    horizon = ground - (ground - spring) * 0.42
    left, right, foot = num(x - half), num(x + half), num(ground)
    return View(
        frame=opening.path,
        inner=_arch_path(x - half + reveal, x + half, spring + 6, half - reveal / 2, half - sill + 4, ground),
        sky={"x": left, "y": num(spring - half), "width": num(2 * half), "height": num(ground - spring + half)},
        sun={"cx": num(x + half * 0.28), "cy": num(horizon - 13), "r": num(half * 0.2)},
        hill_far=(
            f"M{left} {num(horizon - 6)}"
            f"C{num(x - half * 0.4)} {num(horizon - 26)} {num(x - half * 0.1)} {num(horizon - 20)}"
            f" {num(x + half * 0.3)} {num(horizon - 3)}"
            f"S{num(x + half * 0.8)} {num(horizon - 12)} {right} {num(horizon - 16)}V{foot}H{left}Z"
        ),
        hill_near=(
            f"M{left} {num(horizon + 16)}"
            f"C{num(x - half * 0.3)} {num(horizon + 2)} {num(x + half * 0.35)} {num(horizon + 4)}"
            f" {right} {num(horizon + 14)}V{foot}H{left}Z"
        ),
        track=(
            f"M{num(x - half * 0.42)} {num(ground + 2)}"
            f"C{num(x - half * 0.2)} {num(ground - 22)} {num(x + half * 0.42)} {num(horizon + 34)}"
            f" {num(x + half * 0.1)} {num(horizon + 9)}"
            f"L{num(x + half * 0.16)} {num(horizon + 8.5)}"
            f"C{num(x + half * 0.62)} {num(horizon + 34)} {num(x + half * 0.34)} {num(ground - 18)}"
            f" {num(x + half * 0.62)} {num(ground + 2)}Z"
        ),
    )


def _wedges(opening: Opening, rng: Random, count: int, depth: float) -> list[Outline]:
    angles = [
        math.pi + math.pi * i / count + (rng.uniform(-0.03, 0.03) if 0 < i < count else 0) for i in range(count + 1)
    ]
    stones = []
    for index in range(count):
        start, end = angles[index], angles[index + 1]
        mid = (start + end) / 2
        reach = opening.half + depth + (9 if index == count // 2 else rng.uniform(-4, 4))
        inner = [opening.on_arch(angle, opening.half) for angle in (start, mid, end)]
        outer = [opening.on_arch(angle, reach + bulge) for angle, bulge in ((end, 0), (mid, 1.5), (start, 0))]
        stones.append((*inner, *outer))
    return stones


def _side(opening: Opening, rng: Random, side: int, depth: float, quoin: float) -> list[Outline]:
    """The stones down one side, long and short by turns, as a mason bonds them into the wall."""
    stones: list[Outline] = []
    edge, top = opening.x + side * opening.half, opening.spring
    while top < opening.ground - 8:
        height = rng.uniform(32, 42)
        if opening.ground - (top + height) < 20:
            height = opening.ground - top
        long = (len(stones) + (side > 0)) % 2 == 1
        back = edge + side * (depth + (quoin if long else -3) + rng.uniform(-3, 4))
        stones.append(
            (
                (edge, top),
                (back, top + rng.uniform(-1.5, 1.5)),
                (back + side * rng.uniform(-2, 3), top + height),
                (edge, top + height),
            )
        )
        top += height
    return stones


def _arch_path(left: float, right: float, spring: float, rx: float, ry: float, foot: float) -> str:
    return f"M{num(left)} {num(foot)}V{num(spring)}A{num(rx)} {num(ry)} 0 0 1 {num(right)} {num(spring)}V{num(foot)}Z"
