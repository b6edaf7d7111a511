"""Stories on trial: what speaks is chosen and the expectation said beforehand; then the check-ins that follow answer.

Only check-ins from the day of the trial on count: what was known before cannot be foretold. Liking solitude is a valid
result, and nothing here makes any side the better one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.coin_flip import is_running
from nearer.domain.entries import CheckedIn, CoinFlipBegun, EntryId, StoryTold, TrialBegun, TrialClosed, Wanted
from nearer.domain.findings import MOST_QUESTIONS, Comparison, Finding, finding
from nearer.domain.witnesses import SOLITUDE_OR_HEARD, WITNESSES, Witness, dots_in

Met = Literal["as_expected", "not_as_expected", "open"]
"""Whether the answer is the one that was expected; open while nothing is clear, unless no difference was expected."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One story on trial, with its end if it has one. ``wanted_before`` is what was said on the day of the story."""

    begun: TrialBegun
    closed: TrialClosed | None
    wanted_before: Wanted | None

    @property
    def id(self) -> EntryId:
        """The id of its beginning."""
        return self.begun.id

    @property
    def is_open(self) -> bool:
        """Whether the person has not closed it."""
        return self.closed is None


@dataclass(frozen=True, slots=True)
class Answered:
    """What the check-ins of a trial say.

    ``beside`` is there where solitude is compared with any company: the same solitude against talks in which the person
    was heard, so that anxious company does not prove the story right.
    """

    trial: Trial
    finding: Finding
    beside: Finding | None
    met: Met


def trials(book: Book) -> tuple[Trial, ...]:
    """Every trial, oldest first."""
    closed = {entry.trial: entry for entry in book.of(TrialClosed)}
    stories = {story.id: story.wanted for story in book.of(StoryTold)}
    return tuple(Trial(t, closed.get(t.id), stories.get(t.story)) for t in book.of(TrialBegun))


def trial(book: Book, begun: EntryId) -> Trial | None:
    """The trial that was begun under this id."""
    return next((one for one in trials(book) if one.id == begun), None)


def questions_running(book: Book, today: date) -> int:
    """How many of the person's own questions are open: trials and self-tests together."""
    running = sum(is_running(test, today) for test in book.of(CoinFlipBegun))
    return running + sum(one.is_open for one in trials(book))


def may_ask(book: Book, today: date) -> bool:
    """Whether one more question may be begun; at most three at a time."""
    return questions_running(book, today) < MOST_QUESTIONS


def answered(book: Book, one: Trial, today: date) -> Answered:
    """What the check-ins say about a trial by today; a closed trial stays as it was on the day it was closed."""
    until = today if one.closed is None else min(today, one.closed.day)
    reading = one.begun.reading
    found = _finding(book, one, WITNESSES[reading], until)
    with_heard = SOLITUDE_OR_HEARD.get(reading)
    beside = _finding(book, one, with_heard, until) if with_heard is not None else None
    return Answered(one, found, beside, _met(one, found))


def _finding(book: Book, one: Trial, witness: Witness, until: date) -> Finding:
    since = [c for c in book.of(CheckedIn) if c.day >= one.begun.day]
    sides = tuple((moment, dots_in(since, witness.level, moment)) for moment in (witness.first, witness.second))
    return finding(Comparison(one.begun.reading, sides, frozenset(c.day for c in since), one.begun.day), until)


def _met(one: Trial, found: Finding) -> Met:
    if found.verdict == "clear":
        return "as_expected" if found.leaning == one.begun.expected else "not_as_expected"
    nothing_found = found.verdict == "no_clear_link" and found.next_reading is None
    return "as_expected" if nothing_found and one.begun.expected == "no_difference" else "open"
