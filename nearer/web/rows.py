"""Form fields drawn as rows of a check-in: the name, and beside it a slider, a drawing or a line."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearer.web.fields import Answers, Choose, Line, Slider


class RowSlider(Slider):
    """A slider beside its name."""

    piece = "checkin/_slider.html"


class Pair(Answers):
    """Two or three short answers side by side."""

    piece = "checkin/_pair.html"


class Plumb(Answers):
    """How deep, as a plumb line that sinks; the last choice leaves it out."""

    piece = "checkin/_plumb.html"


class RowSelect(Choose):
    """One of a list beside its name."""

    piece = "checkin/_select.html"


class Circles(Answers):
    """How close, as two circles; the last choice leaves it out."""

    piece = "checkin/_circles.html"


class RowLine(Line):
    """One line beside its name."""

    piece = "checkin/_line.html"


class RowDay(RowLine):
    """A day by the calendar; None where it was left empty."""

    type = "date"

    def clean(self, value: Any) -> date | None:
        """The day."""
        said = super().clean(value)
        try:
            return date.fromisoformat(said) if said else None
        except ValueError as wrong:
            raise forms.ValidationError(_("Write the day as 2026-03-01.")) from wrong
