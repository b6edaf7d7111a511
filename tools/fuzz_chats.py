"""Coverage-guided fuzzing of every chat reader with atheris.

    python tools/fuzz_chats.py READER [-runs=N] [libFuzzer options]

READER is a name from tests/formats/chats/seeds.py. Readers written by hand are called directly, so that no execution is
spent on a file that some other messenger would claim; the rest are reached through recognition. A crash is any exception
but the three that mean "not read"; libFuzzer itself stops at five seconds for one input and at 300 MB. What was learned
is kept in the folder NEARER_FUZZ (otherwise thrown away), and the next run goes on from there.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["nearer.formats.chats", "nearer.domain.chats"]):
    from nearer.formats.chats import imessage, kakaotalk, line, signal
    from nearer.formats.chats.errors import AmbiguousDates, NotReadable, WhichChat
    from nearer.formats.chats.reading import Reading, Wish
    from nearer.formats.chats.recognise import read
    from nearer.formats.chats.source import Source, held
    from nearer.formats.chats.whatsapp import reader as whatsapp
from tests.formats.chats.seeds import SEEDS, TOKENS

Read = Callable[[Source, Wish], Reading]


def _whatsapp(source: Source, wish: Wish) -> Reading:
    dialect = whatsapp.dialect_of(source)
    if dialect is None:
        raise NotReadable
    return whatsapp.read(source, dialect, wish)


BY_HAND: dict[str, Read] = {
    "whatsapp": _whatsapp,
    "whatsapp-iphone": _whatsapp,
    "whatsapp-utf16": _whatsapp,
    "line": line.read,
    "kakaotalk": kakaotalk.read,
    "kakaotalk-csv": kakaotalk.read,
    "imessage": imessage.read,
    "signal-markdown": signal.read_markdown,
}


def one_input(read_it: Read, data: bytes) -> None:
    """Read it to the end; where the dates are ambiguous, once more as a person would answer."""
    try:
        _drained(read_it, data, Wish())
    except AmbiguousDates as asked:
        with suppress(NotReadable):
            _drained(read_it, data, Wish(asked.orders[0]))  # type: ignore[arg-type]
    except (NotReadable, WhichChat):
        pass


def _drained(read_it: Read, data: bytes, wish: Wish) -> None:
    for message in read_it(held("x", data), wish).messages:
        message.when.isoformat()
        if message.who == "" or not isinstance(message.text, str):
            raise TypeError(message)


def _entry(token: bytes) -> str:
    """A token as a line of libFuzzer's dictionary."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in token) + '"\n'


def main() -> None:
    """Start from the seed of one reader and from what earlier runs kept."""
    name, options = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = Path(os.environ.get("NEARER_FUZZ", thrown_away))
        corpus = folder / name
        corpus.mkdir(parents=True, exist_ok=True)
        (corpus / "seed").write_bytes(SEEDS[name])
        words = folder / "tokens.dict"
        words.write_text("".join(_entry(token) for token in TOKENS))
        os.environ.setdefault("TZ", "UTC")
        limits = ["-timeout=5", "-rss_limit_mb=300", "-max_len=4096", f"-dict={words}", f"-artifact_prefix={folder}/"]
        atheris.Setup([sys.argv[0], *limits, *options, str(corpus)], partial(one_input, BY_HAND.get(name, read)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
