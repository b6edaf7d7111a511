"""Text in, numbers out, on the CPU: how much of the person writing comes into the open in a message."""

from nearer.depth.first import Depth, Scores
from nearer.depth.second import FEELINGS

__all__ = ["FEELINGS", "Depth", "Scores"]
