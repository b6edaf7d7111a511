"""Three ways to use a page: a mouse, a thumb, and a keyboard alone. The same story is told with each."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

TABS_AT_MOST = 90
FOCUS = """(element) => {
  const shown = (one) => !one || (getComputedStyle(one).opacity >= 0.5 && shown(one.parentElement));
  const rings = (one) => getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  const seen = [element, element.closest('label')].some((one) => one && rings(one) && shown(one));
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
  const target = element.closest('label') ?? element;
  return { seen, covered: !at || !(target.contains(at) || at.contains(target)), what: element.outerHTML.slice(0, 120) };
}"""


SEEN = """(main) => {
  const words = [];
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.parentElement;
    const hidden = !at.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || at.closest('.sr, option');
    if (!hidden) words.push(...node.data.split(/\\s+/).filter(Boolean));
  }
  return words.length;
}"""
"""How many words of a page can be seen; what only a screen reader says is not read by a thumb's owner."""


@dataclass
class Thumb:
    """Taps. Counts them, and the fields and words that were written."""

    page: Page
    taps: int = 0
    fields: int = 0
    written: int = 0
    read: int = 0

    def press(self, what: Locator) -> None:
        """Press a button or a link."""
        self.taps += 1
        self._touch(what)

    def choose(self, what: Locator) -> None:
        """Choose one of several."""
        self.taps += 1
        self._touch(self._target(what))
        assert what.is_checked()

    def write(self, what: Locator, words: str) -> None:
        """Write into a field."""
        self.taps += 1
        self.fields += 1
        self.written += len(words.split())
        self._touch(what)
        what.press_sequentially(words) if len(words) < 12 else what.fill(words)

    def slide(self, what: Locator, level: int) -> None:
        """Touch a slider where the level is."""
        self.taps += 1
        what.scroll_into_view_if_needed()
        box = what.bounding_box()
        assert box is not None
        thumb = 28
        x = thumb / 2 + (box["width"] - thumb) * level / 100
        self._touch(what, position={"x": x, "y": box["height"] / 2})

    def look(self) -> None:
        """Read the whole page."""
        self.read += self.page.locator("main").evaluate(SEEN)

    def minutes(self) -> float:
        """The estimate of the sitting: 200 words a minute, and three seconds a tap."""
        return self.read / 200 + self.taps * 3 / 60

    def _touch(self, what: Locator, **more: object) -> None:
        what.tap(**more)  # type: ignore[arg-type]

    def _target(self, what: Locator) -> Locator:
        return what.locator("xpath=ancestor::label")


@dataclass
class Mouse(Thumb):
    """Clicks."""

    def _touch(self, what: Locator, **more: object) -> None:
        what.click(**more)  # type: ignore[arg-type]


@dataclass
class MouseWithoutScript(Mouse):
    """Clicks where no script runs: a slider's "leave this out" is unticked by hand."""

    def slide(self, what: Locator, level: int) -> None:
        """Take the slider in, then touch it."""
        super().slide(what, level)
        out = self.page.locator(f"input[name={what.get_attribute('name')}_left_out]")
        if out.is_checked():
            self.taps += 1
            self._touch(self._target(out))


@dataclass
class Keys(Thumb):
    """Tab, Space, arrows and Enter only. Every stop on the way must show where it is."""

    stops: list[str] = field(default_factory=list)

    def press(self, what: Locator) -> None:
        """Go there and press Enter."""
        self._go(what)
        self.page.keyboard.press("Enter")

    def choose(self, what: Locator) -> None:
        """Go to its group, then to it with the arrows."""
        if what.get_attribute("type") == "checkbox":
            self._go(what)
            self.page.keyboard.press("Space")
            return
        name = what.get_attribute("name")
        self._tab(f"(e) => e.type === 'radio' && e.name === '{name}'")
        if what.evaluate("(e) => e === document.activeElement"):
            self.page.keyboard.press("Space")
        for _ in range(20):
            if what.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} could not be chosen with the arrows")

    def write(self, what: Locator, words: str) -> None:
        """Go there and type."""
        self._go(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def slide(self, what: Locator, level: int) -> None:
        """From one end in steps."""
        self._go(what)
        self.page.keyboard.press("Home")
        for _ in range(level // 10):
            self.page.keyboard.press("PageUp")
        for _ in range(level % 10):
            self.page.keyboard.press("ArrowRight")

    def _go(self, what: Locator) -> None:
        handle = what.element_handle()
        self.page.evaluate("(e) => { window.nearerSought = e }", handle)
        self._tab("(e) => e === window.nearerSought")

    def _tab(self, is_there: str) -> None:
        for _ in range(TABS_AT_MOST):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate_handle("() => document.activeElement").as_element()
            assert here is not None
            if self.page.evaluate("() => document.activeElement === document.body"):
                continue
            seen = here.evaluate(FOCUS)
            assert seen["seen"], f"no focus to be seen at {seen['what']}"
            assert not seen["covered"], f"the focus is covered at {seen['what']}"
            self.stops.append(seen["what"])
            if here.evaluate(is_there):
                return
        raise AssertionError(f"Tab never came to {is_there}; it came to {self.stops[-TABS_AT_MOST:]}")
