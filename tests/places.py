"""Where things lie: the checkout, and the test data beside it."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NEARER_SHARED", CHECKOUT.parent / "shared"))
"""Data that tests read and never copy: ``../shared``, or where NEARER_SHARED says."""

EVERY = "NEARER_EVERY" in os.environ
"""``make pages``: all pages in all combinations, where the suite looks at a part to save minutes."""
