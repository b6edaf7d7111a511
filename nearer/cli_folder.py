"""What the commands about a data folder share: finding it, making it ready, and opening a book in it."""

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import platformdirs

from nearer.vault.folder import Folder, FolderUnusable

if TYPE_CHECKING:
    from nearer.vault.models import Person
    from nearer.vault.store import OpenBook

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: Path(platformdirs.user_data_dir("nearer", appauthor=False)),
    show_default="the usual place for a person's data",
    help="Folder with the sealed database.",
)


def folder_at(path: Path) -> Folder:
    """The folder, whatever it is."""
    return Folder(path.expanduser().absolute())


def usable_folder(path: Path) -> Folder:
    """The folder, made if it is not there and ready to be written to, or stop with a sentence."""
    folder = folder_at(path)
    try:
        folder.prepare()
    except FolderUnusable as wrong:
        stop(f"{wrong} Nothing was changed. Choose another one with --data.")
    return folder


def set_up(folder: Folder) -> None:
    """Configure Django for this folder and bring its database up to date, or stop with a sentence."""
    os.environ["NEARER_DATA"] = str(folder.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearer.web.settings")
    os.umask(0o077)
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, OSError) as wrong:
        stop(
            f"The database in {folder.path} cannot be used: {why(wrong)}. Nothing was changed. "
            "If the disk is full, free some space. If the file is damaged: nearer restore BACKUP"
        )
    finally:
        connections.close_all()


def opened(name: str) -> "tuple[Person, OpenBook]":
    """A person and their open book, after asking for the passphrase, or stop with a sentence. The folder is set up."""
    from nearer.vault.errors import Damaged, VaultError
    from nearer.vault.keys import keys
    from nearer.vault.locks import open_with_passphrase
    from nearer.vault.store import OpenBook

    try:
        person, person_key = open_with_passphrase(name, getpass.getpass(f"Passphrase of {name}: "))
    except Damaged:
        stop("The lock of this book is damaged: this is not a wrong passphrase. The recovery words may open it.")
    except VaultError:
        stop("This name and passphrase do not open a book.")
    if person.public_keys_mended:
        click.echo("The public keys of this book had been changed in the database. They were put right.")
    return person, OpenBook(person.id, person.epoch, keys(person_key))


def why(wrong: Exception) -> str:
    """What went wrong, as the system says it."""
    return (wrong.strerror if isinstance(wrong, OSError) else None) or str(wrong)


def stop(sentence: str) -> NoReturn:
    """End with a sentence."""
    click.echo(sentence, err=True)
    sys.exit(1)
