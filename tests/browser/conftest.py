"""A real browser at the real product: one server and one filled folder for each worker, one context for each test."""

import functools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.filled import PASSPHRASE, Owner, fill
from tests.served import Served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 8000
BREAKS_OF_CSP = "() => window.nearerBreaks || []"
WATCH_CSP = """window.nearerBreaks = [];
document.addEventListener('securitypolicyviolation', (e) => window.nearerBreaks.push(`${e.violatedDirective} ${e.blockedURI}`));"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


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
        self.context.add_init_script(WATCH_CSP)
        self.context.on("request", lambda r: self._asked(r.url))
        self.context.on("console", lambda m: m.type in ("error", "warning") and self._complained(m.text))
        self.context.on("weberror", lambda e: self._complained(str(e.error)))

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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory, django_db_blocker) -> tuple[Path, dict[str, Owner]]:
    data = tmp_path_factory.mktemp("browser") / "data"
    data.mkdir(mode=0o700)
    with django_db_blocker.unblock():
        return data, fill(data / "nearer.sqlite3")


@pytest.fixture(scope="session")
def served(folder) -> Iterator[Served]:
    with Served(folder[0]) as server:
        yield server
    assert "Traceback" not in server.said
    assert "ERROR" not in server.said, server.said


@pytest.fixture(scope="session")
def people(folder) -> dict[str, Owner]:
    return folder[1]


@pytest.fixture
def own_server(tmp_path) -> Iterator[Served]:
    """An empty server for one test, which may stop, starve or break it."""
    server = Served(tmp_path / "data")
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.data, ignore_errors=True)


@pytest.fixture
def visit(chromium, served) -> Iterator[Callable[..., Visit]]:
    """Make visits: each is a browser of its own. All of them must have been quiet at the end."""
    made: list[Visit] = []

    def begin(at: Served = served, width: int = 1280, height: int = 900, **more: object) -> Visit:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, reduced_motion="reduce", **more)  # type: ignore[arg-type]
        new = Visit(context, at)
        new.listen()
        made.append(new)
        return new

    yield begin
    for one in made:
        one.context.close()
    for one in made:
        one.was_quiet()


@pytest.fixture(scope="session")
def cookies(chromium, served) -> Callable[[str], list]:
    """The cookies of someone's open book, opened once through the door."""

    return functools.cache(functools.partial(through_the_door, chromium, served))


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


@pytest.fixture
def own_book(chromium, served) -> Callable[[], list]:
    """Cookies of a session of Mara's that a test may end."""

    return functools.partial(through_the_door, chromium, served, "Mara")
