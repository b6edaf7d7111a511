"""``nearer …`` in the terminal."""

import getpass
import os
import sys
import webbrowser
from pathlib import Path
from typing import NoReturn

import click
import platformdirs

from nearer import __version__
from nearer.cli_chats import messages, mirror
from nearer.vault.backup import Health, NotABackup, back_up, health
from nearer.vault.backup import restore as put_back
from nearer.vault.folder import Folder, FolderInUse, FolderUnusable

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: Path(platformdirs.user_data_dir("nearer", appauthor=False)),
    show_default="the usual place for a person's data",
    help="Folder with the sealed database.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nearer")
def main() -> None:
    """A private, self-guided programme for closeness. It runs on this computer and keeps everything sealed."""


main.add_command(messages)
main.add_command(mirror)


@main.command()
@data_option
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port on 127.0.0.1 (usually 8321).")
@click.option("--browser/--no-browser", default=True, help="Open the browser once it is ready.")
def serve(data: Path, port: int | None, browser: bool) -> None:
    """Start Nearer on this computer."""
    from nearer.web.server import PortInUse, Server, bound_socket, no_core_dumps

    folder = _folder(data)
    try:
        held = folder.hold()
    except FolderInUse as elsewhere:
        _stop(f"Nearer is already running with this folder{f': {elsewhere.link}' if elsewhere.link else ''}.")
    no_core_dumps()
    try:
        listener = bound_socket(port)
    except PortInUse:
        _stop(f"Port {port} is taken by another program. Choose another one: nearer serve --port {_another(port)}")
    link = f"http://{listener.getsockname()[0]}:{listener.getsockname()[1]}/"
    held.write(link + "\n")
    held.flush()
    _setup(folder)

    def load() -> object:
        from nearer.web.wsgi import application

        return application

    def ready() -> None:
        click.echo(f"Nearer is open at {link}\nYour book lies sealed in {folder.path}\nStop with Ctrl+C.")
        if browser:
            webbrowser.open(link)

    sys.argv = ["nearer"]
    Server(load, listener, ready).run()


@main.command()
@data_option
@click.option("--name", help="Also open this book (asks for its passphrase) and count what does not open.")
def verify(data: Path, name: str | None) -> None:
    """Look over the sealed database: is everything there, and does it open?"""
    folder = _folder(data)
    try:
        found = health(folder.database)
    except NotABackup as wrong:
        _stop(str(wrong))
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
        found = back_up(_folder(data).database, target)
    except NotABackup as wrong:
        _stop(str(wrong))
    except FileExistsError:
        _stop(f"{target} is there already and was left as it is.")
    except OSError as wrong:
        _stop(f"Nothing was written to {target} ({wrong.strerror}).")
    _say_health(found)
    click.echo(f"Sealed copy in {target}.")


@main.command()
@data_option
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask before replacing what is there.")
def restore(data: Path, source: Path, yes: bool) -> None:
    """Put the sealed copy SOURCE in place of what is in the folder."""
    folder = _folder(data)
    if folder.database.exists() and not yes:
        click.confirm(
            f"Everything in {folder.path} is replaced by {source}. What was shared and later taken back returns. Go on?",
            abort=True,
        )
    try:
        found = put_back(source, folder)
    except NotABackup as wrong:
        _stop(f"{wrong} Nothing was changed.")
    except FolderInUse:
        _stop("Nearer is running with this folder. Stop it first; nothing was changed.")
    except OSError as wrong:
        _stop(f"Nothing was changed ({wrong.strerror}).")
    _say_health(found)
    click.echo("Restored. It opens with the passphrases of the day of the backup.")


def _folder(path: Path) -> Folder:
    folder = Folder(path.expanduser().absolute())
    try:
        folder.prepare()
    except FolderUnusable as wrong:
        _stop(f"{wrong} Nothing was changed. Choose another one with --data.")
    return folder


def _setup(folder: Folder) -> None:
    """Configure Django for this folder and bring its database up to date, or stop with a sentence."""
    os.environ["NEARER_DATA"] = str(folder.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearer.web.settings")
    os.umask(0o077)
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        from nearer.vault import sessions, store

        sessions.restart()
        store.scrub()
    except DatabaseError as wrong:
        _stop(
            f"The database in {folder.path} cannot be used: {wrong}. Nothing was changed. "
            "If the disk is full, free some space. If the file is damaged: nearer restore BACKUP"
        )
    finally:
        connections.close_all()


def _problems(folder: Folder, name: str) -> int:
    _setup(folder)
    from nearer.vault.errors import VaultError
    from nearer.vault.keys import keys
    from nearer.vault.locks import open_with_passphrase
    from nearer.vault.store import OpenBook

    try:
        person, person_key = open_with_passphrase(name, getpass.getpass("Passphrase: "))
    except VaultError:
        _stop("This name and passphrase do not open a book.")
    book = OpenBook(person.id, person.epoch, keys(person_key)).read()
    click.echo(f"Opened: {len(book.entries)} entries, {len(book.problems)} that do not open.")
    return len(book.problems)


def _say_health(found: Health) -> None:
    click.echo(
        f"{found.people} books, {found.entries} sealed entries, {found.waiting} waiting pages. "
        f"Database: {found.integrity}. Damaged rows: {found.damaged}."
    )


def _another(port: int | None) -> int:
    return 8322 if port is None or port >= 65000 else port + 1


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
