"""iMessage, as imessage-exporter writes it in TXT: a date, a name, the words, an empty line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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
_UNSENT = re.compile(r"\S.* unsent (?:this message part|a message)\b.*|You unsent .*|(?:You|They) deleted a message\.")
_SIGNS = re.compile(
    r"Sent with (?:Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Star[t]?|Sparkles|Spotlight|Slam|Loud|Gentle"
    r"|Invisible Ink)"
)
"""What the exporter writes under a message that was sent with an effect."""
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
    blank = True
    for number, line in enumerate(source.lines(), 1):
        # A date with words after it, and no empty line before it, begins the history of an edited message.
        found = _HEADER.match(line.lstrip("\ufeff"))
        if found is not None and found["rest"] and not blank:
            found = None
        blank = not line.strip()
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
    body = _Body()
    for line in lines:
        if not (body.beside(line) or body.history(line)) and not (body.own and _SIGNS.fullmatch(line)):
            body.in_tapbacks = body.in_tapbacks and not line.strip()
            body.own.append(line)
    said = body.own
    while said and not said[-1].strip():
        said.pop()
    return said, tuple(body.reactions), body.edited, body.reply


@dataclass(slots=True)
class _Body:
    """The lines under a sender's name, taken one by one."""

    own: list[str] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)
    edited: bool = False
    reply: str | None = None
    in_tapbacks: bool = False
    nested: bool = False
    version: int = 0
    """Where in ``own`` the words begin that a later edit replaces."""

    def beside(self, line: str) -> bool:
        """Take a line that belongs to tapbacks or to a reply shown below its message."""
        inner = line.strip() if line.startswith("    ") else ""
        if inner and (self.in_tapbacks or self.nested or _HEADER.match(inner)):
            self.in_tapbacks = self.in_tapbacks and not _HEADER.match(inner)
            self.nested = not self.in_tapbacks
            if self.in_tapbacks:
                self.reactions.append(_tapback(inner))
            return True
        if self.nested and not line.strip():
            return True
        self.nested = False
        if line in ("Tapbacks:", "Tapbacks", "Reactions:"):
            self.in_tapbacks = True
        elif self.in_tapbacks and " by " in line:
            self.reactions.append(_tapback(line.strip()))
        elif line == _REPLY:
            self.reply = "an earlier message"
        else:
            return False
        return True

    def history(self, line: str) -> bool:
        """Take a line that begins one of the versions of an edited message; the last one stands."""
        first, later = _HEADER.match(line), _EDITED.match(line)
        if first is not None and first["rest"]:
            self.version = len(self.own)
            self.own.append(first["rest"])
        elif later is not None:
            self.edited = True
            self.own[self.version :] = [line[later.end() :]]
        else:
            return False
        return True


def _tapback(line: str) -> tuple[str, str]:
    what, _, who = line.partition(" by ")
    return who, what
