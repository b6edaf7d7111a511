"""How well both looks tell depth in messages of voices that nothing was taught with: python tools/depth_held.py CORPUS

AUC of level 3 and 4 against 0 and 1, with a 95% interval (voices drawn again: of so few of them it comes out a little narrow),
of hard messages alone, and the mean error of the level.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nearer.depth import Depth
from nearer.depth.second import SecondLook
from nearer.depth.train.figures import auc
from nearer.depth.train.lessons import HELD

DRAWS = 1000
Reals = NDArray[np.float64]


def deep_from_flat(said: Reals, level: Reals) -> float:
    """How often a deep one stands above a flat one."""
    return auc(said[level >= 3], said[level <= 1])


def main(corpus: str) -> None:
    """Print a row for each look and part."""
    rows = [
        (file.stem, *line.split("\t"))
        for file in sorted(Path(corpus, "messages").glob("*.tsv"))
        if file.stem.startswith(HELD)
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    voice, level = np.array([row[0] for row in rows]), np.array([float(row[1]) for row in rows])
    hard, texts = np.array([row[2] == "h" for row in rows]), [row[3].replace("\\n", "\n") for row in rows]
    second = SecondLook.load().score(texts)
    first = Depth.load().score(texts).level.astype(np.float64)
    looks: dict[str, Reals] = {"first look": first, "second, level": second.level, "second, deep": second.deep}
    whole = np.char.startswith(voice, "j")
    print("| look | voices | messages | AUC | hard | mean error |\n|---|---|---|---|---|---|")
    for name, said in looks.items():
        for part, here in (("hand j", whole), ("six others", ~whole), ("all", whole | True)):
            names, chance = np.unique(voice[here]), np.random.default_rng(0)
            of = {each: np.flatnonzero(voice == each) for each in names}
            again = [np.concatenate([of[each] for each in chance.choice(names, len(names))]) for _ in range(DRAWS)]
            low, high = np.quantile([deep_from_flat(said[some], level[some]) for some in again], [0.025, 0.975])
            only = here & hard
            error = "" if name == "second, deep" else f"{np.abs(said - level)[here].mean():.2f}"
            print(f"| {name} | {part} | {here.sum()} | {deep_from_flat(said[here], level[here]):.3f} [{low:.3f}, {high:.3f}] "
                  f"| {deep_from_flat(said[only], level[only]):.3f} | {error} |")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
