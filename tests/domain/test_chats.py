"""Merging overlapping exports."""

from datetime import datetime, timedelta

from nearer.domain.chats import Message, merged

START = datetime(2024, 12, 23, 21, 5)


def said(*texts: str, at: int = 0) -> list[Message]:
    return [Message(START + timedelta(minutes=at + i), "Ana", "speech", text) for i, text in enumerate(texts)]


def test_importing_the_same_export_again_changes_nothing():
    kept = said("a", "b", "c")
    assert merged(kept, said("a", "b", "c")) is kept


def test_overlapping_exports_become_one():
    assert [m.text for m in merged(said("c", "d", at=2), said("a", "b", "c"))] == ["a", "b", "c", "d"]


def test_a_sentence_sent_twice_in_a_minute_stays_twice():
    twice = [said("ha")[0], said("ha")[0]]
    assert len(merged(twice, [*twice])) == 2
    assert len(merged(twice[:1], twice)) == 2


def test_seconds_in_one_export_and_not_in_the_other():
    exact = [message._replace(when=message.when.replace(second=11)) for message in said("a", "b")]
    kept = said("a", "b")
    assert merged(kept, exact) is kept


def test_merging_in_pieces_or_at_once_is_the_same():
    one, two, three = said("a", "b"), said("b", "c", at=1), said("c", "d", at=2)
    assert merged(merged(one, two), three) == merged(one, [*two, said("d", at=3)[0]])
