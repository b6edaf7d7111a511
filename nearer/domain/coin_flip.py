"""The coin-flip self-test: on days of heads do X, on days of tails do not, and let the coins judge.

The only test here whose answer may say "makes": nothing but the coin decided the days. The coins are flipped for all days
at the beginning, where chance enters, and stored; the answer goes by the coin, whatever was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from nearer.domain.book import Book
from nearer.domain.dots import LEAST_A_SIDE, Dot, Side, dots_by_day, side_of
from nearer.domain.entries import CheckedIn, CoinFlipBegun, CoinFlipDone, EntryId, FlipMeasure
from nearer.domain.findings import COUNTS_UNTIL, FILLED, Lack, Leaning, Verdict
from nearer.domain.series import carry_of
from nearer.domain.stats import Flips, flips

ACTS = (
    "good-morning",
    "ask-one-question",
    "one-true-sentence",
    "headphones-off",
    "phone-away",
    "look-up",
    "sit-among-people",
    "walk-where-people-are",
)
"""Ids of acts that may be left to a coin: small things that nobody misses on the other days. Never support, sleep, food or
medication (safety.md): a day without those is a harm, not a comparison."""

MEASURES: tuple[FlipMeasure, ...] = ("mood", "aftertaste", "heard", "closeness")
FLIPS = 60
"""Days of one test: enough for a difference of 0.8 standard deviations in seven of ten people (``make calibrate``)."""

SURE = 0.97
"""How sure the one reading has to be. Counting all coins is exact: 3% of null people, which keeps the bar of 5% in sight
of any simulation."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What a self-test says today. ``heads`` and ``tails`` hold days with a value; they are read once, at the end.

    ``verdict`` counts only under 14 days, is not clear yet until ``last`` is over, then is read for good. ``over`` of
    ``length`` days have passed; ``kept`` of ``noted`` days went as the coin had said. ``flips`` holds the difference of
    days of heads less days of tails, in points, the share of all coins that give so much, and the interval.
    """

    begun: CoinFlipBegun
    verdict: Verdict
    lack: Lack | None
    heads: Side
    tails: Side
    flips: Flips | None
    carry: float
    over: int
    length: int
    kept: int
    noted: int
    last: date

    @property
    def leaning(self) -> Leaning | None:
        """ "first" where days of heads are higher; None unless that is clear."""
        if self.verdict != "clear" or self.flips is None:
            return None
        return "first" if self.flips.value > 0 else "second"


def may_be_flipped(act: str) -> bool:
    """Whether an act may be left to a coin: it is on the list."""
    return act in ACTS


def last_day(test: CoinFlipBegun) -> date:
    """The last day of a test."""
    return test.first + timedelta(days=len(test.heads) - 1)


def falls_heads(test: CoinFlipBegun, day: date) -> bool | None:
    """How the coin of a day fell; None for a day outside the test."""
    place = (day - test.first).days
    return test.heads[place] if 0 <= place < len(test.heads) else None


def is_running(test: CoinFlipBegun, today: date) -> bool:
    """Whether the test still has days, of which today may be the last."""
    return today <= last_day(test)


def done_on(book: Book, test: EntryId) -> dict[date, bool]:
    """For each day that was noted whether the act was done."""
    return {done.on: done.did for done in book.of(CoinFlipDone) if done.test == test}


def self_test(book: Book, test: CoinFlipBegun, today: date) -> SelfTest:
    """What a test says by today; today itself is not over and is not read."""
    last, did = last_day(test), done_on(book, test.id)
    checkins = [c for c in book.of(CheckedIn) if test.first <= c.day <= min(last, today)]
    heads, tails = (_dots(checkins, test, side) for side in (True, False))
    over = min(len(test.heads), max(0, (today - test.first).days))
    lack = _lack(checkins, test, over, heads, tails)
    dots = sorted([(dot.day, dot.value, True) for dot in heads] + [(dot.day, dot.value, False) for dot in tails])
    days, values, fell = [float(d.toordinal()) for d, _, _ in dots], [v for _, v, _ in dots], [h for _, _, h in dots]
    carry = carry_of(days, values) if lack is None else 0.0
    found = flips(days, values, fell, carry, SURE) if lack is None else None
    lack = Lack("inseparable", 0) if lack is None and found is None else lack
    noted = [(day, done) for day, done in did.items() if falls_heads(test, day) is not None]
    kept = sum(done is falls_heads(test, day) for day, done in noted)
    may_average = over >= COUNTS_UNTIL
    sides = side_of("heads", heads, may_average), side_of("tails", tails, may_average)
    verdict = _verdict(over, lack, found)
    return SelfTest(test, verdict, lack, *sides, found, carry, over, len(test.heads), kept, len(noted), last)


def _dots(checkins: Sequence[CheckedIn], test: CoinFlipBegun, side: bool) -> tuple[Dot, ...]:
    found = ((c.day, getattr(c, test.measure)) for c in checkins if falls_heads(test, c.day) is side)
    return dots_by_day((day, value) for day, value in found if value is not None)


def _lack(
    checkins: Sequence[CheckedIn], test: CoinFlipBegun, over: int, heads: tuple[Dot, ...], tails: tuple[Dot, ...]
) -> Lack | None:
    length = len(test.heads)
    if over < length:
        return Lack("too_early", length - over)
    written = {c.day for c in checkins}
    if (missing := ceil(round(FILLED * length, 6)) - len(written)) > 0:
        return Lack("too_few_days", missing)
    smallest = min(len(heads), len(tails))
    return Lack("side_too_small", LEAST_A_SIDE - smallest) if smallest < LEAST_A_SIDE else None


def _verdict(over: int, lack: Lack | None, found: Flips | None) -> Verdict:
    if over < COUNTS_UNTIL:
        return "counts_only"
    if lack is not None or found is None:
        return "not_clear_yet"
    return "clear" if found.chance < 1 - SURE else "no_clear_link"
