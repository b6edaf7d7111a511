"""What can be chosen about one's book, each seen to work and to be said back."""

import pytest
from django.test import Client

from nearer.domain.entries import AskerChosen, CountryChosen, WorseAsked
from nearer.vault.models import Session
from tests.filled import PASSPHRASE


@pytest.fixture
def wen(house) -> Client:
    return house.browser("Wen")


def page_of(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode()


def test_another_name_opens_the_book_and_the_old_one_does_not(house, wen):
    assert (
        "Another book on this computer has this name"
        in wen.post("/me/settings/name/", {"name": " MARA "}).content.decode()
    )
    assert wen.post("/me/settings/name/", {"name": "Wendelin"}).headers["Location"] == "/me/settings/"
    assert "Now Wendelin" in page_of(wen, "/me/settings/")
    assert house.browser().post("/open/", {"name": "wendelin", "passphrase": PASSPHRASE}).status_code == 302
    assert house.browser().post("/open/", {"name": "Wen", "passphrase": PASSPHRASE}).status_code == 403


def test_a_plain_name_can_be_chosen_and_unchosen_but_not_where_someone_looks(house, wen):
    assert "icon-plain" not in page_of(wen, "/today/")
    wen.post("/me/settings/quiet-name/", {"quiet": "yes"})
    assert "icon-plain" in page_of(wen, "/today/")
    wen.post("/me/settings/quiet-name/", {"quiet": "no"})
    assert "icon-plain" not in page_of(wen, "/today/")
    pia = house.browser("Pia")
    assert "Plain anyway" in page_of(pia, "/me/settings/quiet-name/")
    pia.post("/me/settings/quiet-name/", {"quiet": "no"})
    assert "icon-plain" in page_of(pia, "/today/")


def test_the_lines_of_the_chosen_country_come_first(house, wen):
    def first(client: Client) -> str:
        page = page_of(client, "/help/")
        return page[page.index("Where are you?") :][:1200]

    wen.post("/me/settings/country/", {"country": "IE"})
    assert "Ireland" in first(wen)
    wen.post("/me/settings/country/", {"country": "DE"})
    assert "Germany" in first(wen)
    assert "Germany" in page_of(wen, "/me/settings/")
    wen.post("/me/settings/country/", {"country": ""})
    assert house["Wen"].book.read().last(CountryChosen).country is None
    assert wen.post("/me/settings/country/", {"country": "ZZ"}).status_code == 200, "no country that we know no line of"


def test_other_windows_are_counted_and_closed_from_here(house, wen):
    other = house.browser("Wen")
    assert page_of(wen, "/me/settings/").count("In another browser") == 1
    assert wen.post("/me/settings/close-windows/").status_code == 302
    assert other.get("/today/").headers["Location"] == "/locked/"
    assert wen.get("/today/").status_code == 200
    assert Session.objects.filter(person=house["Wen"].person).count() == 1


def test_a_yes_is_followed_by_the_plain_question_and_by_rest(house, wen):
    answer = wen.post("/worse/", {"worse": "yes", "note": "I lie awake", "entry": "", "rev": "0"})
    assert answer.headers["Location"] == "/worse/then/"
    page = page_of(wen, "/worse/then/")
    assert "One question before the rest" in page
    assert "I lie awake" in page
    assert wen.get("/today/").headers["Location"] == "/begin/fit/", "nothing else before it"
    wen.post("/begin/fit/", {"thoughts": "no", "entry": "", "rev": "0"})
    assert wen.get("/today/").status_code == 200
    assert "One question before the rest" not in page_of(wen, "/worse/then/")
    rests = page_of(wen, "/path/exercise/C1-bill/")
    assert "the deeper parts rest" in rests
    assert "ending your life" not in rests, "that was answered with no"
    wen.post("/worse/", {"worse": "yes", "note": "", "entry": "", "rev": "0"})
    assert "Then set it down" in page_of(wen, "/worse/then/")


def test_no_leads_back_to_today_and_stands_among_the_answers(house, wen):
    assert wen.get("/worse/then/").headers["Location"] == "/worse/"
    assert wen.post("/worse/", {"worse": "no", "note": "", "entry": "", "rev": "0"}).headers["Location"] == "/today/"
    assert "What you answered before" in page_of(wen, "/worse/")
    assert house["Wen"].book.read().last(WorseAsked).worse == "no"


def test_it_is_asked_on_today_once_a_month_has_passed(house, wen):
    assert "A month has passed" in page_of(wen, "/today/"), "her book is older than a month, and it was never asked"
    wen.post("/worse/", {"worse": "no", "note": "", "entry": "", "rev": "0"})
    assert "A month has passed" not in page_of(wen, "/today/")


def test_someone_asks_on_their_day_until_nobody_shall(house):
    suri, owner = house.browser("Suri"), house["Suri"]
    page = page_of(suri, "/me/asker/")
    assert "Otter" in page
    assert "Captain" not in page, "who turned on her is not proposed"
    day = str(owner.book.read().entries[-1].day.weekday())
    said = {"person": owner.ids["Otter"], "weekday": day, "note": "Would you ask?", "entry": "", "rev": "0"}
    assert suri.post("/me/asker/", said | {"person": owner.ids["Captain"]}).status_code == 200
    assert owner.book.read().last(AskerChosen) is None
    assert suri.post("/me/asker/", said).status_code == 302
    assert "Would you ask?" in page_of(suri, "/me/asker/")
    made = suri.post("/me/asker/calendar/", {"note": "Tea", "at": "2026-03-06T12:00"}).content.decode()
    assert "RRULE:FREQ=DAILY;INTERVAL=7" in made
    assert "Otter" not in made
    suri.post("/me/asker/let-go/")
    assert suri.get("/me/asker/calendar/").status_code == 302
    assert "Would you ask?" not in page_of(suri, "/me/asker/").split("<form class")[0]


def test_what_goes_is_said_before_it_goes(house, wen):
    page = page_of(wen, "/me/delete/")
    assert "What goes, and what stays" in page
    assert f"{len(house['Wen'].book.read().entries)} page" in page
