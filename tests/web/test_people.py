"""People over the web: moving, renaming, merging, ending, taking out; the net, keeping in touch, imprints; nobody unsafe."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from nearer.domain import entries as e
from nearer.domain.people import people
from nearer.domain.safety import unsafe_people
from nearer.domain.ties import bond, bonds
from nearer.web.room import SAMPLE_COOKIE
from tests.filled import Owner
from tests.web.conftest import House, fields_of, text_of

PROPOSING = ("/people/net/", "/people/touch/", "/plan/edit/", "/practice/")


def hers(house: House, name: str) -> str:
    return f"/people/{house['Mara'].ids[name]}/"


def read(house: House):
    return house["Mara"].book.read()


def the_bond(house: House, name: str):
    return bond(read(house), house["Mara"].ids[name])


def main_of(answer) -> str:
    page = text_of(answer)
    return page[page.index("<main") : page.index("</main>")]


def test_someone_new_is_sent_twice_and_is_one(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get("/people/new/")) | {"name": "Bo from the ferry", "circle": "3"}
    first, second = client.post("/people/new/", form), client.post("/people/new/", form)
    assert first["Location"] == second["Location"]
    assert [b.name for b in bonds(read(house))].count("Bo from the ferry") == 1
    assert "Bo from the ferry" in text_of(client.get("/people/"))


def test_moving_by_form_and_by_hand(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get(hers(house, "wren") + "place/")) | {"circle": "1", "closeness": "6"}
    assert client.post(hers(house, "wren") + "place/", form).status_code == 302
    moved = the_bond(house, "wren")
    assert (moved.circle, moved.closeness[-1][1]) == (1, 6)
    answer = client.post(hers(house, "wren") + "place/", {"circle": "3", "turn": "90", "drawn": "1"})
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith("<svg")
    moved = the_bond(house, "wren")
    assert (moved.circle, moved.turn) == (3, 90)
    assert moved.closeness[-1][1] == 6


def test_two_moves_from_one_page_are_two_moves(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get(hers(house, "pim") + "place/"))
    for circle in ("1", "2"):
        client.post(hers(house, "pim") + "place/", form | {"circle": circle, "turn": "10", "drawn": "1"})
    assert the_bond(house, "pim").circle == 2


@pytest.mark.parametrize("said", [{"circle": "9"}, {"circle": ""}, {"circle": "1", "turn": "400"}, {}])
def test_a_place_that_is_none_is_not_taken(house: House, said: dict[str, str]):
    client = house.browser("Mara")
    assert client.post(hers(house, "wren") + "place/", said | {"drawn": "1"}).status_code == 200
    assert the_bond(house, "wren").circle == 2


def test_closeness_is_not_asked_again_in_the_same_week(house: House):
    client = house.browser("Mara")
    path = hers(house, "otter") + "place/"
    assert 'name="closeness"' in text_of(client.get(path))
    client.post(path, fields_of(client.get(path)) | {"circle": "1", "closeness": "6"})
    assert 'name="closeness"' not in text_of(client.get(path))


def test_a_rename_changes_the_name_everywhere_and_one_entry(house: House):
    client = house.browser("Mara")
    path = hers(house, "wren") + "edit/"
    assert client.post(path, fields_of(client.get(path)) | {"name": "Wren W."}).status_code == 302
    named = read(house).get(house["Mara"].ids["wren"])
    assert (named.name, named.rev) == ("Wren W.", 2)
    assert "Wren W." in text_of(client.get("/people/"))


def test_a_name_that_someone_else_goes_by_is_refused_and_kept_in_the_form(house: House):
    client = house.browser("Mara")
    path = hers(house, "wren") + "edit/"
    shown = text_of(client.post(path, fields_of(client.get(path)) | {"name": "otter"}))
    assert "Someone else goes by this name" in shown
    assert 'value="otter"' in shown


def test_bringing_two_names_together_keeps_everything(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    before = len(the_bond(house, "wren").talks) + len(the_bond(house, "tall jo").talks)
    path = hers(house, "wren") + "merge/"
    form = fields_of(client.get(path)) | {"other": mara.ids["tall jo"]}
    assert client.post(path, form).status_code == 302
    assert len(the_bond(house, "wren").talks) == before
    assert "Tall Jo" not in main_of(client.get("/people/"))
    assert client.get(hers(house, "tall jo")).status_code == 200
    assert client.post(path, form).status_code == 200


def test_bringing_an_unsafe_name_together_with_another_stays_unsafe(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    path = hers(house, "wren") + "merge/"
    client.post(path, fields_of(client.get(path)) | {"other": mara.ids["landlord"]})
    assert mara.ids["wren"] in unsafe_people(read(house))


def test_ending_a_tie_leaves_everything_and_going_on_brings_it_back(house: House):
    client, before = house.browser("Mara"), the_bond(house, "wren")
    answer = client.post(hers(house, "wren") + "end/", fields_of(client.get(hers(house, "wren") + "end/")))
    assert answer["Location"] == hers(house, "wren") + "imprint/"
    after = the_bond(house, "wren")
    assert after.ended
    assert (after.talks, after.roles, after.told) == (before.talks, before.roles, before.told)
    for path in PROPOSING:
        assert "Wren" not in main_of(client.get(path)).replace("Ask Wren", ""), path
    client.post(hers(house, "wren") + "go-on/", {})
    assert the_bond(house, "wren").proposable


def test_taking_someone_out_removes_the_name_and_no_other_entry(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    before = {x.id for x in read(house).entries}
    answer = client.post(hers(house, "once") + "remove/", fields_of(client.get(hers(house, "once") + "remove/")))
    assert answer["Location"] == "/people/"
    assert before - {x.id for x in read(house).entries} == {mara.ids["once"]}
    assert client.get(hers(house, "once")).status_code == 404
    assert people(read(house)).name(mara.ids["once"]) is None
    album = main_of(client.get("/people/imprints/"))
    assert "Two summers, and a boat with a hole." in album
    assert ">someone</h2>" in album
    assert "Lou" not in album


@pytest.mark.parametrize("path", PROPOSING)
def test_nobody_who_is_not_safe_is_named_where_people_are_proposed(house: House, path: str):
    shown = main_of(house.browser("Mara").get(path))
    assert "the landlord" not in shown
    assert "Captain" not in shown


def planned_with(client: Client, who: str) -> str:
    """What stands in the field "with whom" of a plan that someone's page leads to."""
    field = re.search(r'<input[^>]*name="person"[^>]*>', main_of(client.get(f"/practice/?with={who}")))
    assert field is not None
    return field.group()


def test_the_plan_offers_the_names_of_those_who_may_be_named(house: House):
    client, mara = house.browser("Mara"), house["Mara"]
    shown = main_of(client.get("/practice/"))
    assert '<option value="Wren"></option>' in shown
    assert 'list="f-person-known"' in shown
    assert 'value="Wren"' in planned_with(client, mara.ids["wren"])
    for who in (mara.ids["landlord"], mara.ids["captain"], "nobody"):
        assert 'value=""' in planned_with(client, who)


def test_a_yes_to_a_behaviour_opens_help_and_a_later_no_takes_it_back(house: House):
    client = house.browser("Mara")
    path = hers(house, "pim") + "safe/"
    answer = client.post(path, fields_of(client.get(path)) | {"unsafe": "checks_on_me"})
    assert answer["Location"] == hers(house, "pim")
    assert "/help/" in main_of(client.get(answer["Location"]))
    assert the_bond(house, "pim").is_unsafe
    for page in ("roles/", "rhythm/", "calendar/"):
        assert client.get(hers(house, "pim") + page).status_code == 302
    client.post(path, {k: v for k, v in fields_of(client.get(path)).items() if k != "unsafe"})
    assert not the_bond(house, "pim").is_unsafe


def test_someone_who_turned_it_on_me_is_named_again_only_when_i_say_so(house: House):
    client = house.browser("Mara")
    assert "Once it was turned on you" in main_of(client.get(hers(house, "captain")))
    assert "Plan something small" not in main_of(client.get(hers(house, "captain")))
    client.post(hers(house, "captain") + "restore/", {})
    assert "Plan something small" in main_of(client.get(hers(house, "captain")))


def test_the_safety_plan_and_the_page_that_stays_name_those_for_the_night(house: House):
    client = house.browser("Mara")
    assert "Otter" in main_of(client.get("/plan/edit/"))
    assert "Otter" in main_of(client.get("/stay/"))
    client.post(hers(house, "otter") + "safe/", {"unsafe": "forces_or_threatens"})
    assert "Otter" not in main_of(client.get("/plan/edit/"))
    assert "Otter" not in main_of(client.get("/stay/"))


def test_i_already_reached_out_takes_the_name_from_those_it_has_been_a_while_with(house: House):
    client = house.browser("Mara")
    assert "There has been no word between you and Tall Jo" in main_of(client.get("/people/touch/"))
    client.post(hers(house, "tall jo") + "reached/", {})
    shown = main_of(client.get("/people/touch/"))
    assert "There has been no word between you and Tall Jo" not in shown
    assert "Tall Jo" in shown


def test_a_rhythm_becomes_a_neutral_file_that_comes_again(house: House):
    client = house.browser("Mara")
    path = hers(house, "tall jo") + "calendar/"
    answer = client.post(path, {"note": "Tea", "at": "2026-03-01T18:00"})
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["summary"]), event["rrule"]["INTERVAL"], event["rrule"]["FREQ"]) == ("Tea", [14], ["DAILY"])
    assert b"Jo" not in answer.content
    assert client.get(hers(house, "otter") + "calendar/").status_code == 302


def test_no_file_for_someone_whose_device_is_looked_through(house: House):
    pia, client = house["Pia"], house.browser("Pia")
    path = f"/people/{pia.ids['ada']}/calendar/"
    assert (
        client.get(path).status_code == client.post(path, {"note": "Tea", "at": "2026-03-01T18:00"}).status_code == 403
    )
    for page in ("/people/touch/", f"/people/{pia.ids['ada']}/"):
        assert "calendar" not in main_of(client.get(page))


def narrow(owner: Owner) -> None:
    owner.add(e.FitChecked, "passing", 2, thoughts="passing", prompt="?")


def test_grief_rests_while_the_deeper_parts_do_and_nothing_of_it_is_lost(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    narrow(mara)
    album = main_of(client.get("/people/imprints/"))
    assert "Two summers, and a boat with a hole." in album
    assert "That nobody said it." not in album
    for path in ("/people/imprints/new/", hers(house, "wren") + "imprint/", f"/people/imprints/{mara.ids['imprint']}/"):
        assert client.get(path)["Location"] == "/people/imprints/", path
    assert "That nobody said it." not in main_of(client.get(hers(house, "once")))
    assert client.post("/people/imprints/new/", {"who": "A pilot", "hurt": "The gate."}).status_code == 302
    assert len(read(house).of(e.ImprintLeft)) == 3
    ended = client.post(hers(house, "wren") + "end/", {"note": ""})
    assert ended["Location"] == hers(house, "wren")


def test_an_imprint_of_a_stranger_needs_no_person(house: House):
    client = house.browser("Mara")
    form = fields_of(client.get("/people/imprints/new/")) | {
        "who": "A man with a map",
        "left": "I ask for the way now.",
    }
    assert client.post("/people/imprints/new/", form).status_code == 302
    left = read(house).of(e.ImprintLeft)[-1]
    assert (left.person, left.who) == (None, "A man with a map")
    assert "A man with a map" in main_of(client.get("/people/imprints/"))


def test_under_three_people_no_room_is_drawn(house: House):
    suri = house["Suri"]
    client = house.browser("Suri")
    for path in ("/people/", "/people/net/"):
        assert "room" not in main_of(client.get(path)).replace("class=", "").lower(), path
    for name in ("Bo", "Cy", "Dee"):
        suri.add(e.PersonNamed, name, 1, name=name)
    suri.add(e.RolesGiven, "roles", 1, person=suri.ids["Bo"], theirs=("laugh",), mine=())
    assert "Where there is room" in main_of(client.get("/people/net/"))
    assert "room here" in main_of(client.get("/people/"))


def test_the_small_act_for_a_gap_is_a_plan_in_words(house: House):
    shown = main_of(house.browser("Mara").get("/people/net/lift/act/"))
    assert "Ask someone for a small lift" in shown
    assert house.browser("Mara").get("/people/net/job/act/").status_code == 404


def test_strangers_show_what_was_worse_too(house: House):
    shown = main_of(house.browser("Mara").get("/people/strangers/"))
    assert "In 2 of 3 acts" in shown
    assert "Worse: 1." in shown
    assert "Of the acts you did" in shown


def test_names_are_text_wherever_they_stand(house: House):
    mara, client = house["Mara"], house.browser("Mara")
    rude = '"><script>alert(1)</script>'
    mara.add(e.PersonNamed, "rude", 1, name=rude)
    for path in ("/people/", "/people/net/", "/people/touch/", f"/people/{mara.ids['rude']}/", "/practice/"):
        assert "<script>alert" not in client.get(path).content.decode(), path


def test_200_people_are_all_there_and_quick(house: House):
    wen, client = house["Wen"], house.browser("Wen")
    at = datetime.now(UTC) - timedelta(days=3)
    made: list[e.Entry] = []
    for n in range(200):
        stamped = {"rev": 1, "at": at, "zone": "UTC", "day": at.date()}
        made.append(e.PersonNamed(id=f"{n:032x}", **stamped, name=f"Person {n}"))  # type: ignore[arg-type]
        place = {"person": f"{n:032x}", "circle": 1 + n % 4, "turn": None, "closeness": None}
        made.append(e.PersonPlaced(id=f"{n + 500:032x}", **stamped, **place))  # type: ignore[arg-type]
    wen.book.write(add=made)
    shown = main_of(client.get("/people/"))
    for n in range(200):
        assert f">Person {n}</a>" in shown
    assert shown.count('class="someone one-of-many"') == 200
    assert shown.count("<title>Person ") == 200
    assert "around: 50" in shown
    took = []
    for _ in range(5):
        before = time.process_time()
        client.get("/people/")
        took.append(time.process_time() - before)
    assert min(took) <= 0.2, f"{1000 * min(took):.0f} ms"


def test_a_sample_has_people_and_moves_nobody(house: House):

    client = Client()
    client.cookies[SAMPLE_COOKIE] = "selin"
    shown = main_of(client.get("/people/"))
    assert "Maud" in shown
    person = re.search(r'data-person="([0-9a-f]{32})"', shown)
    assert person is not None
    answer = client.post(f"/people/{person.group(1)}/place/", {"circle": "1", "drawn": "1"})
    assert answer.status_code == 403


def test_someone_unsafe_in_the_plan_for_bad_days_is_said_and_never_taken_out(house: House):
    client = house.browser("Mara")
    words = {"people": "Otter, and the LANDLORD if it must be.", "reach": "", "notice": "", "alone": "", "places": ""}
    page = client.post("/plan/edit/", fields_of(client.get("/plan/edit/")) | words, follow=True)
    said = main_of(page)
    assert "the LANDLORD if it must be." in said
    assert "<bdi>the landlord</bdi> stands in this plan" in said
    assert "stands in this plan" in main_of(client.get("/plan/edit/"))
    client.post("/plan/edit/", fields_of(client.get("/plan/edit/")) | words | {"people": "Otter."})
    assert "stands in this plan" not in main_of(client.get("/plan/"))
    assert "stands in this plan" not in main_of(client.get("/plan/edit/"))
