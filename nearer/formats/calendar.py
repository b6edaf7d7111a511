"""Reminders as a calendar file: the person's own neutral words, plain times, and nothing else.

The file says nothing of who made it or why: no zone, no place, no act, no name, and not when it was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

MAKER = "-//calendar//EN"
LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Words at a time. ``at`` has no zone: it is that hour wherever the calendar is. ``uid`` is fresh, derived from nothing.
    ``every``: comes again after so many days; None is once."""

    words: str
    at: datetime
    uid: str
    every: int | None = None


def calendar_file(reminders: Iterable[Reminder]) -> bytes:
    """An iCalendar file (RFC 5545) with one event and one alarm for each reminder.

    Raises ValueError for a time that carries a zone.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for reminder in reminders:
        calendar.add_component(_event(reminder))
    made: bytes = calendar.to_ical()
    return made


def _event(reminder: Reminder) -> Event:
    if reminder.at.tzinfo is not None:
        raise ValueError("a reminder is at a plain time, without a zone")
    words = " ".join(reminder.words.split())
    event = Event()
    event.add("uid", reminder.uid)
    # The standard asks when the file was made; its own day at midnight says nothing about the person.
    event.add("dtstamp", datetime.combine(reminder.at.date(), time(0), UTC))
    event.add("dtstart", reminder.at)
    event.add("duration", LASTS)
    event.add("summary", words)
    if reminder.every is not None:
        event.add("rrule", {"freq": "daily", "interval": reminder.every})
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
