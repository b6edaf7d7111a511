"""What is out of balance in one voice's messages, and which words give a level away over one hand's.

python corpus/look.py VOICE        e.g. a01-ifeoma
"""

import math
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
HARD = {"a": 15, "b": 15, "c": 15}
"""How many of a level's thirty messages a hand was asked to make hard; 20 where it is not named."""
NEAR = 7
"""A level may have so many messages more or less in a band of lengths; over a hand these even out."""
BANDS = {"1-5": (1, 5, 6), "6-12": (6, 12, 10), "13-25": (13, 25, 10), "26-60": (26, 60, 4)}
"""Words in a message, and how many of a level's thirty messages have so many."""
REPLIES = {"up", "read", "ask", "off", "-"}


def messages(file: Path) -> list[tuple[int, bool, str]]:
    """Level 0-4, hard or not, and text with its line breaks, of each line; ValueError names a line that is none."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.split("\t")
        if len(parts) != 3 or parts[0] not in "01234" or parts[1] not in ("h", "-") or not parts[2].strip():
            raise ValueError(f"{file.name}:{number}: not LEVEL, h or -, TEXT: {line[:60]!r}")
        found.append((int(parts[0]), parts[1] == "h", parts[2].replace("\\n", "\n")))
    return found


def lines(file: Path) -> list[tuple[str, int, str, str]]:
    """Speaker A or B, level 0-4, how it meets the line before, text; ValueError names a line that is none."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.split("\t")
        if len(parts) != 4 or parts[0] not in ("A", "B") or parts[1] not in "01234" or parts[2] not in REPLIES:
            raise ValueError(f"{file.name}:{number}: not A or B, LEVEL, REPLY, TEXT: {line[:60]!r}")
        found.append((parts[0], int(parts[1]), parts[2], parts[3].replace("\\n", "\n")))
    return found


def replies(file: Path) -> list[tuple[str, bool, str, str]]:
    """Mark, hard or not, opening and reply of each line; ValueError names a line that is none."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.split("\t")
        if len(parts) != 4 or parts[0] not in REPLIES - {"-"} or parts[1] not in ("h", "-") or not all(parts[2:]):
            raise ValueError(f"{file.name}:{number}: not MARK, h or -, OPENING, REPLY: {line[:60]!r}")
        found.append((parts[0], parts[1] == "h", parts[2].replace("\\n", "\n"), parts[3].replace("\\n", "\n")))
    return found


def balance(file: Path) -> list[str]:
    """What of one voice is off: counts by level, hard ones, lengths."""
    faults, found, hard_ones = [], messages(file), HARD.get(file.stem[0], 20)
    for level in range(5):
        own = [(hard, text) for depth, hard, text in found if depth == level]
        if len(own) != 30 or sum(hard for hard, _ in own) != hard_ones:
            faults.append(f"level {level}: {len(own)} messages, {sum(hard for hard, _ in own)} hard (30, {hard_ones})")
        for band, (least, most, wanted) in BANDS.items():
            have = sum(least <= len(text.split()) <= most for _, text in own)
            if abs(have - wanted) > NEAR:
                faults.append(f"level {level}: {have} messages of {band} words (about {wanted})")
    return faults


def tells(hand: str) -> list[str]:
    """Words and openings that stand mostly at 3-4 or mostly at 0-1 over all messages of a hand."""
    deep: Counter[str] = Counter()
    flat: Counter[str] = Counter()
    for file in sorted((HERE / "messages").glob(f"{hand}*.tsv")):
        for level, _, text in messages(file):
            words = re.findall(r"[\w']+|[^\w\s]", text.lower())
            marks = {*words, *(f"{a} {b}" for a, b in pairwise(words))}
            marks.add("^" + words[0])
            for mark in marks:
                if level >= 3:
                    deep[mark] += 1
                elif level <= 1:
                    flat[mark] += 1
    ratio = {m: math.log((deep[m] + 1) / (flat[m] + 1)) for m in {*deep, *flat} if deep[m] + flat[m] >= 12}
    worst = sorted(ratio, key=lambda m: -abs(ratio[m]) * math.sqrt(deep[m] + flat[m]))[:30]
    return [f"{m!r}: {deep[m]} deep, {flat[m]} flat" for m in worst if abs(ratio[m]) > 0.7]


def main(voice: str) -> None:
    """Print what is out of balance, what is wrong in the voice's dialogues, and what gives a level away."""
    for fault in balance(HERE / "messages" / f"{voice}.tsv"):
        print(fault)
    for file in sorted((HERE / "dialogues").glob(f"{voice}-*.tsv")):
        if not 8 <= len(lines(file)) <= 18:
            print(f"{file.name}: {len(lines(file))} lines (8 to 18)")
    print("gives a level away:", *tells(voice[0]), sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1])
