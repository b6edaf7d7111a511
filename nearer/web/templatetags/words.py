"""Tags for forms: one field in its own drawing, and what every form carries."""

from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from nearer.formats.prose import html
from nearer.web.fields import Slider
from nearer.web.hidden import said
from nearer.web.room import BOX, box_of
from nearer.web.stamp import new_id

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A whole number as it is read, thousands apart: 1,544."""
    return f"{number:,}"


@register.simple_tag
def field(bound: BoundField, **more: Any) -> SafeString:
    """Draw a form field with its label, hint and error. Extra arguments reach the piece."""
    kind = bound.field
    value = bound.value()
    drawn = {
        "id": f"f-{bound.html_name}",
        "name": bound.html_name,
        "label": bound.label,
        "legend": bound.label,
        "hint": bound.help_text,
        "error": bound.errors[0] if bound.errors else "",
        "value": value,
        "chosen": value,
    }
    if hasattr(kind, "choices"):
        drawn["options"] = list(kind.choices)
    if isinstance(kind, Slider):
        drawn |= {"low": kind.low, "high": kind.high, "optional": True, "left_out": value is None}
    for known in ("type", "autocomplete", "short", "families", "known", "accept"):
        if hasattr(kind, known):
            drawn[known] = getattr(kind, known)
    if getattr(kind, "type", "") == "password":
        drawn["value"] = ""
    return render_to_string(kind.piece, drawn | more)  # type: ignore[attr-defined]


@register.filter
def prose(text: str) -> SafeString:
    """The Markdown of a content file, drawn. Whatever looks like markup in it is shown as text (see ``prose.html``)."""
    return mark_safe(html(text))  # noqa: S308 - markdown-it escapes it: html is off


@register.filter(name="said")
def said_by(words: str) -> str:
    """Words whose names may be hidden, for reading. What looks like markup in them stays text: the page escapes it."""
    return said(words)


@register.inclusion_tag("pieces/form_head.html", takes_context=True)
def form_head(context: template.RequestContext, entry: Any = None, path: str = "") -> dict[str, Any]:
    """What a writing form carries: trust, whose box it is, and which entry in which revision it edits.

    ``path`` is where the form lives, for one that is shown on another page too.
    """
    room = context.get("room")
    posted = context["request"].POST
    return {
        "csrf_token": context["csrf_token"],
        "box_name": BOX,
        "box": box_of(room) if room else "",
        "path": path or context["request"].path,
        "entry": posted.get("entry") or (entry.id if entry else new_id()),
        "rev": posted.get("rev") or (entry.rev if entry else 0),
    }
