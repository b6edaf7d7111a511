"""The first look: scores every text in a chat within seconds, by its words and what stands beside them.

What it learned from, how well it does and where it fails: docs/depth.md.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from nearer.depth.layers import Layers, Seen, saved_layers
from nearer.depth.second import INTIMACY, INTIMACY_SPREAD, LEVELS, OUTPUTS
from nearer.depth.units import Numbering, Pieces, Read, Reals, key, read

WEIGHTS = Path(__file__).with_name("first.npz")

MOST_LETTERS = 5000
"""What stands after these is not read."""
AT_ONCE, LETTERS_AT_ONCE = 1024, 80_000
"""Texts, and letters of theirs, that are worked on together: more would leave the processor's cache."""
KEPT, LEARNED = 30_000, 1000
"""Units whose sums are kept before all are forgotten, and units whose sums are made together: so memory stays small."""
JOINING = frozenset(
    re.findall(
        r"\w+", "a an the of to in on at by for from with and or as than is are was were be been it its that this"
    )
)
"""Words that are never named as a reason."""
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the first look says of n texts, each (n) but for feelings, (n, 28); all are 0 for a blank text."""

    level: Reals
    """0 to 4: how many of the four steps are likely passed, added up."""
    emotional: Reals
    informational: Reals
    support_emotional: Reals
    support_informational: Reals
    intimacy: Reals
    """Of a question, about -1 to 1."""
    feelings: NDArray[np.float16]
    """How likely each of FEELINGS is, 0 to 1."""


NAMES = tuple(field.name for field in fields(Scores))


class Depth:
    """Text in, numbers out; may be used from several threads."""

    def __init__(self, layers: Layers, pieces: Pieces) -> None:
        self.layers, self.pieces = layers, pieces
        self.lock = Lock()
        self._forget()

    @classmethod
    def load(cls, file: Path = WEIGHTS) -> "Depth":
        """From the file that is shipped."""
        saved = saved_layers(file)
        words, signs = (saved[name].tobytes().decode().split("\n") for name in ("words", "signs"))
        return cls(Layers.load(saved), Pieces(words, signs))

    def score(self, texts: Iterable[str]) -> Scores:
        """Every text on its own; the order is kept, and a generator is read as it comes."""
        parts = list(self.parts(texts)) or [self._scores(np.zeros((0, len(OUTPUTS)), np.float32), [])]
        return Scores(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in NAMES})

    def why(self, text: str, most: int = 5) -> list[tuple[str, float]]:
        """The words, as first written, that move the level most, and by how much it falls without them.

        A word counts wherever it stands in the text, in capitals or not; ``without`` is how it is taken out.
        """
        text = text[:MOST_LETTERS]
        first = {found[0].lower(): found[0] for found in reversed(list(WORD.finditer(text)))}
        words = [word for small, word in first.items() if small not in JOINING]
        levels = self.score([text, *(without(text, word) for word in words)]).level.tolist()
        effects = [(word, levels[0] - level) for word, level in zip(words, levels[1:], strict=True)]
        return sorted(effects, key=lambda effect: -abs(effect[1]))[:most]

    def _forget(self) -> None:
        self.numbering = Numbering()
        self.seen = Seen(self.layers, KEPT + LETTERS_AT_ONCE + MOST_LETTERS)
        self.numbering.new.clear()

    def parts(self, texts: Iterable[str]) -> Iterator[Scores]:
        """The same, some hundreds of texts at a time, for who does not want to hold all of them."""
        for block in blocks(texts):
            blank = [at for at, text in enumerate(block) if not text or text.isspace()]
            with self.lock:
                answers = self.seen.answers(self._read(block))
            yield self._scores(answers, blank)

    def _read(self, block: Sequence[str]) -> Read:
        if len(self.numbering) > KEPT:
            self._forget()
        found = read(block, self.numbering)
        new = self.numbering.new
        first = len(self.numbering) + 1 - len(new)
        for at in range(0, len(new), LEARNED):
            some = new[at : at + LEARNED]
            self.seen.learn(first + at, [key(raw) for raw in some], self.pieces.rows(some))
        new.clear()
        return found

    def _scores(self, answers: Reals, blank: list[int]) -> Scores:
        values = (1 / (1 + np.exp(-np.clip(answers, -30, 30)))).astype(np.float32)
        values[:, INTIMACY] = answers[:, INTIMACY] * np.float32(INTIMACY_SPREAD)
        values[blank] = 0
        steps = len(LEVELS)
        told, facts, comfort, advice = values[:, steps:INTIMACY].T.copy()
        feelings = values[:, INTIMACY + 1 :].astype(np.float16)
        level, intimacy = values[:, :steps].sum(1), values[:, INTIMACY].copy()
        return Scores(level, told, facts, comfort, advice, intimacy, feelings)


def without(text: str, word: str) -> str:
    """A text with every occurrence of a word taken out, in capitals or not; never out of a longer word."""
    left = r"(?<![^\W_])(?<![^\W_]['\u2019])" if word[0].isalnum() else ""
    right = r"(?!['\u2019]?[^\W_])" if word[0].isalnum() else ""
    return re.sub(left + re.escape(word) + right, "", text, flags=re.IGNORECASE)


def blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """Some texts at a time, none longer than is read."""
    block: list[str] = []
    letters = 0
    for text in texts:
        block.append(text[:MOST_LETTERS])
        letters += len(block[-1])
        if len(block) == AT_ONCE or letters > LETTERS_AT_ONCE:
            yield block
            block, letters = [], 0
    if block:
        yield block
