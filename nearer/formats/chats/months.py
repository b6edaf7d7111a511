"""Month names: English ones, as several messengers write them whatever the phone speaks, and those of older phones."""

from functools import lru_cache

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip


def month(name: str) -> int | None:
    """1-12 for an English month name or its three or four first letters, else None."""
    folded = name.casefold().rstrip(".")
    if folded[:3] not in _NAMES:
        return None
    number = _NAMES.index(folded[:3])
    return number + 1 if _FULL[number].startswith(folded) else None


_ANY = (
    "january januar januari janvier enero janeiro gennaio ocak января январь січня ianuarie",
    "february februar februari février fevrier febrero fevereiro febbraio şubat февраля февраль лютого februarie",
    "march märz maart mars marzo março marco mart марта март березня martie maret mrt",
    "april avril abril aprile nisan апреля апрель квітня aprilie",
    "may mai mayo maio maggio mei maj mayıs мая май травня",
    "june juni juin junio junho giugno haziran июня июнь червня iunie",
    "july juli juillet julio julho luglio temmuz июля июль липня iulie",
    "august augustus août aout agosto ağustos agustus августа август серпня",
    "september septembre septiembre setembro settembre eylül сентября сентябрь вересня septembrie",
    "october oktober octobre octubre outubro ottobre ekim октября октябрь жовтня octombrie",
    "november novembre noviembre novembro kasım ноября ноябрь листопада noiembrie",
    "december dezember décembre decembre diciembre dezembro dicembre aralık desember декабря декабрь грудня decembrie",
)


@lru_cache(maxsize=512)
def any_month(name: str) -> int | None:
    """1-12 for a month's name, or its first three or more letters, in a language that phones wrote out; else None."""
    folded = name.casefold().rstrip(".")
    numbers = [n for n, words in enumerate(_ANY, 1) if any(word.startswith(folded) for word in words.split())]
    return numbers[0] if len(folded) >= 3 and len(numbers) == 1 else None
