"""Write the generated parts of docs/: commands from the terminal's own help, entries from the vault's table of kinds."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import ModuleType

import click

from nearer.cli import main
from nearer.domain.entries import Entry
from nearer.vault.codec import KINDS

DOCS = Path(__file__).resolve().parents[1] / "docs"
MADE_BY = "<!-- Written by `make docs`; do not edit. -->\n\n"
WIDTH = 96


def pages() -> dict[Path, str]:
    """What each generated page should hold."""
    return {DOCS / "commands.md": MADE_BY + commands(), DOCS / "entries.md": MADE_BY + entries()}


def commands() -> str:
    """The help of every command, as the terminal shows it."""
    whole = {"nearer": main, **{f"nearer {name}": command for name, command in sorted(main.commands.items())}}
    parts = [f"\n## {name}\n```\n{_help(name, command)}\n```\n" for name, command in whole.items()]
    return "# Commands\n\nIn a checkout they lie in `.venv/bin/`.\n" + "".join(parts)


def entries() -> str:
    """Every kind of entry, what entries are made of, and the words used for types."""
    kinds = [(kind.__name__, str(version), _fields(kind), _said(kind)) for kind, version in KINDS.values()]
    named = dict.fromkeys([Entry.__module__, *(kind.__module__ for kind, _ in KINDS.values())])
    modules = [sys.modules[name] for name in named]
    every = dict.fromkeys(part for module in modules for part in _parts(module))
    parts = [(part.__name__, _fields(part), _said(part)) for part in every]
    words = [row for module in modules for row in _words(module)]
    return (
        "# Entries\n\n"
        "Every kind of thing a person can write down. Under the seal it is `{kind, version, fields}`; an older version\n"
        f"is brought up to the newest while it is read. Every entry has {_fields(Entry)}, and beside these:\n\n"
        + _table(("Kind", "Newest version", "Fields", "Meaning"), kinds)
        + "\n## Parts of entries\n\n"
        + _table(("Part", "Fields", "Meaning"), parts)
        + "\n## Words for types\n\n"
        + _table(("Word", "Is", "Meaning"), words)
    )


def _help(name: str, command: click.Command) -> str:
    return click.Context(command, info_name=name, terminal_width=WIDTH, **main.context_settings).get_help()


def _parts(module: ModuleType) -> Iterator[type]:
    for thing in vars(module).values():
        if inspect.isclass(thing) and is_dataclass(thing) and not issubclass(thing, Entry):
            yield thing


def _words(module: ModuleType) -> Iterator[tuple[str, str, str]]:
    body = ast.parse(inspect.getsource(module)).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Name() | ast.Subscript(value=ast.Name(id="Literal"))
            ):
                yield name, f"`{ast.unparse(node.value)}`", _string(after)


def _string(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(said))):
            return _one_line(said)
    return ""


def _fields(kind: type) -> str:
    fields = [node for node in ast.walk(ast.parse(inspect.getsource(kind))) if isinstance(node, ast.AnnAssign)]
    return ", ".join(f"`{ast.unparse(field.target)}: {ast.unparse(field.annotation)}`" for field in fields)


def _said(kind: type) -> str:
    return _one_line(inspect.getdoc(kind) or "")


def _one_line(words: str) -> str:
    return " ".join(words.replace("``", "`").split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(
        "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |\n"
        for row in (head, ("---",) * len(head), *rows)
    )


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text)
