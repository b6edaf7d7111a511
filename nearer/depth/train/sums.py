"""The first look's sums: one regression a head over words, signs, letters and pairs, as layers.py adds them."""

from dataclasses import dataclass

import numpy as np
import torch
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge
from torch import Tensor

from nearer.depth.second import INTIMACY, LEVELS, OUTPUTS
from nearer.depth.train.lessons import Lessons
from nearer.depth.train.net import Texts
from nearer.depth.units import GRAMS, Pieces, Reals, near

PAIRS = 1 << 16
LETTERS = 3.0
"""Runs of letters weigh by this beside words, since each word has many; they speak to the level and the feelings alone."""
BESIDE = 0.5
"""Pairs of neighbours weigh by this beside words, for all heads but the level."""
LEAST = 2
"""What occurs in fewer texts is not learned."""
FREE, FREE_LEVEL, FREE_FELT, STIFF = 0.2, 0.1, 0.1, 30.0
"""How far the sums may bend towards what they see (C of the logistic regressions, alpha of the ridge)."""
STEPS, HISTORY = 60, 8
"""Of the feelings' regressions, done together (L-BFGS, Liu and Nocedal 1989); they end before they have bent all the way."""
SURE = 2e-3
"""What is less likely than this is not learned as possible."""


@dataclass(frozen=True)
class Sums:
    """What each piece and each pair adds to each head, and what every head begins at."""

    wide: Reals
    pairs: Reals
    bias: Reals

    def answers(self, columns: sparse.csr_array) -> Reals:
        """(texts, heads), from ``columns`` of the texts."""
        said: Reals = (columns @ np.concatenate([self.wide, self.pairs]) + self.bias).astype(np.float32)
        return said


def columns(texts: Texts, pieces: Pieces) -> sparse.csr_array:
    """Pieces, then pairs, of every text; with the root of its length as divisor."""
    lengths = texts.lengths
    text = np.repeat(np.arange(len(lengths)), lengths)
    at = np.repeat(texts.starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(len(text))
    units = texts.units[at]
    many = texts.ends[units] - texts.begins[units]
    of_unit = np.repeat(texts.begins[units] - (np.cumsum(many) - many), many) + np.arange(int(many.sum()))
    rows = pieces.first_gram + GRAMS
    pairs = rows + near(texts.keys[texts.units[at - 1]], texts.keys[units], PAIRS)
    owner = np.concatenate([np.repeat(text, many), text])
    values = np.concatenate([texts.weights[of_unit], np.ones(len(text), np.float32)]) / np.sqrt(lengths[owner])
    where = (owner.astype(np.int32), np.concatenate([texts.rows[of_unit], pairs]).astype(np.int32))
    return sparse.coo_array((values.astype(np.float32), where), (len(lengths), rows + PAIRS)).tocsr()


def rarity(given: sparse.csr_array, pieces: Pieces, head: int) -> Reals:
    """How much each column counts while it is learned: rare ones more, unknown ones nothing.

    Signs are left out of the level: how a person puts commas says who writes, not how deep.
    """
    texts = np.bincount(given.indices, minlength=given.shape[1])
    counts = np.where(texts >= LEAST, np.log((1 + given.shape[0]) / (1 + texts)) + 1, 0)
    letters = slice(pieces.first_gram, pieces.first_gram + GRAMS)
    if head < len(LEVELS):
        counts[len(pieces.words) : pieces.first_gram] = 0
    else:
        counts[pieces.first_gram + GRAMS :] *= BESIDE
    counts[letters] *= 0 if len(LEVELS) <= head <= INTIMACY else LETTERS
    return counts.astype(np.float32)


def learned(parts: list[tuple[sparse.csr_array, Lessons]], pieces: Pieces) -> Sums:
    """Each head from the texts that have labels for it; a label between 0 and 1 is learned as both, by how likely each is."""
    rows = pieces.first_gram + GRAMS
    weights, bias = np.zeros((rows + PAIRS, len(OUTPUTS)), np.float32), np.zeros(len(OUTPUTS), np.float32)
    for given, lessons in parts:
        for head in np.flatnonzero(~np.isnan(lessons.known).all(0)).tolist():
            counts = rarity(given, pieces, head)
            there = counts > 0
            seen, true = given[:, there].multiply(counts[there][None, :]).tocsr(), lessons.known[:, head]
            model = Ridge(STIFF).fit(seen, true) if head == INTIMACY else _likeliest(seen, true, head)
            weights[there, head] = np.ravel(model.coef_) * counts[there]
            bias[head] = np.ravel(model.intercept_)[0]
    return Sums(weights[:rows], weights[rows:], bias)


def felt(sums: Sums, given: sparse.csr_array, likely: Reals, weight: Reals, pieces: Pieces) -> Sums:
    """The same sums with the feelings learned from texts of which each is so likely, (n, 28), and each text counts so much."""
    counts = rarity(given, pieces, INTIMACY + 1)
    there = counts > 0
    seen = given[:, there].multiply(counts[there][None, :]).tocsr()
    back = seen.T.tocsr()
    found = torch.zeros((seen.shape[1] + 1, likely.shape[1]))
    usual = np.average(likely, axis=0, weights=weight)
    found[-1] = torch.from_numpy(np.log(usual / (1 - usual)))
    by = torch.optim.LBFGS([found], max_iter=STEPS, history_size=HISTORY, line_search_fn="strong_wolfe",
                           tolerance_grad=0, tolerance_change=0)  # fmt: skip

    def cost() -> Tensor:
        now = found.numpy()
        said = seen @ now[:-1] + now[-1]
        far = FREE_FELT * weight[:, None] * (1 / (1 + np.exp(-np.clip(said, -30, 30))) - likely)
        found.grad = torch.from_numpy(np.concatenate([back @ far + now[:-1], far.sum(0, keepdims=True)]))
        missed = (weight[:, None] * (np.logaddexp(0, said) - likely * said)).sum(dtype=np.float64)
        return torch.tensor(FREE_FELT * missed + np.square(now[:-1], dtype=np.float64).sum() / 2)

    by.step(cost)  # type: ignore[no-untyped-call, unused-ignore]
    both, bias = np.concatenate([sums.wide, sums.pairs]), sums.bias.copy()
    both[:, INTIMACY + 1 :] = 0
    both[there, INTIMACY + 1 :] = found.numpy()[:-1] * counts[there][:, None]
    bias[INTIMACY + 1 :] = found.numpy()[-1]
    return Sums(both[: len(sums.wide)], both[len(sums.wide) :], bias)


def _likeliest(seen: sparse.csr_array, true: Reals, head: int) -> LogisticRegression:
    both = sparse.csr_array(sparse.vstack([seen, seen]))
    both.indices, both.indptr = both.indices.astype(np.int32), both.indptr.astype(np.int32)
    likely = np.concatenate([true, 1 - true])
    kept = np.flatnonzero(likely > SURE)
    free = FREE_LEVEL if head < len(LEVELS) else FREE
    model = LogisticRegression(C=free, solver="liblinear", random_state=0)
    return model.fit(both[kept], kept < len(true), sample_weight=likely[kept])
