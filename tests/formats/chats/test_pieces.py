"""A file read in small pieces gives the same messages as one read whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.formats.chats import source
from nearer.formats.chats.errors import AmbiguousDates, NotReadable
from tests.formats.chats.rows import reading

LINES = st.sampled_from(
    [
        "13/12/2024, 9:05 - Ana: hi", "14/12/2024, 21:05 - Bob left", "31/02/2024, 9:05 - no: day", "more", "", "12/12/2024, 9:0",
        "15/12/2024, 9:05 - Zoë: " + "x" * 40, "before the first",
    ]
)  # fmt: skip


def outcome(text: str):
    try:
        found = reading(text)
        return list(found.messages), found.tally.unread, found.notes
    except (NotReadable, AmbiguousDates) as why:
        return str(why)


@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["", "\n", "\n\n"]), st.integers(1, 70))
def test_the_size_of_pieces_does_not_matter(lines, end, size):
    text = "\n".join(lines) + end
    whole = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "CHUNK", size)
        assert outcome(text) == whole


def test_a_header_that_names_no_day_is_text_of_the_message_before_it():
    (message,) = reading("13/12/2024, 9:05 - Ana: see\n31/02/2024, 9:05 - no: day\n").messages
    assert message.text == "see\n31/02/2024, 9:05 - no: day"
