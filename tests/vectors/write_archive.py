"""Write a frozen archive of the present format: ``python -m tests.vectors.write_archive NAME``. Never writes over a file.

NAME.nearer is the archive, NAME.book the document that stands in it.
"""

import sys
import uuid
from dataclasses import replace

from nearer.vault.archive import seal_archive
from nearer.vault.canonical import canonical
from tests.kinds import ALL_KINDS, full_entry
from tests.vectors import FOLDER
from tests.vectors.write import PASSPHRASE, WORD


def main() -> None:
    """Write both files."""
    entries = [replace(full_entry(kind, WORD), id=uuid.uuid4().hex, zone="Asia/Kathmandu") for kind in ALL_KINDS]
    document = canonical(entries)
    for ending, data in (("book", document), ("nearer", seal_archive(document, PASSPHRASE))):
        with (FOLDER / f"{sys.argv[1]}.{ending}").open("xb") as out:
            out.write(data)


if __name__ == "__main__":
    main()
