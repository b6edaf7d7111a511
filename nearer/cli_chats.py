"""``nearer messages`` and ``nearer mirror``: an exported chat as data, and as a reading of one's own side."""

import gc
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import msgspec

from nearer.domain.chats import Message
from nearer.formats.chats.errors import AmbiguousDates, NotReadable, WhichChat
from nearer.formats.chats.reading import Reading, Wish
from nearer.formats.chats.recognise import read
from nearer.formats.chats.source import Source, file

NOT_READABLE, AMBIGUOUS, WHICH = 1, 3, 4
"""Exit statuses beside 0 (read) and 2 (the command was mistyped)."""
_AT_ONCE = 2_000
_LONG = 4 << 20
_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first", "ydm": "year first, then the day"}


class _Zone(click.ParamType[ZoneInfo]):
    name = "ZONE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ZoneInfo:
        if isinstance(value, ZoneInfo):
            return value
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(f"{value!r} is no time zone. Write it like Europe/Berlin.", param, ctx)


def _export(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options that both commands take."""
    for option in (
        click.option("--chat", help="Which chat, where the file holds several."),
        click.option(
            "--tz", "zone", type=_Zone(), help="Zone for times stored as an instant (usually this computer's)."
        ),
        click.option(
            "--date-order", "order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How the file writes dates."
        ),
        click.argument("export", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    ):
        command = option(command)
    return command


@click.command()
@_export
@click.option("--jsonl", is_flag=True, help="One JSON object a line, also on a terminal.")
def messages(export: Path, order: Any, zone: ZoneInfo | None, chat: str | None, jsonl: bool) -> None:
    """Read an exported chat and print its messages, one JSON object a line."""
    reading = _reading(file(export), Wish(order, zone, chat))
    span = _Span()
    gc.set_threshold(200_000)  # a million small tuples, none in a cycle
    batches = _batches(reading.messages, span)
    with suppress(BrokenPipeError), _stopping():
        if jsonl or not sys.stdout.isatty():
            _write_json(batches)
        else:
            for message in chain.from_iterable(batches):
                click.echo(f"{_when(message)}  {message.who or '-'}: {_harmless(message.text)}")
    _say_summary(reading, span)


@click.command()
@_export
@click.option("--me", help="Your name, as it stands in the chat.")
@click.option("--why", type=click.Choice(["curious", "suspicion", "quarrel", "afraid"]), help="Why today?")
@click.option("--json", "as_json", is_flag=True, help="The measures as JSON.")
def mirror(
    export: Path, order: Any, zone: ZoneInfo | None, chat: str | None, me: str | None, why: str | None, as_json: bool
) -> None:
    """Show how your own side of a chat talks. Nothing is kept and nothing leaves this computer."""
    from nearer.cli_mirror import show, why_today

    if not why_today(why):
        return
    source, wish = file(export), Wish(order, zone, chat)
    with _stopping():  # a file may turn out to be no export after its first lines
        show(lambda: _reading(source, wish), me, as_json, _stop)


class _Row(msgspec.Struct, omit_defaults=True):
    """A message as it is printed. ``id`` and ``chat`` only where the messenger has them."""

    when: datetime | str
    who: str | None
    kind: str
    text: str
    reply_to: str | None
    edited: bool
    id: str | None = None
    chat: str | None = None


@dataclass(slots=True)
class _Span:
    """First and last moment of what passed by."""

    first: datetime = datetime.max  # noqa: DTZ901 - chats tell local time
    last: datetime = datetime.min  # noqa: DTZ901

    def widen(self, moments: list[datetime]) -> None:
        """Take in more moments."""
        self.first, self.last = min(self.first, *moments), max(self.last, *moments)


def _reading(source: Source, wish: Wish) -> Reading:
    """The reading, or the end of the program with a sentence and a status of its own."""
    with _stopping():
        return read(source, wish)


@contextmanager
def _stopping() -> Iterator[None]:
    """Ends the program with a sentence and a status of its own where an export is not read."""
    try:
        yield
    except AmbiguousDates as question:
        _stop(str(question), AMBIGUOUS)
    except WhichChat as question:
        _stop(str(question), WHICH)
    except NotReadable as wrong:
        _stop(str(wrong), NOT_READABLE)
    except BrokenPipeError:
        raise
    except OSError as wrong:
        _stop(f"The file cannot be read: {wrong.strerror or wrong}.", NOT_READABLE)


def _batches(rows: Iterator[Message], span: _Span) -> Iterator[list[Message]]:
    while batch := list(islice(rows, _AT_ONCE)):
        span.widen([message.when for message in batch])
        yield batch


def _write_json(batches: Iterable[list[Message]]) -> None:
    encode, out = msgspec.json.Encoder().encode_lines, sys.stdout.buffer
    for batch in batches:
        found = [
            _Row(when if to_second else when.isoformat("T", "minutes"), who, kind, text, reply_to, edited, id_, chat)
            for when, who, kind, text, reply_to, edited, _, to_second, _, id_, chat, _ in batch
        ]
        try:
            out.write(encode(found))
        except UnicodeEncodeError:
            out.writelines(_escaped(row) for row in found)
    out.flush()


def _escaped(row: _Row) -> bytes:
    """A line in plain ASCII: half of a surrogate pair can only be written so."""
    values = {name: getattr(row, name) for name in row.__struct_fields__}
    values["when"] = str(row.when).replace(" ", "T")
    return (
        json.dumps({name: value for name, value in values.items() if name not in ("id", "chat") or value}).encode()
        + b"\n"
    )


def _when(message: Message) -> str:
    return message.when.isoformat() if message.to_second else message.when.isoformat(timespec="minutes")


def _harmless(text: str) -> str:
    """Text that cannot move the cursor or change colours."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def _say_summary(reading: Reading, span: _Span) -> None:
    tally = reading.tally
    count = sum(tally.kinds.values())
    lines = [f"Format: {reading.format}"]
    if count:
        lines.append(f"Messages: {count}, from {span.first:%Y-%m-%d %H:%M} to {span.last:%Y-%m-%d %H:%M}")
    else:
        lines.append("Messages: 0")
    if reading.order is not None:
        lines.append(f"Date order: {reading.order} ({_ORDERS[reading.order]}), decided by: {reading.decided_by}")
    lines.append("Kinds: " + (", ".join(f"{kind} {number}" for kind, number in tally.kinds.most_common()) or "none"))
    where = ", ".join(str(number) for number in tally.first_unread)
    lines.append(f"Unread lines: {tally.unread}" + (f" (first: {where})" if where else ""))
    if reading.chats:
        lines.append("Chats: " + "; ".join(reading.chats[:20]))
    click.echo("\n".join([*lines, *reading.notes]), err=True)


def _stop(sentence: str, status: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(status)
