"""When Nearer is not running: help and a way to steady oneself are there, and nothing of anyone's book."""

import pytest

from tests.browser.story import STORY

PAPER = "rgb(250, 247, 242)"


def drawn(page) -> str:
    """The colour of the page: the sheets came with it."""
    return page.evaluate("() => getComputedStyle(document.body).backgroundColor")


def test_help_and_steadying_stay_and_no_page_of_a_book_does(alma):
    here, hand = alma
    page = hand.page
    here.to(page, "/me/")
    assert STORY in page.locator("main").inner_text()
    here.served.stop()

    for path in ("/me/", "/today/", "/me/map/", "/plan/"):
        here.to(page, path)
        assert page.locator("h1").inner_text() == "Nearer is not running."
        assert STORY not in page.content()
        assert drawn(page) == PAPER
    page.locator("main").get_by_role("link", name="Steady yourself").click()
    page.wait_for_url("**/ground/")
    assert page.locator(".senses li").count() == 5
    assert drawn(page) == PAPER
    assert page.locator("nav.places").count() == 0
    here.to(page, "/help/")
    assert page.locator("a[href='tel:116123']").count() > 0
    page.get_by_role("link", name="This alone, on a page of its own").click()
    page.wait_for_url("**/ground/?next=/help/")
    assert page.locator("h1").inner_text() == "Steady yourself"
    assert "Alma" not in page.content()


@pytest.mark.parametrize("script", [True, False])
def test_steadying_needs_no_book_and_leads_back(visit, cookies, script):
    here = visit(java_script_enabled=script)
    page = here.page()
    assert here.to(page, "/ground/") == 200
    assert page.locator("nav.places").count() == 0
    page.locator("main .acts a").click()
    assert page.url == f"{here.served.link}/"
    here.context.add_cookies(cookies("Mara"))
    here.to(page, "/practice/")
    page.get_by_role("link", name="Help now").click()
    page.get_by_role("link", name="This alone, on a page of its own").click()
    page.get_by_role("link", name="Back to where you were").click()
    assert page.url == f"{here.served.link}/help/"
    here.to(page, "/ground/?next=/practice/")
    page.get_by_role("link", name="Back to where you were").click()
    assert page.url == f"{here.served.link}/practice/"
