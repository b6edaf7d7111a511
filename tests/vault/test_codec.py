from dataclasses import fields, is_dataclass, replace

import msgspec
import pytest
from hypothesis import given

from nearer.domain.entries import Entry, SignsAnswered, StoryTold
from nearer.vault import codec
from nearer.vault.codec import Unreadable, decode, encode
from nearer.vault.errors import FutureVersion
from tests.kinds import ALL_KINDS, any_entry, full_entry

STORY = replace(full_entry(StoryTold), id="e" * 32)
SIGNS = full_entry(SignsAnswered)

BY_ITS_BEGINNING, COMPARED = {"id": "e" * 32, "rev": 1}, {"id": "e" * 32, "rev": 500}
"""An entry as we write it is known by how it begins; a long revision has it encoded again and compared."""
both_ways = pytest.mark.parametrize("way", [BY_ITS_BEGINNING, COMPARED], ids=["by its beginning", "compared"])
of_every_kind = pytest.mark.parametrize("kind", ALL_KINDS)


def full(kind, way):
    return replace(full_entry(kind), **way)


def has_parts(entry):
    values = (getattr(entry, f.name) for f in fields(entry))
    return any(is_dataclass(part) for value in values if isinstance(value, tuple) for part in value)


def opens(payload, entry):
    try:
        return decode(payload) == entry
    except Unreadable:
        return False


@pytest.fixture
def becomes(monkeypatch):
    """Let a kind have another version, or with None let it be one we do not know."""

    def become(kind, version):
        others = {name: known for name, known in codec.KINDS.items() if known[0] is not kind}
        monkeypatch.setattr(codec, "KINDS", others if version is None else others | {kind.__name__: (kind, version)})
        monkeypatch.setattr(codec, "_beginnings", codec.beginnings())

    return become


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


@both_ways
@given(any_entry())
def test_it_comes_back_the_same_whichever_way_it_is_read(way, entry):
    entry = replace(entry, **way)
    assert decode(encode(entry)) == entry


@of_every_kind
def test_what_we_write_is_read_by_its_beginning_unless_it_has_parts(monkeypatch, kind):
    def compared(_payload):
        raise Unreadable

    entry, revised = full(kind, BY_ITS_BEGINNING), full(kind, COMPARED)
    written, rewritten = encode(entry), encode(revised)
    monkeypatch.setattr(codec, "_compared", compared)
    assert opens(written, entry) != has_parts(entry)
    assert not opens(rewritten, revised)


def test_every_kind_of_entry_can_be_stored():
    written = {kind.__name__ for kind in Entry.__subclasses__()}
    assert written == {kind.__name__ for kind in ALL_KINDS}


@both_ways
@of_every_kind
def test_an_unknown_field_is_unreadable_although_msgspec_would_drop_it(kind, way):
    plain = payload(full(kind, way), dreamt="blue")
    assert msgspec.convert(plain["fields"], kind) == full(kind, way)
    with pytest.raises(Unreadable):
        read(plain)


@both_ways
@of_every_kind
def test_an_unknown_field_in_the_place_of_one_of_ours_is_unreadable(kind, way):
    for name in payload(full(kind, way))["fields"]:
        plain = payload(full(kind, way))
        plain["fields"] = renamed(plain["fields"], name, "dreamt")
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


@both_ways
@of_every_kind
def test_every_missing_field_is_unreadable(kind, way):
    for name in payload(full(kind, way))["fields"]:
        plain = payload(full(kind, way))
        del plain["fields"][name]
        with pytest.raises(Unreadable):
            read(plain)


@both_ways
@of_every_kind
def test_every_field_of_a_foreign_type_is_unreadable(kind, way):
    for name in payload(full(kind, way))["fields"]:
        with pytest.raises(Unreadable):
            read(payload(full(kind, way), **{name: [1.5]}))


@pytest.mark.parametrize("changed", [{"kind": "DreamDreamt"}, {"version": 2}, {"version": 2**60}])
def test_a_newer_kind_or_version_says_so(changed):
    with pytest.raises(FutureVersion):
        read(payload(**changed))


def test_a_kind_that_an_older_nearer_does_not_know_says_so(becomes):
    written = encode(STORY)
    becomes(StoryTold, None)
    with pytest.raises(FutureVersion):
        decode(written)


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


def test_an_old_version_is_upgraded_while_reading(monkeypatch, becomes):
    becomes(StoryTold, 3)
    monkeypatch.setitem(codec.UPGRADES, ("StoryTold", 1), lambda old: renamed(old, "words", "said"))
    monkeypatch.setitem(codec.UPGRADES, ("StoryTold", 2), lambda old: renamed(old, "said", "text"))
    fields = renamed(payload(text="first")["fields"], "text", "words")
    assert read({"kind": "StoryTold", "version": 1, "fields": fields}) == replace(STORY, text="first")


def test_an_upgrade_that_stumbles_makes_a_problem_and_no_crash(monkeypatch, becomes):
    old = payload(version=1)
    becomes(StoryTold, 2)
    monkeypatch.setitem(codec.UPGRADES, ("StoryTold", 1), lambda fields: {"text": fields["never there"]})
    with pytest.raises(Unreadable):
        read(old)


def renamed(fields, old, new):
    return {new if name == old else name: value for name, value in fields.items()}
