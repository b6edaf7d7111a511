"""When help is offered and what is left undone: every threshold in one place, each with its reason.

Numbers marked "judgement" are clinical judgement, not measurement. The page "How Nearer keeps you safe" lists them.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from nearer.domain.book import Book
from nearer.domain.entries import (
    DeviceAsked,
    FitChecked,
    MirrorAsked,
    MirrorLooked,
    MirrorRead,
    PeopleMerged,
    PersonId,
    PersonRestored,
    PersonSafetyAsked,
    PracticeDone,
    PracticePlanned,
    QuietNameChosen,
    Response,
    WorseAsked,
)
from nearer.domain.people import People, people

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

WORSE_EVERY_DAYS = 30
"""Judgement. How often "has Nearer made anything worse?" is asked: some who use such programmes feel worse after them, and
nobody would learn of it who does not ask. After a yes the deeper parts rest as after the other question."""

PULSE_FALL = 5
"""Judgement, weighed by simulation (``make pulse``, figures in docs/measured.md): raw points of 0-20 below the person's usual,
two weeks running, before a person to talk to is suggested. Four points cried wolf for four in ten lively people within half
a year, six missed most real falls. Our items have no norms, so it is no reliable change."""

PULSE_BASE, PULSE_BASE_MOST = 3, 8
"""Judgement. Weeks that make the usual: at least three before the two that fell, and at most the last eight."""

ASK_AGAIN_AFTER_DAYS = 2
"""After "not yet through" the page stays closed this long and is then asked once more: going over it every hour is
rumination, never asking again is being left alone with it (insight.md: after 2 to 4 days)."""

ASK_AGAIN_UNTIL_DAYS = 4
"""After an outcome that was all right it is asked once, between these days or not at all: a question that waits for weeks
is guilt (insight.md)."""

UNDONE_MOST = 2
"""Judgement. After this many acts running that did not come about, a smaller one, someone else or letting go is offered:
the act was too large, and a third try at the same height teaches that nothing helps."""

MIRROR_DAYS = 30
"""Judgement. One reading of a chat in so many days: more often is watching someone, and a month is what change takes."""

MIRROR_OPENINGS = 20
"""Judgement. How openings were met is said from so many on: of three that were passed over one makes a verdict."""

WhatTheyCouldDo = Literal["nothing", "talk", "harm"]
"""What someone could do with what is shown to them: nothing, talk about it, or cost work, home, child or safety."""

NextOpening = Literal["onward", "same_or_smaller", "none"]
"""What may be offered with someone next: further, only as small as before, or nothing."""

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
    heavy = [f.day for f in book.of(FitChecked) if f.thoughts != "no"]
    worse = [asked.day for asked in book.of(WorseAsked) if asked.worse == "yes"]
    return any((day - said).days < NARROW_DAYS for said in (*heavy, *worse))


def worse_is_due(book: Book, day: date) -> bool:
    """Whether a month has passed since it was asked what Nearer made worse, or since the book was begun."""
    last = book.last(WorseAsked)
    since = last.day if last is not None else book.entries[0].day if book.entries else day
    return (day - since).days >= WORSE_EVERY_DAYS


def worse_twice(book: Book) -> bool:
    """Whether the two newest answers both say that Nearer made something worse: then a person comes before a programme."""
    return [asked.worse for asked in book.of(WorseAsked)[-2:]] == ["yes", "yes"]


def fit_is_asked_after_worse(book: Book) -> bool:
    """Whether the question about ending one's life is asked again: something got worse, and it was not asked since."""
    worse, fit = book.last(WorseAsked), book.last(FitChecked)
    return worse is not None and worse.worse == "yes" and (fit is None or fit.at < worse.at)


def shows_device(book: Book) -> bool:
    """Whether anyone makes the person show their device, by the newest answer."""
    last = book.last(DeviceAsked)
    return last is not None and last.shows_device


def has_quiet_name(book: Book) -> bool:
    """Whether pages call themselves Notes: chosen, or because someone makes the person show them."""
    chosen = book.last(QuietNameChosen)
    return shows_device(book) or (chosen is not None and chosen.quiet)


def may_download(book: Book) -> bool:
    """No downloads and no calendar files for someone whose device is looked through: a file tells on them."""
    return not shows_device(book)


def unsafe_people(book: Book) -> frozenset[PersonId]:
    """Those of whom any of the three behaviours was said, by the newest answer about each; never proposed for anything.

    Two names that turn out to be one person are unsafe if either was, until the question is answered anew.
    """
    aliases: dict[PersonId, PersonId] = {}
    known, unsafe = People({}, aliases), set[PersonId]()
    said: list[PersonSafetyAsked | PeopleMerged] = [*book.of(PersonSafetyAsked), *book.of(PeopleMerged)]
    for entry in sorted(said, key=lambda e: (e.at, e.id)):
        if isinstance(entry, PersonSafetyAsked):
            is_unsafe = entry.afraid_to_disagree or entry.checks_on_me or entry.forces_or_threatens
            (unsafe.add if is_unsafe else unsafe.discard)(known.who(entry.person))
        elif (gone := known.who(entry.gone)) != (kept := known.who(entry.kept)):
            aliases[gone] = kept
            if gone in unsafe:
                unsafe.remove(gone)
                unsafe.add(kept)
    return frozenset(unsafe)


def responses(book: Book) -> dict[PersonId, tuple[Response, ...]]:
    """How each person met what was opened to them, oldest first, since the person last restored them."""
    who = people(book).who
    whom = {plan.id: plan.person for plan in book.of(PracticePlanned)}
    said: list[PracticeDone | PersonRestored] = [*book.of(PracticeDone), *book.of(PersonRestored)]
    met: dict[PersonId, tuple[Response, ...]] = {}
    for entry in sorted(said, key=lambda e: (e.at, e.id)):
        if isinstance(entry, PersonRestored):
            met.pop(who(entry.person), None)
        elif entry.response is not None and (person := whom.get(entry.plan)) is not None:
            met[who(person)] = (*met.get(who(person), ()), entry.response)
    return met


def turned_on_me(book: Book) -> frozenset[PersonId]:
    """Those who turned an opening on the person: once is enough to propose them for nothing until they are restored."""
    return frozenset(person for person, met in responses(book).items() if "turned_on_me" in met)


def brushed_off(book: Book) -> frozenset[PersonId]:
    """Those who brushed the newest opening off: the next one with them is as small, or none. Not a verdict on them."""
    return frozenset(person for person, met in responses(book).items() if met[-1] == "brushed_off")


def not_proposed(book: Book) -> frozenset[PersonId]:
    """Those whom ladder, decks, net, Help and keep-in-touch never name by themselves."""
    return unsafe_people(book) | turned_on_me(book)


def after(met: Sequence[Response]) -> NextOpening:
    """What may be offered to someone who met openings like this, oldest first, and is not unsafe."""
    if "turned_on_me" in met:
        return "none"
    return "same_or_smaller" if met and met[-1] == "brushed_off" else "onward"


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


def mirror_rests_today(book: Book, day: date) -> bool:
    """Whether there is no reading today: "why today?" was answered with suspicion, a quarrel or fear."""
    return any(asked.day == day and asked.why != "curious" for asked in book.of(MirrorAsked))


def mirror_rests(book: Book, day: date) -> bool:
    """Whether the mirror is closed today, with everything kept from it: as the deeper parts are, or for today."""
    return is_narrowed(book, day) or mirror_rests_today(book, day)


def mirror_again_on(book: Book, chat: str, person: PersonId | None, day: date) -> date | None:
    """From which day on this chat, or another with the same person, may be read again; None: it may be read today."""
    who = people(book).who
    same = None if person is None else who(person)
    all_: list[MirrorLooked | MirrorRead] = [*book.of(MirrorLooked), *book.of(MirrorRead)]
    days = [
        looked.day
        for looked in all_
        if looked.chat == chat or (same is not None and looked.person is not None and who(looked.person) == same)
    ]
    again = max(days, default=date.min) + timedelta(days=MIRROR_DAYS) if days else day
    return again if again > day else None
