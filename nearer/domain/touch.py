"""Keep in touch: a rhythm for each person that knows when one already reached out. Never a score, never a debt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nearer.domain.ties import CIRCLES, Bond, proposable

RHYTHMS: tuple[int, ...] = (7, 14, 30, 90, 180)
"""Days to choose from."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One person with a rhythm. ``last`` is the last word between them, None before any; ``is_due``: it has been a while."""

    bond: Bond
    last: date | None
    is_due: bool


def keep_in_touch(bonds: Sequence[Bond], today: date) -> tuple[tuple[int, tuple[Touch, ...]], ...]:
    """Those with a rhythm, by circle from the closest on; in each, those it has been a while with first."""
    found = [_touch(b, today) for b in proposable(tuple(bonds)) if b.rhythm is not None]
    rows = [(circle, tuple(sorted((t for t in found if t.bond.circle == circle), key=_order))) for circle in CIRCLES]
    return tuple((circle, touches) for circle, touches in rows if touches)


def is_a_while(bonds: Sequence[Bond], today: date) -> tuple[Touch, ...]:
    """Those it has been a while with, the closest first."""
    return tuple(t for _circle, touches in keep_in_touch(bonds, today) for t in touches if t.is_due)


def without_rhythm(bonds: Sequence[Bond]) -> tuple[Bond, ...]:
    """Those who may be named and have no rhythm."""
    return tuple(b for b in proposable(tuple(bonds)) if b.rhythm is None)


def _touch(bond: Bond, today: date) -> Touch:
    last = bond.last_contact()
    return Touch(bond, last, last is None or (today - last).days >= (bond.rhythm or 0))


def _order(touch: Touch) -> tuple[bool, date, str]:
    return not touch.is_due, touch.last or date.min, touch.bond.name.casefold()
