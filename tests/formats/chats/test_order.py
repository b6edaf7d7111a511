"""A thousand made-up chats, with late messages and pasted lines among them: no month is ever wrong in silence."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

from nearer.formats.chats.errors import AmbiguousDates
from tests.formats.chats.rows import messages

PATTERNS = (
    *(("dmy", pattern) for pattern in ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%y", "%-d/%-m/%y")),
    *(("mdy", pattern) for pattern in ("%m/%d/%Y", "%m/%d/%y", "%-m/%-d/%y")),
    ("ymd", "%y/%-m/%-d"),
)
OLD_CHINESE = timedelta(days=3 * 365)
"""Years of two digits stood first from 2013 to 2016."""

LATEST = datetime(2026, 6, 1)


def a_chat(chance: Random, pattern: str, years_first: bool) -> tuple[str, list[datetime]]:
    when = datetime(2013, 6, 1) + chance.random() * (OLD_CHINESE if years_first else timedelta(days=4_400))
    gap, trouble = chance.choice((0.02, 0.3, 1, 3, 10, 40)), chance.random() < 0.3
    moments = []
    for _ in range(chance.choice((1, 2, 3, 4, 6, 10, 30))):
        when += timedelta(days=min(chance.expovariate(1 / gap), 2 * gap))
        moments.append(
            when - timedelta(days=chance.choice((0.1, 2, 5, 20, 200))) if trouble and chance.random() < 0.1 else when
        )
        if trouble and chance.random() < 0.05:
            moments.append(
                datetime(2013, 6, 1) + chance.random() * (OLD_CHINESE if years_first else timedelta(days=4_400))
            )
    moments = [moment for moment in moments if moment < LATEST] or [LATEST]
    text = "".join(f"{moment.strftime(pattern)}, {moment:%H:%M} - Ana: x\n" for moment in moments)
    return text, [moment.replace(second=0, microsecond=0) for moment in moments]


def test_no_month_is_wrong_in_silence():
    chance, seen = Random(8), Counter()
    for _ in range(1_500):
        order, pattern = chance.choice(PATTERNS)
        text, moments = a_chat(chance, pattern, order == "ymd")
        try:
            found = [message.when for message in messages(text)]
        except AmbiguousDates:
            seen["asked"] += 1
            continue
        seen["exact" if found == moments else text] += 1
    assert set(seen) == {"asked", "exact"}
    assert seen["exact"] > seen["asked"] * 2
