"""The second look's encoder on the CPU: small whole numbers on the disk, plain matrix products once it is loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PARTS = 12
TINY = 1e-12
AT_ONCE = 2048
"""Pieces that go through the layers together: more would leave the processor's cache."""


@dataclass(frozen=True, slots=True)
class Dense:
    """``x @ weight + bias``."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """(..., in) to (..., out)."""
        made: Floats = x @ self.weight
        made += self.bias
        return made


@dataclass(frozen=True, slots=True)
class Norm:
    """Rows at mean 0 and variance 1, then stretched and moved (Ba et al. 2016)."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """(rows, width), as it comes in."""
        x = x - x.mean(1, keepdims=True)
        spread: Floats = np.einsum("ij,ij->i", x, x)[:, None]
        spread /= x.shape[1]
        spread += TINY
        x *= spread ** np.float32(-0.5)
        x *= self.weight
        x += self.bias
        return x


def likely(logits: Floats) -> Floats:
    """Between 0 and 1."""
    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


def gelu(x: Floats) -> Floats:
    """The tanh form (Hendrycks and Gimpel 2016), as the encoder was taught with."""
    bent = x * x
    bent *= np.float32(0.044715)
    bent += 1
    bent *= x
    bent *= np.float32(0.7978845608)
    np.tanh(bent, out=bent)
    bent += 1
    bent *= x
    bent *= np.float32(0.5)
    return bent


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of BERT (Devlin et al. 2019)."""

    qkv: Dense
    out: Dense
    met: Norm
    wide: Dense
    narrow: Dense
    done: Norm

    def __call__(self, x: Floats, length: int) -> Floats:
        """States (texts x length, width), texts of one length."""
        width = x.shape[1]
        q, k, v = self.qkv(x).reshape(-1, length, 3, PARTS, width // PARTS).transpose(2, 0, 3, 1, 4)
        near = q @ k.swapaxes(2, 3)
        near *= np.float32((width // PARTS) ** -0.5)
        near -= near.max(3, keepdims=True)
        np.exp(near, out=near)
        near /= near.sum(3, keepdims=True)
        x = self.met(x + self.out((near @ v).swapaxes(1, 2).reshape(-1, width)))
        return self.done(x + self.narrow(gelu(self.wide(x))))


class Encoder:
    """Numbers of pieces in, one value a head out."""

    def __init__(self, saved: Mapping[str, NDArray[Any]]) -> None:
        """Arrays by name; ``x.weight`` of int8 stands with ``x.scale``, one a row."""

        def full(name: str) -> Floats:
            weight = saved[f"{name}.weight"].astype(np.float32)
            scale = saved.get(f"{name}.scale")
            return weight if scale is None else weight * scale.astype(np.float32)[:, None]

        def dense(name: str) -> Dense:
            return Dense(np.ascontiguousarray(full(name).T), saved[f"{name}.bias"].astype(np.float32))

        def norm(name: str) -> Norm:
            return Norm(full(name), saved[f"{name}.bias"].astype(np.float32))

        self.pieces, self.fine = saved["pieces.weight"], saved["pieces.scale"].astype(np.float32)
        self.places, self.first, self.heads = full("places"), norm("first"), dense("heads")
        self.layers = [
            Layer(dense(f"{at}.qkv"), dense(f"{at}.out"), norm(f"{at}.met"), dense(f"{at}.wide"), dense(f"{at}.narrow"),
                  norm(f"{at}.done"))
            for at in (f"layers.{number}" for number in range(int(saved["layers"])))
        ]  # fmt: skip

    @property
    def longest(self) -> int:
        """How many pieces a row may have, both marks with them."""
        return len(self.places)

    def __call__(self, rows: Sequence[Sequence[int]]) -> Floats:
        """(rows, heads), in logits where a head is a probability; rows of one length go together, so none is padded."""
        found = np.zeros((len(rows), len(self.heads.bias)), np.float32)
        by_length: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            by_length.setdefault(len(row), []).append(place)
        for length, places in by_length.items():
            several = max(1, AT_ONCE // length)
            for at in range(0, len(places), several):
                some = places[at : at + several]
                found[some] = self._through(np.array([rows[place] for place in some]))
        return found

    def _through(self, numbers: NDArray[np.intp]) -> Floats:
        texts, length = numbers.shape
        x = self.pieces[numbers].astype(np.float32)
        x *= self.fine[numbers][..., None]
        x += self.places[:length]
        x = self.first(x.reshape(texts * length, -1))
        for layer in self.layers:
            x = layer(x, length)
        mean: Floats = x.reshape(texts, length, -1).mean(1)
        return self.heads(mean)
