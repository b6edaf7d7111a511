"""What a letter says itself, whatever it quotes and however it is wrapped."""

import pytest

from nearer.formats.chats.letters import own_words, unflowed, words_of
from tests.formats.chats.rows import messages


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Yes!\n\nOn Mon, 23 Dec 2024, Zoe wrote:\n> Café?\n", "Yes!"),
        ("On Mon, 23 Dec 2024, Zoe wrote:\n> Café?\n\nYes!\n", "Yes!"),
        ("> Café?\nYes!\n> When?\nNow", "Yes!\n\nNow"),
        ("Ja\n\nAm Mo., 23. Dez. 2024 um 21:05 schrieb Zoe Ito <z@x.org>:\n> Café?\n", "Ja"),
        ("Yes\n\nOn Mon, Dec 23, 2024 at 9:05 PM Zoe Ito <z@x.org>\nwrote:\n\n> Café?\n", "Yes"),
        ("Yes\n\n-----Original Message-----\nFrom: Zoe\nSent: today\nCafé?", "Yes"),
        ("Ja\n\nVon: Zoe\nGesendet: heute\nAn: mich\n\nCafé?", "Ja"),
        ("Yes\n-- \nBob", "Yes"),
        (">:( no\nFrom now: yes", ">:( no\nFrom now: yes"),
        (">From now on", "From now on"),
        ("From: the heart\nI write", "From: the heart\nI write"),
    ],
)
def test_own_words(body, own):
    assert own_words(body) == own


def test_lines_broken_to_fit_are_one():
    assert unflowed("This is \none line.\n stuffed\n-- \nsig", joined=False) == "This is one line.\nstuffed\n-- \nsig"
    assert unflowed("一二 \n三", joined=True) == "一二三"


def test_html_is_read_without_quotations_and_styles():
    markup = "<style>p{}</style><p>Hi <b>there</b> &amp; you</p><p>two<br>three</p><blockquote>old</blockquote>"
    assert words_of(markup) == "Hi there & you\n\ntwo\nthree"


LETTER = "From {0} Mon Dec 23 21:05:00 2024\nFrom: {1}\nDate: Mon, 23 Dec 2024 20:05:00 +0000\n{2}\n{3}\n"


def test_a_letter_of_html_alone_has_words():
    data = LETTER.format("z@x", "Zoe <z@x>", "Content-Type: text/html; charset=utf-8\n", "<p>Hi</p>")
    assert [(m.who, m.kind, m.text) for m in messages(data)] == [("Zoe", "speech", "Hi")]


def test_an_unknown_charset_and_a_bare_name_are_read_as_utf8():
    data = LETTER.format("z@x", "Zoë <z@x>", "Content-Type: text/plain; charset=x-nobody-knows\n", "Café")
    assert [(m.who, m.text) for m in messages(data)] == [("Zoë", "Café")]


def test_a_whole_envelope_line_needs_no_empty_line_before_it():
    data = LETTER.format("z@x", "z@x", "", "one") + LETTER.format("b@x", "b@x", "", "From here 2024 on")
    assert [(m.who, m.text) for m in messages(data)] == [("z@x", "one"), ("b@x", "From here 2024 on")]
