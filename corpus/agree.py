"""How far a second, blind labeller agrees with the first, over the tenth that was labelled twice.

python corpus/agree.py
"""

from collections import Counter
from itertools import product
from pathlib import Path

from look import HERE, messages


def pairs(file: Path = HERE / "second.tsv") -> list[tuple[int, int, bool]]:
    """First label, second label, and whether the message is hard."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        voice, place, level = line.split("\t")
        first, hard, _text = messages(HERE / "messages" / f"{voice}.tsv")[int(place) - 1]
        found.append((first, int(level), hard))
    return found


def by_hand() -> list[tuple[str, int, int]]:
    """The hand of each, and both labels."""
    names = [line[0] for line in (HERE / "second.tsv").read_text(encoding="utf-8").splitlines()]
    return [(name, first, second) for name, (first, second, _hard) in zip(names, pairs(), strict=True)]


def kappa(found: list[tuple[int, int, bool]]) -> float:
    """Cohen's kappa with quadratic weights."""
    one, two = Counter(a for a, _, _ in found), Counter(b for _, b, _ in found)
    seen = sum((a - b) ** 2 for a, b, _ in found)
    by_chance = sum((a - b) ** 2 * one[a] * two[b] for a, b in product(one, two)) / len(found)
    return 1 - seen / by_chance


def main() -> None:
    """Print the figures."""
    found = pairs()
    hard = [(a, b) for a, b, is_hard in found if is_hard]
    print(f"{len(found)} messages, the same level {sum(a == b for a, b, _ in found) / len(found):.1%}")
    print(f"within one level {sum(abs(a - b) <= 1 for a, b, _ in found) / len(found):.1%}")
    print(f"deep or not {sum((a >= 3) == (b >= 3) for a, b, _ in found) / len(found):.1%}")
    print(f"deep or not, hard ones {sum((a >= 3) == (b >= 3) for a, b in hard) / len(hard):.1%}")
    print(f"quadratic kappa {kappa(found):.2f}")
    for hand in sorted({name for name, *_ in by_hand()}):
        own = [a == b for name, a, b in by_hand() if name == hand]
        print(f"hand {hand}: {len(own)} messages, the same level {sum(own) / len(own):.1%}")


if __name__ == "__main__":
    main()
