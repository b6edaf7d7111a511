"""One browser for each person, kept while all pages are looked at."""

from typing import Any

from playwright.sync_api import Browser, Page

from nearer.web.room import OPEN_COOKIE, SAMPLE_COOKIE, START_COOKIE
from nearer.web.samples import samples
from tests.browser.visit import Visit, through_the_door
from tests.filled import Owner
from tests.served import Served
from tests.sights import Sight


class Rooms:
    """Browsers at one server. Whoever comes again finds the book open, even where a page has closed it."""

    def __init__(self, chromium: Browser, served: Served, people: dict[str, Owner]) -> None:
        self._chromium, self._served, self._people = chromium, served, people
        self._made: dict[str, tuple[Visit, Page]] = {}
        self._keys: dict[str, str] = {}

    def of(self, who: str) -> tuple[Visit, Page]:
        """The browser of someone; of nobody for no name, of someone looking around for "sample"."""
        if who not in self._made:
            visit = Visit(self._chromium.new_context(reduced_motion="reduce"), self._served)
            visit.listen()
            self._made[who] = visit, visit.page()
        visit, page = self._made[who]
        visit.context.clear_cookies()
        if who:
            visit.context.add_cookies([{"url": self._served.link, **self._key(who)}])  # type: ignore[typeddict-item]
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(color_scheme="light", media="screen")
        return visit, page

    def arrive(self, sight: Sight) -> tuple[Visit, Page, Any]:
        """At a sight: the browser, the page, and the answer that it was drawn from."""
        visit, page = self.of(sight.who)
        answers: list[Any] = []

        def answered(response: Any) -> None:
            if response.request.is_navigation_request():
                answers.append(response)

        page.on("response", answered)
        visit.to(page, sight.path_for(self._people.get(sight.who)))
        if sight.then:
            sight.then(page)
        page.remove_listener("response", answered)
        return visit, page, answers[-1]

    def close(self) -> None:
        """Close all of them."""
        for visit, _page in self._made.values():
            visit.context.close()

    def _key(self, who: str) -> dict[str, str]:
        if who == "sample":
            return {"name": SAMPLE_COOKIE, "value": samples()[0].id}
        if who == "Noor":
            return {"name": START_COOKIE, "value": self._people[who].token}
        if who not in self._keys:
            kept = through_the_door(self._chromium, self._served, who)
            self._keys[who] = next(c["value"] for c in kept if c["name"] == OPEN_COOKIE)
        return {"name": OPEN_COOKIE, "value": self._keys[who]}
