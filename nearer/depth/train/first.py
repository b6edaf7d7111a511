"""Teaches the first look and writes the file that is shipped: python -m nearer.depth.train.first --help."""

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from torch import Tensor
from torch.nn import functional

from nearer.depth.first import WEIGHTS
from nearer.depth.layers import saved_layers
from nearer.depth.second import INTIMACY, LEVELS, OUTPUTS
from nearer.depth.train.lessons import (
    HELD,
    REHEARSED,
    Lessons,
    disclosures,
    feelings,
    levels,
    of_voices,
    public,
    questions,
    taught_with,
)
from nearer.depth.train.net import DEEP, Net, Texts, answers
from nearer.depth.train.soft import FELT, Soft
from nearer.depth.train.sums import Sums, columns, felt, learned
from nearer.depth.train.vocabulary import vocabulary
from nearer.depth.units import GRAMS, Numbers, Pieces, Reals

TIMES = {"offmychest": 2, "question_intimacy": 5, "goemotions": 1, "made": 1}
OWN_TIMES = 2
"""How often a text is shown in each round."""
ROUNDS, AT_ONCE, NEAR = 3.0, 256, 40
RATE, FADE = 2e-3, 0.02
LOSS, FORGET = 0.15, 0.15
"""How much of what the net sees is left out, and how many known words are shown by their letters alone."""
WEIGHT = torch.tensor([2.0 if name in LEVELS else 1.0 for name in OUTPUTS])
COMMON, SPREAD = 8000, 0.15
"""The commonest words whose meanings set the main directions, and how far words lie apart in these."""
TRUST = 0.8
"""How much of what is to be said of a post is its teacher's answer, and how much a person's label."""
OF_POSTS, OF_MADE, OF_OWN = 0.5, 1.0, 0.25
"""How much a teacher's answer counts where no person gave a label: to a post, to a variant, and for what the sums know of
feelings to a variant of our own messages."""

Arrays = dict[str, NDArray[np.generic]]


def with_soft(lessons: Lessons, soft: Reals, part: float) -> tuple[Reals, Reals]:
    """What is to be said of each text, and how much each counts: a person's label mixed with a teacher's answer, or either.

    ``part``: how much an answer alone counts beside a label.
    """
    known, unsaid = lessons.known, np.isnan(soft)
    missing = np.isnan(known)
    said = np.where(np.arange(known.shape[1]) == INTIMACY, soft, 1 / (1 + np.exp(-soft)))
    both = np.where(missing, said, np.where(unsaid, known, (1 - TRUST) * known + TRUST * said))
    counts = WEIGHT.numpy() * np.where(missing, np.where(unsaid, 0, part), 1)
    return both.astype(np.float32), counts.astype(np.float32)


def cost(said: Tensor, known: Tensor, counts: Tensor) -> Tensor:
    """Cross-entropy of each head, squared error for intimacy; summed over heads, mean over texts."""
    each = functional.binary_cross_entropy_with_logits(said, known, reduction="none")
    squared = (said - known).square()
    each = torch.cat([each[:, :INTIMACY], squared[:, INTIMACY : INTIMACY + 1], each[:, INTIMACY + 1 :]], 1)
    return (each * counts).sum() / len(said)


def teach(net: Net, texts: Texts, known: Reals, counts: Reals, times: Numbers, seed: int) -> None:
    """Adam, the table of pieces only where it was used; the rate rises, then falls to nothing."""
    chance = np.random.default_rng(seed)
    order = np.repeat(np.arange(len(times)), times)
    steps = int(ROUNDS * len(order) / AT_ONCE)
    tables = torch.optim.SparseAdam([net.weights["deep"]], lr=RATE)
    rest = [weight for name, weight in net.weights.items() if name != "deep"]
    others = torch.optim.AdamW(rest, lr=RATE, weight_decay=FADE)
    falls = [
        torch.optim.lr_scheduler.LambdaLR(by, lambda step: min((step + 1) / 50, 1) * (1 - step / steps) + 0.01)
        for by in (tables, others)
    ]
    to_say, weights = torch.from_numpy(known), torch.from_numpy(counts)
    done = 0
    while done < steps:
        for places in batches(order, texts.lengths, chance):
            if done == steps:
                break
            loss = cost(net(texts.batch(places, FORGET, chance), LOSS), to_say[places], weights[places])
            tables.zero_grad()
            others.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            for by in (tables, others, *falls):
                by.step()
            done += 1
            if done % 100 == 0:
                print(f"step {done} of {steps}: {float(loss.detach()):.3f}", flush=True)


def batches(order: Numbers, lengths: Numbers, chance: np.random.Generator) -> list[Numbers]:
    """Texts of about the same length together, in chance order."""
    mixed = chance.permutation(order)
    found: list[Numbers] = []
    for at in range(0, len(mixed), AT_ONCE * NEAR):
        near = mixed[at : at + AT_ONCE * NEAR]
        near = near[np.argsort(lengths[near], kind="stable")]
        found += [near[begin : begin + AT_ONCE] for begin in range(0, len(near), AT_ONCE)]
    return [found[place] for place in chance.permutation(len(found))]


def bare(lessons: Lessons) -> Lessons:
    """The same texts in small letters without points and commas: how a person types says nothing of depth."""
    texts = [text.lower().replace(".", "").replace(",", "") for text in lessons.texts]
    return Lessons(texts, lessons.known, lessons.sources)


def mixed(both: Reals, true: Reals) -> Reals:
    """How much sums and net count, and a shift, with which a head is likeliest (Platt 1999), by Newton's steps."""
    given = np.concatenate([both, np.ones((len(both), 1))], 1).astype(np.float64)
    found = before = np.array([0.5, 0.5, 0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(given @ found, -30, 30)))
        curve = given.T @ (given * (chance * (1 - chance))[:, None]) + np.eye(3)
        found = found + np.linalg.solve(curve, given.T @ (true - chance) - (found - before))
    return found.astype(np.float32)


def small(net: Net, sums: Sums, mix: Reals, pieces: Pieces) -> Arrays:
    """What is shipped: small whole numbers with one scale a row for tables, and the rest as it is."""
    made = {name: tensor.detach().numpy() for name, tensor in net.weights.items()}
    made["out"] = made["out"] * mix[:, 1]
    made["bias"] = made["bias"] * mix[:, 1] + sums.bias * mix[:, 0] + mix[:, 2]
    made["wide"], made["pairs"] = sums.wide * mix[:, 0], sums.pairs * mix[:, 0]
    found: Arrays = {
        name: np.frombuffer("\n".join(own).encode(), np.uint8)
        for name, own in (("words", pieces.words), ("signs", pieces.signs), ("held", HELD))
    }
    for name, weight in made.items():
        if name in ("deep", "wide", "pairs"):
            scale = np.maximum(np.abs(weight).max(1) / 127, 1e-6).astype(np.float16)
            found[name] = np.clip(np.round(weight / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
            found[f"{name}_scale"] = scale
        else:
            found[name] = weight.astype(np.float32)
    return found


class Teaching:
    """All that one round of teaching needs: the texts, what a teacher says of them, and where the words begin."""

    def __init__(self, data: Path, corpus: Path, start: Path, soft: Path) -> None:
        self.data = data
        self.posts, self.own = public(data), levels(corpus)
        self.pieces = vocabulary(self.posts.texts + taught_with(self.own).texts)
        saved = saved_layers(start)
        if saved["words"].tolist() != list(self.pieces.words):
            raise SystemExit(f"{start} holds other words: write it again with nearer.depth.train.start")
        meant = saved["meanings"].astype(np.float32)
        self.soft = Soft.load(soft, self.posts, taught_with(self.own))
        meant -= meant.mean(0)
        main = np.linalg.svd(meant[:COMMON], full_matrices=False)[2][:DEEP]
        start_rows = meant @ main.T
        self.start: Reals = start_rows / start_rows.std() * np.float32(SPREAD)

    def net(self, besides: tuple[str, ...], seed: int = 0) -> Net:
        """Taught with everything but the voices held out and those named."""
        torch.manual_seed(seed)
        own = taught_with(self.own, besides)
        both = self.posts + own
        usual = [float(np.nanmean(both.known[:, head])) for head in range(len(OUTPUTS))]
        usual = [each if head == INTIMACY else float(np.log(each / (1 - each))) for head, each in enumerate(usual)]
        pieces = self.pieces
        net = Net(len(pieces.words) + len(pieces.signs) + GRAMS, self.start, usual)
        made, answered = self.soft.made_without(besides)
        unsaid = np.full_like(own.known, np.nan)
        parts = [
            with_soft(self.posts, self.soft.posts, OF_POSTS),
            *[with_soft(own, unsaid, OF_POSTS)] * 2,
            with_soft(made, answered, OF_MADE),
            with_soft(self.soft.varied, self.soft.felt, OF_MADE),
        ]
        shown = both + bare(own) + made + self.soft.varied
        times = np.array([TIMES.get(source, OWN_TIMES) for source in shown.sources])
        known, counts = (np.concatenate(each) for each in zip(*parts, strict=True))
        teach(net, Texts(shown.texts, pieces), np.nan_to_num(known), counts, times, seed)
        return net

    def sums(self, besides: tuple[str, ...], only_own: bool = False) -> Sums:
        """Learned from the same texts: level from messages and variants, acts and intimacy from posts that people labelled."""
        made, answered = self.soft.made_without(besides)
        steps = np.where(np.arange(len(OUTPUTS)) < len(LEVELS), with_soft(made, answered, 0)[0], np.nan)
        sets = [taught_with(self.own, besides) + Lessons(made.texts, steps, made.sources)]
        if not only_own:
            for name in ("offmychest", "question_intimacy"):
                its = self.posts.of(name)
                lessons = self.posts.at(its)
                said = with_soft(lessons, self.soft.posts[its], 0)[0]
                sets.append(Lessons(lessons.texts, np.where(np.isnan(lessons.known), np.nan, said), lessons.sources))
        found = learned([(self.columns(its.texts), its) for its in sets], self.pieces)
        return found if only_own else self.with_feelings(found)

    def with_feelings(self, sums: Sums) -> Sums:
        """The same and the feelings, learned from all posts and from variants of posts and of our own messages."""
        soft = self.soft
        parts = [
            with_soft(self.posts, soft.posts, OF_POSTS),
            with_soft(soft.varied, soft.felt, OF_MADE),
            with_soft(soft.made, soft.answers, OF_OWN),
        ]
        likely, counts = (np.concatenate(each)[:, FELT] for each in zip(*parts, strict=True))
        texts = self.posts.texts + soft.varied.texts + soft.made.texts
        return felt(sums, self.columns(texts), likely, counts[:, 0], self.pieces)

    def columns(self, texts: list[str]) -> sparse.csr_array:
        """Pieces and pairs of texts."""
        return columns(Texts(texts, self.pieces), self.pieces)

    def mix(self, whole: tuple[Sums, Net], rehearsed: tuple[Sums, Net]) -> Reals:
        """For each head what sums, net and a shift count, (heads, 3): the level's from voices the rehearsal never saw."""
        found = np.zeros((len(OUTPUTS), 3), np.float32)
        told = disclosures(self.data / "offmychest" / "test_visible.csv")
        asked = questions(self.data / "question_intimacy" / "val.csv")
        felt = feelings(self.data / "goemotions" / "dev.csv")
        for (sums, net), lessons in (
            (rehearsed, of_voices(self.own, REHEARSED)), (whole, told), (whole, asked), (whole, felt)
        ):  # fmt: skip
            texts = Texts(lessons.texts, self.pieces)
            added, said = sums.answers(columns(texts, self.pieces)), answers(net, texts)
            for head in np.flatnonzero(~np.isnan(lessons.known).all(0)).tolist():
                both, true = np.stack([added[:, head], said[:, head]], 1), lessons.known[:, head]
                found[head] = fitted(both, true) if head == INTIMACY else mixed(both, true)
        return found


def fitted(both: Reals, true: Reals) -> Reals:
    """The same for a head that is no probability: least squares, held back as `mixed` is."""
    given = np.concatenate([both, np.ones((len(both), 1))], 1)
    before = np.array([0.5, 0.5, 0.0])
    found: Reals = before + np.linalg.solve(given.T @ given + np.eye(3), given.T @ (true - given @ before))
    return found.astype(np.float32)


def differences(made: Arrays, shipped: Path) -> str:
    """How far what was made is from what is shipped."""
    if not shipped.exists():
        return "nothing is shipped yet"
    there = saved_layers(shipped)
    if there.keys() != made.keys() or any(there[name].shape != made[name].shape for name in made):
        return "other arrays, or other shapes, than those shipped"
    far = {name: int((there[name] != made[name]).sum()) for name in made}
    if not any(far.values()):
        return "the same as shipped, bit for bit"
    parts = ", ".join(f"{name}: {many} of {made[name].size}" for name, many in far.items() if many)
    most = max(float(np.abs(there[name].astype(float) - made[name].astype(float)).max()) for name in made)
    return f"numbers that differ from those shipped: {parts}; by {most:.3g} at most"


def main() -> None:
    """Teach, say how far the result is from what is shipped, and write it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("start", type=Path, help="what nearer.depth.train.start wrote")
    asked.add_argument("soft", type=Path, help="a teacher's answers, as nearer.depth.train.soft wrote them")
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    told = asked.parse_args()
    teaching = Teaching(told.data, told.corpus, told.start, told.soft)
    rehearsed = teaching.sums(REHEARSED, only_own=True), teaching.net(REHEARSED)
    whole = teaching.sums(()), teaching.net(())
    mix = teaching.mix(whole, rehearsed)
    print("sums, net, shift:", *np.round(mix, 2).tolist())
    made = small(whole[1], whole[0], mix, teaching.pieces)
    print(differences(made, WEIGHTS))
    np.savez(told.out, allow_pickle=False, **made)  # type: ignore[arg-type, unused-ignore]


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
