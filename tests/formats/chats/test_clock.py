"""Instants on the clock on the wall."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.formats.chats.clock import local

ZONES = [
    ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns")
]


@given(st.integers(0, 4_000_000_000), st.sampled_from(ZONES))
def test_any_instant_in_any_zone(seconds, zone):
    assert local(seconds, zone) == datetime.fromtimestamp(seconds, zone).replace(tzinfo=None)
    assert local(str(seconds), zone) == local(seconds, zone)


def test_this_computers_clock():
    assert local(1_734_987_900, None) == datetime.fromtimestamp(1_734_987_900)


@pytest.mark.parametrize("nonsense", [None, "x", "", 1e30, float("nan"), float("inf"), "9" * 40, "\u0661\u0662", []])
def test_nonsense_is_no_time(nonsense):
    assert local(nonsense, ZONES[0]) is None or nonsense == "\u0661\u0662"
