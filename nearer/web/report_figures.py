"""A report for a template: every value of it in words and drawings. Works on a Report alone, with no book behind it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from nearer.domain.dots import Side
from nearer.domain.findings import Finding
from nearer.domain.report import Report
from nearer.domain.report.values import Act, Line, Net, Short, Tried
from nearer.domain.witnesses import WITNESSES
from nearer.web.drawings.dots import LOW, Stack, Weeks, stack, weeks
from nearer.web.hidden import said
from nearer.web.ledger import mean_in_points, median_in_words, words
from nearer.web.map import drawn_whole
from nearer.web.readings import MOMENTS, READINGS, Said, change_in_words, difference_in_words
from nearer.web.safety import THOUGHTS
from nearer.web.story import WANTED
from nearer.web.ties import ROLES
from nearer.web.trial import ENDS, expected_in_words

RESPONSES: dict[str, Any] = {
    "took_up": _lazy("it was taken up"),
    "brushed_off": _lazy("it was brushed off"),
    "turned_on_me": _lazy("it was turned on the person"),
}
MOST_ALONG = 60
"""Dots of one line, the newest; the sentence is about all of them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One finding or line as a report shows it: its sentence, n and how sure, dots in rows or along the weeks, a table."""

    name: str
    said: Said
    ends: tuple[Any, Any]
    rows: tuple[tuple[Any, Stack], ...] = ()
    along: Weeks | None = None
    table: tuple[tuple[Any, Side], ...] = ()


@dataclass(frozen=True, slots=True)
class ActShown:
    """One act, and how long it took in words."""

    act: Act
    after: str
    response: Any


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A story on trial with its figures."""

    tried: Tried
    reading: Any
    expected: Any
    wanted_before: Any
    wanted_after: Any
    figures: tuple[Figure, ...]


def shown(report: Report, top: int = 2, skin: dict[str, str] | None = None) -> dict[str, Any]:
    """What ``report/_report.html`` takes. ``top``: the level of its title (1 to 3); ``skin``: colours, on paper only."""
    headings = {f"h_{name}": f"h{top + n}" for n, name in enumerate(("title", "part", "small"))}
    told: dict[str, Any] = {"report": report, "skin": skin, **headings}
    if report.short is not None:
        told |= short_shown(report.short)
    if report.map is not None:
        told |= drawn_whole(report.map)
    if report.acts is not None:
        told["acts"] = [act_shown(act) for act in report.acts.acts]
        told["bad_gaps"] = weeks(report.acts.bad, -100, 100, height=LOW)
        told["good_gaps"] = weeks(report.acts.good, -100, 100, height=LOW)
    if report.safety is not None:
        answers = dict(THOUGHTS)
        told["safety"] = [(answer, answers[answer.thoughts]) for answer in report.safety]
    told["pulse"] = pulse_figure(report.pulse, report.pulse_finding)
    told["signs"] = [sign_figure(line) for line in report.signs or ()]
    told["moods"] = [mood_figure(found) for found in report.moods or ()]
    told["stories"] = [story_shown(tried) for tried in report.stories or ()]
    told["net"] = net_shown(report.net)
    return told


def short_shown(short: Short) -> dict[str, Any]:
    """The form of one page: acts, fear, coming through, worsening."""
    whole, worse = short.summary, short.worse
    return {
        "short": short,
        "whole": whole,
        "worse": worse,
        "is_worse": bool(
            worse.acts or worse.not_yet or worse.turned or worse.fall or worse.pulse or worse.signs or worse.told
        ),
        "pulse_fell": pulse_said(worse.pulse) if worse.pulse else None,
        "bad": mean_in_points(whole.bad),
        "good": mean_in_points(whole.good),
        "changed": mean_in_points(whole.changed),
        "surer": mean_in_points(whole.surer),
        "median": median_in_words(whole),
        "newest": [act_shown(act) for act in short.newest],
    }


def act_shown(act: Act) -> ActShown:
    """One act for a template."""
    return ActShown(act, "" if act.minutes is None else words(act.minutes), RESPONSES.get(act.response or "", ""))


def pulse_said(found: Finding) -> Said:
    """The weekly pulse against its own start, in a sentence that anyone may read."""
    points = {"n": round(abs(found.reading.value or 0)) if found.reading else 0}
    return change_in_words(
        found,
        _("The weekly pulse lies about %(n)s points higher than half a year ago.") % points,
        _("The weekly pulse lies about %(n)s points lower than half a year ago.") % points,
        _("The weekly pulse lies about where it lay: no clear change."),
        _("The weekly pulse"),
    )


def pulse_figure(line: Line | None, found: Finding | None) -> Figure | None:
    """The weekly pulse along its weeks."""
    if line is None or found is None:
        return None
    along = weeks(line.dots[-MOST_ALONG:], 0, line.top, line.start)
    return Figure(_("The weekly pulse"), pulse_said(found), ("0", str(line.top)), (), along, _table(found))


def sign_figure(line: Line) -> Figure:
    """One sign beside itself, from the first check to the last; shown, and not compared."""
    along = weeks(line.dots[-MOST_ALONG:], 0, line.top, line.start, LOW)
    first, last = line.dots[0].value, line.dots[-1].value
    values = {"first": f"{first:.1f}", "last": f"{last:.1f}", "n": len(line.dots), "top": line.top}
    if len(line.dots) == 1:
        sentence = _("Asked once: %(first)s of %(top)s. A second time makes two dots.") % values
    elif round(last, 1) == round(first, 1):
        sentence = _("%(first)s of %(top)s at the start, and the same the last time.") % values
    else:
        sentence = _("%(first)s of %(top)s at the start, %(last)s the last time.") % values
    under = _("%(n)s checks, shown and not compared.") % values if len(line.dots) > 1 else ""
    ends = (_("not at all"), _("nearly every day"))
    told = Said(sentence, under, "counts_only")
    return Figure(said(line.name), told, ends, (), along if len(line.dots) > 1 else None)


def mood_figure(found: Finding) -> Figure:
    """One of the standing comparisons."""
    if found.kind == "change":
        points = {"n": round(abs(found.reading.value or 0)) if found.reading else 0}
        told = change_in_words(
            found,
            _("What is felt and what is shown have moved %(n)s points further apart.") % points,
            _("What is felt and what is shown have come %(n)s points closer.") % points,
            _("What is felt and what is shown lie about as far apart as they did: no clear change."),
            _("Felt against shown"),
        )
        ends = (_("shown more than felt"), _("felt more than shown"))
        along = weeks(found.sides[0].dots[-MOST_ALONG:], -100, 100)
        return Figure(_("Felt, and shown"), told, ends, (), along, _table(found))
    level = "aftertaste" if found.id == "aftertaste_by_depth" else "mood"
    name = _("Aftertaste, by depth") if level == "aftertaste" else _("Alone, and in company")
    return _rows(name, found, level)


def story_shown(tried: Tried) -> StoryShown:
    """A story on trial for a template."""
    level = WITNESSES[tried.reading].level
    both = [tried.finding, *([tried.beside] if tried.beside else [])]
    return StoryShown(
        tried,
        dict(READINGS)[tried.reading],
        expected_in_words(tried.reading, tried.expected),
        dict(WANTED).get(tried.wanted_before or ""),
        dict(WANTED).get(tried.wanted_after or ""),
        tuple(_rows("", found, level) for found in both),
    )


def net_shown(net: Net | None) -> dict[str, Any] | None:
    """The net in numbers, its roles by name; without roles that nobody holds."""
    if net is None:
        return None
    rows = [(ROLES[held.role], held) for held in net.roles if held.theirs or held.mine]
    return {"of": net, "rows": rows}


def _rows(name: str, found: Finding, level: str) -> Figure:
    sides = found.rows or found.sides
    rows = tuple((MOMENTS[side.id], stack(side, 0, 100)) for side in sides)
    return Figure(name, difference_in_words(found, level), ENDS[level], rows, None, _table(found))


def _table(found: Finding) -> tuple[tuple[Any, Side], ...]:
    return tuple((MOMENTS.get(side.id, ""), side) for side in found.rows or found.sides)
