"""The programme's words, read from content files into values. A fault names its file and what is wrong."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from nearer.domain.helplines import HelpLines
from nearer.domain.programme import FirstAct, Programme, Sign, StoryExample

BUILT_IN = Path(__file__).resolve().parents[1] / "content"
T = TypeVar("T")


class ContentFault(Exception):
    """A content file that cannot be used; the message names file and fault."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the content files of one language say."""

    programme: Programme
    help_lines: HelpLines


def load(folder: Path = BUILT_IN / "en") -> Content:
    """Read a folder of content files. Raises ContentFault for a missing file, broken TOML, or a wrong or unknown field."""
    signs = _table(folder / "signs.toml", "sign", tuple[Sign, ...])
    stories = _table(folder / "stories.toml", "story", tuple[StoryExample, ...])
    acts = _table(folder / "first_acts.toml", "act", tuple[FirstAct, ...])
    lines = value_in(folder / "help.toml", HelpLines)
    return Content(Programme(signs, stories, acts), lines)


def value_in(path: Path, shape: type[T]) -> T:
    """A whole content file as one value. Raises ContentFault."""
    return _shaped(path, _read(path), shape)


def _table(path: Path, name: str, shape: type[T]) -> T:
    written = _read(path)
    if set(written) != {name}:
        raise ContentFault(f"{path.name}: only [[{name}]] tables belong here, not {', '.join(sorted(written))}.")
    return _shaped(path, written[name], shape)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise ContentFault(f"{path.name}: the file is missing.") from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise ContentFault(f"{path.name}: {wrong}.") from wrong


def _shaped(path: Path, written: Any, shape: type[T]) -> T:
    """Convert, and refuse fields that the shape does not know (msgspec drops those of dataclasses in silence)."""
    try:
        value = msgspec.convert(written, shape)
    except msgspec.ValidationError as wrong:
        raise ContentFault(f"{path.name}: {wrong}.") from wrong
    if _plain(value) != _plain(written):
        raise ContentFault(f"{path.name}: it holds a field that is not known.")
    return value


def _plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))
