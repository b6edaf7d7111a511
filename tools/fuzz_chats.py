"""Coverage-guided fuzzing of every chat reader with atheris.

    python tools/fuzz_chats.py READER [-runs=N] [libFuzzer options]

READER is a name from tests/formats/chats/seeds.py. A crash is any exception but the three that mean "not read"; libFuzzer
itself stops at five seconds for one input and at 300 MB.
"""

import os
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["nearer.formats.chats", "nearer.domain.chats"]):
    from nearer.formats.chats.errors import AmbiguousDates, NotReadable, WhichChat
    from nearer.formats.chats.reading import Wish
    from nearer.formats.chats.recognise import read
    from nearer.formats.chats.source import held
from tests.formats.chats.seeds import SEEDS


def one_input(data: bytes) -> None:
    """Read it to the end."""
    try:
        for message in read(held("x", data), Wish()).messages:
            message.when.isoformat()
    except (NotReadable, AmbiguousDates, WhichChat):
        pass


def main() -> None:
    """Start from the seed of one reader, in a folder that is thrown away."""
    name, options = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as corpus:
        Path(corpus, name).write_bytes(SEEDS[name])
        os.environ.setdefault("TZ", "UTC")
        atheris.Setup([sys.argv[0], "-timeout=5", "-rss_limit_mb=300", "-max_len=4096", *options, corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
