"""A test by coin: heads you do it, tails you do not, and after some weeks the coins answer."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nearer.domain.book import Book
from nearer.domain.coin_flip import (
    ACTS,
    FLIPS,
    SelfTest,
    done_on,
    falls_heads,
    is_running,
    may_be_flipped,
    self_test,
)
from nearer.domain.entries import CoinFlipBegun, CoinFlipDone
from nearer.domain.findings import MOST_QUESTIONS
from nearer.domain.trials import may_ask
from nearer.web.drafts import draft_of
from nearer.web.drawings.dots import stack
from nearer.web.fields import Answers, Line
from nearer.web.finding import entry_or_404
from nearer.web.keep import kept
from nearer.web.labels import writes
from nearer.web.readings import LEVELS, MOMENTS, Said, interval_in_words, lack_in_words
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import flips, stamp, today

ACT_WORDS: dict[str, Any] = {
    "good-morning": _("Say good morning first to the people I pass"),
    "ask-one-question": _("Ask one person one question, and wait for the answer"),
    "one-true-sentence": _("Say one true sentence about my day to someone"),
    "headphones-off": _("Go one way without anything in my ears"),
    "phone-away": _("Leave the phone out of reach while I am with someone"),
    "look-up": _("Look up at the faces on one way that I go"),
    "sit-among-people": _("Sit where people are for a quarter of an hour"),
    "walk-where-people-are": _("Take the way on which there are people"),
}
"""The acts that may be left to a coin, in words. Never support, sleep, food or medication (safety.md)."""

MEASURES = [
    ("mood", _("Mood")),
    ("aftertaste", _("Aftertaste")),
    ("heard", _("How heard I feel")),
]
HIGHEST = {"mood": 100, "aftertaste": 100, "heard": 100, "closeness": 7}
EXPECTED = [
    ("first", _("Higher on days of heads, when I do it")),
    ("second", _("Higher on days of tails, when I leave it")),
    ("no_difference", _("No difference worth naming")),
]
LOOKING_BACK = 1
"""Days after which it can still be said what was done: yesterday is remembered, last week is made up."""


class CoinForm(forms.Form):
    """What is left to the coin, what it is measured by, and what is expected."""

    act = Answers(_("What does the coin decide?"), [(a, ACT_WORDS[a]) for a in ACTS], missing=_("Choose one of these."))
    measure = Answers(_("What shall it be measured by?"), MEASURES, missing=_("Choose one of these."))
    expected = Answers(_("What do you expect? Say it now."), EXPECTED, missing=_("Choose one of these."))


class NotedForm(forms.Form):
    """A day, and whether the act was done."""

    on = Line(_("Day"))
    did = Answers(_("Did you do it?"), [("yes", _("Yes")), ("no", _("No"))], missing=_("Choose one of these."))


@with_book
@writes(CoinForm)
def coins(request: RoomRequest) -> HttpResponse:
    """Begin a test, and see those that were begun."""
    book, day = request.room.read(), today()
    form = CoinForm(request.POST if request.method == "POST" else None, initial=draft_of(request))
    if request.method == "POST" and form.is_valid():
        stamped = stamp(request)
        if book.get(stamped["id"]) is not None:  # the same form, sent twice: the coins have fallen already
            return redirect("coin", entry=stamped["id"])
        if not may_ask(book, day):
            return kept(request, now_("This was not saved: three questions run already, and more would cry wolf."), 409)
        first = stamped["day"] + timedelta(days=1)
        request.room.keep(request, [CoinFlipBegun(**stamped, **form.cleaned_data, first=first, heads=flips(FLIPS))])
        return redirect("coin", entry=stamped["id"])
    begun = [(test, ACT_WORDS.get(test.act, ""), is_running(test, day)) for test in reversed(book.of(CoinFlipBegun))]
    told = {"form": form, "begun": begun, "may_ask": may_ask(book, day), "days": FLIPS, "most": MOST_QUESTIONS}
    return render(request, "coin/coins.html", told)


@with_book
def show(request: RoomRequest, entry: str) -> HttpResponse:
    """Today's coin, whether the act was done, and at the end what the coins say."""
    book, day = request.room.read(), today()
    test = entry_or_404(book, entry, CoinFlipBegun)
    found = self_test(book, test, day)
    did = done_on(book, test.id)
    days = [day - timedelta(days=back) for back in range(LOOKING_BACK + 1)]
    high = HIGHEST[test.measure]
    sides = ((MOMENTS["heads"], found.heads), (MOMENTS["tails"], found.tails))
    told = {
        "test": test,
        "found": found,
        "act": ACT_WORDS.get(test.act, ""),
        "measure": LEVELS[test.measure],
        "expected": dict(EXPECTED)[test.expected],
        "heads": falls_heads(test, day),
        "days": [(one, falls_heads(test, one), did.get(one)) for one in days if falls_heads(test, one) is not None],
        "is_over": day > found.last,
        "said": _said(found),
        "rows": tuple((name, stack(side, 0, high)) for name, side in sides) if day > found.last else (),
        "table": sides,
    }
    return render(request, "coin/coin.html", told)


@require_POST
@with_book
@writes(NotedForm)
def done(request: RoomRequest, entry: str) -> HttpResponse:
    """Note for today or yesterday whether the act was done, whatever the coin had said."""
    book, day = request.room.read(), today()
    test = entry_or_404(book, entry, CoinFlipBegun)
    on, did = _day(request.POST.get("on", "")), request.POST.get("did")
    may = on is not None and 0 <= (day - on).days <= LOOKING_BACK and falls_heads(test, on) is not None
    if on is None or not may or did not in ("yes", "no"):
        return kept(request, now_("This was not saved: only today and yesterday can be noted."), 409)
    noted = CoinFlipDone(**stamp(request), test=test.id, on=on, did=did == "yes")
    before = [e.id for e in book.of(CoinFlipDone) if e.test == test.id and e.on == on and e.id != noted.id]
    if book.get(noted.id) is None:
        request.room.keep(request, [noted], remove=before)
    return redirect("coin", entry=entry)


def coin_today(book: Book, day: date) -> dict[str, Any]:
    """For Today: the coins that fall today and were not noted yet."""
    running = [
        test for test in book.of(CoinFlipBegun) if falls_heads(test, day) is not None and may_be_flipped(test.act)
    ]
    return {
        "coins_today": [(t, ACT_WORDS[t.act], falls_heads(t, day)) for t in running if day not in done_on(book, t.id)]
    }


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _said(found: SelfTest) -> Said:
    """What the coins say, in words. Nothing but the coin decided the days, so a clear answer may say "makes"."""
    level = LEVELS[found.begun.measure]
    if found.leaning is not None and found.flips is not None:
        points = (
            f"{abs(found.flips.value):.0f}" if found.begun.measure != "closeness" else f"{abs(found.flips.value):.1f}"
        )
        told = {"level": level, "n": points}
        if found.leaning == "first":
            sentence = (
                now_("%(level)s was about %(n)s points higher on days of heads. Only the coin chose the days.") % told
            )
        else:
            sentence = (
                now_("%(level)s was about %(n)s points lower on days of heads. Only the coin chose the days.") % told
            )
    elif found.verdict == "no_clear_link":
        sentence = now_("%(level)s: no clear difference between heads and tails.") % {"level": level}
    else:
        sentence = now_("%(level)s on days of heads and of tails: not clear yet.") % {"level": level}
    n = now_("%(heads)s days of heads, %(tails)s of tails.") % {"heads": found.heads.n, "tails": found.tails.n}
    rest = interval_in_words(found.flips.interval) if found.flips else lack_in_words(found.lack) if found.lack else ""
    return Said(sentence, f"{n} {rest}", found.verdict)
