from datetime import UTC, date, datetime

import pytest

from nearer.domain.days import day_of


def test_two_in_the_morning_belongs_to_the_evening_before():
    assert day_of(datetime(2026, 3, 2, 1, 59, tzinfo=UTC), "Europe/Berlin") == date(2026, 3, 1)


def test_the_day_starts_at_four():
    assert day_of(datetime(2026, 3, 2, 3, 0, tzinfo=UTC), "Europe/Berlin") == date(2026, 3, 2)


def test_far_zones_have_their_own_day():
    instant = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert day_of(instant, "Pacific/Kiritimati") == date(2026, 3, 2)
    assert day_of(instant, "Pacific/Pago_Pago") == date(2026, 3, 1)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        day_of(datetime(2026, 3, 2, 12), "UTC")  # noqa: DTZ001
