"""Sealed bytes of every version, frozen: what was ever written must open for ever.

``python -m tests.vectors.write NAME`` writes a new file of them, for a new version or kind, and
``python -m tests.vectors.write_archive NAME`` an archive with the document in it; neither ever writes over one.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
EVERY_FILE = tuple(sorted(FOLDER.glob("*.json")))
