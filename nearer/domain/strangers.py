"""Strangers and weak ties: what was guessed beforehand against how it was, in the one practice engine."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nearer.domain.practice import Gap, Practice, bad_gap, good_gap
from nearer.domain.programme import Distance, Programme
from nearer.domain.stats import Share, share

FAR: frozenset[Distance] = frozenset({"stranger", "weak_tie"})

A_PICTURE = 3
"""Acts that are needed before they are read together; fewer would be an anecdote."""

ABOUT_THE_SAME = 5
"""Points of 0-100 within which it was as guessed: a thumb on a slider is no finer."""


@dataclass(frozen=True, slots=True)
class Met:
    """One act with someone far: guess and outcome, how bad and how good, each None where a side was left out."""

    practice: Practice
    distance: Distance
    bad: Gap | None
    good: Gap | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Of ``n`` acts with both sides of "how bad": how many were less bad, as guessed, and worse. ``less`` with its interval."""

    n: int
    less: Share
    same: int
    worse: int


def far_situations(programme: Programme) -> dict[str, Distance]:
    """The situations of all ladders that are with strangers or weak ties, by id."""
    return {s.id: s.distance for step in programme.ways() for s in step.situations if s.distance in FAR}


def met(practices: Sequence[Practice], far: dict[str, Distance], known_little: Collection[str] = ()) -> tuple[Met, ...]:
    """The acts with strangers and weak ties that have an outcome, in their order.

    ``known_little`` holds the ids of people known a little: an act with one of them belongs here too.
    """
    found = []
    for p in practices:
        distance = far.get(p.plan.situation) or ("weak_tie" if p.plan.person in known_little else None)
        if p.outcome is not None and distance is not None:
            found.append(Met(p, distance, bad_gap(p), good_gap(p)))
    return tuple(found)


def reading(found: Sequence[Met]) -> Reading | None:
    """What the acts say together; None below three of them with a guess and an outcome of how bad."""
    gaps = [m.bad.gap for m in found if m.bad is not None]
    if len(gaps) < A_PICTURE:
        return None
    less = sum(gap < -ABOUT_THE_SAME for gap in gaps)
    worse = sum(gap > ABOUT_THE_SAME for gap in gaps)
    return Reading(len(gaps), share(less, len(gaps)), len(gaps) - less - worse, worse)
