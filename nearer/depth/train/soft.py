"""What teachers say of the public posts and of variants of our own messages, for the first look to learn from: --help."""

import argparse
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from nearer.depth.layers import saved_layers
from nearer.depth.second import INTIMACY, LEVELS, OUTPUTS
from nearer.depth.train.lessons import Lessons, levels, public, taught_with
from nearer.depth.train.second import all_pieces, both_lessons, first_lesson, laid_by, on_feelings
from nearer.depth.train.teaching import answers
from nearer.depth.train.variants import near_words, variants
from nearer.depth.train.vocabulary import vocabulary
from nearer.depth.units import Numbers, Reals
from nearer.depth.wordpiece import WordPiece

SEVERAL = 80_000
"""Variants of our own messages."""
HIGHEST = 8.0
"""Answers, in logits, are kept from minus this to this, in whole numbers of eight bits."""
OF_MADE = len(LEVELS)
"""Of variants only the level is asked."""


@dataclass(frozen=True)
class Soft:
    """Answers in logits to every post, (posts, heads), and to every variant, with what each was made of."""

    posts: Reals
    made: Lessons
    answers: Reals
    of: list[tuple[str, str]]
    """The sources of what each variant was made of."""

    @classmethod
    def load(cls, file: Path, posts: Lessons, own: Lessons) -> "Soft":
        """From the file, for the same posts and messages."""
        saved = saved_layers(file)
        made = variants(own.texts, SEVERAL, near_read(saved["near"]))
        if saved["texts"].tolist() != marks(posts, made).tolist():
            raise SystemExit(f"{file} answers other texts: write it again with nearer.depth.train.soft")
        none = np.full((len(made), len(OUTPUTS)), np.nan, np.float32)
        found = none.copy()
        found[:, :OF_MADE] = whole(saved["made"])
        lessons = Lessons([text for text, _ in made], none, ["made"] * len(made))
        return cls(whole(saved["posts"]), lessons, found, [(own.sources[a], own.sources[b]) for _, (a, b) in made])

    def made_without(self, besides: tuple[str, ...]) -> tuple[Lessons, Reals]:
        """Variants that hold nothing of the voices named, and the answers to them; NaN where nothing was asked."""
        kept = [at for at, of in enumerate(self.of) if not (besides and any(one.startswith(besides) for one in of))]
        return self.made.at(kept), self.answers[kept]


def near_kept(near: dict[str, list[str]]) -> NDArray[np.uint8]:
    """Words and those near them, a line each: another machine finds others by a hair, and makes other variants."""
    return np.frombuffer("\n".join(" ".join((word, *others)) for word, others in near.items()).encode(), np.uint8)


def near_read(kept: NDArray[np.generic]) -> dict[str, list[str]]:
    """And back."""
    return {word: others for word, *others in map(str.split, kept.tobytes().decode().split("\n"))}


def marks(posts: Lessons, made: list[tuple[str, tuple[int, int]]]) -> Numbers:
    """What tells these posts and variants from any others."""
    both = (posts.texts, [text for text, _ in made])
    return np.array([zlib.crc32("\n".join(texts).encode("utf-8", "surrogatepass")) for texts in both])


def small(logits: Reals) -> NDArray[np.int8]:
    """In whole numbers."""
    return np.round(np.clip(logits, -HIGHEST, HIGHEST) * (127 / HIGHEST)).astype(np.int8)


def whole(saved: NDArray[np.generic]) -> Reals:
    """And back."""
    return saved.astype(np.float32) * np.float32(HIGHEST / 127)


def main() -> None:
    """Teach the teachers, or take them as they lie in the working folder; ask them, and write what they say."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("start", type=Path, help="what nearer.depth.train.start wrote")
    asked.add_argument("work", type=Path, help="the folder with each lesson")
    asked.add_argument("out", type=Path)
    told = asked.parse_args()
    words, posts, own = WordPiece(all_pieces()), public(told.data), taught_with(levels(told.corpus))
    meant = saved_layers(told.start)["meanings"].astype(np.float32)
    near = near_words(list(vocabulary(posts.texts + own.texts).words), meant, own.texts + posts.texts)
    made = variants(own.texts, SEVERAL, near)
    second = both_lessons(own, posts, words, told.work)
    of_posts, of_made = answers(second, words, posts.texts), answers(second, words, [text for text, _ in made])
    told_posts = answers(first_lesson(posts, words, told.work), words, posts.texts)
    of_posts[:, len(LEVELS) : INTIMACY + 1] = told_posts[:, len(LEVELS) : INTIMACY + 1]
    felt = laid_by(told.work / "feelings.pt", words, lambda: on_feelings(posts, words, 0))
    of_posts[:, INTIMACY + 1 :] = answers(felt, words, posts.texts)[:, INTIMACY + 1 :]
    found = {
        "texts": marks(posts, made),
        "near": near_kept(near),
        "posts": small(of_posts),
        "made": small(of_made[:, :OF_MADE]),
    }
    np.savez_compressed(told.out, allow_pickle=False, **found)  # type: ignore[arg-type, unused-ignore]
    print(f"{len(posts.texts)} posts and {len(made)} variants answered")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
