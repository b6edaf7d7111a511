"""iMessage, as imessage-exporter writes it in TXT: a date, a name, the words, an empty line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nearer.domain.chats import Kind, Message
from nearer.formats.chats.months import month
from nearer.formats.chats.reading import Reading, Tally, Wish
from nearer.formats.chats.source import Source

_HEADER = re.compile(
    r"(?P<m>[A-Z][a-z]{2}) (?P<d>\d{2}), (?P<y>\d{4}) {1,2}(?P<h>\d{1,2}):(?P<min>\d{2}):(?P<s>\d{2}) (?P<half>AM|PM)"
    r"(?: (?P<read>\(Read by .*\)))?(?: (?P<rest>[^\n]+))?$"
)
_REPLY = "This message responded to an earlier message."
_DELETED = "This message was deleted from the conversation!"
_UNSENT = re.compile(r"\S.* unsent (?:this message part|a message)\b.*|You unsent .*")
_EDITED = re.compile(r"Edited .{2,60} later: ")
_ATTACHMENT = re.compile(
    r"(?:/|~/|[A-Za-z]:\\|attachments/)\S.*\.\w{2,5}$|Attachment missing!|.+\.(?:heic|jpe?g|png|mov|mp4|caf|pdf|gif)$",
    re.I,
)


def recognised(head: str) -> bool:
    """Whether the first line of words is one of its dates."""
    first = next((line for line in head.lstrip("\ufeff").split("\n") if line.strip()), "")
    return _HEADER.match(first.rstrip("\r")) is not None


def read(source: Source, wish: Wish) -> Reading:
    """Read one conversation. Its times are those of the computer that exported it; a zone changes nothing."""
    del wish
    reading = Reading("iMessage", iter(()), Tally(), "mdy", "months are written as words")
    reading.messages = _messages(source, reading)
    return reading


@dataclass(slots=True)
class _Block:
    when: datetime
    line: int
    rest: str | None
    lines: list[str]


def _messages(source: Source, reading: Reading) -> Iterator[Message]:
    block: _Block | None = None
    for number, line in enumerate(source.lines(), 1):
        found = _HEADER.match(line.lstrip("\ufeff"))
        when = _when(found) if found is not None else None
        if found is not None and when is not None:
            if block is not None:
                yield from _counted(_message(block), reading)
            block = _Block(when, number, found["rest"], [])
        elif block is not None:
            block.lines.append(line)
        elif line.strip():
            reading.tally.skip(number)
    if block is not None:
        yield from _counted(_message(block), reading)


def _counted(message: Message, reading: Reading) -> Iterator[Message]:
    reading.tally.kinds[message.kind] += 1
    yield message


def _when(found: re.Match[str]) -> datetime | None:
    number = month(found["m"])
    hour = int(found["h"]) % 12 + (12 if found["half"] == "PM" else 0)
    try:
        return datetime(int(found["y"]), number or 0, int(found["d"]), hour, int(found["min"]), int(found["s"]))
    except ValueError:
        return None


def _message(block: _Block) -> Message:
    if block.rest is not None:
        return Message(block.when, None, "system", block.rest, line=block.line)
    who = block.lines[0].strip() if block.lines else ""
    own, reactions, edited, reply = _own_lines(block.lines[1:])
    kind: Kind = "speech"
    if own and own[0] == _DELETED:
        kind, own = "deleted", own[1:]
    text = "\n".join(own)
    if _UNSENT.fullmatch(text):
        kind = "deleted"
    elif own and all(_ATTACHMENT.match(line) for line in own):
        kind = "media"
    return Message(block.when, who or None, kind, text, reply, edited, reactions, line=block.line)


def _own_lines(lines: list[str]) -> tuple[list[str], tuple[tuple[str, str], ...], bool, str | None]:
    """The message's own words: without tapbacks, replies (indented, and repeated at their own time) and edits."""
    own: list[str] = []
    reactions: list[tuple[str, str]] = []
    edited, reply, in_tapbacks = False, None, False
    for line in lines:
        if line.startswith("    ") and (in_tapbacks or _HEADER.match(line.strip()) or (own and own[-1] is _NESTED)):
            in_tapbacks = in_tapbacks and not _HEADER.match(line.strip())
            if in_tapbacks:
                reactions.append(_tapback(line.strip()))
            else:
                own.append(_NESTED)
        elif line in ("Tapbacks:", "Tapbacks"):
            in_tapbacks = True
        elif in_tapbacks and " by " in line:
            reactions.append(_tapback(line.strip()))
        elif line == _REPLY:
            reply = "an earlier message"
        elif _EDITED.match(line):
            edited = True
            own = [part for part in own if part is _NESTED] + [line[_EDITED.match(line).end() :]]  # type: ignore[union-attr]
        else:
            in_tapbacks = in_tapbacks and not line.strip()
            own.append(line)
    said = [line for line in own if line is not _NESTED]
    while said and not said[-1].strip():
        said.pop()
    return said, tuple(reactions), edited, reply


_NESTED = "\0nested"


def _tapback(line: str) -> tuple[str, str]:
    what, _, who = line.partition(" by ")
    return who, what
