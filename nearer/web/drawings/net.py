"""The net: you in the middle, what one needs people for around you, everyone a knot once, bound to all they are there for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from .circles import Box, Label, Room, Someone

REACH, NAMES_AT = 262.0, 294.0
KNOT = 7.0
_APART, _FEW_APART, _FEW = 24.0, 52.0, 9
"""How far people stand apart, and how far where there are few, so that each finds room for a name."""

_TURNS = tuple(sign * step for step in range(0, 181, 6) for sign in (1, -1))
_STRANDS = (0.62, 0.98)
_BY_CIRCLE = {1: 92.0, 2: 128.0, 3: 164.0, 4: 202.0}
_OUTWARD = (0.0, 22.0, -16.0)
_BOW = 186.0
"""Threads bow out to this radius where they would else run past you."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """What one goes to someone for: where it stands at the edge, and where its words do."""

    role: str
    x: float
    y: float
    name_x: float
    name_y: float
    state: str
    """held, room (a gap that is drawn) or bare."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One person in the net; a weak tie is an open knot."""

    x: float
    y: float
    is_weak: bool
    name: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Web:
    """The whole drawing."""

    spokes: tuple[Spoke, ...]
    knots: tuple[Knot, ...]
    threads: tuple[str, ...]
    strands: tuple[str, ...]
    """The plain net between two neighbouring things that someone is there for; where there is room, it has its hole."""


def web(on: Mapping[Any, Sequence[Someone]], weak: frozenset[str], gaps: frozenset[str], is_small: bool) -> Web:
    """The net of who is there for what. A small net shows only what someone is there for."""
    turns = {role: -90 + 360 * place / len(on) for place, role in enumerate(on)}
    spokes = [
        _spoke(role, turns[role], "held" if on[role] else "room" if role in gaps else "bare")
        for role in on
        if on[role] or not is_small
    ]
    everyone = {one.id: one for row in on.values() for one in row}
    for_what = {id_: [role for role in on if any(one.id == id_ for one in on[role])] for id_ in everyone}
    places = _places(sorted(everyone.values(), key=lambda one: one.circle), for_what, turns)
    room = Room(
        [Box(-22, -14, 22, 40), *(_words(s) for s in spokes)],
        [
            Box(x - KNOT - 2, y - KNOT - 2, x + KNOT + 2, y + KNOT + 2)
            for x, y in (*places.values(), *((s.x, s.y) for s in spokes))
        ],
    )
    knots = [
        Knot(round(x, 1), round(y, 1), id_ in weak, everyone[id_].name, room.name(x, y, everyone[id_].name, KNOT))
        for id_, (x, y) in places.items()
    ]
    threads = [_thread(places[id_], turns[role]) for id_ in places for role in for_what[id_]]
    return Web(tuple(spokes), tuple(knots), tuple(threads), tuple(_strands(on, turns)))


def _words(spoke: Spoke) -> Box:
    """Room for the words of a spoke; those above and below you may be long."""
    half = 120 if abs(spoke.x) < 1 else 80
    return Box(spoke.name_x - half, spoke.name_y - 26, spoke.name_x + half, spoke.name_y + 8)


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


def _places(
    people: Sequence[Someone], for_what: Mapping[str, Sequence[Any]], turns: Mapping[Any, float]
) -> dict[str, tuple[float, float]]:
    """Everyone between you and what they are there for, the closest nearest to you, apart from everyone before them."""
    placed: dict[str, tuple[float, float]] = {}
    apart = _FEW_APART if len(people) <= _FEW else _APART
    for one in people:
        wanted = _middle([turns[role] for role in for_what[one.id]])
        ways = [
            ((_BY_CIRCLE[one.circle] + out) * cos(radians(turn)), (_BY_CIRCLE[one.circle] + out) * sin(radians(turn)))
            for aside in _TURNS
            for out in _OUTWARD
            for turn in [wanted + aside]
        ]
        placed[one.id] = next((at for at in ways if _room_to(at, placed.values()) >= apart), None) or max(
            ways, key=lambda at: _room_to(at, placed.values())
        )
    return placed


def _middle(turns: Sequence[float]) -> float:
    """The direction between several, in degrees; beside the first where they pull apart evenly."""
    x, y = sum(cos(radians(turn)) for turn in turns), sum(sin(radians(turn)) for turn in turns)
    return degrees(atan2(y, x)) if hypot(x, y) > 0.1 else turns[0] + 30


def _room_to(at: tuple[float, float], others: Any) -> float:
    return min((hypot(at[0] - x, at[1] - y) for x, y in others), default=_FEW_APART)


def _thread(at: tuple[float, float], turn: float) -> str:
    """From someone to one thing they are there for, around you and never through you."""
    (ax, ay), (bx, by) = at, (REACH * cos(radians(turn)), REACH * sin(radians(turn)))
    cx, cy = (ax + bx) / 2, (ay + by) / 2
    if (far := hypot(cx, cy)) < _BOW * 0.75:
        outward = atan2(cy, cx) if far > 1 else atan2(ay, ax) + radians(90)
        cx, cy = _BOW * cos(outward), _BOW * sin(outward)
    return f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"


def _strands(on: Mapping[Any, Sequence[Someone]], turns: Mapping[Any, float]) -> Iterator[str]:
    roles = list(on)
    for role, after in zip(roles, [*roles[1:], *roles[:1]], strict=True):
        if on[role] and on[after]:
            for part in _STRANDS:
                at = part * REACH
                ax, ay = at * cos(radians(turns[role])), at * sin(radians(turns[role]))
                bx, by = at * cos(radians(turns[after])), at * sin(radians(turns[after]))
                yield f"M{ax:.1f} {ay:.1f}Q{(ax + bx) * 0.43:.1f} {(ay + by) * 0.43:.1f} {bx:.1f} {by:.1f}"
