"""``nearer depth``: texts in, one JSON object a line out."""

import json

import pytest
from click.testing import CliRunner

from nearer.cli import main
from nearer.depth import FEELINGS, Depth

KEYS = ["level", "emotional", "informational", "support_emotional", "support_informational", "intimacy", "feelings"]


def said(lines: str | bytes, *options: str) -> list[dict]:
    result = CliRunner().invoke(main, ["depth", *options], input=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_object_a_line_in_order_with_exactly_the_keys():
    rows = said("7 is fine\n\n😂\ni'm scared of losing you\n")
    assert len(rows) == 4
    assert all(list(row) == KEYS for row in rows)
    assert all(list(row["feelings"]) == list(FEELINGS) for row in rows)
    assert rows[1]["level"] == 0
    assert rows[3]["level"] > rows[0]["level"]


def test_what_is_printed_is_what_the_model_says():
    texts = ["7 is fine", "i'm scared of losing you", "what are you most afraid of?", "ok"]
    scores = Depth.load().score(texts)
    for place, row in enumerate(said("\n".join(texts))):
        assert [row[key] for key in KEYS[:-1]] == [
            pytest.approx(getattr(scores, key)[place], abs=6e-5) for key in KEYS[:-1]
        ]
        assert list(row["feelings"].values()) == pytest.approx(scores.feelings[place].astype(float).tolist(), abs=6e-5)
    assert row["intimacy"] < 0


def test_a_last_line_without_an_end_counts_and_no_line_is_none():
    assert len(said("7 is fine")) == 1
    assert said("") == []


def test_with_why_the_words_are_named_with_their_effect():
    [row] = said("i'm so scared of losing you\n", "--why")
    assert list(row) == [*KEYS, "why"]
    assert {"word", "effect"} == set(row["why"][0])
    assert "scared" in {reason["word"] for reason in row["why"]}


def test_the_second_look_reads_each_text_whole_and_says_so():
    plain, deep = said("the second season is worse\ni sat in the car for an hour before going in\n", "--second")
    acts = ["emotional", "informational", "support_emotional", "support_informational", "intimacy"]
    assert list(plain) == [*KEYS, "second"]
    assert list(plain["second"]) == ["level", "deep", *acts]
    assert plain["second"]["deep"] < 0.3 < 0.7 < deep["second"]["deep"]
    assert {key: deep[key] for key in KEYS} == said("i sat in the car for an hour before going in")[0]
    assert said("\n7 is fine\n", "--second")[0]["second"] == dict.fromkeys(plain["second"], 0)


def test_json_lines_hold_texts_with_line_breaks():
    plain = said("i miss you\n")[0]
    rows = said('"i miss you"\n{"text": "i miss you", "who": "Ana"}\n"two\\nlines"\n""\ni miss you\n', "--jsonl")
    assert len(rows) == 5
    assert rows[0] == rows[1] == rows[4] == plain
    assert rows[3]["level"] == 0


def test_beside_an_opening_it_is_said_how_a_reply_meets_it():
    asks, alone, other, quoted = said(
        '{"text": "what happened then?", "opening": "i sat in the car for an hour"}\n{"text": "what happened then?"}\n'
        '{"text": "the plumber comes at nine", "opening": "i sat in the car for an hour"}\n'
        '{"text": "yes", "opening": 3, "reply_to": "17"}\n',
        "--jsonl",
    )
    assert list(asks) == [*KEYS, "reply"]
    assert list(asks["reply"]) == ["taken_up", "interprets", "asks"]
    assert list(alone) == list(quoted) == KEYS
    assert {key: asks[key] for key in KEYS} == alone
    assert asks["reply"]["taken_up"] > 0.7 > 0.3 > other["reply"]["taken_up"]
    assert asks["reply"]["asks"] > 0.5 > other["reply"]["asks"]


@pytest.mark.parametrize("line", [b"\xff\xfe broken\n", b'{"text": 3}\n', b"[" * 5000 + b"\n", b"\r\n"])
def test_no_line_stops_it(line):
    assert len(said(line + b"7 is fine\n", "--jsonl")) == 2
