"""WhatsApp exports as the phones of every CLDR locale would write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from babel import Locale, localedata
from babel.dates import format_date, format_time

CLEAR = (
    datetime(2023, 12, 9, 9, 5, 3), datetime(2023, 12, 23, 21, 5, 11), datetime(2023, 12, 24, 0, 10, 0),
    datetime(2024, 1, 31, 12, 0, 59), datetime(2024, 2, 1, 13, 30, 30), datetime(2024, 2, 29, 23, 59, 1),
)  # fmt: skip
"""Days above twelve in three months, over a new year, midnight and noon."""
OPEN = tuple(datetime(2024, 2, day, 8 + day, 30, day) for day in (3, 4, 5, 6))
"""Nothing but the locale tells day from month."""
ONE = (datetime(2024, 12, 23, 21, 5, 11),)
"""One message, its day above twelve."""

NO_PHONE = frozenset(("eo", "kaj", "kcg", "cch", "smn", "sah"))
"""Locales no phone offers, whose dates or words are another's (smn "ip." is Finnish for afternoon)."""
OWN_DIGITS = frozenset(("ne",))
"""Locales whose phones write dates in digits of their own only."""

_DIGITS = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "beng": "০১২৩৪৫৬৭৮৯",
}
_DIGITS |= {"mymr": "၀၁၂၃၄၅၆၇၈၉", "tibt": "༠༡༢༣༤༥༦༧༨༩", "olck": "᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙", "nkoo": "߀߁߂߃߄߅߆߇߈߉"}


@dataclass(frozen=True)
class Case:
    """One export: its words, and what must come out."""

    name: str
    text: str
    expected: tuple[tuple[datetime, str, str], ...]
    order: str


def cases(moments: tuple[datetime, ...], every: int = 1) -> Iterator[Case]:
    """Every locale by Android and iPhone, twelve and twenty-four hours, short and four-digit years, own and Latin digits."""
    for number, name in enumerate(sorted(localedata.locale_identifiers())):
        if number % every:
            continue
        try:
            locale = Locale.parse(name)
        except ValueError:
            continue
        if locale.language in NO_PHONE:
            continue
        seen = set()
        for date_pattern in (locale.date_formats["short"].pattern, _skeleton(locale, "yMd")):
            for twelve in (False, True):
                for phone in ("android", "ios"):
                    for digits in _digits(locale):
                        case = _case(locale, date_pattern, twelve, phone, digits, moments)
                        if case is not None and case.text not in seen:
                            seen.add(case.text)
                            yield case


def _digits(locale: Locale) -> set[str]:
    own = locale.default_numbering_system
    return {own} if locale.language in OWN_DIGITS else {"latn", own} & set(_DIGITS)


def _skeleton(locale: Locale, name: str) -> str:
    found = locale.datetime_skeletons.get(name)
    return found.pattern if found is not None else ""


def _order(pattern: str) -> str | None:
    bare, quoted = "", False
    for sign in pattern:
        quoted ^= sign == "'"
        bare += "" if quoted else sign
    places = {sign: bare.find(sign) for sign in "dMy"}
    if min(places.values()) < 0 or "MMM" in bare or "G" in bare or "L" in bare or "r" in bare:
        return None
    return "".join(sorted("dMy", key=lambda sign: places[sign])).lower()


def _case(
    locale: Locale, date_pattern: str, twelve: bool, phone: str, digits: str, moments: tuple[datetime, ...]
) -> Case | None:
    order = _order(date_pattern)
    time_pattern = _skeleton(locale, ("h" if twelve else "H") + ("ms" if phone == "ios" else "m"))
    if order in (None, "ydm") or not time_pattern or (twelve and not set(time_pattern) & set("aBb")):
        return None  # no short pattern puts the day between year and month; a few lack the word beside twelve hours
    assert order is not None
    joined = str(locale.datetime_formats["short"])
    lines, expected = [], []
    for number, when in enumerate(moments):
        stamp = joined.replace("{0}", format_time(when, time_pattern, locale=locale))
        stamp = stamp.replace("{1}", format_date(when, date_pattern, locale=locale)).replace("'", "")
        stamp = stamp.translate({ord(old): new for old, new in zip("0123456789", _DIGITS[digits], strict=True)})
        who, text = ("Ana", "Zoë Ito")[number % 2], f"words {number}: and more"
        lines.append(f"[{stamp}] {who}: {text}" if phone == "ios" else f"{stamp} - {who}: {text}")
        expected.append((when if phone == "ios" else when.replace(second=0), who, text))
    name = f"{locale}-{phone}-{12 if twelve else 24}h-{date_pattern}-{digits}"
    return Case(name, "\n".join(lines) + "\n", tuple(expected), order)
