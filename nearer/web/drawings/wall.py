"""The wall: laid course by course around an opening, the same every time for the same seed.

It is laid, not tiled: courses of uneven height, joints that do not line up, now and then two thin stones in
the place of one, and a ring of wedge stones that no stone crosses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from .ground import DrawnSprig, Sprig, drawn, grass_along, light_falling, stepping_stones
from .lettering import Words, WordStone, words_on
from .opening import Opening, View, dressed_ring, ring_around, view_through
from .stonework import Outline, Stone, along, area, bounds, cut_away, grown, middle, num, rounded, shrunk, smoothed

_JOINT = 1.9  # half the joint between two stones
_CRUMB = 190.0  # a piece with less area than this is mortar
_STONE = 52.0  # no stone is cut as if its course were higher than this
_SLIVER = 3.4  # and so is one that is thinner than twice this
_KINDS = ("s1", "s1", "s2", "s2", "s3")
_ORDER = ("s1", "s2", "s3", "near", "word", "lit")

Curve = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a wall is to stand. Lengths in drawing units; courses from the ground up, the last one is the cap."""

    name: str
    width: float
    height: float
    opening: Opening
    courses: tuple[float, ...]
    runs_on: bool = True
    sprigs: tuple[Sprig, ...] = ()
    words: tuple[WordStone, ...] = ()
    light: tuple[float, float] = (150, 36)
    steps_drift: float = -46
    steps_size: float = 1.0


@dataclass(frozen=True, slots=True)
class Wall:
    """A laid wall, ready to be drawn. `stones` are the geometry, `faces` their paths by kind."""

    name: str
    view_box: str
    ground: str
    ground_line: str
    stones: tuple[Stone, ...]
    faces: tuple[tuple[str, str], ...]
    joints: str
    grain: str
    view: View
    halo: dict[str, str]
    fall: str
    steps: tuple[str, ...]
    grass: str
    sprigs: tuple[DrawnSprig, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """One row of stones between two wavering lines."""

    floor: Curve
    roof: Curve
    height: float
    is_cap: bool


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a stone starts and ends in its course, how both ends lean, and the words on it."""

    start: float
    end: float
    start_lean: float
    end_lean: float
    word: WordStone | None = None


@dataclass(slots=True)
class _Laid:
    """What stands so far: stones, the words on some of them, and scratches."""

    stones: list[Stone]
    words: list[Words]
    grain: str


def lay_wall(plan: Plan, seed: int) -> Wall:
    """The wall of this plan. The same plan and seed give the same wall, stone for stone.

    Every course and stone has a chance of its own, and keeps off the joints that the course below would have without words:
    other words change their own course and nothing else.
    """
    rng = Random(seed)  # noqa: S311  a drawing, no secret
    opening = plan.opening
    ring = ring_around(opening, rng)
    holes = [*(grown(stone, 0.6) for stone in ring), opening.outline(below=60)]
    courses = _courses(plan, rng)
    laid = _lay(plan, courses, holes, seed)
    stones = [*laid.stones, *dressed_ring(ring)]
    return Wall(
        name=plan.name,
        view_box=f"0 0 {num(plan.width)} {num(plan.height)}",
        ground=num(opening.ground),
        ground_line=_ground_line(plan),
        stones=tuple(stones),
        faces=tuple((kind, "".join(s.path for s in stones if s.kind == kind)) for kind in _ORDER),
        joints=_joints(plan, courses[-1].roof),
        grain=laid.grain,
        view=view_through(opening),
        halo=_halo(plan),
        fall=light_falling(opening, plan.height, left=plan.light[0], right=plan.light[1]),
        steps=stepping_stones(opening, plan.height, rng, drift=plan.steps_drift, size=plan.steps_size),
        grass=grass_along(opening, plan.width, rng),
        sprigs=tuple(drawn(sprig, opening.ground) for sprig in plan.sprigs),
        words=tuple(laid.words),
    )


def _lay(plan: Plan, courses: list[_Course], holes: list[Outline], seed: int) -> _Laid:
    """Cut and dress every course, from the ground up."""
    laid = _Laid([], [], "")
    below: list[float] = []
    for index, course in enumerate(courses):
        plain = list(_cuts(course, plan, [], below, _chance(seed, index)))
        carved = [word for word in plan.words if word.course == index]
        cuts = list(_cuts(course, plan, carved, below, _chance(seed, index))) if carved else plain
        below = [cut.end for cut in plain]
        for number, cut in enumerate(cuts):
            chance = _chance(seed, index, number)
            pieces = _cut_out(course, cut, plan.opening, holes, chance)
            laid.stones.extend(pieces)
            laid.grain += "".join(_grain(stone, chance) for stone in pieces)
            if cut.word and pieces:
                laid.words.append(words_on(max(pieces, key=lambda s: area(s.outline)), cut.word))
    return laid


def _chance(seed: int, course: int, stone: int = -1) -> Random:
    return Random(f"{seed}/{course}/{stone}")  # noqa: S311  a drawing, no secret


def _courses(plan: Plan, rng: Random) -> list[_Course]:
    floor: Curve = _level(plan.opening.ground)
    courses, top = [], plan.opening.ground
    for index, height in enumerate(plan.courses):
        is_cap = index == len(plan.courses) - 1
        top -= height
        roof = _wavering(top, 5 if is_cap else 2.6, rng)
        courses.append(_Course(floor, roof, height, is_cap))
        floor = roof
    return courses


def _level(y: float) -> Curve:
    return lambda _: y


def _wavering(y: float, by: float, rng: Random) -> Curve:
    one, two, three = (rng.uniform(0, math.tau) for _ in range(3))
    return lambda x: y + by * (math.sin(x / 151 + one) + 0.6 * math.sin(x / 67 + two) + 0.35 * math.sin(x / 31 + three))


def _cuts(course: _Course, plan: Plan, words: list[WordStone], below: list[float], rng: Random) -> Iterator[_Cut]:
    """Cut one course into stones from left to right, with the stones for words where they were asked for."""
    x = -rng.uniform(20, 70) if plan.runs_on else rng.uniform(0, 9)
    lean = 0.0
    waiting = sorted(words, key=lambda word: word.start)
    last = plan.width + 20 if plan.runs_on else plan.width
    while x < last:
        word = None
        end = _next_joint(course, x, below, rng)
        if waiting and x >= waiting[0].start - 14:
            word = waiting.pop(0)
            end = word.end
        elif waiting and end > waiting[0].start - 26:
            end = waiting[0].start
        elif not plan.runs_on and end > plan.width - 30:
            end = plan.width - rng.uniform(1, 10)
        if not plan.runs_on and end - x < 14:
            return
        next_lean = rng.uniform(-5, 5) * (0.6 if plan.words else 1)
        yield _Cut(x, end, lean, next_lean, word)
        x, lean = end, next_lean


def _next_joint(course: _Course, x: float, below: list[float], rng: Random) -> float:
    """The end of a stone that starts at x, kept away from the joints of the course below."""
    shortest, longest = (1.9, 4) if course.is_cap else (1.0, 2.5)
    end = x
    for _ in range(4):
        end = x + min(course.height, _STONE) * rng.uniform(shortest, longest)
        if all(abs(end - joint) > 11 for joint in below):
            break
    return end


def _cut_out(course: _Course, cut: _Cut, opening: Opening, holes: list[Outline], rng: Random) -> list[Stone]:
    """The stone, or two thin ones in its place, cut to the ring and dressed."""
    upper, lower = _edges(course, cut, rng)
    wide = cut.end - cut.start > 1.35 * min(course.height, _STONE) and not course.is_cap and cut.word is None
    often = 0.17 if course.height <= _STONE else 0.7
    pieces = _split(upper, lower, rng) if wide and rng.random() < often else [(*upper, *lower)]
    dressed = []
    for piece in pieces:
        for rest in cut_away(piece, holes):
            for face in shrunk(rest, _JOINT):
                outline = smoothed(face, 1.6)
                if len(outline) > 2 and area(outline) > _CRUMB and shrunk(outline, _SLIVER):
                    kind = "word" if cut.word else _kind(outline, opening, rng)
                    dressed.append(Stone(outline, kind, rounded(outline, 11 if area(outline) > 900 else 7)))
    return dressed


def _edges(course: _Course, cut: _Cut, rng: Random) -> tuple[Outline, Outline]:
    """The upper edge of a stone from left to right, and its lower edge from right to left."""
    start, end, width = cut.start, cut.end, cut.end - cut.start

    def between() -> list[float]:
        """Where the edge bends: once on most stones, more often on wide ones, so that they follow the course."""
        count = max(1, round(width / 90))
        return [start + width * (i + 1 + rng.uniform(-0.3, 0.3)) / (count + 1) for i in range(count)]

    def roof(x: float) -> float:
        return course.roof(x) + rng.uniform(-1, 1) - (rng.uniform(0, 4) if course.is_cap else 0)

    upper = (
        (start + cut.start_lean, roof(start)),
        *((x, roof(x) - 0.5) for x in between()),
        (end + cut.end_lean, roof(end)),
    )
    lower = (
        (end - cut.end_lean, course.floor(end)),
        *((x, course.floor(x) + rng.uniform(-1, 1)) for x in reversed(between())),
        (start - cut.start_lean, course.floor(start)),
    )
    return upper, lower


def _split(upper: Outline, lower: Outline, rng: Random) -> list[Outline]:
    """Two thin stones, one upon the other."""
    part = rng.uniform(0.4, 0.6)
    left, right = along(upper[0], lower[-1], part), along(upper[-1], lower[0], part)
    left, right = (left[0], left[1] + rng.uniform(-2, 2)), (right[0], right[1] + rng.uniform(-2, 2))
    return [(*upper, right, left), (left, right, *lower)]


def _kind(outline: Outline, opening: Opening, rng: Random) -> str:
    """Near the opening a stone catches the light; elsewhere one of three tones."""
    corners = zip(outline, outline[1:] + outline[:1], strict=True)
    distance = min(min(opening.distance(a), opening.distance(along(a, b, 0.5))) for a, b in corners)
    if distance < 46 and middle(outline)[1] > opening.spring - 110:
        return "near"
    return rng.choice(_KINDS)


def _grain(stone: Stone, rng: Random) -> str:
    """A short scratch on some of the larger stones."""
    if stone.kind == "word" or area(stone.outline) < 1500 or rng.random() > 0.16:
        return ""
    left, top, right, bottom = bounds(stone.outline)
    x, y = left + (right - left) * rng.uniform(0.25, 0.5), top + (bottom - top) * rng.uniform(0.35, 0.65)
    length = rng.uniform(9, 20)
    return f"M{num(x)} {num(y)}q{num(length / 2)} {num(rng.uniform(-3, 3))} {num(length)} {num(rng.uniform(-1, 1))}"


def _joints(plan: Plan, roof: Curve) -> str:
    """The shade behind the stones, up to just under the cap."""
    left, right = (0.0, plan.width) if plan.runs_on else (14.0, plan.width - 16)
    xs = [left, *(float(x) for x in range(0, int(plan.width) + 1, 24) if left < x < right), right]
    top = "".join(f"L{num(x)} {num(roof(x) + 7)}" for x in xs)
    return f"M{num(left)} {num(plan.opening.ground)}{top}L{num(right)} {num(plan.opening.ground)}Z"


def _halo(plan: Plan) -> dict[str, str]:
    opening = plan.opening
    return {
        "cx": num(opening.x),
        "cy": num(opening.spring + 26),
        "rx": num(min(300, plan.width * 0.36)),
        "ry": num(min(240, plan.height - opening.spring - 28)),
    }


def _ground_line(plan: Plan) -> str:
    opening = plan.opening
    y = num(opening.ground + 2)
    left, right = num(opening.x - opening.half - 4), num(opening.x + opening.half + 4)
    return f"M0 {y}H{left}M{right} {y}H{num(plan.width)}"
