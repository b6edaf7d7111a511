"""The whole first sitting by the names that a screen reader says: nothing is found by its place or its colour."""

from playwright.sync_api import Locator, Page

from tests.browser.story import FEAR, GUESS, STORY, WANT, onward
from tests.filled import PASSPHRASE

SLIDERS = {
    "likely": "How likely is that?",
    "bad": "How bad would that be?",
    "good": "How good could it be instead?",
    "through": "If it does happen, how sure are you that you come through?",
}
SIGNS = ("once or twice", "some days", "most days", "every day", "not once", "some days", "most days", "some days")


def choose(page: Page, question: str, answer: str) -> None:
    """Choose an answer in the group that is called so."""
    pick(page.get_by_role("group", name=question, exact=True).get_by_role("radio", name=answer, exact=True))


def pick(radio: Locator) -> None:
    """Choose it as a screen reader does: with the space bar."""
    radio.focus()
    radio.press("Space")
    assert radio.is_checked()


def press(page: Page, button: str, leads_to: str) -> None:
    """Press a button of the page."""
    with onward(page, leads_to):
        page.get_by_role("main").get_by_role("button", name=button, exact=True).press("Enter")


def heading(page: Page) -> str:
    """What the page is called; it is the only heading of the first level."""
    return page.get_by_role("main").get_by_role("heading", level=1).inner_text()


def test_the_first_sitting_by_names_alone(visit):
    here = visit()
    page = here.page()
    here.to(page, "/")
    assert heading(page).startswith("The wall made sense.")
    with onward(page, "/begin/"):
        page.get_by_role("link", name="Begin", exact=True).press("Enter")

    assert heading(page) == "Many people bring exactly this."
    choose(page, "Are you 18 or older?", "Yes")
    choose(page, "Who else uses this computer?", "Only I do")
    choose(page, "Does anyone make you show them what is on it?", "No")
    press(page, "Go on", "/begin/fit/")

    assert heading(page) == "One plain question"
    choose(page, "Thoughts of ending your life, in the last weeks:", "No")
    press(page, "Go on", "/begin/signs/")

    for group, answer in zip(page.get_by_role("group").all(), SIGNS, strict=True):
        assert group.get_by_role("radio").count() == 6
        pick(group.get_by_role("radio", name=answer, exact=True))
    press(page, "Go on", "/begin/reading/")

    assert heading(page) == "Two things worth a look"
    assert page.get_by_role("main").get_by_role("heading", level=2).count() == 2
    with onward(page, "/begin/story/"):
        page.get_by_role("main").get_by_role("link", name="Go on", exact=True).press("Enter")

    choose(page, "Which sentence sounds most like yours?", "Something else, in my own words")
    page.get_by_role("textbox", name="In your own words", exact=True).fill(STORY)
    choose(page, "Being alone as much as I am is something I", "got used to")
    press(page, "Keep this", "/begin/act/")

    choose(page, "Which one could you do?", "Answer one “how are you” with one true word, and ask back.")
    choose(page, "When", "tomorrow")
    page.get_by_role("textbox", name="What are you afraid will happen?", exact=True).fill(FEAR)
    for level, name in SLIDERS.items():
        slider = page.get_by_role("slider", name=name, exact=True)
        slider.press("Home")
        for _ in range(GUESS[level] // 10):
            slider.press("PageUp")
    press(page, "Plan this", "/begin/map/")

    assert page.get_by_role("textbox", name="What is your wall made of?").input_value() == STORY
    page.get_by_role("textbox", name="What do you want?", exact=True).fill(WANT)
    press(page, "Draw my map", "/begin/key/")

    page.get_by_role("textbox", name="What shall this book be called?", exact=True).fill("Edda")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_label("The same once more", exact=True).fill(PASSPHRASE)
    press(page, "Seal my book", "/today/")
    assert heading(page).endswith(", Edda.")
    assert page.get_by_role("navigation", name="Places").get_by_role("link", name="Today").get_attribute("aria-current")


def test_what_is_missing_is_said_with_the_field(visit):
    """Nobody has to look for what is wrong: the group says it when it is entered."""
    here = visit()
    page = here.page()
    here.to(page, "/begin/")
    with page.expect_navigation():
        page.get_by_role("button", name="Go on", exact=True).press("Enter")
    group = page.get_by_role("group", name="Are you 18 or older?", exact=True)
    described = group.get_attribute("aria-describedby") or ""
    assert "Choose one of these." in " ".join(page.locator(f"#{one}").inner_text() for one in described.split())
