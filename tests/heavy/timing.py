"""Whether a stranger can tell by the clock which names have a book: ``python -m tests.heavy.timing [--pairs 1000]``.

Each pair asks once for a name that has a book, with a wrong passphrase, and once for a name that has none, in random order.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from statistics import median

BAR = 0.05


def main() -> None:
    """Print both medians and their relative difference; exit 1 if it is above the bar."""
    asked = argparse.ArgumentParser(prog="python -m tests.heavy.timing")
    asked.add_argument("--pairs", type=int, default=1000)
    pairs = asked.parse_args().pairs
    os.environ["NEARER_DATA"] = tempfile.mkdtemp(prefix="nearer-timing-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    known, unknown = measured(pairs)
    apart = abs(known - unknown) / known
    print(
        f"{pairs} pairs: wrong passphrase {known * 1000:.1f} ms, unknown name {unknown * 1000:.1f} ms (medians), "
        f"{apart:.2%} apart  bar {BAR:.0%}: {'kept' if apart < BAR else 'MISSED'}"
    )
    sys.exit(0 if apart < BAR else 1)


def measured(pairs: int) -> tuple[float, float]:
    """Median seconds for a name that has a book and for one that has none."""
    from nearer.vault import locks
    from nearer.vault.errors import WrongKey

    person, key, _token = locks.begin_person(datetime.now(UTC))
    locks.finish_sitting(person, key, "Alice", "a passphrase")
    took: dict[str, list[float]] = {"Alice": [], "Nobody": []}
    chance = random.Random(7)
    for _ in range(pairs):
        for name in chance.sample(sorted(took), 2):
            started = time.perf_counter()
            with suppress(WrongKey):
                locks.open_with_passphrase(name, "a wrong one")
            took[name].append(time.perf_counter() - started)
    return median(took["Alice"]), median(took["Nobody"])


if __name__ == "__main__":
    main()
