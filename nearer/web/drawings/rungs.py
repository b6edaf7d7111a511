"""A situation as a stone: as wide as the feared thing is likely, as tall as it would be bad."""

from __future__ import annotations

from random import Random

from .stonework import rounded

SIDE = 84.0
"""The frame is a square of this many units; 100 of 100 fills it."""

_LEAST = 9.0


def rung(likely: int, cost: int, seed: str) -> str:
    """The path of a stone that stands in the lower left corner of its frame; the same seed gives the same stone.

    ``likely`` and ``cost`` run from 0 to 100.
    """
    rng = Random(seed)  # noqa: S311 - a drawing, no secret
    width = max(_LEAST, (SIDE - 4) * likely / 100)
    height = max(_LEAST, (SIDE - 4) * cost / 100)
    left, base = 1.5, SIDE - 1.5
    along_top = [left + width * part for part in (0.0, 0.5, 1.0)]
    top = [base - height + rng.uniform(-1.2, 1.2) for _ in along_top]
    outline = (
        *zip(along_top, top, strict=True),
        (left + width + rng.uniform(-0.8, 0.8), base - height * 0.45),
        (left + width, base),
        (left + width * 0.5, base + rng.uniform(-0.3, 0.5)),
        (left, base),
        (left + rng.uniform(-0.4, 0.4), base - height * 0.5),
    )
    return rounded(outline, min(8.0, width * 0.28, height * 0.28))
