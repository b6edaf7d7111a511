"""What each word means to MiniLM, where the first look begins to learn: python -m nearer.depth.train.start --help."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from nearer.depth.train.encoder import WIDTH, from_minilm
from nearer.depth.train.lessons import levels, public, taught_with
from nearer.depth.train.second import LAYERS, all_pieces
from nearer.depth.train.teaching import numbered, padded
from nearer.depth.train.vocabulary import vocabulary
from nearer.depth.units import Reals
from nearer.depth.wordpiece import WordPiece

AT_ONCE = 256


def meanings(words: Sequence[str]) -> Reals:
    """MiniLM's mean over a word said alone, (words, 384), of length 1."""
    pieces = WordPiece(all_pieces())
    model = from_minilm(list(range(len(pieces.numbers))), LAYERS)
    model.weights["heads.weight"], model.weights["heads.bias"] = torch.eye(WIDTH), torch.zeros(WIDTH)
    rows = numbered(pieces, words)
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    found = np.zeros((len(rows), WIDTH), np.float32)
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            found[some] = model(*padded([rows[place] for place in some])).float().numpy()
    length: Reals = np.linalg.norm(found, axis=1, keepdims=True)
    return found / length


def main() -> None:
    """Write words and their meanings."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("out", type=Path)
    told = asked.parse_args()
    words = list(vocabulary(public(told.data).texts + taught_with(levels(told.corpus)).texts).words)
    np.savez(told.out, allow_pickle=False, words=np.array(words), meanings=meanings(words).astype(np.float16))
    print(f"{len(words)} words")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
