"""Write a frozen archive of the present format: ``python -m tests.vectors.write_archive NAME``. Never writes over a file.

NAME.nearer is the archive, NAME.book the document that stands in it.
"""

import sys
import uuid
from dataclasses import replace

from nearer.domain.entries import OwnWordsKept
from nearer.vault.archive import seal_archive
from nearer.vault.beside import Brought
from tests.kinds import ALL_KINDS, full_entry
from tests.vectors import FOLDER
from tests.vectors.write import PASSPHRASE, WORD, own_lines, with_size


def main() -> None:
    """Write both files."""
    entries = [replace(full_entry(kind, WORD), id=uuid.uuid4().hex, zone="Asia/Kathmandu") for kind in ALL_KINDS]
    text = own_lines()
    entries = [with_size(entry, text) if isinstance(entry, OwnWordsKept) else entry for entry in entries]
    held = Brought(tuple(entries), {entry.id: text for entry in entries if isinstance(entry, OwnWordsKept)})
    sealed = seal_archive(held.document, PASSPHRASE, held.beside)
    for ending, data in (("book", held.document), ("nearer", sealed)):
        with (FOLDER / f"{sys.argv[1]}.{ending}").open("xb") as out:
            out.write(data)


if __name__ == "__main__":
    main()
