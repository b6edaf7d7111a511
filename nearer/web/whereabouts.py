"""Which country this computer's clock is set to: a guess that puts the nearest help lines first, and goes nowhere."""

from functools import lru_cache
from importlib.resources import files


def country_of(zone: str) -> str | None:
    """The ISO 3166 code of the country that an IANA zone lies in, by the zone table of tzdata; None for UTC and the like."""
    return _countries().get(zone)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {zone: code for code, _place, zone, *_ in rows}
