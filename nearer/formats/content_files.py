"""Content files as plain data: TOML, or Markdown under a TOML front matter, from one folder laid over another.

Every fault names its file and line, since the one who reads it is an author and no programmer.
"""

import re
import tomllib
import types
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
FENCE = "+++"
_HEADER = re.compile(r"\[\[?([\w.-]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"([\w-]+)\s*=")
_WHERE = re.compile(r" - at `\$(.*)`$")


class ContentFault(Exception):
    """Content that cannot be used; the message names file, line and fault."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. Lines count from 1; 0 is the file as a whole."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as written: its data, where each key of it stands, and the sections of a Markdown body."""

    file: str
    data: dict[str, Any]
    lines: dict[str, int]
    sections: tuple[tuple[str, str, int], ...] = ()
    """Heading, text and line."""


@dataclass
class Files:
    """Folders of content, a later one laid over the earlier ones file by file. Faults are gathered, not raised."""

    folders: tuple[Path, ...]
    faults: list[Fault] = field(default_factory=list)
    made: dict[tuple[str, str], tuple[str, Any]] = field(default_factory=dict)
    """Every value with an id that was read, by its type and id: its file, and the value."""

    def names(self, folder: str, suffix: str = "") -> list[str]:
        """What lies in a folder, in order: files with this suffix, or folders where none is given."""
        inside = [entry for at in self.folders if (at / folder).is_dir() for entry in (at / folder).iterdir()]
        return sorted({e.name for e in inside if (e.suffix == suffix and e.is_file() if suffix else e.is_dir())})

    def path(self, file: str) -> Path | None:
        """Where a file is found first, from the top folder down."""
        return next((at / file for at in reversed(self.folders) if (at / file).is_file()), None)

    def fault(self, file: str, line: int, text: str) -> None:
        """Note what is wrong."""
        self.faults.append(Fault(file, line, text))

    def toml(self, file: str) -> Written | None:
        """A TOML file, or None after noting what is wrong with it."""
        text = self._text(file)
        return None if text is None else self._parsed(file, text, 0)

    def markdown(self, file: str) -> Written | None:
        """A Markdown file with its front matter between lines of "+++", or None after noting what is wrong."""
        text = self._text(file)
        if text is None:
            return None
        rows = text.splitlines()
        if not rows or rows[0].strip() != FENCE or FENCE not in (row.strip() for row in rows[1:]):
            self.fault(file, 1, f"a front matter between two lines of {FENCE} is missing")
            return None
        end = next(n for n, row in enumerate(rows[1:], 1) if row.strip() == FENCE)
        head = self._parsed(file, "\n".join(rows[1:end]), 1)
        if head is None:
            return None
        return Written(file, head.data, head.lines, self._sections(file, rows, end + 1))

    def value(self, written: Written | None, shape: type[T], **more: Any) -> T | None:
        """A file as a value of this shape, with some fields that came from elsewhere; None after noting what is wrong."""
        if written is None:
            return None
        unknown = list(_unknown(written.data, shape, ""))
        for key in unknown:
            self.fault(written.file, _line(written, key), f"{key.rsplit('.', 1)[-1]} is not a field that is known here")
        try:
            value = msgspec.convert(written.data | msgspec.to_builtins(more), shape)
        except msgspec.ValidationError as wrong:
            said, where = str(wrong), _WHERE.search(str(wrong))
            line = _line(written, where.group(1).lstrip(".") if where else "")
            self.fault(written.file, line, _WHERE.sub("", said))
            return None
        self._made(written, value)
        return None if unknown else value

    def _made(self, written: Written, value: Any) -> None:
        key = (type(value).__name__, getattr(value, "id", ""))
        if not key[1]:
            return
        if key in self.made:
            self.fault(
                written.file, _line(written, "id"), f"the id {key[1]} is taken by another one in {self.made[key][0]}"
            )
        self.made.setdefault(key, (written.file, value))

    def table(self, file: str, name: str, shape: type[T]) -> tuple[T, ...]:
        """A file that is one list of tables, such as [[story]]."""
        written = self.toml(file)
        if written is None:
            return ()
        if set(written.data) != {name}:
            others = ", ".join(sorted(set(written.data) - {name})) or "nothing"
            self.fault(file, 0, f"only [[{name}]] tables belong here, not {others}")
            return ()
        found = []
        for place, row in enumerate(written.data[name]):
            lines = {k.removeprefix(f"{name}[{place}]").lstrip("."): n for k, n in written.lines.items()}
            found.append(self.value(Written(file, row, lines), shape))
        return tuple(value for value in found if value is not None)

    def _text(self, file: str) -> str | None:
        path = self.path(file)
        if path is None:
            self.fault(file, 0, "the file is missing")
            return None
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as wrong:
            before = wrong.object[: wrong.start].count(b"\n")
            self.fault(file, before + 1, "this is not UTF-8 text")
            return None

    def _parsed(self, file: str, text: str, above: int) -> Written | None:
        try:
            return Written(file, tomllib.loads(text), _places(text.splitlines(), above))
        except tomllib.TOMLDecodeError as wrong:
            at = re.search(r"at line (\d+)", str(wrong))
            line = above + int(at.group(1)) if at else above + text.count("\n") + 1
            self.fault(file, line, re.sub(r" \(at .*\)$", "", str(wrong)))
            return None

    def _sections(self, file: str, rows: list[str], start: int) -> tuple[tuple[str, str, int], ...]:
        heads = [n for n in range(start, len(rows)) if rows[n].startswith("## ")]
        before = [n for n in range(start, heads[0] if heads else len(rows)) if rows[n].strip()]
        if before:
            self.fault(file, before[0] + 1, "text stands before the first heading (## ...)")
        ends = [*heads[1:], len(rows)]
        return tuple(
            (rows[head][3:].strip(), "\n".join(rows[head + 1 : end]).strip(), head + 1)
            for head, end in zip(heads, ends, strict=True)
        )


def _places(rows: list[str], above: int) -> dict[str, int]:
    """Where each key of a TOML text stands, by its path as msgspec writes it: ``part[1].ask[0].kind``."""
    places: dict[str, int] = {}
    counted: dict[str, int] = {}
    table, inside = "", ""
    for number, row in enumerate(rows, above + 1):
        text = row.strip()
        if inside:
            inside = "" if text.count(inside) % 2 else inside
        elif header := _HEADER.match(text):
            table = _table(header.group(1), counted, is_list=text.startswith("[["))
            places[table] = number
        elif key := _KEY.match(text):
            places[f"{table}.{key.group(1)}".lstrip(".")] = number
            inside = next((q for q in ('"""', "'''") if text.count(q) % 2), "")
    return places


def _table(name: str, counted: dict[str, int], is_list: bool) -> str:
    path = ""
    *outer, last = name.split(".")
    for step in outer:
        path = f"{path}.{step}".lstrip(".")
        path += f"[{counted[path] - 1}]" if path in counted else ""
    path = f"{path}.{last}".lstrip(".")
    if is_list:
        counted[path] = counted.get(path, 0) + 1
        path += f"[{counted[path] - 1}]"
    return path


def _line(written: Written, key: str) -> int:
    """The line of a key, or else of the table it would stand in."""
    while key and key not in written.lines:
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return written.lines.get(key, 1 if written.lines else 0)


def _unknown(data: Any, shape: Any, path: str) -> Iterable[str]:
    """The keys of some data that a shape has no field for (msgspec drops those of dataclasses in silence)."""
    if is_dataclass(shape) and isinstance(data, dict):
        hints = get_type_hints(shape)
        known = {f.name for f in fields(shape)}
        for key, value in data.items():
            here = f"{path}.{key}".lstrip(".")
            if key not in known:
                yield here
            else:
                yield from _unknown(value, hints[key], here)
    elif get_origin(shape) is tuple and isinstance(data, list):
        for place, value in enumerate(data):
            yield from _unknown(value, get_args(shape)[0], f"{path}[{place}]")
    elif get_origin(shape) in (Union, types.UnionType) and isinstance(data, dict):
        yield from _unknown(data, next((a for a in get_args(shape) if is_dataclass(a)), None), path)
