"""Who wrote a row: the words before the colon, unless the row is the app's own sentence."""

import re

_NAME_EDGE = "\u200e\u200f\u202a\u202b\u202c\u2068\u2069\u061c\ufeff \u00a0\u202f\t"
_QUOTES = re.compile('["“”„«»「」『』《》]')
_BARE_COLON = re.compile(r":(?![/\\.,;:)(\-])")
LONGEST_NAME = 160


def cleaned(raw: str) -> str:
    """A name without direction marks at its edges and without the tilde of numbers that are not in the contacts."""
    name = raw.strip(_NAME_EDGE)
    return name[1:].strip(_NAME_EDGE) if name[:1] in "~\u223c\uff5e" and len(name) > 1 else name


class Senders:
    """The names of one file, learned as it is read."""

    def __init__(self) -> None:
        """No name is known yet."""
        self._known: dict[str, str] = {}

    def split(self, body: str) -> tuple[str | None, str]:
        """Sender and text of a row; (None, the whole) for the app's own sentence."""
        raw, colon, text = body.partition(": ")
        name = self._known.get(raw) if colon else None
        if name is not None:
            return name, text
        if colon and "\n" not in raw and self._may_name(raw):
            inner = raw.partition(":")
            if inner[1] and inner[0] in self._known:
                return self._known[inner[0]], body[len(inner[0]) + 1 :]
            return self._learn(raw), text
        return self._without_space(body)

    def _without_space(self, body: str) -> tuple[str | None, str]:
        """A colon with nothing or a letter after it ("Bob:Hi" in some Chinese exports, "Bob:" for an empty message)."""
        end = body.find("\n")
        first = body if end < 0 else body[:end]
        for colon in _BARE_COLON.finditer(first, 0, LONGEST_NAME + 1):
            raw = first[: colon.start()]
            digits = raw[-1:].isdigit() and first[colon.end() : colon.end() + 1].isdigit()
            if not digits and self._may_name(raw) and not raw.endswith(("http", "https")):
                return self._learn(raw), body[colon.end() :]
        return None, body

    def _may_name(self, raw: str) -> bool:
        """A sentence that quotes a group's name ("Ana created group "Work: plans"") has an open quotation mark."""
        if not raw.strip(_NAME_EDGE) or len(raw) > LONGEST_NAME:
            return False
        return len(_QUOTES.findall(raw)) % 2 == 0 and ". " not in raw[30:]

    def _learn(self, raw: str) -> str:
        if len(self._known) < 10_000:
            self._known[raw] = cleaned(raw)
        return cleaned(raw)
