"""The programme's words, read once per process: they do not change while it runs."""

from functools import lru_cache

from django.conf import settings

from nearer.formats.content import Content, load


@lru_cache(maxsize=1)
def content() -> Content:
    """The built-in programme, with the folder of ``nearer serve --content`` laid over it."""
    return load(settings.CONTENT)
