"""Variants of messages and posts, for a teacher to answer: so that the first look sees more than was written (after Jiao et al.
2020): clauses of two messages together, parts of one, words left out, and words in the place of near ones."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from nearer.depth.units import Reals

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[\W\d_]+")
CLAUSE = re.compile(r"(?<=[.,!?\n;])\s+| (?=(?:and|but|so|because|then|cos|if|when)\b)")
BETWEEN = (" ", ". ", "\n", " and ", ", ")
NEAREST, LEAST = 10, 0.55
"""How many words may stand for another, and how alike to MiniLM they must be at least."""
TOGETHER, PART = 0.25, 0.4
"""Below the first a variant is made of two messages, below the second it is a part of one."""
SWAPPED, DROPPED = (0.1, 0.25, 0.4), (0.0, 0.0, 0.1, 0.2)
"""How many words are swapped, and how many left out."""
LONGEST = 600
"""Letters of a variant."""

Variant = tuple[str, tuple[int, int]]
"""A text, and the places of what it was made of, twice the same of one."""


def near_words(words: Sequence[str], meanings: Reals, texts: Sequence[str], often: int = 3) -> dict[str, list[str]]:
    """For each word that is in the texts so often, others that mean nearly the same."""
    times = Counter(word for text in texts for word in WORD.findall(text.lower()))
    rows = [row for row, word in enumerate(words) if times[word] >= often]
    apart = meanings[rows] - meanings[rows].mean(0)
    apart /= np.linalg.norm(apart, axis=1, keepdims=True)
    found: dict[str, list[str]] = {}
    for start in range(0, len(rows), 1000):
        alike = apart[start : start + 1000] @ apart.T
        best = np.argsort(-alike, axis=1, kind="stable")[:, 1 : NEAREST + 1]
        for place, nearest in enumerate(best):
            close = [words[rows[other]] for other in nearest.tolist() if alike[place, other] > LEAST]
            found[words[rows[start + place]]] = close
    return found


def variants(texts: Sequence[str], several: int, near: dict[str, list[str]], seed: int = 0) -> list[Variant]:
    """So many variants of messages drawn at random."""
    chance = np.random.default_rng(seed)
    clauses = [CLAUSE.split(text) for text in texts]
    found: list[Variant] = []
    while len(found) < several:
        place, draw = int(chance.integers(len(texts))), chance.random()
        said, other = texts[place], place
        if draw < TOGETHER:
            other = int(chance.integers(len(texts)))
            said = _part(clauses[place], chance) + str(chance.choice(BETWEEN)) + _part(clauses[other], chance)
        elif draw < PART:
            said = _part(clauses[place], chance)
        made = _reworded(said, near, chance)[:LONGEST]
        if made:
            found.append((made, (place, other)))
    return found


def _part(clauses: list[str], chance: np.random.Generator) -> str:
    """The beginning or the end of a message."""
    if chance.random() < 0.5:
        return " ".join(clauses[: int(chance.integers(1, len(clauses) + 1))])
    return " ".join(clauses[int(chance.integers(len(clauses))) :])


def _reworded(text: str, near: dict[str, list[str]], chance: np.random.Generator) -> str:
    swapped, dropped = float(chance.choice(SWAPPED)), float(chance.choice(DROPPED))
    parts = []
    for part in WORD.findall(text):
        if part[0].isalpha():
            draw, others = chance.random(), near.get(part.lower())
            if draw < swapped and others:
                other = str(chance.choice(others))
                part = other if part.islower() else other.capitalize()
            elif draw > 1 - dropped:
                continue
        parts.append(part)
    return re.sub(" {2,}", " ", "".join(parts)).strip()
