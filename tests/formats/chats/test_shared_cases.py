"""The shared cases: every decidable one exact, every undecidable one asked and then exact."""

import json
import os
from pathlib import Path

import pytest

from nearer.formats.chats.errors import AmbiguousDates
from nearer.formats.chats.reading import Wish
from nearer.formats.chats.recognise import read
from nearer.formats.chats.source import file
from tests.formats.chats.rows import UTC

SHARED = Path(os.environ.get("NEARER_SHARED", Path(__file__).parents[4] / "shared")) / "data" / "chats"
WRONG_EXPECTATION = {
    "rwhatsapp_hdr_63.txt": "the file says 13.07.17, 10:36 PM; the expectation says 09:12",
    "rwhatsapp_hdr_64.txt": "the file is of 20.09.17; the expectation is of 12.07.2017",
}
UNDECIDABLE = {
    "wcp_fmt_08",
    "wcp_fmt_11",
    "wr_french-format-test",
    "wr_german-format-test",
    "wr_spanish-format-test",
    "ca_4A_11M",
}
CASES = sorted(SHARED.rglob("*.expected.json")) if SHARED.is_dir() else []


def test_the_shared_cases_are_there():
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"The chat cases are not at {SHARED}. Set NEARER_SHARED.")
        pytest.skip(f"LOUD SKIP: the chat cases are not at {SHARED}. Set NEARER_SHARED to check against them.")
    assert len(CASES) > 80


@pytest.mark.parametrize("expected", CASES, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_shared_case_is_read_exactly(expected: Path):
    path = expected.with_name(expected.name.removesuffix(".expected.json"))
    if path.name in WRONG_EXPECTATION:
        pytest.xfail(WRONG_EXPECTATION[path.name])
    if path.stem in UNDECIDABLE:
        with pytest.raises(AmbiguousDates, match="ambiguous"):
            read(file(path), Wish())
        wish = Wish("dmy", UTC)
    else:
        wish = Wish(None, UTC)
    wanted = [
        (row["ts"].rstrip("Z"), row["sender"], row["text"])
        for row in json.loads(expected.read_text("utf-8"))
        if row["sender"] is not None or row["text"] == "from a deleted account"
    ]
    found = [message for message in read(file(path), wish).messages if message.kind != "system"]
    assert len(found) == len(wanted)
    assert [
        (m.when.isoformat()[: len(ts)], m.who, m.text) for m, (ts, _, _) in zip(found, wanted, strict=True)
    ] == wanted
