"""Each messenger's export in small, with what is peculiar to it."""

import io
import json
import zipfile

import pytest

from nearer.formats.chats.errors import AmbiguousDates, WhichChat
from tests.formats.chats.rows import messages, reading, rows, zipped


def test_telegram():
    chat = {
        "name": "Ana", "type": "personal_chat", "id": 1,
        "messages": [
            {"id": 1, "type": "service", "date": "2024-12-23T21:00:00", "actor": "Ana", "action": "phone_call", "text": ""},
            {"id": 2, "type": "message", "date_unixtime": "1734987900", "from": None, "text": "gone", "edited": "2024-12-23T21:06:00"},
            {"id": 3, "type": "message", "date": "2024-12-23T21:07:00", "from": "Ana", "media_type": "voice_message", "text": ""},
            {"id": 4, "type": "message", "date": "2024-12-23T21:08:00", "from": "Ana", "reply_to_message_id": 2,
             "text": ["a ", {"type": "bold", "text": "b"}, "\nc"], "reactions": [{"type": "emoji", "count": 1, "emoji": "x"}]},
            {"id": 5, "type": "message", "text": "no date"},
        ],
    }  # fmt: skip
    for indent in (None, 1, 4):
        found = reading(json.dumps(chat, indent=indent))
        all_ = list(found.messages)
        assert [m.kind for m in all_] == ["system", "speech", "media", "speech"]
        assert [m.who for m in all_] == [None, None, "Ana", "Ana"]
        assert (all_[1].edited, all_[3].reply_to, all_[3].text, all_[3].reactions) == (
            True,
            "2",
            "a b\nc",
            (("", "x"),),
        )
        assert found.tally.unread == 1


def test_telegram_tells_what_was_forwarded():
    said = {"type": "message", "date": "2024-12-23T21:08:00", "from": "Ana"}
    rows_ = [
        said | {"id": 1, "text": "mine"},
        said | {"id": 2, "text": "theirs", "forwarded_from": "Bob"},
        said | {"id": 3, "text": "of someone gone", "forwarded_from": None},
    ]
    chat = {"name": "Ana", "type": "personal_chat", "id": 1, "messages": rows_}
    for indent in (None, 1):
        assert [m.forwarded for m in messages(json.dumps(chat, indent=indent))] == [False, True, True]
    account = json.dumps({"about": "x", "chats": {"about": "", "list": [chat]}})
    assert [m.forwarded for m in messages(account)] == [False, True, True]


def test_telegram_account():
    def chat(name, *texts):
        rows_ = [
            {"id": i, "type": "message", "date": "2024-12-23T21:08:00", "from": name, "text": t}
            for i, t in enumerate(texts)
        ]
        return {"name": name, "type": "personal_chat", "id": 1, "messages": rows_}

    data = json.dumps({"about": "x", "chats": {"about": "", "list": [chat("Ana", "a", "b"), chat("Bob", "c")]}})
    assert [(m.chat, m.text) for m in messages(data)] == [("Ana", "a"), ("Ana", "b"), ("Bob", "c")]
    assert [m.text for m in messages(data, chat="Bob")] == ["c"]
    with pytest.raises(WhichChat):
        reading(data, chat="Cy")


def test_a_telegram_file_whose_indent_changes_is_read_whole():
    first = json.dumps(
        {"id": 1, "type": "message", "date": "2024-12-23T21:08:00", "from": "A", "text": "one"}, indent=1
    ).replace("\n", "\n  ")
    second = json.dumps({"id": 2, "type": "message", "date": "2024-12-23T21:09:00", "from": "B", "text": "two"})
    data = '{\n "name": "A",\n "messages": [\n  ' + first + ",\n  " + second + "\n ]\n}"
    assert [row[2] for row in rows(data)] == ["one", "two"]


def twice(text: str) -> str:
    """As Meta writes it."""
    return text.encode().decode("latin-1")


def test_meta_undoes_the_double_encoding_and_leaves_the_rest():
    data = json.dumps({
        "participants": [{"name": "a"}], "thread_path": "inbox/x",
        "messages": [
            {"sender_name": twice("小明"), "timestamp_ms": 2000, "content": twice("你好")},
            {"sender_name": "Zoë", "timestamp_ms": 1720829590324, "content": "ok €"},
            {"sender_name": "Zoë", "timestamp_ms": 1720829590324, "photos": [{"uri": "x"}], "reactions": [{"actor": "B", "reaction": twice("❤")}]},
            {"sender_name": "B", "timestamp_ms": 1720829590324, "call_duration": 3, "content": "call"},
            {"sender_name": "B", "timestamp_ms": 1720829590324, "is_unsent": True},
        ],
    })  # fmt: skip
    found = messages(data)
    assert (found[0].text, found[1].who, found[1].text) == ("你好", "Zoë", "ok €")
    assert [m.kind for m in found] == ["speech", "speech", "media", "call", "deleted"]
    assert found[2].reactions == (("B", "❤"),)


def test_meta_threads_in_parts():
    def part(text):
        return json.dumps({"messages": [{"sender_name": "a", "timestamp_ms": 1000, "content": text}]})

    data = zipped(inbox_in_ana_1_in_message_2__json=part("old"), inbox_in_ana_1_in_message_1__json=part("new"))
    assert [row[2] for row in rows(data)] == ["new", "old"]


def test_signal_json_lines():
    lines = [
        {
            "date": "2024-12-23T21:05:11",
            "sender": "Ana",
            "body": "hello\nyou",
            "quote": "",
            "reactions": [["Me", "x"]],
            "attachments": [],
        },
        {
            "date": "2024-12-23T21:06:02",
            "sender": "Me",
            "body": "hi",
            "quote": "\n>\n> hello\n>\n",
            "reactions": [],
            "attachments": [],
        },
        {
            "date": "2024-12-24T09:00:00",
            "sender": "Ana",
            "body": "",
            "quote": "",
            "reactions": [],
            "attachments": [{"name": "a.jpg"}],
        },
        {"date": "2024-12-24T09:01:00", "sender": "Ana", "body": "", "quote": "", "deleted": True},
    ]
    found = messages("\n".join(json.dumps(line) for line in lines) + "\nbroken\n")
    assert [m.kind for m in found] == ["speech", "speech", "media", "deleted"]
    assert (found[0].reactions, found[1].reply_to) == ((("Me", "x"),), "hello")


def test_signal_markdown():
    data = (
        "[2019-12-24, 12:23] Jane Doe: Hello!\n(- Me: x -)\n[2020-01-17, 21:49] John: Hi\nJane!\n"
        "[2020-01-17, 21:50] John: ![a.jpg](./media/a.jpg)  \n[2020-01-17, 21:51] John: \n>\n> Hello!\n>\nyes\n"
    )
    found = messages(data)
    assert [(m.kind, m.text, m.reply_to) for m in found] == [
        ("speech", "Hello!", None), ("speech", "Hi\nJane!", None), ("media", "![a.jpg](./media/a.jpg)", None), ("speech", "yes", "Hello!"),
    ]  # fmt: skip
    assert found[0].reactions == (("Me", "x"),)


IMESSAGE = """May 17, 2022  5:29:42 PM (Read by you after 1 hour, 49 seconds)
Ana
Hello world
    May 17, 2022  5:30:00 PM
    Me
    a reply

Tapbacks:
Loved by Me

May 17, 2022  5:30:00 PM
Me
a reply
This message responded to an earlier message.

May 17, 2022  5:31:00 PM You renamed the conversation to Hi

May 17, 2022  5:32:42 PM
Ana
/Users/x/IMG_1.heic

"""


def test_imessage():
    found = messages(IMESSAGE)
    assert [(m.kind, m.who, m.text) for m in found] == [
        ("speech", "Ana", "Hello world"), ("speech", "Me", "a reply"),
        ("system", None, "You renamed the conversation to Hi"), ("media", "Ana", "/Users/x/IMG_1.heic"),
    ]  # fmt: skip
    assert found[0].reactions == (("Me", "Loved"),)
    assert found[1].reply_to == "an earlier message"
    assert found[0].when.isoformat() == "2022-05-17T17:29:42"


def test_sms_with_surrogate_references():
    data = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><smses count=\"4\">"
        '<sms address="+14115555555" date="1598052747000" type="2" body="hi &#55357;&#56832; &#x1F600; &#11; &amp;" contact_name="Alice"/>'
        '<sms address="4115555555" date="1598053229" type="1" body="lone &#55357;" contact_name="(Unknown)"/>'
        '<mms date="1598053331000" msg_box="1" address="411" contact_name="Bo"><parts><part ct="text/plain" text="pic"/></parts></mms>'
        '<sms address="1" date="never" type="1" body="x"/></smses>'
    )
    found = reading(data)
    all_ = list(found.messages)
    assert [(m.who, m.text) for m in all_] == [
        ("Me", "hi 😀 😀 \ufffd &"),
        ("4115555555", "lone \ufffd"),
        ("Bo", "pic"),
    ]
    assert [m.chat for m in all_] == ["Alice", "4115555555", "Bo"]
    assert found.tally.unread == 1
    assert len(messages(data, chat="Bo")) == 1


def test_sms_references_across_pieces():
    body = "x" * 30 + "&#55357;&#56832;" * 9000
    found = messages(f'<smses><sms date="1598052747000" type="1" address="1" body="{body}"/></smses>')
    assert found[0].text == "x" * 30 + "😀" * 9000


def test_discord():
    author = {"id": "1", "name": "ana", "nickname": "Ana"}
    row = {
        "id": "9",
        "type": "Default",
        "timestamp": "2023-01-17T19:33:19.087+00:00",
        "content": "hey",
        "author": author,
    }
    data = {
        "guild": {"id": "0"}, "channel": {"id": "1"},
        "messages": [
            row, row, {**row, "id": "10", "type": "ChannelNameChange"},
            {**row, "id": "11", "type": "Reply", "reference": {"messageId": "9"}, "timestampEdited": "2023-01-17T19:34:19+00:00"},
            {**row, "id": "12", "content": "", "attachments": [{"id": 1}], "author": {"id": "2", "name": "bob"}},
        ],
    }  # fmt: skip
    found = messages(json.dumps(data))
    assert [(m.kind, m.who, m.reply_to, m.edited) for m in found] == [
        ("speech", "Ana", None, False), ("system", None, None, False), ("speech", "Ana", "9", True), ("media", "bob", None, False),
    ]  # fmt: skip
    assert found[0].when.isoformat() == "2023-01-17T19:33:19"


def test_line():
    data = (
        '[LINE] Chat history in X\nSaved on: 2024/01/03 09:00\n\n2024.01.02 Tuesday\n03:04\tAlice\t"first line\nsecond line"\n'
        '03:05pm\tBob\t[Photo]\n03:06pm\t\tAlice joined\n03:07pm\tBob\t"quoted"\n午後03:08\tBob\tBob unsent a message.\n'
    )
    assert [(m.when.isoformat()[11:16], m.who, m.kind, m.text) for m in messages(data)] == [
        ("03:04", "Alice", "speech", "first line\nsecond line"), ("15:05", "Bob", "media", "[Photo]"),
        ("15:06", None, "system", "Alice joined"), ("15:07", "Bob", "speech", '"quoted"'),
        ("15:08", "Bob", "deleted", "Bob unsent a message."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("2015/12/05 Sat", 5),
        ("2024/01/02(火)", 2),
        ("Sun, 05/04/2026", 5),
        ("Mon, 04/05/2026", 4),
        ("Sun, 04/05/2026", 5),
    ],
)
def test_the_weekday_tells_day_from_month_in_line(heading, day):
    if heading == "Mon, 04/05/2026":
        assert reading(f"[LINE] Chat\n\n{heading}\n10:00\tA\tx\n").order == "dmy"
    assert messages(f"[LINE] Chat\n\n{heading}\n10:00\tA\tx\n")[0].when.day == day


def test_line_from_a_desktop_with_spaces():
    data = "2025.12.30 火曜日\n23:43 natsumi スタンプ\n23:47 衛藤 わ！ b\n見ます\n"
    assert rows(data) == [("2025-12-30T23:43", "natsumi", "スタンプ"), ("2025-12-30T23:47", "衛藤", "わ！ b\n見ます")]


def test_line_without_weekdays_is_asked():
    with pytest.raises(AmbiguousDates):
        reading("[LINE] Chat\n\n05/04/2026\n10:00\tA\tx\n")


@pytest.mark.parametrize(
    "data",
    [
        "X 님과 카카오톡 대화\n저장한 날짜 : 2025년 1월 1일 오전 9:00\n\n2025년 12월 15일 오후 1:18\n2025년 12월 15일 오후 1:18, 민수 : a : b\nc\n",
        "X 님과 카카오톡 대화\n\n--------------- 2025년 12월 15일 월요일 ---------------\n[민수] [오후 1:18] a : b\nc\n수아님이 나갔습니다.\n",
        "X 님과 카카오톡 대화\n\n--------------- 2025년 12월 15일 월요일 ---------------\n[민수] [13:18] a : b\nc\n",
        "KakaoTalk Chats with X\nDate Saved : x\n\n--------------- Monday, December 15, 2025 ---------------\n[민수] [1:18 PM] a : b\nc\n",
        "KakaoTalk Chats with X\nDate Saved : x\n\nDecember 15, 2025 at 1:18 PM, 민수 : a : b\nc\n",
        "X 님과 카카오톡 대화\n\n2025. 12. 15. 오후 1:18, 민수 : a : b\nc\n",
        'Date,User,Message\n2025-12-15 13:18:00,"민수","a : b\nc"\n',
    ],
)
def test_kakaotalk(data):
    assert [(row[0][:16], *row[1:]) for row in rows(data)] == [("2025-12-15T13:18", "민수", "a : b\nc")]


def test_kakaotalk_from_an_iphone():
    data = "X 님과 카카오톡 대화\n저장한 날짜 : x\n\n2021년 12월 29일 수요일\n2021. 12. 29. 오후 8:36, 나 : ㅎ\n\n2021년 12월 30일 목요일\n2021. 12. 30. 오후 8:37: 수아님이 나갔습니다.\n"
    found = reading(data)
    assert [(m.who, m.text) for m in found.messages] == [("나", "ㅎ"), (None, "수아님이 나갔습니다.")]
    assert found.tally.unread == 0


@pytest.mark.parametrize(
    "written",
    [
        "Monday, February 10, 2025 at 3:45:22\u202fPM UTC",
        "Monday, February 10, 2025 at 3:45:22 PM UTC",
        "Monday, 10 February 2025 at 15:45:22 UTC",
        "Monday, 10 February 2025 at 16:45:22 UTC+1",
    ],
)
def test_google_chat(written):
    row = {"creator": {"name": "Alice"}, "created_date": written, "text": "Hey", "message_id": "1"}
    assert rows(json.dumps({"messages": [row]})) == [("2025-02-10T15:45:22", "Alice", "Hey")]


def test_slack():
    users = json.dumps([{"id": "U1", "name": "a", "real_name": "Ana B", "profile": {"display_name": "ana"}}])
    day = json.dumps([
        {"type": "message", "user": "U1", "text": "<@U1> &amp; <https://x.org|x> <https://y.org>", "ts": "1452837352.000006"},
        {"type": "message", "subtype": "channel_join", "user": "U1", "text": "joined", "ts": "1452837352.000007"},
        {"type": "message", "user": "U2", "text": "hi", "ts": "1452837359.000007", "thread_ts": "1452837352.000006"},
    ])  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("users.json", users)
        packed.writestr("general/2016-01-15.json", day)
    found = messages(out.getvalue())
    assert [(m.who, m.kind, m.text, m.reply_to) for m in found] == [
        ("ana", "speech", "@ana & x https://y.org", None), (None, "system", "joined", None), ("U2", "speech", "hi", "1452837352.000006"),
    ]  # fmt: skip
    assert rows(day)[0][1] == "U1"


def test_matrix():
    def event(number, content, type_="m.room.message"):
        return {
            "type": type_,
            "sender": "@a:x",
            "content": content,
            "origin_server_ts": 1734987900000,
            "event_id": f"${number}",
        }

    data = {
        "room_name": "x", "export_date": "x",
        "messages": [
            event(1, {"msgtype": "m.text", "body": "hello"}),
            event(2, {"msgtype": "m.text", "body": "> <@b:x> hello\n\nhi", "m.relates_to": {"m.in_reply_to": {"event_id": "$1"}}}),
            event(3, {"m.new_content": {"body": "hi!"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$2"}}),
            event(4, {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$2", "key": "x"}}, "m.reaction"),
            event(5, {}), event(6, {"membership": "join"}, "m.room.member"), event(7, {}, "m.room.encrypted"),
            event(8, {"msgtype": "m.image", "body": "a.png"}),
        ],
    }  # fmt: skip
    found = reading(json.dumps(data))
    all_ = list(found.messages)
    assert [(m.kind, m.text) for m in all_] == [
        ("speech", "hello"), ("speech", "hi!"), ("deleted", ""), ("system", "m.room.member"), ("media", "a.png"),
    ]  # fmt: skip
    assert (all_[1].reply_to, all_[1].edited, all_[1].reactions) == ("$1", True, (("@a:x", "x"),))
    assert found.tally.unread == 1


def test_mbox():
    data = (
        b"From ana@ex.org Mon Dec 23 21:05:00 2024\nFrom: =?utf-8?b?Wm/Dqw==?= <z@ex.org>\nDate: Mon, 23 Dec 2024 21:05:00 +0100\n"
        b"Message-ID: <1@ex>\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9?\n"
        b">From now on\n\nFrom me@ex.org Mon Dec 23 21:06:00 2024\nFrom: me@ex.org\nDate: Mon, 23 Dec 2024 20:06:00 +0000\n"
        b"In-Reply-To: <1@ex>\n\nYes!\n\nOn Mon, 23 Dec 2024, Zoe wrote:\n> Caf\n\nFrom x@x Mon Dec 23 21:06:00 2024\nFrom: x\n\nno date\n"
    )
    found = reading(data)
    all_ = list(found.messages)
    assert [(m.when.isoformat(), m.who, m.text, m.reply_to) for m in all_] == [
        ("2024-12-23T20:05:00", "Zoë", "Café?\nFrom now on", None), ("2024-12-23T20:06:00", "me@ex.org", "Yes!", "<1@ex>"),
    ]  # fmt: skip
    assert found.tally.unread == 1
