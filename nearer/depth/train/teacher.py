"""How well the second look does for hands it never saw, and soft answers for the first look to learn from."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from nearer.depth.second import LEVELS, OUTPUTS
from nearer.depth.train.lessons import Lessons, levels, public
from nearer.depth.train.second import all_pieces, first_lesson, second_lesson
from nearer.depth.train.teaching import answers
from nearer.depth.wordpiece import WordPiece

Floats = NDArray[np.float32]
DRAWS = 1000


def voice(source: str) -> str:
    """The voice of a file of messages or of one of its dialogues."""
    return source.split("-")[0]


def auc(high: Floats, low: Floats) -> float:
    """How often one of the high ones stands above one of the low ones; ties count half."""
    both = np.sort(low)
    below, upto = np.searchsorted(both, high, "left"), np.searchsorted(both, high, "right")
    return float((below + upto).mean() / 2 / len(low))


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
    """Hold each hand out once; write what was said of it, and what one taught without the first hand says of the posts."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("work", type=Path)
    asked.add_argument("--posts", action="store_true", help="answer the public posts too (long)")
    told = asked.parse_args()
    words, posts, own = WordPiece(all_pieces()), public(told.data), levels(told.corpus)
    logits = np.zeros((len(own.texts), len(OUTPUTS)), np.float32)
    for held in sorted({source[0] for source in own.sources}):
        out = [place for place, source in enumerate(own.sources) if source[0] == held]
        model = first_lesson(posts, words, told.work)
        second_lesson(model, own.without(held), posts, words)
        logits[out] = answers(model, words, [own.texts[place] for place in out])
        print(f"hand {held} held out", json.dumps(between(own, logits, out)), flush=True)
        if told.posts:
            name = told.work / f"posts-without-{held}.npz"
            np.savez(name, allow_pickle=False, texts=np.array(posts.texts), logits=answers(model, words, posts.texts))
    np.savez(told.work / "own.npz", allow_pickle=False, texts=np.array(own.texts), logits=logits, known=own.known)
    print("all hands", json.dumps(between(own, logits, list(range(len(own.texts))))))


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
