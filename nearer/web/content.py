"""The programme's words, read once per process: they do not change while it runs."""

from functools import lru_cache

from nearer.formats.content import Content, load


@lru_cache(maxsize=1)
def content() -> Content:
    """The built-in programme."""
    return load()
