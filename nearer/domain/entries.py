"""Every kind of thing a person can write down, as frozen values.

An entry says what happened. It carries a stable id, a revision, and three times: the instant in UTC, the zone it was
written in, and the person's own day (which starts at 04:00, see ``days``). Nothing here knows how it is stored.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Literal

EntryId = str
"""32 hexadecimal digits (a UUIDv4 without time in it)."""

PersonId = EntryId
"""The id of the ``PersonNamed`` entry that gave this person a name."""

Level = int
"""A rating from 0 to 100."""

Whose = Literal["mine", "shared", "others"]
Wanted = Literal["wanted", "used_to", "both", "unsure"]
Happened = Literal["yes", "partly", "no"]
CameThrough = Literal["yes", "partly", "not_yet"]
Thoughts = Literal["no", "passing", "often", "might_act"]
Company = Literal["alone", "with"]
Response = Literal["took_up", "brushed_off", "turned_on_me"]
"""How someone met an opening. One's own report of one moment, never a verdict on the other."""

TrialReading = Literal[
    "mood_alone_or_with",
    "mood_chosen_or_with",
    "mood_chosen_or_heard",
    "mood_chosen_or_not",
    "mood_heard_or_not",
    "heard_open_or_not",
    "aftertaste_deep_or_shallow",
]
"""What may speak for or against a story: which level of a check-in, and its two sides, the first named first."""

Expected = Literal["first", "second", "no_difference"]
"""Which of two sides is expected to be higher, said before the answer is known."""

FlipMeasure = Literal["mood", "aftertaste", "heard", "closeness"]

Tie = Literal["friend", "family", "partner", "once_love", "colleague", "neighbour", "in_passing", "other"]
"""What ties someone to the person. "in_passing" is someone known a little; "once_love" is a love that ended."""

Role = Literal["night", "lift", "laugh", "truth", "job", "child"]
"""Who for what: at three in the morning, for a lift, a laugh, the truth, a job, and a child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing a person wrote down."""

    id: EntryId
    rev: int
    at: datetime
    zone: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BookBegun(Entry):
    """The first page. ``wall_seed`` lays this person's wall, the same one for ever."""

    whose: Whose
    wall_seed: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with the words that were asked, so that old answers keep their wording. None is skipped, never zero."""

    item: str
    version: int
    prompt: str
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsAnswered(Entry):
    """A signs check: how often each sentence was true in two weeks, 0 (not at all) to 4 (nearly every day)."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTold(Entry):
    """A sentence the person's mind tells, in their words, and whether being alone is wanted or only used to."""

    text: str
    prompt: str
    wanted: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed(Entry):
    """Someone in the person's life, by nickname. The entry's id is the person's id; the name lives only here."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleMerged(Entry):
    """Two names turned out to be one person: ``gone`` is from now on an alias of ``kept``."""

    kept: PersonId
    gone: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRemoved(Entry):
    """A person was taken out of the book; what was written stays and says "someone"."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class FitChecked(Entry):
    """Thoughts of ending one's life, asked in plain words."""

    thoughts: Thoughts
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAsked(Entry):
    """Whether anyone makes the person show their device."""

    shows_device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSafetyAsked(Entry):
    """What someone does, in behaviours, so that an unsafe person is never proposed for anything."""

    person: PersonId
    afraid_to_disagree: bool
    checks_on_me: bool
    forces_or_threatens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlanWritten(Entry):
    """What to do on a bad day, in the person's words: how I notice, what helps alone, where people are, whom I tell,
    what I put out of reach. ``country`` chooses the lines printed with it (ISO 3166), None for the directories."""

    notice: str
    alone: str
    places: str
    people: str
    reach: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawn(Entry):
    """The five-line map: the wall, what it did for me, what it costs, what I want, and the first act."""

    wall: str
    did: str
    costs: str
    want: str
    first_act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Entry):
    """A check-in. The first line is mood and company; everything else may be None or empty.

    ``chosen`` belongs to being alone; ``person`` to ``closeness`` (1 far apart to 7 almost one) belong to company.
    ``depth`` runs from 0 (errands) over facts, opinions and feelings to 4 (needs and fears). ``stepped_back`` is asked
    the day after closeness: whether the person wanted to step back; ``step`` says what they did.
    """

    mood: Level | None
    company: Company
    chosen: bool | None
    person: PersonId | None
    depth: int | None
    heard: Level | None
    felt: Level | None
    shown: Level | None
    closeness: int | None
    aftertaste: Level | None
    stepped_back: bool | None
    step: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePlanned(Entry):
    """A small act in real life, with the prediction made beforehand. Levels left out are None.

    ``step`` is the step of the programme it belongs to ("H1" to "H5", "S4" for the partner's path), ``situation`` the
    rung of a ladder it was taken from, ``drop`` the safety behaviour to leave out this once; "" is none of these.
    """

    act: str
    on: date
    moment: str
    person: PersonId | None
    first_sentence: str
    fear: str
    likely: Level | None
    bad: Level | None
    good: Level | None
    through: Level | None
    step: str
    situation: str
    where: str
    drop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDone(Entry):
    """How a planned act went: first what a camera would have seen, then the rest.

    ``recovered_after`` is in minutes; None together with ``through == "not_yet"`` is a recovery time too: not yet.
    ``response`` says how someone met an opening; None where nothing was opened.
    """

    plan: EntryId
    camera: str
    happened: Happened
    bad: Level | None
    good: Level | None
    through: CameThrough
    recovered_after: int | None
    did: str
    learned: str
    likely_now: Level | None
    through_now: Level | None
    surprise: Level | None
    response: Response | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAskedAgain(Entry):
    """A later answer: two to four days after every outcome, and until it is all right after one that said not yet."""

    plan: EntryId
    through: CameThrough
    recovered_after: int | None
    words: str
    likely_now: Level | None
    through_now: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLetGo(Entry):
    """A planned act that the person let go of."""

    plan: EntryId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindnessSeen(Entry):
    """A kindness that the person saw or was given, in one tap; words and person may be left out."""

    words: str
    person: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRestored(Entry):
    """Someone who had turned an opening on the person may be proposed again."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlaced(Entry):
    """Where someone stands today: ``circle`` 1 (closest) to 4 (around); ``turn`` is the place on it in degrees (0-359,
    clockwise from the right) where it was chosen by hand; ``closeness`` 1 (far apart) to 7 (almost one)."""

    person: PersonId
    circle: int
    turn: int | None
    closeness: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieTold(Entry):
    """What ties someone to the person, since when, what each can bring the other, and when one held them."""

    person: PersonId
    tie: Tie | None
    since: str
    bring: str
    brought: str
    held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEnded(Entry):
    """A tie came to its end, or rests. Nothing that was written about it goes."""

    person: PersonId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintLeft(Entry):
    """What a tie that ended or was brief left: ``who`` in own words, "" where ``person`` says it (None for a stranger)."""

    person: PersonId | None
    who: str
    good: str
    hurt: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesGiven(Entry):
    """Who for what: what one would go to someone for, and what one would be there for oneself."""

    person: PersonId
    theirs: tuple[Role, ...]
    mine: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmChosen(Entry):
    """After how many quiet days someone is named under "keep in touch"; None is no rhythm."""

    person: PersonId
    every: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedOut(Entry):
    """The person wrote, rang or went: with whom the next word lies is not asked."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBegun(Entry):
    """A story on trial: its words as they stood that day, what shall speak, and what is expected beforehand."""

    story: EntryId
    story_text: str
    reading: TrialReading
    expected: Expected
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialClosed(Entry):
    """What the person makes of a trial; ``wanted`` answers "wanted, or used to?" once more, None where left out."""

    trial: EntryId
    words: str
    wanted: Wanted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinFlipBegun(Entry):
    """A self-test by coin: ``act`` is the id of an act of the list, to be done on the days whose flip is heads.

    ``heads`` holds one flip a day from ``first`` on, drawn before the first day; the act's days are the first side.
    """

    act: str
    measure: FlipMeasure
    first: date
    heads: tuple[bool, ...]
    expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinFlipDone(Entry):
    """Whether the act of a self-test was done on a day, whatever the coin had said."""

    test: EntryId
    on: date
    did: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RootsAnswered(Entry):
    """Sentences about where the wall may come from: 0 (not at all) to 4 (very much)."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RootWorkReadied(Entry):
    """Before looking back: whether one way of steadying oneself was tried, and whether looking back brings flashbacks
    or lost time."""

    steadied: bool
    loses_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseAnswered(Entry):
    """The weekly pulse: how often each sentence was true in seven days, 0 (not once) to 4 (every day)."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one question of an exercise, with the words that were asked. Only one of the three is filled:
    words, a level, or what was chosen; all empty is skipped."""

    ask: str
    prompt: str
    words: str
    level: Level | None
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseWritten(Entry):
    """One part of an exercise, in one ``turn`` of it (from 1: an exercise can be done again and compared)."""

    exercise: str
    version: int
    turn: int
    part: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosestNamed(Entry):
    """The bond that the path for one is about: a partner, or whoever is closest."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKept(Entry):
    """A question from the decks that someone wants to ask, with its words."""

    question: str
    version: int
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockAfterChosen(Entry):
    """After how many idle minutes the book locks by itself."""

    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Entry):
    """What is typed into a form but not yet kept. ``form`` is the form's path; its id is derived from nothing."""

    form: str
    written: dict[str, list[str]]


STAMP = frozenset(f.name for f in fields(Entry))


def same_words(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, whenever and in whichever revision they were written."""
    if type(one) is not type(other):
        return False
    return replace(other, rev=one.rev, at=one.at, zone=one.zone, day=one.day) == one
