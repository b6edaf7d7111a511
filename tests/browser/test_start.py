"""Starting, stopping and starving the product: a clear sentence each time, and nothing lost."""

import os
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.browser.hands import Mouse
from tests.browser.story import STORY, open_book
from tests.filled import PASSPHRASE, fill_one
from tests.served import NotStarted, Served, free_port, refused

AT_MOST = 5.0
LONG = "It rained, and nobody came. " * 600


def test_a_second_start_is_quick(own_server, capsys):
    own_server.stop()
    took = own_server.start()
    worked = own_server.processor_seconds
    with capsys.disabled():
        print(
            f"\nsecond start of nearer serve: {took:.2f} seconds, of which the processor worked {worked:.2f} (promised: 3)"
        )
    assert worked < AT_MOST
    if os.getloadavg()[0] < 2 * (os.cpu_count() or 1):
        assert took < AT_MOST


def test_two_servers_on_one_folder(own_server):
    second = refused(own_server.data, free_port())
    assert second.returncode == 1
    assert f"already running with this folder: {own_server.link}/" in second.stderr
    assert own_server.answers()


def test_a_taken_port(own_server, tmp_path):
    other = refused(tmp_path / "other", own_server.port)
    assert other.returncode == 1
    assert f"Port {own_server.port} is taken" in other.stderr
    assert "Traceback" not in other.stderr


def test_a_damaged_database_at_the_start(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "nearer.sqlite3").write_bytes(b"this was a database once" * 400)
    before = (data / "nearer.sqlite3").read_bytes()
    found = refused(data)
    assert found.returncode == 1
    assert "cannot be used" in found.stderr
    assert "nearer restore" in found.stderr
    assert "Traceback" not in found.stderr
    assert (data / "nearer.sqlite3").read_bytes() == before


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    found = refused(tmp_path / "data")
    assert found.returncode in (1, 2)
    assert "Traceback" not in found.stderr
    assert found.stderr.strip()


def test_a_restart_closes_the_book_and_loses_nothing(alma):
    here, hand = alma
    own_server = here.served
    own_server.stop()
    own_server.start()
    here.to(hand.page, "/me/")
    assert hand.page.url.endswith("/locked/")
    open_book(hand, here, PASSPHRASE)
    here.to(hand.page, "/me/")
    assert STORY in hand.page.locator("main").inner_text()


def test_a_full_disk_is_said_and_the_words_stay(alma):
    """No file may grow any more, as on a full disk; then some space is freed."""
    here, hand = alma
    page, own_server = hand.page, here.served
    own_server.stop()
    with sqlite3.connect(own_server.database) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    own_server.most_bytes_a_file = own_server.database.stat().st_size + 32 * 1024
    own_server.start()
    answer = write_until_it_is_full(here, hand)
    assert "the disk gave an error" in answer or "the disk is full" in answer
    assert "Your text is still here" in answer
    assert page.locator("textarea", has_text="It rained").input_value().strip() == LONG.strip()
    assert "Traceback" not in own_server.said

    own_server.stop()
    own_server.most_bytes_a_file = None
    own_server.start()
    all_is_there(here, hand, own_server)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a small disk")
def test_a_really_full_disk_is_called_full(visit, tmp_path, django_db_blocker):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False).returncode:
        pytest.skip("no small disk can be made here")
    (disk / "data").mkdir(mode=0o700)
    with django_db_blocker.unblock():
        fill_one(disk / "data" / "nearer.sqlite3", "Alma", STORY)
    try:
        small = Served(disk / "data")
        small.log = tmp_path / "log"  # what it says must not need the full disk
        with small as server:
            here = visit(server)
            hand = Mouse(here.page())
            open_book(hand, here, PASSPHRASE)
            filler = disk / "filler"
            subprocess.run(["dd", "if=/dev/zero", f"of={filler}", "bs=4k"], capture_output=True, check=False)
            answer = write_until_it_is_full(here, hand)
            assert "the disk is full" in answer
            assert hand.page.locator("textarea", has_text="It rained").input_value().strip() == LONG.strip()
            filler.unlink()
            with hand.page.expect_navigation():
                hand.page.get_by_role("button", name="Save again").click()
            assert "Wave to the neighbour." in hand.page.locator("main").inner_text()
            all_is_there(here, hand, server)
    finally:
        subprocess.run(["umount", disk], check=True)


def write_until_it_is_full(here, hand) -> str:
    """Plan long acts until one is not saved; what the page says then."""
    page = hand.page
    if here.served.most_bytes_a_file:
        open_book(hand, here, PASSPHRASE)
    here.to(page, "/practice/")
    for _ in range(12):
        page.locator("input[name=choice][value=own]").check()
        page.locator("textarea[name=act]").fill("Wave to the neighbour.")
        page.locator("textarea[name=fear]").fill(LONG)
        page.locator("input[name=on]").first.check()
        with page.expect_navigation():
            page.locator("main form button.btn-go").click()
        answer = page.locator("main").inner_text()
        if "Not saved yet" in answer:
            return answer
        here.to(page, "/practice/")
    raise AssertionError("the disk never became full")


def all_is_there(here, hand, server: Served) -> None:
    """The book opens with everything that was kept, and the database is whole."""
    open_book(hand, here, PASSPHRASE)
    here.to(hand.page, "/me/")
    assert STORY in hand.page.locator("main").inner_text()
    checked = subprocess.run(
        [sys.executable, "-m", "nearer", "verify", "--data", str(server.data)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_an_unfinished_sitting_goes_on_after_a_restart(visit, own_server):
    here = visit(own_server)
    page = here.page()
    here.to(page, "/begin/")
    for name, value in {"adult": "yes", "whose": "mine", "shows": "no"}.items():
        page.locator(f"input[name={name}][value={value}]").check()
    page.locator("main form button.btn-go").click()
    page.wait_for_url("**/begin/fit/")
    own_server.stop()
    own_server.start()
    here.to(page, "/")
    page.get_by_role("link", name="Go on where you stopped").click()
    page.wait_for_url("**/begin/fit/")
    with sqlite3.connect(own_server.database) as database:
        database.execute("UPDATE vault_lock SET expires = '2020-01-01 00:00:00'")
    here.to(page, "/begin/signs/")
    assert page.url.endswith("/locked/")
    own_server.stop()
    own_server.start()
    with sqlite3.connect(own_server.database) as database:
        assert database.execute("SELECT count(*) FROM vault_person").fetchone() == (0,)


def test_a_copied_folder_and_cookie_open_nothing(alma, tmp_path, visit):
    """Whoever copies the data folder and the browser's cookie while a book is open reads nothing with another server."""
    here, _hand = alma
    own_server = here.served
    copied = tmp_path / "copied"
    copied.mkdir()
    for file in own_server.data.iterdir():
        (copied / file.name).write_bytes(file.read_bytes())
    with Served(copied) as thief:
        there = visit(thief)
        kept = [{"name": c["name"], "value": c["value"], "url": thief.link} for c in here.context.cookies()]
        there.context.add_cookies(kept)
        page = there.page()
        there.to(page, "/me/")
        assert page.url.endswith("/locked/")
    here.to(here.context.pages[0], "/me/")
    assert STORY in here.context.pages[0].content()


def test_it_stops_at_once(own_server):
    began = time.monotonic()
    own_server.stop()
    assert time.monotonic() - began < AT_MOST
    with pytest.raises(NotStarted):
        Served(own_server.data / "nearer.sqlite3").start()
