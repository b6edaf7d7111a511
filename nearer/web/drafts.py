"""Drafts: what is typed into a form is sealed while it is being written, and is there again when the page comes back."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from nearer.domain.entries import Drafted
from nearer.web.keep import posted
from nearer.web.order import in_turn, sealed
from nearer.web.room import RoomRequest, SampleRoom
from nearer.web.stamp import now, own_stamp


@require_POST
def draft(request: RoomRequest) -> JsonResponse:
    """Seal what stands in a form now. Says when it was kept, or that it was not."""
    path, mark = request.POST.get("form", ""), request.POST.get("mark", "")[:60]
    try:
        return _seal(request, path, mark)
    finally:
        sealed(mark)


def _seal(request: RoomRequest, path: str, mark: str) -> JsonResponse:
    if request.room is None or isinstance(request.room, SampleRoom) or not path.startswith("/") or len(path) > 200:
        return JsonResponse({}, status=423)
    with in_turn(mark) as is_newest:
        if is_newest:
            _write(request, path)
    return JsonResponse({"kept_at": now().astimezone(ZoneInfo(settings.TIME_ZONE)).strftime("%H:%M")})


def _write(request: RoomRequest, path: str) -> None:
    written: dict[str, list[str]] = {}
    for kept in posted(request):
        if kept.name not in {"form", "box", "mark"}:
            written.setdefault(kept.name, []).append(kept.value)
    entry = Drafted(**own_stamp(request), form=path, written=written)
    request.room.book.write(add=[entry], remove=request.room.drafts(path))


def draft_of(request: RoomRequest, path: str = "") -> dict[str, Any]:
    """What was drafted for a form (this page's one unless a path is given), as its initial values."""
    found = request.room.draft(path or request.path)
    if found is None:
        return {}
    left_out = {name.removesuffix("_left_out") for name in found.written if name.endswith("_left_out")}
    kept = {name: values for name, values in found.written.items() if values and name not in left_out}
    return {name: values if len(values) > 1 else values[0] for name, values in kept.items()}
