"""What two people send each other: it comes back the same, and whatever else comes is refused in one way."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.domain.entries import PausablePart
from nearer.domain.paused import PARTS
from nearer.domain.report import Chosen, report
from nearer.domain.report.sections import written_exercises
from nearer.domain.shares import Note, Shared
from nearer.formats.samples import load_samples
from nearer.formats.shares import LONGEST_TEXT, FromNewer, NotReadable, note_bytes, note_in, share_bytes, shared_in
from nearer.vault.letters import LONGEST
from nearer.web.samples import draw
from tests.programmes import built_in

PROGRAMME = built_in()
DAY = date(2026, 3, 1)
TICKS = ("short", "safety", "plan", "map", "signs", "pulse", "acts", "moods", "stories", "net", "names", "others")
EVERY: st.SearchStrategy[tuple[PausablePart, ...]] = st.lists(st.sampled_from(PARTS), max_size=4).map(tuple)
NOTES = st.builds(
    Note, words=st.text(min_size=1, max_size=50), act=st.text(max_size=50), first_sentence=st.text(), pause=EVERY
)


def full_report(sample):
    """Everything ticked, and every exercise that was written."""
    book = draw(sample, PROGRAMME, DAY, "UTC")
    exercises = tuple(e.id for e in written_exercises(book, PROGRAMME, False))
    return report(book, PROGRAMME, Chosen(TICKS, None, "All of it", sample.name, exercises), DAY)


FULL = [full_report(sample) for sample in load_samples()]
ONE = share_bytes(Shared(1, FULL[0]))


@pytest.mark.parametrize("made", FULL, ids=lambda made: made.by)
def test_a_full_report_comes_back_the_same_and_is_far_from_the_bound(made):
    data = share_bytes(Shared(3, made))
    assert shared_in(data) == Shared(3, made)
    assert share_bytes(shared_in(data)) == data
    assert len(data) < LONGEST / 4


@given(NOTES)
def test_any_note_comes_back_the_same(note):
    if note.is_empty or "\0" in note.words + note.act + note.first_sentence:
        with pytest.raises(NotReadable):
            note_in(note_bytes(note))
    else:
        assert note_in(note_bytes(note)) == note


@given(st.integers(0, len(ONE) - 1), st.binary(min_size=0, max_size=3))
@settings(max_examples=200)
def test_a_report_that_was_changed_is_refused_or_says_in_our_bytes_what_it_says(place, put):
    changed = ONE[:place] + put + ONE[place + 1 :]
    try:
        found = shared_in(changed)
    except NotReadable:
        return
    assert share_bytes(found) == changed


@given(st.binary(max_size=400))
def test_nonsense_is_refused(data):
    for read in (shared_in, note_in):
        with pytest.raises(NotReadable):
            read(data)


def test_a_note_is_no_report_and_a_report_no_note():
    with pytest.raises(NotReadable):
        shared_in(note_bytes(Note("Hello.", "", "", ())))
    with pytest.raises(NotReadable):
        note_in(ONE)


def test_a_newer_version_is_told_apart():
    with pytest.raises(FromNewer):
        shared_in(ONE.replace(b'"version":1', b'"version":2', 1))


HOSTILE = {
    "a text beyond the bound": (b'"title":"All of it"', b'"title":"' + b"x" * (LONGEST_TEXT + 1) + b'"'),
    "a number beyond any": (b'"number":1', b'"number":' + b"9" * 40),
    "a number that is none": (b'"number":1', b'"number":NaN'),
    "a number below the first": (b'"number":1', b'"number":0'),
    "a field of another kind": (b'"has_names":true', b'"has_names":"yes"'),
    "a field more": (b'"number":1', b'"number":1,"more":2'),
    "the same field twice": (b'"number":1', b'"number":1,"number":1'),
    "a day that is none": (b'"made":"2026-03-01"', b'"made":"2026-02-31"'),
    "a day beyond all calendars": (b'"made":"2026-03-01"', b'"made":"9999-12-31"'),
}


@pytest.mark.parametrize(("there", "put"), HOSTILE.values(), ids=HOSTILE)
def test_what_we_never_write_is_refused(there, put):
    assert there in ONE
    with pytest.raises(NotReadable):
        shared_in(ONE.replace(there, put, 1))
