"""The report: one value (``values``) that page, PDF and a sealed share all render, made of what was ticked (``made``)."""

from nearer.domain.report.made import Chosen, chosen, report
from nearer.domain.report.values import Report

__all__ = ["Chosen", "Report", "chosen", "report"]
