"""``nearer messages`` and ``nearer mirror`` in the terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nearer.cli import main
from tests.formats.chats.rows import zipped

CHAT = """23/12/2024, 21:05 - Ana: did you sleep?
24/12/2024, 21:06 - Bob: no: not at all
really
24/12/2024, 21:07 - Ana: why not?
"""
OPEN = "03/04/2024, 10:00 - Ana: a\n04/04/2024, 10:00 - Bob: b\n"


@pytest.fixture
def run(tmp_path: Path):
    def run(command: str, data: str | bytes, *options: str) -> Result:
        path = tmp_path / "export"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return CliRunner().invoke(main, [command, str(path), *options])

    return run


def test_messages_are_one_object_a_line(run):
    result = run("messages", CHAT, "--jsonl")
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    who, text = "Bob", "no: not at all\nreally"
    wanted = {"when": "2024-12-24T21:06", "who": who, "kind": "speech", "text": text, "reply_to": None, "edited": False}
    assert found[1] == wanted
    for said in ("WhatsApp", "dmy", "above 12", "speech 3", "Unread lines: 0"):
        assert said in result.stderr


def test_an_open_date_order_has_a_status_of_its_own(run):
    result = run("messages", OPEN)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "ambiguous" in result.stderr
    assert run("messages", OPEN, "--date-order", "mdy").stdout.startswith('{"when":"2024-03-04T10:00"')


def test_what_cannot_be_read_says_why(run):
    result = run("messages", b"\xff\xd8\xff" + bytes(99))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "photo" in result.stderr


@pytest.mark.parametrize("options", [("messages",), ("mirror", "--me", "Ana")])
def test_a_file_that_turns_out_to_be_no_export_says_so(run, options):
    command, *more = options
    result = run(command, CHAT * 3 + "no header any more " * 20 + "\n" + "no header any more\n" * 600_000, *more)
    assert isinstance(result.exception, SystemExit)
    assert "It is not a chat export." in result.stderr


def test_several_chats_ask_which(run):
    data = zipped(ana__txt=CHAT, bo__txt=CHAT)
    result = run("messages", data)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "ana.txt" in result.stderr
    assert run("messages", data, "--chat", "bo").exit_code == 0


def test_instants_follow_the_zone(run):
    data = json.dumps({"messages": [{"type": "message", "date_unixtime": "1734987900", "from": "A", "text": "x"}]})
    assert '"2024-12-24T06:05:00"' in run("messages", data, "--tz", "Asia/Tokyo").stdout
    assert run("messages", data, "--tz", "Nowhere").exit_code == 2


def test_half_a_surrogate_is_escaped(run):
    data = '{"date": "2024-12-23T21:05:11", "sender": "A", "body": "x \\ud83d", "quote": ""}\n'
    assert json.loads(run("messages", data).stdout)["text"] == "x \ud83d"


def test_mirror_asks_which_one_is_you(run):
    result = run("mirror", CHAT)
    assert result.exit_code == 4
    assert "Which one is you?" in result.stderr
    assert run("mirror", CHAT, "--me", "Cy").exit_code == 4
    assert run("mirror", CHAT, "--me", "neither").exit_code == 4


def test_mirror_in_json(run):
    result = run("mirror", CHAT, "--me", "ana", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["me"], found["people"], found["questions"]["mine"], found["questions"]["follow_ups"]) == (
        "Ana",
        2,
        2,
        1,
    )
    assert found["balance"][0]["my_words"] == 5


def test_mirror_in_the_terminal(run):
    result = run("mirror", CHAT, "--me", "Ana")
    assert result.exit_code == 0
    assert "2024-12" in result.stdout
    assert "5 sittings are needed" in result.stdout


def test_mirror_needs_one_chat(run):
    row = '<sms date="1598052747000" type="1" address="{0}" body="hi"/>'
    data = "<smses>" + row.format(1) + row.format(2) + "</smses>"
    assert run("mirror", data, "--me", "Me").exit_code == 4
    assert run("mirror", data, "--chat", "1", "--me", "1", "--json").exit_code == 0


def test_suspicion_gets_no_reading_today(run):
    result = run("mirror", CHAT, "--me", "Ana", "--why", "suspicion")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "not today" in result.stderr


def test_a_closed_pipe_is_no_error(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"{13 + i % 9}/12/2024, 10:00 - Ana: {i}\n" for i in range(30_000)))
    command = f"{sys.executable} -m nearer messages {path} | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
