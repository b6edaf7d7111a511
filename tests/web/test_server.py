"""What the server adds to the pages: an opened book is let go of as soon as its page is sent."""

import gc
import weakref
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished

from nearer.vault.store import OpenBook
from nearer.web import server
from tests.web.conftest import House


@pytest.fixture
def letting_go():
    before = gc.get_threshold()
    server.let_go_after_each_page()
    yield
    request_finished.disconnect(server._let_go)
    gc.set_threshold(*before)
    gc.unfreeze()


def sent(path: str, cookie: str) -> bytes:
    """A page as the server sends it: the answer is read and closed."""
    from nearer.web.wsgi import application

    asked: dict[str, object] = {}
    setup_testing_defaults(asked)
    asked |= {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": f"nearer-book={cookie}"}
    answer = application(asked, lambda _status, _headers: None)
    page = b"".join(answer)
    answer.close()
    return page


@pytest.mark.parametrize("path", ["/today/", "/me/", "/me/map/", "/practice/", "/me/checkins/"])
def test_nothing_of_a_book_stays_in_memory_after_its_page(house: House, letting_go, monkeypatch, path):
    opened: list[weakref.ref[object]] = []
    real = OpenBook.read

    def read(self):
        book = real(self)
        opened.append(weakref.ref(book))
        return book

    monkeypatch.setattr(OpenBook, "read", read)
    cookie = house.browser("Mara").cookies["nearer-book"].value
    assert b"</html>" in sent(path, cookie)
    assert opened
    assert [book for book in opened if book() is not None] == []
