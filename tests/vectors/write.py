"""Write frozen vectors of the present format: ``python -m tests.vectors.write NAME``. Never writes over a file."""

import json
import os
import sys
import tempfile
import uuid
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from nearer.domain.entries import OwnWordsKept, StoryTold
from nearer.domain.hidden import Words
from nearer.domain.own_words import OwnMessage, lines, measured
from tests.vectors import FOLDER

PASSPHRASE = "Straße nach Århus, ﬁn"
WORD = "They would laugh — naïve ✓"
COOKIE = "dGhpcyBpcyBvbmx5IGEgdmVjdG9yLCBubyBjb29raWU"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def main() -> None:
    """Write the file."""
    path = FOLDER / f"{sys.argv[1]}.json"
    os.environ["NEARER_DATA"] = tempfile.mkdtemp(prefix="nearer-vectors-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command

    from nearer.vault import large

    large.CHUNK = 150  # short ones, so that there are several: how long a chunk is stands nowhere
    call_command("migrate", verbosity=0)
    said = json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n"
    with path.open("x", encoding="utf-8") as out:
        out.write(said)
    print(f"Written: {path.relative_to(Path.cwd())}")


def vectors() -> dict[str, Any]:
    """One of everything that is sealed, with what is needed to open it."""
    from nearer.vault import codec, keys, locks, waiting
    from nearer.vault.models import Person, Waiting
    from nearer.vault.store import OpenBook, raw_row
    from tests.kinds import ALL_KINDS, full_entry

    person, key, _token = locks.begin_person(NOW)
    locks.finish_sitting(person, key, "Vector", PASSPHRASE)
    words = " ".join(keys.new_words())
    locks.put_words_lock(person, key, words)
    locks.put_cookie_lock(person, key, COOKIE, NOW)
    book = OpenBook(person.id, person.epoch, keys.keys(key))
    entries = [replace(full_entry(kind, WORD), id=uuid.uuid4().hex) for kind in ALL_KINDS]
    sealed = next(entry for entry in entries if isinstance(entry, StoryTold))
    book.write(add=[sealed])
    text = own_lines()
    kept = with_size(next(entry for entry in entries if isinstance(entry, OwnWordsKept)), text)
    book.write(add=[kept], large={kept.id: [text]})
    form = waiting.WrittenForm("/practice/", NOW, {"camera": ["I waved, she smiled — naïve ✓"], "box": ["a", "b"]})
    waiting.seal_while_locked(person.id, form)
    page = Waiting.objects.get()
    stored = Person.objects.get()
    return {
        "person": {
            "id": person.id,
            "epoch": person.epoch,
            "key": key.hex(),
            "receive_public": bytes(stored.receive_public).hex(),
            "sign_public": bytes(stored.sign_public).hex(),
        },
        "passphrase": PASSPHRASE,
        "words": words,
        "cookie": COOKIE,
        "locks": [_lock(lock) for lock in person.locks.order_by("kind")],
        "entry": {"id": sealed.id, "sealed": (raw_row(person.id, sealed.id) or b"").hex(), "text": WORD},
        "large": {"id": kept.id, "chunks": _chunks(kept.id), "text": text.decode()},
        "waiting": {
            "id": page.id,
            "epoch": page.epoch,
            "sealed": bytes(page.sealed).hex(),
            "form": _plain(asdict(form)),
        },
        "letters": _letters(),
        "payloads": {type(entry).__name__: codec.encode(entry).hex() for entry in entries},
    }


def own_lines() -> bytes:
    """Three lines."""
    at = datetime(2025, 1, 6, 9)  # noqa: DTZ001 - chats tell local time
    return b"".join(lines([OwnMessage(at, Words(WORD), (("deep", None), ("mine_met", "up")))] * 3))


def with_size(entry: OwnWordsKept, text: bytes) -> OwnWordsKept:
    """The entry that names these lines."""
    count, size, found = measured([text])
    return replace(entry, messages=count, size=size, digest=found)


def _chunks(entry: str) -> list[dict[str, Any]]:
    from nearer.vault.models import SealedChunk

    rows = SealedChunk.objects.filter(entry_id=entry).order_by("number")
    return [{"id": row.id, "number": row.number, "sealed": bytes(row.sealed).hex()} for row in rows]


def _letters() -> dict[str, Any]:
    """An invitation, its answer, a share, a note and the eight words, between two people."""
    from nearer.vault import keys, letters
    from nearer.vault.letters import Bond, own_card

    ids = {name: uuid.uuid4().hex for name in ("bond", "one", "other", "share", "note")}
    one, other = keys.keys(keys.new_person_key()), keys.keys(keys.new_person_key())
    here, there = own_card(ids["one"], one), own_card(ids["other"], other)
    to, back = Bond(ids["bond"], here, there), Bond(ids["bond"], there, here)
    body = WORD.encode()
    made = {
        "invitation": letters.write_invitation(one, ids["one"], ids["bond"]),
        "answer": letters.write_answer(other, ids["other"], ids["bond"], here),
        "share": letters.write_letter(one, to, "share", ids["share"], body),
        "note": letters.write_letter(other, back, "note", ids["note"], body),
    }
    return {
        "ids": ids,
        "keys": {"one": one.person_key.hex(), "other": other.person_key.hex()},
        "text": WORD,
        "words": list(letters.fingerprint(ids["bond"], here, there)),
        **{name: data.hex() for name, data in made.items()},
    }


def _lock(lock: Any) -> dict[str, Any]:
    plain = {name: getattr(lock, name) for name in ("id", "kind", "cost", "epoch", "found_by")}
    return plain | {name: bytes(getattr(lock, name)).hex() for name in ("salt", "commitment", "wrapped", "digest")}


def _plain(form: dict[str, Any]) -> dict[str, Any]:
    return {**form, "at": form["at"].isoformat()}


if __name__ == "__main__":
    main()
