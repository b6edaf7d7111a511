"""Files that are not what they say, are broken, or are built to do harm: refused in a sentence, soon, in little memory."""

import io
import json
import time
import tracemalloc
import zipfile

import pytest

from nearer.formats.chats.errors import NotReadable, WhichChat
from tests.formats.chats.rows import messages, reading, rows, zipped

CHAT = "23/12/2024, 21:05 - Ana: a\n24/12/2024, 21:05 - Bob: b\n"


@pytest.fixture(autouse=True)
def _soon_and_small():
    """Under five seconds, under 300 MB."""
    tracemalloc.start()
    start = time.process_time()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - start < 5
    assert peak < 300 << 20


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "photo"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"SQLite format 3\x00" + bytes(100), "imessage-exporter"),
        (bytes(range(256)) * 20, "not text"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"hello\nthis is a diary\n", "no chat export"),
        (b"2,3\n4,5\n", "no chat export"),
        (b"{}", "no chat export"),
        (b"[1,2,3]", "no chat export"),
        (b"null", "no chat export"),
    ],
)
def test_what_is_no_export_is_refused(data, sentence):
    with pytest.raises(NotReadable, match=sentence):
        messages(data)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(codec):
    assert [row[2] for row in rows(CHAT.replace("b\n", "é日\n").encode(codec))] == ["a", "é日"]


def test_a_few_damaged_bytes_are_replaced_and_said():
    found = reading((CHAT * 40).encode().replace(b"Bob: b", b"Bob: \xff", 1))
    assert "\ufffd" in [m.text for m in found.messages]
    assert "1 damaged" in found.notes[0]


def test_windows_text_is_read_and_said():
    found = reading("23/12/2024, 21:05 - Zoë: été\n".encode("cp1252"))
    assert [m.text for m in found.messages] == ["été"]
    assert "Windows" in found.notes[0]


def test_a_zip_with_three_chats_asks_which():
    data = zipped(ana__txt=CHAT, bo__txt=CHAT, cy__txt=CHAT, photo__jpg=b"\xff\xd8\xff", notes__txt="nothing")
    with pytest.raises(WhichChat) as asked:
        reading(data)
    assert asked.value.names == ("ana.txt", "bo.txt", "cy.txt")
    assert len(rows(data, chat="bo")) == 2


def test_a_zip_with_one_chat_and_media():
    assert len(rows(zipped(_chat__txt=CHAT, IMG__jpg=b"\xff\xd8\xff", **{"shadow/.chat.txt": CHAT}))) == 2


def test_a_zip_without_a_chat():
    with pytest.raises(NotReadable, match="holds no chat"):
        reading(zipped(a__jpg=b"\xff\xd8\xff"))


def test_a_zip_that_is_cut_off_or_locked_or_lies():
    data = zipped(_chat__txt=CHAT)
    with pytest.raises(NotReadable, match="damaged"):
        reading(data[: len(data) // 2])
    with pytest.raises(NotReadable):
        messages(data.replace(data[40:60], bytes(20)))
    locked = bytearray(data)
    locked[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotReadable, match="password"):
        reading(bytes(locked))


def test_a_zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("_chat.txt", "w") as member:
        for _ in range(80):
            member.write(bytes(1 << 20))
    with pytest.raises(NotReadable, match="enormous"):
        reading(out.getvalue())


def test_a_zip_of_very_many_files():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(20_100):
            packed.writestr(str(number), b"")
    with pytest.raises(NotReadable, match="more than"):
        reading(out.getvalue())


def test_a_zip_in_a_zip_is_not_opened():
    with pytest.raises(NotReadable):
        reading(zipped(inner__zip=zipped(_chat__txt=CHAT)))


def test_names_that_climb_out_and_links_reach_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("../../evil.txt", CHAT)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    assert len(rows(out.getvalue())) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "opening",
    [
        b'{"messages":' + b"[" * 200_000,
        b'{"name":1,"type":2,"id":3,"messages":[' + b'{"text":[' * 100_000,
        b"[" * 500_000,
        b'{"messages":[{"id":1,"type":"message","date":"2024-12-23T21:08:00","from":"A","text":'
        + b" " * 66_000
        + b"[" * 60_000
        + b"]" * 60_000
        + b"}]}",
    ],
)
def test_json_that_is_deep(opening):
    with pytest.raises(NotReadable):
        messages(opening)


def test_json_that_is_deep_inside_a_record():
    record = b'{"id":1,"type":"message","date":"2024-12-23T21:08:00","from":"A","text":'
    data = b'{"name":"a","messages":[' + record + b'"x"},' + record + b"[" * 150_000 + b"]" * 150_000 + b"}]}"
    with pytest.raises(NotReadable):
        messages(data)


def test_billion_laughs():
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(10))
    with pytest.raises(NotReadable, match="entities"):
        messages(f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><smses><sms date="1" type="1" body="&l9;"/></smses>')


def test_json_cut_off_keeps_what_came_before():
    row = {"id": 1, "type": "message", "date": "2024-12-23T21:08:00", "from": "A", "text": "x"}
    for indent in (None, 1):
        data = json.dumps({"name": "a", "type": "personal_chat", "messages": [row] * 50}, indent=indent)
        found = reading(data[: len(data) * 2 // 3])
        count = sum(1 for _ in found.messages)
        assert 20 < count < 50
        assert "cut off" in found.notes[0]
        with pytest.raises(NotReadable):
            messages(data[:90])


def test_xml_cut_off_keeps_what_came_before():
    data = "<smses>" + '<sms date="1598052747000" type="1" address="1" body="x"/>' * 50
    found = reading(data[: len(data) // 2])
    assert 20 < sum(1 for _ in found.messages) < 50
    assert "cut off" in found.notes[0]


def test_a_message_without_an_end():
    with pytest.raises(NotReadable, match="longer than"):
        messages(CHAT + "x" * (20 << 20))


@pytest.mark.parametrize(
    "data",
    [
        "From a@x Mon Dec 23 21:05:00 2024\nFrom: a@x\nDate: Mon, 23 Dec 2024 21:05:00 +0100\n\n" + filler + "\nx\n"
        for filler in (">" * 40_000, ">\n" * 40_000, "\n" * 40_000, "wrote:\n" * 20_000, "On " * 20_000)
    ]
    + [
        "23/12/2024, 21:05 - " + filler + "\n24/12/2024, 21:05 - A: x\n"
        for filler in (
            ":" * 300_000,
            ": " * 200_000,
            "\u200e" * 300_000,
            "<" * 300_000,
            '"' * 300_000,
            "A: \u200e" * 100_000,
            " " * 300_000,
        )
    ]
    + [
        "[2019-12-24, 12:23] Jane: " + "(- " * 200_000 + "\n(- Me: x -)\n",
        "[2019-12-24, 12:23] Jane: " + "![" * 200_000 + "\n(- Me: x -)\n",
    ],
)
def test_no_words_take_long(data):
    messages(data)
