"""Choosing a passphrase: its strength is judged by a library, and said in words."""

import math
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn

from nearer.vault.names import LONGEST
from nearer.web.fields import Line, Secret

ENOUGH_GUESSES = 10**10
"""At about 0.3 s and 64 MiB a guess, ten thousand million guesses keep a hundred cores busy for about a year."""
JUDGED = 72
"""zxcvbn judges this many characters at most."""


class PassphraseForm(forms.Form):
    """A new passphrase, typed twice."""

    passphrase = Secret(
        _("Passphrase"),
        missing=_("Write a passphrase."),
        autocomplete="new-password",
        help_text=_("Four or five words that do not belong together are easy to keep and hard to guess."),
    )
    again = Secret(_("The same once more"), missing=_("Write it once more."), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Refuse one that could be guessed soon, and two that differ."""
        said = super().clean() or {}
        if (chosen := said.get("passphrase")) and guesses(chosen, self.data.get("name", "")) < ENOUGH_GUESSES:
            self.add_error(
                "passphrase",
                _("This one could be guessed too soon. Add a word or two that have nothing to do with it."),
            )
        elif said.get("again") and said.get("passphrase") != said["again"]:
            self.add_error("again", _("The two are not the same. Write both again."))
        return said


class NewPassphraseForm(PassphraseForm):
    """A login name and a new passphrase."""

    name = Line(
        _("What shall this book be called?"),
        max_length=LONGEST,
        missing=_("Write a name for the book."),
        help_text=_("A first name or any word. It is the one thing that is not sealed."),
    )
    field_order = ("name", "passphrase", "again")


def guesses(passphrase: str, name: str) -> float:
    """About how many guesses a passphrase withstands, by zxcvbn's model."""
    if not passphrase.strip():
        return 0
    found = float(zxcvbn(passphrase[:JUDGED], user_inputs=[name, "nearer"])["guesses"])
    return found if math.isfinite(found) else float("inf")
