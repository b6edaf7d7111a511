"""Everything out and in again, through the pages: nothing is lost, nothing is silent, and nothing unsealed touches the disk."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from html.parser import HTMLParser

import pytest
from django.core.files import temp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from markdown_it import MarkdownIt

from nearer.domain import entries as e
from nearer.vault import aside, keys
from nearer.vault.archive import open_archive
from nearer.vault.canonical import canonical
from nearer.vault.locks import open_with_passphrase
from nearer.vault.models import Person, SealedEntry
from nearer.vault.store import OpenBook
from nearer.web import uploads
from nearer.web.readable import FEATURES, readable
from nearer.web.room import SAMPLE_COOKIE
from nearer.web.samples import samples
from nearer.web.stamp import today
from tests.addresses import NEW
from tests.brought import ARCHIVE, ENTRIES, changed
from tests.filled import PASSPHRASE, Owner, database_at
from tests.kinds import ALL_KINDS
from tests.traces import files_under, traces
from tests.web.conftest import House, fields_of, rows_of, text_of

SEALED, READABLE, IN, KEEP = "/me/archive/sealed/", "/me/archive/readable/", "/me/archive/in/", "/me/archive/keep/"
MOVING = {"name": "Mara", "passphrase": PASSPHRASE, "again": PASSPHRASE, "shows": "no"}


def file(data: bytes, name: str = "book.nearer") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def document(owner: Owner) -> bytes:
    return canonical(owner.book.read().entries)


def sealed_by(client: Client) -> bytes:
    answer = client.post(SEALED, {"passphrase": NEW, "again": NEW})
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


def look(client: Client, data: bytes, passphrase: str = ""):
    return client.post(IN, {"file": file(data), "passphrase": passphrase})


# ---- out ----


def test_the_sealed_archive_holds_the_whole_book_and_its_name_says_nothing(house: House):
    answer = house.browser("Mara").post(SEALED, {"passphrase": NEW, "again": NEW})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="book-{today():%Y-%m-%d}.nearer"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert open_archive(answer.content, NEW)[0] == document(house["Mara"])


@pytest.mark.parametrize("said", [{"passphrase": "short", "again": "short"}, {"passphrase": NEW, "again": "other"}, {}])
def test_a_passphrase_that_could_be_guessed_or_differs_seals_nothing(house: House, said):
    answer = house.browser("Mara").post(SEALED, said)
    assert "Content-Disposition" not in answer.headers
    assert answer.status_code == 200


def test_the_risk_of_an_open_copy_is_said_before_there_is_one(house: House):
    page = text_of(house.browser("Mara").get(READABLE))
    for said in ("without a passphrase", "where your browser puts downloads", "Nearer cannot protect it"):
        assert said in page


@pytest.mark.parametrize("path", [SEALED, READABLE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_someone_looks_through_the_device_no_file_is_made(house: House, path: str, method: str):
    answer = getattr(house.browser("Pia"), method)(path, {"passphrase": NEW, "again": NEW})
    assert answer.status_code == 403
    assert "Content-Disposition" not in answer.headers
    assert "A file would stay behind on it" in text_of(answer)


@pytest.mark.parametrize("path", [SEALED, READABLE])
def test_a_sample_hands_no_file_out(house: House, path: str):
    client = house.browser()
    client.cookies[SAMPLE_COOKIE] = samples()[0].id
    answer = client.post(path, {"passphrase": NEW, "again": NEW})
    assert answer.status_code == 403
    assert "Content-Disposition" not in answer.headers


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_readable_copy_is_made_in_memory_and_holds_everything(house: House, monkeypatch):
    opened: list[object] = []
    monkeypatch.setattr(temp, "NamedTemporaryFile", lambda *how, **more: opened.append(how))
    answer = house.browser("Mara").post(READABLE)
    assert answer.headers["Cache-Control"] == "no-store"
    found = unpacked(answer.content)
    assert opened == []
    assert found["book.json"] == document(house["Mara"])
    assert {"README.md", "schema.json", "tables/check-ins.csv", "tables/small-acts.csv", "drawings/acts.svg"} <= set(
        found
    )
    assert b"2 pages" in found["README.md"]
    by_day = b"".join(data for name, data in found.items() if name.startswith("by-day/")).decode()
    by_feature = b"".join(data for name, data in found.items() if name.startswith("by-feature/")).decode()
    for said in (
        "What would a camera have seen?",
        "She had been waiting for someone to ask.",
        "with Jun from the choir",
    ):
        assert said in by_day
        assert said in by_feature
    json.loads(found["schema.json"])


def test_no_kind_stands_on_two_pages_and_what_has_none_of_its_own_is_among_everything_else(house: House):
    placed = [kind for _title, kinds in FEATURES.values() for kind in kinds]
    assert len(placed) == len(set(placed))
    assert set(ALL_KINDS) - set(placed)
    found = unpacked(house.browser("Mara").post(READABLE).content)
    assert "The first page" in found["by-feature/everything-else.md"].decode()


PAYLOAD = '<script>alert("x")</script><img src=x onerror=alert(1)>[a](javascript:alert(1)) ![b](http://b.example/c)'
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1")


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.said = ""

    def handle_starttag(self, tag, attrs):
        self.found |= {tag, *(name for name, _value in attrs)}

    def handle_data(self, data):
        self.said += data


def test_whatever_looks_like_markup_is_read_as_words_in_every_file(house: House):
    mara = house["Mara"]
    person = mara.add(e.PersonNamed, "x", 3, name=PAYLOAD)
    mara.plan("xss", PAYLOAD, -3, 4, person=person, fear=PAYLOAD)
    mara.done("xss", 3, PAYLOAD)
    mara.add(e.StoryTold, "xss story", 1, text=PAYLOAD, prompt=PAYLOAD, wanted="both")
    mara.add(e.JournalBrought, "xss journal", 1, source="table", file=PAYLOAD, pages=())
    found = unpacked(house.browser("Mara").post(READABLE).content)
    for name, data in found.items():
        if name.endswith(".md"):
            page = Tags()
            page.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode()))
            assert page.found <= {"h1", "h2", "h3", "p", "blockquote", "strong", "br", "ul", "li", "code"}, name
        if name.endswith(".svg"):
            drawn = ET.fromstring(data)
            assert {tag.tag.split("}")[1] for tag in drawn.iter()} <= {
                "svg",
                "title",
                "desc",
                "style",
                "rect",
                "text",
                "line",
                "circle",
            }
    assert any(PAYLOAD[:40] in (part.text or "") for part in ET.fromstring(found["drawings/acts.svg"]).iter())
    stories = Tags()
    stories.feed(MarkdownIt("commonmark", {"html": True}).render(found["by-feature/sentences.md"].decode()))
    assert PAYLOAD in stories.said


def test_no_cell_of_a_table_acts_as_a_formula(house: House):
    wen = house["Wen"]
    nothing = dict.fromkeys(
        ("chosen", "person", "depth", "heard", "felt", "shown", "closeness", "aftertaste", "stepped_back")
    )
    for n, words in enumerate(FORMULAS):
        wen.add(e.CheckedIn, f"c{n}", 1, mood=40, company="alone", step="", note=words, **nothing)
        wen.plan(f"p{n}", words, 1, 1, fear=words)
    found = unpacked(readable(wen.book.read(), date(2026, 3, 1)))
    for name in ("tables/check-ins.csv", "tables/small-acts.csv"):
        cells = [cell for row in csv.reader(io.StringIO(found[name].decode("utf-8-sig"), newline="")) for cell in row]
        assert {f"'{words}" for words in FORMULAS} <= set(cells)
        assert not [cell for cell in cells if cell[:1] in "=+-@\t\r＝" and cell]


# ---- in, on another computer ----


@pytest.fixture
def elsewhere(tmp_path, house: House):
    """Another computer, on which nobody has a book."""

    def there(work):
        with database_at(tmp_path / "elsewhere.sqlite3"):
            call_command("migrate", verbosity=0, interactive=False)
            return work()

    return there


def their_book(name: str = "Mara", passphrase: str = PASSPHRASE) -> OpenBook:
    person, key = open_with_passphrase(name, passphrase)
    return OpenBook(person.id, person.epoch, keys.keys(key))


def arrived(client: Client, data: bytes, passphrase: str = "", **said: str):
    shown = client.post("/begin/archive/", {"file": file(data), "passphrase": passphrase})
    return client.post("/begin/archive/keep/", fields_of(shown) | MOVING | said)


def test_a_sealed_archive_arrives_on_another_computer_as_the_same_book(house: House, elsewhere):
    was, data = document(house["Mara"]), sealed_by(house.browser("Mara"))

    def there():
        client = Client()
        shown = client.post("/begin/archive/", {"file": file(data), "passphrase": NEW})
        assert "It opened" in text_of(shown)
        assert Person.objects.count() == 0
        answer = client.post("/begin/archive/keep/", fields_of(shown) | MOVING)
        assert answer.headers["Location"] == "/me/words/"
        assert canonical(their_book().read().entries) == was
        assert "If I leave first" in text_of(client.get("/me/"))
        again = client.get("/begin/archive/")
        assert again.headers["Location"] == "/me/archive/in/"

    elsewhere(there)


def test_a_readable_copy_arrives_too_whole_or_its_document_alone(house: House, elsewhere):
    was, packed = document(house["Mara"]), house.browser("Mara").post(READABLE).content

    def there():
        for n, data in enumerate((packed, unpacked(packed)["book.json"])):
            arrived(Client(), data, name=f"Mara {n}")
        assert canonical(their_book("Mara 0").read().entries) == was
        alone = their_book("Mara 1").read()
        assert len(alone.entries) == len(their_book("Mara 0").read().entries) - 1
        assert alone.of(e.OwnWordsKept) == ()  # what was written in chats lies in a file of its own

    elsewhere(there)


def test_who_looks_at_this_computer_is_asked_anew(elsewhere):
    def there():
        client = Client()
        arrived(client, ARCHIVE, shows="yes")
        assert their_book().read().of(e.DeviceAsked)[-1].shows_device
        assert client.post(READABLE).status_code == 403

    elsewhere(there)


def test_a_name_that_is_taken_is_said_and_the_file_need_not_be_chosen_again(house: House):
    client = house.browser()
    answer = arrived(client, ARCHIVE, name="Tomás")
    assert "has this name" in text_of(answer)
    assert client.post("/begin/archive/keep/", fields_of(answer) | MOVING | {"name": "Arrived"}).status_code == 302
    assert len(their_book("Arrived").read().entries) == len(ENTRIES)


def test_a_first_sitting_under_way_goes_only_when_another_book_moves_in(house: House):
    client = house.browser("Noor")
    assert "A first sitting was begun" in text_of(client.get("/begin/archive/"))
    shown = client.post("/begin/archive/", {"file": file(ARCHIVE), "passphrase": ""})
    assert Person.objects.filter(id=house["Noor"].person.id).exists()
    client.post("/begin/archive/keep/", fields_of(shown) | MOVING | {"name": "Arrived"})
    assert not Person.objects.filter(id=house["Noor"].person.id).exists()


def test_someone_who_might_act_is_not_led_past_help(house: House):
    house["Noor"].add(e.FitChecked, "might", 0, thoughts="might_act", prompt="?")
    client = house.browser("Noor")
    assert client.get("/begin/archive/").headers["Location"] == "/stay/"
    assert client.post("/begin/archive/keep/", MOVING).headers["Location"] == "/stay/"


# ---- in, into a book that is there ----


def test_brought_in_twice_changes_nothing(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    first = client.post(KEEP, fields_of(look(client, ARCHIVE)))
    assert "3 entries came in" in text_of(first)
    before = rows_of(mara)
    shown = look(client, ARCHIVE)
    assert "All of it is here already" in text_of(shown)
    client.post(KEEP, fields_of(shown))
    assert rows_of(mara) == before
    own = look(client, sealed_by(client), NEW)
    client.post(KEEP, fields_of(own))
    assert rows_of(mara) == before


def test_two_versions_are_both_shown_and_the_chosen_one_stands(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    story = mara.book.entry(mara.ids["story"])
    assert isinstance(story, e.StoryTold)
    shown = look(client, changed(story, text="If I stay, someone may."))
    page = text_of(shown)
    assert "1 differs" in page
    assert "If I leave first" in page
    assert "If I stay, someone may." in page
    assert f'name="v-{story.id}" value="there" checked' in page
    client.post(KEEP, fields_of(shown) | {f"v-{story.id}": "here"})
    assert mara.book.entry(story.id) == story
    shown = look(client, changed(story, text="If I stay, someone may."))
    kept = client.post(KEEP, fields_of(shown))
    assert "1 stands now as in the archive" in text_of(kept)
    now = mara.book.entry(story.id)
    assert (now.text, now.rev) == ("If I stay, someone may.", story.rev + 1)


def test_a_damaged_page_comes_back_from_an_archive(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    sound = next(entry for entry in mara.written if entry.id == mara.ids["damaged"])
    shown = look(client, canonical([sound]))
    assert "damaged on this disk" in text_of(shown)
    client.post(KEEP, fields_of(shown))
    assert mara.book.entry(sound.id) == sound
    assert [problem.row for problem in mara.book.read().problems] == [mara.ids["future"]]


def test_the_archive_of_someone_else_on_this_computer_is_no_way_into_their_book(house: House):
    wen, mara = house["Wen"], house["Mara"]
    before, data = rows_of(mara), sealed_by(house.browser("Mara"))
    client = house.browser("Wen")
    client.post(KEEP, fields_of(look(client, data, NEW)))
    assert rows_of(mara)[0] == before[0]  # type: ignore[index]
    held = wen.book.read()
    assert len(held.of(e.StoryTold)) == 2
    assert {entry.id for entry in held.entries}.isdisjoint(mara.ids.values())
    plans = {plan.id for plan in held.of(e.PracticePlanned)}
    assert {done.plan for done in held.of(e.PracticeDone)} <= plans


def spoilt(data: bytes) -> dict[str, bytes]:
    middle = len(data) // 2
    return {
        "a flipped byte": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "cut": data[: -(16 * 1024 + 16)],
        "cut in a chunk": data[:-100],
        "longer": data + b"x",
        "empty": b"",
        "another file": b"SQLite format 3\0" * 99,
        "a zip without a book": _zip({"diary.txt": b"x"}),
        "a zip with two": _zip({"a/book.json": ARCHIVE, "b/book.json": ARCHIVE}),
        "a zip bomb": _zip({"book.json": b" " * 80_000_000}),
        "a large book": _zip({"book.json": ARCHIVE[:-4] + bytes(range(32, 127)) * 400_000}),
        "a document cut off": ARCHIVE[:-9],
        "an entry that is none": ARCHIVE.replace(b'"both"', b'"perhaps"'),
        "a newer one": ARCHIVE.replace(b'"version":1,"entries"', b'"version":9,"entries"'),
    }


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_a_file_that_is_no_whole_book_is_refused_with_a_sentence_and_changes_nothing(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    data, before = sealed_by(client), rows_of(mara)
    said = {}
    for name, wrong in spoilt(data).items():
        for path in (IN, "/begin/archive/"):
            answer = (client if path == IN else house.browser()).post(path, {"file": file(wrong), "passphrase": NEW})
            assert answer.status_code == 200
            assert 'class="error"' in text_of(answer), name
            said[name] = text_of(answer).split('class="error"')[1].split("</p>")[0]
    assert rows_of(mara) == before
    for name in ("a flipped byte", "cut", "cut in a chunk", "longer"):
        assert "damaged or cut off" in said[name]
    assert "Entry 3 in this file cannot be read" in said["an entry that is none"]
    assert "newer Nearer" in said["a newer one"]


def test_a_wrong_passphrase_and_none_at_all_are_told_apart_from_damage(house: House):
    client = house.browser("Mara")
    data = sealed_by(client)
    assert "Capital letters and spaces count" in text_of(look(client, data, "wrong"))
    assert "Write the passphrase it was sealed with" in text_of(look(client, data))


def test_what_was_looked_at_is_gone_for_another_person_and_after_keeping(house: House):
    client = house.browser("Mara")
    sent = fields_of(look(client, ARCHIVE))
    assert house.browser("Wen").post(KEEP, sent).status_code == 409
    assert client.post(KEEP, sent).status_code == 200
    before = SealedEntry.objects.count()
    gone = client.post(KEEP, sent)
    assert gone.status_code == 409
    assert "Choose the file again" in text_of(gone)
    assert SealedEntry.objects.count() == before


@pytest.mark.parametrize("path", [IN, "/begin/archive/", "/me/journal/"])
def test_another_process_says_plainly_that_the_file_has_to_be_chosen_again(house: House, path: str):
    """What waits between looking and keeping lies in the memory of one process; the next press may meet another."""
    client = house.browser("" if "begin" in path else "Mara")
    data = b"date,note\n2024-01-01,A walk to the harbour.\n" if path == "/me/journal/" else ARCHIVE
    sent = fields_of(client.post(path, {"file": file(data), "passphrase": ""}))
    assert sent["token"]
    aside._waiting.clear()
    before = SealedEntry.objects.count()
    said = {"name": "Nour", "passphrase": NEW, "again": NEW, "shows": "no", "do": "keep"}
    answer = client.post(f"{path.removesuffix('in/')}keep/", sent | said)
    assert answer.status_code == 409
    assert "Nothing was changed. Choose the file again." in text_of(answer)
    assert f'href="{path}"' in text_of(answer)
    assert SealedEntry.objects.count() == before


def test_names_of_files_and_words_in_them_are_shown_as_words(house: House):
    client = house.browser("Mara")
    story = next(entry for entry in ENTRIES if isinstance(entry, e.StoryTold))
    client.post(KEEP, fields_of(look(client, ARCHIVE)))
    page = look(client, changed(story, text=PAYLOAD)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_file_too_large_is_said_and_other_pages_take_none(house: House, monkeypatch):
    client = house.browser("Mara")
    monkeypatch.setattr(uploads, "MOST", 2000)
    assert "larger than 25 MB" in text_of(look(client, b"x" * 4000))
    monkeypatch.undo()
    answer = client.post("/practice/", {"act": "Wave.", "file": file(b"x" * 4000)})
    assert not answer.wsgi_request.FILES


@pytest.mark.parametrize("path", [IN, "/begin/archive/", "/me/journal/"])
def test_what_is_brought_in_stays_in_memory_until_it_is_kept(house: House, monkeypatch, path: str):
    """A large upload, looked at: no temporary file, and no word of it on the disk in any disguise."""
    opened: list[object] = []
    monkeypatch.setattr(temp, "NamedTemporaryFile", lambda *how, **more: opened.append(how))
    word = "Zx7CanaryBroughtIn"
    table = ("date,note\n" + f"2024-01-01,{word} and more words of a long evening.\n" * 20_000 * 3).encode()[:3_000_000]
    story = next(entry for entry in ENTRIES if isinstance(entry, e.StoryTold))
    data = table if path == "/me/journal/" else changed(story, text=f"{word} " * 150_000)
    client = house.browser("" if "begin" in path else "Mara")
    shown = client.post(path, {"file": file(data), "passphrase": ""})
    assert "nothing is kept yet" in text_of(shown).lower() or "it opened" in text_of(shown).lower()
    assert opened == []
    assert traces([word], files_under(house.database.parent)) == []
