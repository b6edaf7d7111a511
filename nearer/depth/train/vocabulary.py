"""Which words and signs the first look knows, and which of our own voices it is never taught with."""

from collections import Counter
from collections.abc import Iterable

from nearer.depth.train.lessons import Lessons
from nearer.depth.train.second import UNUSED_SCRIPTS, all_pieces
from nearer.depth.units import Pieces, taken_apart

HELD = ("a06-priya", "a12-arthur", "b06-sam", "b12-pete", "c06-lena", "c12-dot")
"""Voices that nothing shipped was taught with: `make test` measures the first look on them for ever."""
REHEARSED = ("a03-linh", "a09-hamid", "b03-noor", "b09-aoife", "c03-yuki", "c09-samuel")
"""Voices left out of a rehearsal too, which says how far the level is to be trusted; the shipped weights know them."""
OFTEN = 2


def of_voices(own: Lessons, voices: tuple[str, ...]) -> Lessons:
    """The messages and dialogues of the voices named."""
    return own.at(place for place, source in enumerate(own.sources) if source.startswith(voices))


def taught_with(own: Lessons, besides: tuple[str, ...] = ()) -> Lessons:
    """Our own messages without the voices held out, and without those named."""
    return own.at(place for place, source in enumerate(own.sources) if not source.startswith(HELD + besides))


def vocabulary(texts: Iterable[str]) -> Pieces:
    """Words and signs that occur twice or more, the commonest first; then MiniLM's own words, which may be met later."""
    words: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    for text in texts:
        for raw in text.split():
            its_words, its_signs = taken_apart(raw)
            words.update(its_words)
            signs.update(its_signs)
    seen = [word for word, times in words.most_common() if times >= OFTEN]
    there = set(seen)
    more = [piece for piece in all_pieces()[UNUSED_SCRIPTS:] if len(piece) > 1 and piece.isascii() and piece.isalpha()]
    return Pieces(
        seen + [piece for piece in more if piece not in there],
        [s for s, times in signs.most_common() if times >= OFTEN],
    )
