"""The mason's tools: outlines of stones, how they are cut, dressed and written as SVG paths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyclipper

Point = tuple[float, float]
Outline = tuple[Point, ...]

_GRID = 256  # clipper works on whole numbers: a 256th of a unit is far below what a screen shows


@dataclass(frozen=True, slots=True)
class Stone:
    """One dressed stone: its outline, its kind (a class in the style sheet) and its path with rounded corners."""

    outline: Outline
    kind: str
    path: str


def num(value: float) -> str:
    """A coordinate with one decimal at most, written the same in every language."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def rounded(outline: Outline, radius: float) -> str:
    """The outline as a closed SVG path, with corners rounded by up to `radius` units."""
    parts = []
    for index, corner in enumerate(outline):
        start = _towards(corner, outline[index - 1], radius)
        end = _towards(corner, outline[(index + 1) % len(outline)], radius)
        parts.append(
            f"{'L' if index else 'M'}{num(start[0])} {num(start[1])}"
            f"Q{num(corner[0])} {num(corner[1])} {num(end[0])} {num(end[1])}"
        )
    return "".join(parts) + "Z"


def area(outline: Outline) -> float:
    """The area in square units, never negative."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, outline[1:] + outline[:1], strict=True))) / 2


def bounds(outline: Outline) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    xs, ys = zip(*outline, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def middle(outline: Outline) -> Point:
    """The middle of the bounding box."""
    left, top, right, bottom = bounds(outline)
    return (left + right) / 2, (top + bottom) / 2


def along(start: Point, end: Point, part: float) -> Point:
    """The point that lies the given part of the way from start to end."""
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def shrunk(outline: Outline, by: float) -> list[Outline]:
    """The outline drawn in on every side; it can fall into several pieces, or vanish."""
    return _offset(outline, -by)


def grown(outline: Outline, by: float) -> Outline:
    """The outline let out on every side."""
    return _offset(outline, by)[0]


def cut_away(outline: Outline, holes: Sequence[Outline]) -> list[Outline]:
    """What is left of the outline outside all holes."""
    near = [hole for hole in holes if _touch(bounds(outline), bounds(hole))]
    if not near:
        return [outline]
    clipper = pyclipper.Pyclipper()
    clipper.AddPath(_to_grid(outline), pyclipper.PT_SUBJECT, True)
    clipper.AddPaths([_to_grid(hole) for hole in near], pyclipper.PT_CLIP, True)
    pieces = clipper.Execute(pyclipper.CT_DIFFERENCE, pyclipper.PFT_NONZERO, pyclipper.PFT_NONZERO)
    return [_from_grid(piece) for piece in pieces]


def smoothed(outline: Outline, tolerance: float) -> Outline:
    """The outline without corners that stand out by less than `tolerance`."""
    return _from_grid(pyclipper.CleanPolygon(_to_grid(outline), tolerance * _GRID))


def _towards(corner: Point, other: Point, reach: float) -> Point:
    length = math.dist(corner, other) or 1.0
    return along(corner, other, min(reach, length * 0.46) / length)


def _offset(outline: Outline, by: float) -> list[Outline]:
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(_to_grid(outline), pyclipper.JT_MITER, pyclipper.ET_CLOSEDPOLYGON)
    return [_from_grid(piece) for piece in offset.Execute(by * _GRID)]


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _to_grid(outline: Outline) -> list[tuple[int, int]]:
    path = [(round(x * _GRID), round(y * _GRID)) for x, y in outline]
    return path if pyclipper.Orientation(path) else path[::-1]


def _from_grid(path: Sequence[Sequence[int]]) -> Outline:
    return tuple((x / _GRID, y / _GRID) for x, y in path)
