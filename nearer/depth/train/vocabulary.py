"""Which words and signs the first look knows."""

from collections import Counter
from collections.abc import Iterable

from nearer.depth.train.second import UNUSED_SCRIPTS, all_pieces
from nearer.depth.units import Pieces, taken_apart

OFTEN = 2


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
