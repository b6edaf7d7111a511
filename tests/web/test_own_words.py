"""One's own words, through the pages: kept by choice only, nobody else's, closed with the lock, hidden where that is asked."""

import io
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from nearer.domain.entries import DeviceAsked, FitChecked, MirrorRead, OwnWordsKept
from nearer.domain.mirror_twice import NO_SECOND
from nearer.domain.own_words import messages_in
from nearer.vault import aside, keys, large
from nearer.vault.locks import open_with_passphrase
from nearer.vault.models import SealedChunk, SealedEntry
from nearer.vault.store import OpenBook
from nearer.web import chat_work, mirror, mirror_reading, opened, own_words
from tests.addresses import NEW
from tests.chats import talk
from tests.filled import PASSPHRASE, database_at
from tests.heard import ByWords
from tests.mirrored import own_messages
from tests.traces import files_under, traces
from tests.web.conftest import fields_of, text_of
from tests.web.test_mirror import guess_all, looked

SEALED, READABLE, IN, KEEP = "/me/archive/sealed/", "/me/archive/readable/", "/me/archive/in/", "/me/archive/keep/"
MINE, THEIRS = "zx7canary9mine", "zx7canary9theirs"


@pytest.fixture(autouse=True)
def by_words(monkeypatch):
    monkeypatch.setattr(chat_work, "first_look", ByWords)
    monkeypatch.setattr(mirror, "look_again", lambda _messages, _walked: NO_SECOND)
    yield
    opened.throw_all_away()


@pytest.fixture
def handed(monkeypatch):
    """Every plaintext that reaches the sealer of large things."""
    texts, put = [], large.put_large

    def heard(shelf, entry, parts):
        whole = list(parts)
        texts.append(b"".join(whole))
        put(shelf, entry, whole)

    monkeypatch.setattr("nearer.vault.store.put_large", heard)
    return texts


def a_chat():
    return [(at, who, f"{words} {MINE if who == 'Mara' else THEIRS} Otter") for at, who, words in talk(80)]


def kept_by(house, name="Mara", chosen="own"):
    client, _ = looked(house, name, said=a_chat())
    guess_all(client)
    return client, client.post("/mirror/keep/", {"words": chosen}).headers["Location"]


def held_in(owner):
    return owner.book.read().last(OwnWordsKept)


def hers(house):
    """Mara's kept reading with words, as the filled book has it."""
    return f"/mirror/{house['Mara'].ids['reading']}/"


def test_by_default_the_numbers_only_are_kept(house):
    before = SealedChunk.objects.count()
    client, _ = looked(house, said=a_chat())
    page = guess_all(client)
    assert 'value="" checked' in page
    assert "240 messages" in page
    kept = client.post("/mirror/keep/", fields_of(client.get("/mirror/reading/"))).headers["Location"]
    assert SealedChunk.objects.count() == before
    page = text_of(client.get(kept))
    assert "The text is gone." in page
    assert "Your own words" not in page


def test_chosen_only_ones_own_words_reach_the_sealer_and_nothing_of_them_lies_open(house, handed):
    client, kept = kept_by(house)
    (text,) = handed
    assert THEIRS.encode() not in text
    assert b"Otter" not in text
    assert text.count(MINE.encode()) == 240
    assert held_in(house["Mara"]).messages == 240
    page = text_of(client.get(kept))
    assert "240 messages that you wrote lie sealed" in page
    assert "Your own words are kept, sealed. The rest of the text is gone." in page
    assert traces((MINE, THEIRS), files_under(house.database.parent)) == []
    assert not opened._chats


def test_a_number_opens_ones_own_messages_and_the_months_hold_them_all(house):
    client, kept = kept_by(house)
    page = text_of(client.get(kept))
    assert f"{kept}words/behind/deep/" in page
    assert f"{kept}words/behind/words/" not in page
    behind = text_of(client.get(f"{kept}words/behind/deep/"))
    assert behind.count("said mine") == 24
    assert MINE in behind
    assert THEIRS not in behind
    assert ": taken up" in text_of(client.get(f"{kept}words/behind/mine_met/"))
    assert client.get(f"{kept}words/behind/words/").status_code == 404
    seen = 0
    months = {m.when.strftime("%Y-%m") for m in messages_in(house["Mara"].book.large(held_in(house["Mara"]).id))}
    for month in months:
        page = text_of(client.get(f"{kept}words/{month}/"))
        assert THEIRS not in page
        assert "Otter" not in page
        assert " someone</p>" in page
        seen += page.count("said mine")
    assert seen == 240
    assert "You wrote nothing in this month" in text_of(client.get(f"{kept}words/2019-01/"))
    assert client.get(f"{kept}words/soon/").status_code == 404


def test_behind_a_number_that_is_not_said_stand_none(house, handed):
    assert house.browser("Mara").get(f"{hers(house)}words/behind/mine_met/").status_code == 404
    client, _ = looked(house, said=a_chat()[: 3 * 40])
    guess_all(client)
    client.post("/mirror/keep/", {"words": "own"})
    (text,) = handed
    (few,) = (m for m in house["Mara"].book.read().last(MirrorRead).measures if m.what == "mine_met")
    assert (few.n > 0, few.value) == (True, None)
    assert b'"deep"' in text
    assert b'"mine_met"' not in text


def test_what_was_left_out_of_a_number_stands_behind_it_no_more(house):
    client, _ = looked(house, said=a_chat())
    guess_all(client)
    row = client.get("/mirror/reading/deep/")
    before = text_of(row).count("</section>")
    client.post("/mirror/reading/deep/", {"moment": "0"})
    client.post("/mirror/keep/", {"words": "own"})
    mara = house["Mara"]
    own = list(messages_in(mara.book.large(held_in(mara).id)))
    read = mara.book.read().last(MirrorRead)
    (deep,) = (m for m in read.measures if m.what == "deep")
    assert deep.left_out == 1
    assert before > 1
    assert sum("deep" in dict(m.behind) for m in own) == sum(deep.parts[3:])
    assert sum("feelings" in dict(m.behind) for m in own) == sum(deep.parts[3:]) + 1


def test_a_long_month_has_parts(house, monkeypatch):
    monkeypatch.setattr(own_words, "MOST_SHOWN", 10)
    client = house.browser("Mara")
    page = text_of(client.get(f"{hers(house)}words/2025-07/"))
    assert (page.count("said mine"), "?part=3" in page) == (10, True)
    last = text_of(client.get(f"{hers(house)}words/2025-07/?part=3"))
    assert last.count("said mine") < 10
    assert text_of(client.get(f"{hers(house)}words/2025-07/?part=99999999999")).count("said mine") == 10


def test_words_are_found_in_them_and_travel_in_the_form(house):
    client = house.browser("Mara")
    page = text_of(client.post(f"{hers(house)}words/", {"search": "harbour glad"}))
    assert "14 messages hold this" in page
    assert "Part of a word is enough" in text_of(client.post(f"{hers(house)}words/", {"search": "zebra"}))
    assert "Write a word" in text_of(client.post(f"{hers(house)}words/", {"search": " "}))


def test_keeping_it_twice_at_the_same_moment_says_one_thing(house, monkeypatch):
    monkeypatch.setattr(opened, "throw_away", lambda *_which: None)
    client, kept = kept_by(house)
    before = SealedChunk.objects.count()
    assert client.post("/mirror/keep/", {"words": "own"}).headers["Location"] == kept
    assert SealedChunk.objects.count() == before
    found = [one for one in house["Mara"].book.read().of(OwnWordsKept) if kept == f"/mirror/{one.reading}/"]
    assert len(found) == 1


# ---- removed ----


def test_removed_with_one_press_and_taken_back_within_a_minute(house):
    mara, client = house["Mara"], house.browser("Mara")
    whole = b"".join(mara.book.large(mara.ids["own words"]))
    answer = client.post(f"{hers(house)}words/remove/")
    assert SealedChunk.objects.filter(person_id=mara.person.id).count() == 0
    assert mara.book.read().of(OwnWordsKept) == ()
    page = text_of(client.get(answer.headers["Location"]))
    assert "Your own words are removed." in page
    assert client.get(f"{hers(house)}words/").status_code == 404
    until = parse_qs(urlsplit(answer.headers["Location"]).query)["gone"][0]
    for _twice in range(2):
        assert client.post(f"{hers(house)}words/undo/", {"until": until}).headers["Location"] == hers(house)
        assert b"".join(mara.book.large(mara.ids["own words"])) == whole
    page = text_of(client.get(answer.headers["Location"]))
    assert "are removed" not in page
    assert "84 messages that you wrote" in page


def test_without_room_any_more_they_are_not_taken_back(house, monkeypatch):
    mara, client = house["Mara"], house.browser("Mara")
    until = parse_qs(urlsplit(client.post(f"{hers(house)}words/remove/").headers["Location"]).query)["gone"][0]
    monkeypatch.setattr("nearer.domain.own_words.MOST", 100)
    answer = client.post(f"{hers(house)}words/undo/", {"until": until})
    assert (answer.status_code, "There is no room for them" in text_of(answer)) == (409, True)
    assert mara.book.read().of(OwnWordsKept) == ()


def test_a_removal_of_a_moment_ago_does_not_show_to_someone_who_looks(house):
    client = house.browser("Mara")
    where = client.post(f"{hers(house)}words/remove/").headers["Location"]
    assert "are removed" in text_of(client.get(where))
    house["Mara"].add(DeviceAsked, "looks", 0, shows_device=True)
    assert "own words" not in text_of(client.get(where)).lower()


def test_after_a_minute_they_are_gone_from_memory_too(house, monkeypatch):
    client = house.browser("Mara")
    until = parse_qs(urlsplit(client.post(f"{hers(house)}words/remove/").headers["Location"]).query)["gone"][0]
    later = aside.time.monotonic() + 61
    monkeypatch.setattr(aside.time, "monotonic", lambda: later)
    answer = client.post(f"{hers(house)}words/undo/", {"until": until})
    assert "They are gone" in text_of(answer)
    assert house["Mara"].person.id not in aside._waiting
    assert client.post(f"{hers(house)}words/undo/", {"until": "made up"}).status_code == 409


@pytest.mark.parametrize("how", ["/mirror/{}/remove/", "/me/remove/{}/"])
def test_a_reading_takes_its_words_along(house, how):
    mara, client = house["Mara"], house.browser("Mara")
    path = how.format(mara.ids["reading"])
    assert "own words" in text_of(client.get(path))
    client.post(path, {"rev": "0"})
    assert SealedChunk.objects.filter(person_id=mara.person.id).count() == 0
    assert mara.book.read().of(OwnWordsKept) == ()
    assert isinstance(mara.book.entry(mara.ids["first reading"]), MirrorRead)


@pytest.mark.parametrize("how", ["/mirror/{}/remove/", "/me/remove/{}/"])
def test_a_reading_takes_hidden_words_along_without_a_word_of_them(house, how):
    mara, client = house["Mara"], house.browser("Mara")
    mara.add(DeviceAsked, "looks", 0, shows_device=True)
    path = how.format(mara.ids["reading"])
    assert "own words" not in text_of(client.get(path)).lower()
    client.post(path, {"rev": "0"})
    assert SealedChunk.objects.filter(person_id=mara.person.id).count() == 0
    assert mara.book.read().of(OwnWordsKept) == ()


def test_the_words_alone_go_from_among_what_was_written_too(house):
    mara, client = house["Mara"], house.browser("Mara")
    assert client.get(f"/me/entry/{mara.ids['own words']}/").status_code == 200
    client.post(f"/me/remove/{mara.ids['own words']}/")
    assert SealedChunk.objects.filter(person_id=mara.person.id).count() == 0
    assert isinstance(mara.book.entry(mara.ids["reading"]), MirrorRead)


# ---- closed and hidden ----


def test_the_lock_closes_them(house):
    client = house.browser("Mara")
    assert client.get(f"{hers(house)}words/").status_code == 200
    client.post("/leave/")
    for path in ("words/", "words/2025-07/", "words/behind/deep/"):
        assert client.get(f"{hers(house)}{path}").headers["Location"] == "/locked/"


def test_where_someone_looks_at_the_device_none_are_offered_and_none_show(house):
    client = house.browser("Mara")
    answer = text_of(client.post("/me/device/", {"shows": "yes"}))
    assert "Remove my words" in answer
    for path in ("words/", "words/2025-07/", "words/behind/deep/"):
        assert client.get(f"{hers(house)}{path}").status_code == 404
    assert client.post(f"{hers(house)}words/remove/").status_code == 404
    row = house["Mara"].ids["own words"]
    assert [client.get(f"/me/{name}/{row}/").status_code for name in ("entry", "remove")] == [404, 404]
    day = house["Mara"].book.entry(row).day
    for path in (hers(house), "/mirror/", "/me/settings/", f"/me/days/{day:%Y-%m}/", "/me/problems/"):
        assert "own words" not in text_of(client.get(path)).lower()
    _client, _ = looked(house, said=a_chat())
    page = guess_all(_client)
    assert "my own words" not in page
    before = SealedChunk.objects.count()
    _client.post("/mirror/keep/", {"words": "own"})
    assert SealedChunk.objects.count() == before
    client.post("/me/device/words/")
    assert SealedChunk.objects.filter(person_id=house["Mara"].person.id).count() == 0


def test_asked_in_the_middle_the_choice_is_gone(house):
    client, _ = looked(house, said=a_chat())
    guess_all(client)
    house["Mara"].add(DeviceAsked, "looks", 0, shows_device=True)
    assert "All but the moments behind the numbers is gone already" in text_of(client.get("/mirror/reading/"))
    assert [chat.own for chat in opened._chats.values()] == [b""]
    before = SealedChunk.objects.count()
    client.post("/mirror/keep/", {"words": "own"})
    assert SealedChunk.objects.count() == before


def test_they_rest_with_the_mirror_and_can_be_removed_meanwhile(house):
    client = house.browser("Mara")
    house["Mara"].add(FitChecked, "lately", 0, thoughts="passing", prompt="?")
    page = text_of(client.get(f"{hers(house)}words/"))
    assert "The mirror rests today" in page
    assert "said mine" not in page
    answer = client.post(f"{hers(house)}words/remove/")
    page = text_of(client.get(answer.headers["Location"]))
    assert "Your own words are removed." in page
    assert "Take it back" in page
    until = parse_qs(urlsplit(answer.headers["Location"]).query)["gone"][0]
    client.post(f"{hers(house)}words/undo/", {"until": until})
    page = text_of(client.get(hers(house)))
    assert "are removed" not in page
    assert "84 messages that you wrote" not in page, "it rests"


def test_another_one_may_not(house):
    client = house.browser("Suri")
    for path in ("words/", "words/2025-07/", "words/behind/deep/"):
        assert client.get(f"{hers(house)}{path}").status_code == 404


@pytest.mark.parametrize("where", ["nearer.web.own_words_kept.MOST", "nearer.domain.own_words.MOST"])
def test_more_than_a_book_holds_is_said_and_not_kept(house, monkeypatch, where):
    """This chat alone, or together with what is kept already."""
    monkeypatch.setattr(where, 1000)
    client, _ = looked(house, said=a_chat())
    page = guess_all(client)
    assert "my own words" not in page
    assert "Your own words do not fit" in page
    before = SealedChunk.objects.count()
    assert client.post("/mirror/keep/", {"words": "own"}).headers["Location"] == "/mirror/reading/"
    assert opened._chats
    client.post("/mirror/keep/")
    assert SealedChunk.objects.count() == before


def test_words_that_another_window_kept_a_moment_sooner_are_counted_too(house, monkeypatch):
    client, _ = looked(house, said=a_chat())
    guess_all(client)
    before, to_keep = SealedChunk.objects.count(), mirror_reading.to_keep

    def sooner(*given):
        monkeypatch.setattr("nearer.domain.own_words.MOST", 1000)
        return to_keep(*given)

    monkeypatch.setattr(mirror_reading, "to_keep", sooner)
    assert client.post("/mirror/keep/", {"words": "own"}).headers["Location"] == "/mirror/reading/"
    assert SealedChunk.objects.count() == before
    assert "Your own words do not fit" in text_of(client.get("/mirror/reading/"))
    assert client.post("/mirror/keep/").headers["Location"] != "/mirror/reading/"


# ---- torn ----


@pytest.mark.parametrize(("spoil", "says"), [("delete", "is missing"), ("change", "was changed")])
def test_torn_words_are_said_to_be_in_plain_words_and_can_be_saved_removed_or_mended(house, spoil, says):
    mara, client = house["Mara"], house.browser("Mara")
    archive = b"".join(client.post(SEALED, {"passphrase": NEW, "again": NEW}))
    whole = b"".join(mara.book.large(mara.ids["own words"]))
    rows = SealedChunk.objects.filter(person_id=mara.person.id)
    rows.delete() if spoil == "delete" else rows.update(sealed=b"\x01" + bytes(400))
    page = text_of(client.get(f"{hers(house)}words/"))
    assert says in page
    assert "said mine" not in page
    assert "a part of it is missing or changed" in text_of(client.get("/me/problems/"))
    raw = client.get(f"/me/problems/{mara.ids['own words']}/raw/")
    assert raw.status_code == 200
    kept = client.post(READABLE)
    assert not [n for n in zipfile.ZipFile(io.BytesIO(kept.content)).namelist() if n.startswith("own-words")]
    shown = client.post(IN, {"file": SimpleUploadedFile("book.nearer", archive), "passphrase": NEW})
    assert "Keeping it mends them" in text_of(shown)
    client.post(KEEP, fields_of(shown))
    assert b"".join(mara.book.large(mara.ids["own words"])) == whole
    rows = SealedChunk.objects.filter(person_id=mara.person.id)
    rows.delete()
    client.post(f"/me/problems/{mara.ids['own words']}/remove/")
    assert mara.book.read().of(OwnWordsKept) == ()


def test_torn_words_are_counted_where_a_person_looks_with_what_can_be_done(house):
    mara, client = house["Mara"], house.browser("Mara")
    SealedChunk.objects.filter(person_id=mara.person.id).delete()
    page = text_of(client.get("/me/settings/"))
    assert "3 pages. An archive of your book that holds them can put them back whole." in page
    assert "A part of them is missing or was changed on the disk. An archive of your book that holds them mends" in page
    assert "3 pages" in text_of(client.get("/me/"))
    SealedEntry.objects.filter(id__in=[mara.ids["damaged"], mara.ids["future"]]).delete()
    assert "1 page. An archive" in text_of(client.get("/me/settings/"))
    assert 'can put them back whole. <a href="/me/archive/in/">' in text_of(client.get("/me/problems/"))
    mara.add(DeviceAsked, "looks", 0, shows_device=True)
    for path in ("/me/settings/", "/me/problems/"):
        page = text_of(client.get(path)).lower()
        assert "archive" not in page
        assert "own words" not in page
    assert "1 page." in text_of(client.get("/me/settings/"))


@pytest.mark.parametrize("shows", [False, True])
def test_a_new_key_stops_at_torn_words_and_goes_on_once_they_are_removed(house, shows):
    mara, client = house["Mara"], house.browser("Mara")
    SealedEntry.objects.filter(id__in=[mara.ids["damaged"], mara.ids["future"]]).delete()
    SealedChunk.objects.update(sealed=b"\x01" + bytes(400))
    if shows:
        mara.add(DeviceAsked, "looks", 0, shows_device=True)
    form = {"old": PASSPHRASE, "passphrase": NEW, "again": NEW}
    assert client.post("/me/someone-knew/", form).headers["Location"] == "/me/problems/"
    page = text_of(client.get("/me/problems/"))
    assert "Something large" in page
    assert ("own words" in page) is False
    client.post(f"/me/problems/{mara.ids['own words']}/remove/")
    assert "24" in text_of(client.post("/me/someone-knew/", form))


@pytest.mark.parametrize("shows", [False, True])
def test_a_reading_that_does_not_open_takes_its_words_along_and_says_so_before(house, shows):
    mara, client = house["Mara"], house.browser("Mara")
    SealedEntry.objects.filter(id=mara.ids["reading"]).update(sealed=b"?")
    if shows:
        mara.add(DeviceAsked, "looks", 0, shows_device=True)
    page = text_of(client.get("/me/problems/"))
    assert ("Your own words of that chat, 84 messages, go with it" in page) is not shows
    client.post(f"/me/problems/{mara.ids['reading']}/remove/")
    assert mara.book.read().of(OwnWordsKept) == ()
    assert not SealedChunk.objects.filter(person_id=mara.person.id).exists()
    assert not SealedEntry.objects.filter(id=mara.ids["reading"]).exists()


def test_words_whose_reading_does_not_open_are_reached_from_settings_and_can_be_removed(house):
    mara, client = house["Mara"], house.browser("Mara")
    SealedEntry.objects.filter(id=mara.ids["reading"]).update(sealed=b"?")
    page = text_of(client.get("/me/settings/"))
    assert "The reading they belong to does not open." in page
    assert f"{hers(house)}words/" not in page
    assert f"/me/entry/{mara.ids['own words']}/" in page
    page = text_of(client.get(f"/me/entry/{mara.ids['own words']}/"))
    assert "84 messages, sealed" in page
    assert "In its place" not in page
    client.post(f"/me/remove/{mara.ids['own words']}/")
    assert mara.book.read().of(OwnWordsKept) == ()


# ---- out and in ----


@pytest.fixture
def elsewhere(tmp_path, house):
    """Another computer, on which nobody has a book."""

    def there(work):
        with database_at(tmp_path / "elsewhere.sqlite3"):
            call_command("migrate", verbosity=0, interactive=False)
            return work()

    return there


@pytest.mark.parametrize("path", [SEALED, READABLE])
def test_they_go_out_with_the_book_and_come_in_elsewhere(house, elsewhere, path):
    whole = b"".join(house["Mara"].book.large(house["Mara"].ids["own words"]))
    data = b"".join(house.browser("Mara").post(path, {"passphrase": NEW, "again": NEW}))

    def moved_in(shows):
        client = Client()
        shown = client.post("/begin/archive/", {"file": SimpleUploadedFile("b", data), "passphrase": NEW})
        assert "The file holds what you wrote in 1 chat. With a yes it stays out." in text_of(shown)
        said = {"name": f"Mara {shows}", "passphrase": PASSPHRASE, "again": PASSPHRASE, "shows": shows}
        client.post("/begin/archive/keep/", fields_of(shown) | said)
        person, key = open_with_passphrase(f"Mara {shows}", PASSPHRASE)
        return client, OpenBook(person.id, person.epoch, keys.keys(key))

    def there():
        client, book = moved_in("no")
        (one,) = book.read().of(OwnWordsKept)
        assert b"".join(book.large(one.id)) == whole
        assert "84 messages that you wrote" in text_of(client.get(f"/mirror/{one.reading}/"))
        _client, second = moved_in("yes")
        assert second.read().of(OwnWordsKept) == ()

    elsewhere(there)


def test_beside_the_book_it_was_made_of_its_words_come_in_under_ids_of_their_own(house):
    whole = b"".join(house["Mara"].book.large(house["Mara"].ids["own words"]))
    data = house.browser("Mara").post(READABLE).content
    suri, client = house["Suri"], house.browser("Suri")
    for _twice in range(2):
        shown = client.post(IN, {"file": SimpleUploadedFile("b.zip", data)})
        client.post(KEEP, fields_of(shown))
    (one,) = suri.book.read().of(OwnWordsKept)
    assert one.id != house["Mara"].ids["own words"]
    assert b"".join(suri.book.large(one.id)) == whole
    assert isinstance(suri.book.entry(one.reading), MirrorRead)


def test_the_readable_copy_has_them_to_read(house):
    packed = zipfile.ZipFile(io.BytesIO(house.browser("Mara").post(READABLE).content))
    row = house["Mara"].ids["own words"]
    page = packed.read(f"own-words/{row}.md").decode()
    assert page.startswith("# Your own words of a chat with Wren")
    assert page.count("\n> ") == len(own_messages())
    assert "and what did she say then, Wren?" in page
    assert "own-words/" in packed.read("README.md").decode()


def test_a_zip_whose_words_are_not_the_named_ones_is_refused_whole(house):
    data = house.browser("Mara").post(READABLE).content
    was, spoilt = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as out:
        for name in was.namelist():
            out.writestr(
                name, was.read(name).replace(b"harbour", b"HARBOUR") if name.endswith("jsonl") else was.read(name)
            )
    shown = house.browser("Suri").post(IN, {"file": SimpleUploadedFile("b.zip", spoilt.getvalue())})
    assert "cannot be read, so nothing of it was taken in" in text_of(shown)


def test_asked_between_the_look_and_the_keeping_none_come_in(house):
    suri, client = house["Suri"], house.browser("Suri")
    data = house.browser("Mara").post(READABLE).content
    shown = client.post(IN, {"file": SimpleUploadedFile("b.zip", data)})
    suri.add(DeviceAsked, "looks", 0, shows_device=True)
    client.post(KEEP, fields_of(shown))
    assert suri.book.read().of(MirrorRead)
    assert suri.book.read().of(OwnWordsKept) == ()


def test_without_room_for_both_nothing_comes_in(house, monkeypatch):
    data = house.browser("Mara").post(READABLE).content
    monkeypatch.setattr("nearer.domain.own_words.MOST", 100)
    shown = house.browser("Suri").post(IN, {"file": SimpleUploadedFile("b.zip", data)})
    assert "more than one book holds" in text_of(shown)


def test_without_room_any_more_when_it_is_kept_nothing_comes_in_and_the_page_says_why(house, monkeypatch):
    data = house.browser("Mara").post(READABLE).content
    suri, client = house["Suri"], house.browser("Suri")
    shown, before = client.post(IN, {"file": SimpleUploadedFile("b.zip", data)}), suri.book.read()
    with monkeypatch.context() as taken:
        taken.setattr("nearer.domain.own_words.MOST", 100)
        answer = client.post(KEEP, fields_of(shown))
    assert "more than one book holds. Remove some under Settings" in text_of(answer)
    assert suri.book.read() == before
    client.post(KEEP, fields_of(answer))
    assert suri.book.read().of(OwnWordsKept)


def test_settings_count_them(house):
    page = text_of(house.browser("Mara").get("/me/settings/"))
    assert "Your own words, to Wren" in page
    assert "84 messages" in page
    assert "2 pages." in page
    assert "missing or was changed" not in page
    assert text_of(house.browser("Mara").get("/mirror/")).count("with your own words") == 1
