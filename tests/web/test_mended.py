"""Someone who can write to the database put other public keys in: they are put right, and the person is told, once."""

import pytest

from nearer.vault import keys
from nearer.vault.models import Person
from tests.addresses import NEW
from tests.filled import PASSPHRASE
from tests.web.conftest import House, text_of

TOLD = "one key beside it on the disk was not yours"


def swap(house: House, name: str) -> None:
    """Put a stranger's public keys into someone's row."""
    stranger = keys.keys(keys.new_person_key())
    row = Person.objects.filter(id=house[name].person.id)
    row.update(receive_public=stranger.receive_public, sign_public=stranger.sign_public)


def enter(client, name: str) -> None:
    assert client.post("/open/", {"name": name, "passphrase": PASSPHRASE}).status_code == 302


def test_it_is_told_once_on_today(house: House):
    swap(house, "Mara")
    client = house.browser()
    enter(client, "Mara")
    assert TOLD not in text_of(client.get("/me/"))
    assert TOLD in text_of(client.get("/today/"))
    assert TOLD not in text_of(client.get("/today/"))


def test_nobody_is_told_of_it_without_cause_or_in_anothers_place(house: House):
    swap(house, "Mara")
    client = house.browser()
    enter(client, "Mara")
    client.post("/leave/")
    enter(client, "Tomás")
    assert TOLD not in text_of(client.get("/today/"))
    assert TOLD not in text_of(client.get("/today/"))
    client.post("/leave/")
    client.get("/sample/")
    client.post("/sample/", {"sample": "selin"})
    assert TOLD not in text_of(client.get("/today/"))
    client.post("/leave/")
    enter(client, "Mara")
    assert TOLD in text_of(client.get("/today/"))


WAYS = {
    "by the words": ("", "/open/words/", {"name": "Mara", "passphrase": NEW, "again": NEW}),
    "while the passphrase is changed": (
        "Mara",
        "/me/passphrase/",
        {"old": PASSPHRASE, "passphrase": NEW, "again": NEW},
    ),
}


@pytest.mark.parametrize(("inside", "path", "said"), WAYS.values(), ids=WAYS)
def test_it_is_told_whichever_lock_was_opened(house: House, inside, path, said):
    swap(house, "Mara")
    client = house.browser(inside)
    client.post(path, said | {"words": house["Mara"].words})
    assert TOLD in text_of(client.get("/today/"))


def test_it_is_told_after_a_first_sitting_too(house: House):
    swap(house, "Noor")
    client = house.browser("Noor")
    client.get("/begin/key/")
    client.post("/begin/key/", {"name": "Noor", "passphrase": NEW, "again": NEW})
    assert TOLD in text_of(client.get("/today/"))
