"""Form fields in Nearer's own drawing: each knows its piece, its words, and what may be left out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearer.domain.programme import Feelings

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
TOO_LONG = _("This is longer than fits here. Shorten it a little; nothing was lost.")


class Line(forms.CharField):
    """One line of words."""

    piece = "pieces/field_text.html"
    type = "text"
    known: tuple[str, ...] = ()

    def __init__(
        self, label: Any, max_length: int = LONGEST_LINE, missing: Any = "", autocomplete: str = "off", **more: Any
    ) -> None:
        self.autocomplete = autocomplete
        more.setdefault("required", bool(missing))
        super().__init__(
            label=label, max_length=max_length, error_messages={"max_length": TOO_LONG, "required": missing}, **more
        )


class Secret(Line):
    """A passphrase: never stripped, never shown again."""

    type = "password"

    def __init__(self, label: Any, missing: Any, autocomplete: str, **more: Any) -> None:
        super().__init__(label, 1000, missing, autocomplete, strip=False, **more)


class Text(Line):
    """Room to write."""

    piece = "pieces/field_textarea.html"

    def __init__(self, label: Any, missing: Any = "", short: bool = False, **more: Any) -> None:
        self.short = short
        super().__init__(label, max_length=LONGEST_TEXT, missing=missing, **more)


class Answers(forms.ChoiceField):
    """One of several rows."""

    piece = "pieces/answers.html"

    def __init__(self, label: Any, choices: Any, missing: Any = "", **more: Any) -> None:
        super().__init__(
            label=label,
            choices=choices,
            required=bool(missing),
            error_messages={"required": missing, "invalid_choice": _("Choose one of these.")},
            **more,
        )


class Choose(Answers):
    """One of a long list, folded."""

    piece = "pieces/field_select.html"


class Checks(forms.MultipleChoiceField):
    """Any of a few rows, or none."""

    piece = "pieces/checks.html"

    def __init__(self, label: Any, choices: Any, **more: Any) -> None:
        super().__init__(label=label, choices=choices, required=False, **more)

    def prepare_value(self, value: Any) -> list[str]:
        """What is ticked, as a list also when a draft holds a single one."""
        return [value] if isinstance(value, str) else list(value or [])


class FeelingWords(Checks):
    """Any of the feeling words, family by family."""

    piece = "exercise/_feelings.html"

    def __init__(self, label: Any, families: tuple[Feelings, ...], **more: Any) -> None:
        self.families = families
        super().__init__(label, [(word, word) for family in families for word in family.word], **more)


class Scale(Answers):
    """One of a few degrees, drawn; the last choice leaves it out."""

    piece = "pieces/scale.html"


class _SliderInput(forms.NumberInput):
    """A range input always posts a value, so a checked "leave this out" decides."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return None if data.get(f"{name}_left_out") else super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 - Django's signature
        return False


class Slider(forms.IntegerField):
    """A level from 0 to 100, or None where it was left out."""

    piece = "pieces/slider.html"
    widget = _SliderInput

    def __init__(self, label: Any, low: Any, high: Any, help_text: Any = "") -> None:
        self.low, self.high = low, high
        super().__init__(label=label, min_value=0, max_value=100, required=False, help_text=help_text)
