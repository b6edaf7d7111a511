"""The acts of a report: each in words and numbers, what they add up to, and what went badly."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean

from nearer.domain.book import Book
from nearer.domain.dots import AVERAGE_FROM, Dot, dots_by_day
from nearer.domain.entries import WorseAsked
from nearer.domain.findings import Finding
from nearer.domain.hidden import Over, Words
from nearer.domain.ledger import Row, row, summary
from nearer.domain.people import People, people
from nearer.domain.practice import practices
from nearer.domain.pulse import fall, pulses
from nearer.domain.report.values import Act, Acts, Fall, Fear, Line, Short, ToldWorse, Worsening

MOST_TOLD = 2
"""Answers about what Nearer made worse, the newest."""

MOST_DOTS = 60
"""Days that are drawn, the newest."""

NEWEST = 4
"""Acts that stand on the form of one page, so that it is one."""

MOST = 40
"""Acts that are told in words, the newest: nobody reads more in one sitting. What they add up to is of all."""


def rows_since(book: Book, first: date) -> tuple[Row, ...]:
    """The acts whose outcome was said from this day on, the latest first."""
    done = [row(p) for p in practices(book) if p.outcome is not None and p.outcome.day >= first]
    return tuple(sorted(done, key=lambda one: (one.day, one.practice.plan.at), reverse=True))


def short(book: Book, first: date, rows: Sequence[Row], worse: Worsening, over: Over, has_others: bool) -> Short:
    """The form of one page."""
    newest = acts(book, rows[:NEWEST], over, has_others)
    plans = practices(book)
    ahead = sum(p.is_open for p in plans)
    let_go = sum(p.let_go is not None and p.let_go.day >= first for p in plans)
    return Short(ahead, let_go, summary(rows), _fear(rows), newest, worse)


def acts(book: Book, rows: Sequence[Row], over: Over, has_others: bool) -> tuple[Act, ...]:
    """Some acts as a report tells them."""
    known = people(book)
    return tuple(_act(one, known, over, has_others) for one in rows)


def acts_in_words(book: Book, rows: Sequence[Row], over: Over, has_others: bool) -> Acts:
    """The newest acts in words, and forecast beside fact over the days."""
    bad = dots_by_day((one.day, float(one.bad.gap)) for one in rows if one.bad is not None)
    good = dots_by_day((one.day, float(one.good.gap)) for one in rows if one.good is not None)
    return Acts(acts(book, rows[:MOST], over, has_others), len(rows), bad[-MOST_DOTS:], good[-MOST_DOTS:])


def worsening(
    book: Book, first: date, rows: Sequence[Row], signs: Iterable[Line], pulse: Finding | None, over: Over
) -> Worsening:
    """What went badly, counted; nothing of it is a verdict on anyone."""
    both = [one.bad.gap for one in rows if one.bad is not None]
    outcomes = [one.practice.outcome for one in rows]
    found = fall(pulses(book))
    fallen = None
    if found is not None:
        before, last = (Dot(week.day, week.total) for week in (found.before, found.last))
        fallen = Fall(found.usual, before, last)
    return Worsening(
        sum(gap > 0 for gap in both),
        len(both),
        sum(one.practice.came_through == "not_yet" for one in rows),
        sum(outcome is not None and outcome.response == "turned_on_me" for outcome in outcomes),
        fallen,
        pulse if pulse is not None and pulse.leaning == "second" else None,
        tuple(line for line in signs if (line.change or 0) > 0),
        _told_worse(book, first, over),
    )


def _told_worse(book: Book, first: date, over: Over) -> tuple[ToldWorse, ...]:
    told = [asked for asked in book.of(WorseAsked) if asked.worse != "no" and asked.day >= first]
    return tuple(ToldWorse(asked.day, asked.worse, over(asked.words)) for asked in reversed(told[-MOST_TOLD:]))


def _fear(rows: Sequence[Row]) -> Fear:
    happened = [one.practice.outcome.happened for one in rows if one.practice.outcome is not None]
    likely = [one.likely.expected for one in rows if one.likely is not None]
    usual = fmean(likely) if len(likely) >= AVERAGE_FROM else None
    return Fear(happened.count("yes"), happened.count("partly"), len(happened), usual)


def _act(one: Row, known: People, over: Over, has_others: bool) -> Act:
    plan, outcome, came = one.practice.plan, one.practice.outcome, one.practice.came_through
    assert outcome is not None
    assert came is not None
    who = known.name(plan.person) if has_others else None
    return Act(
        outcome.day,
        over(plan.act),
        over(plan.fear),
        outcome.happened,
        came,
        one.bad,
        one.good,
        one.likely,
        one.through,
        one.lasted.minutes if one.lasted is not None and one.lasted.is_over else None,
        over(outcome.did),
        over(outcome.learned),
        over(who or ""),
        over(outcome.camera) if has_others else Words(""),
        outcome.response if has_others else None,
    )
