"""How often the rule about a fallen pulse cries wolf, and how often it sees a real fall: ``python -m tests.heavy.pulse``.

Simulated people answer five sentences (0-4) each week around a level of their own that does not change; the weeks go up
and down together (autocorrelation) and each sentence a little by itself. A false alarm is a person with at least one fall
in 26 such weeks. In a real fall everything drops by six points of twenty from week 14 on and stays there.
"""

import json
import math
import random
import sys
from datetime import date, timedelta

from nearer.domain.pulse import HIGHEST, Pulse, fall

WEEKS, DROP_AT, DROP = 26, 13, 6.0
SPREADS = (1.5, 2.5)
"""Standard deviation of a stable person's weekly total, in points of 20: calm and lively. A guess: our items have no norms."""


def totals(luck: random.Random, spread: float, carry: float, drop: float = 0.0) -> list[float]:
    """26 weekly totals of one person."""
    level, state = luck.uniform(6, 14), luck.gauss(0, spread)
    found = []
    for week in range(WEEKS):
        state = carry * state + luck.gauss(0, spread * math.sqrt(1 - carry * carry))
        wanted = (level + state - (drop if week >= DROP_AT else 0)) / 5
        found.append(sum(min(HIGHEST, max(0, round(wanted + luck.gauss(0, 0.5)))) for _ in range(5)))
    return [float(total) for total in found]


def has_fallen(weeks: list[float], since: int = 0) -> bool:
    """Whether the rule speaks up in any week from ``since`` on."""
    first = date(2026, 1, 1)
    found = tuple(Pulse(str(n), first + timedelta(days=7 * n), total, 5) for n, total in enumerate(weeks))
    return any(fall(found[: n + 1]) is not None for n in range(since, len(found)))


def main(people: int = 2000) -> None:
    """Print the share of people with a false alarm, and of real falls seen within six weeks."""
    worst, seen = 0.0, 1.0
    for spread in SPREADS:
        for carry in (0.0, 0.3, 0.6):
            luck = random.Random(f"{spread} {carry}")
            false = sum(has_fallen(totals(luck, spread, carry)) for _ in range(people)) / people
            real = (
                sum(has_fallen(totals(luck, spread, carry, DROP)[: DROP_AT + 6], DROP_AT) for _ in range(people))
                / people
            )
            print(
                f"spread {spread}, carry {carry}: {false:.1%} false alarms in {WEEKS} weeks, {real:.1%} of real falls seen"
            )
            worst, seen = max(worst, false), min(seen, real)
    print(json.dumps({"false_alarms": round(worst, 4), "seen": round(seen, 4), "people": people}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
