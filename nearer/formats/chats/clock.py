"""Instants as the clock on the wall showed them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def local(seconds: float | str | None, zone: ZoneInfo | None) -> datetime | None:
    """Seconds since 1970 as local time without a zone, whole seconds; None where it is no time a calendar has.

    Without ``zone``, the clock of this computer.
    """
    try:
        moment = int(seconds) if isinstance(seconds, str) and seconds.isdecimal() else int(float(seconds))  # type: ignore[arg-type]
        if zone is None:
            return datetime.fromtimestamp(moment)
        return datetime.fromtimestamp(moment, zone).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def local_from_iso(written: object, zone: ZoneInfo | None) -> datetime | None:
    """An ISO time as local time. Where it carries no offset it is local already."""
    if not isinstance(written, str):
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(microsecond=0) if moment.microsecond else moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)
    except (ValueError, OverflowError, OSError):
        return None


def plausible(moment: datetime | None) -> datetime | None:
    """The moment, unless it lies before there were messages or beyond any clock."""
    return moment if moment is not None and 1970 <= moment.year <= datetime.now(UTC).year + 2 else None
