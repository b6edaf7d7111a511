"""An older journal, brought in: its pages, what their marks mean, and the entries that come of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from nearer.domain.book import Book
from nearer.domain.days import day_of
from nearer.domain.entries import CheckedIn, Company, Entry, EntryId, JournalBrought, JournalSource, Level, PageBrought

LONGEST_NOTE = 300
"""Letters that a check-in's line holds; longer words become a page beside it."""

MOODS: Mapping[str, Level] = {"rad": 100, "good": 75, "meh": 50, "bad": 25, "awful": 0}
"""The five moods that Daylio begins with. Everyone may rename them, so this is where a form begins and no more."""

SCALES = ((1, 5), (0, 5), (1, 7), (1, 10), (0, 10), (0, 100), (-2, 2), (-5, 5))
"""Scales that moods are often kept on, from heavy to light."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its file has it: ``place`` is its line or number there, ``at`` an instant in UTC."""

    place: int
    at: datetime
    zone: str
    words: str
    mood: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A line or record that could not be read, as it stands there."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Journal:
    """All that was read from a file, in its order, and all that was not."""

    source: JournalSource
    pages: tuple[Page, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the person says of the file's marks: the level of each mood, and which tags mean company or being alone."""

    moods: Mapping[str, Level | None]
    with_someone: Set[str] = frozenset()
    alone: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Brought:
    """Entries that come of a journal, and how many pages are in the book already."""

    entries: tuple[CheckedIn | PageBrought, ...]
    already: int


def moods_of(journal: Journal) -> tuple[tuple[str, int], ...]:
    """The moods that stand in a journal, the most frequent first, and how often each."""
    return tuple(Counter(page.mood for page in journal.pages if page.mood).most_common())


def tags_of(journal: Journal) -> tuple[tuple[str, int], ...]:
    """The tags that stand in a journal, the most frequent first, and how often each."""
    return tuple(Counter(tag for page in journal.pages for tag in page.tags).most_common())


def number_of(mood: str) -> float | None:
    """A mood that is a number, with a point or a comma; None for a word."""
    try:
        said = float(mood.replace(",", "."))
    except ValueError:
        return None
    return said if -1_000 <= said <= 1_000 else None


def scale_of(moods: Mapping[str, int]) -> tuple[float, float] | None:
    """The first usual scale on which all moods have a place; None where a mood is no number or fits none."""
    numbers = [number_of(mood) for mood in moods]
    if not numbers or None in numbers:
        return None
    known = [n for n in numbers if n is not None]
    return next((scale for scale in SCALES if scale[0] <= min(known) and max(known) <= scale[1]), None)


def on_scale(moods: Mapping[str, int], low: float, high: float) -> dict[str, Level | None]:
    """The level of each mood between the two ends of a scale, in either direction; None beyond them or without a number."""
    return {mood: _level(number_of(mood), low, high) for mood in moods}


def company_of(page: Page, meaning: Meaning) -> Company | None:
    """Whether a page says that the person was alone or with someone; None where it says neither, or both."""
    tags = set(page.tags)
    is_with, is_alone = bool(tags & meaning.with_someone), bool(tags & meaning.alone)
    if is_with == is_alone:
        return None
    return "with" if is_with else "alone"


def brought(journal: Journal, meaning: Meaning, book: Book, fresh: Callable[[], EntryId]) -> Brought:
    """The entries of a journal: a check-in where company is known, a page where it is not. Pages that the book holds
    already, word for word and minute for minute, are left out."""
    known = {*map(_print, book.of(CheckedIn)), *map(_print, book.of(PageBrought))}
    found, already = list[CheckedIn | PageBrought](), 0
    for page in journal.pages:
        entries = _entries(page, meaning, fresh)
        new = [entry for entry in entries if _print(entry) not in known]
        already += not new
        known.update(map(_print, new))
        found += new
    return Brought(tuple(found), already)


def mark_of(
    entries: tuple[CheckedIn | PageBrought, ...],
    source: JournalSource,
    file: str,
    row: EntryId,
    now: datetime,
    zone: str,
) -> JournalBrought:
    """The entry that says what came in together, so that it can go together."""
    pages = tuple(entry.id for entry in entries)
    return JournalBrought(
        id=row, rev=1, at=now, zone=zone, day=day_of(now, zone), source=source, file=file, pages=pages
    )


def still_here(book: Book, mark: JournalBrought) -> tuple[Entry, ...]:
    """What came in with a journal and has not been removed since."""
    return tuple(entry for row in mark.pages if (entry := book.get(row)) is not None)


def instant(local: datetime, zone: str) -> datetime:
    """The UTC instant of a time on the clock of a zone."""
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _entries(page: Page, meaning: Meaning, fresh: Callable[[], EntryId]) -> list[CheckedIn | PageBrought]:
    company, mood = company_of(page, meaning), meaning.moods.get(page.mood)
    stamp = {"rev": 1, "at": page.at, "zone": page.zone, "day": day_of(page.at, page.zone)}
    if company is None:
        return [PageBrought(id=fresh(), **stamp, words=page.words, mood=mood, tags=page.tags)]  # type: ignore[arg-type]
    is_short = len(page.words) <= LONGEST_NOTE and "\n" not in page.words
    unsaid = dict.fromkeys(("chosen", "person", "depth", "heard", "felt", "shown", "closeness", "aftertaste"))
    note = page.words if is_short else ""
    met = CheckedIn(id=fresh(), **stamp, **unsaid, stepped_back=None, company=company, mood=mood, step="", note=note)  # type: ignore[arg-type]
    if is_short:
        return [met]
    return [met, PageBrought(id=fresh(), **stamp, words=page.words, mood=None, tags=page.tags)]  # type: ignore[arg-type]


def _print(entry: CheckedIn | PageBrought) -> tuple[object, ...]:
    """What two entries share that say the same of the same minute."""
    words = entry.note if isinstance(entry, CheckedIn) else entry.words
    return type(entry), entry.at.replace(second=0, microsecond=0), words


def _level(said: float | None, low: float, high: float) -> Level | None:
    if said is None or low == high or not min(low, high) <= said <= max(low, high):
        return None
    return round(100 * (said - low) / (high - low))
