"""``nearer depth``: how deep texts are, as numbers."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice, tee
from typing import TYPE_CHECKING, Any

import click
import msgspec

if TYPE_CHECKING:
    from nearer.depth import Depth, Scores

_DIGITS = 4


@click.command()
@click.option(
    "--jsonl",
    is_flag=True,
    help='A line may be a JSON string, or an object with "text"; any other is read as it stands.',
)
@click.option("--why", is_flag=True, help="Name the words that move the level most, and by how much (slower).")
def depth(jsonl: bool, why: bool) -> None:
    """Score texts from standard input, one a line, and print one JSON object a line, in order.

    level is 0 to 4 (logistics, facts, opinions, feelings, needs and fears); emotional, informational, support_emotional,
    support_informational and feelings are probabilities; intimacy is of a question, about -1 to 1. A blank line has 0 in all.
    """
    from nearer.depth import Depth  # numpy and seven megabytes that no other command needs

    model = Depth.load()
    texts = _texts(sys.stdin.buffer, jsonl)
    out = sys.stdout.buffer
    with suppress(BrokenPipeError):
        for block in _blocks(model, texts, why):
            out.write(block)
            out.flush()


def _texts(lines: Iterable[bytes], jsonl: bool) -> Iterator[str]:
    for line in lines:
        bare = line.removesuffix(b"\n").removesuffix(b"\r")
        text = _text(bare) if jsonl else None
        yield bare.decode("utf-8", "replace") if text is None else text


def _text(line: bytes) -> str | None:
    """What a JSON line holds, or None where it holds no text."""
    try:
        said = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    said = said.get("text") if isinstance(said, dict) else said
    return said if isinstance(said, str) else None


def _blocks(model: "Depth", texts: Iterator[str], why: bool) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    scored, kept = tee(texts) if why else (texts, iter(()))
    for part in model.parts(scored):
        rows = list(_rows(part))
        if why:
            for row, text in zip(rows, islice(kept, len(rows)), strict=True):
                row["why"] = [{"word": word, "effect": round(effect, _DIGITS)} for word, effect in model.why(text)]
        yield b"".join(encoder.encode(row) + b"\n" for row in rows)


def _rows(part: "Scores") -> Iterator[dict[str, Any]]:
    from nearer.depth import FEELINGS

    names = ("level", "emotional", "informational", "support_emotional", "support_informational", "intimacy")
    columns = [getattr(part, name).astype(float).round(_DIGITS).tolist() for name in names]
    felt = part.feelings.astype(float).round(_DIGITS).tolist()
    for row, feelings in zip(zip(*columns, strict=True), felt, strict=True):
        yield {**dict(zip(names, row, strict=True)), "feelings": dict(zip(FEELINGS, feelings, strict=True))}
