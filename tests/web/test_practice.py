"""Plan and outcome complete: where and what to leave out, the sentence said aloud, surprise, asked again, once more."""

from datetime import timedelta

import pytest

from nearer.domain.entries import PracticeAskedAgain, PracticeDone, PracticePlanned
from nearer.web.stamp import today
from tests.addresses import ACT, LEVELS, OUTCOME
from tests.filled import Owner
from tests.web.conftest import House, fields_of, text_of


@pytest.fixture
def bo(house: House) -> Owner:
    return house["Bo"]


def at(owner: Owner, called: str, page: str = "") -> str:
    return f"/practice/{owner.ids[called]}/{page}"


def planned(said: dict[str, str]) -> dict[str, str]:
    return said | {"on": today().isoformat()}


def test_the_short_form_stays_short_and_the_first_sitting_is_not_asked_more(house: House):
    assert 'name="drop"' not in text_of(house.browser("Noor").get("/begin/act/"))
    page = text_of(house.browser("Bo").get("/practice/"))
    assert page.index('<details class="numbers more">') < page.index('name="where"') < page.index('name="drop"')


def test_where_and_what_to_leave_out_are_kept_and_stay_through_a_change(house: House, bo: Owner):
    browser = house.browser("Bo")
    browser.post("/practice/", planned(ACT | LEVELS | {"where": "At the well.", "drop": "My phone in hand."}))
    kept = bo.book.read().of(PracticePlanned)[-1]
    assert (kept.where, kept.drop) == ("At the well.", "My phone in hand.")
    edit = f"/practice/{kept.id}/edit/"
    browser.post(edit, fields_of(browser.get(edit)) | {"act": "Wave."})
    changed = bo.book.read().get(kept.id)
    assert (changed.act, changed.drop, changed.rev) == ("Wave.", "My phone in hand.", 2)


def test_a_sentence_said_aloud_is_changed_and_nothing_else(house: House, bo: Owner):
    browser, before = house.browser("Bo"), bo.book.read().get(bo.ids["next"])
    path = at(bo, "next", "rehearse/")
    assert browser.post(path, fields_of(browser.get(path)) | {"first_sentence": "Sol, one thing."}).status_code == 302
    after = bo.book.read().get(bo.ids["next"])
    assert after.first_sentence == "Sol, one thing."
    assert (after.fear, after.likely, after.bad, after.drop) == (before.fear, before.likely, before.bad, before.drop)


def test_a_sentence_is_not_changed_once_it_is_over_and_its_words_come_back(house: House, bo: Owner):
    answer = house.browser("Bo").post(at(bo, "bench", "rehearse/"), {"first_sentence": "Too late for this one."})
    assert answer.status_code == 409
    assert "Too late for this one." in text_of(answer)


def test_surprise_and_how_it_was_met_are_kept(house: House, bo: Owner):
    browser, path = house.browser("Bo"), at(bo, "next", "outcome/")
    said = OUTCOME | {"response": "took_up", "surprise": "80", "likely_now": "20", "through_now_left_out": "1"}
    assert browser.post(path, said).status_code == 302
    done = bo.book.read().of(PracticeDone)[-1]
    assert (done.surprise, done.response, done.likely_now, done.through_now) == (80, "took_up", 20, None)


def test_an_act_that_was_all_right_is_asked_about_once_more_and_then_never_again(house: House, bo: Owner):
    browser, path = house.browser("Bo"), at(bo, "asked", "again/")
    page = text_of(browser.get(path))
    assert 'name="through"' not in page
    browser.post(path, {"likely_now": "15", "through_now": "85", "note": "It still feels light."})
    asked = bo.book.read().of(PracticeAskedAgain)[-1]
    assert (asked.through, asked.recovered_after) == ("yes", 5)
    assert (asked.likely_now, asked.through_now) == (15, 85)
    assert browser.get(path).status_code == 302


@pytest.mark.parametrize(("called", "days"), [("soup", 1), ("bench", 1)])
def test_once_more_is_offered_after_the_gap_with_its_words_and_a_new_guess(house: House, bo: Owner, called, days):
    browser = house.browser("Bo")
    assert "Once more tomorrow" in text_of(browser.get(at(bo, called)))
    page = browser.get(at(bo, called, "once-more/"))
    said = fields_of(page)
    before = bo.book.read().get(bo.ids[called])
    outcome = next(d for d in bo.book.read().of(PracticeDone) if d.plan == before.id)
    assert (said["act"], said["fear"]) == (before.act, before.fear)
    assert said["on"] == max(today(), outcome.day + timedelta(days=days)).isoformat()
    assert said["likely_left_out"] == "1"
    browser.post(at(bo, called, "once-more/"), said)
    assert bo.book.read().of(PracticePlanned)[-1].step == before.step


def test_nothing_that_is_still_ahead_is_planned_once_more(house: House, bo: Owner):
    assert house.browser("Bo").get(at(bo, "next", "once-more/")).headers["Location"] == at(bo, "next")


def test_the_card_holds_what_to_do_and_neither_fear_nor_number(house: House, bo: Owner):
    page = text_of(house.browser("Bo").get(at(bo, "next", "card/")))
    plan = bo.book.read().get(bo.ids["next"])
    assert plan.act in page
    assert plan.first_sentence in page
    assert plan.drop in page
    assert plan.fear not in page
    assert "of 100" not in page


def test_no_card_for_someone_whose_device_is_looked_at(house: House):
    pia = house["Pia"]
    assert house.browser("Pia").get(f"/practice/{pia.ids['walk']}/card/").status_code == 403
    assert "A card for the pocket" not in text_of(house.browser("Pia").get(f"/practice/{pia.ids['walk']}/"))


@pytest.mark.parametrize("level", ["101", "-1", "many", "1e9"])
def test_an_impossible_slider_is_said_beside_it_and_no_word_is_lost(house: House, bo: Owner, level):
    n = len(bo.book.read().of(PracticePlanned))
    answer = house.browser("Bo").post(
        "/practice/", planned(ACT | LEVELS | {"bad": level, "drop": "The joke I hold ready."})
    )
    assert answer.status_code == 200
    assert "The joke I hold ready." in text_of(answer)
    assert len(bo.book.read().of(PracticePlanned)) == n


def test_a_note_of_a_million_letters_is_refused_in_words_and_shown_again(house: House, bo: Owner):
    long = "hurt " * 200_000
    answer = house.browser("Bo").post(at(bo, "next", "outcome/"), OUTCOME | {"learned": long})
    assert answer.status_code == 200
    assert "longer than fits here" in text_of(answer)
    assert long.strip() in text_of(answer)
    assert not [d for d in bo.book.read().of(PracticeDone) if d.plan == bo.ids["next"]]
