"""Words into Markdown so that they are read as they were written: no sign in them starts a list, a link or a tag."""

import re

_SIGNS = re.compile(r"([\\`*_\[\]<>&~|$#])")
_BEGINS = re.compile(r"^(\s*)([+=-]|\d+(?=[.)]))")


def plain(words: str) -> str:
    """One line of words."""
    said = _SIGNS.sub(r"\\\1", " ".join(words.split()))
    return _opened(said)


def quoted(words: str) -> str:
    """Words of any length as a quotation, their lines kept."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("> " + plain(line) + ("  " if plain(line) else "") for line in lines).rstrip()


def _opened(said: str) -> str:
    """Without what makes a line something else than words: a mark at its beginning, an address that becomes a link."""
    begins = _BEGINS.match(said)
    if begins is not None:
        spaces, mark = begins.groups()
        rest = said[begins.end() :]
        said = f"{spaces}{mark}\\{rest}" if mark[0].isdigit() else f"{spaces}\\{mark}{rest}"
    return said
