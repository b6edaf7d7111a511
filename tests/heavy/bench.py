"""How long an open book takes: ``python -m tests.heavy.bench [--quick]``, which leaves out 100,000 entries.

First reading a book, then the page Today, each at growing sizes. The bars are held in processor time, which is what a quiet
machine takes; the time on the clock stands beside it. Memory is let go of after each page, as the server does.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median, quantiles
from typing import Any, get_args
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

from nearer.domain.entries import BookBegun, DeviceAsked, MapDrawn, PersonNamed, ReportChosen, Tick
from tests.heavy.crowd import crowd
from tests.heavy.insights import insights_kept

BARS = {2_000: 40.0, 10_000: 150.0}
"""Milliseconds in the median, to read a book of so many entries."""
TODAY_BARS = {10_000: 250.0}
"""Milliseconds in 95 of 100 times, to show Today."""
PAGES = ("insight", "ledger", "days", "search")
WHOLE = ("map", "progress", "report-read")
PAGE_BARS = {10_000: 400.0}
"""Milliseconds in 95 of 100 times, to show what a whole book says (issue 5)."""
CROWD_PAGES = ("people", "net", "touch")
CROWD_BAR = 200.0
"""Milliseconds in 95 of 100 times, to show 200 people (issue 6)."""
REPORT_BARS, PDF_BARS = {10_000: 500.0}, {10_000: 5_000.0}
"""Milliseconds in 95 of 100 times, for the report with everything ticked, and the slowest time for its PDF (issue 7)."""
SIZES = (1_000, 2_000, 10_000, 100_000)
TIMES = 40
START = datetime(2016, 3, 1, 7, tzinfo=UTC)
SENTENCE = "I said hello to the man with the dog and he smiled at me although my voice was very quiet today"
WORDS = SENTENCE.split()
FIRST = (BookBegun, DeviceAsked, MapDrawn, ReportChosen)


@dataclass(frozen=True)
class Took:
    """How long something took each time, in milliseconds of the processor and on the clock."""

    processor: tuple[float, ...]
    clock: tuple[float, ...]

    @property
    def p95(self) -> float:
        """In 95 of 100 times it took no longer."""
        return quantiles(self.processor, n=20)[-1]

    def __str__(self) -> str:
        least, usual = min(self.processor), median(self.processor)
        return f"{least:7.1f} min {usual:7.1f} median {self.p95:7.1f} p95 ms  ({median(self.clock):.1f} on the clock)"


def main() -> None:
    """Print one line per size for a book and for its page; exit 1 if a bar is missed."""
    _set_up()
    sizes = SIZES[:-1] if "--quick" in sys.argv else SIZES
    books = {size: filled(realistic(size)) for size in sizes}
    kept = [_book(size, books[size][2]) for size in sizes] + [_today(size, *books[size][:2]) for size in sizes]
    kept += [_page(name, size, *books[size][:2]) for name in PAGES for size in sizes]
    kept += _crowd()
    kept += [_page(name, size, *books[size][:2], REPORT_BARS) for name in WHOLE for size in sizes]
    kept += [_pdf(size, *books[size][:2]) for size in sizes]
    kept.append(insights_kept())
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    sys.exit(0 if all(kept) else 1)


def _set_up() -> None:
    os.environ["NEARER_DATA"] = tempfile.mkdtemp(prefix="nearer-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "nearer.web.settings"
    import django
    from django.core.management import call_command
    from django.urls import get_resolver

    from nearer.web.server import let_go_after_each_page

    django.setup()
    call_command("migrate", verbosity=0)
    get_resolver().url_patterns  # noqa: B018 - as the server does
    let_go_after_each_page()


def _book(size: int, book: Any) -> bool:
    from nearer.domain.book import Book
    from nearer.vault.codec import decode
    from nearer.vault.models import SealedEntry
    from nearer.vault.seal import unseal

    times = _times(size)
    whole = _took(book.read, times)
    rows = list(_rows(SealedEntry, book.person))
    plain = [unseal(book.keys.entries, book.where(row), sealed) for row, sealed in rows]
    entries = [decode(payload) for payload in plain]
    parts = {
        "rows": lambda: list(_rows(SealedEntry, book.person)),
        "unseal": lambda: [unseal(book.keys.entries, book.where(row), sealed) for row, sealed in rows],
        "decode": lambda: [decode(payload) for payload in plain],
        "sort": lambda: Book.bound(entries),
    }
    each = ", ".join(f"{name} {median(_took(work, times // 4).processor):.1f}" for name, work in parts.items())
    usual = median(whole.processor)
    print(f"{size:>7} entries read {whole}  {usual / size * 1000:.1f} µs each  [{each}]", end="")
    return _is_kept(usual, BARS.get(size))


def _today(size: int, person: Any, key: bytes) -> bool:
    from django.urls import reverse

    from nearer.vault import sessions

    token = sessions.open_session(person, key, datetime.now(UTC))
    took = _took(partial(_sent, reverse("today"), token), _times(size))
    print(f"{size:>7} entries, Today {took}", end="")
    return _is_kept(took.p95, TODAY_BARS.get(size))


def _crowd() -> list[bool]:
    """The pages of someone with 200 people."""
    entries = list(crowd())
    person, key, _book = filled(entries)
    print(f"{sum(isinstance(entry, PersonNamed) for entry in entries):>7} people: ", end="")
    return [_page(name, len(entries), person, key, {len(entries): CROWD_BAR}) for name in CROWD_PAGES]


def _page(name: str, size: int, person: Any, key: bytes, bars: dict[int, float] = PAGE_BARS) -> bool:
    from django.urls import reverse

    from nearer.vault import sessions

    token = sessions.open_session(person, key, datetime.now(UTC))
    took = _took(partial(_sent, reverse(name), token), _times(size) // 2)
    print(f"{size:>7} entries, {name} {took}", end="")
    return _is_kept(took.p95, bars.get(size))


def _pdf(size: int, person: Any, key: bytes) -> bool:
    from django.urls import reverse

    from nearer.vault import sessions

    token = sessions.open_session(person, key, datetime.now(UTC))
    took = _took(partial(_sent, reverse("report-pdf"), token, b"%%EOF"), 4)
    print(f"{size:>7} entries, the report as a PDF {took}", end="")
    return _is_kept(max(took.processor), PDF_BARS.get(size))


def _sent(path: str, token: str, ends: bytes = b"</html>") -> None:
    """A page through everything that the server has, until it is sent and let go of."""
    from nearer.web.wsgi import application

    asked: dict[str, Any] = {}
    setup_testing_defaults(asked)
    said: list[str] = []
    cookie = f"nearer-book={token}"
    answer = application(
        asked | {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": cookie},
        lambda status, _headers: said.append(status),
    )
    assert said == ["200 OK"], said
    assert ends in b"".join(answer)
    answer.close()


def _is_kept(took: float, bar: float | None) -> bool:
    print("" if bar is None else f"  bar {bar:.0f}: {'kept' if took <= bar else 'MISSED'}", flush=True)
    return bar is None or took <= bar


def filled(entries: Iterable[Any]) -> tuple[Any, bytes, Any]:
    """A person with a name, their key, and an open book of these entries."""
    from nearer.vault import codec, keys, locks
    from nearer.vault.models import SealedEntry
    from nearer.vault.seal import digest, seal
    from nearer.vault.store import OpenBook

    person, key, _token = locks.begin_person(START)
    locks.finish_sitting(person, key, f"bench {uuid4().hex}", "bench")
    book = OpenBook(person.id, person.epoch, keys.keys(key))
    rows = []
    for entry in entries:
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
            more = {"ticks": get_args(Tick), "weeks": None} if FIRST[n] is ReportChosen else {}
            more |= {"shows_device": False} if FIRST[n] is DeviceAsked else {}
            yield replace(full_entry(FIRST[n]), **common, **more)
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


def _times(size: int) -> int:
    return TIMES if size <= 10_000 else TIMES // 4


def _took(work: Callable[[], object], times: int) -> Took:
    work()
    each = []
    for _ in range(times):
        processor, clock = time.process_time(), time.perf_counter()
        work()
        each.append(((time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000))
    return Took(*zip(*each, strict=True))


if __name__ == "__main__":
    main()
