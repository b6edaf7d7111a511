"""Hidden names in words that people read: "someone A" in place of each."""

from django.utils.translation import gettext as _

from nearer.domain.hidden import letters, pieces


def said(words: str, only: str = "") -> str:
    """The words with "someone A", "someone B" where names are hidden, the same letter for the same person all through; with
    ``only`` in its place where there is but one."""
    return "".join(
        text if place is None else only or _("someone %(letter)s") % {"letter": letters(place)}
        for text, place in pieces(words)
    )
