"""Whatever stands in the file: messages or a sentence, never a crash. The long runs are in ``make fuzz``."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nearer.formats.chats.errors import AmbiguousDates, NotReadable, WhichChat
from tests.formats.chats.rows import messages
from tests.formats.chats.seeds import SEEDS, TOKENS

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


@quick
@given(st.text(max_size=300))
def test_any_text_after_a_header(text):
    read_any(f"23/12/2024, 21:05 - Ana: {text}\n24/12/2024, 21:06 - {text}: x\n".encode("utf-8", "surrogatepass"))
