"""WhatsApp: dates decided or asked, one dialect locked, the app's lines told from speech."""

import pytest

from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from tests.formats.chats.rows import messages, reading, rows


def test_a_number_above_twelve_decides():
    assert reading("5/1/24, 10:00 - Ana: a\n13/1/24, 10:00 - Ana: b\n").order == "dmy"
    assert reading("1/5/24, 10:00 - Ana: a\n1/13/24, 10:00 - Ana: b\n").order == "mdy"


def test_time_that_would_run_backwards_decides():
    found = reading("06/03/2017, 00:45 - A: a\n08/05/2017, 01:48 - B: b\n09/04/2017, 01:50 - A: c\n")
    assert (found.order, found.decided_by) == ("mdy", "only so does time run forward")


def test_days_that_could_be_either_are_asked():
    text = "03/04/2024, 10:00 - Ana: a\n04/04/2024, 10:00 - Ana: b\n"
    with pytest.raises(AmbiguousDates, match="ambiguous"):
        reading(text)
    assert rows(text, "dmy")[0][0] == "2024-04-03T10:00"
    assert rows(text, "mdy")[0][0] == "2024-03-04T10:00"


def test_dots_do_not_decide():
    with pytest.raises(AmbiguousDates):
        reading("10.12.2024, 14:30 - Ana: Hallo, wie geht es dir?\n")


def test_the_same_day_and_month_needs_no_question():
    assert rows("1/1/21, 12:00 - A: Hi\n1/1/21, 12:03 - B: Hi\n1/1/21, 12:02 - A: late\n")[2][0] == "2021-01-01T12:02"


def test_an_order_that_contradicts_the_file_is_refused():
    with pytest.raises(NotReadable, match="cannot be mdy"):
        reading("23/12/2024, 10:00 - Ana: a\n", "mdy")


def test_a_year_in_front_of_two_digits_is_asked_not_taken_for_a_day():
    """Nepal: 23 and 24 December 2024."""
    with pytest.raises(AmbiguousDates):
        reading("24/12/23, 21:05 - Ana: a\n24/12/24, 0:10 - Ana: b\n")


def test_attached_files_carry_their_day():
    text = "3/4/24, 10:00 - Ana: IMG-20240403-WA0001.jpg (file attached)\n4/4/24, 10:00 - Ana: b\n"
    found = reading(text)
    assert (found.order, found.decided_by) == ("dmy", "the dates in the names of attached files")
    with pytest.raises(AmbiguousDates):
        reading(text + "5/4/24, 10:00 - Ana: IMG-20240504-WA0001.jpg (file attached)\n")


def test_lines_pasted_from_an_american_friend_do_not_decide():
    """The pasted line looks like a header of this file, but stands out of order: no witness."""
    text = "03/04/24, 10:00 - Ana: look:\n12/25/23, 09:00 - Bob: hi\n05/04/24, 10:00 - Ana: see?\n"
    with pytest.raises(AmbiguousDates):
        reading(text)


def test_a_chat_pasted_into_a_message_stays_one_message():
    text = "[04.01.18, 11:53:57] Ana: look\n[1.2.2019, 00:00:00] Bob: no\n2/11/19, 14:48 - Cy: no\n[14.01.18, 11:54:03] Ana: yes\n"
    assert [row[2] for row in rows(text)] == ["look\n[1.2.2019, 00:00:00] Bob: no\n2/11/19, 14:48 - Cy: no", "yes"]


@pytest.mark.parametrize(
    ("stamp", "when"),
    [
        ("23.12.2024 21.05 - ", "2024-12-23T21:05"),
        ("23.12.24 г., 21:05 ч. - ", "2024-12-23T21:05"),
        ("13.6.2018 klo 21.25.15 - ", "2018-06-13T21:25:15"),
        ("2024-12-23, 21 h 05 - ", "2024-12-23T21:05"),
        ("2024. 12. 23. 오후 9:05, ", "2024-12-23T21:05"),
        ("2024년 12월 23일 오전 12:10, ", "2024-12-23T00:10"),
        ("[2024/12/23 下午9:05:11] ", "2024-12-23T21:05:11"),
        ("[2024/12/23 晚上9:05:11] ", "2024-12-23T21:05:11"),
        ("2024/12/23 凌晨12:10 - ", "2024-12-23T00:10"),
        ("2024/12/23 中午12:10 - ", "2024-12-23T12:10"),
        ("9:05 CH 23/12/2024 - ", "2024-12-23T21:05"),
        ("23/12/2567 21:05 - ", "2024-12-23T21:05"),
        ("23/12/67 21:05 - ", "2024-12-23T21:05"),
        ("۱۴۰۳/۱۰/۳،\u200f ۲۱:۰۵ - ", "2024-12-23T21:05"),
        ("\u200f٢٣\u200f/١٢\u200f/٢٠٢٤، ٩:٠٥ م - ", "2024-12-23T21:05"),
        ("٢٢/٦/١٤٤٦ هـ، ٩:٠٥ م - ", "2024-12-23T21:05"),
        ("23/12/2024, 9:05\u202fp.\u00a0m. - ", "2024-12-23T21:05"),
        ("\ufeff\u200e[23/12/2024, 21:05:00] ", "2024-12-23T21:05:00"),
    ],
)
def test_stamps_of_many_places(stamp: str, when: str):
    assert rows(f"{stamp}Ana: hi: you\nthere\n") == [(when, "Ana", "hi: you\nthere")]


def test_a_word_beside_the_time_that_nobody_knows_is_not_passed_over():
    with pytest.raises(NotReadable, match="gvoo"):
        reading("23/12/2024, 9:05 pm - Ana: a\n24/12/2024, 9:05 gvoo - Ana: b\n")


def test_an_iphone_marks_its_own_lines():
    text = (
        "[23/12/2024, 21:00:00] Ana: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read them.\n"
        "[23/12/2024, 21:05:00] Ana: \u200eimage omitted\n"
        "\u200e[23/12/2024, 21:06:00] Ana: \u200e<attached: 00000012-PHOTO-2024-12-23-21-06-00.jpg>\n"
        "[23/12/2024, 21:07:00] Ana: \u200eThis message was deleted.\n"
        "[23/12/2024, 21:08:00] Ana: ok \u200e<This message was edited>\n"
        "[23/12/2024, 21:09:00] Ana: \u200eMissed voice call\n"
        "[23/12/2024, 21:10:00] Ana: \u200eBild weggelassen\n"
        "[23/12/2024, 21:11:00] Ana: Bob left. Someone was added. image omitted\n"
    )
    found = messages(text)
    assert [m.kind for m in found] == ["system", "media", "media", "deleted", "speech", "call", "media", "speech"]
    assert found[0].who is None
    assert found[4].edited
    assert found[4].text == "ok <This message was edited>"


def test_android_lines_without_a_sender_are_the_apps():
    text = (
        '23/12/24, 10:00 - Ana created group "Work: plans"\n24/12/24, 10:01 - Ana: <Media omitted>\n'
        "24/12/24, 10:02 - Bob left\n24/12/24, 10:03 - Bob: PTT-1.opus (file attached)\n24/12/24, 10:04 - Ana: This message was deleted\n"
    )
    assert [(m.who, m.kind) for m in messages(text)] == [
        (None, "system"), ("Ana", "media"), (None, "system"), ("Bob", "media"), ("Ana", "deleted"),
    ]  # fmt: skip


def test_on_android_only_attached_files_are_marked():
    text = "23/12/24, 10:00 - Ana: \u200ehi\n24/12/24, 10:00 - Ana: \u200eIMG-1.jpg (file attached)\nlook\n"
    assert [(m.kind, m.text) for m in messages(text)] == [
        ("speech", "\u200ehi"),
        ("media", "IMG-1.jpg (file attached)\nlook"),
    ]


def test_a_korean_phone_in_another_region():
    assert rows("[23/12/2024, 오후 9:05:11] A: x\n")[0][0] == "2024-12-23T21:05:11"


def test_midnight_as_twenty_four():
    assert rows("23/12/2024, 24:10 - A: x\n")[0][0] == "2024-12-23T00:10"


def test_headers_that_name_no_day_are_text_and_said():
    found = reading("23/12/2024, 21:05 - A: x\n31/02/2024, 21:05 - B: y\n24/12/2024, 21:05 - A: z\n")
    assert [m.text for m in found.messages] == ["x\n31/02/2024, 21:05 - B: y", "z"]
    assert "kept as text" in found.notes[0]


def test_names():
    text = "[23/12/2024, 21:05:00] ~\u202fEva: a\n[24/12/2024, 21:05:00] \u202a+49 170 1\u202c: b\n[24/12/2024, 21:06:00] Bob:Hi\n"
    assert [row[1] for row in rows(text)] == ["Eva", "+49 170 1", "Bob"]


def test_text_is_exact():
    words = "  cafe\u0301 👨\u200d👩\u200d👧 ﬁ ½ \u00a0 x\n\n y "
    assert rows(f"23/12/2024, 21:05 - Ana: {words}\n24/12/2024, 21:05 - Bob: b")[0][2] == words


def test_lines_before_the_first_message_are_counted():
    found = reading("a note\n\n23/12/2024, 21:05 - Ana: a\n")
    assert [m.text for m in found.messages] == ["a"]
    assert (found.tally.unread, found.tally.first_unread) == (1, [1])


def test_source_lines_are_kept():
    assert [m.line for m in messages("23/12/24, 21:05 - Ana: a\nb\n\n24/12/24, 21:05 - Ana: c\n")] == [1, 4]


def test_forty_thousand_messages_are_the_end_of_an_export():
    found = reading("".join(f"{13 + i % 9}/12/2024, 10:00 - Ana: {i}\n" for i in range(40_000)))
    assert sum(1 for _ in found.messages) == 40_000
    assert "older ones are missing" in found.notes[0]


def test_a_file_is_the_same_however_it_is_cut_into_pieces(monkeypatch):
    text = "".join(f"{13 + i % 9}/12/2024, 10:{i % 60:02} - Ana: é{i}\r\nmore {i}\r\n" for i in range(300))
    whole = rows(text)
    for size in (7, 64, 1000):
        monkeypatch.setattr("nearer.formats.chats.source.CHUNK", size)
        assert rows(text) == whole
