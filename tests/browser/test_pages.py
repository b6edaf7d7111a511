"""What holds on every page, in both themes, on a phone and on a desk, at 320 px and at 400% zoom."""

import functools
import re
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page

import nearer.web
from tests.addresses import ADDRESSES, named_in_urls
from tests.browser.rooms import Rooms
from tests.filled import Owner
from tests.places import EVERY
from tests.sights import NOT_SEEN, SIGHTS, Sight

THEMES = ("light", "dark")
WIDTHS = (390, 1280)
NARROW = ((320, 640), (320, 256))
"""Phones of the smallest kind, and 1280 x 1024 at 400%."""
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]},
}
"""Dark differs from light in colours alone: no rule of it sets anything else (see ``test_dark_changes_colours_only``)."""
TELLING = (
    "nearer",
    "close",
    "lonel",
    "intima",
    "therap",
    "trauma",
    "fear",
    "suicid",
    "wall",
    "alone",
    "safety",
    "danger",
)
"""What a title must not say to someone who looks over a shoulder or through the history."""
WITHOUT_FRAME = {"away"}

AXE = """async (rules) => (await axe.run(
  document, { runOnly: rules, resultTypes: ['violations'], preload: false, iframes: false }
)).violations.map(
  (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join(' | ')}`)"""

SIZES = """() => {
  const seen = (e) => e.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && e.getClientRects().length;
  const inSentence = (a) => {
    const block = a.closest('p, li, dd, span.hint, td');
    if (!block || a.matches('.btn, .aside, .skip')) return false;
    const rest = block.innerText.replace(/\\s+/g, ' ').replace(a.innerText.replace(/\\s+/g, ' '), '').trim();
    return rest.length > 8;
  };
  const small = [];
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!seen(e) || e.matches('.skip') || (e.matches('a') && inSentence(e))) continue;
    const target = e.closest('label') ?? e;
    if (getComputedStyle(target).clipPath === 'inset(50%)') continue; // comes into sight when it has the focus
    const box = target.getBoundingClientRect();
    if (box.height > 43.5 && box.width > 43.5) continue;
    small.push(`${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 130)}`);
  }
  return small;
}"""

STRUCTURE = """() => {
  const wrong = [];
  const all = (s) => Array.from(document.querySelectorAll(s));
  if (all('h1').length !== 1) wrong.push(`${all('h1').length} h1`);
  for (const e of all('[style]')) wrong.push(`style: ${e.outerHTML.slice(0, 120)}`);
  for (const e of all('style, script:not([src])')) wrong.push(`inline: ${e.outerHTML.slice(0, 120)}`);
  for (const e of all('*')) {
    for (const a of e.attributes) if (/^on/i.test(a.name)) wrong.push(`${a.name}: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const e of all('svg')) {
    const named = e.matches('[role=img], [role=group]') && (e.getAttribute('aria-label') ?? '').trim();
    const hidden = e.closest('[aria-hidden=true], svg[role=img]');
    if (!named && !hidden) wrong.push(`a drawing without words: ${e.outerHTML.slice(0, 120)}`);
  }
  const ids = all('[id]').map((e) => e.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) wrong.push(`two of ${id}`);
  let level = 0;
  for (const h of all('h1, h2, h3, h4')) {
    const n = Number(h.tagName[1]);
    if (n > level + 1) wrong.push(`h${n} after h${level}`);
    level = n;
  }
  return wrong;
}"""

TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = (e) => { const box = e.getBoundingClientRect(); return box.right > root.clientWidth + 1 || box.left < -1; };
  return Array.from(document.querySelectorAll('body *')).filter(out)
    .slice(0, 4).map((e) => `${Math.round(e.getBoundingClientRect().right)}: ${e.outerHTML.slice(0, 110)}`);
}"""

FRAME = """() => [document.body.scrollHeight, 0].flatMap((down) => {
  scrollTo(0, down);
  return ['.help', '.leave'].map((name) => {
    const e = document.querySelector(`header.top ${name}`);
    const box = e?.checkVisibility() ? e.getBoundingClientRect() : {};
    return [down, name, box.y, box.x];
  });
})"""

CUT_OFF = """() => Array.from(document.querySelectorAll('main :is(button, .btn, h1, legend, label, summary)'))
  .filter((e) => e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.querySelector('.sr'))
  .filter((e) => e.scrollWidth > e.clientWidth + 2)
  .map((e) => e.outerHTML.slice(0, 120))"""


@functools.lru_cache(maxsize=1)
def axe() -> str:
    """The script, which the product itself never serves."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def test_every_address_is_seen():
    """A new address must be listed, and a new page seen."""
    assert named_in_urls() == {a.name for a in ADDRESSES}
    seen = {s.address for s in SIGHTS} | set(NOT_SEEN)
    assert {a.name for a in ADDRESSES if a.get} == {name for name in seen if name}


def test_dark_changes_colours_only():
    """In the sheets, dark sets tokens and nothing else, so that the rest need not be looked at twice."""
    looks = Path(nearer.web.__file__).parent / "static" / "nearer"
    tokens, sheet = (looks / "tokens.css").read_text(), (looks / "nearer.css").read_text()
    assert "prefers-color-scheme" not in sheet
    assert "data-theme" not in sheet
    blocks = re.findall(r":root(?:\[data-theme=\"dark\"\]|:not\(\[data-theme=\"light\"\]\)) \{(.*?)\}", tokens, re.S)
    assert len(blocks) == 2
    assert blocks[0].split() == blocks[1].split()
    for name in re.findall(r"([\w-]+):", blocks[0]):
        assert name.startswith("--") or name == "color-scheme"


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda s: s.name)
def test_page(rooms: Rooms, people: dict[str, Owner], sight: Sight):
    """In light on a phone and in dark at a desk; ``make pages`` looks at all four combinations."""
    here, page, answer = rooms.arrive(sight)
    try:
        assert answer.status < 500, page.locator("body").inner_text()[:400]
        assert answer.headers["cache-control"] == "no-store"
        assert sight.says in page.locator("body").inner_text()
        _title_is_neutral(page, people.get(sight.who))
        assert page.evaluate(STRUCTURE) == [] or sight.name in WITHOUT_FRAME
        page.evaluate(axe())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if sight.name not in WITHOUT_FRAME:
                _frame_is_there(page, width)
                assert page.evaluate(SIZES) == [], f"too small to press at {width} px"
            for theme in THEMES if EVERY else THEMES[WIDTHS.index(width) :][:1]:
                page.emulate_media(color_scheme=theme)
                found = page.evaluate(AXE, RULES[theme])
                assert found == [] or sight.name in WITHOUT_FRAME, f"axe, {theme}, {width} px"
        for width, height in NARROW:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(TOO_WIDE) == [], f"scrolls sideways at {width} x {height}"
            assert page.evaluate(CUT_OFF) == [], f"words are cut off at {width} x {height}"
        assert page.evaluate("() => window.nearerBreaks") == []
        here.was_quiet()
    finally:
        here.elsewhere.clear()
        here.complaints.clear()


def _title_is_neutral(page: Page, owner: Owner | None) -> None:
    title = page.title().lower()
    assert title
    assert not [word for word in TELLING if word in title]
    assert owner is None or owner.name.lower() not in title


def _frame_is_there(page: Page, width: int) -> None:
    """Help now and Leave, at the top, at the end of the line, and still there after scrolling."""
    for down, name, y, x in page.evaluate(FRAME):
        assert y is not None, f"no {name}"
        assert 0 <= y < 70, f"{name} went out of sight{' after scrolling' if down else ''}"
        assert x > width / 3
