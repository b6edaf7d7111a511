"""A browser at the product: what it may reach, and what it must never see."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.filled import PASSPHRASE
from tests.served import Served

PATIENCE = 20_000
WATCH_CSP = """window.nearerBreaks = [];
document.addEventListener('securitypolicyviolation', (e) => {
  window.nearerBreaks.push(`${e.violatedDirective} ${e.blockedURI}`);
});"""

WORKER_IS_THERE = """(link) => location.origin !== link || !navigator.serviceWorker || Promise.race([
  navigator.serviceWorker.ready.then(() => true), new Promise((late) => setTimeout(() => late(false), 20_000)),
])"""


@dataclass
class Visit:
    """A browser context that remembers what it should never have seen."""

    context: BrowserContext
    served: Served
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    def to(self, page: Page, path: str) -> int:
        """Go to a path; the status of the answer."""
        answer = page.goto(self.served.link + path)
        assert answer is not None
        return answer.status

    def listen(self) -> None:
        """Begin to remember."""
        self.context.add_init_script(WATCH_CSP)
        self.context.on("request", lambda r: self._asked(r.url))
        self.context.on("console", lambda m: m.type in ("error", "warning") and self._complained(m.text))
        self.context.on("weberror", lambda e: self._complained(str(e.error)))

    def settle(self) -> None:
        """Wait until no page is still fetching its service worker: after that its server may stop without a complaint."""
        for page in self.context.pages:
            assert page.evaluate(WORKER_IS_THERE, self.served.link), f"the worker of {page.url} never came"

    def _asked(self, url: str) -> None:
        if not url.startswith((self.served.link + "/", "about:", "blob:", "data:")):
            self.elsewhere.append(url)

    def _complained(self, text: str) -> None:
        if "Failed to load resource" not in text:
            self.complaints.append(text)

    def was_quiet(self) -> None:
        """Nothing was asked of another host and nothing broke the content security policy."""
        assert self.elsewhere == []
        assert self.complaints == []


def through_the_door(chromium: Browser, served: Served, name: str) -> list:
    """Open a book with its passphrase; the browser's cookies."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served.link}/open/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=passphrase]").fill(PASSPHRASE)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/open/" not in url)
    kept = context.cookies()
    context.close()
    return kept
