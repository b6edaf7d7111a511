"""The open set of messages is whole, balanced and readable, and its card says what is true."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "corpus"
sys.path.insert(0, str(CORPUS))

from agree import kappa, pairs  # noqa: E402 - lies beside the corpus, not in a package
from look import balance, lines, messages  # noqa: E402

VOICES = sorted(file.stem for file in (CORPUS / "voices").glob("*.toml"))
DIALOGUES = sorted((CORPUS / "dialogues").glob("*.tsv"))
CARD = (CORPUS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_is_balanced(voice: str):
    assert balance(CORPUS / "messages" / f"{voice}.tsv") == []


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
    found = pairs()
    assert len(found) == count // 10
    assert f"quadratic kappa {kappa(found):.2f}"[1:].replace("0.", ".") in CARD
