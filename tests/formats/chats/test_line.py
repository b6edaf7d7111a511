"""LINE's headings, rows and quotations in the languages that phones and desktops write them."""

import pytest

from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from tests.formats.chats.rows import messages, rows

HEADINGS = """
    2024/01/02(火)
    2024/1/2（二）
    2024.01.02 Tuesday
    2024.01.02 星期二
    2024年1月2日(火)
    2024년 1월 2일 화요일
    2024. 01. 02. 화요일
    Tue, 1/2/2024
    Tue, 02/01/2024
    Tuesday, January 2, 2024
    2 January 2024 (Tue)
    อ. 02/01/2024
    อ. 2/1/2567
    Sel, 2/1/2024
    Di, 02.01.2024
    mar, 02/01/2024
""".strip().split("\n    ")


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_read(heading):
    assert rows(f"[LINE] Chat with Ana\n\n{heading}\n09:05\tAna\thi\n") == [("2024-01-02T09:05", "Ana", "hi")]


@pytest.mark.parametrize(
    "time", ["21:05", "午後9:05", "下午09:05", "오후 9:05", "9:05 PM", "09:05 p.m.", "21.05", "21:05 น."]
)
def test_a_time_is_read(time):
    assert rows(f"[LINE] x\n\n2024/01/02(火)\n{time}\tAna\thi\n") == [("2024-01-02T21:05", "Ana", "hi")]


def test_days_in_an_unknown_language_are_said_not_lost():
    with pytest.raises(NotReadable, match="days"):
        messages("[LINE] x\n\nวันอังคารที่ 2 มกราคม 2567\n09:05\tAna\thi\n")


def test_a_date_that_someone_wrote_is_no_heading():
    text = "[LINE] x\n\n2024/01/02(火)\n09:05\tAna\tfree on\n2024/01/05\n?\n09:06\tBob\tyes\n"
    assert rows(text) == [("2024-01-02T09:05", "Ana", "free on\n2024/01/05\n?"), ("2024-01-02T09:06", "Bob", "yes")]


def test_a_weekday_that_does_not_fit_is_no_heading():
    text = "[LINE] x\n\nTue, 01/02/2024\n09:05\tAna\tsee\nMon, 01/02/2024\n09:06\tBob\tyes\n"
    assert [row[0] for row in rows(text, "mdy")] == ["2024-01-02T09:05", "2024-01-02T09:06"]


def test_no_weekday_and_two_readings_are_asked():
    with pytest.raises(AmbiguousDates):
        messages("[LINE] x\n\n03/01/2024\n09:05\tAna\thi\n")


def test_several_lines_in_quotation_marks_are_one_message():
    text = (
        '[LINE] x\n\n2024/01/02(火)\n09:05\tAna\t"one\n\n2024/01/03(水)\n09:06\tBob\tpasted\n""two"""\n09:07\tBob\tok\n'
    )
    assert rows(text) == [
        ("2024-01-02T09:05", "Ana", 'one\n\n2024/01/03(水)\n09:06\tBob\tpasted\n"two"'),
        ("2024-01-02T09:07", "Bob", "ok"),
    ]


def test_a_mark_that_never_closes_swallows_nothing():
    text = '[LINE] x\n\n2024/01/02(火)\n09:05\tAna\t"so\n09:06\tBob\t"no" he said\n09:07\tAna\tok\n'
    assert [row[2] for row in rows(text)] == ['"so', '"no" he said', "ok"]


def test_desktops_part_names_of_several_words():
    text = "2024.01.02 Tuesday\n" + "".join(
        f"09:0{n} Bob Ito {word}\n09:0{n} Ana {word}\n" for n, word in enumerate("abc")
    )
    assert {row[1] for row in rows(text)} == {"Bob Ito", "Ana"}
    assert {row[2] for row in rows(text)} == {"a", "b", "c"}
