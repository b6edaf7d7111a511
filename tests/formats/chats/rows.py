"""Reading an export that stands in the test itself."""

import io
import zipfile
from zoneinfo import ZoneInfo

from nearer.domain.chats import Message
from nearer.formats.chats.reading import DateOrder, Reading, Wish
from nearer.formats.chats.recognise import read
from nearer.formats.chats.source import held

UTC = ZoneInfo("UTC")


def reading(data: str | bytes, order: DateOrder | None = None, chat: str | None = None) -> Reading:
    """A reading of these bytes, under a name that says nothing."""
    return read(held("export", data.encode() if isinstance(data, str) else data), Wish(order, UTC, chat))


def messages(data: str | bytes, order: DateOrder | None = None, chat: str | None = None) -> list[Message]:
    """All messages of an export."""
    return list(reading(data, order, chat).messages)


def rows(
    data: str | bytes, order: DateOrder | None = None, chat: str | None = None
) -> list[tuple[str, str | None, str]]:
    """When, who and words of every row that a person stands behind."""
    return [
        (m.when.isoformat()[: 19 if m.to_second else 16], m.who, m.text) for m in messages(data, order, chat) if m.who
    ]


def zipped(**files: str | bytes) -> bytes:
    """A zip; double underscores in names stand for dots, ``_in_`` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("_in_", "/").replace("__", "."), data)
    return out.getvalue()
