"""Whatever stands in the file: messages or a sentence, never a crash. The long runs are in ``make fuzz``."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearer.formats.chats.errors import AmbiguousDates, NotReadable, WhichChat
from tests.formats.chats.rows import messages
from tests.formats.chats.seeds import SEEDS

quick = settings(max_examples=60, deadline=5000, suppress_health_check=list(HealthCheck), derandomize=True)


def read_any(data: bytes) -> None:
    try:
        found = messages(data)
    except (NotReadable, AmbiguousDates, WhichChat):
        return
    for message in found:
        assert isinstance(message.when, datetime)
        assert message.who is None or message.who
        assert isinstance(message.text, str)


@quick
@given(st.binary(max_size=400))
def test_any_bytes(data):
    read_any(data)


@pytest.mark.parametrize("name", SEEDS)
@quick
@given(data=st.data())
def test_changed_exports(name, data):
    seed = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(seed)))
        cut = data.draw(st.integers(0, 12))
        seed[at : at + cut] = data.draw(st.one_of(st.binary(max_size=6), st.sampled_from(TOKENS)))
    read_any(bytes(seed))


TOKENS = [
    b"\n", b"\r\n", b"\0", b"[", b"]", b"{", b"}", b'"', b": ", b" - ", b"\xe2\x80\x8e", b"null", b"1e999", b"-1", b"9" * 30, b"\\ud83d",
    b"[23/12/24, 9:05:11 PM] A: ", b"31/02/2024, 25:61 - A: ", b"&#55357;", b"<!ENTITY x 'y'>", b"From x 2024\n", b"\t", b"0000", b"99:99",
]  # fmt: skip


@quick
@given(st.text(max_size=300))
def test_any_text_after_a_header(text):
    read_any(f"23/12/2024, 21:05 - Ana: {text}\n24/12/2024, 21:06 - {text}: x\n".encode("utf-8", "surrogatepass"))
