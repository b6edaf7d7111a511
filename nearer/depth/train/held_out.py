"""How well the second look does for hands it never saw: each hand named is held out of its own lesson. --help says how."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from nearer.depth.second import LEVELS
from nearer.depth.train.figures import auc
from nearer.depth.train.lessons import Lessons, levels, public
from nearer.depth.train.second import all_pieces, both_lessons
from nearer.depth.train.teaching import answers
from nearer.depth.wordpiece import WordPiece

Floats = NDArray[np.float32]
DRAWS = 1000


def voice(source: str) -> str:
    """The voice of a file of messages or of one of its dialogues."""
    return source.split("-")[0]


def deep_auc(own: Lessons, logits: Floats, where: list[int]) -> float:
    """Level 3 and 4 against 0 and 1, by the step from 2 to 3."""
    level = own.known[where, : len(LEVELS)].sum(1)
    said = logits[where, 2]
    return auc(said[level >= 3], said[level <= 1])


def between(own: Lessons, logits: Floats, where: list[int], seed: int = 0) -> tuple[float, float, float]:
    """The figure and a 95% interval: voices, not messages, are drawn again (Efron 1979)."""
    chance = np.random.default_rng(seed)
    of: dict[str, list[int]] = {}
    for place in where:
        of.setdefault(voice(own.sources[place]), []).append(place)
    names = sorted(of)
    drawn = [
        deep_auc(own, logits, [place for name in chance.choice(names, len(names)) for place in of[name]])
        for _ in range(DRAWS)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975]).tolist()
    return deep_auc(own, logits, where), low, high


def main() -> None:
    """Hold each hand named out once; print how well its level is told, and write what was said of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("work", type=Path)
    asked.add_argument("--hands", default="", help="letters of the hands to hold out; all if none is named")
    told = asked.parse_args()
    words, posts, own = WordPiece(all_pieces()), public(told.data), levels(told.corpus)
    for held in told.hands or sorted({source[0] for source in own.sources}):
        out = own.at(place for place, source in enumerate(own.sources) if source[0] == held and source.count("-") == 1)
        model = both_lessons(own.without(held), posts, words, told.work, f"without-{held}")
        logits = answers(model, words, out.texts)
        print(f"hand {held} held out", json.dumps(between(out, logits, list(range(len(out.texts))))), flush=True)
        name = told.work / f"without-{held}.npz"
        np.savez(name, allow_pickle=False, texts=np.array(out.texts), logits=logits, known=out.known)


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
