"""Teaches what tells a reply that stays with an opening, and writes the file that is shipped: --help says how."""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from nearer.depth.first import Depth
from nearer.depth.reply import PLACES, WAYS, WEIGHTS, counted, words_of
from nearer.depth.train.figures import auc
from nearer.depth.train.first import Arrays, differences
from nearer.depth.train.lessons import Meeting, known_meetings
from nearer.depth.units import Reals

FREE, COUNTS = 3.0, 0.1
"""How far the regressions may bend (their C), and how much a count weighs beside a word."""
NAIVE = 7
"""The first so many counts are a baseline that needs no model."""
DRAWS = 1000

Truth = NDArray[np.bool_]


def marks(met: list[Meeting]) -> Truth:
    """What is to be said of each reply, (n, WAYS)."""
    return np.array([(each.mark != "off", each.mark == "read", each.mark == "ask") for each in met])


class Seen:
    """Openings and replies as numbers: words, and counts in units of their usual spread."""

    def __init__(self, met: list[Meeting], look: Depth) -> None:
        pairs = [(each.opening, each.reply) for each in met]
        counts = counted(pairs, look.score([o for o, _ in pairs]), look.score([r for _, r in pairs]))
        self.centre, self.spread = counts.mean(0), counts.std(0) / np.float32(COUNTS)
        found = [words_of(reply) for _, reply in pairs]
        rows = np.repeat(np.arange(len(found)), [len(places) for places, _ in found])
        at = (np.concatenate([values for _, values in found]), (rows, np.concatenate([places for places, _ in found])))
        words = sparse.csr_array(at, (len(found), PLACES))
        self.counts = (counts - self.centre) / self.spread
        self.all = sparse.csr_array(sparse.hstack([words, sparse.csr_array(self.counts)]))
        self.naive = sparse.csr_array(self.counts[:, :NAIVE] / np.float32(COUNTS))


def learned(seen: sparse.csr_array, true: NDArray[np.bool_]) -> LogisticRegression:
    """One head."""
    return LogisticRegression(C=FREE, max_iter=1000).fit(seen, true)


def held_out(seen: sparse.csr_array, true: Truth, hands: NDArray[np.str_]) -> Reals:
    """What is said of each hand's replies by heads that never saw that hand, (n, WAYS)."""
    found = np.zeros(true.shape, np.float32)
    for hand in np.unique(hands):
        out = hands == hand
        for way in range(len(WAYS)):
            found[out, way] = learned(seen[~out], true[~out, way]).decision_function(seen[out])
    return found


def enough(said: Reals, true: NDArray[np.bool_]) -> float:
    """From which probability on as many replies count as so as should; ``said`` in logits."""
    return float(1 / (1 + np.exp(-np.quantile(said, 1 - true.mean()))))


def report_shares(said: Reals, true: NDArray[np.bool_], hands: NDArray[np.str_]) -> None:
    """What share of a hand's replies counts as taken up, from where the other hands put it, beside what share should."""
    likely, off = 1 / (1 + np.exp(-said)), []
    for hand in np.unique(hands):
        out = hands == hand
        found = likely[out] >= enough(said[~out], true[~out])
        off.append(abs(found.mean() - true[out].mean()))
        print(f"hand {hand}: {found.mean():.3f} taken up, {true[out].mean():.3f} should be")
    so = likely >= enough(said, true)
    kept, wrong = so[true].mean(), so[~true].mean()
    print(
        f"off by {np.mean(off):.3f}; found {kept:.3f}, wrongly {wrong:.3f}, balanced accuracy {(kept + 1 - wrong) / 2:.3f}"
    )


def report(met: list[Meeting], seen: Seen, true: Truth) -> float:
    """AUC over hands never seen, beside seven counts; how much better with a 95% interval, voices drawn again. From which
    probability on a reply counts as taken up."""
    voices = np.array([each.voice for each in met])
    hands = np.array([each.voice[0] for each in met])
    ours, theirs = held_out(seen.all, true, hands), held_out(seen.naive, true, hands)
    of = {voice: np.flatnonzero(voices == voice) for voice in np.unique(voices)}
    chance = np.random.default_rng(0)
    for way, name in enumerate(WAYS):

        def over(places: NDArray[np.int64], said: Reals, way: int = way) -> float:
            return auc(said[places][true[places, way], way], said[places][~true[places, way], way])

        drawn = [np.concatenate([of[v] for v in chance.choice(list(of), len(of))]) for _ in range(DRAWS)]
        low, high = np.quantile([over(some, ours) - over(some, theirs) for some in drawn], [0.025, 0.975])
        every = np.arange(len(met))
        print(
            f"{name}: AUC {over(every, ours):.3f}, counts {over(every, theirs):.3f}, better by {low:+.3f} to {high:+.3f}"
        )
    report_shares(ours[:, 0], true[:, 0], hands)
    return enough(ours[:, 0], true[:, 0])


def main() -> None:
    """Say how well it does over hands held out, teach with all but the voices that nothing is taught with, and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("--first", type=Path, default=None, help="the first look's weights, if not those shipped")
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    told = asked.parse_args()
    met = known_meetings(told.corpus)
    look = Depth.load(told.first) if told.first else Depth.load()
    seen, true = Seen(met, look), marks(met)
    print(f"{len(met)} replies, {int((~true[:, 0]).sum())} of them go on to something else")
    counts_from = report(met, seen, true)
    heads = [learned(seen.all, true[:, way]) for way in range(len(WAYS))]
    weights = np.concatenate([head.coef_ for head in heads]).T.astype(np.float32)
    scale = (np.abs(weights).max(0) / 127).astype(np.float32)
    made: Arrays = {
        "weights": np.round(weights / scale).astype(np.int8),
        "scale": scale,
        "bias": np.concatenate([head.intercept_ for head in heads]).astype(np.float32),
        "centre": seen.centre.astype(np.float32),
        "spread": seen.spread.astype(np.float32),
        "enough": np.array(counts_from, np.float32),
    }
    print(differences(made, WEIGHTS))
    np.savez_compressed(told.out, allow_pickle=False, **made)  # type: ignore[arg-type, unused-ignore]


if __name__ == "__main__":
    main()
