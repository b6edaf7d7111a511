"""Nearer: a private, self-guided programme for people who want closeness and find it hard to let anyone in."""

__version__ = "0.1.0"
