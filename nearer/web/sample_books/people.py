"""The people of a sample: where they stand, what ties them, who for what, and what ties that ended left."""

from nearer.domain import entries as e
from nearer.domain.samples import SampleBond, SampleImprint
from nearer.web.sample_books.pen import EVENING, Pen

WRITTEN = EVENING - 25


def write_people(pen: Pen) -> None:
    """Write every tie, and then what those left that ended or were brief."""
    for bond in pen.sample.bond:
        pen.ids.setdefault(bond.name, pen.new_id())
    for bond in pen.sample.bond:
        _bond(pen, bond)
    for left in pen.sample.imprint:
        _imprint(pen, left)


def _bond(pen: Pen, bond: SampleBond) -> None:
    days = {place.week: pen.day_in(place.week) for place in bond.place}
    first = days[bond.place[0].week]
    who = pen.meet(bond.name, first, WRITTEN)
    for n, place in enumerate(bond.place):
        said = {"circle": place.circle, "turn": None, "closeness": place.closeness or None}
        pen.add(e.PersonPlaced, days[place.week], WRITTEN + n, person=who, **said)
    told = {name: getattr(bond, name) for name in ("tie", "since", "bring", "brought", "held")}
    pen.add(e.TieTold, first, WRITTEN + 2, person=who, **told)
    if bond.theirs or bond.mine:
        pen.add(e.RolesGiven, first, WRITTEN + 3, person=who, theirs=bond.theirs, mine=bond.mine)
    if bond.every:
        pen.add(e.RhythmChosen, first, WRITTEN + 4, person=who, every=bond.every)
    for week in bond.reached:
        pen.add(e.ReachedOut, max(first, pen.day_in(week)), WRITTEN + 5, person=who)
    if bond.ended_week:
        pen.add(e.TieEnded, max(first, pen.day_in(bond.ended_week)), WRITTEN + 6, person=who, words=bond.ended)


def _imprint(pen: Pen, left: SampleImprint) -> None:
    day = pen.day_in(left.week)
    who = pen.meet(left.person, day, WRITTEN + 8)
    said = {name: getattr(left, name) for name in ("who", "good", "hurt", "left")}
    pen.add(e.ImprintLeft, day, WRITTEN + 9, person=who, **said)
