"""How an encoder is taught: batches of like length, half-width numbers, a rate that rises and falls."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from nearer.depth.second import FEELINGS, LEVELS, LONGEST, OUTPUTS
from nearer.depth.train.encoder import FROZEN, Encoder
from nearer.depth.train.lessons import AT, Lessons
from nearer.depth.wordpiece import WordPiece

NEAR, HEADS_FASTER, DROPPED, REPORTED = 40, 10.0, 0.1, 50
WEIGHTS = torch.tensor([1.0 if name in LEVELS else 1 / 3 if name in FEELINGS else 1.0 for name in OUTPUTS])


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Numbers (batch, length) and where there are any."""
    longest = max(map(len, rows))
    numbers = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
    mask = torch.tensor([[True] * len(row) + [False] * (longest - len(row)) for row in rows])
    return numbers, mask


def numbered(words: WordPiece, texts: Sequence[str], longest: int = LONGEST) -> list[list[int]]:
    """Each text as numbers between its two marks, cut at the longest."""
    return [[words.start, *words.read(text)[: longest - 2], words.end] for text in texts]


def batches(lengths: Sequence[int], size: int, steps: int, chance: np.random.Generator) -> Iterator[list[int]]:
    """So many batches of places: all in chance order, then all again; those of one batch have about the same length."""
    while True:
        order = chance.permutation(len(lengths))
        found = []
        for at in range(0, len(order), size * NEAR):
            near = sorted(order[at : at + size * NEAR].tolist(), key=lambda i: lengths[i])
            found += [near[b : b + size] for b in range(0, len(near), size)]
        for place in chance.permutation(len(found)).tolist():
            if steps == 0:
                return
            steps -= 1
            yield found[place]


def loss(said: Tensor, known: Tensor) -> Tensor:
    """Cross-entropy of each known head, squared error for intimacy; summed over heads, mean over texts."""
    there = ~known.isnan()
    known = known.nan_to_num()
    each = functional.binary_cross_entropy_with_logits(said, known, reduction="none")
    squared = (said - known).square()
    at = AT["intimacy"]
    each = torch.cat([each[:, :at], squared[:, at : at + 1], each[:, at + 1 :]], 1)
    return (each * there * WEIGHTS).sum() / len(said)


def start_at_base(model: Encoder, known: NDArray[np.float32], names: Sequence[str]) -> None:
    """Sets the heads named to what is usual."""
    with torch.no_grad():
        for name in names:
            usual = float(np.nanmean(known[:, AT[name]]))
            model.weights["heads.bias"][AT[name]] = usual if name == "intimacy" else math.log(usual / (1 - usual))


@dataclass(frozen=True)
class Plan:
    """How long and how fast: AdamW, warmed up over a tenth of the steps and cooled down to nothing.

    ``fixed`` layers stay as they are, and their states are computed only once.
    """

    epochs: float
    rate: float
    seed: int = 0
    size: int = 32
    longest: int = 64
    fixed: int = 0


def teach(model: Encoder, words: WordPiece, lessons: Lessons, plan: Plan) -> None:
    """Changes the model's weights, above the fixed layers."""
    torch.manual_seed(plan.seed)
    chance = np.random.default_rng(plan.seed)
    rows, known = numbered(words, lessons.texts, plan.longest), torch.from_numpy(lessons.known)
    stored = states(model, rows, plan.fixed) if plan.fixed else []
    steps = int(plan.epochs * math.ceil(len(rows) / plan.size))
    free, by, rate = optimiser(model, plan, steps)
    total = 0.0
    for step, batch in enumerate(batches([len(row) for row in rows], plan.size, steps, chance), 1):
        numbers, mask = padded([rows[i] for i in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            below = pad_sequence([stored[i] for i in batch], True) if stored else model.below(0, numbers, mask, DROPPED)
            said = model.above(plan.fixed, below.float(), mask, DROPPED)
        cost = loss(said.float(), known[batch])
        by.zero_grad()
        cost.backward()
        torch.nn.utils.clip_grad_norm_(free, 1.0)
        by.step()
        rate.step()
        total += float(cost.detach())
        if step % REPORTED == 0:
            print(f"step {step} of {steps}: {total / REPORTED:.4f}", flush=True)
            total = 0.0


def optimiser(model: Encoder, plan: Plan, steps: int) -> tuple[list[Tensor], Any, Any]:
    """What is free to change, what changes it, and how fast."""
    fixed = ("first.", *(f"layers.{number}." for number in range(plan.fixed))) if plan.fixed else ()
    for name, weight in model.weights.items():
        weight.requires_grad_(name not in FROZEN and not name.startswith(fixed))
    heads = model.weights["heads.weight"]
    free = [weight for weight in model.weights.values() if weight.requires_grad and weight is not heads]
    groups = [{"params": free, "lr": plan.rate}, {"params": [heads], "lr": plan.rate * HEADS_FASTER}]
    by = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    return (
        free,
        by,
        torch.optim.lr_scheduler.LambdaLR(by, lambda s: min(s / (0.1 * steps + 1), (steps - s) / (0.9 * steps + 1))),
    )


def states(model: Encoder, rows: Sequence[Sequence[int]], layer: int) -> list[Tensor]:
    """What the layer named is given for each row, (length, 384), at half width."""
    found: list[Tensor] = [torch.empty(0)] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for at in range(0, len(order), 64):
        batch = order[at : at + 64]
        numbers, mask = padded([rows[i] for i in batch])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            below = model.below(layer, numbers, mask).bfloat16()
        for place, i in enumerate(batch):
            found[i] = below[place, : len(rows[i])].clone()
    return found


def answers(model: Encoder, words: WordPiece, texts: Sequence[str], half: bool = True) -> NDArray[np.float32]:
    """What the model says of each text, (n, heads), in logits."""
    rows = numbered(words, texts)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    found = np.zeros((len(rows), len(OUTPUTS)), np.float32)
    for at in range(0, len(order), 64):
        batch = order[at : at + 64]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            found[batch] = model(*padded([rows[i] for i in batch])).float().numpy()
    return found
