"""How long the first look takes over many messages, and what it holds: ``python -m tests.heavy.depth_speed [N]``."""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from nearer.depth import Depth

MESSAGES = Path(__file__).parents[2] / "corpus" / "messages"


def texts(many: int) -> Iterator[str]:
    """Made-up messages from the words of the open set."""
    draw = random.Random(2)
    lines = [line for file in sorted(MESSAGES.glob("*.tsv")) for line in file.read_text(encoding="utf-8").splitlines()]
    words = [word for line in lines for word in line.split("\t")[2].split()]
    for _ in range(many):
        yield " ".join(draw.choices(words, k=13))


def main(many: int = 1_000_000) -> None:
    """Print seconds without those of making the texts, and the most memory ever held."""
    began = time.perf_counter()
    made = sum(1 for _ in texts(many))
    making = time.perf_counter() - began
    model = Depth.load()
    began = time.perf_counter()
    read = sum(len(part.level) for part in model.parts(texts(many)))
    took = time.perf_counter() - began - making
    assert made == read == many
    most = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    print(f"{many:,} messages scored in {took:.1f} s: {many / took:,.0f} a second, {most:.0f} MB at most")
    end_to_end(many)


def end_to_end(many: int) -> None:
    """Print how long ``nearer depth`` takes from its start to its end, the texts in a file and what it says thrown away."""
    with tempfile.TemporaryFile() as lines:
        lines.writelines(text.encode() + b"\n" for text in texts(many))
        lines.seek(0)
        began = time.perf_counter()
        subprocess.run(
            [Path(sys.executable).with_name("nearer"), "depth"], stdin=lines, stdout=subprocess.DEVNULL, check=True
        )
        took = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"read, scored and printed by nearer depth in {took:.1f} s: {many / took:,.0f} a second, {most:.0f} MB at most"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
