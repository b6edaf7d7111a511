"""How often a finding is clear where nothing is, and where something is: ``python -m tests.heavy.calibrate [PEOPLE]``.

Made-up people: one value a day, a straight drift of up to two standard deviations either way, days that follow each other
(.3 and .6), 10-40% of days missing, levels rounded and cut to 0-100. Null people have no difference between the sides;
the others have one of 0.8 standard deviations, within the person and after the drift (over time: a change of 1.6). The
domain's own functions judge.

A null person counts as wrong when ANY reading up to day 60 is clear. A person with a difference counts as found when the
verdict of day 60 is clear. The last line is JSON: ``false_clear`` is the worst cell, ``power`` is pooled over 10-30%
missing and even sides.
"""

import json
import math
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from multiprocessing import Pool
from typing import Any, NamedTuple

from nearer.domain.coin_flip import FLIPS, SURE
from nearer.domain.dots import LEAST_A_SIDE, Dot
from nearer.domain.findings import FILLED, STANDING_EVERY, Comparison, judged, lacking, spans_of
from nearer.domain.series import carry_of
from nearer.domain.stats import flips, share

FIRST = date(2026, 3, 2)
DAYS, YEAR = 60, 365
EFFECT = 0.8
MIDDLE, SPREAD = 55.0, 15.0
CARRIES, MISSING = (0.3, 0.6), (0.1, 0.2, 0.3, 0.4)
POOLED = (0.1, 0.2, 0.3)
BAR_FALSE, BAR_POWER = 0.05, 0.70


class Cell(NamedTuple):
    """One kind of people. ``where``: story, insight or self-test; ``sides``: how their days fall."""

    where: str
    sides: str
    carry: float
    missing: float
    effect: float


def even(chance: random.Random) -> Iterator[int]:
    """Either side, every day anew."""
    while True:
        yield chance.randrange(2)


def runs(chance: random.Random) -> Iterator[int]:
    """Days of one side follow each other: three in four stay."""
    side = chance.randrange(2)
    while True:
        yield side
        side = side if chance.random() < 0.75 else 1 - side


def lifted(chance: random.Random) -> Iterator[int]:
    """The programme lifts both: one side grows from a quarter of the days to three quarters while the levels drift."""
    for day in range(DAYS):
        yield int(chance.random() < 0.25 + 0.5 * day / (DAYS - 1))


def jumped(chance: random.Random) -> Iterator[int]:
    """As ``lifted``, but the levels do not drift: they jump once, in the middle."""
    return lifted(chance)


def quarter(chance: random.Random) -> Iterator[int]:
    """One side has a quarter of the days."""
    while True:
        yield int(chance.random() < 0.25)


def weekends(chance: random.Random) -> Iterator[int]:
    """One side is nearly always the end of the week."""
    for day in range(DAYS):
        yield int(day % 7 >= 5) if chance.random() < 0.85 else chance.randrange(2)


def sparse(chance: random.Random) -> Iterator[int]:
    """Half of the days are on neither side (-1): an entry that has nothing to say about it."""
    while True:
        yield chance.choice((0, 1, -1, -1))


def people(chance: random.Random) -> Iterator[int]:
    """Three people, one seen every second day."""
    while True:
        yield chance.choice((0, 0, 1, 2))


def time(chance: random.Random) -> Iterator[int]:
    """One side only: is there a change over time?"""
    while True:
        yield 0


SIDES: dict[str, Callable[[random.Random], Iterator[int]]] = {
    made.__name__: made for made in (even, runs, lifted, jumped, quarter, weekends, sparse, people, time)
}
STORIES, INSIGHTS = ("even", "runs", "lifted", "jumped", "quarter", "weekends"), ("even", "sparse", "people", "time")


def cells(effect: float) -> list[Cell]:
    """Every kind of people."""
    kinds = [("story", s) for s in STORIES] + [("insight", s) for s in INSIGHTS] + [("self-test", "even")]
    return [Cell(*kind, carry, missing, effect) for kind in kinds for carry in CARRIES for missing in MISSING]


def levels(cell: Cell, chance: random.Random, lasting: int = DAYS) -> list[tuple[int, int, int]]:
    """The days of one person that are not missing, with side and level."""
    drift = chance.uniform(*{"time": (0, 0), "lifted": (1, 2), "jumped": (1, 2)}.get(cell.sides, (-2, 2)))
    moved = cell.effect if cell.sides == "time" else 0.0
    rest, kept = chance.gauss(0, 1), math.sqrt(1 - cell.carry**2)
    days = []
    for day, side in zip(range(lasting), SIDES[cell.sides](chance), strict=False):
        along = float(day >= lasting / 2) if cell.sides == "jumped" else day / (lasting - 1)
        level = (drift + 2 * moved) * along + (cell.effect * (side == 0) if not moved else 0) + rest
        if chance.random() >= cell.missing:
            days.append((day, side, min(100, max(0, round(MIDDLE + SPREAD * level)))))
        rest = cell.carry * rest + kept * chance.gauss(0, 1)
    return days


def comparison(cell: Cell, days: list[tuple[int, int, int]], lasting: int = DAYS) -> list[bool]:
    """Whether each reading up to day 60, or as long as it lasts, is clear."""
    on = {day: FIRST + timedelta(days=day) for day, _, _ in days}
    kinds = range(3 if cell.sides == "people" else 1 if cell.sides == "time" else 2)
    sides = tuple((str(kind), tuple(Dot(on[d], float(v)) for d, s, v in days if s == kind)) for kind in kinds)
    kind: Any = "change" if cell.sides == "time" else "difference"
    stands, any_two = cell.where == "insight", cell.sides == "people"
    asked = Comparison("q", sides, frozenset(on.values()), FIRST, kind, stands=stands, any_two=any_two)
    read: dict[date, bool] = {}
    for today in {DAYS, *range(DAYS, lasting + 1, STANDING_EVERY)}:
        for span in spans_of(asked, FIRST + timedelta(days=today)):
            if span.last not in read and span.last < FIRST + timedelta(days=today):
                answer = judged(asked, span) if lacking(asked, span) is None else None
                read[span.last] = answer is not None and answer[1]
    return [read[last] for last in sorted(read)]


def a_year(job: tuple[float, int]) -> tuple[float, int, int, int]:
    """A standing comparison in null people over a year: how many were ever misread, and how many readings were wrong."""
    carry, people = job
    cell, chance = Cell("insight", "even", carry, 0.2, 0.0), random.Random(f"year {carry}")
    found = [comparison(cell, levels(cell, chance, YEAR), YEAR) for _ in range(people)]
    return carry, sum(map(any, found)), sum(map(sum, found)), sum(map(len, found))


def self_test(cell: Cell, days: list[tuple[int, int, int]]) -> list[bool]:
    """Whether the one reading of a coin-flip self-test is clear."""
    heads = [side == 0 for _, side, _ in days]
    if len(days) < FILLED * FLIPS or min(sum(heads), len(heads) - sum(heads)) < LEAST_A_SIDE:
        return [False]
    when, values = [float(day) for day, _, _ in days], [float(value) for _, _, value in days]
    found = flips(when, values, heads, carry_of(when, values), SURE)
    return [found is not None and found.chance < 1 - SURE]


def looked(job: tuple[Cell, int]) -> tuple[Cell, int, int]:
    """Of this many people of one kind: how many were clear at any reading, and how many at the last."""
    cell, people = job
    chance = random.Random(repr(cell))
    judge = self_test if cell.where == "self-test" else comparison
    found = [judge(cell, levels(cell, chance)) for _ in range(people)]
    return cell, sum(map(any, found)), sum(readings[-1] for readings in found)


def measured(people: int, workers: int, null: list[Cell], true: list[Cell]) -> dict[str, Any]:
    """Both shares, worst cell and pools, with their intervals; prints a line for every cell."""
    wrong: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    with Pool(workers) as pool:
        for cell, ever, last in pool.imap(looked, [(cell, people) for cell in [*null, *true]]):
            name = f"{cell.where:9} {cell.sides:8} carry {cell.carry}  missing {cell.missing:.0%}"
            print(
                f"{name}  {'found' if cell.effect else 'false'} {said(last if cell.effect else ever, people)}",
                flush=True,
            )
            if not cell.effect:
                wrong[name] = ever
            elif cell.sides == "even" and cell.missing in POOLED:
                found.setdefault(cell.where, []).append(last)
        for carry, ever, readings, n in pool.imap(a_year, [(carry, max(20, people // 4)) for carry in CARRIES]):
            print(f"standing for a year, carry {carry}: misread at least once {said(ever, max(20, people // 4))}")
            print(f"  of its readings wrong {said(readings, n)}", flush=True)
    worst = max(wrong, key=lambda name: wrong[name])
    print(f"worst cell: {worst}  {said(wrong[worst], people)}")
    print(f"all null people: {said(sum(wrong.values()), len(wrong) * people)}")
    for where, each in found.items():
        print(f"{where:9} pooled over 10-30% missing, even sides: {said(sum(each), len(each) * people)}")
    power = share(sum(map(sum, found.values())), people * sum(map(len, found.values())))
    figures: dict[str, Any] = {"false_clear": round(wrong[worst] / people, 4), "power": round(power.value or 0, 4)}
    figures |= {f"power_{where}": round(sum(each) / len(each) / people, 4) for where, each in found.items()}
    figures["false_clear_all"] = round(sum(wrong.values()) / len(wrong) / people, 4)
    return figures | {"people_per_cell": people, "cells": len(null) + len(true)}


def said(yes: int, n: int) -> str:
    """A share in per cent with its 95% interval."""
    told = share(yes, n)
    return f"{100 * yes / n:5.1f}%  ({100 * told.interval.low:.1f}-{100 * told.interval.high:.1f})"


def main() -> None:
    """Print a line for every kind of people, and the figures as JSON; exit 1 where a bar is missed."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    figures = measured(people, 2, cells(0.0), cells(EFFECT))
    print(json.dumps(figures))
    sys.exit(0 if figures["false_clear"] <= BAR_FALSE and figures["power"] >= BAR_POWER else 1)


if __name__ == "__main__":
    main()
