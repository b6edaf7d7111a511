"""One header of each dialect that phones have written, all meaning the same minute, and notices in many languages."""

from datetime import datetime

import pytest

from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from tests.formats.chats.rows import messages, reading, rows

MOMENT = datetime(2018, 6, 13, 21, 25)
DIALECTS = """
    13/6/18, 9:25 p. m. - a: m
    13/06/18 21.25 - a: m
    13/06/2018 à 21:25 - a: m
    13/06/2018 às 21:25 - a: m
    13.06.2018 в 21:25 - a: m
    13.06.2018, в 21:25 - a: m
    13.06.2018 г., 21:25 ч. - a: m
    13.6.2018. u 21:25 - a: m
    13.6.2018 ob 21:25 - a: m
    13.6.2018 klo 21.25.15 - a: m
    13. 6. 2018. 21:25:15 a: m
    13.6.2018 21:25 a: m
    13.06.18 21:25:15: a: m
    [06/2018/13, 21:25:15] a: m
    [13/2018/06 21:25:15] a: m
    2018/06/13 21:25 - a: m
    2018-06-13, 9:25 p.m. - a: m
    2018年6月13日 下午9:25 - a: m
    [2018/6/13 下午9:25:15] a: m
    2018. 6. 13. 오후 9:25 - a: m
    18. 6. 13. 오후 9:25 - a: m
    2018. 06. 13. 9:25 du. - a: m
    9:25 CH, 13/06/2018 - a: m
    13/6/2561 21:25 น. - a: m
    ۱۳۹۷/۳/۲۳، ۲۱:۲۵ - a: m
    [١٣/٦/٢٠١٨، ٩:٢٥:١٥ م] a: m
    ১৩/৬/১৮, ৯:২৫ PM - a: m
    ১৩/৬/১৮, ৯:২৫ অপরাহ্ণ - a: m
    13.6.2018, 9:25 אחה״צ - a: m
    13.06.18, 9:25 odp. - a: m
    13.06.2018, 9:25 po podne - a: m
    13-06-18 9:25 பிற்பகல் - a: m
    13/06/2018 晚上9:25 - a: m
    13 de jun. de 2018 21:25 - a: m
    Jun 13, 2018, 9:25 PM - a: m
    [13 juin 2018 à 21:25:15] a: m
    13 июн. 2018 г., 21:25 - a: m
    9:25 PM, 13-Jun-2018 - a: m
""".strip().split("\n    ")


@pytest.mark.parametrize("line", DIALECTS)
def test_a_header_is_read(line):
    for written in (line, line.replace("/", "\u200f/").replace("،", "،\u200f")):
        (message,) = messages(written + "\n")
        assert (message.when.replace(second=0), message.who, message.text) == (MOMENT, "a", "m")


@pytest.mark.parametrize(
    "line",
    [
        "२४/१२/२३, २१:०५ - a: m",
        "[18/6/13 下午9:25:15] a: m",
        "15/6/13 21:25 - a: m",
        "24. 12. 23. 21:05 - a: m",
        "[06/2018/03, 21:25:15] a: m",
    ],
    ids=[
        "Nepali or Marathi",
        "Chinese or Hong Kong",
        "Spanish or older Chinese",
        "Korean or Bosnian",
        "the year between",
    ],
)
def test_a_date_that_two_kinds_of_phone_write_is_asked(line):
    with pytest.raises(AmbiguousDates):
        reading(line + "\n")


@pytest.mark.parametrize("line", ["23/6/18 21:25 - a: m", "[12/31/17, 21:25:00] a: m", "23/12/24, 21:25 - a: m"])
def test_years_after_those_of_older_chinese_phones_stand_last(line):
    (message,) = messages(line)
    assert message.when.strftime("%y") == line.split("/")[2][:2]


def test_one_late_message_does_not_decide():
    with pytest.raises(AmbiguousDates):
        reading("3/1/2019, 23:19 - Ana: x\n3/2/2019, 10:17 - Ana: x\n2/11/2019, 13:01 - Ana: late\n")


def test_a_year_of_two_digits_that_stays_while_the_last_number_changes_is_asked():
    with pytest.raises(AmbiguousDates):
        reading("15/6/13 21:25 - a: m\n15/6/14 21:25 - a: m\n")


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-02 10:00:00 INFO: started\n2024-01-02 10:00:01 ERROR: broken\n",
        "02/01/2024 10:00:00 INFO: started\n",
        "1\n00:00:01,000 --> 00:00:02,000\nAna: there\n",
    ],
    ids=["log", "log, day first", "subtitles"],
)
def test_a_file_with_times_is_no_chat(text):
    with pytest.raises(NotReadable):
        reading(text)


def test_months_that_are_words_keep_or_lose_their_dot():
    text = "13 de jun. de 2018 21:25 - Ana: a\n4 de maio de 2019 9:25 - Ana: b\n7 de foo. de 2019 9:25 - Ana: c\n"
    assert rows(text) == [
        ("2018-06-13T21:25", "Ana", "a"),
        ("2019-05-04T09:25", "Ana", "b\n7 de foo. de 2019 9:25 - Ana: c"),
    ]


def test_a_name_that_is_a_word_for_the_morning():
    assert rows("13.6.2018 21:25:15: a: m\n14.6.2018 9:25:15: am: x\n") == [
        ("2018-06-13T21:25:15", "a", "m"),
        ("2018-06-14T09:25:15", "am", "x"),
    ]


ADDED = (
    "Ana added you|Ana hat dich hinzugefügt|Ana te añadió|Ana vous a ajouté(e)|Ana ti ha aggiunto|Ana adicionou você|"
    "Ana heeft je toegevoegd|Ana добавил(-а) вас|Ana sizi ekledi|Ana lade till dig|Ana přidal(a) vás|Ana הוסיף אותך|"
    "Ana ने आपको जोड़ा|Ana menambahkan Anda|Ana đã thêm bạn|Anaがあなたを追加しました|Ana님이 회원님을 추가했습니다|You’re now an admin"
).split("|")
OMITTED = (
    "image omitted|Bild weggelassen|imagen omitida|image absente|immagine omessa|imagem ocultada|afbeelding weggelaten|"
    "изображение не включено|görüntü dahil edilmedi|pominięto obraz|kép kihagyva|התמונה הושמטה|تم استبعاد الصورة|"
    "gambar tidak disertakan|đã bỏ qua hình ảnh|ไม่รวมรูปภาพ|画像は含まれていません|사진 생략|图像已忽略|slika izostavljena|pilt jäeti välja"
).split("|")


@pytest.mark.parametrize("words", ADDED)
def test_a_notice_on_an_iphone_is_nobodys(words):
    (notice, hello) = messages(f"[23/12/2024, 21:05:01] Family: \u200e{words}\n[23/12/2024, 21:06:01] Ana: hi\n")
    assert (notice.kind, notice.who) == ("system", None)
    assert hello.who == "Ana"


@pytest.mark.parametrize("words", OMITTED)
def test_media_left_out_is_the_senders(words):
    (message,) = messages(f"[23/12/2024, 21:05:01] Zed: \u200e{words}\n")
    assert (message.kind, message.who, message.text) == ("media", "Zed", words)


@pytest.mark.parametrize("words", ["Ana created group “Work: plans”", "アナがグループ「仕事: 計画」を作成しました"])
def test_a_groups_name_with_a_colon_is_no_sender(words):
    (notice, _) = messages(f"23/12/2024, 21:05 - {words}\n23/12/2024, 21:06 - Ana: hi\n")
    assert (notice.kind, notice.text) == ("system", words)
