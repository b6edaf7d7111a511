"""The first look's numbers: sums over units and pairs of them, and a small net over what stands side by side."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nearer.depth.units import Numbers, Read, Reals, Rows, near

AT_ONCE = 8
"""Rows of a stack: at 16 of them OpenBLAS begins threads."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The trained numbers; ``deep`` has d columns, ``wide`` and ``pairs`` one a head."""

    deep: Reals
    wide: Reals
    pairs: Reals
    beside: Reals
    """(d, 3 x channels): what a unit says to the one after it, itself, and the one before it."""
    beside_bias: Reals
    hidden: Reals
    hidden_bias: Reals
    out: Reals
    bias: Reals

    @classmethod
    def load(cls, saved: dict[str, NDArray[np.generic]]) -> "Layers":
        """Whole numbers with one scale a row become real ones."""
        return cls(**{field.name: _real(saved, field.name) for field in fields(cls)})

    def net(self, seen: Reals) -> Reals:
        """What the net says of what it sees, (n, heads); small stacks of rows, for which no threads are begun."""
        rows = -len(seen) % AT_ONCE
        whole = np.pad(seen, ((0, rows), (0, 0))) if rows else seen
        stacked = whole.reshape(-1, AT_ONCE, seen.shape[1])
        hidden: Reals = stacked @ self.hidden
        hidden += self.hidden_bias
        np.maximum(hidden, 0, out=hidden)
        said: Reals = (hidden @ self.out).reshape(-1, self.out.shape[1])[: len(seen)]
        return said

    @property
    def channels(self) -> int:
        """How many features the net sees in three units side by side."""
        return len(self.beside_bias)


def _real(saved: dict[str, NDArray[np.generic]], name: str) -> Reals:
    scale = saved.get(f"{name}_scale")
    values = saved[name].astype(np.float32)
    if scale is not None:
        values *= scale.astype(np.float32)[:, None]
    return values


class Seen:
    """What is worked out once for each unit seen: its sums, and its part in three units side by side."""

    def __init__(self, layers: Layers, most: int) -> None:
        self.layers = layers
        self.keys = np.zeros(most, np.int64)
        self.sums = np.zeros((most, layers.deep.shape[1] + layers.wide.shape[1]), np.float32)
        self.beside = np.zeros((3, most, layers.channels), np.float32)

    def learn(self, first: int, keys: list[int], rows: Rows) -> None:
        """Units from the number ``first`` on."""
        here = slice(first, first + len(keys))
        self.keys[here] = keys
        if not len(rows.row):
            return
        owners, at = np.unique(rows.unit, return_index=True)
        for table, columns in ((self.layers.deep, slice(0, self.width)), (self.layers.wide, slice(self.width, None))):
            self.sums[first + owners, columns] = np.add.reduceat(table[rows.row] * rows.weight[:, None], at, axis=0)
        for side, matrix in enumerate(np.split(self.layers.beside, 3, axis=1)):
            self.beside[side, here] = self.sums[here, : self.width] @ matrix

    @property
    def width(self) -> int:
        """Columns of ``sums`` that the net sees; the others are heads."""
        columns: int = self.layers.deep.shape[1]
        return columns

    def answers(self, read: Read) -> Reals:
        """One value a text and head, (n, heads)."""
        longest_first = np.argsort(-read.lengths, kind="stable")
        lengths, starts = read.lengths[longest_first], read.starts[longest_first]
        root = np.sqrt(lengths).astype(np.float32)[:, None]
        added, top = self._walked(read, starts, np.searchsorted(-lengths, -np.arange(lengths[0])))
        added /= root
        deep, own = np.split(added, [self.width], axis=1)
        seen = np.concatenate([np.maximum(top + self.layers.beside_bias, 0), deep, np.log(root) * np.float32(2 / 3)], 1)
        found = np.empty_like(own)
        found[longest_first] = own + self.layers.net(seen) + self.layers.bias
        answered: Reals = found
        return answered

    def _walked(self, read: Read, starts: Numbers, texts: Numbers) -> tuple[Reals, Reals]:
        """Sums, and the highest of each feature, over the units of texts that stand from long to short.

        All first units are taken together, then all second ones: so few and long steps are made.
        """
        layers, units = self.layers, read.units
        keys = self.keys.take(units)
        pairs = near(keys[:-1], keys[1:], len(layers.pairs))
        added = np.zeros((len(starts), self.sums.shape[1]), np.float32)
        top = np.full((len(starts), layers.channels), -np.inf, np.float32)
        own = added[:, self.width :]
        for step, many in enumerate(texts.tolist()):
            at = starts[:many] + step
            here = units[at]
            added[:many] += self.sums.take(here, 0)
            beside = self.beside[1].take(here, 0)
            beside += self.beside[0].take(units[at - 1], 0)
            beside += self.beside[2].take(units[at + 1], 0)
            np.maximum(top[:many], beside, out=top[:many])
            own[:many] += layers.pairs.take(pairs[at - 1], 0)
        return added, top


def saved_layers(file: Path) -> dict[str, NDArray[np.generic]]:
    """All arrays of a file of weights."""
    with np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)
