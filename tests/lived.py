"""Someone who has lived with the book for a while: ten weeks of check-ins, acts that went well and badly, a trial, a coin."""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from nearer.domain import entries as e
from nearer.domain.coin_flip import FLIPS
from nearer.domain.days import day_of
from tests.filled import Owner, begun, check_in, signs, story

WEEKS = 10
OVER = 70
"""Days since the coins that have all fallen began to fall."""


def live() -> Owner:
    """Bo: a person with everything that Insight, ledger, trials and coins can show."""
    bo = begun("Bo", words=True)
    signs(bo)
    story(bo, "I am best when nobody is there.", "both", days=66)
    ada, sol = (bo.add(e.PersonNamed, name.lower(), 68, name=name) for name in ("Ada", "Sol"))
    for day in range(1, WEEKS * 7):
        if day % 7 != 3:
            _evening(bo, day, ada, sol)
    _acts(bo, ada, sol)
    bo.add(e.KindnessSeen, "kindness", 4, words="The man with the ladder waited for my dog.", person=None)
    bo.add(e.KindnessSeen, "kindness of ada", 2, words="", person=ada)
    trial = {
        "story": bo.ids["story"],
        "story_text": "I am best when nobody is there.",
        "prompt": "Mood: alone, or with",
    }
    bo.add(e.TrialBegun, "trial", 64, **trial, reading="mood_chosen_or_with", expected="first")
    bo.add(e.TrialBegun, "young trial", 8, **trial, reading="mood_heard_or_not", expected="second")
    bo.add(e.TrialBegun, "closed trial", 50, **trial, reading="aftertaste_deep_or_shallow", expected="no_difference")
    bo.add(e.TrialClosed, "trial closed", 6, trial=bo.ids["closed trial"], words="It depends on Sol.", wanted="unsure")
    _coins(bo)
    return bo


def _evening(bo: Owner, day: int, ada: str, sol: str) -> None:
    wave = (day * 37) % 23 - 11
    if day % 3 == 0:
        check_in(bo, f"day {day}", day, mood=62 + wave, chosen=day % 2 == 0)
        return
    whom, deep = (ada, 3 + day % 2) if day % 3 == 1 else (sol, day % 3)
    levels = {"heard": (74 if whom == ada else 41) + wave, "felt": 66 + wave, "shown": 30 + (WEEKS * 7 - day) // 3}
    talk = {"company": "with", "person": whom, "depth": deep, "closeness": 4, "aftertaste": 30 + 12 * deep + wave}
    check_in(bo, f"day {day}", day, mood=52 + wave, **levels, **talk)


def _acts(bo: Owner, ada: str, sol: str) -> None:
    said = (
        ("bench", "Sit down beside someone on the bench.", 60, None, {"bad": 10, "good": 55}),
        ("truth", "Tell Ada that I was lonely on Sunday.", 50, ada, {"bad": 25, "good": 80, "response": "took_up"}),
        (
            "no",
            "Say no to the Saturday shift.",
            40,
            None,
            {"happened": "yes", "bad": 70, "good": 20, "recovered_after": 1440},
        ),
        ("joke", "Say to Sol that the joke hurt.", 30, sol, {"happened": "yes", "bad": 90, "response": "brushed_off"}),
        ("soup", "Take soup to the flat above.", 20, None, {"bad": 20, "good": 75, "recovered_after": 60}),
        ("film", "Let Ada see me cry at the film.", 12, ada, {"happened": "partly", "bad": 40, "recovered_after": 300}),
        ("asked", "Ask Ada to come along on Sunday.", 3, ada, {"bad": 15, "good": 85}),
    )
    for called, act, days, person, how in said:
        through = "not_yet" if called == "joke" else "yes"
        now = {"likely_now": 30, "through_now": 70, "surprise": 60}
        bo.plan(called, act, -days, days + 1, person=person, step="H4" if person else "H1")
        bo.done(called, days, f"It was over in a minute, about the {called}.", through=through, **(how | now))
    bo.add(
        e.PracticeAskedAgain,
        "joke again",
        6,
        plan=bo.ids["joke"],
        through="not_yet",
        recovered_after=None,
        words="Less, but it is there.",
        likely_now=None,
        through_now=40,
    )
    bo.plan("next", "Ring Sol and say one true thing.", 1, 1, person=sol, where="on the balcony", drop="the joke")


def _coins(bo: Owner) -> None:
    today = day_of(datetime.now(UTC), settings.TIME_ZONE)
    heads = tuple((n * 7) % 5 < 2 for n in range(FLIPS))
    coin = {"act": "headphones-off", "measure": "mood", "expected": "first", "heads": heads}
    bo.add(e.CoinFlipBegun, "coin over", OVER + 1, first=today - timedelta(days=OVER), **coin)
    bo.add(e.CoinFlipBegun, "coin", 10, first=today - timedelta(days=9), **(coin | {"act": "look-up"}))
    for back in range(1, 6):
        bo.add(
            e.CoinFlipDone,
            f"coin {back}",
            back,
            test=bo.ids["coin"],
            on=today - timedelta(days=back),
            did=back % 2 == 0,
        )
