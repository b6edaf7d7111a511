"""A page of HTML as a tagged PDF, with WeasyPrint, which needs Pango on the computer. It fetches nothing from anywhere."""

import logging
from typing import Any

VARIANT = "pdf/ua-1"
"""PDF/UA: tagged, with a title and a language, for people who hear it."""


class NoPango(Exception):
    """Pango, which sets type, is not on this computer."""


class NothingFetched(Exception):
    """A page wanted something from outside of itself."""


def pdf(page: str, sheet: str) -> bytes:
    """The PDF of a whole page with its style sheet. Its ``lang`` and ``title`` become the document's.

    Loaded late, as most sittings never need it. Raises NoPango where that is missing, NothingFetched where the page or the
    sheet names anything outside of itself.
    """
    try:
        import weasyprint
    except OSError as missing:
        raise NoPango from missing
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote the page

    asked: list[str] = []

    class Refusing(weasyprint.URLFetcher):  # type: ignore[misc]
        """Opens no address, of whatever kind."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
            asked.append(url)
            raise NothingFetched

    fetcher = Refusing(allowed_protocols=(), allow_redirects=False)
    css = weasyprint.CSS(string=sheet, url_fetcher=fetcher)
    made: bytes = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(stylesheets=[css], pdf_variant=VARIANT)
    if asked:
        raise NothingFetched
    return made
