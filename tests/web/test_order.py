import threading
import time

from nearer.domain import entries as e
from nearer.vault.store import OpenBook
from nearer.web import order
from nearer.web.order import ON_ITS_WAY, behind_drafts, sealed


def test_a_page_waits_for_every_draft_that_is_named_and_no_longer():
    done = threading.Event()
    page = threading.Thread(target=lambda: (behind_drafts("first.second"), done.set()))
    page.start()
    sealed("second")
    assert not done.wait(0.05), "the first draft is still on its way"
    sealed("first")
    assert done.wait(1)
    page.join()
    began = time.monotonic()
    behind_drafts("second.first")
    assert time.monotonic() - began < 0.1, "both are sealed"


def test_a_draft_that_never_comes_holds_a_page_up_once(house, monkeypatch):
    monkeypatch.setattr(order, "PATIENCE", 0.05)
    client = house.browser("Mara")
    client.cookies[ON_ITS_WAY] = "lost"
    answer = client.get("/today/")
    assert answer.status_code == 200
    assert answer.cookies[ON_ITS_WAY]["max-age"] == 0


def test_the_page_after_a_draft_shows_its_words(house, monkeypatch):
    monkeypatch.setattr(order, "PATIENCE", 5)
    client, late = house.browser("Mara"), house.browser("Mara")
    client.cookies[ON_ITS_WAY] = "mine"
    said = {"form": "/practice/", "fear": "He laughs at the spoon", "mark": "mine"}
    threading.Timer(0.1, lambda: sealed("mine")).start()
    assert late.post("/draft/", said).status_code == 200
    assert "He laughs at the spoon" in client.get("/practice/").content.decode()
    assert late.post("/draft/", said | {"fear": "x", "form": "nowhere"}).status_code == 423, (
        "also a draft not taken is dealt with"
    )


def test_what_marks_a_draft_is_no_part_of_it(house):
    client = house.browser("Mara")
    client.post("/draft/", {"form": "/practice/", "fear": "He laughs", "mark": "secretmark"})
    assert "secretmark" not in client.get("/practice/").content.decode()


def test_what_was_typed_last_is_kept_whichever_arrives_last(house):
    client = house.browser("Mara")
    said = {"form": "/practice/", "fear": "He laughs at the spoon", "mark": "page-10"}
    assert client.post("/draft/", said).status_code == 200
    assert client.post("/draft/", said | {"fear": "He laughs", "mark": "page-9"}).json()["kept_at"]
    assert "He laughs at the spoon" in client.get("/practice/").content.decode()
    for other in ("other-1", "page-11", "", "strange", "page-" + "9" * 10000):
        client.post("/draft/", said | {"fear": f"said by {other}", "mark": other})
        assert f"said by {other}" in client.get("/practice/").content.decode(), "it is news"


def test_a_draft_that_could_not_be_written_stands_in_no_ones_way(house, monkeypatch):
    client, write = house.browser("Mara"), OpenBook.write
    said = {"form": "/practice/", "fear": "He laughs at the spoon"}
    monkeypatch.setattr(OpenBook, "write", lambda *_, **__: 1 / 0)
    assert client.post("/draft/", said | {"mark": "failing-2"}).status_code == 503
    monkeypatch.setattr(OpenBook, "write", write)
    client.post("/draft/", said | {"mark": "failing-1"})
    assert "He laughs at the spoon" in client.get("/practice/").content.decode()


def test_of_two_drafts_the_newer_is_shown_and_both_go(house):
    client, mara = house.browser("Mara"), house["Mara"]
    for twice in range(8):
        for days, fear in ((1, "He laughs at the spoon"), (0, "He laughs, and goes")):
            mara.add(e.Drafted, f"{fear} {twice}", days, form="/practice/", written={"fear": [fear]})
        assert "He laughs, and goes" in client.get("/practice/").content.decode()
        client.post("/draft/", {"form": "/practice/", "fear": f"Newest {twice}"})
        (only,) = (draft for draft in mara.book.read().of(e.Drafted) if draft.form == "/practice/")
        assert only.written["fear"] == [f"Newest {twice}"]
