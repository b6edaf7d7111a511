"""How an encoder is taught: batches of like length, half-width numbers, a rate that rises and falls."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from nearer.depth.second import FEELINGS, LEVELS, LONGEST, OUTPUTS
from nearer.depth.train.encoder import Encoder
from nearer.depth.train.lessons import AT, Lessons
from nearer.depth.wordpiece import WordPiece

NEAR = 40
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


def batches(lengths: Sequence[int], size: int, rng: np.random.Generator) -> Iterator[list[int]]:
    """Places in chance order, batches of texts of about the same length."""
    order = rng.permutation(len(lengths))
    found = []
    for at in range(0, len(order), size * NEAR):
        near = sorted(order[at : at + size * NEAR].tolist(), key=lambda i: lengths[i])
        found += [near[b : b + size] for b in range(0, len(near), size)]
    yield from (found[i] for i in rng.permutation(len(found)))


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
            model.heads.bias[AT[name]] = usual if name == "intimacy" else math.log(usual / (1 - usual))


def teach(
    model: Encoder,
    words: WordPiece,
    lessons: Lessons,
    epochs: float,
    rate: float,
    seed: int,
    size: int = 32,
    longest: int = LONGEST,
) -> None:
    """AdamW, warmed up over a tenth and cooled down to nothing."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    rows, known = numbered(words, lessons.texts, longest), torch.from_numpy(lessons.known)
    steps = int(epochs * math.ceil(len(rows) / size))
    free = [weight for weight in model.parameters() if weight.requires_grad and weight is not model.heads.weight]
    groups = [{"params": free, "lr": rate}, {"params": [model.heads.weight], "lr": rate * 10}]
    by = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rise = torch.optim.lr_scheduler.LambdaLR(by, lambda s: min(s / (0.1 * steps + 1), (steps - s) / (0.9 * steps + 1)))
    model.train()
    done, total = 0, 0.0
    while done < steps:
        for batch in batches([len(row) for row in rows], size, rng):
            if done == steps:
                break
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = model(*padded([rows[i] for i in batch]))
            cost = loss(said.float(), known[batch])
            by.zero_grad()
            cost.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            by.step()
            rise.step()
            done, total = done + 1, total + float(cost.detach())
            if done % 200 == 0:
                print(f"step {done} of {steps}: {total / 200:.4f}", flush=True)
                total = 0.0


@torch.no_grad()
def answers(model: Encoder, words: WordPiece, texts: Sequence[str], half: bool = True) -> NDArray[np.float32]:
    """What the model says of each text, (n, heads), in logits."""
    model.eval()
    rows = numbered(words, texts)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    found = np.zeros((len(rows), len(OUTPUTS)), np.float32)
    for at in range(0, len(order), 64):
        batch = order[at : at + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            found[batch] = model(*padded([rows[i] for i in batch])).float().numpy()
    return found
