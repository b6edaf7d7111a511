"""What sample persons kept of the mirror: readings that the mirror's own rules allow, seen on every page that shows shares."""

from datetime import date, timedelta

import pytest

from nearer.domain import entries as e
from nearer.domain.mirror_kept import changes, first_of
from nearer.domain.mirror_reading import LEAST, MET
from nearer.domain.people import people
from nearer.domain.safety import MIRROR_DAYS, is_narrowed, mirror_again_on, unsafe_people
from tests.web.conftest import in_sample, text_of
from tests.web.test_samples import DAY, here
from tests.web.test_samples import book_of as book

WITH = ("ife", "selin")
with_a_mirror = pytest.mark.parametrize("name", WITH)


@with_a_mirror
def test_every_reading_is_one_that_the_mirror_allows(name):
    whole = book(name)
    reads = whole.of(e.MirrorRead)
    assert reads
    asked = {(entry.day, entry.why) for entry in whole.of(e.MirrorAsked)}
    for read in reads:
        before = whole.between(date.min, read.day - timedelta(days=1))
        assert (read.day, "curious") in asked
        assert not is_narrowed(before, read.day)
        assert mirror_again_on(before, read.chat, read.person, read.day) is None
        assert people(whole).who(read.person) not in unsafe_people(whole)
        assert any(looked.chat == read.chat and looked.day == read.day for looked in whole.of(e.MirrorLooked))


@with_a_mirror
@pytest.mark.parametrize("day", [DAY + timedelta(days=29 * n) for n in range(13)], ids=str)
def test_every_number_is_one_that_a_chat_could_give(name, day):
    for read in book(name, day).of(e.MirrorRead):
        assert read.first == read.months[0].first < read.last <= read.day
        assert read.last.replace(day=1) == read.months[-1].first
        mine = sum(month.n for month in read.months)
        for m in read.measures:
            assert (m.value is None) == (m.n < LEAST[m.what])
            assert m.value is None or 0 <= m.low <= m.value <= m.high <= 1000
            assert m.what not in MET or sum(m.parts) == m.n <= m.looked == m.found
            assert m.what != "deep" or (m.n, sum(m.parts)) == (mine, mine)
        assert all(month.low <= month.deep <= month.high for month in read.months)
        assert sum(one.n for one in read.feelings) == sum(month.felt for month in read.months)


def test_selin_looked_twice_and_sees_what_changed():
    whole = book("selin")
    first, later = whole.of(e.MirrorRead)
    assert (later.day - first.day).days >= MIRROR_DAYS
    assert first_of(whole, later) == first
    assert later.first == first.first
    moved = {one.what: one for one in changes(first, later)}
    assert moved["deep"].now.value > moved["deep"].first.value
    assert not moved["deep"].is_clear
    assert "mine_met" not in moved


def test_the_shares_stand_on_path_insight_and_person_pages():
    client, whole = in_sample("selin"), here("selin")
    maud = next(id_ for id_, name in people(whole).names.items() if name == "Maud")
    later = whole.of(e.MirrorRead)[-1]
    for path in ("/path/sign/S1/", "/path/sign/S4/", f"/people/{maud}/"):
        assert "8 of every 100 messages from you reach a feeling, a need or a fear." in text_of(client.get(path)), path
    assert "48 of every 100 of your openings were taken up." in text_of(client.get("/path/sign/S2/"))
    assert "of your questions take up what was just said." in text_of(client.get("/path/sign/S1/"))
    s4 = text_of(client.get("/path/sign/S4/"))
    assert "After a silence you speak first" in s4
    assert "of every 100 of your turns ask something." in s4
    assert "8 of every 100 messages from you show a feeling." in text_of(client.get("/me/insight/felt/"))
    kept = text_of(client.get(f"/mirror/{later.id}/"))
    assert "Beside the first reading" in kept
    assert "8 feelings show in your words, most often thanks." in kept
