from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from nearer.formats.calendar import Reminder, calendar_file

TEA = Reminder("Tea", datetime(2026, 3, 1, 9, 0), "0" * 32)  # noqa: DTZ001 - a plain time is the point
NOTE = Reminder("Note", datetime(2026, 3, 1, 20, 15), "f" * 32)  # noqa: DTZ001


def test_the_whole_file_holds_words_and_times_and_nothing_else():
    assert calendar_file([TEA]).decode().splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//calendar//EN",
        "BEGIN:VEVENT",
        "SUMMARY:Tea",
        "DTSTART:20260301T090000",
        "DURATION:PT15M",
        "DTSTAMP:20260301T000000Z",
        f"UID:{'0' * 32}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Tea",
        "TRIGGER:P0D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_one_before_and_one_after():
    read = Calendar.from_ical(calendar_file([TEA, NOTE]))
    found = [
        (str(event["summary"]), event.decoded("dtstart"), len(event.subcomponents)) for event in read.walk("VEVENT")
    ]
    assert found == [("Tea", TEA.at, 1), ("Note", NOTE.at, 1)]


def test_times_have_no_zone():
    assert b"TZID" not in calendar_file([TEA, NOTE])
    with pytest.raises(ValueError, match="zone"):
        calendar_file([Reminder("Tea", datetime(2026, 3, 1, 9, tzinfo=UTC), "0")])


@given(st.text(max_size=80))
def test_no_words_can_become_something_else(words):
    """Line breaks, colons and semicolons stay inside the words."""
    read = Calendar.from_ical(calendar_file([Reminder(words, TEA.at, TEA.uid)]))
    (event,) = read.walk("VEVENT")
    assert {str(name) for name in event} == {"SUMMARY", "DTSTART", "DURATION", "DTSTAMP", "UID"}
    assert [component.name for component in read.walk()] == ["VCALENDAR", "VEVENT", "VALARM"]
