"""What was said in a form, under the labels of that form, wherever it is shown again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from django import forms
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.formats import date_format

from nearer.domain.entries import Entry
from nearer.web.fields import Line, Slider

V = TypeVar("V", bound=Callable[..., Any])
Fields = Mapping[str, forms.Field]
CALLED_OTHERWISE = {"note": "words", "recovered": "recovered_after"}
"""Fields that some entries know by another name."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, and the label it was given under."""

    label: Any
    text: str


def writes(form: type[forms.Form] | Callable[..., Fields]) -> Callable[[V], V]:
    """Mark a view that writes what stands in this form and does nothing else: its answers keep their labels, and a page
    that was written for it while the book was locked can be kept later.

    Where the programme decides what is asked, ``form`` is a function from the view's own arguments to the fields.
    """

    def mark(view: V) -> V:
        view.form = form  # type: ignore[attr-defined]
        return view

    return mark


def writes_at(path: str) -> bool:
    """Whether the view at a path writes what stands in a form, and does nothing else."""
    return _marked(path) is not None


def fields_at(path: str) -> Fields:
    """The fields of the form at a path, by name; none where nothing is known of it."""
    found = _marked(path)
    if found is None:
        return {}
    form, match = found
    return cast("Fields", form.base_fields if hasattr(form, "base_fields") else form(**match.kwargs))


def _marked(path: str) -> tuple[Any, ResolverMatch] | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    form = getattr(match.func, "form", None)
    return None if form is None else (form, match)


def fields_in(entry: Entry, fields: Fields) -> Fields:
    """Those fields of a form that an entry can hold an answer to."""
    return {name: f for name, f in fields.items() if hasattr(entry, name) or hasattr(entry, _otherwise(name))}


def is_written(field: forms.Field) -> bool:
    """Whether a person writes in this field, rather than chooses."""
    return isinstance(field, Line)


def said_in(entry: Entry, fields: Fields, people: Mapping[str, str]) -> dict[str, Said]:
    """What an entry says in the fields of a form. ``people`` holds their names by id."""
    found = {name: getattr(entry, name, getattr(entry, _otherwise(name), None)) for name in fields}
    if "person" in found:
        found["person"] = people.get(found["person"] or "", "")
    return _told(fields, found.items())


def said_by(posted: Mapping[str, str], fields: Fields) -> dict[str, Said]:
    """What a posted form says in its fields."""
    left_out = {n for n, field in fields.items() if isinstance(field, Slider) and f"{n}_left_out" in posted}
    return _told(fields, ((name, posted[name]) for name in fields if name in posted and name not in left_out))


def _otherwise(name: str) -> str:
    return CALLED_OTHERWISE.get(name, "")


def _told(fields: Fields, answers: Iterable[tuple[str, Any]]) -> dict[str, Said]:
    found = {name: Said(fields[name].label, _text(fields[name], value)) for name, value in answers}
    return {name: said for name, said in found.items() if said.text}


def _text(field: forms.Field, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(field, forms.ChoiceField):
        return str(value).replace("\r\n", "\n").strip()
    value = ("no", "yes")[value] if isinstance(value, bool) else str(value)
    return str(dict(field.choices).get(value) or _day(value))  # type: ignore[arg-type]


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "l j F")
    except ValueError:
        return ""
