"""Our own messages by voices that no look was ever taught with."""

from nearer.depth.first import WEIGHTS
from nearer.depth.layers import saved_layers
from tests.places import CHECKOUT


def held() -> list[tuple[int, str]]:
    """Level and text of each of their messages; the weights say which voices they are."""
    return [(int(level), text) for level, _, text in _rows("messages")]


def lines_held() -> list[tuple[int, str]]:
    """Level and text of each line of their dialogues."""
    return [(int(level), text) for _, level, _, text in _rows("dialogues")]


def _rows(folder: str) -> list[list[str]]:
    voices = saved_layers(WEIGHTS)["held"].tobytes().decode().split("\n")
    files = [file for voice in voices for file in sorted((CHECKOUT / "corpus" / folder).glob(f"{voice}*.tsv"))]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [[*known, text.replace("\\n", "\n")] for *known, text in (line.split("\t") for line in lines)]
