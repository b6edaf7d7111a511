"""Matrix rooms, as Element exports them in JSON. Edits and reactions come after their message, so the file is read twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.clock import local
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.records import CutOff, Record, name_of, objects, text_of
from nearer.formats.chats.rows import rows
from nearer.formats.chats.source import Source

_SPOKEN = frozenset({"m.text", "m.notice", "m.emote"})


@dataclass(slots=True)
class _Later:
    """What later events say about earlier ones, by event id."""

    edits: dict[str, str] = field(default_factory=dict)
    reactions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)


def recognised(shape: frozenset[str]) -> bool:
    """Whether it is a room."""
    return "messages.item.origin_server_ts" in shape or {"room_name", "export_date"} <= shape


def read(source: Source, wish: Wish) -> Reading:
    """Read one room."""
    reading = Reading("Matrix", iter(()), Tally())
    reading.messages = _messages(source, wish, reading)
    return reading


def _content(row: Record) -> Record:
    content = row.get("content")
    return content if isinstance(content, dict) else {}


def _relation(row: Record) -> Record:
    relation = _content(row).get("m.relates_to")
    return relation if isinstance(relation, dict) else {}


def _later(source: Source) -> _Later:
    later = _Later()
    try:
        for row in objects(source, "messages.item"):
            if row is None:
                continue
            relation = _relation(row)
            target = text_of(relation.get("event_id"))
            if relation.get("rel_type") == "m.replace":
                fresh = _content(row).get("m.new_content")
                later.edits[target] = text_of(fresh.get("body")) if isinstance(fresh, dict) else ""
            elif relation.get("rel_type") == "m.annotation":
                later.reactions.setdefault(target, []).append(
                    (text_of(row.get("sender")), text_of(relation.get("key")))
                )
            elif row.get("type") == "m.room.redaction":
                later.redacted.add(text_of(row.get("redacts")) or text_of(_content(row).get("redacts")))
    except CutOff:
        pass
    return later


def _messages(source: Source, wish: Wish, reading: Reading) -> Iterator[Message]:
    later = _later(source)
    found = (row for row in objects(source, "messages.item") if row is None or not _speaks_of_another(row))
    yield from rows(found, reading, lambda row, number: _message(row, number, wish, later))


def _speaks_of_another(row: Record) -> bool:
    return _relation(row).get("rel_type") in ("m.replace", "m.annotation") or row.get("type") == "m.room.redaction"


def _message(row: Record, number: int, wish: Wish, later: _Later) -> Message | None:
    stamp = row.get("origin_server_ts")
    when = local(stamp / 1000, wish.zone) if isinstance(stamp, int | float) else None
    if when is None or row.get("type") == "m.room.encrypted":
        return None
    event = text_of(row.get("event_id"))
    kind = _kind(row, event in later.redacted)
    content = _content(row)
    if kind == "system":
        return Message(when, None, kind, text_of(row.get("type")), line=number, id=event)
    relation = _relation(row).get("m.in_reply_to")
    reply = name_of(relation.get("event_id")) if isinstance(relation, dict) else None
    text = text_of(content.get("body"))
    if event in later.edits:
        text = later.edits[event]
    elif reply is not None:
        text = _without_fallback(text)
    reactions = tuple(later.reactions.get(event, ()))
    return Message(
        when, name_of(row.get("sender")), kind, text, reply, event in later.edits, reactions, True, number, event
    )


def _kind(row: Record, redacted: bool) -> Kind:
    type_ = row.get("type")
    if type_ == "m.sticker":
        return "media"
    if type_ in ("m.call.invite", "org.matrix.msc3401.call"):
        return "call"
    if type_ not in ("m.room.message", "m.poll.start", "org.matrix.msc3381.poll.start"):
        return "system"
    content = _content(row)
    if redacted or not content:
        return "deleted"
    return "speech" if content.get("msgtype") in _SPOKEN else "media"


def _without_fallback(text: str) -> str:
    """A reply without the quotation that older clients put before it."""
    lines = text.split("\n")
    quoted = 0
    while quoted < len(lines) and lines[quoted].startswith("> "):
        quoted += 1
    if quoted and quoted < len(lines) and not lines[quoted]:
        quoted += 1
    return "\n".join(lines[quoted:]) if quoted else text
