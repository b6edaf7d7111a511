"""A real browser at the real product: one server and one filled folder for each worker, one context for each test."""

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.hands import Mouse
from tests.browser.rooms import Rooms
from tests.browser.story import STORY, open_book
from tests.browser.visit import Visit, through_the_door
from tests.filled import PASSPHRASE, Owner, fill, fill_one
from tests.served import Served

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
"""The browser without its own windows where Debian has it: half the time of the whole one."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


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
        people = fill(data / "nearer.sqlite3")
    shutil.copytree(data, data.parent / "as-filled")
    return data, people


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
def alma(tmp_path, django_db_blocker, visit) -> Iterator[tuple[Visit, Mouse]]:
    """Alma, with her book open, on a server of her own."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    with django_db_blocker.unblock():
        fill_one(data / "nearer.sqlite3", "Alma", STORY)
    with Served(data) as server:
        here = visit(server)
        hand = Mouse(here.page())
        open_book(hand, here, PASSPHRASE)
        yield here, hand
    assert "Traceback" not in server.said


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
        if more.get("java_script_enabled", True):
            at.guests.append(new.settle)
        return new

    yield begin
    for one in made:
        one.context.close()
        if one.settle in one.served.guests:
            one.served.guests.remove(one.settle)
    for one in made:
        one.was_quiet()


@pytest.fixture(scope="session")
def cookies(chromium, served) -> Callable[[str], list]:
    """The cookies of someone's open book, opened once through the door."""

    return functools.cache(functools.partial(through_the_door, chromium, served))


@pytest.fixture
def own_book(chromium, served) -> Callable[[], list]:
    """Cookies of a session of Mara's that a test may end."""

    return functools.partial(through_the_door, chromium, served, "Mara")


@pytest.fixture(scope="module")
def rooms(chromium, served, people) -> Iterator[Rooms]:
    """One browser for each person, kept for all pages."""
    made = Rooms(chromium, served, people)
    yield made
    made.close()
