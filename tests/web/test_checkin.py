"""Check-ins on Today: ten seconds, at most four a day, taken back, changed, backdated; and reminders for a planned act."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from icalendar import Calendar

from nearer.domain import entries as e
from nearer.vault.models import SealedEntry, Session, Waiting
from nearer.web import checkin as checkin_page
from nearer.web import stamp
from nearer.web.room import BOX
from nearer.web.stamp import new_id, today
from tests.filled import Owner
from tests.web.conftest import House

FIRST_LINE = {"mood": "62", "company": "alone", "chosen": "no"}
TOO_LATE = timedelta(seconds=61)


@pytest.fixture
def ines(house: House) -> Owner:
    """Inês has an act planned in two days, and no check-in."""
    return house["Inês"]


@pytest.fixture
def browser(house: House) -> Client:
    return house.browser("Inês")


def last(owner: Owner) -> e.CheckedIn:
    found = owner.book.read().last(e.CheckedIn)
    assert found is not None
    return found


def kept(owner: Owner) -> tuple[e.CheckedIn, ...]:
    return owner.book.read().of(e.CheckedIn)


def write(owner: Owner, days: int = 0, **said: Any) -> str:
    nothing = dict.fromkeys(("mood", "chosen", "person", "depth", "heard", "felt", "shown", "closeness", "aftertaste"))
    words = {"company": "alone", "stepped_back": None, "step": "", "note": ""}
    return owner.add(e.CheckedIn, f"checkin {new_id()}", days, **(nothing | words | said))


def page_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.headers
    return answer.content.decode()


def undo(client: Client, page: str) -> Any:
    path, until = re.search(r'action="(/checkin/\w+/undo/)".*?name="until" value="([^"]+)"', page, re.DOTALL).groups()  # type: ignore[union-attr]
    return client.post(path, {"until": until})


# ---- the first line, and more ----


def test_one_press_keeps_the_first_line(browser, ines):
    answer = browser.post("/checkin/", FIRST_LINE)
    assert answer.status_code == 302
    page = page_of(browser, answer.headers["Location"])
    assert "Saved." in page
    said = last(ines)
    assert (said.mood, said.company, said.chosen, said.note, said.day) == (62, "alone", False, "", today())


def test_today_shows_the_first_line_and_folds_the_rest(browser):
    page = page_of(browser, "/today/")
    before, after = page.split('<details class="more">')
    assert 'name="mood"' in before
    assert 'name="company"' in before
    for name in ("depth", "heard", "felt", "shown", "closeness", "aftertaste", "note", "when"):
        assert f'name="{name}"' in after.split("</details>")[0]
    assert page.index("planned") < page.index('name="mood"'), "the one main thing comes first"


def test_five_depths_and_seven_circles_are_drawn(browser):
    page = page_of(browser, "/today/")
    assert page.count("plumb-bob") == 5
    assert page.count("c-them") == 7


@pytest.mark.parametrize("slider", ["mood", "heard", "felt", "shown", "aftertaste"])
def test_a_slider_left_out_is_none_although_it_posts_a_value(browser, ines, slider):
    page = page_of(browser, "/today/")
    assert re.search(rf'name="{slider}_left_out" value="1"[^>]* checked', page)
    browser.post("/checkin/", {"company": "with", slider: "50", f"{slider}_left_out": "1"})
    browser.post("/checkin/", {"company": "with", slider: "50"})
    assert [getattr(said, slider) for said in kept(ines)] == [None, 50]


def test_without_company_it_says_so_and_keeps_all_input(browser, ines):
    answer = browser.post("/checkin/", {"mood": "17", "note": "The phone lay face down.", "depth": "0"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Choose one: alone, or with someone." in page
    assert 'value="17"' in page
    assert "The phone lay face down." in page
    assert re.search(r'name="depth" value="0" checked', page)
    assert '<details class="more" open>' in page
    assert kept(ines) == ()


def test_everything_under_more(browser, ines):
    otter = ines.add(e.PersonNamed, "otter", 3, name="Otter")
    said = {"mood": "62", "company": "with", "whom": otter, "depth": "3", "heard": "70", "felt": "76", "shown": "44"}
    browser.post(
        "/checkin/", said | {"closeness": "4", "aftertaste": "66", "note": "She asked twice.", "chosen": "yes"}
    )
    found = last(ines)
    assert (found.person, found.depth, found.heard, found.felt, found.shown) == (otter, 3, 70, 76, 44)
    assert (found.closeness, found.aftertaste, found.note) == (4, 66, "She asked twice.")
    assert found.chosen is None, "chosen belongs to being alone"


def test_alone_keeps_nothing_about_company(browser, ines):
    browser.post("/checkin/", FIRST_LINE | {"depth": "3", "heard": "70", "closeness": "4", "whom": "new", "name": "Jo"})
    found = last(ines)
    assert (found.depth, found.heard, found.closeness, found.person) == (None, None, None, None)
    assert ines.book.read().of(e.PersonNamed) == ()


@pytest.mark.parametrize(
    "bad", [{"mood": "101"}, {"depth": "5"}, {"closeness": "8"}, {"company": "crowd"}, {"whom": "0" * 32}]
)
def test_what_no_page_offers_is_refused(browser, ines, bad):
    assert browser.post("/checkin/", {"company": "with"} | bad).status_code == 200
    assert kept(ines) == ()


def test_sending_twice_says_it_once(browser, ines):
    said = FIRST_LINE | {"entry": new_id(), "rev": "0"}
    assert browser.post("/checkin/", said).status_code == 302
    assert browser.post("/checkin/", said).status_code == 302
    assert len(kept(ines)) == 1


# ---- people ----


def test_someone_new_is_named_in_the_same_write(browser, ines):
    browser.post("/checkin/", {"company": "with", "whom": "new", "name": " Tall Jo "})
    (jo,) = ines.book.read().of(e.PersonNamed)
    assert (jo.name, last(ines).person) == ("Tall Jo", jo.id)
    browser.post("/checkin/", {"company": "with", "whom": "new", "name": "tall jo"})
    assert len(ines.book.read().of(e.PersonNamed)) == 1
    assert last(ines).person == jo.id


def test_with_someone_without_a_name(browser, ines):
    browser.post("/checkin/", {"company": "with", "whom": "new", "name": ""})
    assert (last(ines).company, last(ines).person) == ("with", None)


def test_an_unsafe_person_may_be_written_about(browser, ines):
    """It is the person's life; unsafe people are only never proposed for anything."""
    kay = ines.add(e.PersonNamed, "kay", 3, name="Kay")
    fits = {"afraid_to_disagree": True, "checks_on_me": False, "forces_or_threatens": False}
    ines.add(e.PersonSafetyAsked, "asked", 3, person=kay, **fits)
    assert ">Kay</option>" in page_of(browser, "/today/")
    assert browser.post("/checkin/", {"company": "with", "whom": kay}).status_code == 302
    assert last(ines).person == kay


# ---- taking back ----


def test_taking_back_removes_the_row_and_the_name_that_came_with_it(browser, ines):
    rows = set(SealedEntry.objects.values_list("id", flat=True))
    answer = browser.post("/checkin/", {"company": "with", "whom": "new", "name": "Tall Jo"})
    assert undo(browser, page_of(browser, answer.headers["Location"])).status_code == 302
    assert set(SealedEntry.objects.values_list("id", flat=True)) == rows
    assert "Taken back." in page_of(browser, "/today/?taken-back")


def test_a_name_that_was_there_before_stays(browser, ines):
    otter = ines.add(e.PersonNamed, "otter", 3, name="Otter")
    answer = browser.post("/checkin/", {"company": "with", "whom": otter})
    undo(browser, page_of(browser, answer.headers["Location"]))
    assert kept(ines) == ()
    assert ines.book.read().get(otter) is not None


def test_a_new_name_that_is_spoken_of_meanwhile_stays(browser, ines):
    answer = browser.post("/checkin/", {"company": "with", "whom": "new", "name": "Tall Jo"})
    page = page_of(browser, answer.headers["Location"])
    write(ines, company="with", person=last(ines).person)
    undo(browser, page)
    assert [p.name for p in ines.book.read().of(e.PersonNamed)] == ["Tall Jo"]


def test_after_the_time_nothing_is_taken_back(browser, ines, monkeypatch):
    page = page_of(browser, browser.post("/checkin/", FIRST_LINE).headers["Location"])
    monkeypatch.setattr(checkin_page, "UNDO_LASTS", -1)
    answer = undo(browser, page)
    assert answer.status_code == 409
    assert f"/checkin/{last(ines).id}/remove/" in answer.content.decode()
    assert len(kept(ines)) == 1


def test_the_offer_goes_from_a_page_that_is_loaded_later(browser, monkeypatch):
    where = browser.post("/checkin/", FIRST_LINE).headers["Location"]
    monkeypatch.setattr(checkin_page, "UNDO_LASTS", -1)
    page = page_of(browser, where)
    assert "Saved." not in page
    assert "undo" not in page


def test_taking_back_asks_for_the_word_of_this_very_checkin(browser, ines):
    browser.post("/checkin/", FIRST_LINE)
    mine = write(ines)
    for until in ("", "made up", signing.dumps([mine], salt="other"), signing.dumps([new_id()], salt="undo")):
        assert browser.post(f"/checkin/{mine}/undo/", {"until": until}).status_code == 409
    assert browser.get(f"/checkin/{mine}/undo/").status_code == 405
    assert len(kept(ines)) == 2


# ---- changing, removing, looking ----


def test_an_edit_replaces_and_keeps_the_moment(browser, ines):
    mine = write(ines, 3, mood=20, depth=0, company="with", note="Before")
    was = last(ines)
    page = page_of(browser, f"/checkin/{mine}/")
    assert 'value="Before"' in page
    assert re.search(r'name="depth" value="0" checked', page)
    said = {"entry": mine, "rev": "1", "mood": "30", "company": "with", "depth": "0", "note": "After", "when": "keep"}
    answer = browser.post(f"/checkin/{mine}/", said)
    assert answer.headers["Location"] == "/me/checkins/"
    (now,) = kept(ines)
    assert (now.rev, now.mood, now.note, now.depth) == (2, 30, "After", 0)
    assert (now.at, now.zone, now.day) == (was.at, was.zone, was.day)


def test_two_windows_show_both_versions(browser, ines):
    mine = write(ines, note="one")
    said = {"entry": mine, "rev": "1", "company": "alone", "when": "keep"}
    assert browser.post(f"/checkin/{mine}/", said | {"note": "It was the first one."}).status_code == 302
    answer = browser.post(f"/checkin/{mine}/", said | {"note": "It was the second one."})
    assert answer.status_code == 409
    assert "It was the first one." in answer.content.decode()
    assert "It was the second one." in answer.content.decode()


def test_removal_asks_once_and_is_real(browser, ines):
    mine = write(ines, note="Gone for good.")
    assert "Gone for good." in page_of(browser, f"/checkin/{mine}/remove/")
    assert browser.post(f"/checkin/{mine}/remove/").headers["Location"] == "/me/checkins/"
    assert not SealedEntry.objects.filter(id=mine).exists()


def test_a_checkin_about_someone_removed_keeps_them(browser, ines):
    gone = ines.add(e.PersonNamed, "gone", 5, name="Wren")
    mine = write(ines, 3, company="with", person=gone)
    ines.add(e.PersonRemoved, "removed", 2, person=gone)
    assert "Wren" not in page_of(browser, f"/checkin/{mine}/")
    said = {"entry": mine, "rev": "1", "company": "with", "whom": gone, "when": "keep", "note": "Still true."}
    assert browser.post(f"/checkin/{mine}/", said).status_code == 302
    assert last(ines).person == gone


def test_the_list_is_by_day_with_the_numbers_folded(browser, ines):
    otter = ines.add(e.PersonNamed, "otter", 5, name="Otter")
    write(ines, 2, company="with", person=otter, depth=3, heard=81, note="She asked twice.")
    write(ines, 1, chosen=True)
    page = page_of(browser, "/me/checkins/")
    assert page.index("alone, chosen") < page.index("with Otter")
    assert "She asked twice." in page
    shown = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert re.search(r"\b81\b", page)
    assert not re.search(r"\b81\b", shown)
    assert "/me/checkins/" in page_of(browser, "/me/")


def test_a_long_list_has_pages(browser, ines):
    for days in range(1, 17):
        write(ines, days, note=f"day {days}.")
    first = page_of(browser, "/me/checkins/")
    assert ("day 14." in first, "day 15." in first) == (True, False)
    earlier = re.search(r'href="(\?until=[\d-]+)"', first)
    assert earlier
    second = page_of(browser, f"/me/checkins/{earlier[1]}")
    assert ("day 14." in second, "day 15." in second, "day 16." in second) == (False, True, True)
    assert "day 1." in page_of(browser, "/me/checkins/?until=nonsense")


def test_an_empty_list_teaches_with_a_marked_example(browser):
    page = page_of(browser, "/me/checkins/")
    assert '<span class="example">An example</span>' in page
    assert "plumb-bob" in page


# ---- not now, but ----


def test_yesterday_evening_and_another_day(browser, ines):
    browser.post("/checkin/", {"company": "alone", "when": "evening"})
    browser.post("/checkin/", {"company": "alone", "when": "date", "on": (today() - timedelta(days=9)).isoformat()})
    assert [c.day for c in kept(ines)] == [today() - timedelta(days=9), today() - timedelta(days=1)]


@pytest.mark.parametrize("on", ["", "tomorrow", "2999-01-01", "0001-01-01"])
def test_never_ahead_never_nowhere(browser, ines, on):
    answer = browser.post("/checkin/", {"company": "alone", "when": "date", "on": on, "note": "kept in the form"})
    assert answer.status_code == 200
    assert "kept in the form" in answer.content.decode()
    assert "f-on-error" in answer.content.decode()
    assert kept(ines) == ()


# ---- four a day ----


def test_after_four_a_kind_sentence_and_no_form(browser, ines):
    for _ in range(4):
        assert browser.post("/checkin/", FIRST_LINE).status_code == 302
    for path in ("/today/", "/checkin/"):
        page = page_of(browser, path)
        assert "Four times today" in page
        assert 'name="mood"' not in page
    answer = browser.post("/checkin/", FIRST_LINE | {"note": "A fifth line of words."})
    assert answer.status_code == 409
    assert "A fifth line of words." in answer.content.decode()
    assert len(kept(ines)) == 4


def test_the_fourth_can_still_be_changed_and_sent_again(browser, ines):
    ids = [write(ines) for _ in range(4)]
    said = {"entry": ids[0], "rev": "1", "company": "alone", "when": "keep", "note": "Changed."}
    assert browser.post(f"/checkin/{ids[0]}/", said).status_code == 302
    again = {"entry": ids[1], "rev": "0", "company": "alone", "note": ""}
    assert browser.post("/checkin/", again).status_code == 302
    assert len(kept(ines)) == 4


def test_a_full_day_takes_no_backdated_one(browser, ines):
    for _ in range(4):
        write(ines, 5)
    day = (today() - timedelta(days=5)).isoformat()
    answer = browser.post("/checkin/", {"company": "alone", "when": "date", "on": day})
    assert "four are enough for a day" in answer.content.decode()
    assert len(kept(ines)) == 4


# ---- the day after closeness ----


def test_the_day_after_closeness_it_asks_once(browser, ines):
    ask = "Did you want to step back afterwards?"
    assert ask not in page_of(browser, "/today/")
    write(ines, 1, company="with", closeness=6)
    assert ask in page_of(browser, "/today/")
    browser.post("/checkin/", FIRST_LINE | {"stepped_back": "yes", "step": "Left her message unread."})
    assert (last(ines).stepped_back, last(ines).step) == (True, "Left her message unread.")
    assert ask not in page_of(browser, "/today/")


# ---- drafts and a locked book ----


def test_a_draft_of_today_comes_back_whole_and_an_older_one_in_words_only(browser, ines):
    typed = {"mood": ["17"], "company": ["with"], "note": ["Half a line"], "heard_left_out": ["1"], "heard": ["50"]}
    ines.add(e.Drafted, "draft", 0, form="/checkin/", written=typed)
    page = page_of(browser, "/today/")
    assert 'value="Half a line"' in page
    assert 'value="17"' in page
    assert '<details class="more" open>' in page
    ines.book.write(remove=[ines.ids["draft"]])
    ines.add(e.Drafted, "old draft", 2, form="/checkin/", written=typed)
    page = page_of(browser, "/today/")
    assert 'value="Half a line"' in page
    assert 'value="17"' not in page
    browser.post("/checkin/", FIRST_LINE)
    assert ines.book.read().of(e.Drafted) == ()


def test_a_form_sent_after_the_idle_lock_is_sealed_and_waits(house, browser, ines):
    """The box that the form on Today carries is all that is known of its writer then."""
    page = page_of(browser, "/today/")
    box = re.search(rf'name="{BOX}" value="([^"]+)"', page.split('class="checkin"')[1])
    assert box
    Session.objects.update(seen=datetime.now(UTC) - timedelta(hours=3))
    said = {"company": "with", "whom": "new", "name": "Tall Jo", "note": "We sat on the steps.", "entry": new_id()}
    answer = browser.post("/checkin/", said | {BOX: box[1]})
    assert answer.status_code == 202
    assert "We sat on the steps." not in answer.content.decode()
    assert kept(ines) == ()

    again = house.browser("Inês")
    assert "We sat on the steps." in page_of(again, "/waiting/")
    (waits,) = Waiting.objects.filter(person_id=ines.person.id).values_list("id", flat=True)
    assert again.post(f"/waiting/{waits}/keep/").status_code == 302
    assert last(ines).note == "We sat on the steps."
    assert [p.name for p in ines.book.read().of(e.PersonNamed)] == ["Tall Jo"]
    assert not Waiting.objects.filter(person_id=ines.person.id).exists()


# ---- welcome back ----


@pytest.mark.parametrize(("days", "back"), [(6, False), (7, True), (95, True)])
def test_welcome_back_and_nothing_else(house, days, back, monkeypatch):
    later = datetime.now(UTC) + timedelta(days=days)
    client = house.browser("Inês")
    for module in ("nearer.web.stamp.now", "nearer.web.room.now", "nearer.web.checkin.now"):
        monkeypatch.setattr(module, lambda: later)
    Session.objects.update(seen=later, opened=later)
    page = page_of(client, "/today/")
    assert ("<h1>Welcome back.</h1>" in page) == back
    assert not re.search(r"\d+ (days|weeks|months)", page)


# ---- reminders ----

TIMES = {"words_before": "Tea", "before": "2026-03-01T09:00", "words_after": "Note", "after": "2026-03-01T20:15"}


@pytest.fixture
def reminders(ines) -> str:
    return f"/practice/{ines.ids['ahead']}/calendar/"


def test_the_file_holds_the_words_and_times_and_nothing_of_the_act(browser, ines, reminders):
    answer = browser.post(reminders, TIMES)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="reminder.ics"'
    said = answer.content.decode()
    events = Calendar.from_ical(said).walk("VEVENT")
    assert [(str(v["summary"]), v.decoded("dtstart").isoformat()) for v in events] == [
        ("Tea", "2026-03-01T09:00:00"),
        ("Note", "2026-03-01T20:15:00"),
    ]
    plan = ines.book.read().get(ines.ids["ahead"])
    assert isinstance(plan, e.PracticePlanned)
    for secret in (
        plan.act,
        plan.fear,
        plan.moment,
        plan.id,
        ines.name,
        ines.person.id,
        "earer",
        "practice",
        "127.0.0.1",
    ):
        assert secret not in said


def test_the_page_offers_neutral_words_and_the_links_lead_there(browser, ines, reminders):
    page = page_of(browser, reminders)
    assert 'value="Tea"' in page
    assert 'value="Note"' in page
    assert reminders in page_of(browser, "/today/")
    assert reminders in page_of(browser, f"/practice/{ines.ids['ahead']}/")


@pytest.mark.parametrize("left_out", ["before", "after"])
def test_one_of_the_two_is_enough(browser, reminders, left_out):
    answer = browser.post(reminders, TIMES | {left_out: ""})
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"before": "", "after": ""}, {"after": "2026-03-01T09:00"}, {"before": "soon"}, {"words_before": " "}],
)
def test_what_cannot_be_made_says_so_beside_the_field(browser, reminders, wrong):
    answer = browser.post(reminders, TIMES | wrong)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert 'class="error"' in answer.content.decode()
    assert 'value="Note"' in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_calendar_file_where_someone_looks_through_the_device(browser, ines, reminders, method):
    ines.add(e.DeviceAsked, "shown", 0, shows_device=True)
    answer = getattr(browser, method)(reminders, TIMES)
    assert answer.status_code == 403
    assert "BEGIN:VCALENDAR" not in answer.content.decode()
    assert reminders not in page_of(browser, "/today/")
    assert reminders not in page_of(browser, f"/practice/{ines.ids['ahead']}/")
    ines.add(e.DeviceAsked, "not any more", 0, shows_device=False)
    assert browser.post(reminders, TIMES).status_code == 200


def test_no_reminder_for_an_act_that_is_over(browser, ines):
    ines.plan("over", "Wave.", -2, 3)
    ines.done("over", 1, "She waved.")
    path = f"/practice/{ines.ids['over']}/calendar/"
    assert browser.get(path).headers["Location"] == f"/practice/{ines.ids['over']}/"


def test_suggested_times_are_never_over(browser, ines, monkeypatch):
    plan = ines.plan("now", "Wave.", 0, 1)
    late = stamp.now().astimezone(UTC).replace(hour=22, minute=50)
    monkeypatch.setattr("nearer.web.calendar.now", lambda: late)
    page = page_of(browser, f"/practice/{plan}/calendar/")
    before, after = re.findall(r'type="datetime-local"[^>]*value="([^"]+)"', page)
    assert before < after
    assert before[-2:] in ("00", "15", "30", "45")
