"""On paper a drawing brings its own colours: the same marks as on a page, in the light theme."""

import re
from pathlib import Path

from django.utils.html import escape

from nearer.web.drawings.paper import SHEET, SKIN

WEB = Path(__file__).parents[3] / "nearer" / "web"
TOKENS = (WEB / "static" / "nearer" / "tokens.css").read_text()
DRAWN = {
    "wall": ("_wall_body", "_wall_defs", "_opening", "_opening_defs", "_sprigs"),
    "marks": ("_track", "dots_along", "dot_rows"),
}
PLAIN = {"fluid", "sprig", "stones", "words"}
"""Classes that colour nothing by themselves."""


def light():
    """The colours of the light theme."""
    return set(re.findall(r"#[0-9a-f]{6}", TOKENS[: TOKENS.index("@media screen")]))


def test_the_colours_are_those_of_the_light_theme():
    for name, skin in SKIN.items():
        assert set(re.findall(r"#[0-9a-f]+", skin)) <= light(), name
    assert set(re.findall(r"#[0-9a-f]+", SHEET)) <= light()


def classes_in(piece):
    """What a drawing colours by class: the marks of its svg, or the whole of a piece that stands inside one."""
    text = (WEB / "templates" / "drawings" / f"{piece}.html").read_text()
    drawn = "".join(re.findall(r"<svg.*?</svg>", text, re.S)) or text
    drawn = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", drawn)
    return {name for names in re.findall(r'class="([^"]*)"', drawn) for name in names.split()} - PLAIN


def test_every_mark_of_a_drawing_has_a_colour_on_paper():
    for skin, pieces in DRAWN.items():
        used = set().union(*map(classes_in, pieces))
        assert len(used) > 3
        assert not {name for name in used if not re.search(rf"\.{name}\b", SKIN[skin])}
    for state in ("st-done", "st-next", "st-later"):
        assert f".{state}" in SKIN["steps"]


def test_a_skin_stands_in_a_drawing_as_it_is():
    """It is written into a page by a template, which escapes markup and quotes."""
    for skin in SKIN.values():
        assert escape(skin) == skin
        assert "url(" not in skin


def test_the_sheet_names_no_address():
    assert "url(" not in SHEET
    assert "@import" not in SHEET
    assert not re.search(r"https?:", SHEET)
