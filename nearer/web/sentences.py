"""A round of sentences, each answered on one scale or left out: signs, roots and the weekly pulse."""

from typing import Any

from django import forms

from nearer.domain.entries import Answer, PulseAnswered, RootsAnswered, SignsAnswered
from nearer.domain.programme import Item
from nearer.web.fields import Scale

Scaled = list[tuple[str, Any]]
"""Degrees from 0 up with their words; the last one, empty, leaves the sentence out."""


class SentencesForm(forms.Form):
    """One round of sentences. Nothing is required: a left-out item is never counted as zero."""

    def __init__(self, items: tuple[Item, ...], scale: Scaled, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[item.id] = Scale(item.text, scale)

    def answers(self) -> tuple[Answer, ...]:
        """What was answered, with the words that were asked."""
        said = self.cleaned_data
        return tuple(
            Answer(item.id, item.version, item.text, int(said[item.id]) if said[item.id] else None)
            for item in self.items
        )


def sentences_said(before: SignsAnswered | RootsAnswered | PulseAnswered | None) -> dict[str, str]:
    """What stands in a round, as the form shows it again."""
    return {} if before is None else {a.item: "" if a.value is None else str(a.value) for a in before.answers}
