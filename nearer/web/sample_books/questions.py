"""What a sample person asked of their days: a story on trial, another one closed, a coin, and kindness seen."""

from datetime import timedelta

from nearer.domain import entries as e
from nearer.domain.coin_flip import FLIPS
from nearer.web.readings import READINGS
from nearer.web.sample_books.pen import EVENING, TODAY, Pen

BEGUN, CLOSED, END = 14, 16, 78
"""Days of the twelve weeks: the trials begin, and the second of them is closed."""

COIN = 20
"""The day on which a coin is begun; its sixty days are over before the last of the twelve weeks."""

KIND = (12, 33, 47, 61, 74)
KEPT = 0.85
"""How often it went as the coin had said."""


def write_questions(pen: Pen) -> None:
    """Write trials, a coin and kindness into the book."""
    story = next(entry for entry in pen.written if isinstance(entry, e.StoryTold))
    said = {"story": story.id, "story_text": story.text}
    prompts = {reading: str(prompt) for reading, prompt in READINGS}
    solitude, depth = "mood_chosen_or_with", "aftertaste_deep_or_shallow"
    pen.add(e.TrialBegun, BEGUN, EVENING, **said, reading=solitude, expected="first", prompt=prompts[solitude])
    light = pen.add(
        e.TrialBegun, CLOSED, EVENING, **said, reading=depth, expected="no_difference", prompt=prompts[depth]
    )
    pen.add(e.TrialClosed, END, EVENING, trial=light, words="", wanted="both")
    _flip(pen)
    for day in KIND:
        pen.add(e.KindnessSeen, pen.after_pause(day), EVENING - 90, words="", person=None)


def _flip(pen: Pen) -> None:
    heads = tuple(pen.luck.random() < 0.5 for _ in range(FLIPS))
    first = pen.first + timedelta(days=COIN + 1)
    said = {"act": "headphones-off", "measure": "mood", "expected": "first"}
    test = pen.add(e.CoinFlipBegun, COIN, EVENING + 5, **said, first=first, heads=heads)
    for place, fell in enumerate(heads):
        day = COIN + 1 + place
        if day < TODAY and pen.after_pause(day) == day:
            did = fell if pen.luck.random() < KEPT else not fell
            pen.add(e.CoinFlipDone, day, EVENING + 70, test=test, on=pen.first + timedelta(days=day), did=did)
