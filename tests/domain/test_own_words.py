"""One's own words of a chat: never anyone else's, nor their name, whatever the chat holds; and read again as they were."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.domain.book import Book
from nearer.domain.chats import Message
from nearer.domain.entries import DeviceAsked, FitChecked, MirrorAsked, OwnWordsKept
from nearer.domain.mirror import gap, turns
from nearer.domain.mirror_reading import WHATS, reading
from nearer.domain.mirror_sittings import METS, Looks, Moment
from nearer.domain.own_words import (
    MOST,
    NotOwnWords,
    OwnMessage,
    found,
    has_room,
    is_of,
    kept,
    kept_of,
    lines,
    may_keep,
    measured,
    messages_in,
    months,
    own_words,
    seen,
    unmarked,
)
from tests.chats import messages, talk
from tests.heard import meets_by_words
from tests.kinds import full_entry

AT = datetime(2025, 1, 6, 9)  # noqa: DTZ001 - chats tell local time
DAY = date(2026, 3, 1)
NAMES = st.sampled_from(["Otter", "Wren Of The Shed", "ÅSE", "王芳", "Old-Bo", "x.y", "Ōtter"])
MINE = st.text(st.sampled_from("abc ,.!?\n"), max_size=30)
THEIRS = st.text(st.sampled_from("ghij \n"), min_size=3, max_size=30).map(lambda text: f"QQ{text}")
KINDS = st.sampled_from(["speech", "speech", "speech", "media", "deleted", "call", "system"])


@st.composite
def chats(draw):
    """A chat in which mine is written in a to c, theirs in other letters, and names stand in both."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.casefold))
    said = []
    for number in range(draw(st.integers(0, 12))):
        who = draw(st.sampled_from(["me", None, *names]))
        kind, forwarded = draw(KINDS), draw(st.booleans())
        name = draw(st.sampled_from(names))
        if who == "me" and not forwarded and kind == "speech":
            quote = draw(st.sampled_from(["", f"> {draw(THEIRS)}".replace("\n", " ") + "\n"]))
            text = (
                quote
                + draw(MINE)
                + draw(st.sampled_from(["", f" {name} ", f"({name})", f"@{name.upper()}!"]))
                + draw(MINE)
            )
        else:
            text = draw(THEIRS) + f" {name}"
        reactions = ((name, draw(THEIRS)),)
        at = AT + timedelta(hours=number)
        said.append(Message(at, who, kind, text, draw(THEIRS), reactions=reactions, chat=name, forwarded=forwarded))
    moments = {
        what: [
            Moment((place,), draw(st.sampled_from([None, *METS]))) for place in range(len(said)) if draw(st.booleans())
        ]
        for what in WHATS
    }
    return names, said, moments


def said_by(said, me, names, moments):
    return tuple(message for _place, message in own_words(said, me, names, moments))


def words_in(text, name):
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)


@given(chats())
def test_nobody_elses_text_or_name_is_ever_among_the_words(chat):
    names, said, moments = chat
    sealed = b"".join(lines(said_by(said, "me", ["me", *names], moments)))
    plain = sealed.decode()
    assert "QQ" not in plain
    for message in messages_in([sealed]):
        assert not [name for name in names if words_in(message.text, name)]
        for form in (str.upper, lambda name: name):
            assert not [name for name in names if words_in(message.text, form(name))]
    mine = [m for m in said if m.who == "me" and m.kind == "speech" and not m.forwarded]
    assert plain.count("\n") <= len(mine)


@given(chats(), st.lists(st.integers(0, 400), max_size=6))
def test_what_was_kept_is_read_again_in_parts_of_any_size(chat, cuts):
    names, said, moments = chat
    own = said_by(said, "me", names, moments)
    sealed = b"".join(lines(own))
    places = [0, *sorted(min(cut, len(sealed)) for cut in cuts), len(sealed)]
    parts = [sealed[one:other] for one, other in pairwise(places)]
    assert tuple(messages_in(parts)) == own
    assert measured(parts) == measured([sealed])


def test_a_message_knows_the_numbers_it_stands_behind():
    said = messages(talk(60))
    level = [3.2 if "afraid" in m.text or "sad" in m.text else 0.1 for m in said]
    looks = Looks(level, [-1] * len(said), [0] * len(said), (), meets_by_words)
    found_ = reading(turns(said, gap(said)), "Mara", 2, looks)
    own = said_by(said, "Mara", ["Mara", "Otter"], {what: found_.counting(what) for what in found_.moments})
    assert len(own) == sum(m.who == "Mara" for m in said)
    deep = [m for m in own if "deep" in dict(m.behind)]
    assert len(deep) == len(found_.moments["deep"])
    assert {dict(m.behind)["mine_met"] for m in own if "mine_met" in dict(m.behind)} <= set(METS)
    assert all("unanswered" not in dict(m.behind) for m in own)


def test_what_is_left_out_of_a_number_leaves_no_mark():
    said = [
        Message(AT, "me", "speech", "one"),
        Message(AT, "Otter", "speech", "two"),
        Message(AT, "me", "speech", "three"),
    ]
    sure = Moment((2,), None)
    own = tuple(own_words(said, "me", ["Otter"], {"deep": [sure], "feelings": [sure]}))
    assert [(place, message.behind) for place, message in own] == [(0, ()), (2, (("deep", None), ("feelings", None)))]
    text = b"".join(lines(message for _place, message in own))
    assert unmarked(text, {}) == text
    assert [m.behind for m in messages_in([unmarked(text, {1: {"deep"}})])] == [(), (("feelings", None),)]


def test_quoted_lines_go_and_a_face_stays():
    said = [
        Message(AT, "me", "speech", "> you said so\n>> and she\nyes"),
        Message(AT, "me", "speech", ">:( no"),
        Message(AT, "me", "speech", "> only theirs"),
        Message(AT.replace(year=1), "me", "speech", "a broken clock"),
    ]
    assert [m.text for m in said_by(said, "me", [], {})] == ["yes", ">:( no"]


def test_a_hundred_thousand_empty_lines_are_looked_through_at_once():
    before = process_time()
    assert said_by([Message(AT, "me", "speech", "a" + "\n" * 99_000 + "b")], "me", [], {})
    assert process_time() - before < 2


def test_halves_of_letters_and_endless_messages_can_be_read_again():
    said = [Message(AT, "me", "speech", "a\ud800b"), Message(AT, "me", "speech", "x" * 200_000)]
    first, second = messages_in(lines(said_by(said, "me", [], {})))
    assert first.text == "a?b"
    assert len(second.text) == 100_000


@pytest.mark.parametrize("bad", [b"{}\n", b"x", b"[]\n", b'{"when":1,"text":"x","behind":{}}\n'])
def test_anything_else_is_refused(bad):
    with pytest.raises(NotOwnWords):
        list(messages_in([bad]))


def an_entry(text=b"", **said):
    count, size, digest = measured([text])
    entry = replace(full_entry(OwnWordsKept), rev=1, messages=count, size=size, digest=digest)
    return replace(entry, **said)


def test_only_the_very_lines_belong_to_an_entry():
    text = b"".join(lines([OwnMessage(AT, "I waited."), OwnMessage(AT, "She came.")]))
    assert is_of(an_entry(text), text)
    assert not is_of(an_entry(text), text.replace(b"came", b"left"))
    assert not is_of(an_entry(text, messages=1), text)
    assert not is_of(an_entry(b"x\n"), b"x\n")


def asked(kind, **said):
    return replace(full_entry(kind), id="f" * 32, at=datetime(2026, 3, 1, 9, tzinfo=UTC), day=DAY, **said)


def test_where_someone_looks_at_the_device_nothing_is_kept_and_nothing_shows():
    one = an_entry(b"x", id="a" * 32, reading="b" * 32)
    book, looked = Book.bound([one]), Book.bound([one, asked(DeviceAsked, shows_device=True)])
    assert (may_keep(book, 10, DAY), may_keep(looked, 10, DAY)) == (True, False)
    assert (kept(book), kept(looked)) == ((one,), ())
    assert (kept_of(book, "b" * 32), kept_of(looked, "b" * 32)) == (one, None)
    assert (one in seen(book).entries, one in seen(looked).entries) == (True, False)
    assert len(seen(looked).entries) == 1


def test_it_rests_as_the_mirror_does():
    for entry in (asked(FitChecked, thoughts="passing"), asked(MirrorAsked, why="quarrel")):
        book = Book.bound([entry])
        assert not may_keep(book, 10, DAY)
        assert may_keep(book, 10, DAY + timedelta(days=15))


def test_there_is_room_for_so_much_and_no_more():
    one = an_entry(id="a" * 32, size=MOST - 10)
    book = Book.bound([one])
    assert (may_keep(book, 10, DAY), may_keep(book, 11, DAY), may_keep(book, 0, DAY)) == (True, False, False)
    other = an_entry(id="b" * 32, size=10)
    assert has_room(book, [one, other])
    assert not has_room(book, [replace(other, size=11)])


def test_months_are_counted_and_words_are_found_the_newest_first():
    own = [OwnMessage(AT + timedelta(days=20 * n), f"Harbour {n}") for n in range(4)]
    assert months(own) == ((date(2025, 3, 1), 1), (date(2025, 2, 1), 1), (date(2025, 1, 1), 2))
    assert [m.text for m in found(own, "HARB")] == ["Harbour 3", "Harbour 2", "Harbour 1", "Harbour 0"]
    assert found(own, "harbour 2") == (own[2],)
    assert found(own, " ") == ()
