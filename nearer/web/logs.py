"""Log lines without content: the kind of an error and the place in our code, never its message or a request's words."""

import logging
import traceback
from pathlib import Path

HOME = str(Path(__file__).resolve().parents[1])


class PlaceOnly(logging.Formatter):
    """Formats a record as time, level and, for an error, its type and where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """One line that is safe to show to anyone."""
        said = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if not record.exc_info or record.exc_info[0] is None:
            return f"{said} {record.msg if not record.args else record.msg.split('%')[0].strip()}"
        frames = traceback.extract_tb(record.exc_info[2])
        ours = [f"{f.filename.removeprefix(HOME)}:{f.lineno}" for f in frames if f.filename.startswith(HOME)]
        return f"{said} {record.exc_info[0].__name__} at {' < '.join(reversed(ours[-3:])) or 'a library'}"
