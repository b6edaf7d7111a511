"""Plain pages for what goes wrong on the way to a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """There is no such page, or no longer."""
    return render(request, "errors/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Something inside Nearer failed; nothing of it is shown."""
    return render(request, "errors/failed.html", status=500)
