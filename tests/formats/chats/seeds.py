"""One small export of each kind, for mutation."""

import json

from tests.formats.chats.rows import zipped

WHATSAPP = "23/12/2024, 21:05 - Ana: a\n24/12/2024, 9:05\u202fp.\u00a0m. - Bob: b\nmore\n25/12/2024, 21:05 - Bob left\n"
IPHONE = "\ufeff[23/12/24, 9:05:11\u202fPM] Ana: \u200eimage omitted\n\u200e[24/12/24, 9:05:12\u202fAM] ~\u202fBob: ok \u200e<edited>\n"
ROW = {
    "id": 1,
    "type": "message",
    "date": "2024-12-23T21:08:00",
    "date_unixtime": "1734987900",
    "from": "A",
    "text": ["x", {"text": "y"}],
}
EVENT = {
    "type": "m.room.message",
    "sender": "@a:x",
    "content": {"msgtype": "m.text", "body": "> q\n\nhi"},
    "origin_server_ts": 1734987900000,
}

SEEDS: dict[str, bytes] = {
    "whatsapp": WHATSAPP.encode(),
    "whatsapp-iphone": IPHONE.encode(),
    "whatsapp-utf16": WHATSAPP.encode("utf-16"),
    "telegram": json.dumps({"name": "A", "type": "personal_chat", "id": 1, "messages": [ROW, ROW]}, indent=1).encode(),
    "telegram-account": json.dumps({"about": "", "chats": {"list": [{"name": "A", "id": 1, "messages": [ROW]}]}}).encode(),
    "meta": json.dumps({"messages": [{"sender_name": "Ã©", "timestamp_ms": 1720829590324, "content": "Ã©", "photos": [1]}]}).encode(),
    "discord": json.dumps(
        {"guild": {"id": "0"}, "channel": {"id": "1"}, "messages": [{"id": "1", "type": "Default",
         "timestamp": "2023-01-17T19:33:19.087+00:00", "content": "x", "author": {"id": "1", "name": "a"}}]}
    ).encode(),
    "matrix": json.dumps({"room_name": "x", "export_date": "x", "messages": [EVENT]}).encode(),
    "google": json.dumps({"messages": [{"creator": {"name": "A"}, "created_date": "Monday, February 10, 2025 at 3:45:22 PM UTC", "text": "x"}]}).encode(),
    "slack": json.dumps([{"type": "message", "user": "U1", "text": "<@U1> &amp;", "ts": "1452837352.000006"}]).encode(),
    "signal": json.dumps({"date": "2024-12-23T21:05:11", "sender": "A", "body": "x", "quote": "> y", "reactions": [["a", "b"]]}).encode(),
    "signal-markdown": b"[2019-12-24, 12:23] Jane: Hello!\n(- Me: x -)\n[2020-01-17, 21:49] John: ![a](./media/a.jpg)  \n[2020-01-17 21:49:03] J: \n\n> q\n\nr  \n(( z ))\n",
    "imessage": b"May 17, 2022  5:29:42 PM (Read by you after 1 hour)\nAna\nHello\n\nTapbacks:\nLoved by Me\n\nMay 17, 2022  5:29:43 PM\nMe\nMay 17, 2022  5:29:43 PM a\nEdited 1 minute later: b\nSent with Echo\n\nMay 17, 2022  5:30:00 PM You left\n",
    "sms": b'<smses><sms date="1598052747000" type="1" address="1" body="&#55357;&#56832;x"/><mms date="1" msg_box="2"><parts/></mms></smses>',
    "line": "[LINE] Chat\n\n2024.01.02 Tuesday\n03:04\tA\t\"x\ny\"\n03:05pm\tB\t[Photo]\n".encode(),
    "kakaotalk": "X 님과 카카오톡 대화\n\n--------------- 2025년 12월 15일 월요일 ---------------\n[민수] [오후 1:18] a\nDec 15, 2025 at 1:18 PM, B : c\n수아님이 나갔습니다.\n".encode(),
    "kakaotalk-csv": 'Date,User,Message\n2025-12-15 13:18:00,"민수","a : b\nc"\n'.encode(),
    "mbox": b"From a@x Mon Dec 23 21:05:00 2024\nFrom: =?utf-8?b?Wm/Dqw==?= <z@x>\nDate: Mon, 23 Dec 2024 21:05:00 +0100\nContent-Type: text/plain; charset=x\n\nHi\n\nFrom b@x Mon Dec 23 21:06:00 2024\nFrom: b@x\nDate: 23 Dec 2024 21:05 GMT\nContent-Type: text/html; format=flowed\n\n<p>a<br>b</p>\n> c\n-- \n",
    "zip": zipped(_chat__txt=WHATSAPP),
}  # fmt: skip

TOKENS = [
    b"\n", b"\r\n", b"\0", b"[", b"]", b"{", b"}", b'"', b": ", b" - ", b"\xe2\x80\x8e", b"null", b"1e999", b"-1", b"9" * 30, b"\\ud83d",
    b"[23/12/24, 9:05:11 PM] A: ", b"31/02/2024, 25:61 - A: ", b"&#55357;", b"<!ENTITY x 'y'>", b"From x 2024\n", b"\t", b"0000", b"99:99",
    "\u200e".encode(), b"<p>", b"<!--", b" \n", b"-- \n", b"wrote:\n> ", b"Edited 1 later: ", b"\n\n> ", "\u202f".encode(), b"<", b">", b"./media/", b"Tapbacks:", b"(- A: x -)", b"31/12/2024", "오후 ".encode(), "년 ".encode(),
]  # fmt: skip
"""What breaks grammars: signs, halves of signs, headers of other messengers."""
