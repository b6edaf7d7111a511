"""Steady yourself: open to anyone, and its way back leads nowhere but to a page of this site."""

import pytest

from nearer.web.help import path_here
from tests.web.conftest import House, text_of

ELSEWHERE = (
    "",
    "today/",
    "//other.example/",
    "/\\other.example/",
    "https://other.example/today/",
    "javascript:alert(1)",
    "/today/?a=b",
    "/today/#a",
    "/checkin/?a=b/",
    "/checkin/%0d%0a/",
    "/practice/a\nb/",
    "/there/is/nothing/",
    "/ground/",
)


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_a_way_back_that_is_no_page_here_is_not_taken(house: House, asked: str):
    assert path_here(asked) is None
    page = text_of(house.browser("Mara").get("/ground/", {"next": asked}))
    assert "Back to where you were" not in page
    assert 'class="btn btn-go" href="/"' in page


def test_the_way_back_is_the_page_one_came_from(house: House):
    mara = house["Mara"]
    for path in ("/today/", "/begin/act/", f"/practice/{mara.ids['door']}/camera/"):
        page = text_of(house.browser("Mara").get("/ground/", {"next": path}))
        assert f'class="btn btn-go" href="{path}"' in page
        assert "Back to where you were" in page


@pytest.mark.parametrize("who", ["", "Noor", "Mara", "Odd"])
def test_it_is_open_to_anyone_at_any_time(house: House, who: str):
    """Also in an unfinished sitting, and when nothing but help is on offer."""
    answer = house.browser(who).get("/ground/")
    assert answer.status_code == 200
    assert text_of(answer).count("five things that have a corner") == 1
