"""When help is offered and what is left undone: every threshold in one place, each with its reason.

Numbers marked "judgement" are clinical judgement, not measurement. The page "How Nearer keeps you safe" lists them.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import DeviceAsked, FitChecked, PersonId, PersonRestored, PersonSafetyAsked, Response
from nearer.domain.people import people
from nearer.domain.practice import ASKED_AGAIN_FROM, practices

ADULT_AGE = 18
"""Nearer speaks of childhood as past; someone still in it needs a person, not a programme. Younger: youth lines, no book."""

SITTING = timedelta(hours=6)
"""Judgement. After "I might act" nothing but help and the plan is on offer until this much time has passed; then the
question is asked again before anything else."""

NARROW_DAYS = 14
"""Judgement. For this many days after any answer but "no": no roots, no oldest-self letter, no bill, no grief pages, no
mirror. Looking back and down is for steadier weeks."""

MOST_CHECKINS_A_DAY = 4
"""Judgement. More than this is watching oneself rather than living."""

ROOT_WORK_DAYS = 7
"""Judgement. One root's exercise a week: looking back needs days of ordinary life between."""

ROOT_WORK_MINUTES = 20
"""Judgement. Longer than this turns from looking into digging."""

PULSE_FALL = 4
"""Judgement. Raw points of 0-20 below the person's usual, two weeks running, before a person to talk to is suggested.
docs/measured.md has how often this cries wolf; our items have no norms, so it is no reliable change."""

PULSE_BASE, PULSE_BASE_MOST = 3, 8
"""Judgement. Weeks that make the usual: at least three before the two that fell, and at most the last eight."""

ASK_AGAIN_AFTER_DAYS = ASKED_AGAIN_FROM
"""After "not yet through" the page stays closed this long and is then asked once more: going over it every hour is
rumination, never asking again is being left alone with it (insight.md: after 2 to 4 days)."""

UNDONE_MOST = 2
"""Judgement. After this many acts running that did not come about, a smaller one, someone else or letting go is offered:
the act was too large, and a third try at the same height teaches that nothing helps."""

WhatTheyCouldDo = Literal["nothing", "talk", "harm"]
"""What someone could do with what is shown to them: nothing, talk about it, or cost work, home, child or safety."""

Verdict = Literal["yes", "unsafe", "unwilling", "stakes"]


def only_help(book: Book, now: datetime) -> bool:
    """Whether this is still the sitting in which the person said that they might act: nothing else is on offer."""
    last = book.last(FitChecked)
    return last is not None and last.thoughts == "might_act" and now - last.at < SITTING


def fit_is_due(book: Book, now: datetime) -> bool:
    """Whether the question has to be asked before anything else: never asked yet, or last answered "I might act"."""
    last = book.last(FitChecked)
    return last is None or (last.thoughts == "might_act" and not only_help(book, now))


def is_narrowed(book: Book, day: date) -> bool:
    """Whether the deeper parts rest, because of an answer within the last 14 days (future days count as today)."""
    return any(f.thoughts != "no" and (day - f.day).days < NARROW_DAYS for f in book.of(FitChecked))


def shows_device(book: Book) -> bool:
    """Whether anyone makes the person show their device, by the newest answer."""
    last = book.last(DeviceAsked)
    return last is not None and last.shows_device


def may_download(book: Book) -> bool:
    """No downloads and no calendar files for someone whose device is looked through: a file tells on them."""
    return not shows_device(book)


def unsafe_people(book: Book) -> frozenset[PersonId]:
    """Those of whom any of the three behaviours was said, by the newest answer about each; never proposed for anything."""
    who = people(book).who
    newest = {who(asked.person): asked for asked in book.of(PersonSafetyAsked)}
    return frozenset(
        person for person, a in newest.items() if a.afraid_to_disagree or a.checks_on_me or a.forces_or_threatens
    )


NextOpening = Literal["onward", "same_or_smaller", "none"]
"""What may be offered with someone next: further, only as small as before, or nothing."""


def turned_on_me(book: Book) -> frozenset[PersonId]:
    """Those who turned an opening on the person once, and were not restored since; not proposed for anything."""
    return frozenset(p for p, responses in responses_of(book).items() if "turned_on_me" in responses)


def not_proposed(book: Book) -> frozenset[PersonId]:
    """Everyone who is never proposed: unsafe people, whom nothing restores, and those who turned an opening on one."""
    return unsafe_people(book) | turned_on_me(book)


def next_opening(book: Book, person: PersonId) -> NextOpening:
    """What may be offered with someone after their newest response.

    "Brushed off" once: repeat as small, or stay. "Turned it on me" once: nothing until the person restores them.
    """
    who = people(book).who(person)
    return "none" if who in unsafe_people(book) else after(responses_of(book).get(who, ()))


def after(responses: Sequence[Response]) -> NextOpening:
    """What may be offered after these responses of one person, oldest first."""
    if "turned_on_me" in responses:
        return "none"
    return "same_or_smaller" if responses and responses[-1] == "brushed_off" else "onward"


def responses_of(book: Book) -> dict[PersonId, tuple[Response, ...]]:
    """How each person met openings since they were last restored, oldest first."""
    who = people(book).who
    restored = {who(entry.person): entry.at for entry in book.of(PersonRestored)}
    met: dict[PersonId, tuple[Response, ...]] = {}
    for p in sorted(practices(book), key=lambda p: p.outcome.at if p.outcome else p.plan.at):
        if p.plan.person is None or p.outcome is None or p.outcome.response is None:
            continue
        person = who(p.plan.person)
        if person not in restored or p.outcome.at > restored[person]:
            met[person] = (*met.get(person, ()), p.outcome.response)
    return met


def may_plan(could_do: WhatTheyCouldDo | None, asked_not_to_contact: bool, is_unsafe: bool = False) -> Verdict:
    """Whether an act may be planned; the first reason against it, gravest first.

    "unsafe": fear of someone who forces, threatens or checks is right. "unwilling": someone who asked not to be
    contacted is left in peace. "stakes": the fear of losing work, home, a child or safety may be right, so it is not
    practised away and not counted as a false fear.
    """
    if is_unsafe:
        return "unsafe"
    if asked_not_to_contact:
        return "unwilling"
    return "stakes" if could_do == "harm" else "yes"
