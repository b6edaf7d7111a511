"""Finding an entry by the id in an address: it is there and of that kind, or the page is not found."""

from typing import TypeVar

from django.http import Http404

from nearer.domain.book import Book
from nearer.domain.entries import Entry, EntryId
from nearer.domain.practice import Practice, practice

E = TypeVar("E", bound=Entry)


def entry_or_404(book: Book, entry: EntryId, kind: type[E]) -> E:
    """An entry of one kind."""
    found = book.get(entry)
    if not isinstance(found, kind):
        raise Http404
    return found


def practice_or_404(book: Book, plan: EntryId) -> Practice:
    """A planned act with what came of it."""
    found = practice(book, plan)
    if found is None:
        raise Http404
    return found
