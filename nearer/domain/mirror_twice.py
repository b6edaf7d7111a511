"""What the second look makes of the moments: which of them it confirms, which are shown, and which openings count.

Pure: the second look itself is asked elsewhere and comes in as levels by the place of a message.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nearer.domain.entries import What
from nearer.domain.mirror_sittings import METS, OPENS_AT, Moment, level_of

Levels = Mapping[int, float]
"""Levels 0-4 that the second look gives to messages, by their places."""

MOST_MOMENTS = 24
"""Of one number, spread over the whole time; all the other text goes."""

MOST_READ = 3
"""Messages of one opening that are read twice: the first of them."""

OPENINGS_ENOUGH = 48
"""Openings drawn at random that must be read twice, where not all of them could be, before only confirmed ones count."""


class Second(NamedTuple):
    """What the second look said: of messages, or for the two numbers about openings of openings, ``drawn`` at random from
    all that count, by number; and of moments that only were to be ``shown``."""

    drawn: Mapping[What, Levels]
    shown: Mapping[What, Levels]


NO_SECOND = Second({}, {})


def read_of(moment: Moment) -> tuple[int, ...]:
    """Which messages of a moment the second look reads."""
    return moment.judged[:MOST_READ]


def confirmed(what: What, moment: Moment, levels: Levels) -> bool | None:
    """Whether the second look sees what the first saw, an opening or an errand; None where it read nothing of the moment."""
    seen = [levels[place] for place in read_of(moment) if place in levels]
    if not seen:
        return None
    return max(map(level_of, seen)) == 0 if what == "errands" else max(seen) >= OPENS_AT


def read_twice(what: What, moments: Sequence[Moment], levels: Levels) -> list[Moment]:
    """The moments, each with what the second look says of it."""
    return [one._replace(sure=confirmed(what, one, levels)) for one in moments] if levels else list(moments)


def counted(moments: Sequence[Moment]) -> tuple[list[Moment], int]:
    """The openings that count, and how many of all were read twice (0: the first look alone decides).

    Where all were read, or enough of them drawn at random, only those that both looks find: a random sample's part of them
    is a random sample of such openings (Cochran 1977, 2.13), so their share needs no correction. Otherwise all that the first
    look found.
    """
    looked = sum(one.sure is not None for one in moments)
    if looked and (looked == len(moments) or looked >= OPENINGS_ENOUGH):
        return [one for one in moments if one.sure], looked
    return list(moments), 0


def chosen(moments: Sequence[Moment], most: int = MOST_MOMENTS) -> list[Moment]:
    """Those to show, spread over the whole time: some of each way of being met, the met ones first; doubtful ones last."""
    able = [one for one in moments if one.places]
    read = [one for one in able if one.sure is not None]
    pool = read if len(read) >= most else able
    firm = [one for one in pool if one.sure is not False]
    ways = [[one for one in firm if one.met == met] for met in METS] if any(one.met for one in able) else [firm]
    found = [
        one
        for way, part in zip(ways, _parts([len(way) for way in ways], most), strict=True)
        for one in spread(way, part)
    ]
    return found + spread([one for one in pool if one.sure is False], most - len(found))


def _parts(sizes: Sequence[int], most: int) -> list[int]:
    """How many each may have: the same for all, and what a small one leaves for the others."""
    parts = [0] * len(sizes)
    for before, place in enumerate(sorted(range(len(sizes)), key=lambda place: sizes[place])):
        parts[place] = min(sizes[place], (most - sum(parts)) // (len(sizes) - before))
    return parts


def spread(moments: Sequence[Moment], most: int) -> list[Moment]:
    """So many of them, as evenly apart as they come."""
    if len(moments) <= most:
        return list(moments)
    return [moments[index * len(moments) // most] for index in range(most)]
