"""Prose: Markdown to HTML, and how long and how hard to read a text is."""

import re
from functools import cache

import pyphen
from markdown_it import MarkdownIt

ALLOWED = ("list", "emphasis", "blockquote")
"""Beside paragraphs. No links, images, headings or HTML: a programme text leads nowhere and brings nothing in."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+[”’\"']?(?:\s|$)|\n\s*\n|\n(?=[-*\d])")
_HTML = re.compile(r"<[a-zA-Z/!][^>]*>")


def html(text: str) -> str:
    """The Markdown as safe HTML: any markup in it is shown as text."""
    return str(_parser().render(text))


def is_plain(text: str) -> bool:
    """Whether the text asks for nothing but what is allowed."""
    return not _HTML.search(text) and "](" not in text and not re.search(r"^\s*#", text, re.MULTILINE)


def words(text: str) -> list[str]:
    """Its words, without numbers and marks."""
    return _WORD.findall(text)


def grade(text: str) -> float | None:
    """The school grade (US) that an English text can be read at, by Flesch and Kincaid (1975); None without words.

    0.39 words a sentence + 11.8 syllables a word - 15.59, syllables as hyphenation finds them.
    """
    found = words(text)
    if not found:
        return None
    sentences = max(1, sum(1 for part in _SENTENCE.split(text) if _WORD.search(part)))
    syllables = sum(len(_hyphens().positions(word.lower())) + 1 for word in found)
    return 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable([*ALLOWED, "paragraph"])


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=1)
