"""Settings with a made-up language in place of English: every translated word is half as long again and has accents, or
runs from right to left. NEARER_PSEUDO says which: "long" or "rtl".

What still reads as plain English on a page has not gone through gettext.
"""

import os
import re
from itertools import chain, cycle
from typing import Any

from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR

from nearer.web.settings import *  # noqa: F403

KIND = os.environ.get("NEARER_PSEUDO", "long")
LANGUAGES_BIDI = ["en"] if KIND == "rtl" else []
KEPT = re.compile(r"(%%|%\([a-z_]+\)[a-z]|%[a-z]|\{[a-z_]+\}|<[^>]+>|&\w+;|\s+)")
"""Placeholders, tags and spaces stay as they are."""
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "áƀçđéƒǧħíĵķĺɱñóƥʠřšţúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶĹṀÑÓƤɊŘŠŢÚṼŴẊÝŽ"
)
TURNED = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתאבגד")


def said_otherwise(text: str, kind: str = "") -> str:
    """The text in the made-up language."""
    return "".join(part if KEPT.fullmatch(part) else _word(part, kind or KIND) for part in KEPT.split(text))


def _word(word: str, kind: str) -> str:
    if kind == "rtl":
        return word.lower().translate(TURNED)
    longer = chain.from_iterable(
        letter * 2 if letter.isalpha() and twice else letter for letter, twice in zip(word, cycle((True, False)))
    )
    return "".join(longer).translate(ACCENTED)


class Pseudo:
    """What Django asks a translation for."""

    def gettext(self, message: str) -> str:
        """The message without its context, said otherwise."""
        return said_otherwise(message.rsplit(CONTEXT_SEPARATOR, 1)[-1])

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """One or many."""
        return self.gettext(singular if number == 1 else plural)

    def to_language(self) -> str:
        """It takes the place of English."""
        return "en"

    def language(self) -> str:
        """It takes the place of English."""
        return "en"


if os.environ.get("DJANGO_SETTINGS_MODULE") == __name__:
    # only where these are the settings: a test that imports this file goes on in English
    _translations: dict[str, Any] = trans_real._translations
    _translations["en"] = Pseudo()
