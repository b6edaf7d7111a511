"""Uploads: in memory only, and only where a chat may be dropped into an open book. Nothing else is taken in."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import reverse

MOST_BYTES = 96 << 20
"""Of one form. A chat of 40,000 messages without its pictures is a zip of 1 or 2 MiB, a million in JSON about 300 MiB less
what a zip saves."""

MOST_FILES = 8


class InMemory(FileUploadHandler):
    """Django's own handlers write what is large to a temporary file, unsealed; this one never does."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held: BytesIO | None = None
        self._bytes = self._files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins; it is held only where it may be."""
        super().new_file(*args, **kwargs)
        self._files += 1
        request = self.request
        allowed = getattr(request, "room", None) is not None and request.path == reverse("mirror-file")  # type: ignore[union-attr]
        self._held = BytesIO() if allowed and self._files <= MOST_FILES else None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Hold a piece; beyond the limit everything is let go, and the rest of the form is read and dropped."""
        self._bytes += len(raw_data)
        if self._bytes > MOST_BYTES:
            self._held = None
            self.request.too_large = True  # type: ignore[union-attr]
        elif self._held is not None:
            self._held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """The whole file, in memory."""
        held, self._held = self._held, None
        if held is None:
            return None
        held.seek(0)
        return InMemoryUploadedFile(
            held, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset
        )
