"""Our own messages by voices that no look was ever taught with."""

from nearer.depth.first import WEIGHTS
from nearer.depth.layers import saved_layers
from tests.places import CHECKOUT


def held() -> list[tuple[int, str]]:
    """Level and text of each; the weights say which voices they are."""
    voices = saved_layers(WEIGHTS)["held"].tobytes().decode().split("\n")
    files = [file for voice in voices for file in sorted((CHECKOUT / "corpus/messages").glob(f"{voice}*.tsv"))]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [(int(level), text.replace("\\n", "\n")) for level, _, text in (line.split("\t") for line in lines)]
