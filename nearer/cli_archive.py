"""``nearer export`` and ``nearer import``: one book out of the folder as a file, and in again."""

import getpass
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nearer.cli_folder import data_option, folder_at, opened, set_up, stop, usable_folder, why

if TYPE_CHECKING:
    from nearer.vault.beside import Brought
    from nearer.vault.store import OpenBook

RISK = (
    "Everything in this copy lies open: whoever finds the file reads it without a passphrase, and a deleted file can often "
    "be found again. Write it all the same?"
)


@click.command("export")
@data_option
@click.option("--name", required=True, help="Which book (asks for its passphrase).")
@click.option("--readable", is_flag=True, help="A zip that anyone can read, instead of a sealed archive.")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
def take_out(data: Path, name: str, readable: bool, target: Path) -> None:
    """Write one whole book to TARGET: sealed under a passphrase of its own, or open with --readable."""
    if target.exists():
        stop(f"{target} is there already and was left as it is.")
    folder = folder_at(data)
    if not folder.database.exists():
        stop(f"There is no book in {folder.path}.")
    set_up(folder)
    _person, book = opened(name)
    held = book.read()
    from nearer.domain.book import Book
    from nearer.domain.safety import may_download
    from nearer.vault.archive import seal_archive
    from nearer.vault.beside import held_by

    if not may_download(held):
        stop("You said that someone makes you show this device. A file would tell on you, so none was written.")
    whole = held_by(book, held.entries)
    if readable:
        click.confirm(RISK, abort=True)
        from nearer.web.readable import readable as in_the_open
        from nearer.web.stamp import today

        made = in_the_open(Book(whole.entries, held.problems), today(), whole.words)
    else:
        made = seal_archive(whole.document, _new_passphrase("Passphrase for the file: "), whole.beside)
    _write(target, made)
    behind = len(held.problems) + whole.left
    shut = f" {behind} pages that do not open stayed behind." if behind else ""
    click.echo(f"{len(whole.entries)} entries in {target}.{shut}")


@click.command("import")
@data_option
@click.option("--name", required=True, help="Into which book (asks for its passphrase).")
@click.option("--new", is_flag=True, help="Make a new book of this name and bring everything into it.")
@click.option("--theirs", is_flag=True, help="Where an entry differs from the one here, take the one in the file.")
@click.option("--yes", is_flag=True, help="Do not ask before keeping.")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def bring_in(data: Path, name: str, new: bool, theirs: bool, yes: bool, source: Path) -> None:
    """Bring a book in from SOURCE: a sealed archive, a readable copy, or the document in one.

    Twice the same changes nothing. Where an entry differs, the one here stays unless you say --theirs.
    """
    held = _book_in(source)
    set_up(usable_folder(data))
    if held.left:
        click.echo(f"Your own words of {_chats(held.left)} are not in this file. They do not come along.")
    if new:
        _move_in(held, name)
    else:
        _merge(opened(name)[1], held, theirs, yes)


def _book_in(source: Path) -> "Brought":
    """What a file holds, after asking for its passphrase where it is sealed, or stop with a sentence."""
    from nearer.domain.own_words import MOST as MOST_WORDS
    from nearer.formats.packed import PackedWrong, document_in, words_in
    from nearer.vault.archive import MOST, is_archive, open_archive
    from nearer.vault.beside import brought, brought_apart
    from nearer.vault.canonical import MOST_BYTES, NotABook
    from nearer.vault.errors import FutureVersion, VaultError, WrongKey

    try:
        if source.stat().st_size > 2 * MOST:
            stop("This file is larger than any book. Nothing was changed.")
        held = source.read_bytes()
        if is_archive(held):
            return brought(*open_archive(held, getpass.getpass("Passphrase of the file: ")))
        return brought_apart(document_in(held, MOST_BYTES), words_in(held, MOST_WORDS))
    except OSError as wrong:
        stop(f"{source} cannot be read ({why(wrong)}). Nothing was changed.")
    except WrongKey:
        stop("This passphrase does not open the file. Nothing was changed.")
    except FutureVersion:
        stop("This was made by a newer Nearer. Bring this one up to date first; nothing was changed.")
    except NotABook as wrong:
        stop(f"Entry {wrong.place} in it cannot be read. Nothing was changed." if wrong.place else _NO_BOOK)
    except PackedWrong:
        stop(_NO_BOOK)
    except VaultError:
        stop("This archive is damaged or cut off. Nothing was changed.")


_NO_ROOM = "The words of chats kept here, and those in this file, are more than one book holds. Nothing was changed."
_NO_BOOK = "There is no whole book of Nearer in this file. Nothing was changed."


def _chats(n: int) -> str:
    return f"{n} chat" if n == 1 else f"{n} chats"


def _merge(book: "OpenBook", brought: "Brought", theirs: bool, yes: bool) -> None:
    from nearer.domain.archive import arrival, taken_in
    from nearer.domain.own_words import has_room
    from nearer.domain.safety import shows_device
    from nearer.vault.beside import bring, torn_in
    from nearer.vault.errors import NoRoom

    here, fitting = book.read(), brought.fitting(book)
    held = fitting.without_words() if shows_device(here) else fitting
    if stays := held.left - fitting.left:
        click.echo(f"You said that someone makes you show this device: your own words of {_chats(stays)} stay out.")
    if not has_room(here, held.entries):
        stop(_NO_ROOM)
    found = arrival(here, held.entries)
    kept = "the file's version is taken" if theirs else "the one here stays; --theirs takes the other"
    click.echo(f"{len(found.new)} new, {len(found.same)} here already, {len(found.differ)} that differ ({kept}).")
    if found.left:
        click.echo(f"{len(found.left)} about the book itself are left out: this one keeps its own.")
    chosen = taken_in(found, {both.there.id for both in found.differ} if theirs else frozenset())
    torn = torn_in(book, found.same)
    if torn:
        click.echo(f"Your own words of {_chats(len(torn))} are torn here and are mended.")
    if not (chosen.add or chosen.replace or torn):
        click.echo("Nothing was changed.")
        return
    if not yes:
        click.confirm("Keep it?", abort=True)
    try:
        bring(book, held, chosen, found.same)
    except NoRoom:
        stop(_NO_ROOM)
    click.echo("Kept.")


def _move_in(held: "Brought", name: str) -> None:
    from nearer.vault.errors import NameTaken
    from nearer.vault.moving import move_in

    passphrase = _new_passphrase(f"New passphrase of {name}: ")
    try:
        move_in(held.entries, name, passphrase, datetime.now(UTC), held.large)
    except NameTaken:
        stop("There is a book of this name. Choose another one, or leave --new out.")
    click.echo(
        f"{len(held.entries)} entries are in the new book {name}. At its next opening it gives you recovery words."
    )


def _new_passphrase(asked: str) -> str:
    from nearer.web.passphrases import ENOUGH_GUESSES, guesses

    passphrase = getpass.getpass(asked)
    if guesses(passphrase, "") < ENOUGH_GUESSES:
        stop("This one could be guessed too soon. Four or five words that do not belong together are easy to keep.")
    if getpass.getpass("The same once more: ") != passphrase:
        stop("The two are not the same.")
    return passphrase


def _write(target: Path, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    try:
        with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            try:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            except OSError:
                target.unlink(missing_ok=True)
                raise
    except OSError as wrong:
        stop(f"Nothing was written to {target} ({why(wrong)}).")
