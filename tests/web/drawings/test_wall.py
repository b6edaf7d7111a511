"""The wall is laid the same every time, with joints, and nothing crosses its opening."""

import hashlib
import math
import re
import time
from itertools import combinations
from pathlib import Path

import pytest
from django.template import Context, Engine

from nearer.web.drawings.plans import Arch, Carving, MapWalls, arch, map_walls, small_wall, welcome_wall
from nearer.web.drawings.stonework import Outline, Stone, area, bounds, cut_away
from nearer.web.drawings.wall import Wall

TEMPLATES = Path(__file__).parents[3] / "nearer" / "web" / "templates"
MINE = Carving("My wall", "If I asked for something, I was too much.")
DID = Carving("What it did for me", "It kept me from waiting at the window for someone who was not going to come.")
NONE = Carving("My wall"), Carving("What it did for me")
SEEDS = (1, 5, 11, 4242)


ROOTS = [
    Carving("Promises that did not hold", "I only believe it when I see it."),
    Carving("The fear of being turned away", "Gym, teams."),
    Carving(
        "Alone early, and different", "Three schools in four years. I learned to need nobody, and then forgot how."
    ),
    Carving("Feelings that had no room", ""),
    Carving("Above others, or below them", "Piano, my sister"),
]


def all_walls() -> list[Wall]:
    maps = [map_walls(*words, seed) for seed in SEEDS for words in ((MINE, DID), NONE)]
    maps += [map_walls(MINE, DID, seed, ROOTS[:count]) for seed in SEEDS for count in (1, 2, 5)]
    return [*(welcome_wall(seed) for seed in SEEDS), *(m.wide for m in maps), *(m.tall for m in maps)]


def markup(wall: Wall) -> str:
    engine = Engine(dirs=[str(TEMPLATES)])
    names = ("drawings/_wall_defs.html", "drawings/_wall_body.html")
    return "".join(engine.get_template(name).render(Context({"wall": wall})) for name in names)


def overlap(one: Outline, other: Outline) -> float:
    """The area that two outlines share."""
    return area(one) - sum(area(piece) for piece in cut_away(one, [other]))


def opening_of(wall: Wall) -> tuple[tuple[float, float], ...]:
    """A polygon just inside the drawn opening, read back from its path."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", wall.view.frame)]
    left, foot, spring, radius, right = numbers[0], numbers[1], numbers[2], numbers[3], numbers[8]
    middle = (left + right) / 2
    return (
        (left, foot),
        (left, spring),
        (middle - radius * 0.7, spring - radius * 0.7),
        (middle, spring - radius),
        (middle + radius * 0.7, spring - radius * 0.7),
        (right, spring),
        (right, foot),
    )


def test_the_same_seed_gives_the_same_wall():
    first = welcome_wall(7)
    welcome_wall.cache_clear()
    assert welcome_wall(7) == first
    assert map_walls(MINE, DID, 7) == map_walls(MINE, DID, 7)


def test_a_wall_stays_as_it_was_on_the_day_it_was_laid():
    """A person's wall is the same for ever. Whoever changes how walls are laid changes everyone's: think twice."""
    drawn = map_walls(*NONE, 4242)
    paths = [path for wall in (drawn.wide, drawn.tall) for _, path in wall.faces]
    assert hashlib.sha256("".join(paths).encode()).hexdigest()[:12] == "093da33ff4fe"


def test_other_words_leave_most_stones_where_they_were():
    """Their own course changes, and what its new height moves past the arch."""
    for seed in SEEDS:
        before, after = map_walls(MINE, Carving(DID.label, "Quiet."), seed).wide, map_walls(MINE, DID, seed).wide
        there = [placed(stone) for stone in after.stones]
        stays = [any(math.dist(placed(stone), other) < 1.5 for other in there) for stone in before.stones]
        assert sum(stays) > 0.75 * len(stays)


def test_the_small_wall_is_the_same_wall():
    drawn = map_walls(MINE, DID, 5).wide
    assert small_wall(MINE, DID, 5).stones == drawn.stones
    assert not small_wall(MINE, DID, 5).words


def test_every_root_with_words_has_a_stone_of_its_own_and_no_other():
    for seed in SEEDS:
        walls = map_walls(MINE, DID, seed, ROOTS)
        for wall in (walls.wide, walls.tall):
            labels = [stone.label for stone in wall.words]
            assert sorted(labels) == sorted(c.label for c in (MINE, DID, *ROOTS) if c.text)
        assert [carving.label for carving in walls.carved] == [c.label for c in (MINE, DID, *ROOTS) if c.text]


def test_the_first_root_leaves_the_stones_below_it_where_they_were():
    """Roots stand in courses of their own under the cap, so that a wall that grows stays the same wall."""
    without, grown = (map_walls(MINE, DID, 11, roots).wide for roots in ((), ROOTS[:2]))
    assert len(grown.stones) > len(without.stones)
    height = float(grown.ground) - float(without.ground)
    moved = {tuple((round(x), round(y - height)) for x, y in stone.outline) for stone in grown.stones}
    stood = {tuple((round(x), round(y)) for x, y in stone.outline) for stone in without.stones}
    assert len(moved & stood) > len(stood) / 2


def test_another_seed_gives_another_wall():
    assert welcome_wall(7).faces != welcome_wall(8).faces


def test_no_stone_crosses_the_opening():
    for wall in all_walls():
        opening = opening_of(wall)
        assert area(opening) > 10_000
        assert max(overlap(stone.outline, opening) for stone in wall.stones) < 0.5


def test_stones_have_joints_between_them():
    for wall in all_walls():
        shared = [overlap(one.outline, other.outline) for one, other in combinations(wall.stones, 2)]
        assert max(shared) < 0.5


def test_joints_of_neighbouring_courses_seldom_line_up():
    """Two thin stones in one place share their ends, and so do stones cut by the ring; few others may."""
    stones = [bounds(s.outline) for s in welcome_wall().stones if s.kind in {"s1", "s2", "s3"}]
    pairs = [(a, b) for a, b in combinations(stones, 2) if 0 < min(abs(a[3] - b[1]), abs(b[3] - a[1])) < 8]
    lined_up = [1 for a, b in pairs if abs(a[2] - b[2]) < 3]
    assert len(lined_up) < len(pairs) * 0.06


def test_a_wall_has_stones_enough_and_none_is_a_crumb():
    for wall in all_walls():
        assert len(wall.stones) > 30
        assert min(area(stone.outline) for stone in wall.stones) > 150


def test_words_stand_on_their_own_stone():
    for seed in SEEDS:
        drawn = map_walls(MINE, DID, seed)
        for wall in (drawn.wide, drawn.tall):
            faces = [bounds(stone.outline) for stone in wall.stones if stone.kind == "word"]
            assert [words.label for words in wall.words] == [DID.label, MINE.label]
            for words in wall.words:
                x, ys = float(words.x), [float(words.label_y), *(float(y) for y, _ in words.lines)]
                assert any(x0 < x < x1 and y0 < min(ys) - 9 and max(ys) + 4 < y1 for x0, y0, x1, y1 in faces)


def test_words_are_read_from_the_top_down():
    drawn = map_walls(MINE, DID, 4)
    for wall in (drawn.wide, drawn.tall):
        heights = {" ".join(line for _, line in words.lines): float(words.lines[0][0]) for words in wall.words}
        assert heights[MINE.text] < heights[DID.text]


@pytest.mark.parametrize(
    "words", ["", "x" * 400, "word " * 80, "沈黙" * 60, "W" * 120, "שקט " * 30, "\u202eabc", "\x00"]
)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_words_can_be_laid(words: str, seed: int):
    drawn = map_walls(Carving("My wall", words), Carving("What it did for me", words), seed)
    for wall in (drawn.wide, drawn.tall):
        assert markup(wall)
        assert lies_within(wall)


def lies_within(wall: Wall) -> bool:
    width, height = (float(n) for n in wall.view_box.split()[2:])
    return all(
        left > -16 and right < width + 16 and top > -16 and bottom < height
        for left, top, right, bottom in (bounds(stone.outline) for stone in wall.stones)
    )


def placed(stone: Stone) -> tuple[float, float, float]:
    """Where a stone begins and ends and how high it is, whatever the height of the courses below it."""
    left, top, right, bottom = bounds(stone.outline)
    return left, right, bottom - top


def test_what_is_cut_on_a_stone_is_told():
    whole: MapWalls = map_walls(MINE, DID, 1)
    cut = map_walls(MINE, Carving(DID.label, "word " * 80), 1)
    assert (whole.carved, whole.cut) == ((MINE, DID), ())
    assert [carving.label for carving in cut.cut] == [DID.label]


def test_the_markup_has_no_styles_and_stays_small():
    text = markup(welcome_wall())
    assert "style" not in text
    assert "<script" not in text
    assert len(text) < 80_000


def test_words_are_escaped():
    assert "<b>" not in markup(map_walls(Carving("<b>", "<b>bold</b>"), DID, 1).wide)


def test_the_arch_stands_within_its_frame():
    drawn = arch(5)
    assert isinstance(drawn, Arch)
    width, height = (float(n) for n in drawn.view_box.split()[2:])
    points = re.findall(r"[MLQ ](-?[\d.]+) (-?[\d.]+)", drawn.faces[0][1])
    assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in points)


def test_laying_a_wall_is_quick():
    """About 20 ms where it was written; the bound is loose, for slow and busy machines."""
    welcome_wall.cache_clear()
    start = time.perf_counter()
    welcome_wall(99)
    assert time.perf_counter() - start < 0.5
