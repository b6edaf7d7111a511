"""Whether a chat is in a language in which depth was checked: English, by its small words."""

import re
from collections.abc import Iterable

ENOUGH = 50
"""Judgement: words below which nothing is said about the language."""
MOST = 20_000
"""Words after which no more are counted."""
OFTEN = 0.08
"""Judgement: English chats have about twice as many of these words, other languages in the same script next to none."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SMALL = frozenset(
    """the and you it's i'm that have with for not are this what but your just from there would about when if how been
    their they know think can don't be of did she her he his them then than will should could my our""".split()
)
"""Small words of English that are not also small words of its neighbours."""


def is_checked(texts: Iterable[str]) -> bool:
    """Whether these messages read as English; False where there is too little to tell."""
    small = total = 0
    for text in texts:
        for found in _WORD.finditer(text):
            total += 1
            small += found[0].casefold().replace("\u2019", "'") in _SMALL
        if total >= MOST:
            break
    return total >= ENOUGH and small >= OFTEN * total
