"""A depth model that hears feeling in a few words: for tests that are about what is done with its answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

FEELS = ("afraid", "sad", "lonely", "happy")
SADNESS = 25


@dataclass(frozen=True)
class Heard:
    """What the model's own answer has, as far as it is used."""

    level: Any
    support_emotional: Any
    feelings: Any


class ByWords:
    """Level 3 where a word of feeling stands, 0 where a text is short, else 1."""

    def parts(self, texts: Iterable[str]) -> Iterator[Heard]:
        """A hundred texts at a time."""
        held = list(texts)
        for start in range(0, len(held), 100):
            some = held[start : start + 100]
            level = np.array([3.2 if any(w in t for w in FEELS) else 0.1 if len(t) < 24 else 1.2 for t in some])
            feelings = np.zeros((len(some), 28), np.float16)
            feelings[level > 3, SADNESS] = 0.9
            yield Heard(level, np.array([0.9 if "sorry" in text else 0.1 for text in some]), feelings)
