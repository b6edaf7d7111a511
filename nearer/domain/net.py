"""The net: who for what, weak ties counted as the strength they are, and the places where there is room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from nearer.domain.book import Book
from nearer.domain.entries import PersonId, PersonNamed, Role
from nearer.domain.people import people
from nearer.domain.safety import unsafe_people
from nearer.domain.ties import Bond, proposable

ROLES: tuple[Role, ...] = ("night", "lift", "laugh", "truth", "job", "child")

EVERYONE_NEEDS: frozenset[Role] = frozenset({"night", "lift", "laugh", "truth"})
"""No room is drawn for a job or a child: not everyone looks for the one or has the other."""

LEAST_NET = 3
"""Under three people in the net no gap is drawn and no empty place (safety.md, shame and comparison)."""

MOST_TO_TELL = 3
"""So many names are suggested for the safety plan; more is a list, and a bad night needs a name."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something for which nobody is named yet, and someone who might be asked: not a verdict, a place to begin."""

    role: Role
    perhaps: Bond | None


@dataclass(frozen=True, slots=True)
class Net:
    """Who for what. ``theirs``: whom the person goes to; ``mine``: whom the person is there for."""

    people: tuple[Bond, ...]
    theirs: dict[Role, tuple[Bond, ...]]
    mine: dict[Role, tuple[Bond, ...]]
    weak: tuple[Bond, ...]
    held: tuple[Bond, ...]
    gaps: tuple[Gap, ...]

    @property
    def draws_gaps(self) -> bool:
        """Whether the net is large enough that an empty place means room and not loneliness."""
        return len(self.people) >= LEAST_NET


def net(bonds: Sequence[Bond]) -> Net:
    """The net of those who may be named; whoever is not safe, or whose tie has ended, holds no thread of it."""
    inside = proposable(tuple(bonds))
    theirs = {role: tuple(b for b in inside if b.roles and role in b.roles.theirs) for role in ROLES}
    mine = {role: tuple(b for b in inside if b.roles and role in b.roles.mine) for role in ROLES}
    return Net(
        people=inside,
        theirs=theirs,
        mine=mine,
        weak=tuple(b for b in inside if b.is_weak),
        held=tuple(b for b in inside if b.told and b.told.held),
        gaps=_gaps(inside, theirs) if len(inside) >= LEAST_NET else (),
    )


def _gaps(inside: Sequence[Bond], theirs: dict[Role, tuple[Bond, ...]]) -> tuple[Gap, ...]:
    empty = [role for role in ROLES if role in EVERYONE_NEEDS and not theirs[role]]
    asked: set[PersonId] = set()
    gaps = []
    for role in empty:
        perhaps = _perhaps([b for b in inside if b.person not in asked])
        asked |= {perhaps.person} if perhaps else set()
        gaps.append(Gap(role, perhaps))
    return tuple(gaps)


def _perhaps(others: Sequence[Bond]) -> Bond | None:
    """Someone to begin with: where the person was heard most over two talks or more, else someone in the inner circles."""
    heard = {b.person: [t.heard for t in b.talks if t.heard is not None] for b in others}
    told = [b for b in others if len(heard[b.person]) > 1]
    if told:
        return max(told, key=lambda b: fmean(heard[b.person]))
    return next((b for b in others if b.circle <= 3), None)


def whom_to_tell(bonds: Sequence[Bond]) -> tuple[Bond, ...]:
    """Names for the plan for bad days: those for three in the morning, then for the truth, then the closest circle."""
    inside = proposable(tuple(bonds))
    order = [
        *(b for b in inside if b.roles and "night" in b.roles.theirs),
        *(b for b in inside if b.roles and "truth" in b.roles.theirs),
        *(b for b in inside if b.circle == 1),
    ]
    return tuple({b.person: b for b in order}.values())[:MOST_TO_TELL]


def unsafe_names_in(book: Book, *lines: str) -> tuple[str, ...]:
    """The names, old ones too, of people who are not safe that stand in these lines as whole words, without case."""
    known, unsafe = people(book), unsafe_people(book)
    names = {p.name.strip() for p in book.of(PersonNamed) if known.name(p.id) and known.who(p.id) in unsafe}
    text = "\n".join(lines).casefold()
    return tuple(sorted(name for name in names if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text)))
