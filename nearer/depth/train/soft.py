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
from nearer.depth.train.variants import Variant, near_words, variants
from nearer.depth.train.vocabulary import vocabulary
from nearer.depth.units import Numbers, Reals
from nearer.depth.wordpiece import WordPiece

SEVERAL, SEVERAL_FELT, SEED_FELT = 80_000, 60_000, 1
"""Variants of our own messages; and of the posts that people marked with feelings, with what draws those."""
HIGHEST = 8.0
"""Answers, in logits, are kept from minus this to this, in whole numbers of eight bits."""
OF_MADE, FELT = slice(0, len(LEVELS)), slice(INTIMACY + 1, None)
"""Of variants of our own messages the level and the feelings are asked, of those of posts the feelings."""


@dataclass(frozen=True)
class Soft:
    """Answers in logits to every post, (posts, heads), and to every variant, with what each was made of."""

    posts: Reals
    made: Lessons
    answers: Reals
    of: list[tuple[str, str]]
    """The sources of what each variant was made of."""
    varied: Lessons
    """Variants of posts that people marked with feelings."""
    felt: Reals
    """The answers to these."""

    @classmethod
    def load(cls, file: Path, posts: Lessons, own: Lessons) -> "Soft":
        """From the file, for the same posts and messages."""
        saved = saved_layers(file)
        made, varied = all_variants(own, posts, near_read(saved["near"]))
        lessons = [unsaid([text for text, _ in some]) for some in (made, varied)]
        if saved["texts"].tolist() != marks(posts.texts, *(its.texts for its in lessons)).tolist():
            raise SystemExit(f"{file} answers other texts: write it again with nearer.depth.train.soft")
        found, felt = (its.known.copy() for its in lessons)
        found[:, OF_MADE], found[:, FELT], felt[:, FELT] = (whole(saved[name]) for name in ("made", "felt", "varied"))
        of = [(own.sources[a], own.sources[b]) for _, (a, b) in made]
        return cls(whole(saved["posts"]), lessons[0], found, of, lessons[1], felt)

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


def all_variants(own: Lessons, posts: Lessons, near: dict[str, list[str]]) -> tuple[list[Variant], list[Variant]]:
    """Of our own messages, and of the posts that people marked with feelings."""
    marked = posts.at(posts.of("goemotions"))
    return variants(own.texts, SEVERAL, near), variants(marked.texts, SEVERAL_FELT, near, SEED_FELT)


def unsaid(texts: list[str]) -> Lessons:
    """Texts of which no person said anything."""
    return Lessons(texts, np.full((len(texts), len(OUTPUTS)), np.nan, np.float32), ["made"] * len(texts))


def marks(*sets: list[str]) -> Numbers:
    """What tells these texts from any others."""
    return np.array([zlib.crc32("\n".join(texts).encode("utf-8", "surrogatepass")) for texts in sets])


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
    made, varied = ([text for text, _ in some] for some in all_variants(own, posts, near))
    second = both_lessons(own, posts, words, told.work)
    of_posts, of_made = answers(second, words, posts.texts), answers(second, words, made)
    told_posts = answers(first_lesson(posts, words, told.work), words, posts.texts)
    of_posts[:, len(LEVELS) : INTIMACY + 1] = told_posts[:, len(LEVELS) : INTIMACY + 1]
    teacher = laid_by(told.work / "feelings.pt", words, lambda: on_feelings(posts, words, 0))
    of_posts[:, FELT] = answers(teacher, words, posts.texts)[:, FELT]
    found = {
        "texts": marks(posts.texts, made, varied),
        "near": near_kept(near),
        "posts": small(of_posts),
        "made": small(of_made[:, OF_MADE]),
        "felt": small(answers(teacher, words, made)[:, FELT]),
        "varied": small(answers(teacher, words, varied)[:, FELT]),
    }
    np.savez_compressed(told.out, allow_pickle=False, **found)  # type: ignore[arg-type, unused-ignore]
    print(f"{len(posts.texts)} posts and {len(made) + len(varied)} variants answered")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
