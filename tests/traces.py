"""Looking for words where none may be: raw, hex, base64 at any alignment, UTF-16, and inside compressed streams."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

DEEPEST = 3
MOST_OPENED = 64 * 1024 * 1024
COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")


def disguises(word: str) -> dict[str, bytes]:
    """Every form in which a word is looked for."""
    plain = word.encode()
    found = {
        "raw": plain,
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
    }
    for alphabet, encode in (("base64", base64.b64encode), ("urlsafe", base64.urlsafe_b64encode)):
        for shift, cut in ((0, 0), (1, 2), (2, 3)):
            whole = encode(bytes(shift) + plain)
            found[f"{alphabet}+{shift}"] = whole[cut : (shift + len(plain)) * 8 // 6]
    return found


def traces(words: Iterable[str], places: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """(word, disguise, place) for everything that was found."""
    looked_for = {(word, how): shape for word in words for how, shape in disguises(word).items()}
    opened = {f"{name}{inside}": blob for name, whole in places.items() for inside, blob in _opened(whole)}
    return [(*what, place) for place, blob in opened.items() for what, shape in looked_for.items() if shape in blob]


def files_under(*folders: Path) -> dict[str, bytes]:
    """Every file below these folders, by its path."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in found}


def _opened(blob: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, and whatever compressed streams begin anywhere in them."""
    yield "", blob
    for start in COMPRESSED.finditer(blob) if depth < DEEPEST else ():
        inside = _inflated(blob, start.start(), start.group())
        if inside:
            for deeper, each in _opened(inside, depth + 1):
                yield f"@{start.start()}{deeper}", each


def _inflated(blob: bytes, start: int, mark: bytes) -> bytes:
    if mark.startswith(b"PK"):
        names = int.from_bytes(blob[start + 26 : start + 28], "little") + int.from_bytes(
            blob[start + 28 : start + 30], "little"
        )
        stream, bits = zlib.decompressobj(-zlib.MAX_WBITS), start + 30 + names
    else:
        stream, bits = zlib.decompressobj(zlib.MAX_WBITS | 32), start
    found = b""
    try:
        for chunk in range(bits, len(blob), 4096):
            found += stream.decompress(blob[chunk : chunk + 4096], MOST_OPENED)
            if stream.eof:
                break
    except zlib.error:
        pass
    return found
