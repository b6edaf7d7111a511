"""The installable shell: a manifest, and a worker that keeps only what is the same for everyone.

Offline there are the looks, the help lines and the way to steady oneself. A plan, a person or a page of a book is never
kept outside its seal: the worker fetches what it keeps without cookies, so it cannot even see them.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

WEB = Path(__file__).resolve().parent
STATIC = WEB / "static"
PAGES = ("help", "ground", "offline")
LOOKS = ("theme.js", "tokens.css", "nearer.css", "nearer.js", "icon.svg", "icon-192.png", "icon-512.png")
SAID_BY = (
    WEB.parent / "content" / "en" / "help.toml",
    *sorted((WEB / "templates" / "help").iterdir()),
    *sorted((WEB / "templates" / "shell").iterdir()),
)
"""What the kept pages say comes from here."""


def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """What an installed Nearer is called and looks like."""
    icons = [
        {"src": static(f"nearer/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    told = {
        "name": "Nearer",
        "short_name": "Nearer",
        "description": _("A quiet place to practise closeness."),
        "start_url": reverse("welcome"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f2",
        "theme_color": "#faf7f2",
        "icons": [*icons, {"src": static("nearer/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps; its name changes whenever any of that changes."""
    pages = [reverse(name) for name in PAGES]
    told = {"name": f"shell-{_print_of_shell()}", "pages": pages, "looks": [static(f"nearer/{look}") for look in LOOKS]}
    return render(request, "shell/worker.js", told, content_type="text/javascript")


def offline(request: HttpRequest) -> HttpResponse:
    """What is shown when the server does not answer."""
    return render(request, "shell/offline.html")


@lru_cache(maxsize=1)
def _print_of_shell() -> str:
    together = hashlib.sha256()
    for file in (*(STATIC / "nearer" / look for look in LOOKS), *SAID_BY):
        together.update(file.read_bytes())
    return together.hexdigest()[:12]
