"""A check-in with a real browser: by thumb, by keyboard alone, and without scripts."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.hands import Keys, MouseWithoutScript, Thumb

TOO_SMALL = """() => [...document.querySelectorAll('.checkin :is(.choice, .pair label, .leave-out, select, button, summary)')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).clipPath === 'none')
  .map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.9)"""
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


@pytest.fixture
def page(visit, cookies) -> Page:
    """Inês on a phone."""
    here = visit(**PHONE)
    here.context.add_cookies(cookies("Inês"))
    page = here.page()
    here.to(page, "/today/")
    return page


def take_back(page: Page) -> None:
    """Leave the book as it was, for the next test."""
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()


def test_the_first_line_by_thumb_takes_four_taps(page):
    thumb = Thumb(page)
    thumb.slide(page.locator("input[name=mood]"), 70)
    thumb.choose(page.locator("input[name=company][value=alone]"))
    thumb.choose(page.locator("input[name=chosen][value=yes]"))
    thumb.press(page.get_by_role("button", name="Keep this"))
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert thumb.taps == 4
    expect(page.locator("form.checkin")).to_be_hidden()
    take_back(page)


def test_touching_a_slider_takes_it_in_and_nothing_moves(page):
    place = "(e) => e.getBoundingClientRect().y + scrollY"
    company = page.locator("fieldset.company")
    before = company.evaluate(place)
    out = page.locator("input[name=mood_left_out]")
    expect(out).to_be_checked()
    Thumb(page).slide(page.locator("input[name=mood]"), 70)
    expect(out).not_to_be_checked()
    assert company.evaluate(place) == before
    out.locator("xpath=ancestor::label").tap()
    expect(out).to_be_checked()


def test_only_what_belongs_to_the_answer_is_shown(page):
    whom, chosen = page.locator("select[name=whom]"), page.locator("input[name=chosen]").first
    expect(whom).to_be_hidden()
    expect(chosen).to_be_hidden()
    thumb = Thumb(page)
    thumb.choose(page.locator("input[name=company][value=with]"))
    expect(whom).to_be_visible()
    expect(chosen).to_be_hidden()
    expect(page.locator("input[name=name]")).to_be_hidden()
    whom.select_option("new")
    thumb.write(page.locator("input[name=name]"), "Tall Jo")
    page.locator("details.more summary").tap()
    expect(page.get_by_role("group", name="You and Tall Jo")).to_be_visible()
    thumb.choose(page.locator("input[name=company][value=alone]"))
    expect(page.get_by_role("group", name="You and Tall Jo")).to_be_hidden()
    expect(page.get_by_label("Aftertaste", exact=True)).to_be_visible()


def test_every_target_is_large_enough(page):
    Thumb(page).choose(page.locator("input[name=company][value=with]"))
    page.locator("details.more summary").tap()
    small = page.evaluate(TOO_SMALL)
    assert small == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_by_keyboard_alone(page):
    keys = Keys(page)
    keys.slide(page.locator("input[name=mood]"), 62)
    keys.choose(page.locator("input[name=company][value=with]"))
    keys.press(page.locator("details.more summary"))
    keys.choose(page.locator("input[name=depth][value='3']"))
    keys.choose(page.locator("input[name=closeness][value='2']"))
    keys.press(page.get_by_role("button", name="Keep this"))
    expect(page.get_by_text("Saved.")).to_be_visible()
    take_back(page)


def test_the_way_back_goes_after_ten_seconds(visit, cookies):
    here = visit(**PHONE)
    here.context.add_cookies(cookies("Inês"))
    page = here.page()
    page.clock.install()
    here.to(page, "/today/")
    Thumb(page).choose(page.locator("input[name=company][value=alone]"))
    page.get_by_role("button", name="Keep this").tap()
    back = page.get_by_role("button", name="Take it back")
    expect(back).to_be_visible()
    page.clock.run_for(9000)
    expect(back).to_be_visible()
    page.clock.run_for(1500)
    expect(back).to_be_hidden()
    expect(page.get_by_text("Saved.")).to_be_visible()
    here.to(page, "/me/checkins/")
    page.get_by_role("link", name=re.compile("^Remove")).first.tap()
    page.get_by_role("button", name="Remove it").tap()


def test_without_scripts_it_is_whole(visit, cookies):
    here = visit(width=1280, java_script_enabled=False)
    here.context.add_cookies(cookies("Inês"))
    page = here.page()
    here.to(page, "/today/")
    mouse = MouseWithoutScript(page)
    mouse.slide(page.locator("input[name=mood]"), 30)
    mouse.choose(page.locator("input[name=company][value=with]"))
    page.locator("details.more summary").click()
    mouse.slide(page.locator("input[name=heard]"), 80)
    mouse.choose(page.locator("input[name=depth][value='4']"))
    mouse.write(page.locator("input[name=note]"), "She asked twice.")
    mouse.press(page.get_by_role("button", name="Keep this"))
    expect(page.get_by_text("Saved.")).to_be_visible()
    take_back(page)


def test_a_calendar_file_comes_as_a_download(page):
    page.get_by_role("link", name="Put it in my calendar").tap()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make the file").tap()
    assert coming.value.suggested_filename == "reminder.ics"
    read = Calendar.from_ical(Path(coming.value.path()).read_bytes())
    assert [str(event["summary"]) for event in read.walk("VEVENT")] == ["Tea", "Note"]
