"""The document of a readable copy: out of its zip, or as it stands. Nothing is unpacked to the disk."""

from typing import Literal

from nearer.formats.chats.errors import NotReadable
from nearer.formats.chats.source import held, members

DOCUMENT_NAME = "book.json"
WORDS_FOLDER, WORDS_ENDING = "own-words", ".jsonl"
Why = Literal["other", "damaged", "missing", "large"]


class PackedWrong(Exception):
    """The file holds no document; ``why`` says what is wrong with it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def document_in(data: bytes, most: int) -> bytes:
    """The bytes of the document, at most so many. Raises PackedWrong; what the document says is not looked at."""
    if not data.startswith(b"PK"):
        return data
    return _one_of(data, most)


def words_in(data: bytes, most: int) -> dict[str, bytes]:
    """The kept words of a readable copy, by the id in the names of their files, at most so many bytes together; none where
    the document stands alone. Raises PackedWrong."""
    if not data.startswith(b"PK"):
        return {}
    found: dict[str, bytes] = {}
    try:
        for one in members(held("", data)):
            *_before, folder, name = ("", "", *one.name.split("/"))
            if folder == WORDS_FOLDER and name.endswith(WORDS_ENDING):
                with one.opener() as stream:
                    text = stream.read(most + 1)
                most -= len(text)
                if most < 0:
                    raise PackedWrong("large")
                found[name.removesuffix(WORDS_ENDING)] = text
    except NotReadable as wrong:
        raise PackedWrong("damaged") from wrong
    return found


def _one_of(data: bytes, most: int) -> bytes:
    try:
        inside = [one for one in members(held("", data)) if one.name.rsplit("/")[-1] == DOCUMENT_NAME]
        if len(inside) != 1:
            raise PackedWrong("missing")
        with inside[0].opener() as stream:
            document = stream.read(most + 1)
    except NotReadable as wrong:
        raise PackedWrong("damaged") from wrong
    if len(document) > most:
        raise PackedWrong("large")
    return document
