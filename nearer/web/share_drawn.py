"""A report as it is read by someone else: drawn from its value alone, which may come from another person."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nearer.domain.report import Report
from nearer.web.report_figures import shown


def drawn(report: Report) -> SafeString:
    """The report, whole."""
    return render_to_string("report/_report.html", shown(report))


def drawn_if_it_can_be(report: Report) -> SafeString | None:
    """The report of another person, who may have made it by hand: None where it cannot be drawn."""
    try:
        return drawn(report)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
