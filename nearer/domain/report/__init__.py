"""The report: one value that page, PDF and a sealed share all render (``values``), made from a book (``made``)."""

from nearer.domain.report.made import Chosen, Tick, report
from nearer.domain.report.values import Report

__all__ = ["Chosen", "Report", "Tick", "report"]
