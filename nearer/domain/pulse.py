"""The weekly pulse: five sentences about the past seven days, and when its fall is worth a word."""

from dataclasses import dataclass
from datetime import date
from statistics import fmean

from nearer.domain.book import Book
from nearer.domain.entries import EntryId, FitChecked, PulseAnswered
from nearer.domain.safety import PULSE_BASE, PULSE_BASE_MOST, PULSE_FALL

EVERY_DAYS = 7
MOST_SKIPPED = 1
HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Pulse:
    """One week: the total in raw points, 0 to 20; one skipped sentence is filled with the mean of the others."""

    id: EntryId
    day: date
    total: float
    n: int


@dataclass(frozen=True, slots=True)
class Fall:
    """The two newest pulses both lie below the person's usual by the fixed number of points or more."""

    usual: float
    before: Pulse
    last: Pulse


def pulses(book: Book) -> tuple[Pulse, ...]:
    """Every pulse that was answered well enough to be counted, oldest first."""
    return tuple(pulse for answered in book.of(PulseAnswered) if (pulse := _pulse(answered)) is not None)


def pulse_is_due(book: Book, today: date) -> bool:
    """Whether a week has passed since the last pulse, or since the book was begun."""
    last = book.last(PulseAnswered)
    since = last.day if last is not None else book.entries[0].day if book.entries else today
    return (today - since).days >= EVERY_DAYS


def fall(found: tuple[Pulse, ...]) -> Fall | None:
    """A fall that is worth a word: the two newest weeks against the mean of the weeks before them, own weeks only."""
    *earlier, before, last = found if len(found) >= 2 else (None, None, None)
    base = [pulse.total for pulse in earlier if pulse is not None][-PULSE_BASE_MOST:]
    if before is None or last is None or len(base) < PULSE_BASE:
        return None
    usual = fmean(base)
    low = usual - PULSE_FALL
    return Fall(usual, before, last) if before.total <= low and last.total <= low else None


def fit_is_asked_after_fall(book: Book) -> bool:
    """Whether the question about ending one's life is asked again: the pulse has fallen, and it was not asked since."""
    found = fall(pulses(book))
    asked = book.last(FitChecked)
    answered = book.last(PulseAnswered)
    return found is not None and answered is not None and (asked is None or asked.at < answered.at)


def _pulse(answered: PulseAnswered) -> Pulse | None:
    values = [answer.value for answer in answered.answers if answer.value is not None]
    if not values or len(answered.answers) - len(values) > MOST_SKIPPED:
        return None
    return Pulse(answered.id, answered.day, fmean(values) * len(answered.answers), len(values))
