"""The map: written in the first sitting, drawn on the book's own wall, changed later, and never lost."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from nearer.domain import entries as e
from nearer.vault.models import SealedEntry
from tests.filled import Owner
from tests.web.conftest import House

WORDS = {
    "wall": "I make the joke before anyone comes close.",
    "did": "It kept me from waiting at the window.",
    "costs": "Evenings with nothing left in them.",
    "want": "One person who knows how my day was.",
    "first_act": "Ask Wren to stay for another cup of tea.",
}
HARD = {
    "one long word": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 3,
    "right to left": "אני צוחק לפני שמישהו מתקרב, ואז הולך.",
    "both ways": "I say שלום and \u202e leave نعم 12:30",
    "no spaces": "我在别人靠近之前先开玩笑" * 12,
    "markup": "<script>alert(1)</script> <b style='x'>&amp;",
    "very long": "and the plates were put away without a word " * 300,
    "faces": "😀" * 200,
}


@pytest.fixture
def mara(house: House) -> Owner:
    """Mara, steady, without a map."""
    return steady(house["Mara"])


@pytest.fixture
def hers(house: House, mara: Owner) -> Client:
    return house.browser("Mara")


def steady(owner: Owner, thoughts: str = "no") -> Owner:
    for drawn in owner.book.read().of(e.MapDrawn):
        owner.book.write(remove=[drawn.id])
    owner.add(e.FitChecked, "fit now", thoughts=thoughts, prompt="?")
    return owner


def draw(owner: Owner, **words: str) -> str:
    return owner.add(e.MapDrawn, "map", **(dict.fromkeys(WORDS, "") | words))


def the_map(owner: Owner) -> e.MapDrawn:
    (drawn,) = owner.book.read().of(e.MapDrawn)
    return drawn


def page(client: Client, path: str = "/me/map/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.headers)
    return answer.content.decode()


def stones(text: str) -> list[str]:
    """The outlines of all stones on a page."""
    return re.findall(r'<path class="(?:s1|s2|s3|near|lit|word)" d="([^"]+)"', text)


def test_the_map_shows_every_line(mara: Owner, hers: Client):
    draw(mara, **WORDS)
    text = page(hers)
    for name in ("costs", "want", "first_act"):
        assert f">{WORDS[name]}<" in text
    assert text.count("<tspan") > 4


def test_the_stones_are_a_list_for_those_who_hear_them(mara: Owner, hers: Client):
    draw(mara, **WORDS)
    heard = re.findall(r"<li>(.*?): <span dir=\"auto\">(.*?)</span></li>", page(hers))
    *lines, root = heard
    assert lines == [("My wall", WORDS["wall"]), ("What it did for me", WORDS["did"])]
    assert root == (
        "The fear of being turned away",
        "What Mara wrote about the minute: a wet Tuesday, and then it was over.",
    )
    assert not re.findall(r'<svg class="map-(?!wide|tall)', page(hers))
    assert page(hers).count('aria-hidden="true"') >= 2


@pytest.mark.parametrize("path", ["/me/map/", "/me/"])
def test_the_same_book_has_the_same_wall(mara: Owner, hers: Client, path: str):
    draw(mara, **WORDS)
    assert stones(page(hers, path))
    assert stones(page(hers, path)) == stones(page(hers, path))


def test_another_book_has_another_wall(house: House, mara: Owner, hers: Client):
    draw(mara, **WORDS)
    wen = steady(house["Wen"])
    first = wen.book.read().of(e.BookBegun)[0]
    wen.book.write(remove=[first.id])
    wen.add(e.BookBegun, "begun again", 30, whose="mine", wall_seed=77)
    draw(wen, **WORDS)
    assert stones(page(house.browser("Wen"))) != stones(page(hers))


def test_a_book_without_a_readable_first_page_has_a_wall_too(mara: Owner, hers: Client):
    mara.book.write(remove=[mara.book.read().of(e.BookBegun)[0].id])
    draw(mara, **WORDS)
    assert stones(page(hers))


@pytest.mark.parametrize("name", WORDS)
def test_one_line_is_a_map(mara: Owner, hers: Client, name: str):
    answer = hers.post("/me/map/edit/", {name: WORDS[name]})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/map/")
    assert getattr(the_map(mara), name) == WORDS[name]
    assert WORDS[name].split()[0] in page(hers)


def test_five_empty_lines_are_no_map_yet(mara: Owner, hers: Client):
    answer = hers.post("/me/map/edit/", {"wall": "  ", "did": "\n"})
    assert answer.status_code == 200
    assert "One line is enough" in answer.content.decode()
    assert not mara.book.read().of(e.MapDrawn)


def test_before_it_is_drawn_an_example_stands_there_and_says_so(hers: Client):
    text = page(hers)
    assert '<span class="example">' in text
    assert "I ask all the questions" in text
    assert stones(text)
    assert "Draw it" in page(hers, "/me/")


def test_the_form_lends_what_the_book_knows(hers: Client):
    text = page(hers, "/me/map/edit/")
    assert "I am someone for two hours, not for a whole Sunday. After that I run out." in text
    assert "Ask Wren to stay for another cup of tea." in text


def test_a_change_keeps_the_page_and_raises_its_revision(mara: Owner, hers: Client):
    drawn = draw(mara, **WORDS)
    said = WORDS | {"entry": drawn, "rev": "1", "want": "To be asked\n twice."}
    assert hers.post("/me/map/edit/", said).status_code == 302
    now = the_map(mara)
    assert (now.id, now.rev, now.want, now.wall) == (drawn, 2, "To be asked twice.", WORDS["wall"])
    assert "To be asked twice." in page(hers)


def test_a_stale_change_shows_both_versions(mara: Owner, hers: Client):
    drawn = draw(mara, **WORDS)
    hers.post("/me/map/edit/", WORDS | {"entry": drawn, "rev": "1", "want": "From the first window."})
    answer = hers.post("/me/map/edit/", WORDS | {"entry": drawn, "rev": "1", "want": "From the second window."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "From the first window." in text
    assert "From the second window." in text
    assert text.count(str(escape(WORDS["wall"]))) == 2
    assert the_map(mara).want == "From the first window."


def test_it_can_be_removed(mara: Owner, hers: Client):
    drawn = draw(mara, **WORDS)
    assert WORDS["costs"] in page(hers, f"/me/remove/{drawn}/")
    assert hers.post(f"/me/remove/{drawn}/").status_code == 302
    assert not SealedEntry.objects.filter(id=drawn).exists()


def test_nobody_else_can_remove_it(house: House, mara: Owner):
    drawn = draw(mara, **WORDS)
    steady(house["Wen"])
    assert house.browser("Wen").post(f"/me/remove/{drawn}/").status_code == 404
    assert the_map(mara).id == drawn


def test_a_draft_comes_back(hers: Client):
    hers.post("/draft/", {"form": "/me/map/edit/", "did": "It kept the so"})
    assert "It kept the so" in page(hers, "/me/map/edit/")


@pytest.mark.parametrize("words", HARD.values(), ids=HARD)
def test_hard_words_do_not_break_the_drawing(mara: Owner, hers: Client, words: str):
    assert hers.post("/me/map/edit/", dict.fromkeys(WORDS, words)).status_code == 302
    assert the_map(mara).did == words.strip()
    text = page(hers)
    main = text[text.index("<main") : text.index("</main>")]
    assert not re.search(r"<[^>]*\sstyle\s*=", main)
    assert "<script" not in main
    assert stones(text)
    assert len(main) < 200_000 + 8 * len(words)
    if words.strip().startswith("א"):
        assert 'direction="rtl"' in main


def test_what_is_shortened_on_a_stone_stands_whole_below(mara: Owner, hers: Client):
    draw(mara, **(WORDS | {"did": HARD["very long"].strip()}))
    assert page(hers).count(HARD["very long"].strip()) == 2  # once heard, once seen
    draw(steady(mara), **WORDS)
    assert page(hers).count(WORDS["did"]) == 1


def test_in_hard_weeks_nobody_is_asked_for_the_bill(mara: Owner, hers: Client):
    drawn = draw(mara, **WORDS)
    mara.add(e.FitChecked, "fit later", thoughts="passing", prompt="?")
    assert 'name="costs"' not in page(hers, "/me/map/edit/")
    hers.post("/me/map/edit/", {"entry": drawn, "rev": "1", "wall": "Silence.", "costs": "made up"})
    assert (the_map(mara).wall, the_map(mara).costs) == ("Silence.", WORDS["costs"])


# ---------- in the first sitting ----------


@pytest.fixture
def noor(house: House) -> Owner:
    return steady(house["Noor"])


def test_the_sitting_asks_for_the_map_before_the_key(house: House, noor: Owner):
    client = house.browser("Noor")
    assert client.get("/begin/").headers["Location"] == "/begin/map/"
    assert client.get("/begin/key/").headers["Location"] == "/begin/map/"
    text = page(client, "/begin/map/")
    assert "I have to be useful to be wanted." in text
    assert "Ask the person at a till how their day has been." in text
    assert "Part 6 of 7" in text


def test_the_map_is_there_when_the_book_gets_its_key(house: House, noor: Owner):
    client = house.browser("Noor")
    assert client.post("/begin/map/", WORDS).headers["Location"] == "/begin/key/"
    text = page(client, "/begin/key/")
    assert WORDS["want"] in text
    assert 'class="map-tall"' in text
    assert stones(text)
    assert stones(text) == stones(page(client, "/begin/key/"))


def test_going_back_changes_the_map_and_does_not_add_one(house: House, noor: Owner):
    client = house.browser("Noor")
    client.post("/begin/map/", WORDS)
    text = page(client, "/begin/map/")
    assert WORDS["did"] in text
    carried = dict(re.findall(r'name="(entry|rev)" value="([^"]+)"', text))
    assert client.post("/begin/map/", WORDS | carried | {"want": "Something else."}).status_code == 302
    assert (the_map(noor).rev, the_map(noor).want) == (2, "Something else.")


def test_a_draft_of_the_sitting_comes_back(house: House, noor: Owner):
    client = house.browser("Noor")
    client.post("/draft/", {"form": "/begin/map/", "costs": "The evenings, mos"})
    assert "The evenings, mos" in page(client, "/begin/map/")


def test_the_reading_shows_an_opening_of_this_book(house: House, noor: Owner):
    assert stones(page(house.browser("Noor"), "/begin/reading/"))
