"""Which journal a file is, told from what stands in it and never from its name."""

from dataclasses import dataclass

from nearer.domain.entries import JournalSource
from nearer.formats.chats.source import Source
from nearer.formats.journals.daylio import is_daylio
from nearer.formats.journals.errors import NotAJournal
from nearer.formats.journals.records import is_day_one, is_journiv, sources_in
from nearer.formats.journals.rows import head_of


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind of a file; its JSON files or, for a table, the names of its columns."""

    source: JournalSource
    sources: tuple[Source, ...] = ()
    head: tuple[str, ...] = ()


def recognised(data: bytes) -> Recognised:
    """What a file is. Raises NotAJournal."""
    if not data.strip():
        raise NotAJournal("empty")
    if data.startswith(b"PK") or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json(data)
    head = head_of(data)
    if len(head) < 2:
        raise NotAJournal("no_columns")
    return Recognised("daylio" if is_daylio(head) else "table", head=head)


def _json(data: bytes) -> Recognised:
    sources = sources_in(data)
    for kind, known in (("day_one", is_day_one), ("journiv", is_journiv)):
        if found := tuple(source for source in sources if known(source)):
            return Recognised(kind, sources=found)  # type: ignore[arg-type]
    raise NotAJournal("unknown")
