"""A book as a zip that anyone can read: Markdown by day and by feature, tables, drawings that stand, and the document.

It is made in memory. Nothing in it is sealed, so whoever asks for it has been told (see ``archive``).
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.own_words import messages_in
from nearer.domain.people import people
from nearer.domain.practice import practices
from nearer.formats.markdown import plain, quoted
from nearer.formats.packed import DOCUMENT_NAME as DOCUMENT
from nearer.formats.packed import WORDS_ENDING, WORDS_FOLDER
from nearer.formats.tables import table
from nearer.vault.canonical import canonical, schema
from nearer.web import hidden
from nearer.web.drawings.standing import acts_chart, mood_chart, pulse_chart
from nearer.web.kinds import called, said_by_entry
from nearer.web.own_words_kept import whom

NO_WORDS: Mapping[e.EntryId, bytes] = {}
FEATURES: dict[str, tuple[Any, tuple[type[e.Entry], ...]]] = {
    "check-ins": (_lazy("Check-ins"), (e.CheckedIn,)),
    "small-acts": (
        _lazy("Small acts"),
        (e.PracticePlanned, e.PracticeDone, e.PracticeAskedAgain, e.PracticeLetGo),
    ),
    "exercises": (_lazy("Exercises"), (e.RootWorkReadied, e.ExerciseWritten, e.QuestionKept)),
    "sentences": (_lazy("Sentences your mind tells"), (e.StoryTold, e.TrialBegun, e.TrialClosed)),
    "map": (_lazy("Your map"), (e.MapDrawn,)),
    "signs-roots-weeks": (
        _lazy("Signs, roots and weeks"),
        (e.SignsAnswered, e.RootsAnswered, e.PulseAnswered, e.CoinFlipBegun, e.CoinFlipDone),
    ),
    "people": (
        _lazy("People and kindness"),
        (
            e.PersonNamed,
            e.PersonPlaced,
            e.TieTold,
            e.RolesGiven,
            e.RhythmChosen,
            e.ReachedOut,
            e.TieEnded,
            e.ImprintLeft,
            e.PeopleMerged,
            e.PersonRemoved,
            e.PersonRestored,
            e.PersonSafetyAsked,
            e.ClosestNamed,
            e.AskerChosen,
            e.KindnessSeen,
        ),
    ),
    "bad-days": (_lazy("For bad days"), (e.SafetyPlanWritten, e.FitChecked, e.DeviceAsked, e.WorseAsked)),
    "older-journals": (_lazy("Older journals"), (e.PageBrought, e.JournalBrought)),
}
"""The pages by feature: file, title, and the kinds on it. Every other kind stands on a page of its own."""
REST = "everything-else"

CHECK_IN_COLUMNS = ("mood", "company", "chosen", "depth", "heard", "felt", "shown", "closeness", "aftertaste")
PLAN_COLUMNS = ("on", "act", "fear", "likely", "bad", "good", "through")
OUTCOME_COLUMNS = ("camera", "happened", "bad", "good", "through", "recovered_after", "did", "learned")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in Markdown: its heading without the time, and the paragraphs under it."""

    head: str
    body: tuple[str, ...]


def readable(book: Book, on: date, words: Mapping[e.EntryId, bytes] = NO_WORDS) -> bytes:
    """The whole book as a zip, made on a day, with one's own words of chats, by the entries that name them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in _files(book, on, words):
            info = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            packed.writestr(info, data)
    return out.getvalue()


def _files(book: Book, on: date, words: Mapping[e.EntryId, bytes]) -> Iterator[tuple[str, bytes]]:
    charts = {
        name: chart
        for name, chart in (("mood", mood_chart(book)), ("acts", acts_chart(book)), ("weeks", pulse_chart(book)))
        if chart is not None
    }
    said = _said_by_all(book)
    yield "README.md", _readme(book, on, tuple(charts), bool(words)).encode()
    yield DOCUMENT, canonical(book.entries)
    yield "schema.json", schema()
    for month, entries in _by_month(book):
        yield f"by-day/{month:%Y-%m}.md", _month(month, entries, said).encode()
    for name, title, entries in _by_feature(book):
        yield f"by-feature/{name}.md", _feature(title, entries, said).encode()
    yield "tables/check-ins.csv", _check_ins(book)
    yield "tables/small-acts.csv", _acts(book)
    for row, text in words.items():
        yield f"{WORDS_FOLDER}/{row}{WORDS_ENDING}", text
        yield f"{WORDS_FOLDER}/{row}.md", _own_words(book, row, text).encode()
    for name, chart in charts.items():
        yield f"drawings/{name}.svg", render_to_string("archive/chart.svg", {"chart": chart}).encode()


def _readme(book: Book, on: date, charts: tuple[str, ...], with_words: bool) -> str:
    n, shut = len(book.entries), len(book.problems)
    told = {
        "day": date_format(on, "j F Y"),
        "n": ngettext("%(n)s entry", "%(n)s entries", n) % {"n": n},
        "shut": shut and ngettext("%(n)s page", "%(n)s pages", shut) % {"n": shut},
        "charts": charts,
        "with_words": with_words,
    }
    return render_to_string("archive/readme.md", told)


def _by_month(book: Book) -> Iterator[tuple[date, list[e.Entry]]]:
    months: dict[date, list[e.Entry]] = {}
    for entry in sorted(book.entries, key=lambda entry: (entry.day, entry.at, entry.id)):
        months.setdefault(entry.day.replace(day=1), []).append(entry)
    yield from months.items()


def _by_feature(book: Book) -> Iterator[tuple[str, Any, list[e.Entry]]]:
    listed = {kind for _title, kinds in FEATURES.values() for kind in kinds}
    for name, (title, kinds) in FEATURES.items():
        if found := [entry for entry in book.entries if type(entry) in kinds]:
            yield name, title, _acts_together(book, found) if name == "small-acts" else found
    if rest := [entry for entry in book.entries if type(entry) not in listed]:
        yield REST, _("Everything else"), rest


def _acts_together(book: Book, found: list[e.Entry]) -> list[e.Entry]:
    """Every act followed by what came of it, then what belongs to no act that is still here."""
    together: list[e.Entry] = []
    for p in practices(book):
        together += [one for one in (p.plan, p.outcome, *p.again, p.let_go) if one is not None]
    placed = {entry.id for entry in together}
    return together + [entry for entry in found if entry.id not in placed]


def _month(month: date, entries: Iterable[e.Entry], said: dict[e.EntryId, Told]) -> str:
    parts, day = [f"# {date_format(month, 'F Y')}"], None
    for entry in entries:
        if entry.day != day:
            day = entry.day
            parts.append(f"## {date_format(day, 'l j F Y')}")
        parts += [f"### {_clock(entry)} · {said[entry.id].head}", *said[entry.id].body]
    return "\n\n".join(parts) + "\n"


def _feature(title: Any, entries: Iterable[e.Entry], said: dict[e.EntryId, Told]) -> str:
    parts = [f"# {title}"]
    for entry in entries:
        when = f"{date_format(entry.day, 'j F Y')}, {_clock(entry)}"
        parts += [f"### {when} · {said[entry.id].head}", *said[entry.id].body]
    return "\n\n".join(parts) + "\n"


def _own_words(book: Book, row: e.EntryId, text: bytes) -> str:
    """One's own words of a chat, by month and time."""
    kept = book.get(row)
    reading = book.get(kept.reading) if isinstance(kept, e.OwnWordsKept) else None
    name = people(book).name(getattr(reading, "person", None))
    only = whom(reading, name) if isinstance(reading, e.MirrorRead) else ""
    title = _("Your own words of a chat with %(whom)s") % {"whom": name} if name else _("Your own words of a chat")
    parts, month = [f"# {plain(title)}"], None
    for message in messages_in([text]):
        if month != (month := date_format(message.when, "F Y")):
            parts.append(f"## {month}")
        parts += [f"### {date_format(message.when, 'j F Y, H:i')}", quoted(hidden.said(message.text, only))]
    return "\n\n".join(parts) + "\n"


def _said_by_all(book: Book) -> dict[e.EntryId, Told]:
    """Every entry: what it is and with whom; then each question as it was asked, and under it what was said."""
    known, found = people(book), {}
    for entry in book.entries:
        whom = known.name(getattr(entry, "person", None))
        named = f" · {plain(_('with %(whom)s') % {'whom': whom})}" if whom else ""
        body: list[str] = []
        for said in said_by_entry(entry, book):
            body += [f"**{plain(str(said.label))}**"] if said.label else []
            body.append(quoted(said.text))
        found[entry.id] = Told(plain(str(called(entry))) + named, tuple(body))
    return found


def _clock(entry: e.Entry) -> str:
    return date_format(entry.at.astimezone(ZoneInfo(entry.zone)), "H:i")


def _local(entry: e.Entry) -> str:
    return entry.at.astimezone(ZoneInfo(entry.zone)).isoformat(timespec="minutes")


def _check_ins(book: Book) -> bytes:
    known = people(book)
    rows = (
        [c.day, _local(c), *(getattr(c, name) for name in CHECK_IN_COLUMNS), known.name(c.person), c.step, c.note]
        for c in book.of(e.CheckedIn)
    )
    return table(("day", "when", *CHECK_IN_COLUMNS, "person", "step", "note"), rows)


def _acts(book: Book) -> bytes:
    known = people(book)
    rows = (
        [
            *(getattr(p.plan, name) for name in PLAN_COLUMNS),
            known.name(p.plan.person),
            *(getattr(p.outcome, name, None) for name in OUTCOME_COLUMNS),
        ]
        for p in practices(book)
    )
    was = tuple(f"was_{name}" if name in PLAN_COLUMNS else name for name in OUTCOME_COLUMNS)
    return table((*PLAN_COLUMNS, "person", *was), rows)
