"""After an act: each rule about how it went is met once, and once it must not be."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Mouse
from tests.browser.visit import Visit


@pytest.fixture
def someone(visit, cookies):
    """Someone with an open book, in a browser of their own."""

    def enter(name: str, **more: object) -> tuple[Visit, Page]:
        here = visit(**more)
        here.context.add_cookies(cookies(name))
        return here, here.page()

    return enter


def plan(here: Visit, page: Page, person: str = "", bad: int = 40) -> str:
    """Plan an own act for today; its path."""
    hand = Mouse(page)
    here.to(page, "/practice/")
    page.locator("input[name=choice][value=own]").check()
    page.locator("textarea[name=act]").fill("Say what the week was like.")
    page.locator("input[name=person]").fill(person)
    page.locator("input[name=on]").first.check()
    hand.slide(page.locator("input[type=range][name=bad]"), bad)
    page.locator("main form button.btn-go").click()
    page.wait_for_url("**/practice/*/")
    return page.url.removeprefix(here.served.link)


def write_outcome(here: Visit, page: Page, path: str, bad: int = 10, through: str = "yes", response: str = "") -> None:
    """Write what came of it; the page of the act is there then."""
    here.to(page, f"{path}camera/")
    page.locator("textarea[name=camera]").fill("We stood at the gate.")
    page.locator("main form button.btn-go").click()
    page.wait_for_url("**/outcome/")
    page.locator("input[name=happened][value=no]").check()
    Mouse(page).slide(page.locator("input[type=range][name=bad]"), bad)
    page.locator(f"input[name=through][value={through}]").check()
    if response:
        page.locator(f"input[name=response][value={response}]").check()
    page.locator("main form button.btn-go").click()
    page.wait_for_url(lambda url: url.endswith(path))


def main_action(page: Page) -> str:
    """What the one main button says."""
    return page.locator("main .btn-go").inner_text()


def and_now(page: Page) -> str:
    """What the margin says."""
    return page.locator("aside", has=page.get_by_role("heading", name="And now")).inner_text()


def test_what_was_taken_up_goes_on(someone):
    here, page = someone("Suri")
    write_outcome(here, page, plan(here, page, "Tall Jo"), response="took_up")
    assert main_action(page) == "Once more tomorrow"
    assert "proposed" not in and_now(page)
    assert "brushed off" not in and_now(page)


def test_brushed_off_once_is_as_small_or_stay(someone):
    here, page = someone("Suri")
    write_outcome(here, page, plan(here, page, "the baker"), response="brushed_off")
    assert "as small as this, or stay where you are" in and_now(page)
    assert main_action(page) == "Enough for today"
    page.get_by_role("link", name="Plan one as small").click()
    page.wait_for_url("**/practice/")


def test_turned_on_me_once_rests_until_it_is_said_otherwise(someone):
    here, page = someone("Suri")
    path = plan(here, page, "Captain Two")
    write_outcome(here, page, path, response="turned_on_me")
    assert "Nothing with Captain Two is proposed until you say so" in and_now(page)
    assert main_action(page) == "Enough for today"
    write_outcome(here, page, later := plan(here, page, "Captain Two"), response="took_up")
    assert "Nothing with Captain Two is proposed" in and_now(page), (
        "a later good moment does not restore anyone by itself"
    )
    page.get_by_role("button", name="They may be proposed again").click()
    page.wait_for_url(lambda url: url.endswith(later))
    assert "Nothing with" not in and_now(page)
    here.to(page, path)
    assert "Captain Two may be proposed again" in and_now(page)


def test_of_nobody_in_particular_it_is_not_asked(someone):
    here, page = someone("Suri")
    path = plan(here, page)
    here.to(page, f"{path}camera/")
    page.locator("textarea[name=camera]").fill("He nodded.")
    page.locator("main form button.btn-go").click()
    page.wait_for_url("**/outcome/")
    assert page.locator("input[name=response]").count() == 0


@pytest.mark.parametrize(("bad", "through"), [(90, "yes"), (10, "not_yet")])
def test_after_a_harder_one_it_is_smaller_or_beside_someone(someone, bad, through):
    here, page = someone("Suri")
    write_outcome(here, page, plan(here, page, bad=30), bad=bad, through=through)
    assert "something smaller, or with someone beside you" in and_now(page)
    assert main_action(page) == "Enough for today"


def test_after_an_easier_one_it_is_not(someone):
    here, page = someone("Suri")
    write_outcome(here, page, plan(here, page, bad=80), bad=20)
    assert "smaller" not in and_now(page)


def test_the_numbers_of_an_act_stay_folded(someone):
    here, page = someone("Suri")
    write_outcome(here, page, plan(here, page))
    numbers = page.locator("details.numbers table")
    expect(numbers).to_be_hidden()
    page.get_by_text("Show the numbers").click()
    expect(numbers).to_be_visible()


def test_not_yet_is_closed_for_two_days_and_then_asked(someone):
    here, page = someone("Suri")
    path = plan(here, page)
    write_outcome(here, page, path, through="not_yet")
    assert "You are asked again in 2 days" in page.locator("main").inner_text()
    here.to(page, f"{path}again/")
    assert page.url.endswith(path)
    here, page = someone("Abiola")  # three days after
    here.to(page, "/today/")
    page.get_by_role("link", name="Answer").click()
    page.get_by_role("heading", name="And now?").wait_for()


def test_undone_twice_offers_smaller_someone_else_or_letting_go(someone):
    here, page = someone("Ravi")
    here.to(page, "/today/")
    said = page.locator("section.next").inner_text()
    assert "Make it smaller, choose someone else, or let it go" in said
    assert page.get_by_role("link", name="Smaller, or someone else").is_visible()
    assert page.get_by_role("link", name="Let it go").is_visible()


@pytest.mark.parametrize("name", ["Wen", "Tomás", "Inês"])
def test_once_or_never_undone_is_not_talked_about(someone, name):
    here, page = someone(name)
    here.to(page, "/today/")
    assert "too large" not in page.locator("main").inner_text()


def test_one_person_who_asks_is_suggested_before_an_act_and_not_after(someone):
    here, page = someone("Suri")
    path = plan(here, page)
    assert page.get_by_role("heading", name="Someone who asks").is_visible()
    write_outcome(here, page, path)
    assert page.get_by_role("heading", name="Someone who asks").count() == 0
