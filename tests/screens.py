"""Pictures of every page: ``python -m tests.screens [OUTDIR [NAME ...]]`` (usually ``screens``; names are those of sights).

On a phone and on a desk, in light and in dark, and as paper where a page is meant to be printed.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
THEMES = ("light", "dark")
PAPER = {"today", "practice", "recovery-words", "map", "safety-plan", "safe", "help", "ground"}
WHOLE = "() => { scrollTo(0, 0); return document.documentElement.scrollHeight }"
"""As high as the page, so that what is fixed stands at its edge, as it does after scrolling."""

A4 = (794, 1123)
"""A sheet at 96 dots to the inch."""


def main(outdir: str = "screens", *names: str) -> None:
    """Start a throw-away server with a full book, and take the pictures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGUMENTS, CHROMIUM
    from tests.browser.rooms import Rooms
    from tests.filled import fill
    from tests.served import Served

    out = Path(outdir)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="nearer-screens-") as place:
        data = Path(place) / "data"
        data.mkdir()
        people = fill(data / "nearer.sqlite3")
        with Served(data) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            rooms = Rooms(chromium, server, people)
            taken = _take_all(rooms, out, names)
            rooms.close()
            chromium.close()
    print(f"{taken} pictures in {out.resolve()} ({time.monotonic() - began:.0f} seconds)")


def _take_all(rooms: object, out: Path, names: tuple[str, ...]) -> int:
    from tests.sights import SIGHTS

    for sight in [sight for sight in SIGHTS if not names or sight.name in names]:
        _visit, page, answer = rooms.arrive(sight)  # type: ignore[attr-defined]
        if answer.status >= 500:
            print(f"{sight.name} did not come up", file=sys.stderr)
        for device, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                page.set_viewport_size({"width": width, "height": max(height, page.evaluate(WHOLE))})
                page.screenshot(path=out / f"{sight.name}-{device}-{theme}.png", full_page=True)
        if sight.name in PAPER:
            page.set_viewport_size({"width": A4[0], "height": A4[1]})
            page.emulate_media(media="print", color_scheme="light")
            page.screenshot(path=out / f"{sight.name}-paper.png", full_page=True)
    return len(list(out.glob("*.png")))


if __name__ == "__main__":
    main(*sys.argv[1:])
