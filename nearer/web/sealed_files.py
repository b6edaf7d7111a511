"""Sealed files between two computers: taking one in from a form, and handing one out under a name that says nothing."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from nearer.domain.safety import may_download
from nearer.vault.errors import Damaged, FutureVersion, NotTheirs, VaultError
from nearer.vault.letters import LONGEST_FILE
from nearer.web.room import RoomRequest
from nearer.web.uploads import Upload

FILE = "page.sealed"
TROUBLE = (Damaged, FutureVersion, NotTheirs)


class SealedFile(Upload):
    """A file that someone else's Nearer made."""

    def __init__(self, label: Any) -> None:
        super().__init__(label, missing=_("Choose the file."))

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """Its bytes."""
        found = super().clean(data, initial)
        if found.size > LONGEST_FILE:
            raise forms.ValidationError(_("This file is larger than any that Nearer makes."))
        return bytes(found.read())


class FileForm(forms.Form):
    """One sealed file."""

    file = SealedFile(_("The file"))


def hand_out(request: RoomRequest, sealed: bytes) -> HttpResponse:
    """Bytes as a download; never for someone who is made to show their device."""
    if not may_download(request.room.read()):
        return no_file(request)
    response = HttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def no_file(request: RoomRequest) -> HttpResponse:
    """Why no file is made here."""
    return render(request, "safety/no_files.html", status=403)


def refused(trouble: VaultError) -> Any:
    """Why a file was not taken in."""
    if isinstance(trouble, FutureVersion):
        return _("A newer Nearer made this file. Bring yours up to date first. Nothing was changed.")
    if isinstance(trouble, NotTheirs):
        return _("This file is not from the one you compared words with, or not for you. Nothing was changed.")
    return _("This file is not whole, or it is another kind of file. Nothing was changed.")
