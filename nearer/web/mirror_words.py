"""The words of the mirror: what each number asks before it is shown, and says after."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nearer.domain.entries import Measured, What, WhyToday
from nearer.domain.mirror_reading import BY_DEPTH, LEAST, MET
from nearer.domain.mirror_sittings import How, Moment

WHY_TODAY: list[tuple[WhyToday, Any]] = [
    ("curious", _("I want to see my own side of a talk")),
    ("suspicion", _("I want to find out about them")),
    ("quarrel", _("We are in a quarrel")),
    ("afraid", _("I am afraid of someone in it")),
]


@dataclass(frozen=True, slots=True)
class Words:
    """One number in words: the question, what is guessed, the ends of the line, what it says, of what, and the margin."""

    question: Any
    guess: Any
    low: Any
    high: Any
    says: Any
    of: Any
    why: Any
    name: Any


WORDS: dict[What, Words] = {
    "starts": Words(
        _("After a silence, who speaks first?"),
        _("Of every hundred times, how many are you?"),
        _("never you"),
        _("always you"),
        _("After a silence you speak first %(value)s of 100 times."),
        _("%(n)s sittings"),
        _(
            "A sitting begins when this chat has been quiet for longer than its usual pauses. Who begins is not who cares more."
        ),
        _("Starts"),
    ),
    "words": Words(
        _("How much of the talk is yours?"),
        _("Of every hundred words, how many are you?"),
        _("none"),
        _("all of them"),
        _("%(value)s of every 100 words are yours."),
        _("%(n)s sittings"),
        _("Some people write as they talk, some write one word and mean three. A half is no goal."),
        _("Words"),
    ),
    "errands": Words(
        _("How much of it is bills and errands?"),
        _("Of every hundred messages, how many only arrange, answer or pass on?"),
        _("none"),
        _("all of it"),
        _("Bills and errands fill %(value)s of every 100 messages."),
        _("%(n)s messages"),
        _(
            "Every home has bins to put out. The number says nothing about love, only about what this chat is used for. Read "
            "line by line, short news looks like errands: where 30 of 100 are, it says about 39."
        ),
        _("Bills and errands"),
    ),
    "deep": Words(
        _("How often do your messages reach a feeling?"),
        _("Of every hundred of yours, how many reach a feeling, a need or a fear?"),
        _("none"),
        _("all of them"),
        _("%(value)s of every 100 messages from you reach a feeling, a need or a fear."),
        _("You, %(n)s messages"),
        _(
            "It is read from the words alone, by a model that is often wrong about one message and less often about many. "
            "Telling feelings brings people nearer than telling facts (Laurenceau 1998)."
        ),
        _("My depth"),
    ),
    "asks": Words(
        _("How often do you ask?"),
        _("Of every hundred of your turns, how many ask something?"),
        _("never"),
        _("every time"),
        _("%(value)s of every 100 of your turns ask something."),
        _("You, %(n)s turns"),
        _("A turn is all you write before someone else does. It asks where it has a question mark."),
        _("Questions"),
    ),
    "follow_ups": Words(
        _("Do your questions stay with what was said?"),
        _("Of every hundred turns in which you ask, how many take up what the other just said?"),
        _("none"),
        _("all of them"),
        _("%(value)s of every 100 of your questions take up what was just said."),
        _("You, %(n)s turns that ask"),
        _(
            "People like those who ask further, more than those who ask about something new (Huang 2017). "
            "Counted by shared words, so some are missed."
        ),
        _("Questions that stay"),
    ),
    "unanswered": Words(
        _("What happens to questions that you are asked?"),
        _("Of every hundred, how many stay without a word from you in that sitting?"),
        _("none"),
        _("all of them"),
        _("%(value)s of every 100 questions to you stayed without a word in that sitting."),
        _("%(n)s turns that ask you"),
        _("Some were answered at the door or on the phone. You were there, and the count was not."),
        _("Questions left"),
    ),
    "theirs_met": Words(
        _("When they opened, did you take it up?"),
        _("Of every hundred times, how often did you stay with it?"),
        _("never"),
        _("always"),
        _("You took up %(value)s of every 100 openings."),
        _("%(n)s openings"),
        _(
            "This part is yours to change. A question or a comforting line that answers an opening is not counted as one; "
            "elsewhere it may be. "
            "A model reads it from the words, and was wrong about one reply in six where it was tried. It draws the number to "
            "the middle: where 30 of 100 are taken up it says about 41, where 90 are, about 82."
        ),
        _("How I met theirs"),
    ),
    "mine_met": Words(
        _("When you opened, was it taken up?"),
        _("Of every hundred times, how often?"),
        _("never"),
        _("always"),
        _("%(value)s of every 100 of your openings were taken up."),
        _("%(n)s openings"),
        _(
            "Something else may have been said because the kettle boiled. What was met in a room is not in here. "
            "A question or a comforting line that answers an opening is not counted as one; elsewhere it may be. "
            "A model reads it from the words, and was wrong about one reply in six where it was tried. It draws the number to "
            "the middle: where 30 of 100 are taken up it says about 41, where 90 are, about 82."
        ),
        _("How mine were met"),
    ),
    "feelings": Words(
        _("How often does a feeling show in your words?"),
        _("Of every hundred of your messages, how many show one?"),
        _("none"),
        _("all of them"),
        _("%(value)s of every 100 messages from you show a feeling."),
        _("You, %(n)s messages"),
        _("Thanks and laughter count too. Shown is not felt: only you know how far the two are apart."),
        _("Shown feelings"),
    ),
}

IN_GROUPS: dict[What, Words] = {
    "errands": replace(
        WORDS["errands"],
        question=_("How much of what you write is bills and errands?"),
        guess=_("Of every hundred messages of yours, how many only arrange, answer or pass on?"),
        says=_("Bills and errands fill %(value)s of every 100 messages from you."),
        of=_("You, %(n)s messages"),
    )
}
"""Where several talk, only what oneself does is counted."""

METS: dict[str, Any] = {
    "up": _("taken up"),
    "else": _("something else was said"),
    "still": _("no reply in that sitting"),
    "later": _("taken up later"),
}
HOWS: dict[How, Any] = {
    "asks": _("taken up, and asked further"),
    "interprets": _("taken up, and said what it may mean"),
}
LEVELS: list[Any] = [_("errands"), _("facts"), _("opinions"), _("feelings"), _("needs, fears")]


def how_met(moment: Moment) -> Any:
    """How an opening was met, in words; None for moments of other numbers."""
    return HOWS[moment.how] if moment.how else METS.get(moment.met or "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as a page shows it: its sentence, n and how sure, and the places on its line in percent."""

    what: What
    words: Words
    measured: Measured
    sentence: str
    under: str
    guess: int | None = None
    value: int | None = None
    low: str = ""
    high: str = ""
    least: int = 0
    look: str = ""

    @property
    def later(self) -> int:
        """How many openings were taken up in a later sitting."""
        return self.measured.parts[3] if self.what in MET and len(self.measured.parts) > 3 else 0

    @property
    def arches(self) -> tuple[str, ...]:
        """One arch for each opening, the met ones first."""
        if self.what not in MET:
            return ()
        return tuple(met for met, n in zip(METS, self.measured.parts, strict=False) for _one in range(n))[:MOST_ARCHES]


MOST_ARCHES = 120


def words_of(what: What, is_group: bool) -> Words:
    """The words of a number, of a chat of two or of several."""
    return (is_group and IN_GROUPS.get(what)) or WORDS[what]


def figure(measured: Measured, is_group: bool = False) -> Figure:
    """A number in words."""
    words = words_of(measured.what, is_group)
    of = str(words.of) % {"n": f"{measured.n:,}"}
    if measured.value is None or measured.low is None or measured.high is None:
        return Figure(measured.what, words, measured, "", of, least=LEAST[measured.what], look=look(measured))
    value, low, high = (round(part / 10) for part in (measured.value, measured.low, measured.high))
    return Figure(
        measured.what,
        words,
        measured,
        str(words.says) % {"value": value},
        now_("%(of)s. Likely between %(low)s and %(high)s.") % {"of": of, "low": low, "high": high},
        None if measured.guess is None else round(measured.guess / 10),
        value,
        f"{measured.low / 10:.1f}%",
        f"{measured.high / 10:.1f}%",
        look=look(measured),
    )


def look(measured: Measured) -> str:
    """Which look a number comes from, and how many moments were left out of it."""
    said = [_which_look(measured)] if measured.what in BY_DEPTH else []
    if measured.left_out:
        said.append(
            ngettext("%(n)s left out by you.", "%(n)s left out by you.", measured.left_out) % {"n": measured.left_out}
        )
    return " ".join(said)


def _which_look(measured: Measured) -> str:
    looked = measured.looked
    if not looked:
        return now_("From the quick reading alone.")
    if measured.what not in MET:
        said = now_("%(n)s of them, drawn at random, were read again more slowly, and the share follows them.")
        return said % {"n": looked}
    counts = {"n": looked, "found": measured.found, "sure": measured.n + measured.left_out}
    if looked < measured.found:
        said = now_(
            "The quick reading found %(found)s. %(n)s of them, drawn at random, were read again more slowly; "
            "the %(sure)s that the slower one confirms are counted."
        )
    else:
        said = now_(
            "The quick reading found %(found)s. All were read again more slowly; "
            "the %(sure)s that the slower one confirms are counted."
        )
    return said % counts
