"""Google Chat from Takeout, whose dates are English sentences."""

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local_from_iso
from nearer.formats.chats.months import month
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import Record, name_of, objects, text_of
from nearer.formats.chats.rows import rows
from nearer.formats.chats.source import Source

_DATE = re.compile(
    r"(?:\w+, )?(?:(?P<m1>[^\W\d]+)\.? (?P<d1>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[^\W\d]+)\.?),? (?P<y>\d{4})(?:,| at)? "
    r"(?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<s>\d\d))? ?(?P<half>[AaPp]\.?[Mm]\.?)? ?(?P<zone>(?:UTC"
    r"|GMT)?(?:[+-]\d{1,2}(?::?\d\d)?)?)$"
)


def recognised(shape: frozenset[str]) -> bool:
    """Whether it is a space or direct chat from Takeout."""
    return "messages.item.created_date" in shape or "messages.item.creator.name" in shape


def read(source: Source, wish: Wish) -> Reading:
    """Read one space or direct chat."""
    reading = Reading("Google Chat", iter(()), Tally())
    reading.messages = rows(objects(source, "messages.item"), reading, lambda row, number: _message(row, number, wish))
    return reading


def _message(row: Record, number: int, wish: Wish) -> Message | None:
    when = _when(text_of(row.get("created_date")) or text_of(row.get("updated_date")), wish.zone)
    creator = row.get("creator")
    if when is None:
        return None
    who = (name_of(creator.get("name")) or name_of(creator.get("email"))) if isinstance(creator, dict) else None
    text = text_of(row.get("text"))
    kind: Kind = "speech"
    if row.get("message_state") == "DELETED" or "deletion_metadata" in row:
        kind = "deleted"
    elif not text and (row.get("attached_files") or row.get("annotations")):
        kind = "media"
    quoted = row.get("quoted_message_metadata")
    reply = (name_of(quoted.get("message_id")) or name_of(quoted.get("text"))) if isinstance(quoted, dict) else None
    return Message(
        when, who, kind, text, reply, "updated_date" in row, (), True, number, name_of(row.get("message_id"))
    )


def _when(written: str, zone: ZoneInfo | None) -> datetime | None:
    found = _DATE.match(written.replace("\u202f", " ").replace("\u00a0", " ").strip())
    if found is None:
        return local_from_iso(written, zone)
    number = month(found["m1"] or found["m2"])
    hour = int(found["h"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    if number is None:
        return None
    try:
        moment = datetime(
            int(found["y"]), number, int(found["d1"] or found["d2"]), hour, int(found["min"]), int(found["s"] or 0)
        )
        if not found["zone"]:
            return moment
        return moment.replace(tzinfo=timezone(_offset(found["zone"]))).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def _offset(zone: str) -> timedelta:
    found = re.search(r"([+-])(\d{1,2}):?(\d\d)?", zone)
    if found is None:
        return timedelta(0)
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return size if found[1] == "+" else -size
