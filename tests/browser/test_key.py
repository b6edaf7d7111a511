"""Everything about the key, in a real browser: leaving, opening again, words, a changed passphrase, someone knew, the end."""

import re
import time

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.addresses import NEW
from tests.browser.hands import Mouse
from tests.browser.story import STORY, go_on, onward, open_book, send
from tests.browser.visit import Visit
from tests.filled import PASSPHRASE

THIRD = "pebble trumpet willow fourteen"


def test_the_life_of_a_key(alma, visit):
    here, hand = alma
    own_server = here.served
    page = hand.page
    assert page.url.endswith("/me/words/"), "the words are offered at the second visit"
    here.to(page, "/today/")
    assert "the book is lost" in page.locator("main").inner_text()

    first = write_down_words(hand, here)
    assert "the book is lost" not in page.locator("main").inner_text()
    leave(page)
    open_with_words(hand, here, first, NEW)
    assert shows_today(page)

    leave(page)
    open_book(hand, here, PASSPHRASE)
    assert "do not open a book here" in page.locator("main").inner_text()
    open_book(hand, here, NEW)
    assert shows_today(page)

    elsewhere = visit(own_server)
    other = Mouse(elsewhere.page())
    open_book(other, elsewhere, NEW)
    change_passphrase(hand, here, NEW, THIRD)
    elsewhere.to(other.page, "/me/")
    assert is_locked(other.page), "another window stayed open after the passphrase was changed"

    open_book(other, elsewhere, THIRD)
    second = someone_knew(hand, here, THIRD, PASSPHRASE)
    elsewhere.to(other.page, "/me/")
    assert is_locked(other.page), "another window stayed open after the new key"
    assert second != first
    here.to(page, "/me/")
    assert STORY in page.locator("main").inner_text()
    leave(page)
    open_with_words(hand, here, first, NEW)
    assert "do not open a book here" in page.locator("main").inner_text()
    open_with_words(hand, here, second, NEW)
    assert shows_today(page)

    delete(hand, here, "not this one")
    assert "not the passphrase" in page.locator("main").inner_text()
    delete(hand, here, NEW)
    page.wait_for_url(lambda url: "/away/" in url)
    open_book(hand, here, NEW)
    assert "do not open a book here" in page.locator("main").inner_text()
    assert STORY.encode() not in own_server.database.read_bytes()
    assert "Traceback" not in own_server.said


def leave(page: Page) -> None:
    """Press Leave and be away."""
    page.get_by_role("button", name="Leave", exact=True).click()
    page.wait_for_url(lambda url: url == "about:blank" or "/away/" in url)


def open_with_words(hand: Mouse, here: Visit, words: str, passphrase: str) -> None:
    """Through the door with the words, which sets a new passphrase."""
    here.to(hand.page, "/open/words/")
    hand.write(hand.page.locator("input[name=name]"), "Alma")
    hand.write(hand.page.locator("textarea[name=words]"), words)
    hand.write(hand.page.locator("input[name=passphrase]"), passphrase)
    hand.write(hand.page.locator("input[name=again]"), passphrase)
    send(hand)


def write_down_words(hand: Mouse, here: Visit) -> str:
    """Get 24 words, type one wrong, then two right."""
    page = hand.page
    here.to(page, "/me/words/")
    words = shown_words(page)
    send(hand)
    places = [int(n) for n in re.findall(r"Word number (\d+)", page.locator("main").inner_text())]
    assert len(places) == 2
    hand.write(page.locator("input[name=word_a]"), "wrong")
    hand.write(page.locator("input[name=word_b]"), words[places[1] - 1])
    send(hand)
    assert "not the word at that place" in page.locator("main").inner_text()
    hand.write(page.locator("input[name=word_a]"), "")
    page.locator("input[name=word_a]").fill(words[places[0] - 1].upper())
    page.locator("input[name=word_b]").fill(words[places[1] - 1])
    with onward(page, "/today/"):
        go_on(hand)
    return " ".join(words)


def shown_words(page: Page) -> list[str]:
    words = [re.sub(r"^\d+\s*", "", item.inner_text()).strip() for item in page.locator(".recovery-words li").all()]
    assert len(words) == 24
    return words


def change_passphrase(hand: Mouse, here: Visit, old: str, new: str) -> None:
    fill_change(hand, here, "/me/passphrase/", "not the old one", new)
    assert "not the passphrase" in hand.page.locator("main").inner_text()
    fill_change(hand, here, "/me/passphrase/", old, new)
    assert "the new passphrase opens the book" in hand.page.locator("main").inner_text()


def someone_knew(hand: Mouse, here: Visit, old: str, new: str) -> str:
    fill_change(hand, here, "/me/someone-knew/", old, new)
    return " ".join(shown_words(hand.page))


def fill_change(hand: Mouse, here: Visit, path: str, old: str, new: str) -> None:
    here.to(hand.page, path)
    hand.write(hand.page.locator("input[name=old]"), old)
    hand.write(hand.page.locator("input[name=passphrase]"), new)
    hand.write(hand.page.locator("input[name=again]"), new)
    send(hand)


def delete(hand: Mouse, here: Visit, passphrase: str) -> None:
    here.to(hand.page, "/me/delete/")
    hand.write(hand.page.locator("input[name=old]"), passphrase)
    send(hand)


def shows_today(page: Page) -> bool:
    return page.url.endswith("/today/")


def is_locked(page: Page) -> bool:
    return page.url.endswith("/locked/")


# ---- leaving at once ----


def enter_room(visit, cookies, name: str = "Mara", **more: object) -> tuple[Visit, Page]:
    """A browser in which someone's book is open, by a session of its own."""
    here = visit(**more)
    here.context.add_cookies(cookies(name))
    return here, here.page()


def is_closed_for(thief: BrowserContext, kept: list, here: Visit, within: float = 5.0) -> bool:
    """Whether the cookie of a book that was left opens nothing, for whoever copied it, as soon as the word has come."""
    thief.add_cookies(kept)
    until = time.monotonic() + within
    while time.monotonic() < until:
        answer = thief.request.get(f"{here.served.link}/me/", max_redirects=0)
        if answer.status == 302 and answer.headers["location"] == "/locked/":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("way", ["button", "escape", "no script"])
def test_leave_locks_on_the_server_and_back_shows_nothing(visit, own_book, way):
    here = visit(java_script_enabled=way != "no script")
    here.context.add_cookies(own_book())
    kept = here.context.cookies()
    page = here.page()
    here.to(page, "/today/")
    here.to(page, "/me/")
    assert "If I leave first" in page.content()
    assert "Mrs Okafor" in page.content()
    if way == "escape":
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.wait_for_url("about:blank")
    else:
        leave(page)
    assert is_closed_for(visit().context, kept, here)
    for _ in range(3):
        page.go_back()
        assert "If I leave first" not in page.content()
        assert "Mrs Okafor" not in page.content()


def test_one_escape_is_no_reason_to_leave(visit, cookies):
    here, page = enter_room(visit, cookies)
    here.to(page, "/me/")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url.endswith("/me/")


def test_leaving_empties_every_tab(visit, own_book):
    here = visit()
    here.context.add_cookies(own_book())
    one, other = here.page(), here.page()
    here.to(one, "/me/")
    here.to(other, "/today/")
    leave(one)
    other.wait_for_url("about:blank")


def test_leaving_asks_nothing_in_a_tab_whose_words_are_too_many_to_be_sent_on_the_way_out(visit, own_book):
    here = visit()
    here.context.add_cookies(own_book())
    one, other = here.page(), here.page()
    asked: list[str] = []
    other.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    here.to(one, "/me/")
    here.to(other, "/worse/")
    other.route("**/draft/", lambda route: route.abort())
    text = other.locator("main :is(textarea, input[type=text])").first
    text.click()
    other.keyboard.type("a")
    text.evaluate("(field) => { field.removeAttribute('maxlength'); field.value = 'word '.repeat(20000); }")
    other.keyboard.type("b")
    leave(one)
    other.wait_for_url("about:blank")
    assert asked == []


def test_where_the_message_of_leaving_gets_lost_the_next_page_is_closed(visit, own_book):
    here = visit()
    here.context.add_cookies(own_book())
    page = here.page()
    here.to(page, "/me/")
    page.evaluate("() => { navigator.sendBeacon = () => true; }")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("about:blank")
    page.goto(f"{here.served.link}/me/")
    assert page.url.endswith("/locked/")
    assert not {"nearer-book", "nearer-left"} & {cookie["name"] for cookie in here.context.cookies()}


def test_a_page_from_the_browsers_memory_asks_again(visit, own_book):
    here = visit()
    here.context.add_cookies(own_book())
    page = here.page()
    here.to(page, "/me/")
    here.context.request.post(f"{here.served.link}/leave/", max_redirects=0)
    page.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }")
    page.wait_for_url("**/locked/")
    assert "If I leave first" not in page.content()


def test_an_open_page_locks_itself(visit, own_book):
    """Nobody touches the page: what was typed is sealed, the page goes, and it is back after opening."""
    here = visit()
    here.context.add_cookies(own_book())
    page = here.page()
    page.clock.install()
    here.to(page, "/practice/")
    page.locator("input[name=choice][value=own]").check(force=True)
    page.locator("textarea[name=act]").fill("Half a sentence that I did not")
    page.clock.fast_forward(19 * 60 * 1000)
    assert page.url.endswith("/practice/")
    page.clock.fast_forward(2 * 60 * 1000)
    page.wait_for_url("**/locked/")
    assert "Half a sentence" not in page.content()
    fresh = here.context.new_page()
    here.context.add_cookies(own_book())
    here.to(fresh, "/practice/")
    assert fresh.locator("textarea[name=act]").input_value() == "Half a sentence that I did not"
