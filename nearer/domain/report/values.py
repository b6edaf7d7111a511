"""A report as a value: everything that a reader will see, and nothing else. Page, PDF and a sealed share render it.

Plain data only, so that it can be sealed as bytes and read where there is no book. ``Words`` are the person's own, or
the programme's as they stood that day; no field holds a sentence of the report itself, those live in templates.
"""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from nearer.domain.entries import CameThrough, Expected, Happened, Response, Role, Thoughts, TrialReading, Wanted
from nearer.domain.findings import Verdict, Why
from nearer.domain.trials import Met

Words = NewType("Words", str)
"""Text in which a hidden name stands as one private character (see ``hidden``); everything else is as it was written."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What was expected beside what was, both 0 to 100."""

    expected: int
    was: int


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of ``n`` values with its interval (95%)."""

    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """``yes`` of ``n``, and where the true share may lie, 0 to 1 (95%)."""

    yes: int
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One day's value."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Group:
    """One side of a comparison, "" words for an id that pages name: its days, and a mean where there are enough."""

    id: str
    name: Words
    marks: tuple[Mark, ...]
    average: float | None
    low: float | None
    high: float | None

    @property
    def n(self) -> int:
        """The number of days."""
        return len(self.marks)


@dataclass(frozen=True, slots=True)
class Found:
    """What can be said about one question, as on the day of the report (see ``findings.Finding``).

    ``value`` with ``low``, ``high`` and ``level`` is what the newest reading said, over ``first`` to ``last``; None while
    it was not read. ``why`` and ``missing`` say what is lacking. ``is_change``: the last day less the first.
    """

    id: str
    verdict: Verdict
    why: Why | None
    missing: int
    groups: tuple[Group, ...]
    is_change: bool
    value: float | None
    low: float | None
    high: float | None
    level: float | None
    first: date | None
    last: date | None
    next_reading: date | None
    days: int
    filled: int


@dataclass(frozen=True, slots=True)
class Line:
    """Something over time against the person's own start: 0 to ``top``, oldest first. ``id``: a sign's, or "pulse"."""

    id: str
    name: Words
    top: int
    marks: tuple[Mark, ...]

    @property
    def change(self) -> float | None:
        """The last less the first; None with one."""
        return self.marks[-1].value - self.marks[0].value if len(self.marks) > 1 else None


@dataclass(frozen=True, slots=True)
class Act:
    """One act that was done: what was guessed and what was. ``who``, ``camera`` and ``response`` are about others, and
    empty unless they were ticked. ``recovered_after`` is in minutes."""

    day: date
    step: str
    act: Words
    fear: Words
    happened: Happened
    through: CameThrough
    likely: Guess | None
    bad: Guess | None
    good: Guess | None
    sure: Guess | None
    recovered_after: int | None
    did: Words
    learned: Words
    who: Words
    camera: Words
    response: Response | None


@dataclass(frozen=True, slots=True)
class Acts:
    """What the acts add up to; means are None under three. Gaps are was less expected, in points.

    ``happened``: the feared thing came about, at least partly. ``came``: of those with a forecast of coming through, in
    which one did; ``sure``: the mean forecast (0-100). ``median``: minutes until half were all right again.
    """

    planned: int
    done: int
    let_go: int
    happened: int
    came_through: int
    partly: int
    not_yet: int
    bad: Mean | None
    good: Mean | None
    likely: Mean | None
    sure: float | None
    came: Part | None
    median: int | None


@dataclass(frozen=True, slots=True)
class Fall:
    """The pulse of two weeks running below the person's usual, in raw points of 0 to 20."""

    usual: float
    before: Mark
    last: Mark


@dataclass(frozen=True, slots=True)
class Worse:
    """What has gone badly, said first and plainly: of the acts done, how many were worse than feared (of how many that
    say so), in how many one has not come through yet; the pulse's fall; signs that stand higher than at the start."""

    worse_than_feared: int
    compared: int
    not_yet: int
    fall: Fall | None
    signs: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """The form of one page: acts, fear, coming through, worsening. ``newest``: the latest acts, the latest first."""

    acts: Acts
    newest: tuple[Act, ...]
    worse: Worse


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """What was said about ending one's life, with the words that were asked."""

    day: date
    thoughts: Thoughts
    prompt: Words


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan for a bad day, in the person's words."""

    notice: Words
    alone: Words
    places: Words
    people: Words
    reach: Words


@dataclass(frozen=True, slots=True)
class Stone:
    """One part of the programme on the map: its id and name, and the person's own words about it, if any."""

    id: str
    name: Words
    words: Words


@dataclass(frozen=True, slots=True)
class Light:
    """Something that let light in: an act come through, or a kindness seen, in the person's words."""

    day: date
    words: Words


@dataclass(frozen=True, slots=True)
class MyMap:
    """The map on one page: the five lines, and what the rest of the book knows. ``wall_seed`` lays the wall."""

    wall: Words
    did: Words
    costs: Words
    want: Words
    first_act: Words
    wall_seed: int
    roots: tuple[Stone, ...]
    signs: tuple[Stone, ...]
    bill: tuple[Stone, ...]
    steps: tuple[Stone, ...]
    light: tuple[Light, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A story on trial: its words, what was expected, what the check-ins say, and what the person made of it."""

    story: Words
    reading: TrialReading
    begun: date
    expected: Expected
    met: Met
    found: Found
    beside: Found | None
    wanted_before: Wanted | None
    wanted_after: Wanted | None
    closed: date | None
    words: Words


@dataclass(frozen=True, slots=True)
class Held:
    """Who for what: for one role, how many the person goes to and for how many they are there."""

    role: Role
    theirs: int
    mine: int


@dataclass(frozen=True, slots=True)
class Net:
    """The net in numbers; there is none under three people."""

    people: int
    weak: int
    held: int
    roles: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of an exercise with what was said: words, a level (0-100), or what was chosen."""

    prompt: Words
    words: Words
    level: int | None
    chosen: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One exercise as it was last written."""

    id: str
    name: Words
    day: date
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the period it is about, and the sections that were ticked; the others are None or empty.

    ``title`` and ``by`` are the person's words and may be empty; ``first`` is the first day looked at, ``made`` the last.
    ``names_shown``: whether names stand in it; ``others_shown``: whether anything about others does.
    """

    title: Words
    by: Words
    made: date
    first: date
    names_shown: bool
    others_shown: bool
    short: Short | None = None
    safety: tuple[FitAnswer, ...] | None = None
    plan: Plan | None = None
    map: MyMap | None = None
    signs: tuple[Line, ...] | None = None
    pulse: Found | None = None
    acts: tuple[Act, ...] | None = None
    moods: tuple[Found, ...] | None = None
    stories: tuple[Tried, ...] | None = None
    net: Net | None = None
    writing: tuple[Written, ...] | None = None
