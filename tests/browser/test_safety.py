"""Each rule of safety.md that a page touches: one visit that meets it, and one that must not."""

import re

import pytest
from playwright.sync_api import Page, expect

NOTHING_ELSE = (
    "/begin/",
    "/begin/signs/",
    "/begin/story/",
    "/begin/act/",
    "/begin/map/",
    "/begin/key/",
    "/today/",
    "/me/",
)


def main_of(page: Page):
    return page.locator("main")


def begin(here, adult="yes", whose="mine", shows="no") -> Page:
    page = here.page()
    here.to(page, "/begin/")
    for name, value in {"adult": adult, "whose": whose, "shows": shows}.items():
        page.locator(f"input[name={name}][value={value}]").check()
    page.locator("main button[type=submit]").click()
    return page


def answer_fit(page: Page, thoughts: str) -> None:
    page.wait_for_url("**/begin/fit/")
    page.locator(f"input[name=thoughts][value={thoughts}]").check()
    page.locator("main button[type=submit]").click()


def plan_own_act(here, page: Page, **said: str) -> None:
    """Fill the plan form with an own act and press the button."""
    here.to(page, "/begin/act/")
    page.locator("input[name=choice][value=own]").check()
    page.locator("textarea[name=act]").fill("Tell them that I miss Sundays.")
    page.locator("input[name=person]").fill(said.get("person", "Wren"))
    page.locator(f"input[name=asked_not][value={said.get('asked_not', 'no')}]").check()
    page.locator(f"input[name=could_do][value={said.get('could_do', 'nothing')}]").check()
    if "unsafe" in said:
        page.locator(f"input[name=unsafe][value={said['unsafe']}]").check()
    page.locator("input[name=on]").first.check()
    page.locator("main form button.btn-go").click()


def test_someone_younger_gets_people_to_call_and_no_book(visit):
    here = visit()
    page = begin(here, adult="no")
    expect(page.get_by_role("heading", level=1)).to_have_text("This one is for later.")
    assert page.locator("a[href^='tel:']").count() > 10
    assert not [c for c in here.context.cookies() if c["name"] != "nearer-form"]
    here.to(page, "/")
    assert page.get_by_role("link", name="Begin", exact=True).is_visible()


def test_an_adult_goes_on(visit):
    page = begin(visit())
    page.wait_for_url("**/begin/fit/")


def test_i_might_act_leaves_nothing_else_on_offer(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "might_act")
    page.wait_for_url("**/stay/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk to someone now.")
    assert page.locator("main a[href='/begin/']").count() == 0
    for path in NOTHING_ELSE:
        here.to(page, path)
        assert page.url.endswith("/stay/"), path
    links = {a.get_attribute("href") or "" for a in page.locator("main a, nav a").all()}
    assert {link for link in links if not link.startswith(("tel:", "sms:"))} <= {"/plan/edit/", "/plan/"}


@pytest.mark.parametrize("thoughts", ["passing", "often"])
def test_any_yes_opens_help_first_and_then_the_plan(visit, thoughts):
    here = visit()
    page = begin(here)
    answer_fit(page, thoughts)
    page.wait_for_url("**/stay/")
    assert page.locator("a[href^='tel:']").first.is_visible() or page.locator("details summary").first.is_visible()
    page.get_by_role("link", name="Write my plan").click()
    page.locator("textarea[name=alone]").fill("Shower, coat, once around the canal.")
    page.locator("select[name=country]").select_option("GB")
    page.locator("main form button.btn-go").click()
    page.wait_for_url("**/plan/")
    assert "once around the canal" in main_of(page).inner_text()
    assert "116 123" in main_of(page).inner_text()
    here.to(page, "/stay/")
    main_of(page).get_by_role("link", name="Go on").click()
    page.wait_for_url("**/begin/signs/")


def test_a_no_goes_straight_on(visit):
    page = begin(visit())
    answer_fit(page, "no")
    page.wait_for_url("**/begin/signs/")


def test_a_device_that_others_see_makes_no_files_and_has_a_plain_name(visit):
    here = visit()
    page = begin(here, shows="yes")
    answer_fit(page, "often")
    page.get_by_role("link", name="Write my plan").click()
    page.locator("textarea[name=notice]").fill("I stop answering.")
    page.locator("main form button.btn-go").click()
    page.wait_for_url("**/plan/")
    assert page.locator(".brand").inner_text() == "Notes"
    assert "icon-plain" in page.locator("link[rel=icon]").get_attribute("href")
    assert page.locator(".brand .mark-light").count() == 0
    assert page.locator("link[rel=manifest]").count() == 0
    assert page.get_by_role("link", name="Keep an open copy").count() == 0
    assert here.to(page, "/plan/copy/") == 403
    assert main_of(page).get_by_role("button", name="Save the copy").count() == 0


def test_a_device_of_ones_own_may_keep_an_open_copy_once_its_risk_is_said(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "often")
    page.get_by_role("link", name="Write my plan").click()
    page.locator("textarea[name=notice]").fill("I stop answering.")
    page.locator("main form button.btn-go").click()
    page.get_by_role("link", name="Keep an open copy").click()
    assert "can read it" in main_of(page).inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the copy").click()
    assert "I stop answering." in download.value.path().read_text(encoding="utf-8")
    assert page.locator(".brand").inner_text() == "Nearer"
    assert "icon-plain" not in page.locator("link[rel=icon]").get_attribute("href")
    assert page.locator(".brand .mark-light").count() == 1


@pytest.mark.parametrize("behaviour", ["afraid_to_disagree", "checks_on_me", "forces_or_threatens"])
def test_no_act_is_planned_with_someone_who_is_not_safe_now_or_later(visit, behaviour):
    here = visit()
    page = begin(here)
    answer_fit(page, "no")
    plan_own_act(here, page, unsafe=behaviour)
    assert "Then not with this person" in page.locator(".error").inner_text()
    assert page.locator("textarea[name=act]").input_value() == "Tell them that I miss Sundays."
    plan_own_act(here, page, person="wren")
    assert "Then not with this person" in page.locator(".error").inner_text()
    plan_own_act(here, page, person="Otter")
    assert page.locator(".error").count() == 0


def test_someone_who_asked_for_no_contact_is_left_in_peace(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "no")
    plan_own_act(here, page, asked_not="yes")
    assert "leave them in peace" in page.locator(".error").inner_text()


def test_an_act_that_could_cost_work_home_or_safety_is_taken_out(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "no")
    plan_own_act(here, page, could_do="harm")
    assert "not something to practise away" in page.locator(".error").inner_text()


def test_an_act_that_others_may_talk_about_can_be_planned(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "no")
    plan_own_act(here, page, could_do="talk")
    page.wait_for_url(lambda url: "/begin/act/" not in url)


def test_the_first_act_is_for_today_or_tomorrow(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "no")
    here.to(page, "/begin/act/")
    assert [r.inner_text() for r in page.locator("label:has(input[name=on])").all()] == ["today", "tomorrow"]


@pytest.mark.parametrize("path", ["/", "/begin/"])
def test_that_it_can_feel_worse_first_is_said_before_the_first_answer(visit, path):
    here = visit()
    page = here.page()
    here.to(page, path)
    said = main_of(page).inner_text()
    assert "worse" in said
    assert path == "/" or said.index("worse first") < said.index("Are you 18 or older?")


def test_someone_in_need_is_not_told_that_it_gets_worse(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "might_act")
    page.wait_for_url("**/stay/")
    assert "worse" not in main_of(page).inner_text()


def test_whose_computer_it_is_stands_before_the_first_answer(visit):
    here = visit()
    page = here.page()
    here.to(page, "/begin/")
    assert "Whoever controls it can look in while your book is open" in main_of(page).inner_text()
    assert "runs this server" not in main_of(page).inner_text()


def test_a_stranger_is_met_where_both_can_leave(visit):
    here = visit()
    page = begin(here)
    answer_fit(page, "no")
    here.to(page, "/begin/act/")
    assert "a public place that both of you can leave. One no ends it" in main_of(page).inner_text()


def test_nobody_is_named_before_a_book_is_open(visit, people):
    here = visit()
    page = here.page()
    for path in ("/", "/open/", "/locked/", "/help/", "/ground/", "/safe/"):
        here.to(page, path)
        said = page.content()
        assert not [name for name in people if re.search(rf'[>"]{name}\b', said)], path


def test_the_open_book_does_name_its_person(visit, cookies):
    here = visit()
    here.context.add_cookies(cookies("Tomás"))
    page = here.page()
    here.to(page, "/today/")
    assert "Tomás" in page.locator("h1").inner_text()


def test_the_plan_prints_as_a_card_and_its_risk_is_said_on_the_screen(visit, cookies):
    here = visit()
    here.context.add_cookies(cookies("Mara"))
    page = here.page()
    here.to(page, "/plan/")
    risk, card = page.get_by_text("can be read by anyone who finds it"), page.locator(".plan")
    assert page.locator("a[href='tel:116123']").is_visible()
    assert risk.is_visible()
    page.emulate_media(media="print")
    assert card.is_visible()
    assert page.get_by_text("116 123").is_visible()
    for left_out in (risk, page.get_by_role("link", name="Change it"), page.locator("header.top")):
        assert not left_out.is_visible()


def test_nothing_here_promises_that_its_use_can_be_denied(visit, cookies):
    here = visit()
    here.context.add_cookies(cookies("Tomás"))
    page = here.page()
    here.to(page, "/safe/")
    assert "Nothing here can make it deniable" in main_of(page).inner_text()
    here.to(page, "/me/device/")
    assert "Nothing here can be denied for you" in main_of(page).inner_text()


def test_help_needs_no_book_and_no_script(visit):
    here = visit(java_script_enabled=False)
    page = here.page()
    assert here.to(page, "/help/") == 200
    here_lines = page.locator("details", has=page.locator("summary", has_text="United Kingdom"))
    here_lines.locator("summary").click()
    assert here_lines.locator("a[href='tel:116123']").is_visible()
    assert page.locator("#steady").is_visible()


def test_the_rules_are_on_one_page_with_their_numbers(visit):
    here = visit()
    page = here.page()
    here.to(page, "/safe/")
    said = main_of(page).inner_text()
    for words in (
        "18 or older",
        "6 hours*",
        "14 days*",
        "4 check-ins a day*",
        "after 2 days, and not before",
        "up to 4 days later",
        "After 2 acts running*",
        "One root in 7 days*, about 20 minutes*",
        "5 points of 20*",
        "at least 3 and at most 8 weeks*",
        "not proposed again until you say so",
        "not been tested in a trial",
        "Kaveladze 2025",
    ):
        assert words in said
