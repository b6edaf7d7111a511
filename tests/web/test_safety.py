"""Words about whose computer it is: said on a server that someone else runs, and only what is true is said. And every
threshold stands on the page of rules."""

import inspect

import pytest
from django.test import Client

from nearer.domain import safety
from nearer.domain.entries import DeviceAsked
from nearer.web.safety import how
from tests.addresses import ADDRESSES, BY_NAME
from tests.web.conftest import House, text_of

SERVER = "hoever runs this server may be able to read a book while it is open. If you fear them, do not write here."
OWN = "Nothing leaves this computer."


@pytest.mark.parametrize("path", ["/", "/begin/"])
def test_a_server_of_someone_else_is_told_before_the_first_word(house: House, settings, path: str):
    settings.OWN_COMPUTER = False
    page = text_of(Client().get(path))
    assert SERVER in page
    assert OWN not in page
    assert "stays on this computer" not in page


@pytest.mark.parametrize("path", ["/", "/begin/"])
def test_on_ones_own_computer_no_server_is_feared(house: House, path: str):
    page = text_of(Client().get(path))
    assert SERVER not in page
    assert OWN in page or "stays on this computer" in page


def test_today_says_that_nothing_leaves_only_where_it_is_true(house: House, settings):
    assert OWN in text_of(house.browser("Mara").get("/today/"))
    settings.OWN_COMPUTER = False
    assert OWN not in text_of(house.browser("Mara").get("/today/"))


def test_only_an_open_book_is_called_sealed(house: House):
    """Where nothing is stored, nothing is said to be."""
    younger = {"adult": "no", "whose": "mine", "shows": "no"}
    said = text_of(Client().post("/begin/", younger))
    assert "Nothing was stored" in said
    assert "Sealed with your key" not in said
    assert "Sealed with your key" in text_of(house.browser("Mara").get("/me/"))


def test_no_threshold_is_missing_on_the_page_of_rules():
    """Whoever adds a number to ``domain/safety.py`` has to tell it too."""
    numbers = [name for name in vars(safety) if name.isupper()]
    assert len(numbers) > 8
    assert [name for name in numbers if f"safety.{name}" not in inspect.getsource(how)] == []


def test_where_someone_looks_at_the_device_no_address_hands_out_a_file(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    pressed = ("archive-readable", "archive-sealed", "safety-plan-copy")

    def files() -> set[str]:
        """The names of the addresses that answer with a file."""
        got = [(a.name, client.get(a.path_for(mara))) for a in ADDRESSES if a.kind == "book" and a.get]
        got += [(name, client.post(BY_NAME[name].path, BY_NAME[name].post)) for name in pressed]
        return {name for name, answer in got if "attachment" in answer.headers.get("Content-Disposition", "")}

    assert {*pressed, "problem-raw", "report-pdf"} <= files()
    mara.add(DeviceAsked, "looks", 0, shows_device=True)
    assert files() == set()
    assert "Save its sealed bytes" not in text_of(client.get("/me/problems/"))
