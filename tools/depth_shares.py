"""How far off the shares are that both looks find in chats of several mixes: python tools/depth_shares.py CORPUS

Voices that nothing was taught with, their messages (half of them hard on purpose) and the lines of their dialogues, weighed so
that the levels stand in each mix. Two ways to count a score as a level: halfway between two levels, and as the mirror does.
"""

import sys
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nearer.depth import Depth
from nearer.depth.second import SecondLook
from nearer.depth.train.lessons import HELD
from nearer.domain.mirror_sittings import BEGINS

MIXES = {
    "errands": (0.66, 0.2, 0.09, 0.035, 0.015),
    "usual": (0.5, 0.27, 0.13, 0.07, 0.03),
    "close": (0.3, 0.25, 0.2, 0.15, 0.1),
}
"""Made up: shares of levels 0 to 4."""
WAYS = {"halfway": (0.5, 1.5, 2.5, 3.5), "by the mirror": BEGINS}
NAMES = ("errands", "facts or deeper", "opinions or deeper", "openings", "needs, fears")
Reals = NDArray[np.float64]
Mix = tuple[float, ...]


class Rows(NamedTuple):
    """Messages, or lines of dialogues: whose voice, the level, and both looks' scores of it."""

    voice: NDArray[np.str_]
    level: NDArray[np.intp]
    looks: dict[str, Reals]

    def at(self, here: NDArray[np.bool_]) -> "Rows":
        """Some of them."""
        return Rows(self.voice[here], self.level[here], {look: score[here] for look, score in self.looks.items()})


def held(folder: Path, at: int) -> Rows:
    """All of the held voices in a folder, whose files have the level in column ``at`` and the text last."""
    rows = [
        (file.stem, *line.split("\t"))
        for file in sorted(folder.glob("*.tsv"))
        if file.stem.startswith(HELD)
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    texts = [row[-1].replace("\\n", "\n") for row in rows]
    first = Depth.load().score(texts).level.astype(np.float64)
    looks = {"first": first, "second": SecondLook.load().score(texts).level}
    return Rows(np.array([row[0] for row in rows]), np.array([int(row[1 + at]) for row in rows]), looks)


def counted(score: Reals, level: NDArray[np.intp], mix: Mix, begins: Mix) -> list[float]:
    """The shares that are found in such a mix: of errands, and of each level or deeper."""
    above = [sum(part * float((score[level == at] >= begin).mean()) for at, part in enumerate(mix)) for begin in begins]
    return [1 - above[0], *above]


def true(mix: Mix) -> list[float]:
    """The shares that a mix has."""
    return [mix[0], *(sum(mix[at:]) for at in range(1, len(mix)))]


def by_mix(kinds: dict[str, Rows]) -> None:
    """Print a row for each look, kind, mix and way."""
    print(f"| look | of | mix | counted | {' | '.join(NAMES)} |\n|---|---|---|---|{'---|' * len(NAMES)}")
    for (kind, rows), look, (name, mix) in product(kinds.items(), ("first", "second"), MIXES.items()):
        found = {way: counted(rows.looks[look], rows.level, mix, begins) for way, begins in WAYS.items()}
        for way, shares in (("truly", true(mix)), *found.items()):
            print(f"| {look} | {kind} | {name} | {way} | {' | '.join(f'{share:.3f}' for share in shares)} |")


def by_hand(kinds: dict[str, Rows]) -> None:
    """Print how far off shares are on average, over kinds and mixes."""
    print(f"\n| look | voices | counted | {' | '.join(NAMES)} |\n|---|---|---|{'---|' * len(NAMES)}")
    for look, part, (way, begins) in product(("first", "second"), ("hand j", "six others"), WAYS.items()):
        off = [
            np.abs(np.subtract(counted(some.looks[look], some.level, mix, begins), true(mix)))
            for rows, mix in product(kinds.values(), MIXES.values())
            for some in [rows.at(np.char.startswith(rows.voice, "j") == (part == "hand j"))]
        ]
        print(f"| {look} | {part} | {way} | {' | '.join(f'{share:.3f}' for share in np.mean(off, 0))} |")


def main(corpus: Path) -> None:
    """Print both tables."""
    kinds = {"messages": held(corpus / "messages", 0), "dialogues": held(corpus / "dialogues", 1)}
    by_mix(kinds)
    by_hand(kinds)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
