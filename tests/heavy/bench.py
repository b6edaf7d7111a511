"""How long an open book takes: ``python -m tests.heavy.bench [--quick]``. Prints medians and holds them against the bars.

The bars are held in processor time, which is what a quiet machine takes; the time on the clock stands beside it.
"""

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from nearer.domain.entries import BookBegun, DeviceAsked, MapDrawn

BARS = {2_000: 40.0, 10_000: 150.0}
TODAY_BAR = 250.0
SIZES = (1_000, 2_000, 10_000, 100_000)
START = datetime(2016, 3, 1, 7, tzinfo=UTC)
SENTENCE = "I said hello to the man with the dog and he smiled at me although my voice was very quiet today"
WORDS = SENTENCE.split()
FIRST = (BookBegun, DeviceAsked, MapDrawn)


def main() -> None:
    """Print one line per size, then the page; exit 1 if a bar is missed."""
    _set_up()
    missed = [size for size in SIZES[: 3 if "--quick" in sys.argv else 4] if not _book_of(size)]
    if not _today_page(10_000):
        missed.append(0)
    sys.exit(1 if missed else 0)


def _set_up() -> None:
    os.environ["NEARER_DATA"] = tempfile.mkdtemp(prefix="nearer-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "nearer.web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _book_of(size: int) -> bool:
    from nearer.domain.book import Book
    from nearer.vault.codec import decode
    from nearer.vault.models import SealedEntry
    from nearer.vault.seal import unseal

    book = filled(size)[2]
    rows = list(_rows(SealedEntry, book.person))
    plain = [unseal(book.keys.entries, book.where(row), sealed) for row, sealed in rows]
    entries = [decode(payload) for payload in plain]
    parts = {
        "rows": _ms(lambda: list(_rows(SealedEntry, book.person))),
        "unseal": _ms(lambda: [unseal(book.keys.entries, book.where(row), sealed) for row, sealed in rows]),
        "decode": _ms(lambda: [decode(payload) for payload in plain]),
        "sort": _ms(lambda: Book.bound(entries)),
    }
    before = _memory()
    whole, on_the_clock = _ms(book.read), _ms(book.read, clock=time.perf_counter)
    bar = BARS.get(size)
    verdict = "" if bar is None else f"  bar {bar:.0f}: {'kept' if whole <= bar else 'MISSED'}"
    each = "  ".join(f"{name} {took:7.1f}" for name, took in parts.items())
    took = f"{whole:7.1f} ms, {on_the_clock:.1f} on the clock"
    print(f"{size:>7} entries: read {took}  ({each})  +{_memory() - before} MiB{verdict}", flush=True)
    return bar is None or whole <= bar


def _today_page(size: int) -> bool:
    from django.test import Client
    from django.urls import reverse

    from nearer.vault import sessions

    person, key, _book = filled(size)
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.cookies["nearer-book"] = sessions.open_session(person, key, datetime.now(UTC))

    def look() -> None:
        assert browser.get(reverse("today")).status_code == 200

    look()
    p95 = quantiles(_each(look, 25, time.process_time), n=20)[-1]
    on_the_clock = quantiles(_each(look, 25, time.perf_counter), n=20)[-1]
    verdict = "kept" if p95 <= TODAY_BAR else "MISSED"
    print(
        f"Today over {size} entries: p95 {p95:.1f} ms, {on_the_clock:.1f} on the clock  bar {TODAY_BAR:.0f}: {verdict}"
    )
    return p95 <= TODAY_BAR


def filled(size: int) -> tuple[Any, bytes, Any]:
    """A person with a name, their key, and an open book of this many entries such as people write."""
    from nearer.vault import codec, keys, locks
    from nearer.vault.models import SealedEntry
    from nearer.vault.seal import digest, seal
    from nearer.vault.store import OpenBook

    person, key, _token = locks.begin_person(START)
    locks.finish_sitting(person, key, f"bench {uuid4().hex}", "bench")
    book = OpenBook(person.id, person.epoch, keys.keys(key))
    rows = []
    for entry in realistic(size):
        sealed = seal(book.keys.entries, book.where(entry.id), codec.encode(entry))
        rows.append(SealedEntry(id=entry.id, person=person, sealed=sealed, digest=digest(sealed)))
    SealedEntry.objects.bulk_create(rows, batch_size=1000)
    return person, key, book


def realistic(size: int) -> Iterator[Any]:
    """Check-ins, practices with outcomes, stories and signs checks, spread over ten years, the same every time."""
    from nearer.domain import entries as e
    from tests.kinds import full_entry

    chance, plan = random.Random(7), ""
    for n in range(size):
        at = START + timedelta(days=3650 * n / size, seconds=chance.random() * 60)
        common: Any = {"id": uuid4().hex, "rev": 1, "at": at, "zone": "Europe/Berlin", "day": at.date()}
        says, level = partial(_says, chance), partial(chance.randint, 0, 100)
        if n < len(FIRST):
            yield replace(full_entry(FIRST[n]), **common)
        elif n == len(FIRST):
            yield e.FitChecked(**common | {"at": datetime.now(UTC)}, thoughts="no", prompt="?")
        elif n % 10 < 4:
            felt = {"mood": level(), "company": "with", "depth": 2, "heard": level(), "felt": level(), "shown": level()}
            yield replace(full_entry(e.CheckedIn, "no"), **common, **felt, note=says(20), step=says(6))
        elif n % 10 < 6:
            plan = common["id"]
            text = {"act": says(12), "moment": says(6), "first_sentence": says(10), "fear": says(20)}
            yield replace(full_entry(e.PracticePlanned), **common, **text, on=at.date(), person=None, bad=level())
        elif n % 10 < 8:
            text = {"camera": says(40), "did": says(10), "learned": says(30)}
            yield replace(full_entry(e.PracticeDone), **common, **text, plan=plan, bad=level(), through="yes")
        elif n % 10 == 8:
            yield e.StoryTold(**common, text=says(40), prompt=says(12), wanted="both")
        else:
            answers = tuple(e.Answer(f"item-{i}", 1, says(12), chance.choice([None, 0, 1, 2, 3, 4])) for i in range(8))
            yield e.SignsAnswered(**common, answers=answers)


def _says(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, most)))


def _rows(table: Any, person: str) -> Iterator[tuple[str, bytes]]:
    rows = table.objects.filter(person_id=person).values_list("id", "sealed")
    return ((row, bytes(sealed)) for row, sealed in rows.iterator(chunk_size=2000))


def _ms(work: Callable[[], object], times: int = 7, clock: Callable[[], float] = time.process_time) -> float:
    return median(_each(work, times, clock))


def _each(work: Callable[[], object], times: int, clock: Callable[[], float]) -> list[float]:
    took = []
    for _ in range(times):
        started = clock()
        work()
        took.append((clock() - started) * 1000)
    return took


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
