"""A person's day. It starts at four in the morning: what is written at two belongs to the evening before."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_STARTS = timedelta(hours=4)


def day_of(instant: datetime, zone: str) -> date:
    """The person's day of a UTC instant in an IANA zone.

    Raises ZoneInfoNotFoundError for a zone that does not exist and ValueError for an instant without its zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - DAY_STARTS).date()
