"""The mirror, from the drop to what is kept: its rules, and where the text is and is not."""

import json
import re
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import connections

from nearer.domain.entries import MirrorAsked, MirrorLooked, MirrorRead
from nearer.domain.mirror_twice import NO_SECOND, Second
from nearer.vault import sessions
from nearer.web import chat_work, looks, mirror, opened, uploads
from nearer.web.mirror_words import WORDS
from nearer.web.room import OPEN_COOKIE, START_COOKIE
from tests.chats import FIRST, messages, talk, whatsapp
from tests.heard import ByWords, meets_by_words
from tests.traces import files_under, traces
from tests.web.conftest import fields_of, rows_of, text_of

CLOSED = "/mirror/?closed=1"
CANARY = "zx7canary9harbour"


@pytest.fixture(autouse=True)
def by_words(monkeypatch):
    """Models that hear feeling in a few words, so that these tests are about the pages; nothing is left open."""
    monkeypatch.setattr(chat_work, "first_look", ByWords)
    monkeypatch.setattr(looks, "meets", meets_by_words)
    monkeypatch.setattr(mirror, "look_again", lambda _messages, _walked: NO_SECOND)
    yield
    opened.throw_all_away()


def asked(client, why="curious"):
    return client.post("/mirror/", {"why": why, "entry": "", "rev": "0"})


def dropped(client, data, adults="yes", name="chat.txt", **headers):
    files = [SimpleUploadedFile(name, one) for one in (data if isinstance(data, list) else [data])]
    return client.post("/mirror/file/", {"adults": adults, "export": files}, headers=headers)


def looked(house, name="Mara", said=None, person="", me=None):
    client = house.browser(name)
    asked(client)
    said = said if said is not None else talk(80)
    assert dropped(client, whatsapp(said)).headers["Location"] == "/mirror/who/"
    names = text_of(client.get("/mirror/who/"))
    place = me if me is not None else ("0" if names.index(">Mara<") < names.index(">Otter<") else "1")
    return client, client.post("/mirror/who/", {"me": place, "person": person})


def guess_all(client, guess="40"):
    """Guess until nothing is left to guess; the page at the end."""
    for _ in range(12):
        page = text_of(client.get("/mirror/reading/"))
        if 'name="what" value="' not in page:
            return page
        what = page.split('name="what" value="')[1].split('"')[0]
        client.post("/mirror/reading/", {"what": what, "guess": guess})
    raise AssertionError("no end")


def test_from_the_drop_to_a_kept_reading(house):
    client, answer = looked(house, person=house["Mara"].ids["plum"])
    assert answer.headers["Location"] == "/mirror/reading/"
    page = text_of(client.get("/mirror/reading/"))
    assert "After a silence, who speaks first?" in page
    assert "you speak first" not in page
    page = guess_all(client)
    assert "You guessed 40." in page
    assert page.count('<figure class="fig"') >= 9
    kept = client.post("/mirror/keep/")
    page = text_of(client.get(kept.headers["Location"]))
    assert "You guessed 40." in page
    assert "harbour" not in page
    assert client.get("/mirror/reading/").headers["Location"] == CLOSED
    read = house["Mara"].book.read().last(MirrorRead)
    assert read.messages == 480
    assert {m.what: m.guess for m in read.measures if m.value is not None}["starts"] == 400


def test_how_far_a_share_of_what_was_taken_up_can_be_trusted_stands_beside_it_and_leads_nowhere_that_is_gone(house):
    client, _ = looked(house)
    page = guess_all(client)
    kept = text_of(client.get(client.post("/mirror/keep/").headers["Location"]))
    says = "where 30 of 100 are taken up it says about 41, where 90 are, about 82."
    for shown in (page, kept):
        assert says in shown.split('id="r-mine_met"')[1].split("</figure>")[0]
    assert says in str(WORDS["theirs_met"].why)
    assert "moments behind it" in page
    assert "open the moments" not in f"{kept}{WORDS['theirs_met'].why}"


def test_a_number_is_shown_only_after_its_guess(house):
    client, _ = looked(house)
    assert client.get("/mirror/reading/starts/").headers["Location"] == "/mirror/reading/"
    client.post("/mirror/reading/", {"what": "starts", "guess": "10"})
    client.post("/mirror/reading/", {"what": "starts", "guess": "66"})
    page = text_of(client.get("/mirror/reading/"))
    assert "You guessed 10." in page
    assert client.get("/mirror/reading/starts/").status_code == 200


def test_the_first_moment_shown_is_one_that_was_met(house):
    client, _ = looked(house)
    guess_all(client)
    page = text_of(client.get("/mirror/reading/"))
    assert ": taken up, and asked further</p>" in page
    moments = text_of(client.get("/mirror/reading/mine_met/"))
    assert moments.index(": taken up") < moments.index(": something else was said</p>")


def test_of_an_opening_that_was_taken_up_it_is_said_how_where_that_is_clear(house):
    at = FIRST + timedelta(days=90)
    said = [(at, "Otter", "i was afraid of the harbour"), (at, "Mara", "that sounds like your father's harbour")]
    said += [(at + timedelta(days=5), *one[1:]) for one in (said[0], (at, "Mara", "i will come to the harbour"))]
    client, _ = looked(house, said=talk(10) + said)
    guess_all(client)
    moments = text_of(client.get("/mirror/reading/theirs_met/"))
    ways = [moments.count(f": {words}</p>") for words in ("taken up", "taken up, and said what it may mean")]
    assert ways == [1, 1]


def under(page, what):
    """What stands under the sentence of a number."""
    return page.split(f'id="r-{what}"')[1].split("</h2>")[0]


def test_a_moment_that_was_read_wrongly_is_left_out_and_can_come_back(house):
    client, _ = looked(house)
    page = guess_all(client)
    before = under(page, "mine_met")
    assert "27 openings" in before
    assert "From the quick reading alone." in before
    answer = client.post("/mirror/reading/mine_met/", {"moment": "0"})
    assert answer.headers["Location"] == "/mirror/reading/mine_met/#m0"
    moments = text_of(client.get("/mirror/reading/mine_met/"))
    assert "26 openings" in moments
    assert moments.count("Count it again") == 1
    after = under(text_of(client.get("/mirror/reading/")), "mine_met")
    assert "26 openings" in after
    assert "1 left out by you." in after
    client.post("/mirror/reading/mine_met/", {"moment": "0"})
    assert under(text_of(client.get("/mirror/reading/")), "mine_met") == before


def test_a_number_left_with_too_little_still_opens_its_moments(house):
    client, _ = looked(house)
    page = guess_all(client)
    for place in range(8):
        client.post("/mirror/reading/mine_met/", {"moment": f"{place}"})
    few = text_of(client.get("/mirror/reading/")).split('id="few"')[1]
    assert 'id="few"' not in page or "/mirror/reading/mine_met/" not in page.split('id="few"')[1]
    assert 'href="/mirror/reading/mine_met/"' in few
    client.post("/mirror/reading/mine_met/", {"moment": "0"})
    assert "20 openings" in under(text_of(client.get("/mirror/reading/")), "mine_met")


def test_how_many_were_left_out_is_kept_and_which_ones_is_not(house):
    client, _ = looked(house)
    guess_all(client)
    for place in ("0", "2", "3", "99", "x", ""):
        client.post("/mirror/reading/deep/", {"moment": place})
    page = text_of(client.get(client.post("/mirror/keep/").headers["Location"]))
    assert "3 left out by you." in under(page, "deep")
    read = house["Mara"].book.read().last(MirrorRead)
    assert {m.what: m.left_out for m in read.measures if m.left_out} == {"deep": 3}


def test_an_opening_that_the_second_look_doubts_stands_last_and_is_not_counted(house, monkeypatch):
    def doubts(_messages, walked):
        openings = walked.moments["mine_met"]
        return Second({"mine_met": {m.judged[0]: 0.3 if n < 5 else 3.0 for n, m in enumerate(openings)}}, {})

    monkeypatch.setattr(mirror, "look_again", doubts)
    client, _ = looked(house)
    page = under(guess_all(client), "mine_met")
    assert "22 openings" in page
    assert (
        "The quick reading found 27. All were read again more slowly; the 22 that the slower one confirms are counted."
        in page
    )
    moments = text_of(client.get("/mirror/reading/mine_met/"))
    doubt = moments.index("Read twice: the slower reading is not sure. It is not counted.")
    assert "This one was read wrongly" not in moments[doubt:]
    assert "Read twice.</p>" in moments[:doubt]
    last = moments.count("<section class=") - 1
    client.post("/mirror/reading/mine_met/", {"moment": f"{last}"})
    assert "22 openings" in under(text_of(client.get("/mirror/reading/")), "mine_met")


def test_where_too_few_were_read_twice_the_doubtful_ones_count_and_can_be_left_out(house, monkeypatch):
    def runs_out_of_time(_messages, walked):
        return Second({"mine_met": {m.judged[0]: 0.3 for m in walked.moments["mine_met"][:5]}}, {})

    monkeypatch.setattr(mirror, "look_again", runs_out_of_time)
    client, _ = looked(house)
    page = under(guess_all(client), "mine_met")
    assert "27 openings" in page
    assert "From the quick reading alone." in page
    moments = text_of(client.get("/mirror/reading/mine_met/"))
    assert "Read twice: the slower reading is not sure." in moments
    assert "It is not counted." not in moments
    last = moments.count("<section class=") - 1
    client.post("/mirror/reading/mine_met/", {"moment": f"{last}"})
    assert "26 openings" in under(text_of(client.get("/mirror/reading/")), "mine_met")


def test_what_was_taken_up_later_is_a_way_of_its_own(house):
    said = talk(80)
    at = said[-1][0] + timedelta(days=5)
    said += [(at, "Mara", "i was afraid of the zeppelin"), (at + timedelta(hours=20), "Otter", "about that zeppelin")]
    client, _ = looked(house, said=said)
    page = guess_all(client)
    assert "2 taken up later" in page
    moments = text_of(client.get("/mirror/reading/mine_met/"))
    later = moments.split("taken up later</p>")[-1]
    assert "about that zeppelin" in later


def test_which_feelings_show_is_told_after_its_guess_and_kept(house):
    client, _ = looked(house)
    assert 'id="which-feelings"' not in text_of(client.get("/mirror/reading/"))
    page = guess_all(client)
    assert "One feeling shows in your words: sadness." in page
    kept = client.post("/mirror/keep/").headers["Location"]
    assert "One feeling shows in your words: sadness." in text_of(client.get(kept))
    assert [one.feeling for one in house["Mara"].book.read().last(MirrorRead).feelings] == ["sadness"]


@pytest.mark.parametrize("why", ["suspicion", "quarrel", "afraid"])
def test_no_reading_today_for_suspicion_quarrel_or_fear(house, why):
    client = house.browser("Suri")
    asked(client, why)
    assert "Then not today" in text_of(client.get("/mirror/"))
    asked(client)
    for path in ("/mirror/file/", "/mirror/who/"):
        assert client.get(path).headers["Location"] == "/mirror/"
    assert dropped(client, whatsapp(talk(40))).headers["Location"] == "/mirror/"
    assert house["Suri"].book.read().of(MirrorLooked) == ()


def test_why_is_asked_before_a_file_is_taken(house):
    client = house.browser("Suri")
    assert dropped(client, whatsapp(talk(40))).headers["Location"] == "/mirror/"


def test_narrowed_weeks_rest(house):
    client = house.browser("Mara")
    asked(client)
    client.post("/begin/fit/", {"thoughts": "passing", "entry": "", "rev": "0"})
    assert "The mirror rests" in text_of(client.get("/mirror/"))
    assert client.get("/mirror/file/").headers["Location"] == "/mirror/"


def test_what_was_kept_rests_too_and_can_be_removed_meanwhile(house):
    client, mara = house.browser("Mara"), house["Mara"]
    kept = f"/mirror/{mara.ids['reading']}/"
    person = mara.book.read().get(mara.ids["reading"]).person
    pages = (kept, f"/people/{person}/", "/path/sign/S1/")
    assert all("of every 100 messages from you" in text_of(client.get(path)) for path in pages)
    assert "gratitude" not in text_of(client.get(f"/me/entry/{mara.ids['reading']}/")), (
        "a name of the model's, not hers"
    )
    client.post("/begin/fit/", {"thoughts": "passing", "entry": "", "rev": "0"})
    assert not any("of every 100 messages" in text_of(client.get(path)) for path in pages)
    assert "The mirror rests today" in text_of(client.get(kept))
    assert client.post(f"{kept}remove/").status_code == 302


def test_a_reading_that_is_open_rests_too(house):
    client, _ = looked(house)
    client.post("/begin/fit/", {"thoughts": "passing", "entry": "", "rev": "0"})
    for path in ("/mirror/reading/", "/mirror/reading/deep/"):
        answer = client.get(path, follow=True)
        assert "The mirror rests" in text_of(answer)
        assert "not open any more" not in text_of(answer)
    assert not opened._chats


def test_neither_and_unsafe_people_mean_no_reading(house):
    before = house["Mara"].book.read().of(MirrorLooked)
    for said in ({"me": "neither"}, {"me": None, "person": house["Mara"].ids["landlord"]}):
        client, answer = looked(house, **said)
        assert "Then there is no reading" in text_of(answer)
        assert client.get("/mirror/reading/").headers["Location"] == CLOSED
        assert house["Mara"].book.read().of(MirrorLooked) == before


def test_a_chat_with_someone_under_18_is_not_read(house):
    client = house.browser("Mara")
    asked(client)
    answer = dropped(client, whatsapp(talk(40)), adults="no")
    assert "someone under 18" in text_of(answer)
    assert client.get("/mirror/who/").headers["Location"] == CLOSED


def test_one_reading_of_a_chat_in_thirty_days_also_when_it_was_removed(house, monkeypatch):
    client, _ = looked(house)
    guess_all(client)
    kept = client.post("/mirror/keep/").headers["Location"]
    _client, again = looked(house)
    assert "Not yet again" in text_of(again)
    assert client.post(f"{kept}remove/", {"rev": "0"}).headers["Location"] == "/mirror/"
    assert house["Mara"].book.read().get(kept.split("/")[2]) is None
    assert "Not yet again" in text_of(looked(house)[1])
    ahead = mirror.today() + timedelta(days=30)
    monkeypatch.setattr(mirror, "today", lambda: ahead)
    monkeypatch.setattr("nearer.domain.safety.mirror_rests_today", lambda *_: False)
    monkeypatch.setattr(mirror, "_elsewhere", lambda _request: None)
    assert looked(house)[1].headers["Location"] == "/mirror/reading/"


def test_whoever_leaves_before_the_first_number_has_not_looked(house):
    client, _ = looked(house)
    page = text_of(client.get("/mirror/reading/"))
    assert "One of those moments" not in page
    for what in WORDS:
        assert client.get(f"/mirror/reading/{what}/").headers["Location"] == "/mirror/reading/"
    client.post("/leave/")
    client, again = looked(house)
    assert again.headers["Location"] == "/mirror/reading/"
    client.post("/mirror/reading/", {"what": "starts", "left_out": "1"})
    client.post("/leave/")
    assert "Not yet again" in text_of(looked(house)[1])


def test_where_there_is_nothing_to_guess_being_shown_counts_as_looking(house):
    few = [(at.replace(day=20), who, words) for at, who, words in talk(4)]
    client, _ = looked(house, said=few)
    assert "Keep this reading?" in text_of(client.get("/mirror/reading/"))
    client.post("/mirror/close/")
    assert "Not yet again" in text_of(looked(house, said=few)[1])


def test_what_was_thrown_away_is_said(house):
    client, _ = looked(house)
    assert "Nothing of it was kept." in text_of(client.post("/mirror/close/", follow=True))


def test_who_has_nobody_in_the_circles_is_told_what_they_are_for(house):
    client = house.browser("Wen")
    asked(client)
    dropped(client, whatsapp(talk(40)))
    assert "Nobody stands in your circles yet." in text_of(client.get("/mirror/who/"))
    client = house.browser("Mara")
    asked(client)
    dropped(client, whatsapp(talk(40)))
    assert "Whom is this chat with?" in text_of(client.get("/mirror/who/"))


def test_numbers_of_messages_are_written_with_their_thousands_apart(house):
    client, _ = looked(house, said=talk(300))
    assert re.search(r">1,\d{3} messages, read on this computer", text_of(client.get("/mirror/reading/")))


def test_a_later_reading_stands_beside_the_first(house):
    mara = house["Mara"]
    client, _ = looked(house, said=talk(60))
    guess_all(client)
    client.post("/mirror/keep/")
    first = mara.book.read().last(MirrorRead)
    mara.add(MirrorRead, "later", -1, **{f: getattr(first, f) for f in type(first).__slots__})
    page = text_of(client.get(f"/mirror/{mara.ids['later']}/"))
    assert "Beside the first reading" in page
    assert "not clear yet" in page


def test_the_same_file_twice_changes_nothing(house):
    one = whatsapp(talk(60))
    client = house.browser("Mara")
    asked(client)
    dropped(client, [one, one])
    assert "360 messages" in text_of(client.get("/mirror/who/"))


def test_parts_of_one_chat_are_merged_and_other_chats_are_refused(house):
    said = talk(60)
    client = house.browser("Mara")
    asked(client)
    dropped(client, [whatsapp(said[:200]), whatsapp(said[150:])])
    assert "360 messages" in text_of(client.get("/mirror/who/"))
    other = [(at, who.replace("Otter", "Wren"), words) for at, who, words in said]
    assert "different chats" in text_of(dropped(client, [whatsapp(said), whatsapp(other)]))


def test_an_undecidable_date_is_asked(house):
    said = [(at.replace(day=at.day % 12 + 1, month=at.day % 12 + 1), who, words) for at, who, words in talk(2)][:1]
    said = [
        (said[0][0].replace(day=3, month=4), *said[0][1:]),
        (said[0][0].replace(day=3, month=4, hour=10), "Otter", "x"),
    ]
    client = house.browser("Mara")
    asked(client)
    assert dropped(client, whatsapp(said)).headers["Location"] == "/mirror/which/"
    assert "Day or month first?" in text_of(client.get("/mirror/which/"))
    assert client.post("/mirror/which/", {"order": "mdy"}).headers["Location"] == "/mirror/who/"
    assert "March" in text_of(client.get("/mirror/who/"))


def test_what_was_not_understood_is_counted_once_also_when_a_later_part_has_to_be_asked_about(house):
    said = talk(40)
    part = whatsapp([(said[0][0].replace(day=3, month=4), *said[0][1:])])
    client = house.browser("Mara")
    asked(client)
    stray = b"a line that nobody wrote\n"
    assert dropped(client, [stray + whatsapp(said), part]).headers["Location"] == "/mirror/which/"
    client.post("/mirror/which/", {"order": "dmy"})
    assert "1 line was not understood" in text_of(client.get("/mirror/who/"))
    assert client.post("/mirror/which/", {"order": "dmy"}).headers["Location"] == "/mirror/who/", "pressed twice"


def test_unread_lines_are_counted_and_shown(house):
    client = house.browser("Mara")
    asked(client)
    dropped(client, b"a line that nobody wrote\n" + whatsapp(talk(40)))
    assert "1 line was not understood" in text_of(client.get("/mirror/who/"))
    assert client.post("/mirror/which/", {"order": "dmy"}).headers["Location"] == "/mirror/who/", "pressed twice"


def test_another_language_is_marked_and_only_counted(house):
    said = [(at, who, "ich habe den ganzen tag im garten gesessen und nichts gesagt") for at, who, _words in talk(60)]
    client, _ = looked(house, said=said)
    page = guess_all(client)
    assert "not checked in this language" in page
    assert "reach a feeling" not in page
    assert "you speak first" in page


def test_in_a_group_only_own_acts_are_read(house):
    said = [(at, "Wren" if n % 5 == 0 else who, words) for n, (at, who, words) in enumerate(talk(80))]
    client, _ = looked(house, said=said)
    open_, moments = guess_all(client), text_of(client.get("/mirror/reading/errands/"))
    kept = text_of(client.get(client.post("/mirror/keep/").headers["Location"]))
    read = house["Mara"].book.read().last(MirrorRead)
    assert read.group
    for page in (open_, moments, kept):
        assert re.search(r"Bills and errands fill \d+ of every 100 messages from you\.", page)
    assert not {m.what for m in read.measures} & {"mine_met", "theirs_met", "unanswered", "follow_ups"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "a picture"),
        (b"PK\x03\x04" + b"x" * 90, "damaged"),
        (b"hello " * 50, "no chat export"),
    ],
    ids=["empty", "picture", "broken zip", "prose"],
)
def test_a_hostile_or_wrong_file_gets_a_clear_sentence(house, data, says):
    client = house.browser("Mara")
    asked(client)
    answer = dropped(client, data, name="chat.zip")
    assert answer.status_code == 400
    assert says in text_of(answer)


def test_what_is_too_large_is_refused_and_not_held(house, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 5000)
    client = house.browser("Mara")
    asked(client)
    assert "without its pictures" in text_of(dropped(client, whatsapp(talk(60))))


def lines_of(answer):
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


@pytest.mark.parametrize("headers", [{}, {"X-Progress": "1"}], ids=["plain", "script"])
def test_in_a_sample_nobody_is_told_to_drop_their_chat_again(house, headers):
    client = house.browser()
    client.post("/sample/", {"sample": "selin"})
    assert client.get("/mirror/file/").status_code == 200
    answer = dropped(client, whatsapp(talk(40)), **headers)
    if headers:
        assert json.loads(answer.content)["wrong"].startswith("This is a sample, and no chat of yours is read in it.")
    else:
        assert "Nothing is kept in a sample" in text_of(answer)
    assert not opened._chats


def test_progress_is_told_in_counts(house, monkeypatch):
    monkeypatch.setattr("nearer.web.chat_work.EVERY", 100)
    client = house.browser("Mara")
    asked(client)
    told = lines_of(dropped(client, whatsapp(talk(80), zipped=True), **{"X-Progress": "1"}))
    assert [line["done"] for line in told if line.get("doing") == "read"] == [0, 100, 200, 300, 400]
    assert {"doing": "looked", "done": 480, "of": 480} in told
    assert told[-1] == {"go": "/mirror/who/"}


def test_a_second_window_makes_no_reading_before_all_was_looked_at(house):
    client = house.browser("Mara")
    asked(client)
    stream = iter(dropped(client, whatsapp(talk(80)), **{"X-Progress": "1"}).streaming_content)
    while json.loads(next(stream)).get("doing") != "looked":
        pass
    before = len(house["Mara"].book.read().of(MirrorLooked))
    assert client.post("/mirror/who/", {"me": "0"}).headers["Location"] == "/mirror/"
    assert len(house["Mara"].book.read().of(MirrorLooked)) == before
    assert json.loads(list(stream)[-1]) == {"go": "/mirror/who/"}
    client.post("/mirror/who/", {"me": "0"})
    assert "Bills and errands fill" in guess_all(client)


def test_a_closed_window_stops_the_work_and_leaves_nothing(house, monkeypatch):
    monkeypatch.setattr("nearer.web.chat_work.EVERY", 10)
    client = house.browser("Mara")
    asked(client)
    answer = dropped(client, whatsapp(talk(400)), **{"X-Progress": "1"})
    stream = iter(answer.streaming_content)
    assert [json.loads(next(stream))["done"] for _ in range(3)] == [0, 10, 20]
    assert len(opened._chats) == 1
    answer.close()
    assert opened._chats == {}
    assert list(stream) == []


def test_leaving_meanwhile_stops_the_work(house, monkeypatch):
    monkeypatch.setattr("nearer.web.chat_work.EVERY", 10)
    client = house.browser("Mara")
    asked(client)
    stream = iter(dropped(client, whatsapp(talk(400)), **{"X-Progress": "1"}).streaming_content)
    next(stream)
    client.post("/leave/")
    assert list(stream) == []


@pytest.mark.parametrize(
    "end",
    [
        lambda client, house: client.post("/leave/"),
        lambda client, house: client.get("/locked/"),
        lambda client, house: client.post("/mirror/close/"),
        lambda client, house: sessions.lock_others(house["Mara"].person.id, None),
        lambda client, house: sessions.restart(),
        lambda client, house: client.post("/mirror/", {"why": "quarrel", "entry": "", "rev": "0"}),
    ],
    ids=["leave", "lock", "throw away", "close windows", "restart", "quarrel"],
)
def test_the_text_goes_when(house, end):
    client, _ = looked(house)
    assert len(opened._chats) == 1
    end(client, house)
    assert opened._chats == {}


def test_the_text_goes_by_itself_after_a_while(house, monkeypatch):
    looked(house)
    later = opened.monotonic() + opened.LASTS + 1
    monkeypatch.setattr(opened, "monotonic", lambda: later)
    opened._woken()
    assert opened._chats == {}


@pytest.mark.parametrize("step", ["who/", "reading/", "reading/deep/", "keep/"])
def test_whoever_comes_back_after_it_went_is_told_so_and_not_led_to_the_first_question_without_a_word(house, step):
    client, _ = looked(house)
    opened.throw_all_away()
    answer = client.post("/mirror/keep/", {"words": "own"}) if step == "keep/" else client.get(f"/mirror/{step}")
    assert answer.headers["Location"] == CLOSED
    page = text_of(client.get(CLOSED))
    assert "That chat is not open any more." in page
    assert "What you kept stands below." in page
    assert "Why today?" in page
    assert house["Mara"].book.read().last(MirrorRead).id == house["Mara"].ids["reading"]
    wen = text_of(house.browser("Wen").get(CLOSED))
    assert "stands below" not in wen


def test_dropping_another_chat_is_said_to_end_the_one_that_is_open(house):
    client, _ = looked(house)
    assert "Another chat is open. It goes when this one is read" in text_of(client.get("/mirror/file/"))
    client.post("/mirror/close/")
    assert "Another chat is open" not in text_of(client.get("/mirror/file/"))


def test_a_file_that_comes_to_nothing_leaves_the_chat_that_is_open(house, monkeypatch):
    monkeypatch.setattr("nearer.web.chat_work.EVERY", 10)
    client, _ = looked(house)
    (there,) = opened._chats.values()
    assert dropped(client, b"hello " * 50).status_code == 400
    assert client.get("/mirror/reading/").status_code == 200
    told = dropped(client, b"hello " * 50, **{"X-Progress": "1"})
    assert "no chat export" in lines_of(told)[-1]["wrong"]
    assert client.get("/mirror/reading/").status_code == 200
    stopped = dropped(client, whatsapp(talk(400)), **{"X-Progress": "1"})
    assert json.loads(next(iter(stopped.streaming_content))) == {"doing": "read", "done": 0}
    assert there not in opened._chats.values()
    stopped.close()
    assert list(opened._chats.values()) == [there]
    half = dropped(client, whatsapp(talk(400)), **{"X-Progress": "1"})
    next(iter(half.streaming_content))
    assert dropped(client, b"hello " * 50).status_code == 400
    assert opened._chats == {}, "what was read by half is no chat"
    half.close()
    stream = iter(dropped(client, whatsapp(talk(400)), **{"X-Progress": "1"}).streaming_content)
    next(stream)
    client.post("/leave/")
    assert list(stream) == []
    assert opened._chats == {}


def test_a_page_about_one_chat_does_nothing_to_another_that_a_second_window_opened(house):
    client, _ = looked(house, said=[(at, who, f"{words} so") for at, who, words in talk(80)])
    guess = fields_of(client.get("/mirror/reading/"))
    guess_all(client)
    keep = fields_of(client.get("/mirror/reading/"))
    dropped(client, whatsapp([(at, who.replace("Otter", "Wren"), words) for at, who, words in talk(80)]))
    who = fields_of(client.get("/mirror/who/")) | {"me": "0"}
    before = rows_of(house["Mara"])
    for path, sent in (("reading/", guess), ("keep/", keep | {"words": "own"}), ("close/", keep)):
        assert client.post(f"/mirror/{path}", sent).headers["Location"] == CLOSED
    assert client.post("/mirror/who/", who | {"open": keep["open"]}).headers["Location"] == CLOSED
    page = text_of(client.get(CLOSED))
    assert "That chat is not open any more." in page
    assert "A chat is open" in page
    assert rows_of(house["Mara"]) == before
    assert client.post("/mirror/who/", who).headers["Location"] == "/mirror/reading/"


def test_pressed_twice_while_it_is_read_there_is_one_reading_and_it_stays(house, monkeypatch):
    client, read, pressed = house.browser("Mara"), mirror.read, []
    asked(client)
    dropped(client, whatsapp(talk(80)))

    def press():
        pressed.append(client.post("/mirror/who/", {"me": "0"}))
        connections.close_all()

    again = threading.Thread(target=press)

    def slowly(*given, **more):
        again.start()
        again.join(0.5)
        read(*given, **more)

    monkeypatch.setattr(mirror, "read", slowly)
    before = len(house["Mara"].book.read().of(MirrorLooked))
    assert client.post("/mirror/who/", {"me": "0"}).headers["Location"] == "/mirror/reading/"
    again.join()
    assert pressed[0].headers["Location"] == "/mirror/reading/"
    assert len(house["Mara"].book.read().of(MirrorLooked)) == before
    for _ in range(2):
        client.post("/mirror/reading/", {"what": "starts", "guess": "40"})
    assert len(house["Mara"].book.read().of(MirrorLooked)) == before + 1
    assert len(opened._chats) == 1


def test_only_so_many_chats_are_open_at_a_time(house, monkeypatch):
    monkeypatch.setattr(opened, "MOST_CHATS", 2)
    for name in ("Mara", "Suri", "Wen"):
        client = house.browser(name)
        asked(client)
        dropped(client, whatsapp(talk(40)))
    assert len(opened._chats) == 2
    assert client.get("/mirror/who/").status_code == 200


def test_after_the_reading_only_moments_are_left_of_the_text(house):
    said = [*talk(300)]
    said[-3] = (said[-3][0], said[-3][1], f"nobody opens this line {CANARY}")
    looked(house, said=said)
    (chat,) = opened._chats.values()
    assert chat.messages == ()
    assert chat.files == []
    assert max(map(len, chat.moments.values())) <= 24


def test_no_word_of_a_chat_reaches_the_disk_or_another_book(house, tmp_path):
    said = [(at, who, f"{words} {CANARY}") for at, who, words in talk(80)]
    before = rows_of(house["Suri"])
    client, _ = looked(house, said=said)
    assert CANARY in guess_all(client) + text_of(client.get("/mirror/reading/deep/"))
    client.post("/mirror/keep/")
    assert traces((CANARY, "Otter"), files_under(house.database.parent)) == []
    assert all(CANARY not in repr(entry) and "Otter" not in repr(entry) for entry in _written(house["Mara"]))
    assert rows_of(house["Suri"]) == before
    assert house.browser("Suri").get("/mirror/reading/").headers["Location"] == CLOSED


def _written(owner):
    return [e for e in owner.book.read().entries if isinstance(e, MirrorAsked | MirrorLooked | MirrorRead)]


def test_nothing_is_held_without_an_open_book(house, monkeypatch):
    held = []
    monkeypatch.setattr(MemoryFileUploadHandler, "new_file", lambda self, *a, **k: held.append(self.activated))
    dropped(house.browser(), whatsapp(talk(40)))
    dropped(house.browser("Mara"), whatsapp(talk(40)))
    assert held == [False, True]


def test_noor_has_no_mirror_in_her_first_sitting(house):
    assert START_COOKIE in house.browser("Noor").cookies
    assert house.browser("Noor").get("/mirror/").headers["Location"] == "/begin/"
    assert OPEN_COOKIE in house.browser("Mara").cookies


def test_the_made_up_chats_are_what_they_say():
    assert len(messages(talk(3))) == 18
