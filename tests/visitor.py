"""A visitor without JavaScript: reads pages over HTTP, fills in their forms as they are, and presses Save."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

PASSPHRASE = "walnut ferry cobalt thimble"


@dataclass(frozen=True)
class Page:
    """An answer: its status, where it ended after redirects, and its text."""

    status: int
    url: str
    text: str


@dataclass
class Form:
    """One form of a page: where it goes, and what it would say if it were sent untouched."""

    action: str = ""
    said: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def add(self, tag: str, given: dict[str, str | None]) -> None:
        """Take in one control as a browser does; where nothing is chosen, choose the first answer."""
        name, kind, value = given.get("name") or "", given.get("type") or "text", given.get("value")
        if not name or kind in ("submit", "button", "image"):
            return
        if tag == "textarea" or kind in ("text", "search", "password"):
            self.texts.append(name)
        if kind == "checkbox" and "checked" not in given:
            return
        if kind == "radio" and "checked" not in given:
            self.said.setdefault(name, "on" if value is None else value)
            return
        self.said[name] = (value or "") if kind != "checkbox" else (value or "on")


class Forms(HTMLParser):
    """Every form of a page that is posted."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._inside: Form | None = None
        self._area = ""
        self._page = page
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a form or take in one of its controls."""
        given = dict(attrs)
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self._inside = Form(urllib.parse.urljoin(self._page.url, given.get("action") or self._page.url))
            self.found.append(self._inside)
        elif self._inside is not None and tag in ("input", "textarea"):
            self._inside.add(tag, given)
            self._area = given.get("name") or "" if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        """What stands in a textarea is its value."""
        if self._inside is not None and self._area:
            self._inside.said[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """Close a form or a textarea."""
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._inside = None


def main_form(page: Page, said: dict[str, str]) -> Form:
    """The largest form of a page that has these fields. Raises AssertionError where there is none."""
    fitting = [form for form in Forms(page).found if set(said) <= set(form.said)]
    assert fitting, f"no form for {sorted(said)} at {page.url} ({page.status})"
    return max(fitting, key=lambda form: len(form.said))


class Visitor:
    """One browser with its own cookies. Every acknowledged form is the page that came back."""

    def __init__(self, link: str) -> None:
        self.link = link
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> Page:
        """Read a page."""
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.link, path)))

    def send(self, page: Page, **said: str) -> Page:
        """Fill in the form of this page that has these fields, and send it; what is not said stays as it was."""
        form = main_form(page, said)
        return self.post(form.action, form.said | said)

    def write_everywhere(self, page: Page, words: Callable[[str], str], **said: str) -> Page:
        """Send the form of this page with words in every text field of it."""
        form = main_form(page, said)
        return self.post(form.action, form.said | {name: words(name) for name in form.texts} | said)

    def post(self, path: str, said: dict[str, str]) -> Page:
        """Send fields as they are."""
        where = urllib.parse.urljoin(self.link, path)
        return self._ask(urllib.request.Request(where, urllib.parse.urlencode(said).encode(), {"Origin": self.link}))

    def first_sitting(self, name: str, passphrase: str = PASSPHRASE, words: Callable[[str], str] = str) -> Page:
        """The whole first sitting, whatever its parts are; the page after the passphrase."""
        own = {
            "start": "own",
            "choice": "own",
            "adult": "yes",
            "whose": "mine",
            "could_do": "nothing",
            "asked_not": "no",
        }
        key = {"name": name, "passphrase": passphrase, "again": passphrase}
        for _ in range(20):
            page = self.get("/begin/")
            form = main_form(page, {})
            written = {field: words(field) for field in form.texts}
            self.post(form.action, form.said | written | {n: v for n, v in {**own, **key}.items() if n in form.said})
            if any(cookie.name == "nearer-book" for cookie in self.jar):
                return self.get("/today/")
        raise AssertionError(f"the first sitting does not end: {page.url}")

    def open(self, name: str, passphrase: str = PASSPHRASE) -> Page:
        """Open the book."""
        return self.send(self.get("/open/"), name=name, passphrase=passphrase)

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=20) as answer:
                return Page(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as refused:
            return Page(refused.code, refused.url, refused.read().decode())
