"""The mirror's measures without a model."""

from datetime import datetime, timedelta

from nearer.domain.chats import Message
from nearer.domain.mirror import USUAL_GAP, asks, follows_up, gap, mirror, only_asks, speakers, words


def chat(script: str) -> list[Message]:
    """One message a line: minutes since the start, who, words. "*" is the app."""
    found = []
    for line in script.strip().splitlines():
        minutes, who, text = line.split(maxsplit=2)
        when = datetime(2024, 12, 23, 21, 0) + timedelta(minutes=int(minutes))
        found.append(Message(when, None if who == "*" else who, "system" if who == "*" else "speech", text))
    return found


TALK = """
0 ana did you sleep at all?
1 ben barely, the exam
2 ben and you?
600 ana how was the exam?
602 ben good!
1300 * ben changed his picture
1300 ben are you there?
2000 ben hello?
2001 ana yes
"""


def test_turns_starts_questions_and_follow_ups():
    found = mirror(chat(TALK), "ana", 2, timedelta(hours=4))
    assert (found.sittings, found.my_starts) == (4, 2)
    assert (found.my_questions, found.my_follow_ups) == (2, 0)
    assert (found.their_questions, found.their_questions_unanswered) == (3, 2)
    assert sum(month.my_turns for month in found.months) == 3
    assert found.share_of_starts is None


def test_a_follow_up_takes_up_the_turn_before_it():
    assert follows_up(["was the exam hard?"], ["barely slept, the exam"])
    assert follows_up(["and then?"], ["we left"])
    assert not follows_up(["shall we eat?"], ["barely slept, the exam"])
    assert not follows_up(["the exam"], ["the exam"])


def test_months_and_shares():
    found = mirror(
        chat("0 ana one two three\n1 ben four\n20000 ana five\n20001 ben six seven eight"), "ana", 2, USUAL_GAP
    )
    assert [(m.first_day.isoformat(), m.my_words, m.their_words) for m in found.months] == [
        ("2024-12-01", 3, 1),
        ("2025-01-01", 1, 3),
    ]
    assert found.months[0].share_of_words == 0.75
    assert found.months[0].share_of_turns == 0.5


def test_in_a_group_only_own_acts_are_read():
    found = mirror(chat("0 ana hi?\n1 ben you?\n2 cy ok"), "ana", 3, USUAL_GAP)
    assert found.is_group
    assert found.their_questions is None
    assert found.their_questions_unanswered is None
    assert found.my_questions == 1


def test_the_gap_follows_the_chat():
    """Minutes within a sitting, two hours between them: the gap lies between, far from the usual four hours."""
    lines, at = [], 0
    for sitting in range(40):
        at += 120 + sitting % 5
        for turn in range(8):
            at += 1 + turn % 3
            lines.append(f"{at} {'ana' if turn % 2 else 'ben'} x")
    assert timedelta(minutes=30) <= gap(chat("\n".join(lines))) <= timedelta(hours=2)


def test_few_pauses_use_the_usual_gap():
    assert gap(chat(TALK)) == USUAL_GAP


def test_speakers_leave_out_the_app():
    assert speakers(chat(TALK)) == {"ana": 3, "ben": 5}


def test_words_and_questions_in_many_scripts():
    assert words("one two https://example.org/a?b=c") == 2
    assert words("你好吗") == 2
    assert asks("really?")
    assert asks("你好吗？")
    assert only_asks("Really? And then? https://example.org/?q=1")
    assert only_asks("你好吗？")
    assert not only_asks("Really? I was there.")
    assert not only_asks("I was there?!\nYes")
    assert not only_asks("??")
    assert asks("كيف الحال؟")
    assert not asks("https://example.org/?q=1 ok")
    assert not asks("???")


def test_an_empty_chat_has_an_empty_mirror():
    found = mirror([], "ana", 0, USUAL_GAP)
    assert (found.sittings, found.months) == (0, [])
