"""The circles: everyone on theirs, and as many names as find room. Names never collide; the list beside says them all.

A circle with more people than can be named is drawn as dots and counted: some names of many would look like a choice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, hypot, pi, radians, sin

from .lettering import width_of

RADII = {1: 84.0, 2: 160.0, 3: 234.0, 4: 306.0}
"""The radius of each circle in the drawing's units; you are at 0, 0."""

LEFT, TOP, RIGHT, BOTTOM = -345.0, -330.0, 345.0, 338.0
NARROW, WIDE = 27.0, 17.0
"""Heights of letters: as a phone draws them, and as a desk does. A name that fits only a desk is hidden on a phone."""

DOT = 10.0
MOST_NAMED = 24
"""A circle with more people than this is counted and shows no name of itself; inner circles keep theirs."""

_STEP = 27.0
_CROWDED = 13.0
_ROW = 23.0
_TOP = 66.0
_LONGEST = 24
_PHASES = (200.0, 140.0, 320.0, 20.0, 100.0, 260.0)
_NEVER = 1000
"""How much a dot on a name that stands already weighs against a way to lay a circle."""

_PATIENT = 40
"""Up to so many people several ways to begin are tried for each circle; a crowd is laid in one go."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person to be drawn. ``turn`` in degrees, clockwise from the right, where it was chosen by hand."""

    id: str
    name: str
    circle: int
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: its first line's left, right or middle, and whether a phone has room for it too."""

    x: float
    y: float
    anchor: str
    text: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where someone is drawn and how large, with their name where it found room; none on a circle that is counted."""

    id: str
    x: float
    y: float
    label: Label | None
    dot: float = DOT

    @property
    def ring(self) -> float:
        """The radius of an empty dot, which has its line outside."""
        return round(self.dot * 0.8, 1)

    @property
    def is_counted(self) -> bool:
        """Whether this is one dot among many."""
        return self.dot < DOT


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @property
    def is_inside(self) -> bool:
        """Whether it lies within the drawing."""
        return self.left >= LEFT and self.right <= RIGHT and self.top >= TOP and self.bottom <= BOTTOM


@dataclass
class Room:
    """What is taken already: by dots, which may move while a drawing is tried, and by names."""

    names: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)

    def name(self, x: float, y: float, name: str, dot: float = DOT) -> Label | None:
        """Room for a name beside a dot, at a phone's size or else at a desk's; None where there is none."""
        text = shortened(name)
        for letter, is_wide in ((NARROW, False), (WIDE, True)):
            for anchor, at_x, at_y, box in _sides(x, y, width_of(text, letter), letter, dot):
                if box.is_inside and not any(map(box.meets, self.names)) and not any(map(box.meets, self.dots)):
                    self.names.append(box)
                    return Label(round(at_x, 1), round(at_y, 1), anchor, text, is_wide)
        return None


def shortened(name: str) -> str:
    """A name as the drawing shows it."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def spots(people: Sequence[Someone], ring_names: Sequence[str]) -> tuple[Spot, ...]:
    """Where everyone stands, circle by circle; ``ring_names`` are the words at the top of the four circles."""
    room = Room(list(_fixed(ring_names)))
    rings = {circle: [one for one in people if one.circle == circle] for circle in RADII}
    laid = {circle: _laid(circle, ring, _PHASES[0]) for circle, ring in rings.items()}
    found: dict[str, Spot] = {}
    for circle, ring in rings.items():
        if len(ring) > MOST_NAMED:
            dot = _dot(laid[circle].values())
            found |= {id_: Spot(id_, round(x, 1), round(y, 1), None, dot) for id_, (x, y) in laid[circle].items()}
            continue
        tries = [
            _tried(room, laid | {circle: _laid(circle, ring, phase)}, ring)
            for phase in (_PHASES if len(people) <= _PATIENT else _PHASES[:1])
        ]
        _score, room, laid, labels = max(tries, key=lambda one: one[0])
        for one in ring:
            x, y = laid[circle][one.id]
            found[one.id] = Spot(one.id, round(x, 1), round(y, 1), labels[one.id])
    return tuple(found[one.id] for one in people)


def _dot(places: Collection[tuple[float, float]]) -> float:
    """How large a dot may be among so many: no two touch."""
    ordered = sorted(places)
    near = min(
        hypot(bx - ax, by - ay)
        for n, (ax, ay) in enumerate(ordered)
        for bx, by in ordered[n + 1 : n + 40]
        if bx - ax < _CROWDED
    )
    return round(min(DOT * 0.55, near * 0.42), 1)


Places = dict[str, tuple[float, float]]


def _tried(
    room: Room, laid: dict[int, Places], ring: Sequence[Someone]
) -> tuple[int, Room, dict[int, Places], dict[str, Label | None]]:
    """One way to lay a circle: how many names find room (twice where a phone has it too), and what came of it."""
    tried = Room([*room.names], [_around(x, y, DOT + 2) for places in laid.values() for x, y in places.values()])
    here = next((places for places in laid.values() if ring and ring[0].id in places), {})
    hidden = sum(_around(x, y, DOT).meets(name) for x, y in here.values() for name in room.names)
    labels = {one.id: tried.name(*here[one.id], one.name) for one in ring}
    return sum(2 - label.is_wide for label in labels.values() if label) - _NEVER * hidden, tried, laid, labels


def _fixed(ring_names: Sequence[str]) -> Iterator[Box]:
    """You, and the words at the top of the circles."""
    yield _around(0, 0, 14)
    yield Box(-24, 12, 24, 40)
    for circle, words in zip(RADII, ring_names, strict=True):
        half = width_of(words, NARROW) / 2
        yield Box(-half, -RADII[circle] - 14, half, -RADII[circle] + 14)


def _around(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)


def _laid(circle: int, ring: Sequence[Someone], phase: float) -> Places:
    """Every person of a circle on a slot of their own: those placed by hand first, the others as far apart as can be."""
    slots = list(_slots(circle, len(ring)))
    free = dict.fromkeys(range(len(slots)), float("inf"))
    places: Places = {}

    def take(slot: int, one: Someone) -> None:
        places[one.id] = slots[slot]
        del free[slot]
        for other in free:
            free[other] = min(free[other], hypot(slots[other][0] - slots[slot][0], slots[other][1] - slots[slot][1]))

    for one in ring:
        if one.turn is not None:
            wanted = RADII[circle] * cos(radians(one.turn)), RADII[circle] * sin(radians(one.turn))
            take(min(free, key=lambda s: hypot(slots[s][0] - wanted[0], slots[s][1] - wanted[1])), one)
    begin = RADII[circle] * cos(radians(phase + 55 * circle)), RADII[circle] * sin(radians(phase + 55 * circle))
    for one in ring:
        if one.turn is None:
            first = min(free, key=lambda s: hypot(slots[s][0] - begin[0], slots[s][1] - begin[1]))
            take(first if not places else max(free, key=lambda s: free[s]), one)
    return places


def _slots(circle: int, how_many: int) -> Iterator[tuple[float, float]]:
    """Places on a circle, and on rows just inside it where it is full; none under the circle's own name."""
    radius, step, made = RADII[circle], _STEP, 0
    apart = _ROW if how_many <= MOST_NAMED else _CROWDED
    rows = max(1, int((RADII[circle] - RADII.get(circle - 1, 30.0)) / apart) - 1)
    lengths = [2 * pi * (radius - row * apart) - 2 * _TOP for row in range(rows)]
    if how_many > MOST_NAMED:
        step = max(_CROWDED, min(_STEP, lengths[0] / how_many))
    if how_many > sum(length / step for length in lengths) - rows:
        step = sum(lengths) / (how_many + 2 * rows)
    for row in range(rows):
        at = radius - row * apart
        gap = _TOP / at
        count = max(1, ceil((2 * pi - 2 * gap) * at / step))
        for place in range(count):
            angle = -pi / 2 + gap + (2 * pi - 2 * gap) * (place + 0.5) / count
            yield at * cos(angle), at * sin(angle)
            made += 1
        if made >= how_many:
            return


def _sides(x: float, y: float, width: float, letter: float, dot: float) -> Iterator[tuple[str, float, float, Box]]:
    """Beside the dot, outward first, then below and above."""
    gap, up, down = dot + 5, letter * 0.62, letter * 0.62
    right = ("start", x + gap, y + letter * 0.34, Box(x + gap - 2, y - up, x + gap + width, y + down))
    left = ("end", x - gap, y + letter * 0.34, Box(x - gap - width, y - up, x - gap + 2, y + down))
    low = y + dot + 4 + letter * 0.8
    below = ("middle", x, low, Box(x - width / 2, low - letter * 0.85, x + width / 2, low + letter * 0.3))
    high = y - dot - 6
    above = ("middle", x, high, Box(x - width / 2, high - letter * 0.85, x + width / 2, high + letter * 0.3))
    yield from ((right, left) if x >= 0 else (left, right))
    yield from ((below, above) if y >= 0 else (above, below))
