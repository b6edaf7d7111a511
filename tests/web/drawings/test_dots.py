"""The arcs of the ledger and the dots of a finding: in their frame, none lost."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.findings import Dot, Side
from nearer.domain.stats import Lasting
from nearer.web.drawings.dots import stack, weeks
from nearer.web.drawings.ledger import arcs
from tests.books import on

LASTING = st.builds(Lasting, st.integers(1, 10**6), st.booleans())
LEVELS = st.lists(st.floats(0, 100), min_size=1, max_size=60)


def percent(x):
    return float(x.removesuffix("%"))


@given(st.lists(LASTING, min_size=1, max_size=30))
def test_every_time_that_is_over_has_its_dot_and_stands_in_the_frame(times):
    drawn = arcs(times)
    assert sum(len(arc.dots) for arc in drawn.arcs) == sum(time.is_over for time in times)
    assert all(0 <= percent(arc.x) <= 100 for arc in drawn.arcs)
    assert all(y < drawn.marks_at < drawn.height for arc in drawn.arcs for y in arc.dots)


def test_what_is_not_over_rises_and_never_comes_down_to_the_line():
    (over, _), (still, _) = ((arcs([Lasting(300, is_over=is_over)]).arcs[0], 0) for is_over in (True, False))
    assert over.path.endswith(" 100")
    assert not over.is_open
    assert not still.path.endswith(" 100")
    assert still.is_open
    assert still.dots == ()


def test_longer_lies_further_and_the_line_reaches_it():
    drawn = arcs([Lasting(5, is_over=True), Lasting(10**5, is_over=True)])
    assert percent(drawn.arcs[0].x) > percent(drawn.arcs[1].x)
    assert drawn.marks[-1].minutes <= 10**5


@given(LEVELS)
def test_every_day_has_its_dot_and_no_dot_lies_below_the_line(levels):
    side = Side("heard", tuple(Dot(on(1) + timedelta(days=n), value) for n, value in enumerate(levels)))
    drawn = stack(side, 0, 100)
    assert len(drawn.spots) == len(levels)
    assert all(0 <= percent(spot.x) <= 100 and 0 < spot.y < drawn.line for spot in drawn.spots)
    assert len({(spot.x, spot.y) for spot in drawn.spots}) == len(levels)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=60))
def test_along_the_weeks_higher_is_higher(levels):
    drawn = weeks([Dot(on(1) + timedelta(days=n), value) for n, value in enumerate(levels)], -100, 100)
    assert len(drawn.spots) == len(levels)
    assert (drawn.spots[levels.index(max(levels))].y) == min(spot.y for spot in drawn.spots)


def test_nothing_is_drawn_of_nothing():
    assert weeks([], 0, 100) is None
    assert stack(Side("heard", ()), 0, 100).spots == ()
