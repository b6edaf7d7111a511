"""A report as a value: everything that a reader will see, and nothing else. Page, PDF and a sealed share render it.

Plain data only, so that it can be sealed as bytes and read where there is no book; no ids of entries or people. ``Words``
are the person's, or the programme's as they stood that day. No field holds a sentence of the report: those are templates'.
"""

from dataclasses import dataclass
from datetime import date

from nearer.domain.dots import Dot
from nearer.domain.entries import CameThrough, Expected, Happened, Response, Role, Thoughts, TrialReading, Wanted, Worse
from nearer.domain.findings import Finding
from nearer.domain.hidden import Words
from nearer.domain.ledger import Summary
from nearer.domain.map import MyMap
from nearer.domain.practice import Gap
from nearer.domain.trials import Met


@dataclass(frozen=True, slots=True)
class Line:
    """Something over time against the person's own start, 0 to ``top``, oldest first. ``id``: a sign's, or "pulse".

    ``start`` is the first value, or the mean of the first three where more than three are there.
    """

    id: str
    name: Words
    top: int
    dots: tuple[Dot, ...]
    start: float

    @property
    def change(self) -> float | None:
        """The last less the first; None with one."""
        return self.dots[-1].value - self.dots[0].value if len(self.dots) > 1 else None


@dataclass(frozen=True, slots=True)
class Act:
    """One act that was done, on the day on which it was said how it went. ``minutes``: until all right again.

    ``who``, ``camera`` and ``response`` are about others: empty unless that was ticked.
    """

    day: date
    act: Words
    fear: Words
    happened: Happened
    through: CameThrough
    bad: Gap | None
    good: Gap | None
    likely: Gap | None
    sure: Gap | None
    minutes: int | None
    did: Words
    learned: Words
    who: Words
    camera: Words
    response: Response | None


@dataclass(frozen=True, slots=True)
class Fear:
    """In how many acts what was feared happened (``yes``, ``partly``, of ``n``), and how likely it was thought (0-100).

    ``likely`` is a mean and None under three.
    """

    yes: int
    partly: int
    n: int
    likely: float | None


@dataclass(frozen=True, slots=True)
class Fall:
    """Two weekly pulses running below the person's usual, in raw points."""

    usual: float
    before: Dot
    last: Dot


@dataclass(frozen=True, slots=True)
class ToldWorse:
    """An answer to "has Nearer made anything worse?", with what it was, if that was said."""

    day: date
    worse: Worse
    words: Words


@dataclass(frozen=True, slots=True)
class Worsening:
    """What went badly. ``acts``: worse than feared, of ``compared`` that say both; ``not_yet``: not come through yet;
    ``turned``: openings turned on the person; ``signs`` stand higher than at the start; ``pulse``: where it clearly fell;
    ``told``: the newest answers to "has Nearer made anything worse?" that were not "no".
    """

    acts: int
    compared: int
    not_yet: int
    turned: int
    fall: Fall | None
    pulse: Finding | None
    signs: tuple[Line, ...]
    told: tuple[ToldWorse, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """The form of one page: acts, fear, coming through, worsening. ``open``: acts still ahead; ``newest``: the latest
    acts, the latest first."""

    open: int
    let_go: int
    summary: Summary
    fear: Fear
    newest: tuple[Act, ...]
    worse: Worsening


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """What was said about ending one's life, with the words that were asked."""

    day: date
    thoughts: Thoughts
    prompt: Words


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan for bad days, in the person's words."""

    day: date
    notice: Words
    alone: Words
    places: Words
    people: Words
    reach: Words


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts in words, the latest first, ``of`` how many there are in all; and over the days how much worse each was
    than feared (``bad``) and how much better than hoped (``good``), in points of -100 to 100."""

    acts: tuple[Act, ...]
    of: int
    bad: tuple[Dot, ...]
    good: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A story on trial: its words, what was expected, what the check-ins say, and what the person made of it."""

    story: Words
    reading: TrialReading
    begun: date
    expected: Expected
    met: Met
    finding: Finding
    beside: Finding | None
    wanted_before: Wanted | None
    wanted_after: Wanted | None
    closed: date | None
    words: Words


@dataclass(frozen=True, slots=True)
class Held:
    """For one role, to how many the person goes and for how many they are there."""

    role: Role
    theirs: int
    mine: int


@dataclass(frozen=True, slots=True)
class Net:
    """The net in numbers; under three people ``is_counted`` is False and there are none."""

    is_counted: bool
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

    name: Words
    day: date
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the days it is about, both included, and what was ticked; what was not is None.

    ``title`` and ``by`` are the person's words and may be empty. ``has_names``: names stand in it; ``has_others``: so does
    what is about others. ``is_narrowed``: roots and costs are left out, as they rest now.
    """

    title: Words
    by: Words
    first: date
    made: date
    has_names: bool
    has_others: bool
    is_narrowed: bool
    short: Short | None = None
    safety: tuple[FitAnswer, ...] | None = None
    plan: Plan | None = None
    map: MyMap | None = None
    signs: tuple[Line, ...] | None = None
    pulse: Line | None = None
    pulse_finding: Finding | None = None
    acts: Acts | None = None
    moods: tuple[Finding, ...] | None = None
    stories: tuple[Tried, ...] | None = None
    net: Net | None = None
    writing: tuple[Written, ...] | None = None
