"""What keeps the house shut: its settings, its cookies and headers, its forms, and what it leaves on the disk."""

import re
import sqlite3
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files import temp
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from nearer.domain.entries import BookBegun, LockAfterChosen, StoryTold
from nearer.vault import locks, sessions
from nearer.vault.models import Invitation, Letter, Lock, Person, SealedChunk, SealedEntry, Session, Waiting
from nearer.web.stamp import new_id
from tests.addresses import ADDRESSES, NEW, Address
from tests.filled import PASSPHRASE
from tests.web.conftest import House, fields_of, text_of

TYPED = "quartz-sphinx-of-mine"
SHOWN = [a for a in ADDRESSES if a.get and a.owner_gets == 200 and a.name not in ("problem-raw", "report-pdf")]


# ---- the database ----


def test_whatever_was_said_to_be_kept_is_on_the_disk(house: House):
    """WAL, flushed at every commit, what is removed written over, and no table of a query beside it."""
    with connection.cursor() as cursor:
        said = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "temp_store")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2}
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_there_is_no_second_way_in(house: House):
    """Opening a lock is the sign-in: no users, no password hashes, no sessions but our own, no messages kept aside."""
    for part in ("auth", "admin", "sessions", "messages", "contenttypes"):
        assert f"django.contrib.{part}" not in settings.INSTALLED_APPS
        assert not [name for name in settings.MIDDLEWARE if f"contrib.{part}" in name]
    ours = {
        model._meta.db_table for model in (Person, Lock, SealedEntry, SealedChunk, Waiting, Session, Invitation, Letter)
    }
    assert set(connection.introspection.table_names()) == ours | {"django_migrations"}


def test_rows_of_a_book_are_added_or_removed_and_never_updated(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    path = f"/me/story/{mara.ids['story']}/"
    SealedEntry.objects.filter(id__in=[mara.ids["damaged"], mara.ids["future"]]).delete()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.post(path, fields_of(client.get(path)) | {"text": "Other words."})
        client.post("/draft/", fields_of(client.get("/practice/")) | {"act": "Half", "form": "/practice/"})
        client.post(f"/me/remove/{mara.ids['second']}/")
        client.post("/me/someone-knew/", {"old": PASSPHRASE, "passphrase": NEW, "again": NEW})
    said = [query["sql"] for query in asked.captured_queries]
    assert [sql for sql in said if sql.startswith(f'DELETE FROM "{SealedEntry._meta.db_table}"')]
    assert [sql for sql in said if sql.startswith(f'UPDATE "{SealedEntry._meta.db_table}"')] == []


def test_ids_have_no_time_in_them(house: House):
    rows = [*Person.objects.values_list("id", flat=True), *Waiting.objects.values_list("id", flat=True), new_id()]
    rows += SealedEntry.objects.values_list("id", flat=True)
    assert {uuid.UUID(hex=row).version for row in rows} == {4}


def test_what_was_typed_at_the_door_is_nowhere(house: House):
    """A wrong passphrase, wrong words, a name that nobody has: none of it is stored."""
    client = house.browser()
    client.post("/open/", {"name": TYPED, "passphrase": TYPED})
    client.post("/open/", {"name": "Mara", "passphrase": TYPED})
    client.post("/open/words/", {"name": TYPED, "words": f"{TYPED} " * 24, "passphrase": NEW, "again": NEW})
    on_disk = house.database.read_bytes() + house.database.with_name(house.database.name + "-wal").read_bytes()
    assert TYPED.encode() not in on_disk
    assert b"Mara" in on_disk


def test_large_uploads_never_reach_the_disk(house: House, tmp_path, monkeypatch):
    """Django would write them into a temporary file; here they stay in memory or are not taken."""
    opened: list[object] = []
    monkeypatch.setattr(temp, "NamedTemporaryFile", lambda *how, **more: opened.append((how, more)))
    large = tmp_path / "chat.txt"
    large.write_text("A line of a chat.\n" * 400_000)
    with large.open("rb") as chat:
        house.browser("Mara").post("/practice/", {"act": "Wave.", "chat": chat})
    assert opened == []
    assert "Temporary" not in " ".join(settings.FILE_UPLOAD_HANDLERS)


def test_a_deletion_that_left_something_says_so(house: House):
    """Another program reads the database, so that the write-ahead log cannot be emptied."""
    reader = sqlite3.connect(house.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vault_sealedentry").fetchone()
    connection.cursor().execute("PRAGMA busy_timeout = 50")
    client = house.browser("Mara")
    answer = client.post("/me/delete/", {"old": PASSPHRASE})
    reader.close()
    assert answer.status_code == 200
    assert "Your book is deleted." in text_of(answer)
    assert "start it once more" in text_of(answer)
    assert not Person.objects.filter(id=house["Mara"].person.id).exists()
    assert client.get("/me/").status_code == 302


def test_a_deletion_that_left_nothing_just_leaves(house: House):
    assert house.browser("Mara").post("/me/delete/", {"old": PASSPHRASE}).headers["Location"] == "/away/"


SAID = {
    "/": "Nothing leaves this computer",
    "/begin/": "Until you choose a passphrase at the end, this browser alone opens it, for 24 hours",
    "/begin/key/": "Until then: forgotten means lost",
    "/today/": "if the passphrase is forgotten, the book is lost",
    "/me/words/": "a forgotten passphrase means a lost book",
    "/open/words/": "Without passphrase and words the book cannot be opened by anyone",
    "/me/someone-knew/": "or a backup, still opens with the old passphrase",
    "/me/delete/": "What stays: backups, archives and printed pages that you made",
}
READERS = {
    "/begin/key/": "Noor",
    "/today/": "Tomás",
    "/me/words/": "Tomás",
    "/me/someone-knew/": "Mara",
    "/me/delete/": "Mara",
}


@pytest.mark.parametrize(("path", "sentence"), SAID.items(), ids=SAID)
def test_what_the_protection_does_not_cover_is_said_before_it_matters(house: House, path: str, sentence: str):
    assert sentence in text_of(house.browser(READERS.get(path, "")).get(path))


@pytest.mark.parametrize("kept_pages", [1, 3, 12])
def test_a_database_that_loses_its_bytes_while_it_is_open_is_said(house: House, kept_pages: int):
    """The disk gives back nonsense after so many pages: a sentence, all words again, and no traceback."""
    client = house.browser("Mara")
    form = fields_of(client.get("/practice/")) | {
        "choice": "own",
        "act": "A sentence that took long.",
        "on": "2026-11-25",
    }
    connections.close_all()
    whole, page = house.database.read_bytes(), 4096
    house.database.write_bytes(whole[: kept_pages * page] + b"?" * (len(whole) - kept_pages * page))
    read, written = client.get("/me/"), client.post("/practice/", form)
    assert (read.status_code, written.status_code) == (503, 503)
    assert "nearer restore" in text_of(read)
    assert "A sentence that took long." in text_of(written)
    assert "damaged on disk" in text_of(written) or "the disk gave an error" in text_of(written)
    for answer in (read, written):
        assert "Traceback" not in text_of(answer)


@pytest.mark.parametrize("address", SHOWN, ids=lambda a: a.name)
def test_no_word_ever_stands_in_an_address(house: House, address: Address):
    """Whatever is typed is posted: a form that is asked for by GET has no field to write in."""
    page = house.browser("Mara").get(address.path_for(house["Mara"])).content.decode()
    for form in re.findall(r"<form\b.*?</form>", page, re.S):
        if 'method="post"' not in form.split(">")[0]:
            assert not re.search(r'<textarea|type="(?:text|search)"', form), form


# ---- cookies and headers ----


def test_cookies_are_for_this_site_and_for_no_script(house: House):
    client = house.browser()
    client.post("/open/", {"name": "Mara", "passphrase": PASSPHRASE})
    client.get("/open/")
    begun = house.browser()
    begun.post("/begin/", {"adult": "yes", "whose": "mine", "shows": "no"})
    given = {**client.cookies, **begun.cookies}
    assert {"nearer-book", "nearer-start", "nearer-form"} <= given.keys()
    for name, cookie in given.items():
        if cookie.value:
            assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Strict"), name
            assert not cookie["domain"], name
    assert not given["nearer-book"]["max-age"], "gone with the browser"
    assert given["nearer-start"]["max-age"] == locks.UNFINISHED_LASTS.total_seconds()


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "[::1]", "0.0.0.0:8321", ""])
def test_only_this_computers_names_are_answered(house: House, host: str):
    assert house.browser().get("/help/", headers={"host": host or " "}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8321"])
def test_this_computers_names_are_answered(house: House, host: str):
    assert house.browser().get("/help/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/help/", "/me/", "/there/is/nothing/"])
def test_the_content_policy_is_strict(house: House, path: str):
    answer = house.browser("Mara").get(path, follow=True)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    none = {"default-src", "base-uri", "frame-ancestors"}
    own = {"script-src", "style-src", "img-src", "connect-src", "manifest-src", "worker-src", "form-action"}
    assert policy == {**dict.fromkeys(none, "'none'"), **dict.fromkeys(own, "'self'")}
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", SHOWN, ids=lambda a: a.name)
def test_the_browser_remembers_nothing_that_was_typed(house: House, address: Address):
    page = house.browser("Mara").get(address.path_for(house["Mara"])).content.decode()
    typed = re.findall(r"<(?:textarea|select)\b[^>]*>|<input\b[^>]*>", page)
    quiet = ("hidden", "radio", "checkbox", "range", "submit")
    for field in typed:
        if re.search(rf'type="(?:{"|".join(quiet)})"', field) or field.startswith("<select"):
            continue
        found = re.search(r'autocomplete="([\w-]+)"', field)
        assert found, field
        assert found[1] in ("off", "current-password", "new-password"), field


# ---- idling ----


def test_the_idle_time_that_was_chosen_holds_at_once_and_next_time(house: House, clock):
    mara, client = house["Mara"], house.browser("Mara")
    assert client.post("/me/lock-after/", {"minutes": "45", "entry": new_id(), "rev": "0"}).status_code == 302
    clock.later(minutes=40)
    assert client.get("/me/").status_code == 200
    assert client.post("/me/lock-after/", {"minutes": "2", "entry": new_id(), "rev": "0"}).status_code == 302
    clock.later(minutes=5)
    assert client.get("/me/").headers["Location"] == "/locked/"
    assert [chosen.minutes for chosen in mara.book.read().of(LockAfterChosen)] == [2]
    client.post("/open/", {"name": "Mara", "passphrase": PASSPHRASE})
    clock.later(minutes=5)
    assert client.get("/me/").headers["Location"] == "/locked/"


@pytest.mark.parametrize(("whose", "minutes"), [("mine", 20), ("shared", 5), ("others", 5)])
def test_on_a_computer_of_others_a_book_closes_sooner(house: House, clock, whose: str, minutes: int):
    wen = house["Wen"]
    before = wen.book.read().last(BookBegun)
    assert before is not None
    wen.book.write(remove=[before.id])
    wen.add(BookBegun, "begun again", 0, whose=whose, wall_seed=1)
    client = house.browser()
    client.post("/open/", {"name": "Wen", "passphrase": PASSPHRASE})
    clock.later(minutes=minutes - 1)
    assert client.get("/me/").status_code == 200
    clock.ahead += timedelta(minutes=minutes) + sessions.GRACE + timedelta(seconds=30)
    assert client.get("/me/").headers["Location"] == "/locked/"


# ---- several people ----


def test_several_people_each_have_a_book_here(house: House):
    """Two browsers, two books, one computer: each sees their own and a name is there once."""
    mara, wen = house.browser("Mara"), house.browser("Wen")
    assert "If I leave first" in text_of(mara.get("/me/"))
    assert "If I leave first" not in text_of(wen.get("/me/"))
    noor = house.browser("Noor")
    answer = noor.post("/begin/key/", {"name": " mara ", "passphrase": NEW, "again": NEW})
    assert answer.status_code == 200
    assert "has this name" in text_of(answer)
    noor.post("/begin/key/", {"name": "Noor", "passphrase": NEW, "again": NEW})
    told = [story.text for story in house["Noor"].book.read().of(StoryTold)]
    assert told
    assert told[0] in text_of(noor.get("/me/"))
    assert told[0] not in text_of(mara.get("/me/"))
