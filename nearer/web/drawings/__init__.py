"""Drawings as values: Python lays the geometry, templates draw it."""
