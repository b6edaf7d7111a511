from dataclasses import replace

import msgspec
import pytest
from hypothesis import given

from nearer.domain.entries import Entry, SignsAnswered, StoryTold
from nearer.vault import codec
from nearer.vault.codec import Unreadable, decode, encode
from nearer.vault.errors import FutureVersion
from tests.kinds import ALL_KINDS, any_entry, full_entry

STORY = full_entry(StoryTold)
SIGNS = full_entry(SignsAnswered)


def payload(entry=STORY, **changed):
    plain = msgspec.msgpack.decode(encode(entry))
    for name, value in changed.items():
        (plain if name in ("kind", "version") else plain["fields"])[name] = value
    return plain


def read(plain):
    return decode(msgspec.msgpack.encode(plain))


@given(any_entry())
def test_an_entry_of_any_kind_comes_back_as_it_was(entry):
    assert decode(encode(entry)) == entry


def test_every_kind_of_entry_can_be_stored():
    written = {kind.__name__ for kind in Entry.__subclasses__()}
    assert written == {kind.__name__ for kind in ALL_KINDS}


def test_an_unknown_field_is_unreadable_although_msgspec_would_drop_it():
    plain = payload(mood="blue")
    assert msgspec.convert(plain["fields"], StoryTold) == STORY
    with pytest.raises(Unreadable):
        read(plain)


def test_an_unknown_field_inside_an_answer_is_unreadable():
    plain = payload(SIGNS)
    plain["fields"]["answers"][0]["mood"] = "blue"
    with pytest.raises(Unreadable):
        read(plain)


def test_an_unknown_field_beside_the_kind_is_unreadable():
    with pytest.raises(Unreadable):
        read({**payload(), "mood": "blue"})


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_missing_field_is_unreadable(kind):
    for name in payload(full_entry(kind))["fields"]:
        plain = payload(full_entry(kind))
        del plain["fields"][name]
        with pytest.raises(Unreadable):
            read(plain)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_field_of_a_foreign_type_is_unreadable(kind):
    for name in payload(full_entry(kind))["fields"]:
        with pytest.raises(Unreadable):
            read(payload(full_entry(kind), **{name: [1.5]}))


@pytest.mark.parametrize("changed", [{"kind": "DreamDreamt"}, {"version": 2}, {"version": 2**60}])
def test_a_newer_kind_or_version_says_so(changed):
    with pytest.raises(FutureVersion):
        read(payload(**changed))


@pytest.mark.parametrize("version", [0, -1, "1", None, 1.5])
def test_a_version_that_never_was_is_unreadable(version):
    with pytest.raises(Unreadable):
        read(payload(version=version))


@pytest.mark.parametrize("at", ["2026-03-01T09:00:00", "2026-03-01T09:00:00Z", 1772355600, None])
def test_an_instant_that_is_not_stored_as_one_is_unreadable(at):
    with pytest.raises(Unreadable):
        read(payload(at=at))


@pytest.mark.parametrize(
    "junk", [b"", b"\xc1", b"\x80", b"[]", b"\x93\x01\x02\x03", encode(STORY)[:-1], encode(STORY) + b"\0"]
)
def test_bytes_that_are_no_entry_are_unreadable(junk):
    with pytest.raises(Unreadable):
        decode(junk)


NAIVE = STORY.at.replace(tzinfo=None)


@pytest.mark.parametrize("wrong", [{"at": NAIVE}, {"rev": 0.5}, {"text": None}, {"wanted": "perhaps"}])
def test_what_could_not_be_read_again_is_never_stored(wrong):
    with pytest.raises(Unreadable):
        encode(replace(STORY, **wrong))


def test_an_old_version_is_upgraded_while_reading(monkeypatch):
    monkeypatch.setitem(codec.KINDS, "StoryTold", (StoryTold, 3))
    monkeypatch.setitem(codec.UPGRADES, ("StoryTold", 1), lambda old: renamed(old, "words", "said"))
    monkeypatch.setitem(codec.UPGRADES, ("StoryTold", 2), lambda old: renamed(old, "said", "text"))
    fields = renamed(payload(text="first")["fields"], "text", "words")
    assert read({"kind": "StoryTold", "version": 1, "fields": fields}) == replace(STORY, text="first")


def test_an_upgrade_that_stumbles_makes_a_problem_and_no_crash(monkeypatch):
    old = payload(version=1)
    monkeypatch.setitem(codec.KINDS, "StoryTold", (StoryTold, 2))
    monkeypatch.setitem(codec.UPGRADES, ("StoryTold", 1), lambda fields: {"text": fields["never there"]})
    with pytest.raises(Unreadable):
        read(old)


def renamed(fields, old, new):
    return {new if name == old else name: value for name, value in fields.items()}
