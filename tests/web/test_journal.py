"""A journal from elsewhere: looked at first, kept under its own days, and taken out again whole."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nearer.domain import entries as e
from nearer.vault.models import SealedEntry
from nearer.web.room import SAMPLE_COOKIE
from nearer.web.samples import samples
from tests.brought import ARCHIVE, DAY_ONE, DAYLIO, JOURNIV, TABLE
from tests.web.conftest import House, fields_of, rows_of, text_of

UP, KEEP = "/me/journal/", "/me/journal/keep/"


def up(client: Client, data: bytes, name: str = "export.csv"):
    return client.post(UP, {"file": SimpleUploadedFile(name, data)})


def sent(answer, **said):
    """The form of a look, with selects as they stand."""
    page = text_of(answer)
    chosen = {}
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]*)".*?>(.*?)</select>', page, re.S):
        picked = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = picked[1] if picked else ""
    ticked = {}
    for name, value in re.findall(r'type="checkbox" id="[^"]*" name="([^"]*)" value="([^"]*)" checked', page):
        ticked.setdefault(name, []).append(value)
    return fields_of(answer) | chosen | ticked | said


def brought(house: House, kind):
    return list(house["Wen"].book.read().of(kind))


def test_a_daylio_export_is_shown_before_it_is_kept_and_kept_as_it_was_shown(house: House):
    client = house.browser("Wen")
    before = rows_of(house["Wen"])
    shown = up(client, DAYLIO, "daylio_export.csv")
    page = text_of(shown)
    for said in (
        "rad (1)",
        "friends (1)",
        "We sang until they put the chairs up.",
        "This line has no such month",
        "1 line could not be read",
    ):
        assert said in page
    assert rows_of(house["Wen"]) == before

    again = client.post(KEEP, sent(shown, do="look", mood_2="25", with_someone=["friends", "family"], alone=["alone"]))
    assert "3 check-ins, 2 pages" in text_of(again)
    assert rows_of(house["Wen"]) == before

    assert client.post(KEEP, sent(again, do="keep")).headers["Location"] == UP
    met = {c.day.isoformat(): (c.company, c.mood, c.note) for c in brought(house, e.CheckedIn)}
    assert met == {
        "2024-09-28": ("with", 100, ""),
        "2024-09-27": ("alone", 0, ""),
        "2024-09-26": ("with", 25, "Rang my brother."),
    }
    pages = brought(house, e.PageBrought)
    assert {page.words for page in pages} == {"Rain.", "Choir\nWe sang until they put the chairs up."}
    (mark,) = brought(house, e.JournalBrought)
    assert (mark.source, mark.file, len(mark.pages)) == ("daylio", "daylio_export.csv", 5)
    assert "We sang" in text_of(client.get("/me/days/2024-09/"))


def test_taken_out_again_nothing_of_it_is_left_and_everything_else_is(house: House):
    client = house.browser("Wen")
    before = rows_of(house["Wen"])[0]  # type: ignore[index]
    client.post(KEEP, sent(up(client, DAYLIO), do="keep"))
    (mark,) = brought(house, e.JournalBrought)
    page = text_of(client.get(f"/me/journal/{mark.id}/undo/"))
    assert "4 entries of it are here" in page
    assert client.get(f"/me/remove/{mark.id}/").headers["Location"] == f"/me/journal/{mark.id}/undo/"
    client.post(f"/me/journal/{mark.id}/undo/")
    assert rows_of(house["Wen"])[0] == before  # type: ignore[index]


def test_a_longer_export_of_the_same_journal_brings_only_what_is_new(house: House):
    client = house.browser("Wen")
    client.post(KEEP, sent(up(client, DAYLIO), do="keep"))
    n = SealedEntry.objects.count()
    more = up(client, DAYLIO + b"2024-09-24,24 September,Tuesday,8:00 pm,good,,,New.\n")
    assert "4 are in your book already" in text_of(more)
    client.post(KEEP, sent(more, do="keep"))
    assert SealedEntry.objects.count() == n + 2
    same = up(client, DAYLIO)
    assert "Nothing new" in text_of(same)
    client.post(KEEP, sent(same, do="keep"))
    assert SealedEntry.objects.count() == n + 2


def test_day_and_month_are_asked_where_the_file_leaves_them_open(house: House):
    client = house.browser("Wen")
    shown = up(client, TABLE)
    assert "Nothing in the file says how “03/04/2024” is meant" in text_of(shown)
    assert "Keep it" not in text_of(shown)
    tried = client.post(KEEP, sent(shown, do="keep"))
    assert not brought(house, e.JournalBrought)
    read = client.post(KEEP, sent(tried, do="look", order="mdy"))
    assert "Monday 4 March 2024" in text_of(read)
    client.post(KEEP, sent(read, do="keep", order="mdy", low="1", high="5", with_someone=["Otter"], alone=["nobody"]))
    met = {c.note: (c.company, c.mood, c.day.isoformat()) for c in brought(house, e.CheckedIn)}
    assert met == {
        "Soup on the stairs.": ("with", 75, "2024-05-04"),
        "A whole day of rain.": ("alone", 50, "2024-04-04"),
    }
    (page,) = brought(house, e.PageBrought)
    assert (page.words, page.mood, page.day.isoformat()) == ("Nobody rang.", 25, "2024-03-04")


def test_other_columns_are_looked_at_before_anything_is_kept(house: House):
    client = house.browser("Wen")
    read = client.post(KEEP, sent(up(client, TABLE), do="look", order="dmy"))
    moved = client.post(KEEP, sent(read, do="keep", mood="", words=["2"]))
    assert "The columns have changed" in text_of(moved)
    assert not brought(house, e.JournalBrought)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"low": "5", "high": "5"}, "two different numbers"),
        ({"low": "x"}, "two different numbers"),
        ({"with_someone": ["Otter"], "alone": ["Otter"]}, "“Otter” is ticked for both"),
        ({"date": ""}, "Choose the column with the dates"),
        ({"date": "1"}, "No cell of this column is a day"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(house: House, said, sentence):
    client = house.browser("Wen")
    read = client.post(KEEP, sent(up(client, TABLE), do="look", order="dmy"))
    answer = client.post(KEEP, sent(read, do="keep") | said)
    assert sentence in text_of(answer)
    assert not brought(house, e.JournalBrought)


@pytest.mark.parametrize(
    ("data", "source", "words"), [(DAY_ONE, "day_one", "Sat in the last row"), (JOURNIV, "journiv", "Otter came by.")]
)
def test_other_journals_come_in_too(house: House, data, source, words):
    client = house.browser("Wen")
    client.post(KEEP, sent(up(client, data, "Journal.json"), do="keep"))
    (mark,) = brought(house, e.JournalBrought)
    assert mark.source == source
    assert any(words in page.words for page in brought(house, e.PageBrought))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\0" * 99, "This file is no text"),
        (b"Dear diary", "has no columns"),
        (b"{}", "no export of Day One"),
        (b"nearer archive\x01" + bytes(999), "This is an archive of Nearer"),
        (ARCHIVE, "no export of Day One"),
        (b'a,b\n"', "Line 2 opens a quotation mark"),
        (b"PK\x03\x04", "damaged or cut off"),
    ],
)
def test_any_other_file_is_refused_with_a_sentence(house: House, data, sentence):
    client = house.browser("Wen")
    assert sentence in text_of(up(client, data))
    assert not brought(house, e.JournalBrought)


PAYLOAD = "<script>alert(1)</script>"


def test_whatever_a_file_says_is_shown_as_words(house: House):
    client = house.browser("Wen")
    row = f"2024-01-01,,,9 am,{PAYLOAD},{PAYLOAD},,{PAYLOAD}\n{PAYLOAD},,,,,,,\n"
    lines = f"full_date,date,weekday,time,mood,activities,note_title,note\n{row}"
    shown = up(client, lines.encode(), f"{PAYLOAD}.csv")
    assert shown.status_code == 200
    kept = client.post(KEEP, sent(shown, do="keep"))
    for page in (shown, client.get(UP), client.get("/me/days/2024-01/"), kept):
        assert b"<script>alert" not in page.content
    assert "&lt;script&gt;alert" in shown.content.decode()


def test_a_sample_takes_nothing_in(house: House):
    client = house.browser()
    client.cookies[SAMPLE_COOKIE] = samples()[0].id
    assert up(client, DAYLIO).status_code == 403
