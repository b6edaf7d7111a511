"""What Today shows: one thing. An outcome that is due, else an act that is due, else a next small act."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import SignsAnswered
from nearer.domain.practice import Practice, again_is_due, is_asked_again, is_due, practices

Thing = Literal["outcome", "again", "act", "signs", "ahead", "plan"]


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now.

    outcome: an act's day has passed, how did it go; again: an outcome said "not yet", or is some days old: how is it now;
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
    if (waiting := next((p for p in all_ if again_is_due(p, today)), None)) is not None:
        return Next("again", waiting)
    if due:
        return Next("act", due[0])
    if (looking_back := next((p for p in all_ if is_asked_again(p, today)), None)) is not None:
        return Next("again", looking_back)
    if second_signs_are_due(book, today):
        return Next("signs", None)
    ahead = sorted((p for p in all_ if p.is_open), key=lambda p: p.plan.on)
    return Next("ahead", ahead[0]) if ahead else Next("plan", None)


def second_signs_are_due(book: Book, today: date) -> bool:
    """Whether this is a later day than the first eight sentences, and the other eight were not asked yet."""
    rounds = book.of(SignsAnswered)
    return len(rounds) == 1 and rounds[0].day < today
