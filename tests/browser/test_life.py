"""From a plan to the ledger in a real browser, by thumb and without scripts: plan, aloud, outcome, once more, ledger."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Mouse, MouseWithoutScript, Thumb
from tests.browser.story import onward, send

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
CAMERA = "He nodded, and then he told me about his knee."
FEAR = "He walks on without a word."


@pytest.mark.parametrize("has_scripts", [True, False], ids=["by thumb", "without scripts"])
def test_from_a_plan_to_the_ledger(visit, cookies, has_scripts):
    here = visit(**PHONE) if has_scripts else visit(java_script_enabled=False)
    here.context.add_cookies(cookies("Bo"))
    page = here.page()
    hand = Thumb(page) if has_scripts else MouseWithoutScript(page)
    act = f"Greet the man with the dog, {'by thumb' if has_scripts else 'slowly'}."
    before = acts_in_the_ledger(here, page)

    here.to(page, "/practice/")
    hand.choose(page.locator("input[name=choice][value=own]"))
    hand.write(page.locator("textarea[name=act]"), act)
    hand.choose(page.locator("input[name=on]").first)
    hand.write(page.locator("textarea[name=fear]"), FEAR)
    hand.slide(page.locator("input[name=bad]"), 70)
    hand.slide(page.locator("input[name=through]"), 40)
    hand.press(page.locator("details.more > summary"))
    hand.write(page.locator("input[name=where]"), "By the canal")
    hand.write(page.locator("input[name=drop]"), "My hands in my pockets")
    send(hand)
    expect(page.locator("main")).to_contain_text("My hands in my pockets")

    with onward(page, "/rehearse/"):
        hand.press(page.get_by_role("link", name="Say the sentence once"))
    hand.write(page.locator("input[name=first_sentence]"), "Good morning, both of you.")
    send(hand)
    expect(page.locator("main")).to_contain_text("Good morning, both of you.")

    with onward(page, "/camera/"):
        hand.press(page.get_by_role("link", name="Write what happened"))
    hand.write(page.locator("textarea[name=camera]"), CAMERA)
    with onward(page, "/outcome/"):
        send(hand)
    hand.choose(page.locator("input[name=happened][value=no]"))
    hand.slide(page.locator("input[name=bad]"), 20)
    hand.choose(page.locator("input[name=through][value=yes]"))
    hand.choose(page.locator("input[name=recovered][value='5']"))
    send(hand)
    expect(page.locator("main")).to_contain_text("you came through")
    with onward(page, "/once-more/"):
        hand.press(page.get_by_role("link", name=re.compile("Once more tomorrow")))
    expect(page.locator("textarea[name=act]")).to_have_value(act)

    assert acts_in_the_ledger(here, page) == before + 1
    expect(page.locator(".acts-drawn").first).to_contain_text(act)
    expect(page.locator(".acts-drawn").first).to_contain_text("5 minutes")


def acts_in_the_ledger(here, page: Page) -> int:
    here.to(page, "/me/ledger/")
    opening = page.locator("#through").inner_text()
    return int(re.search(r"\d+", opening)[0])  # type: ignore[index]


def test_words_are_found_and_no_address_holds_them(visit, cookies):
    here = visit()
    here.context.add_cookies(cookies("Bo"))
    page = here.page()
    here.to(page, "/me/days/")
    hand = Mouse(page)
    hand.write(page.locator("input[name=search]"), "ladder")
    send(hand)
    expect(page.locator("main")).to_contain_text("The man with the ladder")
    assert "ladder" not in page.url
