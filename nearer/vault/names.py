"""Login names: written as the person likes, found without case, accents of width or outer space."""

import unicodedata

LONGEST = 80


def name_key(name: str) -> str:
    """What a name is found by: NFKC, case folded, inner space made single."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
