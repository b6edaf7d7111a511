"""What has changed: acts done in life, forecasts, pulse, signs, stories and the net, beside the person's own start."""

from django.http import HttpResponse
from django.shortcuts import render

from nearer.domain.findings import COUNTS_UNTIL
from nearer.domain.report import Chosen, report
from nearer.domain.safety import PULSE_FALL
from nearer.web.content import content
from nearer.web.insight import looked_at
from nearer.web.report_figures import shown
from nearer.web.room import RoomRequest, with_book
from nearer.web.stamp import today

WEEKLY = Chosen(("signs", "pulse", "stories", "names"))
"""What is read once a week: a single day says little, and looking every day is checking."""

DAILY = Chosen(("short", "acts", "net", "names"))


@with_book
def show(request: RoomRequest) -> HttpResponse:
    """Everything on one page, each part with how sure it is; "not clear yet" is said like anything else."""
    book, programme = request.room.read(), content().programme
    daily = report(book, programme, DAILY, today())
    weekly = report(*((looked := looked_at(book, today()))[0], programme, WEEKLY, looked[1]))
    told = shown(daily) | {k: v for k, v in shown(weekly).items() if k in ("signs", "pulse", "stories")}
    told |= {"points": PULSE_FALL, "is_young": (today() - daily.first).days < COUNTS_UNTIL}
    return render(request, "progress/progress.html", told)
