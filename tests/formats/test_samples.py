"""What is wrong with a sample is said with its file: each of these faults is planted in Selin's, one at a time."""

import shutil
from pathlib import Path

import pytest

from nearer.domain.programme import Programme
from nearer.formats.content import BUILT_IN
from nearer.formats.content_files import ContentFault
from nearer.formats.samples import load_samples
from tests.programmes import built_in

LIFE, BONDS, IMPRINTS = "selin.toml", "selin/bonds.toml", "selin/imprints.toml"
EXERCISES, MIRROR = "selin/exercises.toml", "selin/mirror.toml"
NOT_ASKED = "nobody asks this, or not so"

WRONG = {
    "an unsafe person in a plan": (LIFE, 'person = "Nadia"\nact', 'person = "Aras"\nact', "Aras is not safe"),
    "a person nobody has": (LIFE, 'person = "Nadia"\nact', 'person = "Zoë"\nact', "Zoë is not among the people"),
    "a week that is not there": (LIFE, "week = 12\nperson", "week = 13\nperson", "the week"),
    "the week of the pause": (LIFE, "week = 8\nperson", "week = 7\nperson", "the week"),
    "a level that is none": (LIFE, "feared = 63", "feared = 163", "life.feared"),
    "an unknown field": (LIFE, "age = 34", 'age = 34\nheight = "tall"', "height is not a field"),
    "a field that is missing": (LIFE, "age = 34", "", "missing required field `age`"),
    "another id": (LIFE, 'id = "selin"', 'id = "selma"', "its id is selma"),
    "an unknown way it went": (LIFE, 'went = "worse"', 'went = "wonderful"', "'wonderful'"),
    "it went badly and nothing happened": (
        LIFE,
        'went = "worse"\nhappened = "yes"',
        'went = "worse"\nhappened = "no"',
        "it went badly although nothing happened",
    ),
    "no closeness like that": (LIFE, "closeness = 5", "closeness = 8", "person Maud"),
    "the same name twice": (LIFE, 'name = "Joost"', 'name = "Maud"', "each needs a name of its own"),
    "broken TOML": (LIFE, "[life]", "[life", "Expected ']'"),
    "an unsafe person in the words of a plan": (
        LIFE,
        'moment = "on the tram"',
        'moment = "on the tram with Aras"',
        "Aras is not safe and is in a plan",
    ),
    "a response to nobody": (
        LIFE,
        'learned = "We both came home',
        'response = "took_up"\nlearned = "We both came home',
        "nobody was there to respond",
    ),
    "somebody closest who is not safe": (LIFE, 'closest = "Maud"', 'closest = "Aras"', "closest: Aras"),
    "roots without a week": (LIFE, "roots_week = 3", "roots_week = 0", "roots_week"),
    "a low stretch at the very end": (LIFE, "low = 6", "low = 12", "life.low"),
    "a circle that is none": (BONDS, "circle = 2", "circle = 5", "bond Maud: a place or a week"),
    "a tie in a week that is not there": (BONDS, "week = 9", "week = 19", "bond Maud: a place or a week"),
    "two ties to one person": (BONDS, 'name = "Nadia"', 'name = "Maud"', "each stands there once"),
    "somebody unsafe in the net": (BONDS, 'name = "Aras"\n', 'name = "Aras"\ntheirs = ["night"]\n', "bond Aras"),
    "a rhythm with someone gone": (BONDS, "ended_week = 5", "ended_week = 5\nevery = 7", "bond Hanne: it has ended"),
    "a tie of no kind": (BONDS, 'tie = "neighbour"', 'tie = "enemy"', "'enemy'"),
    "an imprint of nobody": (IMPRINTS, 'person = "Hanne"', 'person = "Nobody"', "imprint Nobody"),
    "an imprint in the week of the pause": (IMPRINTS, "week = 6", "week = 7", "imprint Hanne: the week"),
    "an exercise in the week of the pause": (EXERCISES, "week = 8", "week = 7", "week 7: there is none"),
    "a turn before the first": (EXERCISES, "turn = 1", "turn = 0", "turns follow each other"),
    "a turn too far": (EXERCISES, "turn = 2", "turn = 3", "turns follow each other"),
    "an exercise with a field that is not known": (EXERCISES, "turn = 1", 'turn = 1\nmood = "low"', "mood is not"),
    "an unsafe person in an exercise": (EXERCISES, "The quay, all", "The quay, with Aras, all", "Aras is not safe"),
    "exercises in broken TOML": (EXERCISES, "[[exercise]]", "[exercise", "Expected ']'"),
    "a reading with somebody unsafe": (MIRROR, 'person = "Maud"', 'person = "Aras"', "reading Aras: of someone"),
    "a second reading too soon": (MIRROR, "week = 10", "week = 9", "too soon after the one before"),
    "a number missing": (MIRROR, '  { what = "asks", n = 1040, value = 31, guess = 40 },\n', "", "every number once"),
    "a number that nobody counted": (MIRROR, "n = 3260", "n = 3261", "week 10: errands"),
    "a share of too few": (MIRROR, '"follow_ups", n = 322', '"follow_ups", n = 9', "week 5: follow_ups"),
    "more feelings than messages show": (
        MIRROR,
        '"gratitude", before = 17',
        '"gratitude", before = 18',
        "the feelings are not as many",
    ),
    "more openings than were found": (MIRROR, "parts = [9, 11, 3, 1]", "parts = [9, 31, 3, 1]", "week 5: theirs_met"),
    "an export that forgot": (MIRROR, "messages = 3260", "messages = 2000", "week 10: errands"),
    "a month of four levels": (MIRROR, "levels = [168, 22, 6, 5, 1]", "levels = [168, 22, 6, 6]", "week 5: a month"),
}
BESIDE = {
    "an exercise that is not there": (EXERCISES, 'exercise = "C1-bill"', 'exercise = "C1-bills"', "'C1-bills'"),
    "a question nobody asks": (EXERCISES, "sting-what =", "sting-where =", NOT_ASKED),
    "an answer that is not offered": (EXERCISES, 'sting-long = "A day or two"', 'sting-long = "A day"', NOT_ASKED),
    "a feeling without a word": (EXERCISES, '"frightened", "cross"', '"frightened", "blue"', NOT_ASKED),
    "an answer on no scale": (EXERCISES, "cost-level = 71", "cost-level = 171", NOT_ASKED),
    "words for a level": (EXERCISES, "cost-level = 71", 'cost-level = "a lot"', NOT_ASKED),
    "the same part twice": (
        EXERCISES,
        'exercise = "S4-evening"\nturn = 2',
        'exercise = "S4-evening"\nturn = 1',
        "is written twice in turn 1",
    ),
    "a rung that is not there": (LIFE, 'situation = "S4-phone"', 'situation = "S4-phones"', "'S4-phones'"),
    "a kept question that is not there": (LIFE, 'id = "far-lately"', 'id = "far-later"', "'far-later'"),
    "a root that is not there": (LIFE, 'id = "R4"', 'id = "R7"', "'R7'"),
}
"""What only someone can see who knows the programme."""


@pytest.fixture
def selin(tmp_path) -> Path:
    """A folder with Selin alone in it."""
    folder = tmp_path / "samples"
    shutil.copytree(BUILT_IN / "samples" / "selin", folder / "selin")
    shutil.copy(BUILT_IN / "samples" / LIFE, folder)
    return folder


def said(selin: Path, planted: tuple[str, str, str, str], programme: Programme | None = None) -> str:
    """What is said of a fault; nothing where none is found."""
    file, was, becomes, _ = planted
    text = (selin / file).read_text()
    assert was in text
    (selin / file).write_text(text.replace(was, becomes, 1))
    try:
        load_samples(selin, programme)
    except ContentFault as fault:
        return str(fault)
    return ""


def test_the_built_in_samples_have_no_fault_and_name_only_what_the_programme_has():
    assert [sample.id for sample in load_samples(programme=built_in())] == ["ife", "selin", "teodor"]


@pytest.mark.parametrize("planted", WRONG.values(), ids=WRONG)
def test_a_fault_names_its_file(selin: Path, planted: tuple[str, str, str, str]):
    found = said(selin, planted)
    assert found.startswith((f"{planted[0]}: ", f"{planted[0]}:"))
    assert planted[3] in found


@pytest.mark.parametrize("planted", BESIDE.values(), ids=BESIDE)
def test_what_the_programme_does_not_know_names_its_file(selin: Path, planted: tuple[str, str, str, str]):
    found = said(selin, planted, built_in())
    assert found.startswith(f"{planted[0]}: ")
    assert planted[3] in found
    assert load_samples(selin), "without a programme it is a sample like another"


def test_a_sample_without_exercises_is_a_fault(selin: Path):
    (selin / EXERCISES).unlink()
    with pytest.raises(ContentFault, match=r"^selin/exercises\.toml: the file is missing"):
        load_samples(selin)


def test_an_empty_folder_is_a_fault(tmp_path):
    with pytest.raises(ContentFault, match="no sample"):
        load_samples(tmp_path)
