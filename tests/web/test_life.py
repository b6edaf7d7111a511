"""Kindness, everything that was written, the ledger, what the check-ins say, trials and coins: what a person sees."""

import re
from datetime import timedelta

import pytest
from django.utils.text import capfirst

from nearer.domain.entries import (
    CheckedIn,
    CoinFlipBegun,
    CoinFlipDone,
    FitChecked,
    KindnessSeen,
    TrialBegun,
    TrialClosed,
)
from nearer.domain.witnesses import WITNESSES
from nearer.vault.codec import KINDS
from nearer.vault.models import SealedEntry
from nearer.web import insight, kinds
from nearer.web.labels import fields_at
from nearer.web.readings import MOMENTS
from nearer.web.stamp import new_id, today
from tests.addresses import COIN, TRIAL
from tests.filled import Owner
from tests.lived import OVER
from tests.web.conftest import House, fields_of, text_of


@pytest.fixture
def bo(house: House) -> Owner:
    return house["Bo"]


@pytest.fixture
def browser(house: House, bo: Owner):
    return house.browser("Bo")


# ---- kindness ----


def test_a_kindness_is_one_tap_and_its_words_may_follow(house: House):
    wen, browser = house["Wen"], house.browser("Wen")
    today_page = browser.get("/today/")
    tap = next(n for n in range(9) if fields_of(today_page, n).get("form") == "/kindness/")
    answer = browser.post("/kindness/", fields_of(today_page, tap), follow=True)
    assert "Saved." in text_of(answer)
    (seen,) = wen.book.read().of(KindnessSeen)
    assert (seen.words, seen.person) == ("", None)
    edit = f"/kindness/{seen.id}/"
    browser.post(edit, fields_of(browser.get(edit)) | {"note": "She moved her bag.", "person": "Nell"})
    (seen,) = wen.book.read().of(KindnessSeen)
    assert (seen.words, seen.rev) == ("She moved her bag.", 2)
    assert "She moved her bag." in text_of(browser.get("/kindness/"))


def test_a_tap_that_arrives_twice_is_one_kindness(house: House):
    wen, browser, entry = house["Wen"], house.browser("Wen"), new_id()
    for _ in range(2):
        browser.post("/kindness/", {"entry": entry, "rev": "0"})
    assert len(wen.book.read().of(KindnessSeen)) == 1


# ---- what you wrote ----


@pytest.mark.parametrize("kind", [kind for kind, _version in KINDS.values()], ids=lambda kind: kind.__name__)
def test_every_kind_has_a_name_of_its_own(kind):
    assert kind in kinds.CALLED


def test_every_entry_of_a_full_book_can_be_opened(house: House):
    for name in ("Mara", "Bo"):
        owner, browser = house[name], house.browser(name)
        newest = {type(entry): entry for entry in owner.book.read().entries}
        for entry in newest.values():
            assert browser.get(f"/me/entry/{entry.id}/").status_code == 200, type(entry)
            assert browser.get(f"/me/remove/{entry.id}/", follow=True).status_code == 200, type(entry)


def test_anything_that_was_written_can_be_removed_and_is_really_gone(house: House):
    bo, browser = house["Bo"], house.browser("Bo")
    newest = {type(entry): entry for entry in bo.book.read().entries}
    for entry in sorted(
        newest.values(), key=lambda entry: isinstance(entry, FitChecked)
    ):  # that one is asked anew at once
        if SealedEntry.objects.filter(id=entry.id).exists():  # else it went with another
            assert browser.post(f"/me/remove/{entry.id}/").status_code == 302, type(entry)
        assert not SealedEntry.objects.filter(id=entry.id).exists()


def test_what_goes_along_is_said_before_and_goes(house: House, bo: Owner, browser):
    page = text_of(browser.get(f"/me/remove/{bo.ids['coin']}/"))
    assert "A day of a coin test" in page
    browser.post(f"/me/remove/{bo.ids['coin']}/")
    assert not bo.book.read().of(CoinFlipDone)


def test_the_days_show_a_month_and_lead_to_the_others(browser, bo: Owner):
    page = text_of(browser.get("/me/days/"))
    assert "A check-in" in page
    earlier = re.search(r"/me/days/(\d{4}-\d\d)/", page)
    assert earlier
    assert browser.get(f"/me/days/{earlier[1]}/").status_code == 200
    assert browser.get("/me/days/2026-13/").status_code == 404


def test_a_search_travels_in_the_form_and_finds_words_and_names(browser):
    page = browser.get("/me/search/")
    assert 'method="post"' in text_of(page)
    assert "The man with the ladder" in text_of(browser.post("/me/search/", {"search": "LADDER dog"}))
    assert "with Ada" in text_of(browser.post("/me/search/", {"search": "ada"}))
    assert "Nothing in the book" in text_of(browser.post("/me/search/", {"search": "zeppelin"}))
    assert "Write a word" in text_of(browser.post("/me/search/", {"search": "  "}))


# ---- the ledger ----


def test_the_ledger_opens_with_coming_through_and_keeps_what_is_not_over(browser):
    page = text_of(browser.get("/me/ledger/"))
    main = page[page.index("<main") :]
    assert main.index("Of 7 acts you came through 6.") < main.index("How bad you expected")
    assert "stays open here" in main
    assert "arc-open" in main
    assert "not yet" in main


def test_averages_begin_at_three_acts(house: House):
    wen = house["Wen"]
    for n in range(3):
        page = text_of(house.browser("Wen").get("/me/ledger/"))
        assert "On average" not in page
        assert ("An example" in page) == (n == 0)
        wen.plan(f"act {n}", f"Wave to number {n}.", -n - 1, n + 2)
        wen.done(f"act {n}", n + 1, "She waved.")
    assert "On average it was 45 points less bad" in text_of(house.browser("Wen").get("/me/ledger/"))


def test_pains_already_survived_stand_beside_the_acts(house: House):
    page = text_of(house.browser("Mara").get("/me/ledger/"))
    assert "a wet Tuesday" in page


# ---- what the check-ins say ----


def test_not_clear_yet_is_set_in_the_same_size_as_a_finding(house: House, browser):
    page = text_of(browser.get("/me/insight/"))
    assert 'class="reading"' in page
    assert "higher" in page
    young = text_of(house.browser("Mara").get("/me/insight/"))
    assert 'class="reading"' in young
    assert "not clear yet" in young


def test_findings_are_looked_at_once_a_week(bo: Owner):
    book = bo.book.read()
    days = {insight.looked_at(book, today() + timedelta(days=n))[1] for n in range(14)}
    assert len(days) in (2, 3)
    then, day = insight.looked_at(book, today())
    assert all(entry.day <= day for entry in then.entries)


def test_no_page_of_findings_says_that_one_thing_makes_another(browser):
    for question in insight.QUESTIONS:
        page = text_of(browser.get(f"/me/insight/{question}/"))
        assert "because" not in page
        assert "causes" not in page


def test_there_is_no_page_for_another_question(browser):
    assert browser.get("/me/insight/weather/").status_code == 404


# ---- trials ----


def test_a_story_is_put_on_trial_with_its_words_and_what_is_expected(house: House):
    mara, browser = house["Mara"], house.browser("Mara")
    choosing = f"/me/story/{mara.ids['second']}/trial/"
    path = f"{choosing}mood_alone_or_with/"
    assert f'href="{path}"' in text_of(browser.get(choosing))
    browser.post(path, fields_of(browser.get(path)) | TRIAL)
    begun = mara.book.read().of(TrialBegun)[-1]
    assert (begun.reading, begun.expected) == ("mood_alone_or_with", "second")
    assert begun.story_text.startswith("I am someone for two hours")
    page = text_of(browser.get(f"/me/trial/{begun.id}/"))
    assert "days so far" in page
    assert "Nothing has answered this yet" in page
    assert "Higher: With someone." in page


@pytest.mark.parametrize("reading", WITNESSES)
def test_what_is_expected_is_answered_with_the_names_of_the_two_sides(house: House, reading: str):
    mara, browser = house["Mara"], house.browser("Mara")
    path = f"/me/story/{mara.ids['second']}/trial/{reading}/"
    page = text_of(browser.get(path))
    witness = WITNESSES[reading]
    names = [capfirst(MOMENTS[side]) for side in (witness.first, witness.second)]
    assert names[0] != names[1]
    assert all(f">{name}</" in page for name in names)
    assert "named first" not in page
    first, second = (browser.post(path, {"expected": side, "entry": "", "rev": "0"}) for side in ("first", ""))
    assert f"Higher: {names[0]}." in text_of(browser.get(first["Location"]))
    assert "Choose one of these." in text_of(second)
    (label,) = {str(field.label) for field in fields_at(path).values()}
    assert label in page
    assert label


def test_a_reading_that_nobody_knows_is_no_page(house: House):
    mara, browser = house["Mara"], house.browser("Mara")
    path = f"/me/story/{mara.ids['second']}/trial/weather/"
    assert browser.get(path).status_code == browser.post(path, TRIAL).status_code == 404


def test_a_chosen_expectation_is_there_again_after_the_page_was_left(house: House):
    mara, browser = house["Mara"], house.browser("Mara")
    path = f"/me/story/{mara.ids['second']}/trial/mood_heard_or_not/"
    browser.post("/draft/", {"form": path, "expected": "second"})
    assert fields_of(browser.get(path))["expected"] == "second"


def test_the_same_expectation_sent_twice_is_one_trial(house: House):
    mara, browser, entry = house["Mara"], house.browser("Mara"), new_id()
    path, before = f"/me/story/{mara.ids['second']}/trial/mood_heard_or_not/", len(mara.book.read().of(TrialBegun))
    for _ in range(2):
        assert browser.post(path, TRIAL | {"entry": entry, "rev": "0"}).status_code == 302
    assert len(mara.book.read().of(TrialBegun)) == before + 1


def test_a_fourth_question_is_not_begun_and_says_why(browser, bo: Owner):
    n = len(bo.book.read().entries)
    choosing = f"/me/story/{bo.ids['story']}/trial/"
    assert browser.get(f"{choosing}mood_heard_or_not/")["Location"] == choosing
    answer = browser.post(f"{choosing}mood_heard_or_not/", TRIAL)
    assert answer.status_code == 409
    assert browser.post("/me/coin/", COIN).status_code == 409
    assert len(bo.book.read().entries) == n


def test_liking_solitude_is_a_valid_result_and_is_shown_beside_talks_in_which_one_was_heard(browser, bo: Owner):
    page = text_of(browser.get(f"/me/trial/{bo.ids['trial']}/"))
    assert page.count('class="fig"') == 2
    assert "so that anxious company does not decide it" in page
    assert "Liking to be alone is a valid answer" in page


def test_the_last_word_is_the_persons_and_it_closes_once(browser, bo: Owner):
    path = f"/me/trial/{bo.ids['trial']}/close/"
    browser.post(path, fields_of(browser.get(path)) | {"note": "I do like it, and Ada too.", "wanted": "wanted"})
    closed = bo.book.read().of(TrialClosed)[-1]
    assert (closed.words, closed.wanted) == ("I do like it, and Ada too.", "wanted")
    again = browser.post(path, {"note": "From the other window, much later.", "wanted": ""})
    assert again.status_code == 409
    assert "From the other window, much later." in text_of(again)


# ---- coins ----


def test_a_coin_is_flipped_once_for_every_day_and_not_again_for_the_same_form(house: House):
    wen, browser, entry = house["Wen"], house.browser("Wen"), new_id()
    for _ in range(2):
        assert browser.post("/me/coin/", COIN | {"entry": entry, "rev": "0"}).status_code == 302
    (begun,) = wen.book.read().of(CoinFlipBegun)
    assert begun.first == today() + timedelta(days=1)
    assert 15 < sum(begun.heads) < 45
    assert "The first coin falls" in text_of(browser.get(f"/me/coin/{begun.id}/"))


@pytest.mark.parametrize("act", ["sleep", "ring-a-friend", "", "eat-breakfast"])
def test_nothing_beyond_the_list_is_left_to_a_coin(house: House, act):
    assert house.browser("Wen").post("/me/coin/", COIN | {"act": act}).status_code == 200
    assert not house["Wen"].book.read().of(CoinFlipBegun)


def test_a_day_is_noted_and_noted_anew_but_only_today_and_yesterday(browser, bo: Owner):
    path = f"/me/coin/{bo.ids['coin']}/done/"
    before = len(bo.book.read().of(CoinFlipDone))
    for did in ("yes", "no"):
        assert browser.post(path, {"on": today().isoformat(), "did": did}).status_code == 302
    noted = bo.book.read().of(CoinFlipDone)
    assert len(noted) == before + 1
    assert noted[-1].did is False
    for on in (today() - timedelta(days=2), today() + timedelta(days=1)):
        assert browser.post(path, {"on": on.isoformat(), "did": "yes"}).status_code == 409
    assert browser.post(path, {"on": "soon", "did": "perhaps"}).status_code == 409


def test_coins_to_come_are_not_shown(browser, bo: Owner):
    page = text_of(browser.get(f"/me/coin/{bo.ids['coin']}/"))
    assert (today() + timedelta(days=1)).strftime("%Y-%m-%d") not in page


def test_the_coins_are_read_once_they_have_all_fallen(browser, bo: Owner):
    page = text_of(browser.get(f"/me/coin/{bo.ids['coin over']}/"))
    assert len(bo.book.read().get(bo.ids["coin over"]).heads) < OVER
    assert "days of heads" in page
    assert "not clear yet" not in page
    assert bo.book.read().of(CheckedIn)
