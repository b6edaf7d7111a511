"""What is wrong with the readings of a sample: each must be one that a chat could give, and that the mirror would allow."""

from collections.abc import Iterator
from itertools import pairwise

from nearer.domain.mirror_reading import LEAST, MET, WHATS
from nearer.domain.mirror_sittings import LEVELS, METS
from nearer.domain.safety import MIRROR_DAYS
from nearer.domain.samples import WEEKS, Sample, SampleNumber, SampleReading


def reading_fault(sample: Sample) -> str | None:
    """What is wrong with the readings of a sample, as the place of the first fault."""
    safe = {person.name for person in sample.person if not person.is_unsafe}
    last: dict[str, int] = {}
    for read in sample.reading:
        if read.person not in safe:
            return f"reading {read.person}: of someone who is in the book and safe"
        if not 1 <= read.week < WEEKS or 7 * (read.week - last.get(read.person, -WEEKS)) < MIRROR_DAYS:
            return f"reading {read.person}: the week, or too soon after the one before"
        last[read.person] = read.week
        if (wrong := next(_wrong(read), None)) is not None:
            return f"reading {read.person}, week {read.week}: {wrong}"
    for first, later in pairwise(sample.reading):
        if first.person == later.person and not (
            len(later.month) == len(first.month) + 1 and later.messages > first.messages
        ):
            return f"reading {later.person}, week {later.week}: a later export holds the earlier messages too"
    return None


def _wrong(read: SampleReading) -> Iterator[str]:
    if [one.what for one in read.number] != list(WHATS):
        yield "every number once, in the order of the mirror"
    if any(len(month.levels) != LEVELS or month.felt > sum(month.levels) for month in read.month) or not read.month:
        yield "a month"
    yield from (f"{one.what}" for one in read.number if not _fits(one, read))
    middle, felt = len(read.month) // 2, [month.felt for month in read.month]
    halves = sum(one.before for one in read.feeling), sum(one.after for one in read.feeling)
    if halves != (sum(felt[:middle]), sum(felt[middle:])):
        yield "the feelings are not as many as the months say"


def _fits(one: SampleNumber, read: SampleReading) -> bool:
    if one.what in MET:
        return len(one.parts) == len(METS) and one.found >= one.looked >= sum(one.parts)
    mine = sum(sum(month.levels) for month in read.month)
    n = {"errands": read.messages, "deep": mine, "feelings": mine}.get(one.what, one.n)
    return one.n == n and (one.value >= 0) == (n >= LEAST[one.what]) and max(one.value, one.guess) <= 100
