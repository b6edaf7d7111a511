"""The open set of messages is whole, balanced and readable, and its card says what is true."""

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "corpus"
sys.path.insert(0, str(CORPUS))

from agree import kappa, pairs  # noqa: E402 - lies beside the corpus, not in a package
from look import balance, lines, messages, replies  # noqa: E402

VOICES = sorted(file.stem for file in (CORPUS / "messages").glob("*.tsv"))
HANDS = sorted({voice[0] for voice in VOICES})
DIALOGUES = sorted((CORPUS / "dialogues").glob("*.tsv"))
CARD = (CORPUS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_is_balanced(voice: str):
    assert balance(CORPUS / "messages" / f"{voice}.tsv") == []


@pytest.mark.parametrize("hand", HANDS)
def test_length_tells_nothing_about_depth(hand: str):
    found = [one for voice in VOICES if voice[0] == hand for one in messages(CORPUS / "messages" / f"{voice}.tsv")]
    deep = [len(text.split()) for level, _hard, text in found if level >= 3]
    flat = [len(text.split()) for level, _hard, text in found if level <= 1]
    above = sum((d > f) + (d == f) / 2 for d in deep for f in flat) / (len(deep) * len(flat))
    assert 0.44 < above < 0.56


def test_every_card_says_who_writes():
    for file in (CORPUS / "voices").glob("*.toml"):
        card = tomllib.loads(file.read_text(encoding="utf-8"))
        ages = re.findall(r"\d+", str(card["age"]))
        assert card["hand"] == file.stem[0].upper(), file.name
        assert min(map(int, ages)) >= 18, file.name
        assert all(card[key] for key in ("place_and_culture", "writes_to", "mood", "habits")), file.name


def test_an_opening_is_answered_in_three_ways():
    for file in (CORPUS / "replies").glob("*.tsv"):
        ways: dict[str, list[str]] = {}
        for mark, _hard, opening, _reply in replies(file):
            ways.setdefault(opening, []).append(mark)
        assert all(len(marks) == 3 and 0 < marks.count("off") < 3 for marks in ways.values()), file.name


def test_nothing_but_a_short_question_stands_there_twice():
    said = Counter(
        re.sub(r"\W+", " ", text).strip().casefold()
        for voice in VOICES
        for _level, _hard, text in messages(CORPUS / "messages" / f"{voice}.tsv")
    )
    assert [text for text, times in said.items() if times > 1 and len(text.split()) > 5] == []


def test_every_dialogue_is_between_its_two_people():
    for file in DIALOGUES:
        said = lines(file)
        assert 8 <= len(said) <= 18, file.name
        assert {speaker for speaker, *_ in said} == {"A", "B"}, file.name


def test_the_card_counts_right():
    count = sum(len(messages(CORPUS / "messages" / f"{voice}.tsv")) for voice in VOICES)
    told = sum(len(lines(file)) for file in DIALOGUES)
    assert f"{count:,} messages and {len(DIALOGUES)} dialogues ({told:,} lines)" in CARD
    answered = sum(len(replies(file)) for file in (CORPUS / "replies").glob("*.tsv"))
    assert f"{answered:,} replies" in CARD
    found = pairs()
    assert len(found) >= count // 10
    assert f"{len(found):,} messages" in CARD
    card = " ".join(CARD.split())
    assert f"quadratic kappa {kappa(found):.2f}".replace("0.", ".") in card
    for of, said in (
        ([a == b for a, b, _ in found], "the same level"),
        ([abs(a - b) <= 1 for a, b, _ in found], "within one level"),
    ):
        assert f"{sum(of) / len(of):.1%} {said}" in card
