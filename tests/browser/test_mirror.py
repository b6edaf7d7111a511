"""The mirror with a real browser at the real product: from the drop to what is kept, and a tab closed in the middle."""

import time
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.chats import talk, whatsapp
from tests.traces import files_under, traces

CANARY = "zx7canary9shed"
SOON = 5.0
"""Seconds from the drop to the reading that 40,000 messages may take (measured alone: docs/measured.md)."""
SHARED = 4
"""How much longer a machine that does other things too may take."""


@pytest.fixture
def door(visit, cookies):
    """Suri, where a chat is dropped."""
    here = visit()
    here.context.add_cookies(cookies("Suri"))
    page = here.page()
    here.to(page, "/mirror/")
    page.get_by_label("I want to see my own side of a talk").check(force=True)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/mirror/file/")
    return here, page


def locks(here, path: str, within: float = 5.0) -> bool:
    """Whether a page sends to the lock, as soon as the word that the book was left has come."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        answer = here.context.request.get(f"{here.served.link}{path}", max_redirects=0)
        if answer.headers.get("location") == "/locked/":
            return True
        time.sleep(0.1)
    return False


def drop(page: Page, data: bytes, name: str) -> None:
    page.get_by_label("Yes", exact=True).check(force=True)
    page.get_by_label("The exported chat").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.get_by_role("button", name="Read it").click()


def test_from_the_drop_to_a_kept_reading(door):
    here, page = door
    said = talk(6667, first=datetime(2019, 1, 7, 9), most=9)  # noqa: DTZ001 - chats tell local time
    packed = whatsapp([(at, who.replace("Mara", "Suri"), words) for at, who, words in said], zipped=True)
    began = time.monotonic()
    drop(page, packed, "chat.zip")
    page.wait_for_url("**/mirror/who/")
    expect(page.get_by_text("40002 messages, WhatsApp")).to_be_visible()
    page.get_by_label("Suri", exact=True).check(force=True)
    page.get_by_role("button", name="Guess, then look").click()
    page.wait_for_url("**/mirror/reading/")
    took = time.monotonic() - began
    print(f"from the drop to the reading of 40,002 messages: {took:.1f} s")
    assert took < SOON * SHARED
    expect(page.get_by_role("heading", name="After a silence, who speaks first?")).to_be_visible()
    expect(page.get_by_text("you speak first")).to_have_count(0)
    page.get_by_role("slider").fill("30")
    page.get_by_role("button", name="Keep my guess and look").click()
    expect(page.get_by_role("heading", name="You guessed 30.")).to_be_visible()
    for _left in range(9):
        with page.expect_navigation():
            page.get_by_role("button", name="Look without a guess").click()
    expect(page.get_by_role("heading", name="Keep this reading?")).to_be_visible()
    page.locator("figure#asks").get_by_role("link").click()
    expect(page.get_by_text("did you buy the milk?").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_text("The text is gone.")).to_be_visible()
    expect(page.get_by_role("heading", name="You guessed 30.")).to_be_visible()
    expect(page.get_by_text("milk")).to_have_count(0)
    here.to(page, "/mirror/")
    expect(page.get_by_role("link", name="A chat with someone")).to_be_visible()


def test_own_words_are_kept_closed_opened_removed_and_taken_back(visit, own_book):
    here = visit()
    here.context.add_cookies(own_book())
    page = here.page()
    here.to(page, "/mirror/")
    page.get_by_label("I want to see my own side of a talk").check(force=True)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/mirror/file/")
    said = [(at, who, words) if who == "Mara" else (at, "Tern", f"{words}, {CANARY}") for at, who, words in talk(60)]
    drop(page, whatsapp(said), "chat.txt")
    page.wait_for_url("**/mirror/who/")
    page.get_by_label("Mara", exact=True).check(force=True)
    page.get_by_role("button", name="Guess, then look").click()
    page.wait_for_url("**/mirror/reading/")
    while page.get_by_role("button", name="Look without a guess").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Look without a guess").click()
    expect(page.get_by_label("The numbers only")).to_be_checked()
    page.get_by_label("The numbers, and my own words").check(force=True)
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_text("180 messages that you wrote lie sealed")).to_be_visible()
    kept = urlsplit(page.url).path
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(lambda url: "/mirror/" not in url)
    assert locks(here, f"{kept}words/")
    here.context.add_cookies(own_book())
    here.to(page, kept)
    page.locator("figure#asks .item-acts a").click()
    expect(page.get_by_text("did you buy the milk?").first).to_be_visible()
    expect(page.get_by_text(CANARY)).to_have_count(0)
    page.get_by_role("link", name="All of your own words").click()
    page.get_by_label("Words to look for").fill("milk")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("heading", name="messages hold this")).to_be_visible()
    page.get_by_role("button", name="Remove my words").click()
    expect(page.get_by_role("status")).to_contain_text("Your own words are removed")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("180 messages that you wrote lie sealed")).to_be_visible()
    page.get_by_role("button", name="Remove my words").click()
    expect(page.get_by_role("status")).to_contain_text("Your own words are removed")
    here.to(page, kept)
    expect(page.get_by_text("The text is gone.")).to_be_visible()


def test_closing_the_tab_stops_the_work_and_leaves_nothing_behind(door, served):
    here, page = door
    said = talk(50_000, first=datetime(2019, 1, 7, 9), most=9)  # noqa: DTZ001
    five_years = [
        (at.replace(year=2019 + number % 5, day=min(at.day, 28)), who, words)
        for number, (at, who, words) in enumerate(said)
    ]
    five_years.sort(key=lambda one: one[0])
    data = whatsapp(five_years).replace(b"harbour", CANARY.encode())
    drop(page, data, "chat.txt")
    expect(page.get_by_role("status")).to_contain_text("messages read", timeout=30_000)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    other = here.context.new_page()
    began = time.monotonic()
    here.to(other, "/today/")
    assert time.monotonic() - began < SOON * SHARED
    page.close()
    busy = served.processor_seconds
    for _ in range(40):
        time.sleep(0.5)
        before, busy = busy, served.processor_seconds
        if busy - before < 0.1:
            break
    else:
        raise AssertionError("the work went on")
    here.to(other, "/mirror/who/")
    assert other.url.endswith("/mirror/?closed=1")
    expect(other.get_by_text("A chat is open")).to_have_count(0)
    assert traces((CANARY,), files_under(served.data)) == []
    assert CANARY not in served.said


def test_a_file_that_is_none_gets_its_sentence_beside_the_field(door):
    _here, page = door
    drop(page, b"%PDF-1.7 " + b"x" * 400, "chat.txt")
    expect(page.get_by_role("status")).to_contain_text("This file is a PDF")
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
