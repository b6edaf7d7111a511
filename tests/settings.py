"""Settings for tests that need Django: an own data folder that goes away with the run."""

import os
import tempfile

os.environ.setdefault("NEARER_DATA", tempfile.mkdtemp(prefix="nearer-tests-"))

from nearer.web.settings import *  # noqa: E402, F403
