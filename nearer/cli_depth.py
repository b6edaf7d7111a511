"""``nearer depth``: how deep texts are, as numbers."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice, tee
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from nearer.depth import Depth, Scores
    from nearer.depth.reply import ReplyLook
    from nearer.depth.second import SecondLook

_DIGITS = 4
_NOUGHT, _END, _MOST = " 0.0000", b"}\n", 9.9999
ACTS = ("emotional", "informational", "support_emotional", "support_informational", "intimacy")


@click.command()
@click.option(
    "--jsonl",
    is_flag=True,
    help='A line may be a JSON string, or an object with "text"; any other is read as it stands. Where an "opening" stands '
    'beside the text, "reply" says how likely the text takes it up, says what it may mean, asks further.',
)
@click.option("--why", is_flag=True, help="Name the words that move the level most, and by how much (slower).")
@click.option(
    "--second",
    is_flag=True,
    help='Read each text whole as well (some 150 a second): "second" says how deep it is then, with "deep" for how likely it '
    "reaches a feeling, a need or a fear.",
)
def depth(jsonl: bool, why: bool, second: bool) -> None:
    """Score texts from standard input, one a line, and print one JSON object a line, in order.

    level is 0 to 4 (logistics, facts, opinions, feelings, needs and fears); emotional, informational, support_emotional,
    support_informational and feelings are probabilities; intimacy is of a question, about -1 to 1. A blank line has 0 in all.
    """
    from nearer.depth import Depth  # loaded here, so that other commands start soon

    model = Depth.load()
    out = sys.stdout.buffer
    with suppress(BrokenPipeError):
        for block in _blocks(model, _lines(sys.stdin.buffer, jsonl), why=why, second=second):
            out.write(block)
            out.flush()


class _Line(NamedTuple):
    text: str
    opening: str | None = None


def _lines(lines: Iterable[bytes], jsonl: bool) -> Iterator[_Line]:
    for line in lines:
        bare = line.removesuffix(b"\n").removesuffix(b"\r")
        yield (jsonl and _line(bare)) or _Line(bare.decode("utf-8", "replace"))


def _line(line: bytes) -> _Line | None:
    """What a JSON line holds, or None where it holds no text."""
    try:
        said = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    text, opening = (said.get("text"), said.get("opening")) if isinstance(said, dict) else (said, None)
    return _Line(text, opening if isinstance(opening, str) else None) if isinstance(text, str) else None


def _blocks(model: "Depth", lines: Iterator[_Line], *, why: bool, second: bool) -> Iterator[bytes]:
    scored, kept = tee(lines)
    for part in model.parts(line.text for line in scored):
        rows = _rows(part)
        held = list(islice(kept, len(rows)))
        more: list[dict[str, Any]] = [{} for _line in held]
        replies = [(row, line) for row, line in zip(more, held, strict=True) if line.opening is not None]
        if replies:
            _add_replies(model, replies)
        if second:
            _add_second([(row, line.text) for row, line in zip(more, held, strict=True)])
        if why:
            for row, line in zip(more, held, strict=True):
                row["why"] = [{"word": word, "effect": round(effect, _DIGITS)} for word, effect in model.why(line.text)]
        yield b"".join(map(_with, rows, more)) if any(more) else rows.tobytes()


def _with(row: "NDArray[np.uint8]", more: dict[str, Any]) -> bytes:
    """A row with what else is asked of its text."""
    bare = row.tobytes()
    return bare[: -len(_END)] + b"," + msgspec.json.encode(more)[1:] + b"\n" if more else bare


@cache
def _reply_look() -> "ReplyLook":
    from nearer.depth.reply import ReplyLook

    return ReplyLook.load()


def _add_replies(model: "Depth", replies: list[tuple[dict[str, Any], _Line]]) -> None:
    from nearer.depth.reply import WAYS

    said = _reply_look().score(model, [(line.opening or "", line.text) for _row, line in replies])
    for place, (row, _line) in enumerate(replies):
        row["reply"] = {way: round(float(getattr(said, way)[place]), _DIGITS) for way in WAYS}


@cache
def _second_look() -> "SecondLook":
    from nearer.depth.second import SecondLook

    return SecondLook.load()


def _add_second(read: list[tuple[dict[str, Any], str]]) -> None:
    seen = _second_look().score(text for _row, text in read)
    for place, (row, _text) in enumerate(read):
        row["second"] = {name: round(float(getattr(seen, name)[place]), _DIGITS) for name in ("level", "deep", *ACTS)}


def _rows(part: "Scores") -> "NDArray[np.uint8]":
    """A JSON object for each text, in bytes, all of one length, so that they are made together and not one by one."""
    import numpy as np

    values = np.column_stack([part.level, *(getattr(part, act) for act in ACTS), part.feelings.astype(np.float32)])
    values = values.clip(-_MOST, _MOST)
    form, at = _form()
    rows = np.tile(form, (len(values), 1))
    parts = np.rint(np.abs(values) * 10**_DIGITS).astype(np.int32)
    rows[:, at] = np.where((values < 0) & (parts > 0), ord("-"), ord(" "))
    for place, power in zip((1, 3, 4, 5, 6), (10000, 1000, 100, 10, 1), strict=True):
        rows[:, at + place] = ord("0") + parts // power % 10
    return rows


@cache
def _form() -> "tuple[NDArray[np.uint8], NDArray[np.intp]]":
    """A row whose numbers are all nought, and where each of them begins."""
    import numpy as np

    from nearer.depth import FEELINGS

    def said(names: Iterable[str]) -> str:
        return ",".join(f'"{name}":{_NOUGHT}' for name in names)

    row = f'{{{said(("level", *ACTS))},"feelings":{{{said(FEELINGS)}}}'.encode() + _END
    return np.frombuffer(row, np.uint8), np.array([found.start() for found in re.finditer(_NOUGHT.encode(), row)])
