"""How long everything that is computed from a book takes: every insight, the ledger, trials and a self-test."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from statistics import median
from typing import Any

from nearer.domain import entries as e
from nearer.domain import insights
from nearer.domain.book import Book
from nearer.domain.coin_flip import ACTS, FLIPS, self_test
from nearer.domain.held import held
from nearer.domain.ledger import ledger
from nearer.domain.trials import answered, trials
from tests.kinds import full_entry

BAR = 100.0
SIZES = (2_500, 5_000, 10_000)
TODAY = date(2026, 3, 1)
NAMES = 12


def insights_kept() -> bool:
    """Print what everything takes over three sizes of book; whether the largest keeps the bar."""
    whole = {}
    for size in SIZES:
        book = a_long_book(size)
        took = {name: _ms(work, book) for name, work in WORK.items()}
        whole[size] = sum(took.values())
        each = "  ".join(f"{name} {ms:.1f}" for name, ms in took.items())
        print(f"{size:>7} entries: everything to see {whole[size]:7.1f} ms  ({each})", flush=True)
    kept = whole[SIZES[-1]] <= BAR
    growth = whole[SIZES[-1]] / whole[SIZES[0]]
    print(f"Four times the entries take {growth:.1f} times as long  bar {BAR:.0f} ms: {'kept' if kept else 'MISSED'}")
    return kept


WORK: dict[str, Callable[[Book], Any]] = {
    "felt": lambda book: insights.felt_against_shown(book, TODAY),
    "mood": lambda book: insights.mood_by_company(book, TODAY),
    "aftertaste": lambda book: insights.aftertaste_by_depth(book, TODAY),
    "heard": lambda book: insights.heard_by_person(book, TODAY),
    "depths": insights.talk_depths,
    "pulse": lambda book: insights.pulse_over_time(book, TODAY),
    "ledger": ledger,
    "held": held,
    "trials": lambda book: [answered(book, one, TODAY) for one in trials(book)],
    "coins": lambda book: [self_test(book, test, TODAY) for test in book.of(e.CoinFlipBegun)],
}


def a_long_book(size: int) -> Book:
    """Ten years, the same every time: check-ins with people, acts with outcomes, pulses, three trials and a self-test."""
    chance, numbers = random.Random(8), count()
    entries: list[e.Entry] = []

    def write(kind: type[e.Entry], day: date, **said: Any) -> e.EntryId:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(
            seconds=(number := next(numbers)) % 40_000
        )
        entries.append(replace(full_entry(kind), **{"id": f"{number:032x}", "at": at, "day": day, **said}))
        return entries[-1].id

    first = TODAY - timedelta(days=3650)
    people = [write(e.PersonNamed, first, name=f"Person {n}") for n in range(NAMES)]
    for reading in ("mood_alone_or_with", "heard_open_or_not", "aftertaste_deep_or_shallow"):
        write(e.TrialBegun, TODAY - timedelta(days=70), reading=reading)
    heads = tuple(chance.random() < 0.5 for _ in range(FLIPS))
    write(e.CoinFlipBegun, TODAY, act=ACTS[0], measure="mood", first=TODAY - timedelta(days=65), heads=heads)
    while len(entries) < size:
        day = first + timedelta(days=int(3650 * len(entries) / size))
        if len(entries) % 6 == 0:
            plan = write(
                e.PracticePlanned, day, on=day, person=chance.choice(people), bad=chance.randint(0, 100), step="H1"
            )
            write(e.PracticeDone, day, plan=plan, bad=chance.randint(0, 100), through="yes", response="took_up")
        elif len(entries) % 25 == 1:
            write(
                e.PulseAnswered, day, answers=tuple(e.Answer(f"P-{n}", 1, "?", chance.randint(0, 4)) for n in range(5))
            )
        else:
            write(e.CheckedIn, day, **_said(chance, people))
    return Book.bound(entries)


def _said(chance: random.Random, people: list[e.PersonId]) -> dict[str, Any]:
    alone = {"company": "alone", "chosen": chance.random() < 0.5, "mood": chance.randint(0, 100)}
    empty = dict.fromkeys(("person", "depth", "heard", "felt", "shown", "closeness", "aftertaste", "stepped_back"))
    if chance.random() < 0.5:
        return empty | alone
    levels = {name: chance.randint(0, 100) for name in ("mood", "heard", "felt", "shown", "aftertaste")}
    return (
        empty
        | levels
        | {"company": "with", "person": chance.choice(people), "depth": chance.randint(0, 4), "chosen": None}
    )


def _ms(work: Callable[[Book], Any], book: Book) -> float:
    took = []
    for _ in range(5):
        started = time.process_time()
        work(book)
        took.append((time.process_time() - started) * 1000)
    return median(took)


if __name__ == "__main__":
    insights_kept()
