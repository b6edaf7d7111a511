"""Login names: written as the person likes, found without case, width or outer space."""

import unicodedata

LONGEST = 80


def name_key(name: str) -> str:
    """What a name is found by: NFKC, case folded, NFKC again (folding can take letters apart), single spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
