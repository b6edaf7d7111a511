"""Reading journals: every page or every line that is none, never a silent wrong month, and nothing that does harm."""

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.formats.journals.dates import clock_of, order_of, written
from nearer.formats.journals.daylio import read_daylio
from nearer.formats.journals.errors import NotAJournal, OrderUnknown
from nearer.formats.journals.recognise import recognised
from nearer.formats.journals.records import read_day_one, read_journiv
from nearer.formats.journals.rows import rows
from nearer.formats.journals.table import Columns, guessed, read_table
from tests.brought import DAY_ONE, DAYLIO, JOURNIV, TABLE
from tests.places import CHECKOUT

ZONE, LATEST = "Europe/Berlin", date(2026, 11, 26)


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("_", "."), data)
    return out.getvalue()


# ---- what a file is ----


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (DAYLIO, "daylio"),
        (b"\xef\xbb\xbf" + DAYLIO, "daylio"),
        (DAYLIO.replace(b"note_title", b"scales,note_title"), "daylio"),
        (DAY_ONE, "day_one"),
        (zipped(Journal_json=DAY_ONE, photo_jpeg=b"\xff\xd8"), "day_one"),
        (JOURNIV, "journiv"),
        (zipped(data_json=JOURNIV), "journiv"),
        (TABLE, "table"),
        (TABLE.replace(b",", b";"), "table"),
        (TABLE.decode().encode("utf-16"), "table"),
    ],
)
def test_a_file_is_known_by_what_stands_in_it(data, kind):
    assert recognised(data).source == kind


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\0\1\2\3" * 99, "binary"),
        (b"Dear diary", "no_columns"),
        (b"{}", "unknown"),
        (b'{"nearer": "book"}', "unknown"),
        (b"[1, 2", "unknown"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (zipped(a_txt=b"x"), "unknown"),
        (b'Date,Note\n2024-01-01,"never closed\n', "open_quote"),
        (b"," * 200, "no_columns"),
    ],
)
def test_any_other_file_says_what_is_wrong_with_it(data, why):
    with pytest.raises(NotAJournal) as wrong:
        list(rows(data)) if why == "open_quote" else recognised(data)
    assert wrong.value.why == why


# ---- Daylio ----


def test_a_daylio_export_is_read_line_by_line():
    found = read_daylio(DAYLIO, ZONE, LATEST)
    first, second, third, fourth = found.pages
    assert (first.at.isoformat(), first.mood, first.tags) == (
        "2024-09-28T20:00:00+00:00",
        "rad",
        ("friends", "music", "good sleep"),
    )
    assert first.words == "Choir\nWe sang until they put the chairs up."
    assert (second.words, second.tags) == ("", ("work", "alone"))
    assert [page.place for page in found.pages] == [2, 3, 4, 5]
    assert [(one.place, "no such month" in one.text) for one in found.unread] == [(6, True)]
    assert (third.mood, fourth.mood) == ("so-so", "meh")


def test_a_daylio_export_of_years_ago_has_its_year_apart():
    old = b'year,date,weekday,time,mood,activities,note\n2018,18 May,Friday,11:54 pm,happy,"clean | cook","Went to a party"\n'
    (page,) = read_daylio(old, "UTC", LATEST).pages
    assert (page.at.isoformat(), page.tags, page.words) == (
        "2018-05-18T23:54:00+00:00",
        ("clean", "cook"),
        "Went to a party",
    )


def test_marks_of_bold_and_lists_in_a_note_are_not_words():
    (page,) = read_daylio(
        DAYLIO.split(b"2024-09-27")[0].replace(b"We sang", b"<b>We</b> sang<br>and"), ZONE, LATEST
    ).pages
    assert page.words == "Choir\nWe sang\nand until they put the chairs up."


# ---- Day One and Journiv ----


@pytest.mark.parametrize("data", [DAY_ONE, zipped(Journal_json=DAY_ONE)])
def test_a_journal_of_day_one_is_read_with_its_own_zones(data):
    found = read_day_one(list(recognised(data).sources), ZONE)
    first, second = found.pages
    assert (first.words, first.zone, first.tags) == (
        "Sat in the last row. Nobody moved away!",
        "America/Chicago",
        ("church",),
    )
    assert first.at.isoformat() == "2023-12-17T20:04:39+00:00"
    assert (second.words, second.zone) == ("Snow.", ZONE)
    assert [(one.place, "A page without a day." in one.text) for one in found.unread] == [(2, True)]


def test_several_journals_in_one_zip_are_one():
    found = read_day_one(list(recognised(zipped(a_json=DAY_ONE, b_json=DAY_ONE)).sources), ZONE)
    assert (len(found.pages), len(found.unread)) == (4, 2)


def test_an_export_of_journiv_is_read_with_its_moods():
    found = read_journiv(list(recognised(JOURNIV).sources), ZONE)
    (page,) = found.pages
    assert (page.words, page.mood, page.zone, page.tags) == (
        "Stairs\nOtter came by.\nafter the soup",
        "calm",
        "Europe/Lisbon",
        ("otter",),
    )
    assert len(found.unread) == 1


def test_what_stood_before_a_cut_is_read_and_the_cut_is_told():
    found = read_day_one(list(recognised(DAY_ONE[: DAY_ONE.rindex(b'"A4"')]).sources), ZONE)
    assert len(found.pages) == 1
    assert found.unread[-1].text == "…"


# ---- tables ----


def test_columns_are_guessed_from_their_names_and_what_stands_in_them():
    head, *body = rows(TABLE)
    assert guessed(head.cells, body) == {"date": [0], "time": [], "mood": [1], "tags": [2], "words": [3]}


def test_a_table_is_read_by_its_columns():
    found = read_table(TABLE, Columns(0, None, 1, 2, (3,)), "UTC", LATEST, "dmy")
    assert [page.at.date().isoformat() for page in found.pages] == ["2024-04-03", "2024-04-05", "2024-04-04"]
    assert found.pages[1].tags == ("Otter",)
    assert found.pages[1].at.time() == time(12)


@pytest.mark.parametrize("column", [1, 9])
def test_a_column_without_a_single_day_is_said_to_be_none(column):
    with pytest.raises(NotAJournal) as wrong:
        read_table(TABLE.replace(b",2,", b",x,"), Columns(column), "UTC", LATEST, "dmy")
    assert wrong.value.why == "no_date"


def test_a_time_that_is_none_is_an_unread_line_and_not_noon():
    data = b"date,time,note\n2024-01-01,25:00,a\n2024-01-02,9 pm,b\n2024-01-03,,c\n"
    found = read_table(data, Columns(0, 1, None, None, (2,)), "UTC", LATEST)
    assert [page.at.isoformat()[:16] for page in found.pages] == ["2024-01-02T21:00", "2024-01-03T12:00"]
    assert [one.place for one in found.unread] == [2]


def test_every_line_is_a_page_or_is_unread():
    lines = [
        "date,note",
        *(f"2024-01-{day:02},words" for day in range(1, 40)),
        "",
        "x",
        ",,,",
        '"2024-02-01","two\nlines"',
    ]
    found = read_table("\n".join(lines).encode(), Columns(0, words=(1,)), "UTC", LATEST)
    assert (len(found.pages), len(found.unread)) == (32, 9)
    assert found.pages[-1].words == "two\nlines"


# ---- day and month ----


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-09-28", "2021-09-28"),
        ("2021/9/8 7am", "2021-09-08"),
        ("2021.09.28.", "2021-09-28"),
        ("28 September 2021", "2021-09-28"),
        ("28. Sept. 2021, 22:15", "2021-09-28"),
        ("Tuesday, September 28, 2021", "2021-09-28"),
        ("28-Sep-2021", "2021-09-28"),
        ("28 de septiembre de 2021", "2021-09-28"),
        ("12 août 2021", "2021-08-12"),
    ],
)
def test_a_date_that_leaves_no_doubt(cell, day):
    found = written(cell, LATEST)
    assert not found.is_open
    assert found.day("dmy").isoformat() == day


@pytest.mark.parametrize(
    "cell", ["", "x", "2021-13-01", "31/02/2021", "2027-01-01", "1850-01-01", "30 Fabruary 2021", "99/99/99", "2021"]
)
def test_a_cell_that_names_no_day_a_diary_can_hold(cell):
    assert written(cell, LATEST) is None


FIRSTS = tuple(f"{day:02}/{month:02}/2024" for month in range(1, 7) for day in (1, 2, 3))


def order(*cells):
    found = [written(cell, LATEST) for cell in cells]
    assert all(found)
    return order_of(found, cells[0])


@pytest.mark.parametrize(
    ("cells", "decided"),
    [
        (("03/04/2024", "13/04/2024"), "dmy"),
        (("03/04/2024", "04/13/2024"), "mdy"),
        (("21-09-28", "21-09-03"), "ymd"),
        (("12/11/2026", "11/12/2026"), None),  # one of them lies ahead in either order
        (("11/12/2026", "10/12/2026"), "mdy"),  # day first, both would still lie ahead
        (FIRSTS, "dmy"),  # month first, time would jump to and fro
        (FIRSTS[::-1], "dmy"),  # newest first is an order too
        (tuple(f"{day[3:5]}/{day[:2]}/2024" for day in FIRSTS), "mdy"),
        (FIRSTS[:5], None),  # so few may run one way by chance
        (("2024-04-03", "2024-04-13"), "dmy"),
        (("04/04/2024",), "dmy"),  # the same either way
    ],
)
def test_the_order_is_decided_from_the_whole_file(cells, decided):
    if decided is None:
        with pytest.raises(OrderUnknown):
            order(*cells)
    else:
        assert order(*cells) == decided


@pytest.mark.parametrize(
    ("cells", "orders"),
    [
        (("03/04/2024",), ("dmy", "mdy")),
        (("03/04/2024", "05/04/2024", "04/04/2024"), ("dmy", "mdy")),
        (("13/04/2024", "04/13/2024"), ("dmy", "mdy")),  # two hands wrote this file
        (("08-09-10", "09-09-10"), ("dmy", "mdy", "ymd")),
    ],
)
def test_what_stays_open_is_asked(cells, orders):
    with pytest.raises(OrderUnknown) as asked:
        order(*cells)
    assert asked.value.orders == orders


@given(
    st.lists(st.dates(date(2015, 1, 1), date(2026, 11, 1)), min_size=1, max_size=40),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%y-%m-%d"]),
    st.booleans(),
)
def test_no_date_is_ever_read_wrong_in_silence(days, shape, is_sorted):
    """Whatever days were written in whatever order: they are read as they were meant, or the order is asked."""
    days = sorted(days) if is_sorted else days
    found = [written(day.strftime(shape), LATEST) for day in days]
    meant = {"%d": "dmy", "%m": "mdy", "%y": "ymd"}[shape[:2]]
    try:
        decided = order_of(found, "")
    except OrderUnknown as wrong:
        open_orders, decided = wrong.orders, None
    if decided is None:
        assert meant in open_orders
        return
    assert [cell.day(decided) for cell in found] == days


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("10:00 pm", time(22)),
        ("12:15 AM", time(0, 15)),
        ("10:05\u202fp.m.", time(22, 5)),
        ("22.15", time(22, 15)),
        ("9 am", time(9)),
        ("23:59:59.123", time(23, 59)),
        ("7", None),
        ("13 pm", None),
        ("24:00", None),
        ("", None),
        ("soon", None),
    ],
)
def test_times_as_they_are_written(cell, clock):
    found = clock_of(cell)[0]
    assert (found and found.replace(second=0)) == clock


def test_an_offset_in_the_file_counts():
    (page,) = read_table(b"date,note\n2024-01-01T23:30:00-05:00,late\n", Columns(0, words=(1,)), ZONE, LATEST).pages
    assert page.at == datetime.fromisoformat("2024-01-02T04:30:00+00:00")


# ---- what is built to do harm ----


def read_whatever(data):
    """Read it as the pages do: the first columns for a table."""
    known = recognised(data)
    if known.source == "daylio":
        return read_daylio(data, ZONE, LATEST)
    if known.sources:
        return (read_day_one if known.source == "day_one" else read_journiv)(list(known.sources), ZONE)
    return read_table(data, Columns(0, 1, None, 1, (1,)), ZONE, LATEST, "dmy")


def spoilt(data):
    """The file with a piece of it cut out and something else put in its place."""
    cut = st.tuples(st.integers(0, len(data)), st.integers(0, 40), st.binary(max_size=12))
    return cut.map(lambda said: data[: said[0]] + said[2] + data[said[0] + said[1] :])


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(str.encode),
        *map(spoilt, (DAYLIO, TABLE, DAY_ONE, JOURNIV, zipped(Journal_json=DAY_ONE))),
    )
)
def test_whatever_a_file_holds_it_is_read_or_refused_in_a_sentence(data):
    try:
        found = read_whatever(data)
    except NotAJournal:
        return
    for page in found.pages:
        assert page.at.tzinfo is not None
        assert page.at.date() <= LATEST
        assert page.words or page.mood or page.tags


BOMB = zipped(Journal_json=b'{"entries":[' + b'{"creationDate":"2020-01-01T00:00:00Z","text":"a"},' * 4_000_000 + b"]}")
HARM = {
    "deep": b'{"entries":[{"creationDate":' + b"[" * 3_000_000,
    "one endless text": b'{"entries":[{"creationDate":"2020-01-01T00:00:00Z","text":"' + b"a" * 39_000_000,
    "no end of rows": b"date,note\n" + b"2024-01-01,a\n" * 2_900_000,
    "no end of columns": b"date,note\n" + b"," * 39_000_000,
    "a quote that never closes": b'date,note\n2024-01-01,"' + b"a\n" * 15_000_000,
    "many quotes": b"date,note\n" + b'"' * 39_000_000,
    "a zip of one word": BOMB,
    "spaces": b" " * 39_000_000 + b"date,note\n",
}
READ = """
import sys, time
from datetime import date
from nearer.formats.journals.errors import NotAJournal
from nearer.formats.journals.recognise import recognised
from nearer.formats.journals.records import read_day_one
from nearer.formats.journals.table import Columns, read_table
data = sys.stdin.buffer.read()
began = time.process_time()
try:
    known = recognised(data)
    if known.sources:
        print("read", len(read_day_one(list(known.sources), "UTC").pages))
    else:
        print("read", len(read_table(data, Columns(0, words=(1,)), "UTC", date(2026, 1, 1)).pages))
except NotAJournal as wrong:
    print(wrong.why)
print(time.process_time() - began, int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024)
"""


@pytest.mark.parametrize("data", HARM.values(), ids=HARM)
def test_a_file_built_to_do_harm_costs_little(data):
    ran = subprocess.run([sys.executable, "-c", READ], input=data, capture_output=True, cwd=CHECKOUT, timeout=60)
    assert ran.returncode == 0, ran.stderr.decode()[-1000:]
    said, figures = ran.stdout.decode().splitlines()
    seconds, megabytes = map(float, figures.split())
    assert said in ("large", "damaged", "no_columns", "open_quote", "unknown", "binary", "empty"), said
    assert (seconds < 5, megabytes < 300) == (True, True), (said, figures)
