"""What the marks of an older journal mean: which column is what, which mood is how light, which tags mean company."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from nearer.domain.entries import JournalSource
from nearer.domain.journal import MOODS, Journal, Meaning, moods_of, number_of, on_scale, scale_of, tags_of
from nearer.formats.journals.dates import Order
from nearer.formats.journals.daylio import read_daylio
from nearer.formats.journals.errors import OrderUnknown
from nearer.formats.journals.recognise import Recognised
from nearer.formats.journals.records import read_day_one, read_journiv
from nearer.formats.journals.rows import Row, rows
from nearer.formats.journals.table import Columns, guessed, read_table
from nearer.web.fields import Answers, Checks, Choose, Line
from nearer.web.stamp import tomorrow

MOST_MOODS, MOST_TAGS = 24, 60
"""Different moods and tags that are asked about, the most frequent; what is beyond them says nothing."""
SAMPLE = 24
FIRST = 50
NONE = ""
LEVELS = [
    (NONE, _("says nothing of how it was")),
    ("0", _("very heavy")),
    ("25", _("heavy")),
    ("50", _("in between")),
    ("75", _("light")),
    ("100", _("very light")),
]
ORDERS: dict[str, Any] = {
    "dmy": _("The day comes first"),
    "mdy": _("The month comes first"),
    "ymd": _("The year comes first"),
}


def sources() -> dict[JournalSource, Any]:
    """What each kind of file is called."""
    return {"daylio": now_("Daylio"), "day_one": now_("Day One"), "journiv": now_("Journiv"), "table": now_("A table")}


class ColumnsForm(forms.Form):
    """Which column is what. The first look guesses from the names of the columns."""

    date = Choose(_("The day is in"), [], missing=_("Choose the column with the dates."))
    time = Choose(_("The time is in"), [])
    mood = Choose(_("How it was is in"), [])
    tags = Choose(_("With whom, or what you did, is in"), [])
    words = Checks(_("Your words are in"), [])
    order = Answers(_("In its dates"), [])

    def __init__(self, sent: Mapping[str, Any] | None, known: Recognised, data: bytes) -> None:
        body = list(islice(rows(data), 1, FIRST))
        columns = _named(known.head, body)
        guess = guessed(known.head, body)
        initial = {part: str(found[0]) for part, found in guess.items() if found and part != "words"}
        super().__init__(sent, initial=initial | {"words": [str(n) for n in guess["words"]]})
        self._looked = sent is not None
        for part in ("date", "time", "mood", "tags"):
            self.fields[part].choices = [(NONE, _("no column")), *columns]  # type: ignore[attr-defined]
        self.fields["words"].choices = columns  # type: ignore[attr-defined]
        self.fields["order"].choices = list(ORDERS.items())  # type: ignore[attr-defined]
        self.asks_order: tuple[str, ...] = ()
        if sent is not None and sent.get("order"):
            self.asks_order = tuple(ORDERS)

    def columns(self) -> Columns | None:
        """The columns as chosen, or as guessed at the first look; None while there is no date."""
        if self._looked and not self.is_valid():
            return None
        said = self.cleaned_data if self._looked else self.initial
        if not said.get("date"):
            return None
        one = {part: int(said[part]) if said.get(part) else None for part in ("time", "mood", "tags")}
        return Columns(int(said["date"]), **one, words=tuple(int(n) for n in said.get("words", ())))

    def order_chosen(self) -> Order | None:
        """The order of dates that was chosen."""
        said = self.cleaned_data.get("order") if self._looked and self.is_valid() else ""
        return cast("Order", said) if said else None

    def chosen(self) -> str:
        """A mark of these choices: what stands below belongs to them."""
        return f"{self.columns()} {self.order_chosen()}"

    def tell(self, wrong: Any) -> None:
        """Ask for the order that is not known, or say what is wrong with the column of dates."""
        if isinstance(wrong, OrderUnknown):
            self.asks_order = wrong.orders
            self.fields["order"].choices = [(order, ORDERS[order]) for order in wrong.orders]  # type: ignore[attr-defined]
            self.fields["order"].help_text = _(
                "Nothing in the file says how “%(example)s” is meant. Think of one day you remember."
            ) % {"example": wrong.example}
        elif self._looked:
            self.add_error("date", wrong)
        else:
            self.fields["date"].help_text = wrong


class MeaningForm(forms.Form):
    """What each mood and each tag means."""

    low = Line(_("On its scale, very heavy is"), max_length=8)
    high = Line(_("and very light is"), max_length=8)
    with_someone = Checks(_("These mean that you were with someone"), [])
    alone = Checks(_("These mean that you were alone"), [])

    def __init__(self, sent: Mapping[str, Any] | None, journal: Journal) -> None:
        self._moods = dict(moods_of(journal))
        self._scale = scale_of(self._moods)
        self.is_numbers = bool(self._moods) and None not in map(number_of, self._moods)
        low, high = self._scale or ("", "")
        super().__init__(sent, initial={"low": _number(low), "high": _number(high)})
        if not self.is_numbers:
            del self.fields["low"], self.fields["high"]
            for place, mood in enumerate(list(self._moods)[:MOST_MOODS]):
                known = MOODS.get(mood.casefold())
                field = Choose(f"{mood} ({self._moods[mood]})", LEVELS, initial=NONE if known is None else str(known))
                self.fields[f"mood_{place}"] = field
        self.tags = tags_of(journal)
        choices = [(tag, f"{tag} ({n})") for tag, n in self.tags[:MOST_TAGS]]
        for side in ("with_someone", "alone"):
            self.fields[side].choices = choices  # type: ignore[attr-defined]

    @property
    def mood_fields(self) -> list[forms.BoundField]:
        """The moods that are asked about, one by one."""
        return [self[name] for name in self.fields if name.startswith("mood_")]

    def clean(self) -> dict[str, Any]:
        """Two ends of a scale that differ; no tag that means both."""
        said = super().clean() or {}
        if self.is_numbers:
            ends = [number_of(said.get(end, "")) for end in ("low", "high")]
            if None in ends or ends[0] == ends[1]:
                self.add_error("low", _("Write two different numbers, such as 1 and 5."))
        if both := set(said.get("with_someone", ())) & set(said.get("alone", ())):
            self.add_error("alone", _("“%(tag)s” is ticked for both. Choose one.") % {"tag": sorted(both)[0]})
        return said

    def meaning(self) -> Meaning:
        """What was said, or what the first look takes for granted."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else self._granted()
        if self.is_numbers:
            low, high = number_of(said.get("low") or ""), number_of(said.get("high") or "")
            moods = on_scale(self._moods, low, high) if low is not None and high is not None else {}
        else:
            levels = [said.get(f"mood_{place}") for place in range(min(len(self._moods), MOST_MOODS))]
            moods = {mood: int(n) if n else None for mood, n in zip(self._moods, levels, strict=False)}
        return Meaning(moods, frozenset(said.get("with_someone", ())), frozenset(said.get("alone", ())))

    def _granted(self) -> dict[str, Any]:
        own = {name: field.initial for name, field in self.fields.items() if name.startswith("mood_")}
        return own | dict(self.initial)


def read(data: bytes, known: Recognised, columns: ColumnsForm | None) -> Journal | None:
    """The journal in a file; None while it is not said which column holds the day. Raises NotAJournal, OrderUnknown."""
    zone, latest = settings.TIME_ZONE, tomorrow()
    if known.source == "daylio":
        return read_daylio(data, zone, latest)
    if known.source == "day_one":
        return read_day_one(list(known.sources), zone)
    if known.source == "journiv":
        return read_journiv(list(known.sources), zone)
    chosen = columns.columns() if columns is not None else None
    return None if chosen is None or columns is None else read_table(data, chosen, zone, latest, columns.order_chosen())


def _named(head: Sequence[str], body: Sequence[Row]) -> list[tuple[str, str]]:
    """Every column by its name, with the first thing that stands in it."""
    first: dict[int, str] = {}
    for row in body:
        for n, cell in enumerate(row.cells):
            if cell.strip():
                first.setdefault(n, " ".join(cell.split())[:SAMPLE])
    return [
        (str(n), f"{name.strip() or n + 1}: {first[n]}" if n in first else name.strip() or str(n + 1))
        for n, name in enumerate(head)
    ]


def _number(said: float | str) -> str:
    return f"{said:g}" if isinstance(said, float | int) else said
