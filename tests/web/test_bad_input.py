"""Whatever a form is sent, the answer is a clear sentence or a right result, and no written word is lost."""

import pytest
from django import forms
from django.http import HttpResponse

from nearer.domain.entries import ImprintLeft, PersonNamed, ReachedOut, TieEnded
from nearer.web.fields import Line, Secret, Slider
from nearer.web.labels import fields_at
from nearer.web.stamp import new_id, today
from tests.addresses import ADDRESSES, Address
from tests.web.conftest import House, fields_of, rows_of, text_of

WRITING = [a for a in ADDRESSES if a.needs_book and a.post is not None and a.carries_box]
MILLION = "A long evening. " * 62_500
TYPED = "The lamp was on."
IMPOSSIBLE = ("101", "-1", "1e9", "many", "½", "NaN", "1" * 400)


def form_at(house: House, address: Address) -> tuple[str, dict[str, forms.Field]]:
    """The path of a form, and those of its fields that its page asks for."""
    path = address.path_for(house["Mara"])
    page = text_of(house.browser("Mara").get(path))
    return path, {name: field for name, field in fields_at(path).items() if f'name="{name}"' in page}


def sent(house: House, address: Address, **more: str) -> dict[str, str]:
    """What stands in the form of an address, filled as its own test fills it."""
    said = {name: today().isoformat() if value == "TODAY" else value for name, value in (address.post or {}).items()}
    if "rev" in said:
        said["entry"] = house["Mara"].ids[address.of]
    return said | more


def is_refused_in_words(answer: HttpResponse) -> bool:
    """Whether the page says what is wrong, beside the field or at its head."""
    page = text_of(answer)
    return answer.status_code in (200, 403, 404, 409) and ("error" in page or "not saved" in page)


@pytest.mark.parametrize("address", WRITING, ids=lambda a: a.name)
def test_a_million_letters_are_said_to_be_too_many_and_are_all_still_there(house: House, address: Address):
    client, mara = house.browser("Mara"), house["Mara"]
    path, fields = form_at(house, address)
    before = rows_of(mara).entries
    for name, field in fields.items():
        if not isinstance(field, Line) or isinstance(field, Secret):
            continue
        answer = client.post(path, sent(house, address, **{name: MILLION}))
        assert rows_of(mara).entries == before, name
        assert "longer than fits here" in text_of(answer) or answer.status_code == 409, name
        assert MILLION.strip() in text_of(answer), name


@pytest.mark.parametrize("address", WRITING, ids=lambda a: a.name)
def test_an_impossible_choice_or_level_is_refused_in_words_and_what_was_typed_stays(house: House, address: Address):
    client, mara = house.browser("Mara"), house["Mara"]
    path, fields = form_at(house, address)
    typed = {name: TYPED for name, field in fields.items() if isinstance(field, Line) and name != "on"}
    before = rows_of(mara).entries
    for name, field in fields.items():
        if isinstance(field, Line):
            continue
        for value in IMPOSSIBLE if isinstance(field, Slider) else ("nothing of the kind",):
            answer = client.post(path, sent(house, address) | typed | {name: value})
            assert rows_of(mara).entries == before, (name, value)
            assert is_refused_in_words(answer), (name, value, answer.status_code)
            assert not typed or TYPED in text_of(answer), (name, value)


@pytest.mark.parametrize("address", WRITING, ids=lambda a: a.name)
def test_an_empty_form_and_one_full_of_strangers_break_nothing(house: House, address: Address):
    client, path = house.browser("Mara"), address.path_for(house["Mara"])
    fine = (200, 302, 400, 403, 404, 409)  # 400 where a file is missing or is none, said in words
    for said in ({}, {"entry": "not an id", "rev": "many"}, {"entry": "0" * 32, "rev": "-7"}, {"\x00": "\x00"}):
        assert client.post(path, said).status_code in fine


def test_a_place_that_is_none_moves_nobody(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    path, before = f"/people/{mara.ids['wren']}/place/", rows_of(mara).entries
    for said in (
        {"circle": "5"},
        {"circle": "0"},
        {"circle": ""},
        {"circle": "2", "turn": "360"},
        {"circle": "2", "turn": "x"},
    ):
        for drawn in ({}, {"drawn": "1"}):
            answer = client.post(path, said | drawn)
            assert answer.status_code == 200
            assert 'class="circles"' not in text_of(answer)
            assert rows_of(mara).entries == before


@pytest.mark.parametrize("month", ["2026-13", "0000-00", "9999-99", "soon", "2026-3", "٢٠٢٦-٠٣"])
def test_a_month_that_is_none_is_no_page(house: House, month: str):
    assert house.browser("Bo").get(f"/me/days/{month}/").status_code in (302, 404)


def test_a_search_for_a_million_letters_finds_nothing_and_says_so(house: House):
    answer = house.browser("Bo").post("/me/search/", {"search": MILLION})
    assert answer.status_code == 200
    assert "longer than fits here" in text_of(answer) or "Nothing" in text_of(answer)


def test_a_word_and_an_end_and_an_imprint_that_arrive_twice_are_one(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    for path, kind, words in (
        (f"/people/{mara.ids['wren']}/end/", TieEnded, {"note": "It rests."}),
        (f"/people/{mara.ids['wren']}/imprint/", ImprintLeft, {"good": "Soup."}),
        ("/people/new/", PersonNamed, {"name": "The man with the kite", "circle": "4"}),
    ):
        before, said = len(mara.book.read().of(kind)), {"entry": new_id(), "rev": "0"} | words
        for _ in range(2):
            assert client.post(path, said).status_code == 302
        assert len(mara.book.read().of(kind)) == before + 1, path


def test_an_imprint_in_two_windows_shows_both_versions(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    path = f"/people/imprints/{mara.ids['imprint']}/"
    first, second = (fields_of(client.get(path)) for _ in range(2))
    assert client.post(path, first | {"good": "From the first window."}).status_code == 302
    late = client.post(path, second | {"good": "From the second window."})
    assert late.status_code == 409
    assert "From the first window." in text_of(late)
    assert "From the second window." in text_of(late)


def test_nobody_is_merged_with_themselves_or_with_nobody(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    path, before = f"/people/{mara.ids['wren']}/merge/", rows_of(mara).entries
    for other in (mara.ids["wren"], "", "0" * 32, "nobody"):
        answer = client.post(path, {"other": other})
        assert answer.status_code == 200
        assert "error" in text_of(answer)
    assert rows_of(mara).entries == before


def test_someone_taken_out_in_another_window_is_said_and_the_words_are_still_there(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    path = f"/people/{mara.ids['plum']}/edit/"
    waits = fields_of(client.get(path))
    client.post(f"/people/{mara.ids['plum']}/remove/")
    late = client.post(path, waits | {"brought": "She stays up late, and sings."})
    assert late.status_code == 404
    assert "She stays up late, and sings." in text_of(late)
    assert "not in this book any more" in text_of(late)
    assert not [r for r in mara.book.read().of(ReachedOut) if r.person == mara.ids["plum"]]
