"""The circles and the net as drawings: names never collide, whoever is placed by hand stays there, a crowd has room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.web.drawings.circles import DOT, NARROW, RADII, WIDE, Box, Label, Someone, shortened, spots
from nearer.web.drawings.lettering import width_of
from nearer.web.drawings.net import web

RINGS = ("closest", "close", "warm", "around")
NAMES = st.sampled_from(
    ["Jo", "Ann", "Aunt Plum", "Biscuit’s owner", "Bartholomäus von der Heide", "משה", "小雨", "W" * 60]
)
PEOPLE = st.lists(st.tuples(NAMES, st.sampled_from(list(RADII)), st.none() | st.integers(0, 359)), max_size=45).map(
    lambda rows: [Someone(str(n), *row) for n, row in enumerate(rows)]
)


def box(label: Label) -> Box:
    """Where a name is drawn, at the size it was given room for."""
    letter = WIDE if label.is_wide else NARROW
    width = width_of(label.text, letter)
    left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    return Box(left, label.y - letter * 0.7, left + width, label.y + letter * 0.2)


def collide(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.meets(b)]


@given(PEOPLE)
def test_names_never_collide_with_names_dots_or_the_edge(people: list[Someone]):
    found = spots(people, RINGS)
    labels = [box(spot.label) for spot in found if spot.label]
    assert collide(labels) == []
    dots = [Box(s.x - DOT, s.y - DOT, s.x + DOT, s.y + DOT) for s in found]
    assert not [(name, dot) for name in labels for dot in dots if name.meets(dot)]
    assert all(name.is_inside for name in labels)


@given(PEOPLE)
def test_everyone_has_a_place_of_their_own_on_or_just_inside_their_circle(people: list[Someone]):
    found = spots(people, RINGS)
    assert len({(s.x, s.y) for s in found}) == len(people)
    for one, spot in zip(people, found, strict=True):
        inner = RADII.get(one.circle - 1, 30.0)
        assert inner < (spot.x**2 + spot.y**2) ** 0.5 <= RADII[one.circle] + 0.2


def test_someone_placed_by_hand_stands_within_a_slot_of_where_they_were_put():
    (spot,) = spots([Someone("a", "Ann", 3, 90)], RINGS)
    assert abs(spot.x) < 28
    assert spot.y > 230


def test_the_same_people_are_drawn_the_same():
    people = [Someone(str(n), f"P{n}", 1 + n % 4) for n in range(30)]
    assert spots(people, RINGS) == spots(people, RINGS)


@pytest.mark.parametrize("how_many", [1, 3, 10])
def test_few_people_all_have_their_names_on_a_phone_too(how_many: int):
    people = [Someone(str(n), f"Person {n}", 1 + n % 4) for n in range(how_many)]
    assert all(spot.label and not spot.label.is_wide for spot in spots(people, RINGS))


@pytest.mark.parametrize("circle", list(RADII))
def test_200_on_one_circle_stand_apart(circle: int):
    found = spots([Someone(str(n), "Ann", circle) for n in range(200)], RINGS)
    assert len({(s.x, s.y) for s in found}) == 200


def test_long_names_are_cut_in_the_drawing_only():
    assert shortened("Bartholomäus von der Heide") == "Bartholomäus von der He…"
    assert shortened("Aunt Plum") == "Aunt Plum"


ROLES = ("night", "lift", "laugh", "truth", "job", "child")


def test_a_small_net_shows_only_the_spokes_that_hold_someone():
    ann = Someone("a", "Ann", 1)
    on = dict.fromkeys(ROLES, ()) | {"night": [ann]}
    assert [s.role for s in web(on, frozenset(), frozenset(), is_small=True).spokes] == ["night"]
    large = web(on, frozenset(), frozenset({"lift"}), is_small=False)
    assert [(s.role, s.state) for s in large.spokes][:3] == [("night", "held"), ("lift", "room"), ("laugh", "bare")]


@given(st.lists(st.lists(st.integers(0, 30), max_size=25, unique=True), min_size=6, max_size=6))
def test_everyone_is_one_knot_of_the_net_bound_to_all_they_are_there_for(rows: list[list[int]]):
    on = {role: [Someone(str(n), f"P{n}", 1 + n % 4) for n in row] for role, row in zip(ROLES, rows, strict=True)}
    drawn = web(on, frozenset(), frozenset(), is_small=False)
    everyone = {n for row in rows for n in row}
    assert len(drawn.knots) == len({(k.x, k.y) for k in drawn.knots}) == len(everyone)
    assert sorted(k.name for k in drawn.knots) == sorted(f"P{n}" for n in everyone)
    assert len(drawn.threads) == sum(map(len, rows))
    assert collide([box(k.label) for k in drawn.knots if k.label]) == []


@pytest.mark.parametrize("how_many", [1, 3, 6])
def test_a_net_of_a_few_names_everyone_on_a_phone_too(how_many: int):
    on = {
        role: [Someone(str(n), f"Person {n}", 1 + n % 4) for n in range(how_many) if n % 6 in (place, 0)]
        for place, role in enumerate(ROLES)
    }
    drawn = web(on, frozenset(), frozenset(), is_small=False)
    assert all(k.label and not k.label.is_wide for k in drawn.knots)


@given(st.integers(25, 200), st.sampled_from(list(RADII)))
def test_a_circle_with_many_is_counted_and_inner_names_stay(how_many: int, circle: int):
    inner = [Someone("near", "Ann", 2 if circle == 1 else 1)]
    many = [Someone(str(n), f"P{n}", circle) for n in range(how_many)]
    found = spots([*inner, *many], RINGS)
    assert found[0].label
    assert not found[0].is_counted
    assert all(s.is_counted and s.label is None for s in found[1:])
    dot = found[1].dot
    apart = min(((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for n, a in enumerate(found) for b in found[n + 1 :])
    assert apart >= 2 * dot * 0.99
    assert dot > 1
