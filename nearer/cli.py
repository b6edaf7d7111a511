"""``nearer …`` in the terminal."""

import os
import shutil
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from nearer import __version__
from nearer.cli_archive import bring_in, take_out
from nearer.cli_chats import messages, mirror
from nearer.cli_check import check
from nearer.cli_depth import depth
from nearer.cli_folder import data_option, folder_at, opened, set_up, stop, usable_folder, why
from nearer.vault.backup import Health, NotABackup, NotWritten, back_up, health
from nearer.vault.backup import restore as put_back
from nearer.vault.folder import Folder, FolderInUse


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nearer")
def main() -> None:
    """A private, self-guided programme for closeness. It runs on this computer and keeps everything sealed."""


main.add_command(messages)
main.add_command(mirror)
main.add_command(check)
main.add_command(depth)
main.add_command(take_out)
main.add_command(bring_in)


@main.command()
@data_option
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port on 127.0.0.1 (usually 8321).")
@click.option("--browser/--no-browser", default=True, help="Open the browser once it is ready.")
@click.option(
    "--sample", is_flag=True, help="Begin at the sample books; without --data, in a folder removed at the end."
)
@click.option(
    "--content",
    type=click.Path(path_type=Path, exists=True, file_okay=False, resolve_path=True),
    help="Folder of content files laid over the built-in programme (see nearer check).",
)
@click.pass_context
def serve(
    context: click.Context, data: Path, port: int | None, browser: bool, sample: bool, content: Path | None
) -> None:
    """Start Nearer on this computer."""
    if content is not None:
        _use(content)
    chosen = context.get_parameter_source("data") is not click.core.ParameterSource.DEFAULT
    with nullcontext(data) if chosen or not sample else _throw_away() as path:
        _serve(usable_folder(path), port, browser, "sample/" if sample else "")


def _use(content: Path) -> None:
    """Lay a folder over the built-in programme, unless something is wrong with it."""
    from nearer.formats.check import check as look_over

    if faults := look_over(content).faults:
        stop("\n".join(["Nearer was not started, since the content has faults:", *map(str, faults)]))
    os.environ["NEARER_CONTENT"] = str(content)


def _serve(folder: Folder, port: int | None, browser: bool, page: str) -> None:
    from nearer.web.server import PortInUse, Server, bound_socket, no_core_dumps

    try:
        held = folder.hold()
    except FolderInUse as elsewhere:
        stop(f"Nearer is already running with this folder{f': {elsewhere.link}' if elsewhere.link else ''}.")
    no_core_dumps()
    try:
        listener = bound_socket(port)
    except PortInUse:
        stop(f"Port {port} is taken by another program. Choose another one: nearer serve --port {_another(port)}")
    link = f"http://{listener.getsockname()[0]}:{listener.getsockname()[1]}/"
    held.write(link + "\n")
    held.flush()
    set_up(folder)
    _close_every_book()

    def load() -> object:
        from django.urls import get_resolver

        from nearer.web.wsgi import application

        get_resolver().url_patterns  # noqa: B018 - every page is imported now, not under the first visitor

        return application

    def ready() -> None:
        click.echo(f"Nearer is open at {link}{page}\n{_where(folder)}\nStop with Ctrl+C.")
        if browser:
            webbrowser.open(link + page)

    sys.argv = ["nearer"]
    Server(load, listener, ready).run()


@main.command()
@data_option
@click.option("--name", help="Also open this book (asks for its passphrase) and count what does not open.")
def verify(data: Path, name: str | None) -> None:
    """Look over the sealed database: is everything there, and does it open?"""
    folder = folder_at(data)
    try:
        found = health(folder.database)
    except NotABackup as wrong:
        stop(str(wrong))
    _say_health(found)
    problems = _problems(folder, name) if name else 0
    if not found.is_whole or problems:
        sys.exit(1)


@main.command()
@data_option
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
def backup(data: Path, target: Path) -> None:
    """Write a sealed copy to TARGET, also while Nearer is running. It opens with today's passphrases only."""
    try:
        found = back_up(folder_at(data).database, target)
    except NotABackup as wrong:
        stop(str(wrong))
    except FileExistsError:
        stop(f"{target} is there already and was left as it is.")
    except (NotWritten, OSError) as wrong:
        stop(f"Nothing was written to {target} ({why(wrong)}).")
    _say_health(found)
    click.echo(f"Sealed copy in {target}.")


@main.command()
@data_option
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask before replacing what is there.")
def restore(data: Path, source: Path, yes: bool) -> None:
    """Put the sealed copy SOURCE in place of what is in the folder."""
    folder = usable_folder(data)
    if folder.database.exists() and not yes:
        click.confirm(
            f"Everything in {folder.path} is replaced by {source}. What was shared and later taken back returns. Go on?",
            abort=True,
        )
    try:
        found = put_back(source, folder)
    except NotABackup as wrong:
        stop(f"{wrong} Nothing was changed.")
    except FolderInUse:
        stop("Nearer is running with this folder. Stop it first; nothing was changed.")
    except (NotWritten, OSError) as wrong:
        stop(f"The copy could not be written ({why(wrong)}). Nothing was changed.")
    _say_health(found)
    click.echo("Restored. It opens with the passphrases of the day of the backup. Nobody's book is open.")
    click.echo(
        "What was shared on that day is shared again, also where it was taken back since: take it back once more."
    )


@contextmanager
def _throw_away() -> Iterator[Path]:
    """A folder that goes away with this process; the server's worker is forked from it and must leave it alone."""
    path, here = Path(tempfile.mkdtemp(prefix="nearer-sample-")), os.getpid()
    os.environ["NEARER_THROW_AWAY"] = "1"
    try:
        yield path
    finally:
        if os.getpid() == here:
            shutil.rmtree(path, ignore_errors=True)


def _where(folder: Folder) -> str:
    if "NEARER_THROW_AWAY" in os.environ:
        return "Nothing is kept: what is written here is removed when you stop."
    return f"Your book lies sealed in {folder.path}"


def _close_every_book() -> None:
    """Begin as a fresh server: nobody's book is open, and first sittings that were never finished are gone."""
    from django.db import connections

    from nearer.vault import locks, sessions, store

    sessions.restart()
    locks.forget_unfinished(datetime.now(UTC))
    store.scrub()
    connections.close_all()


def _problems(folder: Folder, name: str) -> int:
    set_up(folder)
    from nearer.vault.beside import torn_in

    person, open_book = opened(name)
    book = open_book.read()
    torn = len(torn_in(open_book, book.entries))
    click.echo(f"Opened: {len(book.entries)} entries, {len(book.problems) + torn} that do not open.")
    return len(book.problems) + torn + person.public_keys_mended


def _say_health(found: Health) -> None:
    click.echo(
        f"{found.people} books, {found.entries} sealed entries, {found.waiting} waiting pages, "
        f"{found.letters} sealed letters, {found.chunks} sealed chunks. "
        f"Database: {found.integrity}. Damaged rows: {found.damaged}."
    )


def _another(port: int | None) -> int:
    return 8322 if port is None or port >= 65000 else port + 1
