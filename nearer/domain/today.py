"""What Today shows: one thing. An outcome that is due, else an act that is due, else a next small act."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import SignsAnswered
from nearer.domain.practice import Practice, is_due, practices

Thing = Literal["outcome", "again", "act", "signs", "ahead", "plan"]
ASK_AGAIN_AFTER_DAYS = 2
"""insight.md: asked once more after 2-4 days."""


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now.

    outcome: an act's day has passed, how did it go; again: an outcome said "not yet", how is it now;
    act: an act is for today; signs: the other eight sentences, at the second visit;
    ahead: an act is for a later day; plan: nothing is planned.
    """

    thing: Thing
    practice: Practice | None


def next_thing(book: Book, today: date) -> Next:
    """The one thing that Today shows, by the order of look.md."""
    all_ = practices(book)
    due = sorted((p for p in all_ if is_due(p, today)), key=lambda p: p.plan.on)
    if due and due[0].plan.on < today:
        return Next("outcome", due[0])
    if (waiting := _not_yet(all_, today)) is not None:
        return Next("again", waiting)
    if due:
        return Next("act", due[0])
    if second_signs_are_due(book, today):
        return Next("signs", None)
    ahead = sorted((p for p in all_ if p.is_open), key=lambda p: p.plan.on)
    return Next("ahead", ahead[0]) if ahead else Next("plan", None)


def second_signs_are_due(book: Book, today: date) -> bool:
    """Whether this is a later day than the first eight sentences, and the other eight were not asked yet."""
    rounds = book.of(SignsAnswered)
    return len(rounds) == 1 and rounds[0].day < today


def _not_yet(all_: tuple[Practice, ...], today: date) -> Practice | None:
    for p in all_:
        if p.outcome is not None and p.came_through == "not_yet":
            last = p.again[-1].day if p.again else p.outcome.day
            if (today - last).days >= ASK_AGAIN_AFTER_DAYS:
                return p
    return None
