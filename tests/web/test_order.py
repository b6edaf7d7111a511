import threading
import time

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
