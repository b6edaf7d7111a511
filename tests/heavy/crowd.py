"""Someone with 200 people around them: a name, a place, a tie and some talks for each; roles and rhythms for many."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from nearer.domain import entries as e

SIZES = {1: 4, 2: 16, 3: 50, 4: 130}
"""How many stand on each circle: 200 in all."""

TALKS = 10
DAYS = 300
SOUNDS = (
    "Ma",
    "Lo",
    "Ti",
    "Bru",
    "An",
    "Je",
    "Wi",
    "Sa",
    "Ko",
    "Ne",
    "ra",
    "no",
    "mel",
    "da",
    "ris",
    "tha",
    "vin",
    "lo",
)


def crowd(now: datetime | None = None) -> Iterator[e.Entry]:
    """Every entry of such a book, oldest first, the same every time but for its days."""
    chance, now = random.Random(200), now or datetime.now(UTC)

    def stamp(days: float) -> dict[str, Any]:
        at = now - timedelta(days=days)
        id_ = UUID(int=chance.getrandbits(128), version=4).hex
        return {"id": id_, "rev": 1, "at": at, "zone": "Europe/Berlin", "day": at.date()}

    yield e.FitChecked(**stamp(DAYS), thoughts="no", prompt="?")
    for n, circle in enumerate(circle for circle, many in SIZES.items() for _ in range(many)):
        named = stamp(DAYS - 1)
        yield e.PersonNamed(**named, name=f"{''.join(chance.choices(SOUNDS, k=2)).capitalize()} {n}")
        whom = {"person": named["id"]}
        yield e.PersonPlaced(**stamp(DAYS - 2), **whom, circle=circle, turn=None, closeness=None)
        told = {"tie": "friend", "since": "school", "bring": "", "brought": "A good ear.", "held": ""}
        yield e.TieTold(**stamp(DAYS - 3), **whom, **told)
        if n % 5 == 0:
            yield e.RolesGiven(**stamp(DAYS - 4), **whom, theirs=(chance.choice(("night", "truth", "laugh")),), mine=())
            yield e.RhythmChosen(**stamp(DAYS - 5), **whom, every=chance.choice((14, 30, 90)))
        for _ in range(TALKS):
            yield _talk(stamp(chance.uniform(0, DAYS - 6)), named["id"], chance)


def _talk(stamped: dict[str, Any], person: str, chance: random.Random) -> e.CheckedIn:
    nothing = dict.fromkeys(("chosen", "felt", "shown", "closeness", "stepped_back"))
    levels = {"mood": chance.randint(0, 100), "heard": chance.randint(0, 100), "aftertaste": chance.randint(0, 70)}
    words = {"step": "", "note": "We sat." if chance.random() < 0.1 else ""}
    return e.CheckedIn(
        **stamped, **nothing, **levels, **words, company="with", person=person, depth=chance.randint(0, 3)
    )
