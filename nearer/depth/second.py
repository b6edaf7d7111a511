"""The second look: a small sentence encoder reads a text whole, where the first look counts its words.

It is loaded only when it is asked for. What it learned from and how well it does: docs/depth-second.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nearer.depth.encoder import Encoder, likely
from nearer.depth.wordpiece import WordPiece

WEIGHTS = Path(__file__).with_name("second.npz")

LONGEST = 80
"""Pieces that are read at once, both marks with them: about sixty words. A longer text is read in parts."""

MOST_LETTERS = 5000
"""What stands after these is not read."""

INTIMACY_SPREAD = 0.4
"""The head for question intimacy is taught in steps of this size, so that its errors weigh like the others'."""

LEVELS = ("level > 0", "level > 1", "level > 2", "level > 3")
ACTS = ("emotional", "informational", "support_emotional", "support_informational")
FEELINGS = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
    "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy",
    "love", "nervousness", "optimism", "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
)  # fmt: skip
OUTPUTS = (*LEVELS, *ACTS, "intimacy", *FEELINGS)
"""What the encoder's heads say, in order."""
INTIMACY = OUTPUTS.index("intimacy")

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the second look says of n texts, each (n); all are 0 for a blank text. Feelings the first look knows better."""

    level: Reals
    """0 to 4: how many of the four steps are likely passed, added up."""
    deep: Reals
    """How likely it is level 3 or 4, 0 to 1."""
    emotional: Reals
    informational: Reals
    support_emotional: Reals
    support_informational: Reals
    intimacy: Reals
    """Of a question, about -1 to 1."""


class SecondLook:
    """The encoder with its word pieces."""

    def __init__(self, encoder: Encoder, words: WordPiece) -> None:
        self.encoder, self.words = encoder, words

    @classmethod
    def load(cls, file: Path = WEIGHTS) -> "SecondLook":
        """From the file that is shipped."""
        with np.load(file, allow_pickle=False) as saved:
            arrays = dict(saved)
        return cls(Encoder(arrays), WordPiece(arrays["words"].tobytes().decode().split("\n")))

    def score(self, texts: Iterable[str]) -> Seen:
        """Each text on its own; of a long one, the deepest part speaks."""
        parts = [self._parts(text) for text in texts]
        of = np.repeat(np.arange(len(parts)), np.array([len(part) for part in parts], np.intp))
        said = self.encoder([row for part in parts for row in part])
        values = likely(said).astype(np.float64)
        values[:, INTIMACY] = said[:, INTIMACY] * INTIMACY_SPREAD
        level = values[:, : len(LEVELS)].sum(1)
        deepest_last = np.lexsort((level, of))
        found = np.zeros((len(parts), len(OUTPUTS)))
        found[of[deepest_last]] = values[deepest_last]
        steps, acts = found[:, : len(LEVELS)], found[:, len(LEVELS) : INTIMACY].T
        told, facts, comfort, advice = acts
        return Seen(steps.sum(1), steps[:, 2], told, facts, comfort, advice, found[:, INTIMACY])

    def _parts(self, text: str) -> list[list[int]]:
        size = self.encoder.longest - 2
        pieces = self.words.read(text[:MOST_LETTERS])
        return [[self.words.start, *pieces[at : at + size], self.words.end] for at in range(0, len(pieces), size)]
