"""Drawings on paper: the same geometry as on a page, with its colours written into each drawing.

What sets type for the PDF does not reach into a drawing with the page's style sheet, and knows no tokens. The colours are
those of the light theme (a test holds them against ``tokens.css``).
"""

from pathlib import Path

SHEET = (Path(__file__).parent / "paper.css").read_text(encoding="utf-8")
"""How a report is laid on A4."""

INK, INK_SOFT, INK_QUIET, LINE, EDGE, TEAL = "#2b2a28", "#57524a", "#6b645a", "#e4ddd2", "#8b8275", "#256b60"
STONE_LINE, DEPTH_2 = "#b5aa97", "#afc7bb"

SKIN: dict[str, str] = {
    "marks": (
        f".rule {{ stroke: {LINE}; stroke-width: 1 }}"
        f".rule-strong {{ stroke: {EDGE}; stroke-width: 1.25 }}"
        f".start-line {{ stroke: {INK_SOFT}; stroke-width: 1.25; stroke-dasharray: 2 4 }}"
        f".between {{ stroke: {DEPTH_2}; stroke-width: 5; stroke-linecap: round }}"
        f".was {{ fill: {TEAL} }}"
        f".was-to-be {{ fill: #ffffff; stroke: {INK_SOFT}; stroke-width: 1.75 }}"
        ".was-to-be.met { fill: none }"
        f".day-dot {{ fill: {TEAL}; fill-opacity: .72 }}"
        f".bar-interval {{ stroke: {TEAL}; stroke-width: 9; stroke-opacity: .28; stroke-linecap: round }}"
        f".mean {{ stroke: {INK}; stroke-width: 2.5; stroke-linecap: round }}"
    ),
    "steps": (
        f".st-done {{ fill: #f6e9cf; stroke: {EDGE}; stroke-width: 1.3 }}"
        ".st-next { fill: #fffdf9; stroke: #b4532f; stroke-width: 1.8 }"
        f".st-later {{ fill: none; stroke: {EDGE}; stroke-width: 1.2; stroke-dasharray: 2.5 2.5 }}"
    ),
    "wall": (
        ".joints { fill: #ded5c5 }"
        f".stones path {{ stroke: {STONE_LINE}; stroke-width: 1.15; stroke-linejoin: round }}"
        ".s1 { fill: #ede6da } .s2 { fill: #e7dfd1 } .s3, .word { fill: #f2ece1 }"
        ".near { fill: #f1e7d4 } .lit, .reveal { fill: #f6e9cf }"
        ".grain { fill: none; stroke-width: 1; stroke-linecap: round; opacity: .75 }"
        ".stop-deep { stop-color: #f0cd8c } .stop-light { stop-color: #fae5b8 }"
        ".stop-far { stop-color: #fff6df } .stop-glow { stop-color: #f7e3b8 }"
        ".halo { opacity: .35 }"
        f".reveal-line {{ fill: none; stroke: {STONE_LINE}; stroke-width: 1 }}"
        ".sun { fill: #fff6df } .hill-far { fill: #d9ddc9; opacity: .75 } .hill-near { fill: #b9cbbb; opacity: .85 }"
        ".track { fill: #fff6df; opacity: .85 }"
        f".stepstone {{ fill: #e7dfd1; stroke: {STONE_LINE}; stroke-width: 1.15 }}"
        ".grass { fill: none; stroke: #b9cbbb; stroke-width: 1.3; stroke-linecap: round }"
        f".ground {{ fill: none; stroke: {STONE_LINE}; stroke-width: 1.15 }}"
        f".sprig path {{ fill: none; stroke: {TEAL}; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round }}"
        ".bloom { fill: #b4532f; opacity: .85 }"
        f"text {{ font-family: Charter, P052, DejaVu Serif, serif; font-size: 17px; fill: {INK} }}"
        f"text.carved {{ font-family: Noto Sans, DejaVu Sans, sans-serif; font-size: 14px; fill: {INK_QUIET} }}"
    ),
}
"""The colours of the marks of figures, of steps and of the wall. No quotes and no brackets of markup: they are escaped."""
