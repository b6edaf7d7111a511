"""Journals that people arrive with: bytes in, pages out, and every line that was not read."""
