"""The whole first sitting, and the day after, told once for every kind of hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.hands import Thumb
from tests.browser.visit import Visit
from tests.filled import PASSPHRASE

STORY = "I am the one who leaves first, so that nobody can leave me."
FEAR = "She gives one word and looks at her phone."
CAMERA = "I asked. She put the cup down, said “Sunday, the lake”, and told me about it for two minutes."
LEARNED = "She had been waiting for someone to ask."
WANT = "One person who asks twice."
GUESS = {"likely": 70, "bad": 60, "good": 40, "through": 35}
NEAR = 4
"""Points by which a slider that was touched may be off."""


@contextmanager
def onward(page: Page, path: str) -> Iterator[None]:
    """What is done inside leads to a path."""
    yield
    page.wait_for_url(lambda url: path in url)


def sitting(hand: Thumb, visit: Visit, name: str) -> None:
    """From the first page to a sealed book."""
    page = hand.page
    visit.to(page, "/")
    hand.look()
    with onward(page, "/begin/"):
        hand.press(page.get_by_role("link", name="Begin", exact=True))
    hand.look()
    hand.choose(page.locator("input[name=adult][value=yes]"))
    hand.choose(page.locator("input[name=whose][value=mine]"))
    hand.choose(page.locator("input[name=shows][value=no]"))
    with onward(page, "/begin/fit/"):
        go_on(hand)
    hand.look()
    hand.choose(page.locator("input[name=thoughts][value=no]"))
    with onward(page, "/begin/signs/"):
        go_on(hand)
    hand.look()
    for item, level in zip(page.locator("fieldset").all(), (3, 1, 2, 0, 4, 2, 3, None), strict=True):
        if level is not None:
            hand.choose(item.locator(f"input[type=radio][value='{level}']"))
    with onward(page, "/begin/reading/"):
        go_on(hand)
    hand.look()
    with onward(page, "/begin/story/"):
        hand.press(page.locator("main").get_by_role("link", name="Go on"))
    hand.look()
    hand.choose(page.locator("input[name=start][value=own]"))
    hand.write(page.locator("textarea[name=text]"), STORY)
    hand.choose(page.locator("input[name=wanted][value=used_to]"))
    with onward(page, "/begin/act/"):
        go_on(hand)
    hand.look()
    hand.choose(page.locator("input[name=choice][value=colleague]"))
    hand.choose(page.locator("input[name=on]").first)
    hand.write(page.locator("textarea[name=fear]"), FEAR)
    for level, at in GUESS.items():
        hand.slide(page.locator(f"input[type=range][name={level}]"), at)
    with onward(page, "/begin/map/"):
        go_on(hand)
    hand.look()
    assert page.locator("textarea[name=wall]").input_value() == STORY
    hand.write(page.locator("textarea[name=want]"), WANT)
    with onward(page, "/begin/key/"):
        go_on(hand)
    hand.look()
    hand.write(page.locator("input[name=name]"), name)
    hand.write(page.locator("input[name=passphrase]"), PASSPHRASE)
    hand.write(page.locator("input[name=again]"), PASSPHRASE)
    with onward(page, "/today/"):
        go_on(hand)


def go_on(hand: Thumb) -> None:
    """Press the main button of the form."""
    hand.press(hand.page.locator("main form button.btn-go[type=submit]").first)


def the_day_after(hand: Thumb) -> None:
    """How it went: the camera, the rest, guess and outcome side by side, and all of it under Me."""
    page = hand.page
    with onward(page, "/camera/"):
        hand.press(page.get_by_role("link", name="Write what happened"))
    hand.write(page.locator("textarea[name=camera]"), CAMERA)
    with onward(page, "/outcome/"):
        go_on(hand)
    assert page.locator("textarea[name=camera]").input_value() == CAMERA
    hand.choose(page.locator("input[name=happened][value=no]"))
    hand.slide(page.locator("input[type=range][name=bad]"), 15)
    hand.slide(page.locator("input[type=range][name=good]"), 66)
    hand.choose(page.locator("input[name=through][value=yes]"))
    hand.choose(page.locator("input[name=recovered][value='5']"))
    hand.write(page.locator("textarea[name=learned]"), LEARNED)
    with onward(page, "/practice/"):
        go_on(hand)
    page.wait_for_url(lambda url: "/outcome/" not in url)
    shown = page.locator("main").inner_text()
    for words in (FEAR, CAMERA, LEARNED, "you came through"):
        assert words in shown
    numbers_are(page, "How bad", 60, 15)
    numbers_are(page, "How good", 40, 66)
    with onward(page, "/me/"):
        hand.press(page.get_by_role("link", name="Me", exact=True))
    assert STORY in page.locator("main").inner_text()
    assert "one question that is not about work" in page.locator("main").inner_text()


def numbers_are(page: Page, line: str, expected: int, was: int) -> None:
    """Guess and outcome stand in the table behind the drawing, about where the sliders were touched."""
    row = page.locator("details.numbers tr", has_text=line).locator("td")
    for cell, sought in zip(row.all(), (expected, was), strict=True):
        assert abs(int(cell.text_content() or "") - sought) <= NEAR


def open_book(hand: Thumb, here: Visit, passphrase: str, name: str = "Alma") -> None:
    """Through the door with a passphrase."""
    here.to(hand.page, "/open/")
    hand.write(hand.page.locator("input[name=name]"), name)
    hand.write(hand.page.locator("input[name=passphrase]"), passphrase)
    send(hand)


def send(hand: Thumb) -> None:
    """Press the form's own button and wait for the answer, also when it is the same page again."""
    with hand.page.expect_navigation():
        hand.press(hand.page.locator("main form button[type=submit]").first)
