"""The first look's net while it is taught (torch), and its texts as that net wants them; the same sums as in layers.py."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from nearer.depth.second import OUTPUTS
from nearer.depth.units import Numbering, Numbers, Pieces, Reals, key, read

DEEP, CHANNELS, HIDDEN = 64, 64, 128


@dataclass(frozen=True)
class Batch:
    """Some texts: the units in them, where these stand (text, place)."""

    rows: Tensor
    weights: Tensor
    offsets: Tensor
    units: Tensor
    lengths: Tensor


class Texts:
    """Texts as numbers of units, and every unit's rows, worked out once."""

    def __init__(self, texts: Sequence[str], pieces: Pieces) -> None:
        numbering = Numbering()
        found = read(texts, numbering)
        self.lengths, self.starts, self.units = found.lengths, found.starts, found.units
        raws = numbering.new
        self.keys = np.array([0, 0, *map(key, raws[2:])])
        rows = pieces.rows(raws)
        self.rows, self.weights = rows.row, rows.weight
        self.ends = np.searchsorted(rows.unit, np.arange(len(raws)), "right")
        self.begins = np.concatenate([[0], self.ends[:-1]])
        self.whole = np.zeros(len(raws), bool)
        there = self.ends > self.begins
        self.whole[there] = self.rows[self.begins[there]] < len(pieces.words)

    def batch(self, places: Numbers, forget: float = 0.0, chance: np.random.Generator | None = None) -> Batch:
        """Those texts; of the units that are a known word, so many are shown by their letters alone."""
        lengths = self.lengths[places]
        longest = int(lengths.max())
        at = self.starts[places][:, None] + np.arange(-1, longest + 1)
        inside = np.arange(-1, longest + 1) < lengths[:, None]
        units = np.where(inside, self.units[np.minimum(at, len(self.units) - 1)], 0)
        seen, of = np.unique(units, return_inverse=True)
        begins, ends = self.begins[seen], self.ends[seen]
        if chance is not None and forget:
            begins = begins + (self.whole[seen] & (chance.random(len(seen)) < forget))
        many = ends - begins
        offsets = np.cumsum(many) - many
        row = np.repeat(begins - offsets, many) + np.arange(int(many.sum()))
        arrays = (self.rows[row], self.weights[row], offsets, of.reshape(units.shape), lengths)
        return Batch(*map(torch.from_numpy, arrays))


class Net:
    """What is taught; ``start`` are the first rows of ``deep``, ``usual`` what each head says of nothing."""

    def __init__(self, rows: int, start: Reals, usual: Sequence[float]) -> None:
        heads, wide = len(OUTPUTS), CHANNELS + DEEP + 1
        deep = torch.randn(rows, DEEP) * 0.03
        deep[: len(start)] = torch.from_numpy(start)
        self.weights: dict[str, Tensor] = {
            "deep": deep,
            "beside": torch.randn(DEEP, 3 * CHANNELS) / DEEP**0.5 * 0.6,
            "beside_bias": torch.zeros(CHANNELS),
            "hidden": torch.randn(wide, HIDDEN) * (2 / wide) ** 0.5,
            "hidden_bias": torch.zeros(HIDDEN),
            "out": torch.randn(HIDDEN, heads) * 0.05,
            "bias": torch.tensor(usual),
        }
        for weight in self.weights.values():
            weight.requires_grad_(True)

    def __call__(self, batch: Batch, loss: float = 0.0) -> Tensor:
        """(texts, heads), in logits; ``loss`` of what the net sees is left out while it is taught."""
        deep = functional.embedding_bag(
            batch.rows, self.weights["deep"], batch.offsets, mode="sum", per_sample_weights=batch.weights, sparse=True
        )
        root = batch.lengths[:, None].float().sqrt()
        sums = functional.embedding_bag(batch.units[:, 1:-1], deep, mode="sum") / root
        top = self._top(functional.dropout(deep, loss), batch)
        seen = torch.cat([top, sums, root.log() * 2 / 3], 1)
        hidden = functional.relu(functional.dropout(seen, loss) @ self.weights["hidden"] + self.weights["hidden_bias"])
        return functional.dropout(hidden, loss) @ self.weights["out"] + self.weights["bias"]

    def _top(self, deep: Tensor, batch: Batch) -> Tensor:
        """The highest each feature of three units side by side gets in a text."""
        size, parts = batch.units.shape[1] - 2, deep @ self.weights["beside"]
        sides = [
            functional.embedding(batch.units[:, step : step + size], parts[:, step * CHANNELS : (step + 1) * CHANNELS])
            for step in range(3)
        ]
        there = torch.arange(size) < batch.lengths[:, None]
        highest = (sides[0] + sides[1] + sides[2]).masked_fill(~there[:, :, None], -1e4).amax(1)
        return functional.relu(highest + self.weights["beside_bias"])


def answers(net: Net, texts: Texts, at_once: int = 512) -> Reals:
    """What the net says of each text, (n, heads), in logits."""
    order = np.argsort(texts.lengths, kind="stable")
    found = np.zeros((len(order), len(OUTPUTS)), np.float32)
    with torch.no_grad():
        for at in range(0, len(order), at_once):
            some = order[at : at + at_once]
            found[some] = net(texts.batch(some)).numpy()
    return found
