"""Files that are brought in: held in memory while they are read, taken by few pages only, never written to the disk."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

V = TypeVar("V", bound=Callable[..., Any])
MOST = 25 * 1024 * 1024
"""Bytes of one request. A book of ten years is about six million, a journal in text rarely more."""
MOST_NAME = 120
TOO_LARGE = _(
    "This file is larger than 25 MB. If it is a zip with pictures, unpack it and choose the file with the words."
)


def takes_file(view: V) -> V:
    """Mark a view that takes in a file; any other page lets what is uploaded to it fall."""
    view.takes_file = True  # type: ignore[attr-defined]
    return view


class InMemory(MemoryFileUploadHandler):
    """Django's own handler in memory, for the pages that take files, up to a size."""

    def handle_raw_input(self, *given: Any, **more: Any) -> None:
        """Decide whether this upload is held at all."""
        assert self.request is not None
        _data, _meta, length, *_rest = given
        super().handle_raw_input(*given, **more)
        self.activated = length <= MOST and _takes_file(self.request.path_info)


class Upload(forms.FileField):
    """One file of the person's computer."""

    piece = "pieces/field_file.html"

    def __init__(self, label: Any, missing: Any, accept: str = "", **more: Any) -> None:
        self.accept = accept
        empty = _("This file is empty.")
        super().__init__(label=label, error_messages={"required": missing, "empty": empty, "missing": missing}, **more)


def files_of(request: HttpRequest, form: type[forms.Form]) -> forms.Form:
    """The form of a page that takes a file, filled in where it was sent; one that was too large is said to be."""
    if request.method != "POST":
        return form()
    filled = form(request.POST, request.FILES)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        filled.errors.clear()
        filled.add_error("file", TOO_LARGE)
    return filled


def data_of(file: Any) -> bytes:
    """The bytes of an upload."""
    file.seek(0)
    return bytes(file.read())


def name_of(file: Any) -> str:
    """What the file is called, short enough to be shown."""
    return (file.name or "")[:MOST_NAME]


def _takes_file(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "takes_file", False)
    except Resolver404:
        return False
