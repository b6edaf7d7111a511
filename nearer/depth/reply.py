"""How a reply meets an opening: by its words, by what it shares with the opening, and by what the first look says of both.

What it learned from and how well it does: docs/depth.md.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from nearer.depth.first import NAMES, Depth, Scores
from nearer.depth.units import Reals, taken_apart

WEIGHTS = Path(__file__).with_name("reply.npz")

WAYS = ("taken_up", "interprets", "asks")
"""What each head says of a reply: it stays with what was opened; it says what that may mean; it asks further."""
PLACES = 1 << 14
"""Places for the words of a reply and for pairs of neighbours; those that fall on one place share it."""
MOST_LETTERS = 2000
"""What stands after these is not read."""
OWN = frozenset(("i", "me", "my", "i'm", "i'll", "i've"))
YOURS = frozenset(("you", "your", "u", "you're", "ur", "yours"))


@dataclass(frozen=True, slots=True)
class Replies:
    """How likely each of n replies does each, 0 to 1; the last two are parts of the first."""

    taken_up: Reals
    interprets: Reals
    asks: Reals


class ReplyLook:
    """Openings and replies in, numbers out."""

    def __init__(self, weights: Reals, bias: Reals, centre: Reals, spread: Reals, enough: float) -> None:
        self.weights, self.bias, self.centre, self.spread = weights, bias, centre, spread
        self.enough = enough
        """From this probability on a reply counts as taken up: of replies of hands never seen, as many do as should."""

    @classmethod
    def load(cls, file: Path = WEIGHTS) -> "ReplyLook":
        """From the file that is shipped."""
        with np.load(file, allow_pickle=False) as saved:
            weights = saved["weights"].astype(np.float32) * saved["scale"]
            return cls(weights, saved["bias"], saved["centre"], saved["spread"], float(saved["enough"]))

    def score(self, look: Depth, pairs: Sequence[tuple[str, str]]) -> Replies:
        """Of each (opening, reply) how it is met; ``look`` is the first look, which reads both. Nothing is said of a blank."""
        pairs = [(opening[:MOST_LETTERS], reply[:MOST_LETTERS]) for opening, reply in pairs]
        openings, replies = (look.score([pair[side] for pair in pairs]) for side in (0, 1))
        seen = (counted(pairs, openings, replies) - self.centre) / self.spread
        said = seen @ self.weights[PLACES:] + self.bias
        for row, (_opening, reply) in enumerate(pairs):
            places, values = words_of(reply)
            said[row] += values @ self.weights[places]
        likely = (1 / (1 + np.exp(-np.clip(said, -30, 30)))).astype(np.float32)
        likely[[not (opening.strip() and reply.strip()) for opening, reply in pairs]] = 0
        return Replies(*likely.T.copy())


def words_of(reply: str) -> tuple[list[int], Reals]:
    """Places of a reply's words, signs and pairs of neighbours, each once, and their weight: together of length 1."""
    said = ["<"]
    for raw in reply.split():
        words, signs = taken_apart(raw)
        said += [*words, *signs]
    said.append(">")
    found = {*said[1:-1], *(f"{one} {two}" for one, two in pairwise(said))}
    places = sorted({zlib.crc32(each.encode("utf-8", "surrogatepass")) % PLACES for each in found})
    return places, np.full(len(places), len(places) ** -0.5, np.float32)


def counted(pairs: Iterable[tuple[str, str]], openings: Scores, replies: Scores) -> Reals:
    """Lengths, shared words, questions, who is spoken of (seven); of both what six heads say; the reply's feelings: (n, 47)."""
    rows = []
    for opening, reply in pairs:
        heard, said = _words(opening), _words(reply)
        rows.append((
            np.log1p(len(said)), np.log1p(len(heard)), len({*heard} & {*said}), "?" in reply, "!" in reply,
            sum(word in YOURS for word in said), sum(word in OWN for word in said),
        ))  # fmt: skip
    looks = [getattr(scores, name) for scores in (openings, replies) for name in NAMES[:-1]]
    feelings = np.log(replies.feelings.astype(np.float32) + np.float32(1e-3))
    return np.concatenate([np.array(rows, np.float32).reshape(-1, 7), np.stack(looks, 1), feelings], 1)


def _words(text: str) -> list[str]:
    return [word for raw in text.split() for word in taken_apart(raw)[0]]
