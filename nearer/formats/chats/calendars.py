"""Years as phones write them: two digits, Buddhist, Republic of China, Solar Hijri, and Umm al-Qura."""

from datetime import date, timedelta
from functools import lru_cache

_NOWRUZ_1403 = date(2024, 3, 20)
_UMM_AL_QURA_FROM = (1429, date(2008, 1, 10))
# One number a year from 1429 on; bit n is set where month n + 1 has 30 days (the official Saudi calendar).
_UMM_AL_QURA = (
    3474,
    2726,
    2390,
    686,
    1389,
    874,
    2901,
    2730,
    2381,
    1181,
    2397,
    698,
    1461,
    1450,
    3413,
    2714,
    2350,
    622,
    1373,
    2778,
    1748,
    1701,
    1355,
    2711,
    1358,
    2734,
    1452,
    2985,
    3474,
    2853,
    1611,
    3243,
    1370,
)


@lru_cache(maxsize=4096)
def day(year: str, month: str, day_of_month: str) -> date | None:
    """The Gregorian date of three fields in any decimal digits, or None where there is no such day."""
    y, m, d = int(year), int(month), int(day_of_month)
    if len(year) <= 2:
        # Messengers are younger than 2009, so 52 and above can only be Buddhist (2552 and above).
        y += 1957 if y >= 52 else 2000
    elif len(year) == 3:
        y += 1911
    elif 2552 <= y <= 2643:
        y -= 543
    elif 1380 <= y <= 1428:
        return _solar_hijri(y, m, d)
    elif 1429 <= y <= 1500:
        return _umm_al_qura(y, m, d)
    try:
        return date(y, m, d)
    except ValueError:
        return None


def _solar_hijri(y: int, m: int, d: int) -> date | None:
    """Leap years follow the 33-year cycle, which agrees with the observed calendar from 1343 to 1472."""
    length = 31 if m <= 6 else 30 if m <= 11 else 29 + _solar_leap(y)
    if not 1 <= m <= 12 or not 1 <= d <= length:
        return None
    years = sum(365 + _solar_leap(n) for n in range(min(y, 1403), max(y, 1403)))
    start = _NOWRUZ_1403 + timedelta(days=years if y >= 1403 else -years)
    return start + timedelta(days=min(m - 1, 6) * 31 + max(m - 7, 0) * 30 + d - 1)


def _solar_leap(y: int) -> int:
    return int(y % 33 in (1, 5, 9, 13, 17, 22, 26, 30))


def _umm_al_qura(y: int, m: int, d: int) -> date | None:
    first, start = _UMM_AL_QURA_FROM
    if not 1 <= m <= 12 or y - first >= len(_UMM_AL_QURA):
        return None
    months = [29 + (bits >> n & 1) for bits in _UMM_AL_QURA[: y - first + 1] for n in range(12)]
    index = (y - first) * 12 + m - 1
    return start + timedelta(days=sum(months[:index]) + d - 1) if 1 <= d <= months[index] else None
