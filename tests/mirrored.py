"""Mara's readings of one chat: the first one, and a later one that changed a little."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from nearer.domain import entries as e
from nearer.domain.days import day_of
from nearer.domain.hidden import hides
from nearer.domain.mirror_sittings import Met
from nearer.domain.own_words import OwnMessage, lines, measured
from nearer.web.stamp import new_id
from tests.filled import Owner

FIRST: tuple[tuple[e.What, int, int | None, int | None, int | None, int | None, tuple[int, ...]], ...] = (
    ("starts", 212, 640, 570, 705, 400, ()),
    ("words", 212, 530, 505, 555, 500, ()),
    ("errands", 2914, 620, 600, 640, 400, ()),
    ("deep", 1457, 120, 98, 146, 250, (903, 250, 129, 130, 45)),
    ("asks", 820, 210, 180, 242, None, ()),
    ("follow_ups", 172, 350, 280, 425, 600, ()),
    ("unanswered", 140, 90, 52, 145, 200, ()),
    ("theirs_met", 31, 484, 318, 652, 700, (15, 9, 4, 3)),
    ("mine_met", 14, None, None, None, None, (6, 4, 3, 1)),
    ("feelings", 1457, 180, 155, 208, 100, ()),
)
LOOKED: dict[e.What, tuple[int, int]] = {
    "errands": (64, 0),
    "deep": (64, 0),
    "theirs_met": (52, 52),
    "mine_met": (26, 26),
}
"""How many were read twice, and how many openings the first look found."""
FEELINGS = (
    ("gratitude", 71, (24, 33, 21, 49), (47, 65, 48, 85)),
    ("joy", 58, (27, 37, 25, 54), (31, 43, 29, 61)),
    ("amusement", 44, (25, 34, 22, 51), (19, 26, 16, 41)),
    ("sadness", 39, (11, 15, 8, 27), (28, 39, 26, 56)),
    ("love", 22, (9, 12, 6, 23), (13, 18, 10, 31)),
    ("remorse", 14, (6, 8, 4, 18), (8, 11, 5, 22)),
    ("fear", 9, (0, 0, 0, 3), (9, 12, 6, 24)),
    ("anger", 5, (4, 5, 2, 14), (1, 1, 0, 7)),
)
LEVELS = (
    (166, 48, 20, 15, 2),
    (162, 43, 17, 14, 2),
    (157, 42, 21, 21, 8),
    (160, 40, 20, 24, 8),
    (152, 43, 26, 40, 14),
    (150, 44, 25, 46, 17),
)


def look_in_mirror(owner: Owner) -> None:
    """Two readings, a month and a half apart."""
    owner.add(e.MirrorAsked, "why", 0, why="curious")
    _read(owner, "first reading", 50, 0)
    _read(owner, "reading", 3, 60)
    _keep_words(owner)


SAID: tuple[tuple[str, tuple[tuple[e.What, Met | None], ...]], ...] = (
    ("did you buy the milk?", (("asks", None), ("errands", None))),
    ("the bus is late again", (("errands", None), ("starts", None))),
    ("I sat in the car for an hour before I could go in.", (("deep", None), ("mine_met", "up"), ("feelings", None))),
    ("and what did she say then, Wren?", (("asks", None), ("follow_ups", None), ("theirs_met", "up"))),
    ("ok, see you at seven", (("errands", None),)),
    ("I am glad that you asked me about the harbour. Nobody else did.", (("deep", None), ("mine_met", "else"))),
)


def own_messages(n: int = 84) -> list[OwnMessage]:
    """What Mara wrote, over four months."""
    hide, first = hides(["Wren"]), datetime(2025, 6, 2, 18, 4)  # noqa: DTZ001 - chats tell local time
    return [
        OwnMessage(first + timedelta(days=1.4 * number), hide(SAID[number % len(SAID)][0]), SAID[number % len(SAID)][1])
        for number in range(n)
    ]


def _keep_words(owner: Owner) -> None:
    text = b"".join(lines(own_messages()))
    messages, size, digest = measured([text])
    at, zone = datetime.now(UTC) - timedelta(days=3), settings.TIME_ZONE
    stamp = {"id": new_id(), "rev": 1, "at": at, "zone": zone, "day": day_of(at, zone)}
    said = {"reading": owner.ids["reading"], "messages": messages, "size": size, "digest": digest}
    entry = e.OwnWordsKept(**stamp, **said)  # type: ignore[arg-type]
    owner.book.write(add=[entry], large={entry.id: [text]})
    owner.ids["own words"] = entry.id
    owner.written.append(entry)


def _read(owner: Owner, called: str, days: int, more: int) -> None:
    months = tuple(
        e.MirrorMonth(
            date(2025, 5 + n, 1),
            sum(levels),
            levels,
            1000 * sum(levels[3:]) // sum(levels),
            1000 * sum(levels[3:]) // sum(levels) - 30,
            1000 * sum(levels[3:]) // sum(levels) + 38,
            30 + 4 * n,
            2000,
            4100,
        )
        for n, levels in enumerate(LEVELS)
    )
    measures = tuple(
        e.Measured(
            what,
            n,
            *(None if v is None else v + more * (what == "deep") for v in (value, low, high)),
            guess,
            parts,
            *LOOKED.get(what, (0, 0)),
            2 if what == "deep" else 0,
        )
        for what, n, value, low, high, guess, parts in FIRST
    )
    person, mark = owner.ids["wren"], "0f" * 16
    owner.add(e.MirrorLooked, f"{called} looked", days, chat=mark, person=person)
    owner.add(
        e.MirrorRead,
        called,
        days,
        chat=mark,
        person=person,
        group=False,
        checked=True,
        messages=2914,
        first=date(2025, 5, 2),
        last=date(2025, 10, 30),
        measures=measures,
        months=months,
        feelings=tuple(e.FeelingShown(*one) for one in FEELINGS),
    )
