"""Words into the pieces that the second look knows: lower case, no accents, signs said by their names."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
RUN = re.compile(r"([^\w\s])\1{3,}")
LENGTHENED = re.compile(r"([^\W\d_])\1{2,}")
SHORTER = (r"\1\1", r"\1")
PLAIN = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2026: "...", 0x2011: "-", 0x2013: "-", 0x2014: "-"}
PLAIN |= {0xAD: "", **dict.fromkeys([*range(32), *range(127, 160)], " ")}
SILENT = ("Cf", "Mn", "Me", "Sk", "Co", "Cn", "Cs")
BEYOND_LATIN = "\u0250"
LONGEST = 60
"""Letters of a word that are looked at; what is longer is no word."""


@lru_cache(maxsize=4096)
def spoken(sign: str) -> str:
    """A picture sign's name in small words, nothing for a mark that only shapes its neighbours; other signs as they are."""
    kind = unicodedata.category(sign)
    if kind in SILENT:
        return ""
    if kind != "So":
        return sign
    name = unicodedata.name(sign, "")
    if name.startswith("REGIONAL INDICATOR"):
        return ""
    return f" {name.lower().replace('heavy black heart', 'red heart').replace('-', ' ')} "


def plain(text: str) -> str:
    """Lower case without accents; links as one word, a sign that is repeated once, other runs at most three long."""
    said, last = [], ""
    for char in LINK.sub(" link ", text).translate(PLAIN):
        if char < BEYOND_LATIN:
            said.append(char)
            last = char
        elif word := spoken(char):
            said.append("" if char == last and word != char else word)
            last = char
    whole = unicodedata.normalize("NFD", "".join(said).lower())
    return RUN.sub(r"\1\1\1", "".join(char for char in whole if not unicodedata.combining(char)))


class WordPiece:
    """Greedy longest pieces from a list (Wu et al. 2016); the place in the list is the number, common ones first."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(pieces)}
        self.start, self.end, self.unknown = (self.numbers[mark] for mark in (START, END, UNKNOWN))
        self.pieces_of = lru_cache(maxsize=65536)(self._pieces_of)

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        if word not in self.numbers:
            word = min((LENGTHENED.sub(short, word) for short in SHORTER), key=self._rarity)[:LONGEST]
        found: list[int] = []
        at = 0
        while at < len(word):
            for stop in range(len(word), at, -1):
                number = self.numbers.get(("##" if at else "") + word[at:stop])
                if number is not None:
                    found.append(number)
                    at = stop
                    break
            else:
                return (self.unknown,)
        return tuple(found)

    def _rarity(self, word: str) -> int:
        return self.numbers.get(word, len(self.numbers))

    def read(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without the marks around it; empty for a blank text."""
        return [number for word in WORD.findall(plain(text)) for number in self.pieces_of(word)]
