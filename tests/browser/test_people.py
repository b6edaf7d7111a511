"""Moving someone in the circles with a real browser: by pointer, by keyboard alone, by form, and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Keys, Mouse, MouseWithoutScript

RADII = {1: 84, 2: 160, 3: 234, 4: 306}
WHERE = """(one, radius) => {
  const svg = one.ownerSVGElement;
  const at = (x, y) => { const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [p.x, p.y]; };
  const dot = one.querySelector('circle');
  return [at(+dot.getAttribute('cx'), +dot.getAttribute('cy')), at(0, radius)];
}"""
OVERLAPS = """(svg) => {
  const shown = [...svg.querySelectorAll('text')].filter((t) => t.checkVisibility())
    .map((t) => [t.textContent, t.getBoundingClientRect()]);
  const meet = ([, a], [, b]) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return shown.flatMap((one, n) => shown.slice(n + 1).filter((other) => meet(one, other)).map((other) => [one[0], other[0]]));
}"""


def someone(page: Page, name: str) -> Locator:
    return page.locator(f'.someone[data-name="{name}"]')


def stands(page: Page, name: str) -> str:
    """The heading under which someone stands in the list."""
    row = page.locator(".by-circle > li").filter(has=page.get_by_role("link", name=name, exact=True))
    return row.locator("h3").inner_text()


@pytest.fixture
def page(visit, cookies) -> Page:
    """Mara at her circles."""
    here = visit()
    here.context.add_cookies(cookies("Mara"))
    page = here.page()
    here.to(page, "/people/")
    return page


def test_by_pointer(page):
    (x, y), (to_x, to_y) = someone(page, "Pim").evaluate(WHERE, RADII[1])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=4)
    page.mouse.move(to_x, to_y, steps=4)
    page.mouse.up()
    expect(page.get_by_text("Pim stands here now: closest.")).to_be_visible()
    assert stands(page, "Pim") == "Closest"
    page.reload()
    assert stands(page, "Pim") == "Closest"
    (x, y), (near_x, near_y) = someone(page, "Pim").evaluate(WHERE, RADII[1])
    assert abs(x - near_x) < 30
    assert abs(y - near_y) < 30
    assert page.locator("svg.circles").evaluate(OVERLAPS) == []


def test_a_press_without_a_move_leads_to_their_page(page):
    someone(page, "Aunt Plum").locator("circle").last.click()
    expect(page.get_by_role("heading", level=1, name="Aunt Plum")).to_be_visible()


def test_by_keyboard_alone(page):
    keys = Keys(page)
    first = page.locator(".someone[tabindex='0']")
    assert first.count() == 1
    keys._go(first)
    order = page.locator(".someone").evaluate_all("(all) => all.map((one) => one.dataset.name)")
    for _ in range(order.index("swim lane three")):
        page.keyboard.press("ArrowRight")
    swim = someone(page, "swim lane three")
    expect(swim).to_be_focused()
    assert swim.get_attribute("aria-valuetext") == "around"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("swim lane three stands here now: close.")).to_be_visible()
    expect(someone(page, "swim lane three")).to_be_focused()
    assert someone(page, "swim lane three").get_attribute("aria-valuetext") == "close"
    assert stands(page, "swim lane three") == "Close"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="swim lane three")).to_be_visible()


def test_by_form(page):
    mouse = Mouse(page)
    mouse.press(page.get_by_role("link", name="Otter", exact=True))
    mouse.press(page.get_by_role("link", name="Move them, or draw it"))
    mouse.choose(page.locator("input[name=circle][value='2']"))
    mouse.choose(page.locator("input[name=closeness][value='6']"))
    mouse.press(page.get_by_role("button", name="Keep this"))
    mouse.press(page.locator("main").get_by_role("link", name="People", exact=True))
    assert stands(page, "Otter") == "Close"


def test_without_scripts_the_form_does_the_same(visit, cookies):
    here = visit(java_script_enabled=False)
    here.context.add_cookies(cookies("Mara"))
    page = here.page()
    here.to(page, "/people/")
    assert page.locator("svg.circles").get_attribute("role") == "img"
    assert "Tall Jo" in (page.locator("svg.circles").get_attribute("aria-label") or "")
    mouse = MouseWithoutScript(page)
    mouse.press(page.get_by_role("link", name="Biscuit’s owner", exact=True))
    mouse.press(page.get_by_role("link", name="Move them, or draw it"))
    mouse.choose(page.locator("input[name=circle][value='4']"))
    mouse.press(page.get_by_role("button", name="Keep this"))
    here.to(page, "/people/")
    assert stands(page, "Biscuit’s owner") == "Around"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_names_never_collide(visit, cookies, width):
    here = visit(width=width)
    here.context.add_cookies(cookies("Mara"))
    page = here.page()
    for path in ("/people/", "/people/net/"):
        here.to(page, path)
        assert page.locator("svg.circles").evaluate(OVERLAPS) == [], path


def test_a_move_that_cannot_be_kept_is_put_back(page):
    page.route("**/place/", lambda route: route.abort())
    one = page.locator(".someone[tabindex='0']")
    name, before = one.get_attribute("data-name"), one.get_attribute("data-circle")
    one.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("This was not saved. They stand where they stood.")).to_be_visible()
    assert someone(page, name or "").get_attribute("data-circle") == before
