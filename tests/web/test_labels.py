"""Words that are shown again stand under the label of their form: unsaved, in two versions, or waiting at the door."""

from dataclasses import replace

import pytest

from nearer.domain.entries import LockAfterChosen, PersonNamed, PracticePlanned
from nearer.web.labels import fields_at, is_written, writes_at
from tests.addresses import ADDRESSES, Address
from tests.filled import wait
from tests.web.conftest import House, fields_of, rows_of, text_of

CHANGES_SOMETHING_ELSE = {
    "asker-let-go",
    "begin-key",
    "desk-compare",
    "desk-leave",
    "desk-new",
    "desk-note-look",
    "checkin-undo",
    "checkin-remove",
    "deck-let-go",
    "exercise-remove",
    "imprint-remove",
    "lock-after",
    "person-go-on",
    "person-merge",
    "person-reached",
    "mirror-remove",
    "person-remove",
    "person-restore",
    "problem-remove",
    "paused",
    "remove",
    "share-compare",
    "share-end",
    "share-invite",
    "share-note",
    "share-send",
    "share-take-back",
    "waiting-keep",
    "waiting-let-go",
}
"""These take something out, or change how the book works: sent from outside, they are not taken in."""

SENT = [a for a in ADDRESSES if a.needs_book and a.post is not None and a.carries_box]


def path_of(house: House, name: str, of: str = "door") -> str:
    return f"/practice/{house['Mara'].ids[of]}/{name}/"


def main_of(answer) -> str:
    page = text_of(answer)
    return page[page.index("<main") :]


@pytest.mark.parametrize("address", SENT, ids=lambda a: a.name)
def test_whatever_writes_into_the_book_can_be_kept_after_it_had_locked(house: House, address: Address):
    """A view that writes an entry says so with ``@writes``: else a page written while locked could never be kept."""
    mara = house["Mara"]
    before = rows_of(mara)
    sent = {"entry": mara.ids[address.of or "story"] if "rev" in (address.post or {}) else "", **(address.post or {})}
    sent = {name: "2026-11-25" if value == "TODAY" else value for name, value in sent.items()}
    house.browser("Mara").post(address.path_for(mara), sent)
    if address.name in CHANGES_SOMETHING_ELSE or rows_of(mara)[0] == before[0]:  # type: ignore[index]
        return
    assert writes_at(address.path_for(mara))


MARKED = [a for a in SENT if a.name not in CHANGES_SOMETHING_ELSE]


@pytest.mark.parametrize("address", MARKED, ids=lambda a: a.name)
def test_words_that_were_not_saved_stand_under_their_labels(house: House, address: Address):
    path = address.path_for(house["Mara"])
    written = {name: field for name, field in fields_at(path).items() if is_written(field)}
    sent = {name: f"Word{n}" for n, name in enumerate(written)}
    shown = main_of(house.browser("Mara", trusting=False).post(path, sent | {"entry": "", "rev": "0"}))
    for number, (name, word) in enumerate(sent.items(), 1):
        where = f'id="k-{number}" name="{name}"'
        assert f'<label for="k-{number}">{written[name].label}</label><textarea {where}' in shown
        assert word in shown
    assert "Your words" not in shown


def test_two_versions_show_every_answer_that_differs(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    lake = mara.book.entry(mara.ids["lake"])
    assert isinstance(lake, PracticePlanned)
    path = path_of(house, "edit", "lake")
    late = fields_of(client.get(path))
    mara.book.write(replace=[replace(lake, rev=2, moment="at dusk", bad=80)])
    shown = main_of(client.post(path, late | {"moment": "At noon", "bad": "20"}))
    stands, mine = shown.split("What you just wrote")
    assert '<dt>At what moment</dt><dd dir="auto">at dusk</dd>' in stands
    assert '<dt>How bad would that be?</dt><dd dir="auto">80</dd>' in stands
    assert "At what moment</label>" in mine
    assert "At noon" in mine
    assert '<dt>How bad would that be?</dt><dd dir="auto">20</dd>' in mine
    for same in ("How likely is that?", "When"):
        assert f"<dt>{same}</dt>" not in shown
    assert (
        '<dt>With whom, by a nickname, if it is someone you know</dt><dd dir="auto">Jun from the choir</dd>' in stands
    )
    assert mara.ids["jun"] not in stands


def test_two_versions_of_a_choice_are_told_in_its_words(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    path = f"/me/story/{mara.ids['story']}/"
    first, second = (fields_of(client.get(path)) for _ in range(2))
    client.post(path, first | {"wanted": "wanted"})
    shown = main_of(client.post(path, second | {"wanted": "unsure"}))
    stands, mine = shown.split("What you just wrote")
    assert "wanted, and still want" in stands
    assert "cannot tell yet" in mine


def test_two_versions_of_a_check_in_never_show_an_id(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    path = f"/checkin/{mara.ids['evening']}/"
    first, second = (fields_of(client.get(path)) for _ in range(2))
    client.post(path, first | {"note": "One"})
    answer = client.post(path, second | {"note": "Another"})
    assert answer.status_code == 409
    stands, mine = main_of(answer).split("What you just wrote")
    assert '<dt>A line, if you like</dt><dd dir="auto">One</dd>' in stands
    assert "A line, if you like</label>" in mine
    named = {person.id for person in mara.book.read().of(PersonNamed)}
    assert not [person for person in named if person in stands]


def test_a_waiting_page_shows_its_answers_under_their_labels(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    said = {"camera": "Nodded.", "happened": "partly", "bad": "30", "good": "50", "good_left_out": "on"}
    wait(mara, path_of(house, "outcome"), **said)
    shown = main_of(client.get("/waiting/"))
    assert '<dt>What would a camera have seen?</dt><dd dir="auto">Nodded.</dd>' in shown
    assert '<dt>Did what you were afraid of happen?</dt><dd dir="auto">Partly</dd>' in shown
    assert '<dt>How bad was it?</dt><dd dir="auto">30</dd>' in shown
    assert "<dt>How good was it?</dt>" not in shown


def test_a_waiting_page_that_would_change_something_else_is_only_let_go(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    page = wait(mara, "/me/lock-after/", minutes="45")
    shown = main_of(client.get("/waiting/"))
    assert f"/waiting/{page}/let-go/" in shown
    assert f"/waiting/{page}/keep/" not in shown
    assert client.post(f"/waiting/{page}/keep/").status_code == 404
    assert not mara.book.read().of(LockAfterChosen)
