"""What exporters changed over the years: Signal, iMessage, KakaoTalk, Meta, Discord, Slack, texts."""

import json

import pytest

from tests.formats.chats.rows import messages, rows


def test_signals_newer_markdown():
    found = messages(
        "[2022-05-17 10:29:42] Jane: Hello  \n[2022-05-17 10:30:42] Me: \n\n> Hello\n\nreply  \n(- Jane: x, Bob: y -)\n"
        "[2022-05-17 10:31:42] Me:   ![a.jpg](./media/a.jpg)  \n[2022-05-17 10:32:42] Jane: (This message was deleted)\n"
        "[2022-05-17 10:33:42] Jane:   \n(( z ))\n[2022-05-17 10:34:42] Jane: Missed voice call  \n"
    )
    assert [(m.kind, m.text, m.reply_to) for m in found] == [
        ("speech", "Hello", None), ("speech", "reply", "Hello"), ("media", "![a.jpg](./media/a.jpg)", None),
        ("deleted", "(This message was deleted)", None), ("media", "(( z ))", None), ("call", "Missed voice call", None),
    ]  # fmt: skip
    assert found[1].reactions == (("Jane", "x"), ("Bob", "y"))
    assert found[0].when.isoformat() == "2022-05-17T10:29:42"


def test_signals_json_without_markdowns_line_break():
    lines = [
        {"date": "2024-12-23T21:05:11", "sender": "Ana", "body": "hello  ", "quote": "\n\n> a\n> b\n\n"},
        {"date": "2024-12-23T21:05:12", "sender": "No-Sender", "body": "  ", "quote": ""},
    ]
    found = messages("\n".join(json.dumps(line) for line in lines))
    assert [(m.who, m.kind, m.text, m.reply_to) for m in found] == [
        ("Ana", "speech", "hello", "a\nb"),
        (None, "system", "", None),
    ]


def test_an_edited_imessage_is_its_last_version():
    found = messages(
        "May 17, 2022 10:29:42 PM\nMe\nMay 17, 2022 10:29:42 PM Helo\nEdited 12 seconds later: Hello\nyou\n"
        "Edited 1 minute later: Hello all\nof you\nReactions:\nLoved by Ana\n\n"
        "May 17, 2022 10:30:42 PM\nMe\nwow\nSent with Confetti\n\nMay 17, 2022 10:31:00 PM\nAna\nYou deleted a message.\n\n"
    )
    assert [(m.who, m.kind, m.text, m.edited) for m in found] == [
        ("Me", "speech", "Hello all\nof you", True), ("Me", "speech", "wow", False),
        ("Ana", "deleted", "You deleted a message.", False),
    ]  # fmt: skip
    assert found[0].reactions == (("Ana", "Loved"),)


@pytest.mark.parametrize(
    "line",
    [
        "2025년 12월 15일 오후 1:18, 민수 : 안녕",
        "2025. 12. 15. 오후 1:18, 민수 : 안녕",
        "2025. 12. 15. 13:18, 민수 : 안녕",
        "December 15, 2025 at 1:18 PM, 민수 : 안녕",
        "Dec 15, 2025 at 1:18\u202fPM, 민수 : 안녕",
        "Dec 15, 2025 13:18, 민수 : 안녕",
        "15 December 2025 at 13:18, 민수 : 안녕",
        "--------------- 2025년 12월 15일 월요일 ---------------\n[민수] [오후 1:18] 안녕",
        "--------------- Monday, December 15, 2025 ---------------\n[민수] [1:18 PM] 안녕",
        "--------------- Monday, December 15, 2025 ---------------\n[민수] [PM 1:18] 안녕",
    ],
)
def test_kakaotalks_rows(line):
    assert rows(f"민수 님과 카카오톡 대화\n저장한 날짜 : x\n\n{line}\n") == [("2025-12-15T13:18", "민수", "안녕")]


def test_a_kakaotalk_name_with_brackets():
    text = "X 님과 카카오톡 대화\n\n--------------- 2025년 12월 15일 월요일 ---------------\n[a [b] c] [오전 12:18] [x] [1:18 PM] y\n"
    assert rows(text) == [("2025-12-15T00:18", "a [b] c", "[x] [1:18 PM] y")]


@pytest.mark.parametrize("line", ["2025년 12월 15일 오후 1:18,   : 안녕", "Dec 15, 2025 at 1:18 PM,  : 안녕"])
def test_a_kakaotalk_row_without_a_name_is_nobodys(line):
    (found,) = messages(f"X 님과 카카오톡 대화\n저장한 날짜 : x\n\n{line}\n")
    assert (found.who, found.kind, found.text) == (None, "system", "안녕")


def test_a_macs_line_without_a_user_is_the_apps():
    found = messages(
        'Date,User,Message\n2025-12-15 13:18:00,"민수","안녕"\n2025-12-15 13:19:00,"","민수님이 나갔습니다."\n'
    )
    assert [(m.who, m.kind) for m in found] == [("민수", "speech"), (None, "system")]


def test_facebooks_older_files_count_in_seconds():
    data = {"messages": [{"sender_name": "Ana", "timestamp": 1520829590, "content": "hi", "type": "Generic"}]}
    assert rows(json.dumps(data)) == [("2018-03-12T04:39:50", "Ana", "hi")]


def test_a_discord_call_is_its_callers():
    row = {"id": "1", "type": "Call", "timestamp": "2023-01-17T19:33:19+00:00", "content": "Started a call.",
           "author": {"id": "1", "name": "ana"}}  # fmt: skip
    (found,) = messages(json.dumps({"guild": {"id": "0"}, "channel": {"id": "1"}, "messages": [row]}))
    assert (found.who, found.kind, found.text) == ("ana", "call", "Started a call.")


def test_a_slack_day_without_users_names_them_by_their_profile():
    rows_ = [{"type": "message", "user": "U1", "text": "see <#C1|plans> <!here>", "ts": "1452837352.000006",
              "user_profile": {"display_name": "", "real_name": "Ana Ito"}}]  # fmt: skip
    (found,) = messages(json.dumps(rows_))
    assert (found.who, found.text) == ("Ana Ito", "see #plans @here")


def test_texts_that_were_not_sent():
    row = '<sms address="1" date="1598052747000" type="{}" body="{}" contact_name="Ana"/>'
    found = messages(f"<smses>{row.format(5, 'failed')}{row.format(3, 'draft')}{row.format(1, 'hers')}</smses>")
    assert [(m.who, m.kind) for m in found] == [("Me", "speech"), (None, "system"), ("Ana", "speech")]


def test_a_text_from_nobody():
    found = messages(
        '<smses><sms date="1598052747000" type="1" body="a"/><mms date="1598052747000"><parts/></mms></smses>'
    )
    assert [(m.who, m.chat) for m in found] == [(None, None), (None, None)]


def test_elements_plain_text_is_read():
    text = "12/23/2024, 9:05:11 PM - Ana: hi\n12/23/2024, 9:06:12 PM - Ana joined the room\n"
    assert rows(text) == [("2024-12-23T21:05:11", "Ana", "hi")]
