"""Teaches the second look and writes the file that is shipped: python -m nearer.depth.train.second --help."""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from nearer.depth.second import FEELINGS, LEVELS, OUTPUTS, WEIGHTS
from nearer.depth.train.encoder import Encoder, from_minilm, minilm
from nearer.depth.train.lessons import Lessons, joined, levels, public, taught_with, without_signs
from nearer.depth.train.teaching import Plan, answers, start_at_base, teach
from nearer.depth.wordpiece import END, START, UNKNOWN, WordPiece

LAYERS = (0, 1, 2, 3, 4, 5)
COMMON = 12_000
"""MiniLM's pieces stand by how common they are: the first so many are kept."""
LETTERS = 999
UNUSED_SCRIPTS = 1996
"""From the one to the other stand its letters; those of other scripts are kept only if they occur."""
OFTEN = 2
BARE, JOINED, BESIDE = 0.2, 0.1, 0.12
"""For each of our own messages: how many lose their picture signs, are joined with another, and have a post beside."""
CALM = 0.65
"""Taught steps are too sure: their logits shrink so much (Guo et al. 2017), by what was likeliest for a hand held out."""
MOST = 63
"""Weights are whole numbers from minus this to this."""

Arrays = dict[str, NDArray[Any]]


def all_pieces() -> list[str]:
    """MiniLM's 30,522, in its order."""
    return (minilm() / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")


def kept(pieces: list[str], own: list[str], others: list[str]) -> list[int]:
    """Which pieces are shipped: common ones, those of our own texts, and those at least so OFTEN in others."""
    words = WordPiece(pieces)
    here = {number for text in own for number in words.read(text)}
    there = Counter(number for text in others for number in words.read(text))
    marks = {pieces.index(mark) for mark in (START, END, UNKNOWN)}
    plain = {
        n for n, piece in enumerate(pieces) if piece.removeprefix("##").isascii() and len(piece.removeprefix("##")) == 1
    }
    often = {number for number, times in there.items() if times >= OFTEN}
    return sorted(marks | plain | here | often | set(range(UNUSED_SCRIPTS, COMMON)))


def on_public(posts: Lessons, words: WordPiece, seed: int) -> Encoder:
    """The first lesson: disclosure, support, intimacy and feelings in public posts."""
    chance = np.random.default_rng(seed)
    felt = chance.choice(posts.of("goemotions"), 20_000, replace=False).tolist()
    chosen = posts.at(posts.of("offmychest") * 2 + posts.of("question_intimacy") * 5 + felt)
    model = from_minilm(list(range(len(words.numbers))), LAYERS)
    start_at_base(model, chosen.known, OUTPUTS[len(LEVELS) :])
    teach(model, words, chosen, Plan(epochs=1, rate=1.2e-4, seed=seed, size=48, longest=56))
    return model


def second_lesson(model: Encoder, own: Lessons, posts: Lessons, words: WordPiece, seed: int = 0) -> None:
    """The level in our own messages, some without their picture signs, some two in one, and a few posts beside."""
    chance = np.random.default_rng(seed)
    bare = [without_signs(text) if chance.random() < BARE else text for text in own.texts]
    lessons = Lessons(bare, own.known, own.sources)
    lessons += joined(lessons, int(len(own.texts) * JOINED), chance)
    beside = int(len(own.texts) * BESIDE)
    told = posts.of("offmychest") + posts.of("question_intimacy")
    some = chance.choice(told, int(beside * 0.7), replace=False).tolist()
    some += chance.choice(posts.of("goemotions"), int(beside * 0.3), replace=False).tolist()
    start_at_base(model, own.known, LEVELS)
    teach(model, words, lessons + posts.at(some), Plan(epochs=2.5, rate=1e-4, seed=seed, size=48, fixed=1))


def calm(model: Encoder) -> None:
    """Makes the steps of the level as sure as they should be."""
    with torch.no_grad():
        for kind in ("weight", "bias"):
            model.weights[f"heads.{kind}"][: len(LEVELS)] *= CALM


def small(model: Encoder, pieces: list[str], keep: list[int]) -> Arrays:
    """What is shipped: whole numbers up to MOST with one scale a row, and the rest at half width."""
    found: Arrays = {
        "layers": np.array(model.layers),
        "words": np.frombuffer("\n".join(pieces[n] for n in keep).encode(), np.uint8),
    }
    for name, tensor in model.weights.items():
        weight = tensor.detach().numpy()
        if name == "pieces.weight":
            weight = weight[keep]
        if weight.ndim == 2 and name not in ("places.weight", "heads.weight"):
            scale = np.abs(weight).max(1) / MOST
            found[name] = np.round(weight / scale[:, None]).astype(np.int8)
            found[name.removesuffix("weight") + "scale"] = scale.astype(np.float32)
        else:
            found[name] = weight.astype(np.float32 if weight.ndim == 1 else np.float16)
    return found


def on_feelings(posts: Lessons, words: WordPiece, seed: int) -> Encoder:
    """A teacher of its own for feelings: it learns nothing else, and is not shipped."""
    felt = posts.at(posts.of("goemotions"))
    model = from_minilm(list(range(len(words.numbers))), LAYERS)
    start_at_base(model, felt.known, FEELINGS)
    teach(model, words, felt, Plan(epochs=2, rate=1.5e-4, seed=seed, size=64, longest=40, fixed=1))
    return model


def laid_by(file: Path, words: WordPiece, taught: Callable[[], Encoder]) -> Encoder:
    """As it lies in the file, or taught and laid there."""
    if not file.exists():
        model = taught()
        torch.save({name: weight.detach() for name, weight in model.weights.items() if name != "pieces.weight"}, file)
    model = from_minilm(list(range(len(words.numbers))), LAYERS)
    model.weights |= torch.load(file)
    return model


def first_lesson(posts: Lessons, words: WordPiece, work: Path, seed: int = 0) -> Encoder:
    """Taught with public posts alone."""
    return laid_by(work / f"public-{seed}.pt", words, lambda: on_public(posts, words, seed))


def both_lessons(own: Lessons, posts: Lessons, words: WordPiece, work: Path, name: str = "second") -> Encoder:
    """Taught with public posts, then with our own messages."""

    def taught() -> Encoder:
        model = first_lesson(posts, words, work)
        second_lesson(model, own, posts, words)
        return model

    return laid_by(work / f"{name}.pt", words, taught)


def main() -> None:
    """Teach, write the weights, and say how far they are from those that lie there."""
    asked = argparse.ArgumentParser(description="Teaches the second look.")
    asked.add_argument("data", type=Path, help="the folder with offmychest, question_intimacy and goemotions")
    asked.add_argument("corpus", type=Path, help="our own messages and dialogues")
    asked.add_argument("work", type=Path, help="a folder to keep each lesson in")
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    asked.add_argument("--examples", type=Path, help="a file for what the taught weights say of some texts")
    told = asked.parse_args()
    pieces, posts, own = all_pieces(), public(told.data), taught_with(levels(told.corpus))
    words = WordPiece(pieces)
    model = both_lessons(own, posts, words, told.work)
    calm(model)
    arrays = small(model, pieces, kept(pieces, own.texts, posts.texts))
    if WEIGHTS.exists():
        print(f"differs from what is shipped by {apart(arrays, WEIGHTS):.6f} of a weight's usual size")
    np.savez_compressed(told.out, allow_pickle=False, **arrays)
    if told.examples:
        some = own.texts[:: len(own.texts) // 60]
        logits = answers(model, words, some, half=False).round(5).tolist()
        told.examples.write_text(
            json.dumps({"texts": some, "logits": logits}, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def apart(arrays: Arrays, file: Path) -> float:
    """The mean distance between two sets of weights, as a share of their mean size; infinite if they are not alike."""
    far, size = 0.0, 0.0
    with np.load(file, allow_pickle=False) as there:
        for name in arrays:
            if not name.endswith(".weight") or name not in there or there[name].shape != arrays[name].shape:
                continue
            scale = name.removesuffix("weight") + "scale"
            one, other = (
                own[name].astype(np.float64) * (own[scale][:, None] if scale in own else 1.0) for own in (arrays, there)
            )
            far, size = far + float(np.abs(one - other).sum()), size + float(np.abs(other).sum())
    return far / size if size else float("inf")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
