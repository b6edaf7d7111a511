"""The net: six spokes of what one goes to someone for, everyone a knot on theirs, and threads that bind the knots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import Any

from .circles import Box, Label, Room, Someone

REACH, NAMES_AT, FIRST, STEP = 238.0, 268.0, 74.0, 27.0
KNOT = 7.0
_STRANDS = (88.0, 136.0, 184.0, 232.0)
_OPPOSITE = 90.0
_BY_CIRCLE = {1: 74.0, 2: 112.0, 3: 152.0, 4: 192.0}


@dataclass(frozen=True, slots=True)
class Spoke:
    """What one goes to someone for: the line from you outward, and where its words stand."""

    role: str
    x: float
    y: float
    name_x: float
    name_y: float
    state: str
    """held, room (a gap that is drawn) or bare."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One person on one spoke; a weak tie is an open knot."""

    x: float
    y: float
    is_weak: bool
    label: Label | None


@dataclass(frozen=True, slots=True)
class Web:
    """The whole drawing."""

    spokes: tuple[Spoke, ...]
    knots: tuple[Knot, ...]
    threads: tuple[str, ...]
    strands: tuple[str, ...]
    """The plain net between spokes that hold someone; where there is room, it has its hole."""


def web(on: Mapping[Any, Sequence[Someone]], weak: frozenset[str], gaps: frozenset[str], is_small: bool) -> Web:
    """The net of who is on which spoke, in the order of the spokes. A small net shows only the spokes that hold someone."""
    turns = {role: -90 + 360 * place / len(on) for place, role in enumerate(on)}
    spokes = [
        _spoke(role, turns[role], "held" if on[role] else "room" if role in gaps else "bare")
        for role in on
        if on[role] or not is_small
    ]
    where = [(one, at) for role in on for one, at in _knots(on[role], turns[role])]
    room = Room(
        [Box(-22, -14, 22, 40), *(Box(s.name_x - 120, s.name_y - 26, s.name_x + 120, s.name_y + 8) for s in spokes)],
        [Box(x - KNOT - 2, y - KNOT - 2, x + KNOT + 2, y + KNOT + 2) for _one, (x, y) in where],
    )
    named: set[str] = set()
    knots = []
    for one, (x, y) in where:
        label = None if one.id in named else room.name(x, y, one.name, KNOT)
        named |= {one.id} if label else set()
        knots.append(Knot(round(x, 1), round(y, 1), one.id in weak, label))
    return Web(tuple(spokes), tuple(knots), tuple(_threads(where)), tuple(_strands(on, turns)))


def _spoke(role: str, turn: float, state: str) -> Spoke:
    x, y = cos(radians(turn)), sin(radians(turn))
    return Spoke(
        role,
        round(x * REACH, 1),
        round(y * REACH, 1),
        round(x * NAMES_AT, 1),
        round(y * NAMES_AT + 8 + 8 * y, 1),
        state,
    )


def _knots(ring: Sequence[Someone], turn: float) -> list[tuple[Someone, tuple[float, float]]]:
    """Everyone on one spoke, the closest nearest to you, never two on one place."""
    step = min(STEP, (REACH - FIRST) / max(1, len(ring) - 1)) if len(ring) > 1 else STEP
    at, placed = 0.0, []
    for place, one in enumerate(sorted(ring, key=lambda one: one.circle)):
        furthest = REACH - step * (len(ring) - 1 - place)
        at = min(furthest, max(_BY_CIRCLE[one.circle], at + step if place else 0.0))
        placed.append((one, (at * cos(radians(turn)), at * sin(radians(turn)))))
    return placed


def _strands(on: Mapping[Any, Sequence[Someone]], turns: Mapping[Any, float]) -> Iterator[str]:
    roles = list(on)
    for role, after in zip(roles, [*roles[1:], *roles[:1]], strict=True):
        if on[role] and on[after]:
            for at in _STRANDS:
                ax, ay = at * cos(radians(turns[role])), at * sin(radians(turns[role]))
                bx, by = at * cos(radians(turns[after])), at * sin(radians(turns[after]))
                yield f"M{ax:.1f} {ay:.1f}Q{(ax + bx) * 0.43:.1f} {(ay + by) * 0.43:.1f} {bx:.1f} {by:.1f}"


def _threads(where: Sequence[tuple[Someone, tuple[float, float]]]) -> list[str]:
    """A thread from knot to knot of everyone who is on more than one spoke, sagging a little toward you."""
    of: dict[str, list[tuple[float, float]]] = {}
    for one, at in where:
        of.setdefault(one.id, []).append(at)
    paths = []
    for knots in of.values():
        for (ax, ay), (bx, by) in pairwise(knots):
            if hypot(ax + bx, ay + by) < _OPPOSITE:  # straight across: past you, not through you
                cx, cy = (ay - by) * 0.45, (bx - ax) * 0.45
                paths.append(f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}")
                continue
            paths.append(f"M{ax:.1f} {ay:.1f}Q{(ax + bx) * 0.41:.1f} {(ay + by) * 0.41:.1f} {bx:.1f} {by:.1f}")
    return paths
