"""Who is in the person's life, what ties them, and what ties left behind."""

from dataclasses import dataclass
from typing import Literal

from nearer.domain.entries.entry import Entry, PersonId

Tie = Literal["friend", "family", "partner", "once_love", "colleague", "neighbour", "in_passing", "other"]
"""What ties someone to the person. "in_passing" is someone known a little; "once_love" is a love that ended."""

Role = Literal["night", "lift", "laugh", "truth", "job", "child"]
"""Who for what: at three in the morning, for a lift, a laugh, the truth, a job, and a child."""


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
class AskerChosen(Entry):
    """Someone who asks the person on one day of the week whether the small act was done; ``weekday`` 0 is Monday.

    ``person`` None: nobody asks any more. ``words`` are what the person sends them to ask for it.
    """

    person: PersonId | None
    weekday: int
    words: str
