"""A process with open books, for the tests that look at it from outside or end it: ``python -m tests.vault.living WHAT``.

It lives in the folder NEARER_DATA, does WHAT, and says on standard output what it has done, one line at a time.
"""

import itertools
import logging
import os
import secrets
import signal
import sys
import uuid
from dataclasses import replace
from datetime import UTC, datetime

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "nearer.web.settings"
os.umask(0o077)
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from nearer.domain.entries import InvitationAnswered, NoteSent, OwnWordsKept, ShareSent, StoryTold, TherapistInvited  # noqa: E402
from nearer.vault import keys, letters, locks, sessions, shares, store, waiting  # noqa: E402
from nearer.vault.backup import back_up, restore  # noqa: E402
from nearer.vault.epochs import new_epoch  # noqa: E402
from nearer.vault.store import OpenBook  # noqa: E402
from tests.kinds import ALL_KINDS, full_entry  # noqa: E402

PASSPHRASE = "walnut ferry cobalt thimble"
WORDS = " ".join(["abandon"] * 23 + ["art"])


def say(*words: object) -> None:
    """Tell the test; what was said counts as acknowledged."""
    print(*words, flush=True)


def begun(name: str, passphrase: str) -> tuple[OpenBook, str]:
    """A person with an open book, and the cookie of their session."""
    now = datetime.now(UTC)
    person, key, _token = locks.begin_person(now)
    locks.finish_sitting(person, key, name, passphrase)
    return OpenBook(person.id, person.epoch, keys.keys(key)), sessions.open_session(person, key, now)


def secrets_of_every_kind(mark: str) -> None:
    """Write ``mark`` and the kind's name into every field of every kind; keep the book open, with a page that waits."""
    book, cookie = begun("Alice", f"{mark}Passphrase")
    entries = [replace(full_entry(kind, f"{mark}{kind.__name__}"), id=uuid.uuid4().hex) for kind in ALL_KINDS]
    kept = next(entry.id for entry in entries if isinstance(entry, OwnWordsKept))
    book.write(add=entries, large={kept: [f"{mark}Large ".encode() * 20_000]})
    book.write(replace=[replace(entries[0], rev=entries[0].rev + 1)], remove=[entries[1].id])
    letters_of(book, mark)
    form = waiting.WrittenForm("/practice/", datetime.now(UTC), {"camera": [f"{mark}Waiting"]})
    waiting.seal_while_locked(book.person, form)
    try:
        raise ValueError(f"{mark}Trouble")
    except ValueError:
        logging.getLogger("nearer").exception("unexpected")
    logging.getLogger("django.request").error("%s at %s", f"{mark}Logged", f"{mark}Path")
    locks.put_words_lock(locks.Person.objects.get(id=book.person), book.keys.person_key, WORDS)
    say("cookie", cookie, book.keys.person_key.hex())
    sys.stdin.read()


def letters_of(book: OpenBook, mark: str) -> None:
    """An open invitation with its code, an answered one, a report that lies there and a note that came back."""
    other, _cookie = begun("Ilse", f"{mark}Reader")
    now = datetime.now(UTC)
    stamp = {"rev": 1, "at": now, "zone": "UTC", "day": now.date()}

    def invited() -> TherapistInvited:
        return TherapistInvited(id=uuid.uuid4().hex, **stamp, name=f"{mark}Invited", way="code")

    def answered(bond: str, card: letters.Card) -> InvitationAnswered:
        said = {"bond": bond, "name": f"{mark}Answered", "way": "code", "card": card.hex}
        return InvitationAnswered(id=uuid.uuid4().hex, **stamp, **said)

    say("code", shares.invite_by_code(book, invited(), now))
    bond = invited()
    shares.answer_code(other, shares.invite_by_code(book, bond, now), now, answered)
    here, there = shares.card_of(book), shares.card_of(other)
    sent = {"bond": bond.id, "title": f"{mark}Title", "parts": (f"{mark}Part",)}
    share = ShareSent(id=uuid.uuid4().hex, letter=uuid.uuid4().hex, **stamp, **sent)
    shares.send(book, letters.Bond(bond.id, here, there), "share", share.letter, f"{mark}Share".encode(), share)
    note = NoteSent(id=uuid.uuid4().hex, letter=uuid.uuid4().hex, **stamp, bond=bond.id)
    shares.send(other, letters.Bond(bond.id, there, here), "note", note.letter, f"{mark}Note".encode(), note)


def write_without_end() -> None:
    """Write, edit, remove, re-key, back up and restore as fast as can be; acknowledge each only once it is done."""
    book, _cookie = begun(uuid.uuid4().hex, PASSPHRASE)
    person = locks.Person.objects.get(id=book.person)
    locks.put_words_lock(person, book.keys.person_key, WORDS)
    say("person", person.name)
    now = datetime.now(UTC)
    standing: list[StoryTold] = []
    parent = os.getppid()
    for number in itertools.count(secrets.randbelow(1000)):
        if os.getppid() != parent:
            return
        story = StoryTold(
            id=uuid.uuid4().hex,
            rev=1,
            at=now,
            zone="UTC",
            day=now.date(),
            text=f"{number} " * 50,
            prompt="?",
            wanted="both",
        )
        book.write(add=[story])
        say("stands", story.id, 1)
        standing.append(story)
        if number % 5 == 3:
            old = standing[number // 2 % len(standing)]
            standing[number // 2 % len(standing)] = edited = replace(old, rev=old.rev + 1, text=f"edited {number}")
            book.write(replace=[edited])
            say("stands", edited.id, edited.rev)
        if number % 11 == 5:
            gone = standing.pop(number // 3 % len(standing))
            say("going", gone.id)
            book.write(remove=[gone.id])
            say("gone", gone.id)
        if number % 7 == 2:
            large = replace(full_entry(OwnWordsKept), id=uuid.uuid4().hex, rev=1)
            book.write(add=[large], large={large.id: [large.id.encode() * 5000]})
            say("stands", large.id, 1)
        if number % 29 == 17:
            book = new_epoch(book, f"{PASSPHRASE} {number}", WORDS)
        if number % 31 == 19:
            locks.put_passphrase_lock(locks.Person.objects.get(id=person.id), book.keys.person_key, "changed")
            store.scrub()
        if number % 53 == 13:
            put_back_a_copy()


def put_back_a_copy() -> None:
    """Back up and restore at once: the copy says what the database says."""
    folder = settings.FOLDER
    copy = folder.path / "copy"
    copy.unlink(missing_ok=True)
    back_up(folder.database, copy)
    connections.close_all()
    restore(copy, folder)


def write_in_children() -> None:
    """For every path on standard input, a child in a session of its own that writes without end and says so there."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    connections.close_all()
    for line in sys.stdin:
        child = os.fork()
        if child:
            say(child)
            continue
        os.setsid()
        os.dup2(os.open(line.strip(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), sys.stdout.fileno())
        write_without_end()
        return


if __name__ == "__main__":
    if os.environ.get("NEARER_CHEAP"):
        keys.FLOOR = keys.Argon2(memory=8, passes=1)
    call_command("migrate", verbosity=0)
    secrets_of_every_kind(sys.argv[2]) if sys.argv[1] == "secrets" else write_in_children()
