"""Two real browsers: Alma shows Ruth a report, Ruth reads and answers, Alma takes it back. Once on one server, once by files
between two."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from nearer.vault.shares import CODE
from tests.browser.hands import Mouse
from tests.browser.story import open_book
from tests.browser.visit import Visit
from tests.filled import PASSPHRASE, begun, database_at, fill_one, signs
from tests.served import Served

TOLD = "Nobody asks twice, so I stopped telling."
TITLE = "Before the second hour"
NOTE = "What you wrote about Sunday: shall we begin there?"
ACT = "Ask the neighbour how the move went."


def with_alma(data: Path) -> None:
    fill_one(data / "nearer.sqlite3", "Alma", TOLD)


def add_ruth(data: Path) -> None:
    with database_at(data / "nearer.sqlite3"):
        signs(begun("Ruth", words=True))


def with_ruth(data: Path) -> None:
    fill_one(data / "nearer.sqlite3", "Ruth", "I listen for a living.")


@pytest.fixture
def one_server(tmp_path, django_db_blocker) -> Iterator[Served]:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    with django_db_blocker.unblock():
        with_alma(data)
        add_ruth(data)
    with Served(data) as server:
        yield server
    assert "Traceback" not in server.said


@pytest.fixture
def two_servers(tmp_path, django_db_blocker) -> Iterator[tuple[Served, Served]]:
    """Alma's computer, and Ruth's."""
    folders = [tmp_path / name for name in ("almas", "ruths")]
    with django_db_blocker.unblock():
        for folder, fill in zip(folders, (with_alma, with_ruth), strict=True):
            folder.mkdir(mode=0o700)
            fill(folder)
    with Served(folders[0]) as almas, Served(folders[1]) as ruths:
        yield almas, ruths
    assert "Traceback" not in almas.said + ruths.said


class Hand(Mouse):
    """A mouse in someone's open book."""

    def go(self, name: str, kind: str = "link") -> None:
        """Press a link or a button by its name, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.press(self.page.locator("main").get_by_role(kind, name=name, exact=False).first)  # type: ignore[arg-type]

    def send(self, name: str) -> None:
        self.go(name, "button")

    def see(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def save(self, name: str, where: Path) -> Path:
        """Press what hands out a file, and keep the file."""
        with self.page.expect_download() as found:
            self.press(self.page.get_by_role("button", name=name))
        found.value.save_as(where)
        assert found.value.suggested_filename == "page.sealed"
        return where

    def words(self) -> list[str]:
        return [re.sub(r"\W|\d", "", said) for said in self.page.locator(".recovery-words li").all_inner_texts()]


def inside(visit, server: Served, name: str) -> Hand:
    here: Visit = visit(server, width=390, height=844)
    hand = Hand(here.page())
    open_book(hand, here, PASSPHRASE, name)
    return hand


def at(hand: Hand, server: Served, path: str) -> Page:
    hand.page.goto(server.link + path)
    return hand.page


def invite(alma: Hand, server: Served, way: str) -> None:
    at(alma, server, "/me/")
    alma.go("Someone I want to show this to")
    alma.see("Nobody is invited")
    alma.go("Invite someone")
    alma.write(alma.page.locator("input[name=name]"), "Ruth, Tuesdays")
    alma.choose(alma.page.locator(f"input[name=way][value={way}]"))
    alma.send("Invite")


def compare(alma: Hand, ruth: Hand) -> None:
    assert len(alma.words()) == 8
    assert alma.words() == ruth.words()
    for hand in (alma, ruth):
        hand.choose(hand.page.locator("input[name=same][value=yes]"))
        hand.send("Go on")


def choose_report(alma: Hand, server: Served) -> None:
    at(alma, server, "/me/report/")
    alma.write(alma.page.locator("input[name=title]"), TITLE)
    alma.send("Read it first")
    alma.see(TITLE)


def to_ruth(alma: Hand, server: Served) -> None:
    at(alma, server, "/me/share/")
    alma.press(alma.page.locator("section.leaf .item-acts a").first)
    alma.page.wait_for_url("**/me/share/*/")


def write_back(ruth: Hand) -> None:
    ruth.go("Write a note back")
    ruth.write(ruth.page.locator("textarea[name=note]"), NOTE)
    ruth.write(ruth.page.locator("textarea[name=act]"), ACT)
    ruth.choose(ruth.page.locator("input[name=pause][value=roots]"))
    ruth.send("Look at it first")
    ruth.see("This is what they will read")
    ruth.send("Seal")


def read_and_keep(alma: Hand) -> None:
    alma.go("A note")
    alma.see(NOTE)
    alma.see("Nobody watches this between sittings")
    alma.choose(alma.page.locator("input[name=pause][value=roots]"))
    alma.send("Keep it, and plan")
    assert alma.page.locator("textarea[name=act]").input_value() == ACT


def test_on_one_server(one_server, visit):
    """A code, eight words, a report, a note, and back."""
    alma, ruth = (inside(visit, one_server, name) for name in ("Alma", "Ruth"))
    invite(alma, one_server, "code")
    code = alma.page.locator(".code-shown").inner_text()
    assert len(code.replace("-", "")) == CODE

    at(ruth, one_server, "/me/")
    ruth.go("Reports others show me")
    ruth.go("Take an invitation")
    ruth.write(ruth.page.locator("input[name=code]"), code.lower())
    ruth.write(ruth.page.locator("input[name=name]"), "A.")
    ruth.send("Take it")
    alma.go("They typed it in")
    alma.go("Compare the words")
    compare(alma, ruth)
    ruth.see("Nothing lies here")

    choose_report(alma, one_server)
    to_ruth(alma, one_server)
    alma.go("Choose a report")
    alma.see(TITLE)
    alma.send("Seal and send it")
    alma.see("What they can read now")

    at(ruth, one_server, "/desk/")
    ruth.go("Read it")
    ruth.see(TITLE)
    assert TOLD not in ruth.page.content(), "it was not ticked"
    write_back(ruth)

    at(alma, one_server, "/today/")
    alma.go("Look at it")
    to_ruth(alma, one_server)
    read_and_keep(alma)
    at(alma, one_server, "/path/")
    alma.see("rests for a while, as you agreed")

    to_ruth(alma, one_server)
    alma.go("Take it back")
    alma.send("Take it back")
    alma.see("Everything was taken back")
    ruth.page.goto(re.sub(r"/note/.*", "/", ruth.page.url))
    ruth.see("Nothing lies here")
    assert TITLE not in ruth.page.content()


def test_between_two_computers(two_servers, visit, tmp_path):
    """Three files there, one back; neither server ever hears of the other."""
    almas, ruths = two_servers
    alma, ruth = inside(visit, almas, "Alma"), inside(visit, ruths, "Ruth")
    invite(alma, almas, "file")
    invitation = alma.save("Save the invitation", tmp_path / "1")

    at(ruth, ruths, "/desk/new/")
    ruth.page.locator("input[name=file]").set_input_files(invitation)
    ruth.write(ruth.page.locator("input[name=name_for_file]"), "A.")
    ruth.send("Take it in")
    answer = ruth.save("Save the answer", tmp_path / "2")
    alma.page.locator("input[name=file]").set_input_files(answer)
    alma.send("Take it in")
    alma.go("Compare the words")
    compare(alma, ruth)

    choose_report(alma, almas)
    to_ruth(alma, almas)
    alma.go("Choose a report")
    alma.send("Seal it")
    report = alma.save("Save the sealed report", tmp_path / "3")
    assert TITLE.encode() not in report.read_bytes()

    at(ruth, ruths, "/desk/")
    changed = tmp_path / "changed"
    changed.write_bytes(report.read_bytes()[:-1] + b"\0")
    ruth.page.locator("input[name=file]").set_input_files(changed)
    ruth.send("Take it in")
    ruth.see("Nothing was changed")
    ruth.page.locator("input[name=file]").set_input_files(report)
    ruth.send("Take it in")
    ruth.see(TITLE)
    write_back(ruth)
    note = ruth.save("Save the sealed note", tmp_path / "4")

    to_ruth(alma, almas)
    alma.page.locator("input[name=file]").set_input_files(note)
    alma.send("Take it in")
    read_and_keep(alma)
    to_ruth(alma, almas)
    alma.go("Take it back")
    alma.see("ask them to remove it")
    alma.send("Take it back")
    alma.see("Everything was taken back")
