"""When something goes wrong: a clear sentence, nothing lost, and nothing of it in the log."""

import logging
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from nearer.domain.entries import Drafted, PracticeDone, PracticeLetGo, PracticePlanned, StoryTold
from nearer.vault import epochs, locks, sessions
from nearer.vault.models import Person, SealedEntry, Session, Waiting
from nearer.web import practice, practice_outcome
from nearer.web.stamp import today
from tests.addresses import ACT, ADDRESSES, LEVELS, OUTCOME
from tests.filled import HIDDEN, PASSPHRASE
from tests.web.conftest import House, fields_of, rows_of, text_of

WORDS = "A sentence that took me an hour to write."
PLAN = ACT | LEVELS | {"act": WORDS}


def to(house: House, name: str, of: str) -> str:
    """The path of an act's page in Mara's book."""
    return f"/practice/{house['Mara'].ids[of]}/{name}/"


def planned(said: dict[str, str]) -> dict[str, str]:
    """A plan for today."""
    return said | {"on": today().isoformat()}


def book(house: House):
    """Mara's book as it stands."""
    return house["Mara"].book.read()


def acts(house: House) -> list[PracticePlanned]:
    """The acts in Mara's book that carry the words of this test."""
    return [p for p in book(house).of(PracticePlanned) if p.act == WORDS]


@pytest.fixture(autouse=True)
def nothing_in_the_log(caplog):
    """Whatever a test does, no word of a form comes into the log."""
    caplog.set_level(logging.DEBUG)
    yield
    for words in (WORDS, PASSPHRASE, HIDDEN):
        assert words not in caplog.text


# ---- the door ----


def test_wrong_passphrase_and_unknown_name_look_the_same(house: House):
    shown = []
    for name in ("Mara", "Nora"):
        answer = house.browser().post("/open/", {"name": name, "passphrase": "wrong"})
        assert answer.status_code == 403
        shown.append(text_of(answer).replace(name, "NAME").replace(fields_of(answer)["csrfmiddlewaretoken"], ""))
        assert "do not open a book here" in shown[-1]
        assert "/open/words/" in shown[-1]
    assert _without_tokens(shown[0]) == _without_tokens(shown[1])


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_many_tries_have_to_wait_and_never_for_ever(house: House, monkeypatch):
    seconds = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    client = house.browser()

    def attempt(passphrase: str):
        return client.post("/open/", {"name": "Mara", "passphrase": passphrase})

    assert [attempt("wrong").status_code for _ in range(4)] == [403, 403, 403, 429]
    waiting = attempt(PASSPHRASE)
    assert waiting.status_code == 429
    assert "The next one is looked at in" in text_of(waiting)
    seconds[0] += 31
    assert attempt(PASSPHRASE).status_code == 302


def test_too_many_tries_with_words_wait_too(house: House):
    said = {
        "name": "Mara",
        "words": "zoo " * 24,
        "passphrase": "pebble willow trumpet two",
        "again": "pebble willow trumpet two",
    }
    client = house.browser()
    assert [client.post("/open/words/", said).status_code for _ in range(4)] == [403, 403, 403, 429]


def test_a_lock_damaged_on_disk_is_not_called_a_wrong_passphrase(house: House):
    lock = house["Mara"].person.locks.get(kind="passphrase")
    lock.salt = bytes(16)
    lock.save()
    answer = house.browser().post("/open/", {"name": "Mara", "passphrase": PASSPHRASE})
    assert answer.status_code == 503
    assert "damaged on disk" in text_of(answer)


def test_no_passphrase_and_no_word_ever_comes_back(house: House):
    """Whatever is wrong with a form, what is secret in it is not in the answer."""
    secret = {
        "passphrase": "sphinx-of-quartz",
        "again": "another-sphinx",
        "old": "older-sphinx",
        "words": "sphinx " * 24,
        "word_a": "sphinxword",
    }
    for trusting in (True, False):
        for who in ("", "Mara", "Noor"):
            client = house.browser(who, trusting=trusting)
            for address in ADDRESSES:
                if address.name == "recovery-words":
                    continue  # the words lie in the page, for their owner to type back
                answer = client.post(address.path_for(house["Mara"]), secret | {"name": "Mara"})
                assert b"sphinx" not in answer.content, address.name


# ---- rows that do not open ----


def test_rows_that_do_not_open_stand_beside_the_book(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    assert "2 pages of your book do not open" in text_of(client.get("/today/"))
    shown = text_of(client.get("/me/problems/"))
    assert "Damaged on disk" in shown
    assert "Written by a newer Nearer" in shown
    stored = bytes(SealedEntry.objects.get(id=mara.ids["future"]).sealed)
    raw = client.get(f"/me/problems/{mara.ids['future']}/raw/")
    assert raw.content == stored
    assert "attachment" in raw.headers["Content-Disposition"]
    before = len(book(house).entries)
    assert client.post(f"/me/problems/{mara.ids['damaged']}/remove/").status_code == 302
    assert len(book(house).entries) == before
    assert [p.kind for p in book(house).problems] == ["future"]


def test_a_page_that_opens_is_no_problem_to_export_or_remove(house: House):
    client, sound = house.browser("Mara"), house["Mara"].ids["story"]
    assert client.get(f"/me/problems/{sound}/raw/").status_code == 404
    assert client.post(f"/me/problems/{sound}/remove/").status_code == 404
    assert book(house).get(sound) is not None


def test_a_new_key_waits_until_every_row_opens(house: House):
    before = rows_of(house["Mara"])
    said = {
        "old": PASSPHRASE,
        "passphrase": "otter granite velvet seventeen",
        "again": "otter granite velvet seventeen",
    }
    answer = house.browser("Mara").post("/me/someone-knew/", said)
    assert answer.headers["Location"] == "/me/problems/"
    assert rows_of(house["Mara"])[:4] == before[:4]  # type: ignore[index]


# ---- written while locked ----


def test_a_form_sent_after_the_lock_is_sealed_and_kept_with_its_own_time(house: House, clock):
    client = house.browser("Mara")
    form = fields_of(client.get("/practice/"))
    clock.later(hours=2)
    sent_at = clock.now()
    answer = client.post("/practice/", form | planned(PLAN))
    assert answer.status_code == 202
    assert "waiting for you" in text_of(answer)
    assert WORDS not in text_of(answer)
    assert WORDS.encode() not in house.database.read_bytes()
    assert acts(house) == []

    clock.later(hours=5)
    entered = house.browser()
    assert entered.post("/open/", {"name": "Mara", "passphrase": PASSPHRASE}).headers["Location"] == "/waiting/"
    assert WORDS in text_of(entered.get("/waiting/"))
    page = _page_with(house, WORDS)
    assert entered.post(f"/waiting/{page}/keep/").headers["Location"] == "/waiting/"
    (kept,) = acts(house)
    assert abs(kept.at - sent_at) < timedelta(seconds=5)
    assert WORDS not in text_of(entered.get("/waiting/"))


def _page_with(house: House, words: str) -> str:
    from nearer.vault.waiting import waiting_pages

    return next(p.id for p in waiting_pages(house["Mara"].book) if p.written and words in str(p.written.fields))


def test_a_waiting_page_can_be_let_go(house: House):
    client, page = house.browser("Mara"), house["Mara"].ids["waiting"]
    assert HIDDEN in text_of(client.get("/waiting/"))
    client.post(f"/waiting/{page}/let-go/")
    assert not Waiting.objects.filter(id=page).exists()
    assert not [gone for gone in book(house).of(PracticeLetGo) if gone.words == HIDDEN]


def test_a_waiting_page_is_not_lost_when_its_act_is_closed(house: House):
    client, page = house.browser("Mara"), house["Mara"].ids["waiting"]
    client.post(to(house, "outcome", "door"), OUTCOME)
    answer = client.post(f"/waiting/{page}/keep/")
    assert answer.status_code == 409
    assert HIDDEN in text_of(answer)
    assert Waiting.objects.filter(id=page).exists()


def test_the_path_of_a_form_is_not_shown_as_words(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    form = fields_of(client.get(to(house, "camera", "door")))
    answer = house.browser("", trusting=False).post(to(house, "camera", "door"), form | {"camera": WORDS})
    assert text_of(answer).count("</textarea>") == 1
    assert mara.ids["door"] not in answer.content.decode().split("<textarea")[1]


# ---- forms that are not trusted ----


@pytest.mark.parametrize("wrong", ["token", "origin", "no token"])
def test_a_form_that_is_not_trusted_keeps_its_words(house: House, wrong: str):
    client = house.browser("Mara", trusting=False)
    form = fields_of(client.get("/practice/")) | planned(PLAN)
    origin = {"headers": {"origin": "http://elsewhere.example"}} if wrong == "origin" else {}
    if wrong == "token":
        form["csrfmiddlewaretoken"] = "x" * 64
    if wrong == "no token":
        del form["csrfmiddlewaretoken"]
    answer = client.post("/practice/", form, **origin)
    assert answer.status_code == 403
    assert WORDS in text_of(answer)
    assert "not saved" in text_of(answer)
    assert acts(house) == []
    again = client.post("/practice/", fields_of(answer))
    assert again.status_code == 302
    assert len(acts(house)) == 1


def test_another_site_cannot_leave_or_read_but_leaving_harms_nobody(house: House):
    client = house.browser("Mara", trusting=False)
    elsewhere = {"origin": "http://elsewhere.example"}
    assert client.post("/here/", {}, headers=elsewhere).status_code == 403
    assert client.post("/draft/", {"form": "/practice/"}, headers=elsewhere).status_code == 403
    assert not client.get("/me/", headers=elsewhere).headers.get("Access-Control-Allow-Origin")


# ---- twice, and in two windows ----


def test_sending_twice_says_one_thing(house: House):
    client = house.browser("Mara")
    plan = fields_of(client.get("/practice/")) | planned(PLAN)
    assert [client.post("/practice/", plan).status_code for _ in range(2)] == [302, 302]
    assert len(acts(house)) == 1
    before = len(book(house).entries)
    for path, said in (
        (to(house, "outcome", "door"), OUTCOME),
        (to(house, "let-go", "lake"), {"note": WORDS}),
        (to(house, "again", "sister"), {"through": "yes", "recovered": "60", "note": WORDS}),
    ):
        form = fields_of(client.get(path)) | said
        assert [client.post(path, form).status_code for _ in range(2)] == [302, 302], path
    assert len(book(house).entries) == before + 3 - 1, "three were added, and the draft of one went"


def test_an_outcome_from_a_second_window_is_shown_not_lost(house: House):
    client, path = house.browser("Mara"), to(house, "outcome", "door")
    first, second = fields_of(client.get(path)), fields_of(client.get(path))
    assert client.post(path, first | OUTCOME).status_code == 302
    answer = client.post(path, second | OUTCOME | {"learned": WORDS})
    assert answer.status_code == 409
    assert WORDS in text_of(answer)
    assert "closed in another window" in text_of(answer)
    (done,) = [d for d in book(house).of(PracticeDone) if d.plan == house["Mara"].ids["door"]]
    assert done.learned == ""


def test_other_words_after_going_back_show_both_versions(house: House):
    client, path = house.browser("Mara"), to(house, "outcome", "door")
    form = fields_of(client.get(path)) | OUTCOME
    assert client.post(path, form).status_code == 302
    answer = client.post(path, form | {"learned": WORDS})
    assert answer.status_code == 409
    assert WORDS in text_of(answer)
    assert client.post(path, fields_of(answer)).status_code == 302
    (done,) = [d for d in book(house).of(PracticeDone) if d.plan == house["Mara"].ids["door"]]
    assert (done.learned, done.rev) == (WORDS, 2)


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_stale_edit_shows_both_and_either_can_be_kept(house: House, choice: str):
    client, path = house.browser("Mara"), f"/me/story/{house['Mara'].ids['story']}/"
    one, other = fields_of(client.get(path)), fields_of(client.get(path))
    assert client.post(path, one | {"text": "The version of the first window."}).status_code == 302
    answer = client.post(path, other | {"text": WORDS})
    assert answer.status_code == 409
    assert "The version of the first window." in text_of(answer)
    assert WORDS in text_of(answer)
    if choice == "mine":
        assert client.post(path, fields_of(answer)).status_code == 302
    told = book(house).get(house["Mara"].ids["story"])
    assert isinstance(told, StoryTold)
    assert told.text == (WORDS if choice == "mine" else "The version of the first window.")


def test_an_edit_of_what_was_removed_can_be_kept_as_new(house: House):
    client, path = house.browser("Mara"), to(house, "edit", "door")
    form = fields_of(client.get(path)) | planned(PLAN) | {"person": ""}
    client.post(f"/me/remove/{house['Mara'].ids['door']}/")
    answer = client.post(path, form)
    assert answer.status_code == 404
    assert WORDS in text_of(answer)


def test_removing_a_plan_removes_what_was_written_about_it(house: House):
    client, plan = house.browser("Mara"), house["Mara"].ids["tea"]
    client.post(f"/me/remove/{plan}/")
    assert not [e for e in book(house).entries if plan in (e.id, getattr(e, "plan", ""))]


# ---- the key changed under an open page ----


def test_a_late_writer_fails_and_loses_nothing(house: House, monkeypatch):
    """The book gets a new key while a form of it is being saved."""
    mara = house["Mara"]
    SealedEntry.objects.filter(id__in=[mara.ids["damaged"], mara.ids["future"]]).delete()
    real = practice.plan_from

    def in_the_meantime(*said):
        epochs.new_epoch(mara.book, "otter granite velvet seventeen", mara.words)
        return real(*said)

    monkeypatch.setattr(practice, "plan_from", in_the_meantime)
    client = house.browser("Mara")
    answer = client.post("/practice/", fields_of(client.get("/practice/")) | planned(PLAN))
    assert answer.status_code == 503
    assert "new key in the meantime" in text_of(answer)
    assert WORDS in text_of(answer)
    assert client.get("/me/").headers["Location"] == "/locked/"


# ---- the disk ----


def test_a_full_disk_is_said_and_the_words_stay(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get("/practice/")) | planned(PLAN) | {"fear": "It rains. " * 1500}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count={pages}")
        answer = client.post("/practice/", form)
        cursor.execute("PRAGMA max_page_count=1000000")
    assert answer.status_code == 503
    assert "the disk is full" in text_of(answer)
    assert WORDS in text_of(answer)
    assert client.post("/practice/", fields_of(answer)).status_code == 302
    assert len(acts(house)) == 1


def test_a_disk_that_can_only_be_read_is_said(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get("/practice/")) | planned(PLAN)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=1")
        answer = client.post("/practice/", form)
        shown = client.get("/me/").status_code
        cursor.execute("PRAGMA query_only=0")
    assert answer.status_code == 503
    assert "can only be read" in text_of(answer)
    assert WORDS in text_of(answer)
    assert shown == 200


def test_something_unforeseen_keeps_the_words_and_says_nothing_in_the_log(house: House, monkeypatch, caplog):
    def fails(*_):
        raise ValueError(WORDS)

    monkeypatch.setattr(practice, "plan_from", fails)
    monkeypatch.setattr(practice_outcome, "practice_or_404", fails)
    client = house.browser("Mara")
    client.raise_request_exception = False
    answer = client.post("/practice/", planned(PLAN))
    assert answer.status_code == 503
    assert WORDS in text_of(answer)
    assert "inside Nearer failed" in text_of(answer)
    page = client.get(to(house, "camera", "door"))
    assert page.status_code == 500
    assert "This page did not come up" in text_of(page)
    for record in caplog.records:
        from nearer.web.logs import PlaceOnly

        line = PlaceOnly().format(record)
        assert WORDS not in line
        assert "\n" not in line


# ---- time ----


def test_a_clock_set_back_locks(house: House, clock):
    client = house.browser("Mara")
    assert client.get("/me/").status_code == 200
    clock.later(minutes=-10)
    assert client.get("/me/").headers["Location"] == "/locked/"
    clock.later(minutes=10)
    assert client.get("/me/").headers["Location"] == "/locked/"
    assert client.post("/open/", {"name": "Mara", "passphrase": PASSPHRASE}).status_code == 302


def test_an_open_book_closes_after_idling_and_after_twelve_hours(house: House, clock):
    client = house.browser("Mara")
    for _ in range(3):
        clock.later(minutes=19)
        assert client.get("/me/").status_code == 200
    clock.later(minutes=22)
    assert client.get("/me/").status_code == 302
    client = house.browser("Mara")
    answers = []
    for _ in range(50):
        clock.later(minutes=15)
        answers.append(client.get("/today/").status_code)
    assert answers == [200] * 48 + [302] * 2 or 302 in answers[46:50]


def test_an_unfinished_sitting_is_resumed_for_a_day_and_then_gone(house: House, clock):
    noor, client = house["Noor"], house.browser("Noor")
    sessions.restart()
    assert client.get("/begin/").headers["Location"] == "/begin/key/"
    clock.later(hours=23)
    assert client.get("/begin/story/").status_code == 200
    clock.later(hours=2)
    assert client.get("/begin/story/").headers["Location"] == "/locked/"
    assert client.get("/begin/").status_code == 200
    locks.forget_unfinished(clock.now())
    assert not Person.objects.filter(id=noor.person.id).exists()
    assert not SealedEntry.objects.filter(person_id=noor.person.id).exists()


def test_a_restart_closes_every_book(house: House):
    client = house.browser("Mara")
    sessions.restart()
    assert client.get("/me/").headers["Location"] == "/locked/"


def test_who_left_is_gone_although_the_message_got_lost(house: House):
    client = house.browser("Mara")
    token = client.cookies["nearer-book"].value
    client.cookies["nearer-left"] = "1"
    client.post("/draft/", {"form": "/practice/", "fear": WORDS})
    assert Session.objects.filter(person_id=house["Mara"].person.id).exists(), "the last words are still sealed"
    answer = client.get("/me/")
    assert answer.headers["Location"] == "/locked/"
    assert {answer.cookies[name].value for name in ("nearer-book", "nearer-left")} == {""}
    client.cookies["nearer-book"] = token
    assert client.get("/me/").status_code == 302, "the server let go of it too"
    client.cookies["nearer-left"] = "1"
    client.post("/open/", {"name": "Mara", "passphrase": PASSPHRASE})
    assert WORDS in client.get("/practice/").content.decode(), "what is opened after leaving stays open"


@pytest.mark.parametrize("path", ["/leave/", "/help/", "/open/"])
def test_who_leaves_while_the_disk_takes_nothing_in_is_gone_and_no_page_is_barred(house: House, path: str):
    client = house.browser("Mara")
    client.cookies["nearer-left"] = "1"
    with connection.execute_wrapper(_nothing_taken_in):
        answer = client.post(path) if path == "/leave/" else client.get(path)
    assert answer.status_code == (302 if path == "/leave/" else 200)
    assert "Mara" not in text_of(answer)
    assert {answer.cookies[name].value for name in ("nearer-book", "nearer-left")} == {""}
    assert client.get("/me/").headers["Location"] == "/locked/"


def test_a_page_that_was_left_alone_locks_also_while_the_disk_takes_nothing_in(house: House):
    client = house.browser("Mara")
    with connection.execute_wrapper(_nothing_taken_in):
        answer = client.get("/locked/")
    assert answer.status_code == 200
    assert answer.cookies["nearer-book"].value == ""
    assert client.get("/me/").headers["Location"] == "/locked/"


def _nothing_taken_in(execute, sql, params, many, context):
    if sql.startswith(("DELETE", "UPDATE", "INSERT")):
        raise OperationalError("attempt to write a readonly database")
    return execute(sql, params, many, context)


def test_leave_works_without_any_token(house: House):
    client = house.browser("Mara", trusting=False)
    assert client.post("/leave/").headers["Location"] == "/away/"
    client.cookies["nearer-book"] = client.cookies["nearer-book"].value
    assert client.get("/me/").status_code == 302


# ---- drafts and sliders ----


def test_a_draft_is_sealed_and_comes_back_after_a_lock(house: House, clock):
    client = house.browser("Mara")
    form = fields_of(client.get("/practice/")) | {"choice": "own", "act": WORDS, "form": "/practice/"}
    assert "kept_at" in client.post("/draft/", form).json()
    assert client.post("/draft/", form | {"fear": "and more"}).status_code == 200
    assert len([d for d in book(house).of(Drafted) if d.form == "/practice/"]) == 1
    assert WORDS.encode() not in house.database.read_bytes()
    clock.later(hours=1)
    assert client.post("/draft/", form).status_code == 423
    client.post("/open/", {"name": "Mara", "passphrase": PASSPHRASE})
    shown = fields_of(client.get("/practice/"))
    assert (shown["act"], shown["fear"], shown["choice"]) == (WORDS, "and more", "own")
    client.post("/practice/", shown | planned({}))
    assert not [d for d in book(house).of(Drafted) if d.form == "/practice/"]


@pytest.mark.parametrize("path", ["again/sister", "let-go/lake"])
def test_a_draft_keeps_every_field_of_words(house: House, path: str):
    name, of = path.split("/")
    client, where = house.browser("Mara"), to(house, name, of)
    client.post("/draft/", fields_of(client.get(where)) | {"note": WORDS})
    (found,) = [d for d in book(house).of(Drafted) if d.form == where]
    assert found.written["note"] == [WORDS]


def test_sliders_left_out_are_none_and_touched_ones_are_kept(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get("/practice/")) | planned(ACT | {"act": WORDS})
    for level in ("bad", "through"):
        form.pop(f"{level}_left_out")
    form |= {"bad": "0", "through": "100"}
    assert form["likely"] == "50"
    client.post("/practice/", form)
    (kept,) = acts(house)
    assert (kept.likely, kept.bad, kept.good, kept.through) == (None, 0, None, 100)


@pytest.mark.parametrize(
    "wrong",
    [
        {"bad": "101"},
        {"bad": "-1"},
        {"bad": "NaN"},
        {"on": "2020-01-01"},
        {"on": "later"},
        {"act": "x" * 20_001},
        {"choice": "?"},
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_all_input_stays(house: House, wrong: dict[str, str]):
    client = house.browser("Mara")
    before = len(book(house).entries)
    form = fields_of(client.get("/practice/")) | planned(PLAN) | {"fear": WORDS} | wrong
    form.pop("bad_left_out", None)
    answer = client.post("/practice/", form)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert WORDS in text_of(answer)
    assert len(book(house).entries) == before


@pytest.mark.parametrize("said", [{"asked_not": "yes"}, {"could_do": "harm"}])
def test_some_acts_are_not_planned(house: House, said: dict[str, str]):
    client = house.browser("Mara")
    answer = client.post("/practice/", planned(PLAN) | said)
    assert answer.status_code == 200
    assert WORDS in text_of(answer)
    assert acts(house) == []
