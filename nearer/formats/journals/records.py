"""Journals kept as JSON: Day One's and Journiv's, alone or in the zip they are handed out in, read record by record."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from nearer.domain.journal import Journal, Page, Unread
from nearer.formats.chats.errors import NotReadable
from nearer.formats.chats.records import CutOff, objects, shape
from nearer.formats.chats.source import Source, held, members
from nearer.formats.journals.errors import NotAJournal
from nearer.formats.journals.rows import LONGEST_UNREAD, MOST_ROWS

LONGEST = 500_000
"""Letters of one page; what is longer is no page that a person wrote."""
MOST_TAGS = 50
_PICTURE = re.compile(r"!\[[^\]]{0,200}\]\((?:dayone-moment|photos?|attachment)[^)]{0,300}\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|])")
Record = dict[str, Any]


def sources_in(data: bytes) -> list[Source]:
    """The JSON files in these bytes: the file itself, or those in a zip. Raises NotAJournal."""
    try:
        if not data.startswith(b"PK"):
            return [held("", data)]
        return [
            one
            for one in members(held("", data))
            if one.name.casefold().endswith(".json") and "__MACOSX" not in one.name
        ]
    except NotReadable as wrong:
        raise NotAJournal("damaged") from wrong


def is_day_one(source: Source) -> bool:
    """Whether a JSON file is a journal of Day One."""
    return _looks(source, {"entries.item.creationDate"})


def is_journiv(source: Source) -> bool:
    """Whether a JSON file is an export of Journiv."""
    return _looks(source, {"export_version", "journals.item"})


def read_day_one(sources: list[Source], zone: str) -> Journal:
    """The pages of one or more journals of Day One."""
    return _journal("day_one", ((source, "entries.item", _day_one) for source in sources), zone)


def read_journiv(sources: list[Source], zone: str) -> Journal:
    """The pages of all journals in an export of Journiv."""
    return _journal("journiv", ((source, "journals.item.entries.item", _journiv) for source in sources), zone)


def _looks(source: Source, known: set[str]) -> bool:
    try:
        return known <= shape(source)
    except NotReadable:
        return False


def _journal(
    kind: Any, parts: Iterator[tuple[Source, str, Callable[[Record, int, str], Page | None]]], zone: str
) -> Journal:
    pages, unread, place = list[Page](), list[Unread](), 0
    try:
        for source, prefix, read in parts:
            for record in objects(source, prefix):
                place += 1
                if place > MOST_ROWS:
                    raise NotAJournal("large")
                page = None if record is None else read(record, place, zone)
                if page is not None:
                    pages.append(page)
                else:
                    unread.append(Unread(place, _in_short(record)))
    except CutOff:
        unread.append(Unread(place + 1, "…"))
    except NotReadable as wrong:
        raise NotAJournal("damaged", place) from wrong
    if not pages:
        raise NotAJournal("damaged" if unread else "empty")
    return Journal(kind, tuple(pages), tuple(unread))


def _day_one(record: Record, place: int, zone: str) -> Page | None:
    words = _ESCAPED.sub(r"\1", _PICTURE.sub("", _text(record.get("text")))).strip()
    own = _zone(record.get("timeZone"), zone)
    return _page(place, record.get("creationDate"), own, words, "", _texts(record.get("tags")))


def _journiv(record: Record, place: int, zone: str) -> Page | None:
    own = _zone(record.get("entry_timezone"), zone)
    log = record.get("mood_log")
    mood, said = (_text(log.get("mood_name")), _text(log.get("note"))) if isinstance(log, dict) else ("", "")
    parts = (_text(record.get("title")), _text(record.get("content")), said)
    words = "\n".join(part.strip() for part in parts if part.strip())
    return _page(place, record.get("entry_datetime_utc"), own, words, mood.strip(), _texts(record.get("tags")))


def _page(place: int, when: object, zone: str, words: str, mood: str, tags: tuple[str, ...]) -> Page | None:
    at = _instant(when)
    if at is None or len(words) > LONGEST or not (words or mood or tags):
        return None
    return Page(place, at, zone, words, mood, tags)


def _instant(said: object) -> datetime | None:
    if not isinstance(said, str):
        return None
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    try:
        at = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None
    return at if 1900 < at.year <= datetime.now(UTC).year + 1 else None


def _zone(said: object, otherwise: str) -> str:
    try:
        return ZoneInfo(said).key if isinstance(said, str) and said else otherwise
    except (KeyError, ValueError, OSError):
        return otherwise


def _text(value: object) -> str:
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(tag.strip()[:80] for tag in found if isinstance(tag, str) and tag.strip()))[:MOST_TAGS]


def _in_short(record: Record | None) -> str:
    if record is None:
        return "…"
    return " · ".join(str(value) for value in record.values() if isinstance(value, str) and value)[:LONGEST_UNREAD]
