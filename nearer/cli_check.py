"""``nearer check``: look over the programme's content, or a folder laid over it."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from nearer.formats.check import Checked


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the counts as one JSON object; faults go to standard error."
)
def check(folder: Path | None, as_json: bool) -> None:
    """Look over the built-in programme, or FOLDER: name file, line and fault, and how easy each text reads.

    A FOLDER with a programme.toml stands alone; any other is laid over the built-in programme. Help lines that were last
    reviewed more than twelve months ago are named, which is no fault.
    """
    from nearer.formats.check import check as look_over  # five megabytes that reading a chat can do without

    found = look_over(folder)
    late = found.content.help_lines.unreviewed(datetime.now().astimezone().date()) if found.content else ()
    if as_json:
        click.echo(json.dumps(found.counts()))
    else:
        _say(found)
    for fault in found.faults:
        click.echo(str(fault), err=True)
    for country, line in late:
        click.echo(f"To review: {country.name}, {line.name} ({line.number}), last on {line.reviewed}.", err=True)
    sys.exit(1 if found.faults else 0)


def _say(found: "Checked") -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("text")
    table.add_column("words", justify="right")
    table.add_column("school grade", justify="right")
    for text in found.texts:
        table.add_row(text.file, str(text.words), "" if text.grade is None else f"{text.grade:.1f}")
    Console(soft_wrap=True).print(table)
    counts = found.counts()
    if counts:
        steps = ", ".join(
            f"{step['exercises']} exercises and {step['situations']} situations" for step in counts["steps"]
        )
        click.echo(
            f"{counts['signs']} signs, {counts['roots']} roots, {counts['costs']} costs, {len(counts['steps'])} steps "
            f"({steps}), {counts['questions']} questions, {counts['words']} words."
        )
    click.echo("Nothing is wrong." if not found.faults else f"{len(found.faults)} things are wrong:")
