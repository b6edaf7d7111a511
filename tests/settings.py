"""Settings for tests that need Django: an own data folder that goes away with the run."""

import atexit
import os
import shutil
import tempfile

if "NEARER_DATA" not in os.environ:
    os.environ["NEARER_DATA"] = tempfile.mkdtemp(prefix="nearer-tests-")
    atexit.register(shutil.rmtree, os.environ["NEARER_DATA"], ignore_errors=True)

from nearer.web.settings import *  # noqa: F403

# A file, as in the product: a database in memory has no write-ahead log and cannot be closed.
DATABASES["default"]["TEST"] = {"NAME": str(FOLDER.path / "tests.sqlite3")}  # noqa: F405
