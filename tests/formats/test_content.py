"""The programme's files: they are whole, a fault is named with its file and line, and one folder can lie over another."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from nearer.cli import main
from nearer.formats.check import check
from nearer.formats.content import BUILT_IN, load, read
from nearer.formats.content_files import ContentFault
from nearer.formats.prose import grade, html, is_plain, words
from nearer.formats.rules import NEVER, said_in
from tests.places import SHARED

LESSON = "steps/H1/lesson.md"
EXERCISE = "steps/H1/exercises/01-came-through.md"
SITUATIONS = "steps/H1/situations.toml"
SHARED_WORDS = 7


@pytest.fixture
def copy(tmp_path) -> Path:
    """A whole programme of one's own."""
    folder = tmp_path / "own"
    shutil.copytree(BUILT_IN, folder)
    return folder


def without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.MULTILINE)


def instead(old: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(old, lambda _: new, text, count=1, flags=re.MULTILINE)


def cut(number: int, table: str) -> Callable[[str], str]:
    """Keep only so many tables."""
    return lambda text: f"[[{table}]]".join(text.split(f"[[{table}]]")[: number + 1])


PLANTED = {
    "a field is missing": (EXERCISE, without(r"^purpose = .*\n"), "purpose"),
    "an unknown field": (EXERCISE, instead(r"^minutes =", "colour = 1\nminutes ="), "colour is not a field"),
    "an unknown field, deep": (EXERCISE, instead(r"^kind =", "tint = 1\nkind ="), "tint is not a field"),
    "a wrong type": (EXERCISE, instead(r"^minutes = \d+", 'minutes = "ten"'), "Expected `int`"),
    "an unknown kind": (EXERCISE, instead(r'^kind = "\w+"', 'kind = "essay"'), "essay"),
    "minutes out of range": (EXERCISE, instead(r"^minutes = \d+", "minutes = 90"), "minutes run from 1 to 30"),
    "an empty field": (EXERCISE, instead(r"^if_it_hurts = .*", 'if_it_hurts = ""'), "if_it_hurts is empty"),
    "broken TOML": (EXERCISE, instead(r'^name = "', "name = "), "value"),
    "no front matter": (EXERCISE, instead(r"^\+\+\+", ""), "front matter"),
    "a heading too many": (EXERCISE, lambda text: text + "\n## One more\nText.\n", "headings"),
    "text before a heading": (
        EXERCISE,
        lambda text: text.replace("+++\n\n##", "+++\n\nHello.\n\n##", 1),
        "before the first",
    ),
    "the same question twice": (EXERCISE, lambda text: re.sub(r'id = "carried"', 'id = "sting-what"', text), "twice"),
    "words nobody was asked": (EXERCISE, instead(r"^shows = .*", 'shows = ["H9-x.y"]'), "H9-x.y"),
    "a forbidden word": (EXERCISE, instead(r"^purpose = .*", 'purpose = "This cures you."'), "never uses"),
    "an exclamation mark": (EXERCISE, instead(r"^purpose = .*", 'purpose = "Well done!"'), "exclamation"),
    "HTML": (EXERCISE, lambda text: text + "\n<b>Bold.</b>\n", "HTML"),
    "a link": (EXERCISE, lambda text: text + "\n[here](there)\n", "links"),
    "a long instruction": (EXERCISE, lambda text: text + "\n1. " + "word " * 30 + "\n", "25 words a line"),
    "an id with a space": (EXERCISE, instead(r'^id = "[^"]+"', 'id = "came through"'), "letters, digits and hyphens"),
    "a version below one": (EXERCISE, instead(r"^version = 1", "version = 0"), "count from 1"),
    "a source without a year": (LESSON, instead(r'^source = ".*"', 'source = "a book"'), "author and a year"),
    "a short lesson": (LESSON, lambda text: text[: text.index("\n## ") + 200], "400 to 700"),
    "a long section": (LESSON, lambda text: text + "\n\n" + "word " * 130, "120 at most"),
    "a hard lesson": (
        LESSON,
        lambda text: (
            text.split("\n## ")[0]
            + "".join(
                f"\n## Part {n}\n" + "Unquestionably internalised interpersonal apprehensiveness, " * 20
                for n in range(6)
            )
        ),
        "grade",
    ),
    "a long heading": (LESSON, instead(r"^## .*", "## One two three four five six seven eight nine"), "7 words"),
    "a long lead": (LESSON, instead(r"^lead = .*", f'lead = "{"word " * 31}"'), "30 words"),
    "no short exercise": (LESSON, instead(r'^five_minutes = ".*"', 'five_minutes = "H1-none"'), "five_minutes"),
    "a reason missing": (LESSON, lambda text: re.sub(r"\[\[why\]\]\n(.+\n)+", "", text), "why"),
    "an unknown ladder": (SITUATIONS, instead(r'^ladder = ".*"', 'ladder = "H1-none"'), "no ladder"),
    "out of range": (SITUATIONS, instead(r"^likely = \d+", "likely = 120"), "0 to 100"),
    "few situations": (SITUATIONS, cut(8, "situation"), "at least 12"),
    "an id twice": (SITUATIONS, lambda text: text + "\n[[situation]]" + text.split("[[situation]]")[1], "taken"),
    "few questions": ("questions.toml", cut(40, "question"), "at least 150"),
    "few stories": ("stories.toml", cut(7, "story"), "at least 12"),
    "no story to begin with": (
        "stories.toml",
        lambda text: text.replace("first = true", "first = false"),
        "first sitting",
    ),
    "another table": ("stories.toml", lambda text: text + '\n[[tale]]\nid = "x"\n', "not tale"),
    "few pulse sentences": ("pulse.toml", cut(3, "item"), "at least 5"),
    "few items of a sign": (
        "signs/S1.md",
        lambda text: re.sub(r"\[\[item\]\]\n(.+\n)+", "", text, count=1),
        "4 are needed",
    ),
    "an unknown step": ("signs/S1.md", instead(r"^step = .*", 'step = ["H9"]'), "no step H9"),
    "few items of a root": (
        "roots/R1/root.md",
        lambda text: re.sub(r"\[\[item\]\]\n(.+\n)+", "", text, count=1),
        "6 are needed",
    ),
    "a level without ends": (
        "roots/R3/exercise.md",
        instead(r'^low = ".*"', 'low = ""'),
        "low and high",
    ),
    "one answer to choose from": (
        "roots/R3/exercise.md",
        lambda text: re.sub(r"choice = \[[^\]]*\]", 'choice = ["One"]', text, count=1),
        "at least two answers",
    ),
}


@pytest.mark.parametrize(("file", "spoil", "says"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_fault_is_found_with_its_file(copy, file: str, spoil: Callable[[str], str], says: str):
    text = (copy / file).read_text(encoding="utf-8")
    assert spoil(text) != text
    (copy / file).write_text(spoil(text), encoding="utf-8")
    found = check(copy).faults
    assert any(says in fault.text and fault.file == file for fault in found), found


def test_a_fault_is_said_in_the_terminal_with_file_and_line(copy):
    (copy / EXERCISE).write_text((copy / EXERCISE).read_text(encoding="utf-8") + "\n<b>Bold.</b>\n", encoding="utf-8")
    for more in ([], ["--json"]):
        answer = CliRunner().invoke(main, ["check", str(copy), *more])
        assert answer.exit_code == 1
        assert re.search(rf"^{re.escape(EXERCISE)}:\d+: only paragraphs", answer.stderr, re.MULTILINE)


@pytest.mark.parametrize("gone", [LESSON, EXERCISE, "help.toml", "feelings.toml", "roots/R2", "costs/C3", "steps/H5"])
def test_a_missing_file_or_folder_is_found(copy, gone: str):
    path = copy / gone
    (shutil.rmtree if path.is_dir() else Path.unlink)(path)
    if gone == EXERCISE:  # three more have to go before a step has too few
        for more in sorted((copy / "steps/H1/exercises").iterdir())[:2]:
            more.unlink()
    assert check(copy).faults


def test_a_file_that_is_no_text_is_found(copy):
    (copy / LESSON).write_bytes(b"+++\n\xff\xfe\n+++\n")
    assert any(f.file == LESSON and f.line == 2 and "UTF-8" in f.text for f in check(copy).faults)


def test_the_line_of_a_fault_is_where_an_author_finds_it(copy):
    rows = (copy / EXERCISE).read_text(encoding="utf-8").splitlines()
    place = next(n for n, row in enumerate(rows) if row.startswith("kind ="))
    rows[place] = 'kind = "essay"'
    (copy / EXERCISE).write_text("\n".join(rows), encoding="utf-8")
    assert any(f.file == EXERCISE and f.line == place + 1 for f in check(copy).faults)


def test_the_built_in_programme_has_no_fault_and_its_counts_have_their_shape():
    answer = CliRunner().invoke(main, ["check", "--json"])
    counts = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert list(counts) == ["signs", "roots", "costs", "steps", "questions", "words"]
    assert (counts["signs"], counts["roots"], counts["costs"], len(counts["steps"])) == (4, 6, 3, 5)
    assert all(list(step) == ["lessons", "exercises", "situations"] for step in counts["steps"])
    assert all(step["exercises"] >= 4 and step["situations"] >= 12 for step in counts["steps"])
    assert counts["questions"] >= 150


def test_the_reading_ease_of_every_text_is_printed():
    said = CliRunner().invoke(main, ["check"]).stdout
    for file in (LESSON, EXERCISE, "roots/R6/root.md", "costs/C1/cost.md", "signs/S4.md", "partner/lesson.md"):
        assert re.search(rf"^{re.escape(file)}\s+\d+\s+-?\d+\.\d$", said, re.MULTILINE), file


def test_a_folder_is_laid_over_the_programme_file_by_file(tmp_path):
    for file in (EXERCISE, LESSON):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    own = (BUILT_IN / EXERCISE).read_text(encoding="utf-8").replace('id = "H1-came-through"', 'id = "H1-own"', 1)
    (tmp_path / "steps/H1/exercises/99-own.md").write_text(own, encoding="utf-8")
    lesson = (BUILT_IN / LESSON).read_text(encoding="utf-8")
    (tmp_path / LESSON).write_text(
        re.sub(r'^name = ".*"', 'name = "Another name"', lesson, count=1, flags=re.M), encoding="utf-8"
    )
    assert check(tmp_path).faults == ()
    programme = load(tmp_path).programme
    assert programme.steps[0].name == "Another name"
    assert programme.steps[0].exercises[-1].id == "H1-own"
    assert len(programme.steps[1].exercises) == len(load().programme.steps[1].exercises)


def test_an_empty_folder_changes_nothing(tmp_path):
    assert read(tmp_path)[0] == read()[0]


def test_a_programme_of_ones_own_is_not_filled_in(tmp_path):
    (tmp_path / "programme.toml").write_text('language = "nl"\n', encoding="utf-8")
    with pytest.raises(ContentFault, match="missing"):
        load(tmp_path)


def test_grades_are_asked_of_english_only(copy):
    (copy / "programme.toml").write_text('language = "fi"\n', encoding="utf-8")
    assert {text.grade for text in check(copy).texts} == {None}


def article() -> list[str]:
    files = list((SHARED / "seed").glob("*")) if SHARED.is_dir() else []
    if not files:
        pytest.skip("the article is not here: set NEARER_SHARED")
    return words(files[0].read_text(encoding="utf-8").lower().replace("’", "'"))


def test_no_sentence_shares_more_than_seven_words_in_a_row_with_the_article():
    theirs = article()
    long = SHARED_WORDS + 1
    known = {tuple(theirs[n : n + long]) for n in range(len(theirs) - long + 1)}
    assert len(known) > 500
    for said, _field in said_in(load().programme):
        ours = words(said.lower().replace("’", "'"))
        shared = [ours[n : n + long] for n in range(len(ours) - long + 1) if tuple(ours[n : n + long]) in known]
        assert not shared, said


def test_a_disclaimer_may_say_the_word_and_nobody_else():
    assert NEVER.search("This is therapy.")
    assert NEVER.search("It cures loneliness.")
    assert not NEVER.search("Tell your therapist, or accurate friends, what treatment means.")


def test_markup_in_a_text_is_drawn_as_text():
    assert html("<script>x</script> *so*") == "<p>&lt;script&gt;x&lt;/script&gt; <em>so</em></p>\n"
    assert "<ol>" in html("1. One\n2. Two")
    assert "<a" not in html("[here](http://there)")
    assert is_plain("> said\n\n- one\n- two")
    assert not is_plain("# Big")
    assert not is_plain("![x](y)")


def test_short_words_in_short_sentences_are_easier():
    easy, hard = "You sit. You wait. She comes in.", "Interpersonal apprehension necessitates gradual habituation."
    assert (grade(easy) or 99) < 2 < 12 < (grade(hard) or 0)
    assert grade("123 …") is None
