"""Sample books: every page of them can be seen, none of them is kept, and nothing in them is too good or unsafe."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from statistics import correlation, fmean
from typing import Any

import pytest
from django.apps import apps
from django.core import signing
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from nearer.domain import entries as e
from nearer.domain.book import Book
from nearer.domain.days import day_of
from nearer.domain.exercises import written_ids
from nearer.domain.net import net
from nearer.domain.people import people
from nearer.domain.practice import bad_gap, good_gap, practices
from nearer.domain.safety import fit_is_due, is_narrowed, unsafe_people
from nearer.domain.ties import bonds, living, proposable
from nearer.domain.today import next_thing
from nearer.domain.touch import keep_in_touch
from nearer.domain.witnesses import WITNESSES
from nearer.formats.content import BUILT_IN
from nearer.formats.content_files import ContentFault
from nearer.formats.samples import load_samples
from nearer.web.content import content
from nearer.web.insight import QUESTIONS
from nearer.web.room import BOX, OPEN_COOKIE, SAMPLE_COOKIE
from nearer.web.samples import draw, sample_book, samples
from nearer.web.stamp import today
from tests.addresses import BY_NAME
from tests.places import CHECKOUT
from tests.served import FORGOTTEN, free_port
from tests.web.conftest import House

MARKER = "A sample: this person is made up."
NAMES = ("ife", "selin", "teodor")
UNMARKED = {"away", "manifest", "worker"}
"""What a person does not look at as a page of a book, or what shows nothing at all."""
CLOSES = {"leave", "sample-close"}
DAY, ZONE = date(2026, 11, 24), "Europe/Warsaw"
every_sample = pytest.mark.parametrize("name", NAMES)


def book_of(name: str, day: date = DAY) -> Book:
    return sample_book(name, day, ZONE)


def here(name: str) -> Book:
    """The book as the pages show it today."""
    from django.conf import settings

    return sample_book(name, today(), settings.TIME_ZONE)


def browser(name: str) -> Client:
    client = Client()
    client.cookies[SAMPLE_COOKIE] = name
    return client


def paths(book: Book) -> Iterator[tuple[str, list[str]]]:
    """Every address of the site, with the paths that this book gives it: all acts, and one entry of every kind."""
    by_kind = {type(entry): entry.id for entry in book.entries}
    ids = {
        "plan": [p.id for p in practices(book)],
        "entry": [*by_kind.values(), "0" * 32],
        "person": list(people(book).names),
        "role": ["lift"],
    }
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern)
        assert pattern.name
        wanted = list(pattern.pattern.converters)
        programme = named_in_the_programme(book)
        assert len(wanted) <= 1 or pattern.name in programme, "an address with two ids needs this table to know them"
        given = [[known] for known in ids.get(wanted[0], ["0" * 32])] if wanted else [[]]
        yield pattern.name, [reverse(pattern.name, args=args) for args in programme.get(pattern.name, given)]


def named_in_the_programme(book: Book) -> dict[str, list[list[Any]]]:
    """The addresses that name something in the programme, with one or two of each, among them something written."""
    programme = content().programme
    ids = written_ids(book)
    written = next(exercise for exercise in programme.exercises() if exercise.id in ids)
    exercises = [written, programme.steps[0].exercises[0], programme.roots[0].exercise, programme.costs[0].exercises[0]]
    return {
        "sign": [[programme.signs[0].id], ["S9"]],
        "cost": [[cost.id] for cost in programme.costs],
        "step": [[step.id] for step in programme.steps],
        "try-out": [[programme.steps[0].situations[0].id], ["nowhere"]],
        "root": [[root.id] for root in programme.roots],
        "root-ready": [[programme.roots[0].id]],
        "roots-sentences": [["first"], ["rest"], ["third"]],
        "exercise": [[exercise.id] for exercise in exercises],
        "exercise-part": [["H1-ten-minutes", 1, "body"], *([e.id, 1, e.part[0].id] for e in exercises)],
        "exercise-remove": [[exercises[0].id, 1]],
        "deck": [["friend", "facts", 1], ["friend", "facts", 500], ["nobody", "facts", 1]],
        "deck-two": [["partner", "us", 2]],
        "own-words-month": [["0" * 32, "2025-07"]],
        "own-words-behind": [["0" * 32, "deep"]],
        "days-month": [[f"{today():%Y-%m}"], ["2019-01"]],
        **{name: [["0" * 32, "0" * 32]] for name in ("share-note", "desk-note-look", "desk-note-file")},
        "story-trial-expect": [[book.of(e.StoryTold)[-1].id, reading] for reading in (*WITNESSES, "weather")],
        "insight-question": [[question] for question in QUESTIONS],
    }


def stored() -> dict[str, object]:
    """Every row of every table."""
    return {model.__name__: sorted(model.objects.values_list(), key=str) for model in apps.get_models()}


# ---------- every page ----------


@every_sample
def test_every_page_can_be_seen(house: House, name: str):
    client, seen = browser(name), {}
    for address, ways in paths(here(name)):
        for path in ways:
            answer = client.get(path)
            seen.setdefault(address, set()).add(answer.status_code)
            assert answer.status_code in {200, 302, 404, 405} or address == "report-pdf", (path, answer.status_code)
            if answer.status_code == 302:
                assert "/locked/" not in answer["Location"], path
                assert client.get(answer["Location"]).status_code == 200, (path, answer["Location"])
            if "html" in answer["Content-Type"] and answer.status_code != 405 and address not in UNMARKED:
                assert answer.status_code == 302 or MARKER in answer.content.decode(), path
            assert answer.status_code == 405 or answer.headers["Cache-Control"] == "no-store" or address in UNMARKED
    blind = {address for address, found in seen.items() if not found & {200, 302}}
    assert blind <= {a for a, found in seen.items() if found == {405}} | {
        "mirror-kept",
        "mirror-remove",
        "own-words",  # nobody made up keeps words of a chat
        "own-words-month",
        "own-words-behind",
        "problem-raw",
        "report-pdf",
        "journal-undo",  # nobody made up brings a journal along
        "deck-let-go",
        "exercise-remove",
        "share-note-plan",  # nor has anyone whom a report is shown to
    }


@every_sample
def test_nothing_is_ever_written(house: House, name: str):
    before, book, answered = stored(), here(name), {}
    for address, ways in paths(book):
        known = BY_NAME.get(address)
        said = dict(known.post or {}) if known else {}
        may = next((bond.person for bond in proposable(bonds(book))), "")
        said |= {"person": may, "weekday": "4", "note": "Ask me on Friday."} if address == "asker" else {}
        said |= {"other": next(iter(people(book).names))} if address == "person-merge" else {}
        said = {field: today().isoformat() if value == "TODAY" else value for field, value in said.items()}
        for path in ways:
            form = {"rev": "0", "entry": (re.findall(r"[0-9a-f]{32}", path) or [""])[0]} | said
            for sent in ({}, form):
                answer = browser(name).post(path, sent)
                answered.setdefault(address, set()).add(answer.status_code)
                assert answer.status_code in {200, 302, 403, 404, 405, 409, 423, 204}, (path, answer.status_code)
                assert "attachment" not in answer.headers.get("Content-Disposition", ""), path
        assert stored() == before, address
        if known and known.needs_book and known.post is not None:
            refused = answered[address] & {403, 404, 409} or answered[address] == {302}
            assert refused or address == "search", (address, answered[address])  # what is looked for is kept nowhere
    assert answered["draft"] == {423}
    assert {403} <= answered["plan"]
    assert sample_book(name, today(), book.entries[0].zone) is book


@every_sample
def test_what_was_typed_is_shown_again_and_the_way_back(house: House, name: str):
    act = {"choice": "own", "act": "Wave to the man with the green wheelbarrow.", "on": today().isoformat()}
    page = browser(name).post("/practice/", act)
    assert page.status_code == 403
    said = page.content.decode()
    assert "Nothing is kept in a sample" in said
    assert "Wave to the man with the green wheelbarrow." in said
    assert 'href="/today/"' in said


@every_sample
@pytest.mark.parametrize("key", ["recovery-words", "passphrase", "someone-knew", "lock-after", "delete"])
def test_pages_about_keys_say_that_there_is_none(house: House, name: str, key: str):
    client = browser(name)
    for answer, status in ((client.get(reverse(key)), 200), (client.post(reverse(key), BY_NAME[key].post), 403)):
        assert answer.status_code == status
        assert "A sample has no key" in answer.content.decode()


def test_no_file_is_handed_out(house: House):
    assert browser("teodor").post(reverse("safety-plan-copy")).status_code == 403


# ---------- coming and going ----------


def test_a_sample_is_opened_and_closed_without_scripts(house: House):
    before, client = stored(), Client()
    assert reverse("sample") in client.get("/").content.decode()
    page = client.get("/sample/").content.decode()
    for sample in samples():
        assert all(str(words) in page.replace("&#x27;", "'") for words in (sample.name, *sample.about))
    assert client.post("/sample/", {"sample": "selin"})["Location"] == "/today/"
    cookie = client.cookies[SAMPLE_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert "Selin" in client.get("/today/").content.decode()
    assert client.get("/")["Location"] == "/today/"
    assert client.post("/sample/close/")["Location"] == "/"
    assert not client.cookies[SAMPLE_COOKIE].value
    assert client.get("/today/")["Location"] == "/locked/"
    assert stored() == before


def test_leave_closes_it_too(house: House):
    client = browser("ife")
    assert client.post("/leave/")["Location"] == "/away/"
    assert client.get("/today/")["Location"] == "/locked/"


def test_from_a_sample_on_to_an_own_book(house: House):
    client = browser("ife")
    assert client.post("/sample/close/", {"to": "begin"})["Location"] == "/begin/"
    assert client.get("/begin/").status_code == 200
    assert client.post("/sample/close/", {"to": "//elsewhere"})["Location"] == "/"


@pytest.mark.parametrize("name", ["", "nobody", "../selin", "Selin"])
def test_a_made_up_cookie_opens_nothing(house: House, name: str):
    assert browser(name).get("/today/")["Location"] == "/locked/"


def test_a_real_open_book_wins(house: House):
    client = house.browser("Mara")
    client.cookies[SAMPLE_COOKIE] = "selin"
    page = client.get("/me/").content.decode()
    assert "If I leave first" in page
    assert MARKER not in page
    assert "Your own book is open" in client.post("/sample/", {"sample": "ife"}).content.decode()
    assert OPEN_COOKIE in client.cookies
    assert client.cookies[OPEN_COOKIE].value


def test_an_unfinished_sitting_stays_ones_own(house: House):
    client = house.browser("Noor")
    client.cookies[SAMPLE_COOKIE] = "selin"
    assert MARKER in client.get("/today/").content.decode()
    for path in ("/begin/story/", "/begin/key/", "/begin/signs/"):
        answer = client.get(path, follow=True)
        assert answer.status_code == 200
        assert MARKER not in answer.content.decode(), path


def test_nothing_but_help_means_no_sample_either(house: House):
    house["Noor"].add(e.FitChecked, "fit", 0, thoughts="might_act", prompt="?")
    client = house.browser("Noor")
    client.cookies[SAMPLE_COOKIE] = "selin"
    assert client.get("/today/")["Location"] == "/stay/"
    assert MARKER not in client.get("/stay/").content.decode()


def test_a_page_of_a_book_that_has_locked_is_sealed_to_its_writer(house: House):
    """A tab left open, a sample opened in another one: the text goes to its owner and not into the sample's nowhere."""
    mara = house["Mara"]
    waited = mara.person.waiting.count()
    sent = {"words": "It rained all day long.", BOX: signing.dumps(mara.person.id, salt=BOX)}
    answer = browser("selin").post(f"/practice/{mara.ids['lake']}/let-go/", sent)
    assert answer.status_code == 202
    assert mara.person.waiting.count() == waited + 1


def test_help_in_a_sample_says_that_its_lines_are_real(house: House):
    assert "The help lines are real." in browser("teodor").get("/help/").content.decode()


# ---------- the books ----------


@every_sample
def test_same_seed_same_book_and_only_the_dates_move(name: str):
    sample, programme = next(s for s in samples() if s.id == name), content().programme
    one, same = (draw(sample, programme, DAY, ZONE) for _ in range(2))
    later = draw(sample, programme, DAY + timedelta(days=5), ZONE)
    assert one == same
    assert [entry.id for entry in one.entries] == [entry.id for entry in later.entries]
    assert {b.day - a.day for a, b in zip(one.entries, later.entries, strict=True)} == {timedelta(days=5)}
    assert draw(replace(sample, seed=sample.seed + 1), programme, DAY, ZONE) != one


@every_sample
@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_a_book_is_well_bound(name: str, zone: str):
    day = date(2026, 11, 24)
    book = sample_book(name, day, zone)
    assert len({entry.id for entry in book.entries}) == len(book.entries)
    assert all(re.fullmatch(r"[0-9a-f]{32}", entry.id) for entry in book.entries)
    assert all(entry.rev == 1 and entry.zone == zone and day_of(entry.at, zone) == entry.day for entry in book.entries)
    assert book.entries[0].day == day - timedelta(days=83)
    assert book.entries[-1].day < day
    assert book.problems == ()
    written = {entry.id: entry.at for entry in book.entries}
    for entry in book.entries:
        for other in (getattr(entry, "plan", None), getattr(entry, "person", None)):
            assert other is None or written[other] < entry.at


@every_sample
def test_full_enough_that_every_page_can_be_judged(name: str):
    book = book_of(name)
    acts, checkins = practices(book), book.of(e.CheckedIn)
    assert len(book.of(e.StoryTold)) == 2
    asked = [answer.item for answered in book.of(e.SignsAnswered) for answer in answered.answers]
    assert {asked.count(item.id) for sign in content().programme.signs for item in sign.item} == {2}
    assert 8 <= len(acts) <= 14
    assert all(p.plan.act and p.plan.fear and p.plan.first_sentence for p in acts)
    assert 60 <= len(checkins) <= 80
    assert sum(c.note != "" for c in checkins) >= 6
    assert any(c.stepped_back and c.step for c in checkins)
    assert len({c.person for c in checkins if c.person}) >= 3
    assert book.last(e.MapDrawn) is not None
    assert sum(p.let_go is not None for p in acts) == 1
    assert any(p.again and p.outcome and p.outcome.through == "not_yet" for p in acts)
    assert any(p.is_open and DAY <= p.plan.on <= DAY + timedelta(days=1) for p in acts)
    assert not fit_is_due(book, datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert not is_narrowed(book, DAY)
    assert all(len(list(day)) <= 4 for _, day in groupby(checkins, key=lambda c: c.day))


def test_many_lives():
    books = {name: book_of(name) for name in NAMES}
    assert sorted(s.age for s in samples()) == [22, 34, 71]
    assert [name for name, book in books.items() if book.last(e.SafetyPlanWritten)] == ["teodor"]
    assert {next_thing(book, DAY).thing for book in books.values()} == {"outcome", "act", "again"}
    nets = {name: net(bonds(book)) for name, book in books.items()}
    assert len(nets["teodor"].people) == 3
    assert len(nets["selin"].people) > 6
    touched = {touch.is_due for book in books.values() for _c, row in keep_in_touch(bonds(book), DAY) for touch in row}
    assert touched == {True, False}
    assert all(found.gaps and found.weak and found.held and any(found.mine.values()) for found in nets.values())
    assert any(book.of(e.Drafted) for book in books.values())


@every_sample
def test_the_people_of_a_sample_are_tied_in_every_way_that_a_page_shows(name: str):
    book = book_of(name)
    found = bonds(book)
    here = living(found)
    assert len({b.circle for b in here}) >= 3
    assert any(len(b.closeness) > 3 for b in here)
    assert [b for b in found if b.ended and b.ended.words and b.imprints], "an ended tie, with what it left"
    imprints = book.of(e.ImprintLeft)
    assert [i for i in imprints if i.person is None and i.who], "a stranger"
    assert [i for i in imprints if i.good and i.hurt and i.left], "joy and grief on one page"
    assert keep_in_touch(found, DAY)
    assert [b for b in found if b.is_unsafe and not b.roles and b.rhythm is None]
    words = " ".join(f"{b.told.bring} {b.told.brought} {b.told.held}" for b in found if b.told)
    assert not [b.name for b in found if b.is_unsafe and b.name in words]


def test_one_likes_being_alone_and_is_right():
    book = book_of("ife")
    assert {story.wanted for story in book.of(e.StoryTold)} == {"wanted"}
    moods = {kind: [] for kind in ("chosen", "unchosen", "with")}
    for c in book.of(e.CheckedIn):
        if c.mood is not None:
            moods["with" if c.company == "with" else "chosen" if c.chosen else "unchosen"].append(c.mood)
    assert fmean(moods["chosen"]) > fmean(moods["with"]) > fmean(moods["unchosen"])
    assert len(moods["chosen"]) > 3 * len(moods["unchosen"])


@every_sample
def test_nothing_miraculous(name: str):
    book = book_of(name)
    done = [p for p in practices(book) if p.outcome]
    bad = [gap.gap for p in done if (gap := bad_gap(p))]
    good = [gap.gap for p in done if (gap := good_gap(p))]
    assert -25 <= fmean(bad) <= -5
    assert -8 <= fmean(good) <= 20
    assert 1 <= sum(gap > 0 for gap in bad) <= len(bad) / 2
    assert any(p.outcome and p.outcome.happened == "yes" and p.outcome.through == "yes" for p in done)
    assert 0.1 <= fmean(p.outcome.happened == "yes" for p in done if p.outcome) <= 0.7
    moods = [c.mood for c in book.of(e.CheckedIn) if c.mood is not None]
    assert 0 <= fmean(moods[-25:]) - fmean(moods[:25]) <= 7
    assert 6 <= max(moods) - fmean(moods) <= 50
    assert min(moods) < 45
    assert 0.1 <= correlation(moods[1:], moods[:-1]) <= 0.7
    rounds = book.of(e.SignsAnswered)
    levels = [[a.value for r in half for a in r.answers if a.value is not None] for half in (rounds[:2], rounds[2:])]
    assert -0.8 <= fmean(levels[1]) - fmean(levels[0]) <= 0


@every_sample
def test_a_level_stays_on_its_scale(name: str):
    for entry in book_of(name).entries:
        for level in (
            "mood",
            "heard",
            "felt",
            "shown",
            "aftertaste",
            "likely",
            "bad",
            "good",
            "through_now",
            "likely_now",
        ):
            value = getattr(entry, level, None)
            assert value is None or isinstance(entry, e.ImprintLeft) or 0 <= value <= 100
        if isinstance(entry, e.CheckedIn):
            assert entry.depth in (None, 0, 1, 2, 3, 4)
            assert entry.closeness in (None, 1, 2, 3, 4, 5, 6, 7)
            assert (entry.company == "with") == (entry.person is not None) == (entry.chosen is None)
        if isinstance(entry, e.PracticeDone):
            assert entry.recovered_after in (None, 5, 60, 300, 1440, 4320)


WRONG_TIES = {
    "a circle that is none": ("circle = 2", "circle = 5"),
    "a week that is not there": ("week = 9", "week = 19"),
    "the same name twice": ('name = "Nadia"', 'name = "Maud"'),
    "somebody unsafe in the net": ('name = "Aras"\n', 'name = "Aras"\ntheirs = ["night"]\n'),
    "a rhythm with someone gone": ("ended_week = 5", "ended_week = 5\nevery = 7"),
    "a tie of no kind": ('tie = "neighbour"', 'tie = "enemy"'),
}


@pytest.mark.parametrize("wrong", WRONG_TIES.values(), ids=WRONG_TIES.keys())
def test_a_wrong_tie_is_a_fault(tmp_path, wrong: tuple[str, str]):
    folder = tmp_path / "samples"
    shutil.copytree(BUILT_IN / "samples", folder)
    file = folder / "selin" / "bonds.toml"
    assert wrong[0] in file.read_text()
    file.write_text(file.read_text().replace(*wrong, 1))
    with pytest.raises(ContentFault, match=r"^selin/bonds\.toml(:\d+)?: "):
        load_samples(folder)


@pytest.mark.parametrize("wrong", ['person = "Hanne"', "week = 6"])
def test_a_wrong_imprint_is_a_fault(tmp_path, wrong: str):
    folder = tmp_path / "samples"
    shutil.copytree(BUILT_IN / "samples", folder)
    file = folder / "selin" / "imprints.toml"
    file.write_text(
        file.read_text().replace(wrong, {'person = "Hanne"': 'person = "Nobody"'}.get(wrong, "week = 7"), 1)
    )
    with pytest.raises(ContentFault, match=r"^selin/imprints\.toml"):
        load_samples(folder)


@every_sample
def test_an_unsafe_person_is_never_in_a_plan(name: str):
    book = book_of(name)
    unsafe, names = unsafe_people(book), people(book).names
    assert len(unsafe) == 1
    assert not [plan for plan in book.of(e.PracticePlanned) if plan.person in unsafe]
    never = {names[person] for person in unsafe}
    planned = [f"{p.act} {p.first_sentence} {p.moment} {p.fear}" for p in book.of(e.PracticePlanned)]
    planned += [f"{m.wall} {m.did} {m.costs} {m.want} {m.first_act}" for m in book.of(e.MapDrawn)]
    planned += [f"{s.notice} {s.alone} {s.places} {s.people} {s.reach}" for s in book.of(e.SafetyPlanWritten)]
    assert not [words for words in planned for gone in never if gone in words]
    assert any(c.person in unsafe for c in book.of(e.CheckedIn)), "they are in the life, and nowhere proposed"


@every_sample
def test_no_word_of_ending_a_life_and_none_of_a_weekday(name: str):
    samples_ = BUILT_IN / "samples"
    files = (samples_ / f"{name}.toml", *sorted((samples_ / name).glob("*.toml")))
    assert {file.stem for file in files} - {"mirror"} == {name, "bonds", "exercises", "imprints"}
    words = " ".join(file.read_text().split("\n\n", 1)[1].lower() for file in files)
    found = re.findall(
        r"suicid|kill|end(?:ing)? (?:my|his|her|their) life|overdose|pills|rope|razor|"
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:spring|summer|autumn|winter|christmas|snow)\b",
        words,
    )
    assert found == []
    assert "!" not in words


@every_sample
def test_a_book_is_drawn_quickly_and_once_a_day(name: str):
    sample, programme = next(s for s in samples() if s.id == name), content().programme
    draw(sample, programme, DAY, ZONE)
    spent = []
    for seed in range(5):
        began = time.process_time()
        draw(replace(sample, seed=seed), programme, DAY, ZONE)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.05
    assert book_of(name) is book_of(name)


# ---------- their content ----------

WRONG = {
    "an unsafe person in a plan": ('person = "Nadia"\nact', 'person = "Aras"\nact'),
    "a person nobody has": ('person = "Nadia"\nact', 'person = "Zoë"\nact'),
    "a week that is not there": ("week = 12\nperson", "week = 13\nperson"),
    "the week of the pause": ("week = 8\nperson", "week = 7\nperson"),
    "a level that is none": ("feared = 63", "feared = 163"),
    "an unknown field": ("age = 34", 'age = 34\nheight = "tall"'),
    "a field that is missing": ("age = 34", ""),
    "another id": ('id = "selin"', 'id = "selma"'),
    "an unknown way it went": ('went = "worse"', 'went = "wonderful"'),
    "it went badly and nothing happened": ('went = "worse"\nhappened = "yes"', 'went = "worse"\nhappened = "no"'),
    "no closeness like that": ("closeness = 5", "closeness = 8"),
    "the same name twice": ('name = "Joost"', 'name = "Maud"'),
    "broken TOML": ("[life]", "[life"),
    "an unsafe person in the words of a plan": ('moment = "on the tram"', 'moment = "on the tram with Aras"'),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_fault_names_its_file(tmp_path, wrong: tuple[str, str]):
    folder = tmp_path / "samples"
    shutil.copytree(BUILT_IN / "samples", folder)
    file = folder / "selin.toml"
    assert wrong[0] in file.read_text()
    file.write_text(file.read_text().replace(*wrong, 1))
    with pytest.raises(ContentFault, match=r"^selin\.toml(:\d+)?: "):
        load_samples(folder)


def test_an_empty_folder_is_a_fault(tmp_path):
    with pytest.raises(ContentFault, match="no sample"):
        load_samples(tmp_path)


# ---------- make demo ----------


def test_the_demo_begins_at_the_samples_and_leaves_nothing_behind(tmp_path):
    port, log = free_port(), tmp_path / "said"
    env = {k: v for k, v in os.environ.items() if k not in FORGOTTEN} | {"TMPDIR": str(tmp_path)}
    with log.open("wb") as said:
        demo = subprocess.Popen(
            [sys.executable, "-m", "nearer", "serve", "--sample", "--port", str(port), "--no-browser"],
            stdout=said,
            stderr=said,
            cwd=CHECKOUT,
            env=env,
        )
        try:
            page = _page(f"http://127.0.0.1:{port}/sample/")
            assert "everything written here is removed" in page
            assert list(tmp_path.glob("nearer-sample-*/*.sqlite3"))
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(20)
    assert f"http://127.0.0.1:{port}/sample/" in log.read_text()
    assert not list(tmp_path.glob("nearer-sample-*"))


def _page(link: str) -> str:
    for _ in range(150):
        try:
            with urllib.request.urlopen(link, timeout=5) as page:
                return str(page.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")
