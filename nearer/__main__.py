"""``python -m nearer`` is the same as ``nearer``."""

from nearer.cli import main

main()
