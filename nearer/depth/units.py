"""A text as the first look reads it: what stands between blanks, taken apart into words, signs and letters."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|_+|([^\w\s])\1*")
LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u2026": "..."})
LONGEST = 60
"""Letters of one piece that are looked at."""
MOST_PIECES = 40
"""Pieces of one unit that are looked at: a writing without blanks is one unit as far as this."""
GRAMS = 1 << 14
"""Places for runs of three to five letters of a word; runs that fall on one place share it."""
SIZES = (3, 4, 5)
PAD = 0
"""The unit before and after every text."""

Numbers = NDArray[np.int64]
Reals = NDArray[np.float32]


def taken_apart(raw: str) -> tuple[list[str], list[str]]:
    """The words of a unit in small letters, and its signs: marks, picture signs, figures by length, capitals."""
    if LINK.match(raw):
        return [], ["link"]
    words: list[str] = []
    signs: list[str] = []
    for found in PIECE.finditer(raw.translate(PLAIN)[: LONGEST * MOST_PIECES]):
        piece = found[0][:LONGEST]
        if piece[0].isalpha():
            words.append(piece.lower())
            if len(piece) > 1 and piece.isupper():
                signs.append("^^")
        else:
            signs.append("#" * min(len(piece), 5) if piece[0].isdigit() else piece[:3])
    return words[:MOST_PIECES], signs[:MOST_PIECES]


def key(raw: str) -> int:
    """A number that units with the same words have in common, whatever marks stand around them."""
    words, signs = taken_apart(raw)
    return zlib.crc32(" ".join(words or signs[:1]).encode("utf-8", "surrogatepass"))


def grams(words: list[str]) -> tuple[Numbers, Numbers]:
    """Places of the runs of letters of all words, and how many runs each word has."""
    letters = np.frombuffer(("<" + "><".join(words) + ">").encode("utf-32-le", "surrogatepass"), np.uint32)
    of = np.cumsum(letters == ord("<")) - 1
    places, owners = [], []
    for size in SIZES:
        if len(letters) < size:
            continue
        last = len(letters) - size + 1
        mixed = np.full(last, 2166136261, np.uint32)
        for at in range(size):
            mixed = (mixed ^ letters[at : at + last]) * np.uint32(16777619)
        inside = of[:last] == of[size - 1 :]
        places.append(((mixed ^ (mixed >> np.uint32(15))) % np.uint32(GRAMS))[inside].astype(np.int64))
        owners.append(of[:last][inside])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return np.concatenate(places)[order], np.bincount(owner, minlength=len(words))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the table of pieces that n units are the weighted sum of, one unit after the other."""

    row: Numbers
    weight: Reals
    unit: Numbers
    """Which of the n units each row belongs to, rising."""


class Pieces:
    """Which row of the table each word, sign and run of letters has; words first, then signs, then runs."""

    def __init__(self, words: list[str], signs: list[str]) -> None:
        self.words = {word: row for row, word in enumerate(words)}
        self.signs = {sign: row for row, sign in enumerate(signs, len(words))}
        self.first_gram = len(words) + len(signs)

    def rows(self, raws: list[str]) -> Rows:
        """Each unit's words and signs, and of each word the mean over its runs of letters."""
        row: list[int] = []
        unit: list[int] = []
        said: list[str] = []
        saying: list[int] = []
        for number, raw in enumerate(raws):
            words, signs = taken_apart(raw)
            known = [self.words[word] for word in words if word in self.words]
            known += [self.signs[sign] for sign in signs if sign in self.signs]
            row += known
            unit += [number] * len(known)
            said += words
            saying += [number] * len(words)
        weight = np.ones(len(row), np.float32)
        if not said:
            return Rows(np.array(row, np.int64), weight, np.array(unit, np.int64))
        place, many = grams(said)
        owner = np.concatenate([np.array(unit, np.int64), np.repeat(np.array(saying, np.int64), many)])
        order = np.argsort(owner, kind="stable")
        every = np.concatenate([np.array(row, np.int64), place + self.first_gram])[order]
        mean = np.concatenate([weight, np.repeat(1 / np.maximum(many, 1), many).astype(np.float32)])[order]
        return Rows(every, mean, owner[order])


class Numbering(dict[str, int]):
    """The number of each unit seen; a new one gets the next, and waits in ``new`` until its row is made."""

    def __init__(self) -> None:
        super().__init__({"": 1})
        self.new: list[str] = ["", ""]

    def __missing__(self, raw: str) -> int:
        self[raw] = number = len(self) + 1
        self.new.append(raw)
        return number


@dataclass(frozen=True, slots=True)
class Read:
    """Texts as numbers of units in one row: a pad, the first text, a pad, the second, ..., a pad, a pad."""

    units: Numbers
    lengths: Numbers
    """Units of each text: at least 1, a blank one has the unit of nothing."""

    @property
    def starts(self) -> Numbers:
        """Where each text's first unit stands."""
        found: Numbers = np.cumsum(self.lengths + 1) - self.lengths
        return found


def read(texts: Iterable[str], numbering: Numbering) -> Read:
    """Texts in the numbers of ``numbering``, which learns the units it has not seen."""
    rows = [text.split() or [""] for text in texts]
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    units = np.zeros(int(lengths.sum()) + len(rows) + 2, np.int64)
    places = np.ones(len(units), bool)
    places[np.concatenate([[0], np.cumsum(lengths + 1)])] = False
    places[-1] = False
    units[places] = np.fromiter(map(numbering.__getitem__, _flat(rows)), np.int64, int(lengths.sum()))
    return Read(units, lengths)


def _flat(rows: list[list[str]]) -> Iterator[str]:
    return chain.from_iterable(rows)


def near(before: Numbers, after: Numbers, places: int) -> Numbers:
    """The place of each pair of neighbours, by their keys, among a power of two places."""
    mixed = (before.astype(np.uint32) * np.uint32(0x9E3779B1)) ^ (after.astype(np.uint32) * np.uint32(0x85EBCA6B))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    found: Numbers = ((mixed ^ (mixed >> np.uint32(13))) & np.uint32(places - 1)).astype(np.int64)
    return found
