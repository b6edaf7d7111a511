"""The report: ticked by its owner, read first, then a page or a tagged PDF; and the page about what has changed."""

import io
import re
import time
from html.parser import HTMLParser

import pikepdf
import pytest
from django.utils.html import escape

from nearer.domain import entries as e
from nearer.domain.report import Chosen, report
from nearer.web.content import content
from nearer.web.report import SECTIONS, report_of, report_pdf
from nearer.web.stamp import new_id, today
from tests.filled import Owner
from tests.heavy.insights import a_long_book
from tests.web.conftest import House, fields_of, text_of

ALL = [tick for tick, _name in SECTIONS]
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'--></svg></style>"
EVERYTHING = {"ticks": ALL, "also": ["names", "others"]}


@pytest.fixture
def bo(house: House) -> Owner:
    return house["Bo"]


@pytest.fixture
def his(house: House, bo: Owner):
    return house.browser("Bo")


def tick(browser, **said) -> None:
    """Tick these in the form, as a browser would send it."""
    page = browser.get("/me/report/")
    answer = browser.post("/me/report/", {**fields_of(page), "ticks": [], "also": [], "weeks": "", **said})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/me/report/read/"), text_of(answer)


def article(browser) -> str:
    text = text_of(browser.get("/me/report/read/"))
    return text[text.index("<article") : text.index("</article>")]


def words_of_pdf(made: bytes) -> tuple[str, list[str]]:
    """The title of a PDF, and what its drawings say to those who hear them."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        alts = [str(node.Alt) for node in opened.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node]
        return str(opened.docinfo["/Title"]), alts


# ---- choosing ----


def test_the_form_of_one_page_is_ticked_first_and_nothing_else(his):
    page = text_of(his.get("/me/report/"))
    ticked = re.findall(r'name="(ticks|also|exercises)" value="([^"]+)" checked', page)
    assert ticked == [("ticks", "short")]


def test_what_was_ticked_is_remembered_once(bo: Owner, his):
    tick(his, ticks=["map", "net"], also=["names"], weeks="4", title="For Tuesday", by="M.")
    tick(his, ticks=["map"], weeks="4", title="For Tuesday", by="M.")
    (said,) = bo.book.read().of(e.ReportChosen)
    assert (said.ticks, said.weeks, said.title, said.by, said.rev) == (("map",), 4, "For Tuesday", "M.", 2)
    page = text_of(his.get("/me/report/"))
    assert re.findall(r'name="(?:ticks|also)" value="([^"]+)" checked', page) == ["map"]
    assert "For Tuesday" in article(his)


def test_a_report_of_nothing_is_not_made(bo: Owner, his):
    answer = his.post("/me/report/", fields_of(his.get("/me/report/")) | {"ticks": []})
    assert answer.status_code == 200
    assert "Tick one of these" in text_of(answer)
    assert not bo.book.read().of(e.ReportChosen)


def test_only_what_can_be_ticked_is_taken(bo: Owner, his):
    answer = his.post("/me/report/", fields_of(his.get("/me/report/")) | {"ticks": ["everything"], "exercises": "nope"})
    assert answer.status_code == 200
    assert not bo.book.read().of(e.ReportChosen)


# ---- reading ----


def test_the_page_is_read_before_anything_is_sent(his):
    text = text_of(his.get("/me/report/read/"))
    assert "This is what will be read" in text
    shown = article(his)
    for heading in ("Acts", "Fear", "Coming through", "Worsening"):
        assert f">{heading}</" in shown
    assert "Asked about ending" not in shown
    assert "7 small acts were done in real life." in shown


def test_names_are_letters_until_they_are_ticked(his):
    tick(his, ticks=["short", "acts"])
    hidden = article(his)
    assert "Tell someone A that I was lonely on Sunday." in hidden
    assert "Ada" not in hidden
    assert "Names are hidden" in hidden
    tick(his, ticks=["short", "acts"], also=["names"])
    assert "Tell Ada that I was lonely on Sunday." in article(his)


def test_what_others_did_stays_out_until_it_is_ticked(his):
    tick(his, ticks=["acts"])
    assert "It was over in a minute" not in article(his)
    assert "taken up" not in article(his)
    tick(his, ticks=["acts"], also=["others"])
    assert "It was over in a minute, about the truth." in article(his)
    assert "it was taken up" in article(his)


def test_every_section_comes_when_it_is_ticked(house: House):
    hers = house.browser("Mara")
    tick(hers, ticks=ALL, exercises=["H1-came-through"])
    shown = article(hers)
    parts = ("In short", "Asked about ending one’s life", "The plan for bad days", "The map", "The signs", "The acts")
    for part in (*parts, "What the check-ins say", "Mind against heart", "The net", "Written in exercises"):
        assert part in shown, part
    assert "I stop opening the post." in shown


def test_the_page_says_the_same_as_the_pdf(his):
    tick(his, ticks=ALL, title="For the first hour")
    title, alts = words_of_pdf(his.get("/me/report/pdf/").content)
    assert title == "For the first hour"
    assert any("A wall of fitted stones" in alt for alt in alts)
    assert any(alt.startswith("expected ") for alt in alts)


# ---- paper ----


def test_the_pdf_is_tagged_and_holds_no_way_out(his):
    tick(his, **EVERYTHING)
    answer = his.get("/me/report/pdf/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert bool(made.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in made.Root
        assert str(made.Root.Lang) == "en"
        assert str(made.docinfo["/Title"]) == "What stands in the book"
        for node in made.objects:
            if isinstance(node, pikepdf.Dictionary):
                assert not {"/URI", "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia"} & set(node.keys())
                if node.get("/S") == pikepdf.Name("/Figure"):
                    assert str(node.get("/Alt", "")), "a drawing without words"


def test_the_form_of_one_page_is_one_page(his):
    with pikepdf.open(io.BytesIO(his.get("/me/report/pdf/").content)) as made:
        assert len(made.pages) == 1


def test_long_words_do_not_make_it_two(bo: Owner, his):
    for n in range(5):
        long = ("A sentence that goes on and on, and on. " * 40)[: 1500 + n]
        bo.plan(f"long {n}", long, -1, 2, fear="W" * 400 + long)
        bo.done(f"long {n}", 0, long, learned=long, did=long)
    with pikepdf.open(io.BytesIO(his.get("/me/report/pdf/").content)) as made:
        assert len(made.pages) == 1


def test_the_one_page_comes_first_and_alone(his):
    tick(his, ticks=["short", "net"])
    with pikepdf.open(io.BytesIO(his.get("/me/report/pdf/").content)) as made:
        assert len(made.pages) == 2


def test_someone_who_is_made_to_show_the_device_gets_no_file(house: House):
    hers = house.browser("Pia")
    answer = hers.get("/me/report/pdf/")
    assert answer.status_code == 403
    assert "No file is made." in text_of(answer)
    page = text_of(hers.get("/me/report/read/"))
    assert "/me/report/pdf/" not in page
    assert 'data-do="print"' not in page
    assert "no file and no printing here" in page


def test_where_pango_is_missing_the_page_says_what_to_do(his, monkeypatch):
    from nearer.formats.pdf import NoPango

    def missing(*_said):
        raise NoPango

    monkeypatch.setattr("nearer.web.report.pdf", missing)
    answer = his.get("/me/report/pdf/")
    assert answer.status_code == 503
    assert "apt install libpango-1.0-0" in text_of(answer)
    assert "Content-Disposition" not in answer.headers


def test_a_sample_can_be_read_and_hands_out_no_file(house: House, monkeypatch):
    drawn: list[object] = []
    monkeypatch.setattr("nearer.web.report.report_pdf", drawn.append)
    looking = house.browser()
    looking.post("/sample/", {"sample": "selin"})
    page = text_of(looking.get("/me/report/read/"))
    assert "In short" in page
    assert "/me/report/pdf/" not in page
    answer = looking.get("/me/report/pdf/")
    assert answer.status_code == 403
    assert "Nothing is kept in a sample" in text_of(answer)
    assert drawn == []


# ---- whatever was written ----


class Found(HTMLParser):
    """Which elements and attributes a browser would see in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}


def marked(owner: Owner) -> None:
    """Someone whose every word and name looks like markup."""
    one = owner.add(e.PersonNamed, "marked", 9, name=MARKUP)
    owner.plan("marked act", f"Act {MARKUP}", -1, 2, person=one, fear=f"Fear {MARKUP}")
    owner.done("marked act", 1, f"Camera {MARKUP}", learned=f"Learned {MARKUP}", did=f"Did {MARKUP}")
    for drawn in owner.book.read().of(e.MapDrawn):
        owner.book.write(remove=[drawn.id])
    lines = {name: f"{name} {MARKUP}" for name in ("wall", "did", "costs", "want", "first_act")}
    owner.add(e.MapDrawn, "marked map", 1, **lines)
    said = (e.Said("minute", f"Prompt {MARKUP}", f"Root {MARKUP}", None, ()),)
    owner.add(
        e.ExerciseWritten, "marked root", 1, exercise="R2-exercise", version=1, turn=7, part="happened", said=said
    )
    story = {"story": new_id(), "story_text": f"Story {MARKUP}", "reading": "mood_alone_or_with", "expected": "first"}
    owner.add(e.TrialBegun, "marked trial", 1, **story, prompt="?")


@pytest.mark.parametrize("also", [[], ["names", "others"]], ids=["hidden", "shown"])
def test_markup_is_text_on_page_drawing_and_paper(house: House, also):
    mara, hers = house["Mara"], house.browser("Mara")
    marked(mara)
    said = {"ticks": ALL, "also": also, "exercises": ["R2-exercise"], "title": f"Title {MARKUP}", "by": f"By {MARKUP}"}
    tick(hers, **said)
    for path in ("/me/report/", "/me/report/read/", "/me/map/", "/me/progress/"):
        raw = hers.get(path).content.decode()
        found = Found(raw[raw.index("<main") : raw.index("</main>")])
        assert not {"script", "img", "style"} & found.tags, path
        assert not [name for name in found.attributes if name.startswith("on") or name == "style"], path
    raw = hers.get("/me/report/read/").content.decode()
    assert str(escape("<img src=x")) in raw
    title, alts = words_of_pdf(report_pdf(report_of(mara.book.read())))
    assert title.startswith("Title ")
    assert any(alt.count("</svg>") for alt in alts) is bool(also)


def test_names_stay_hidden_in_drawings_and_on_paper(house: House):
    mara, hers = house["Mara"], house.browser("Mara")
    mara.add(e.PersonNamed, "zebulon", 9, name="Zebulon")
    for drawn in mara.book.read().of(e.MapDrawn):
        mara.book.write(remove=[drawn.id])
    mara.add(
        e.MapDrawn, "zeb map", 1, wall="I leave before zebulon.", did="Zebulon stayed.", costs="", want="", first_act=""
    )
    tick(hers, ticks=ALL)
    made = report_of(mara.book.read())
    title, alts = words_of_pdf(report_pdf(made))
    assert not [words for words in (title, *alts, article(hers)) if "zebulon" in words.casefold()]
    assert any("I leave before someone" in alt for alt in alts)


# ---- what has changed ----


def test_what_has_changed_stands_beside_ones_own_start(his):
    text = text_of(his.get("/me/progress/"))
    for part in ("Done in life", "Coming through", "The weeks", "The signs", "Mind against heart", "The net"):
        assert part in text, part
    assert "It was 25 points better than expected, on average over 7 acts" in text
    assert "not clear yet" in text
    assert "Fewer than three" not in text
    assert "From three people on it is counted." in text


def test_an_empty_book_is_told_what_will_stand_there(house: House):
    text = text_of(house.browser("Wen").get("/me/progress/"))
    assert "“Not clear yet” is an answer too." in text
    assert "Here will stand what you feared of each, and what it was." in text
    assert "The weekly pulse will stand here" in text


def test_two_low_weeks_come_first_with_a_way_to_a_person(house: House):
    wen, hers = house["Wen"], house.browser("Wen")
    items = content().programme.pulse
    for weeks, level in ((5, 3), (4, 3), (3, 3), (1, 1), (0, 0)):
        answers = tuple(e.Answer(item.id, item.version, item.text, level) for item in items)
        wen.add(e.PulseAnswered, f"pulse {weeks}", 7 * weeks, answers=answers)
    wen.add(e.FitChecked, "fit again", 0, thoughts="no", prompt="?")
    text = text_of(hers.get("/me/progress/"))
    assert text.index("Two low weeks") < text.index("Done in life")
    assert 'class="btn btn-care" href="/help/"' in text
    assert "Two low weeks up to" in text[text.index("What has got worse") :]


def test_nobody_is_scored_or_praised(his):
    for path in ("/me/progress/", "/me/report/read/"):
        text = text_of(his.get(path)).lower()
        main = text[text.index("<main") :]
        for word in ("streak", "score", "well done", "great", "congrat", "badge", "!"):
            assert word not in re.sub(r"<[^>]*>", "", main), (path, word)


# ---- a long life with the book ----


def test_a_report_of_ten_years_is_quick_enough_to_wait_for():
    """A small part of what ``make bench`` measures: a quarter of the book, and a bar that a busy machine keeps."""
    book, programme = a_long_book(2_500), content().programme
    chosen = Chosen(("short", "acts", "pulse", "signs", "stories", "moods", "map", "net"))
    before = time.process_time()
    made = report(book, programme, chosen, max(today(), book.entries[-1].day))
    assert time.process_time() - before < 0.6
    before = time.process_time()
    assert report_pdf(made).startswith(b"%PDF")
    assert time.process_time() - before < 8
