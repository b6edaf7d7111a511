"""Says, above pytest's closing line, how long all of ``make test`` took."""

import os
import time


def pytest_terminal_summary(terminalreporter):
    if started := os.environ.get("NEARER_TEST_STARTED"):
        terminalreporter.write_line(f"make test took {time.time() - int(started):.0f} seconds in all")
