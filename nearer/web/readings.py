"""Findings in words: one sentence as the title, then n and how sure. "Not clear yet" is said as plainly as a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from nearer.domain.dots import Side
from nearer.domain.findings import COUNTS_UNTIL, Finding, Lack, Reading, Verdict
from nearer.domain.series import Interval

MOMENTS: dict[str, Any] = {
    "alone": _lazy("alone"),
    "alone_chosen": _lazy("alone by choice"),
    "alone_not_chosen": _lazy("alone, not by choice"),
    "with_others": _lazy("with someone"),
    "with_others_heard": _lazy("with someone, and heard"),
    "with_others_not_heard": _lazy("with someone, and not heard"),
    "talk_deep": _lazy("talks that reached feelings"),
    "talk_shallow": _lazy("other talks"),
    "heads": _lazy("days of heads"),
    "tails": _lazy("days of tails"),
    "0": _lazy("errands"),
    "1": _lazy("facts"),
    "2": _lazy("opinions"),
    "3": _lazy("feelings"),
    "4": _lazy("needs and fears"),
    "gap": _lazy("felt less shown"),
    "pulse": _lazy("the weekly pulse"),
}
LEVELS: dict[str, Any] = {
    "mood": _lazy("Mood"),
    "heard": _lazy("Being heard"),
    "aftertaste": _lazy("Aftertaste"),
    "closeness": _lazy("Closeness"),
}

READINGS = [
    ("mood_chosen_or_heard", _lazy("Mood: alone by choice, or with someone who hears me")),
    ("mood_alone_or_with", _lazy("Mood: alone, or with someone")),
    ("mood_chosen_or_with", _lazy("Mood: alone by choice, or with someone")),
    ("mood_chosen_or_not", _lazy("Mood: alone by choice, or alone without having chosen it")),
    ("mood_heard_or_not", _lazy("Mood: with someone and heard, or with someone and not heard")),
    ("heard_open_or_not", _lazy("Being heard: when I told a feeling, or when I did not")),
    ("aftertaste_deep_or_shallow", _lazy("Aftertaste: after deep talks, or after light ones")),
]


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words: its sentence, n and how sure, and why it is not clear where it is not."""

    sentence: str
    under: str
    verdict: Verdict


def difference_in_words(found: Finding, level: str, names: Mapping[str, Any] = MOMENTS) -> Said:
    """A difference between two kinds of moment."""
    first, second = (names[side.id] for side in found.sides[:2])
    said = {"level": LEVELS[level], "first": first, "second": second}
    if found.leaning is not None and found.reading is not None:
        higher, lower = (first, second) if found.leaning == "first" else (second, first)
        points = round(abs(found.reading.value or 0))
        sentence = _("%(level)s: higher “%(higher)s” than “%(lower)s”, by about %(points)s points.") % (
            said | {"higher": higher, "lower": lower, "points": points}
        )
    elif found.verdict == "no_clear_link":
        sentence = _("%(level)s: no clear difference between “%(first)s” and “%(second)s”.") % said
    else:
        sentence = _("%(level)s, “%(first)s” beside “%(second)s”: not clear yet.") % said
    return Said(sentence, under(found, names), found.verdict)


def change_in_words(found: Finding, rise: str, fall: str, level: str, what: str) -> Said:
    """A change over time; the four sentences belong to the question, ``what`` names it while it is not clear."""
    sentence = {"clear": rise if found.leaning == "first" else fall, "no_clear_link": level}.get(found.verdict)
    return Said(sentence or _("%(what)s: not clear yet.") % {"what": what}, under(found), found.verdict)


def under(found: Finding, names: Mapping[str, Any] = MOMENTS) -> str:
    """How many days, from when to when, how sure, or what is missing; and when it is looked at again."""
    parts = [days_of_sides(found.reading, found.sides, names)]
    if found.reading is not None:
        parts.append(span_in_words(found.reading.first, found.reading.last))
        if found.reading.interval is not None:
            parts.append(interval_in_words(found.reading.interval))
    if found.verdict == "counts_only":
        parts.append(
            _("%(days)s days so far; from %(least)s on there are averages.")
            % {"days": found.days, "least": COUNTS_UNTIL}
        )
    elif found.lack is not None:
        parts.append(lack_in_words(found.lack))
    if found.next_reading is not None and found.verdict != "counts_only":
        parts.append(_("It is read again on %(day)s.") % {"day": date_format(found.next_reading, "j F")})
    return " ".join(parts)


def days_of_sides(reading: Reading | None, sides: tuple[Side, ...], names: Mapping[str, Any] = MOMENTS) -> str:
    """How many days each side has, in the reading where there is one; a side alone goes without its name."""
    counted = dict(zip(reading.sides, reading.n, strict=True)) if reading else {side.id: side.n for side in sides}
    days = {side: ngettext("%(n)s day", "%(n)s days", n) % {"n": n} for side, n in counted.items()}
    if len(days) == 1:
        return f"{next(iter(days.values()))}."
    return capfirst("; ".join(f"{names.get(side, '')}: {told}" for side, told in days.items() if side)) + "."


def span_in_words(first: date, last: date) -> str:
    """From one day to another."""
    return _("%(first)s to %(last)s.") % {"first": date_format(first, "j F"), "last": date_format(last, "j F Y")}


def interval_in_words(interval: Interval) -> str:
    """Where the true difference likely lies; its direction is in the sentence above, so a clear one goes without sign."""
    if interval.is_without_zero:
        low, high = sorted((round(abs(interval.low)), round(abs(interval.high))))
        said = {"low": low, "high": high, "sure": f"{100 * interval.level:g}"}
        return (
            _("The true difference is likely between %(low)s and %(high)s (%(sure)s in 100 such ranges hold it).")
            % said
        )
    said = {"low": _signed(interval.low), "high": _signed(interval.high)}
    return _("It may lie anywhere between %(low)s and %(high)s, so it may be nothing.") % said


def _signed(value: float) -> str:
    return f"{round(value)}".replace("-", "\N{MINUS SIGN}")


def lack_in_words(lack: Lack) -> str:
    """Why it cannot be read yet."""
    n = {"n": lack.missing}
    if lack.why == "too_early":
        return ngettext("It is read after %(n)s more day.", "It is read after %(n)s more days.", lack.missing) % n
    if lack.why == "too_few_days":
        return (
            ngettext(
                "Too many days are empty: %(n)s more with a check-in would do.",
                "Too many days are empty: %(n)s more with a check-in would do.",
                lack.missing,
            )
            % n
        )
    if lack.why == "side_too_small":
        return (
            ngettext(
                "One side has too few days: %(n)s more would do.",
                "One side has too few days: %(n)s more would do.",
                lack.missing,
            )
            % n
        )
    return _("The two sides fall into different weeks, so they cannot be told apart from the weeks themselves.")
