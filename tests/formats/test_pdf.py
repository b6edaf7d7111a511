"""PDFs are tagged, say their language and title, and are made from nothing but what they are given."""

import io
import sys

import pikepdf
import pytest

from nearer.formats.pdf import NoPango, NothingFetched, pdf

PAGE = """<!doctype html><html lang="en"><head><title>Notes & <b>more</b></title></head><body><main><h1>One</h1>
<p>Words.</p><ul><li>First</li></ul><svg width="40" height="20"><style>circle { fill: #256b60 }</style>
<title>A dot</title><circle cx="10" cy="10" r="5"/></svg></main></body></html>"""
OUTSIDE = {
    "an image": '<img src="https://example.org/a.png" alt="">',
    "a file": '<img src="file:///etc/hostname" alt="">',
    "data": '<img src="data:image/png;base64,AAAA" alt="">',
    "a sheet": '<link rel="stylesheet" href="https://example.org/a.css">',
    "an object": '<object data="file:///etc/passwd"></object>',
    "an attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "an image in a drawing": '<svg width="9" height="9"><image href="https://example.org/a.png" width="9" height="9"/></svg>',
}


def opened(page=PAGE, sheet=""):
    return pikepdf.open(io.BytesIO(pdf(page, sheet)))


def structure(node, found=None):
    """Every element of the tag tree, in order."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for kid in node:
            structure(kid, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            structure(node.K, found)
    return found


def test_it_is_tagged_and_says_its_language_and_title():
    made = opened()
    assert bool(made.Root.MarkInfo.Marked)
    assert str(made.Root.Lang) == "en"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    assert str(made.docinfo["/Title"]) == "Notes & <b>more</b>"
    with made.open_metadata() as said:
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    kinds = [str(node.S) for node in structure(made.Root.StructTreeRoot.K)]
    assert {"/Document", "/H1", "/P", "/L", "/LI", "/Figure"} <= set(kinds)


def test_every_drawing_has_its_words():
    made = opened()
    (figure,) = [node for node in structure(made.Root.StructTreeRoot.K) if str(node.S) == "/Figure"]
    assert str(figure.Alt) == "A dot"


@pytest.mark.parametrize("outside", OUTSIDE.values(), ids=OUTSIDE)
def test_nothing_is_fetched_from_anywhere(outside, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_where: pytest.fail("a connection"))
    with pytest.raises(NothingFetched):
        pdf(PAGE.replace("<main>", f"<main>{outside}"), "")


def test_a_sheet_may_not_fetch_either():
    with pytest.raises(NothingFetched):
        pdf(PAGE, "@import 'file:///etc/passwd';")
    with pytest.raises(NothingFetched):
        pdf(PAGE, "p { background: url(https://example.org/a.png) }")


def test_where_pango_is_missing_it_is_said(monkeypatch):
    """WeasyPrint raises OSError while it is loaded, when a library of Pango is not there."""

    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(NoPango):
        pdf(PAGE, "")
