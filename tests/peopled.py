"""Someone with people around them: circles, roles, rhythms, a tie that ended, imprints, and one who is not safe."""

from typing import Any

from nearer.domain import entries as e
from tests.filled import Owner, check_in

UNSAFE = ("afraid_to_disagree", "checks_on_me", "forces_or_threatens")
NAMES = {
    "otter": ("Otter", 1, 214),
    "wren": ("Wren", 2, None),
    "plum": ("Aunt Plum", 2, None),
    "pim": ("Pim", 3, None),
    "tall jo": ("Tall Jo", 3, 350),
    "captain": ("Captain", 3, None),
    "biscuit": ("Biscuit’s owner", 3, None),
    "baker": ("Rosa at the till", 4, None),
    "swim": ("swim lane three", 4, None),
    "rota": ("the rota lot", 4, None),
    "landlord": ("the landlord", 4, None),
    "once": ("Lou", 4, None),
}


def surround(owner: Owner) -> None:
    """Write people into the book, and what became of the ties to them."""
    for called, (name, circle, turn) in NAMES.items():
        person = owner.add(e.PersonNamed, called, 26, name=name)
        owner.add(e.PersonPlaced, f"{called} placed", 25, person=person, circle=circle, turn=turn, closeness=None)
    _tell(owner, "wren", "friend", "the night shift", "Soup, and bad jokes.", "She laughs before I have finished.")
    _tell(owner, "plum", "family", "always", "The shopping, on ice.", "She stays up late and likes to be asked.")
    _tell(owner, "once", "once_love", "the year of the flood", "", "")
    _give(owner, "wren", ("laugh", "truth"), ("night", "laugh"))
    _give(owner, "otter", ("night", "truth", "laugh"), ("night",))
    _give(owner, "plum", ("truth", "job"), ())
    _give(owner, "baker", ("job",), ())
    _give(owner, "rota", ("job", "laugh"), ())
    for called, days in (("tall jo", 14), ("wren", 30), ("pim", 7)):
        owner.add(e.RhythmChosen, f"{called} rhythm", 24, person=owner.ids[called], every=days)
    owner.add(e.ReachedOut, "reached", 1, person=owner.ids["pim"])
    owner.add(e.TieEnded, "ended", 7, person=owner.ids["once"], words="The letters grew shorter, and then it was May.")
    _leave(
        owner, "imprint", "once", "", "Two summers, and a boat with a hole.", "That nobody said it.", "I read maps now."
    )
    _leave(
        owner,
        "train",
        None,
        "a pilot at the ferry gate",
        "Two paper cups of tea, and her hands while she talked.",
        "I let the ferry go without a word.",
        "",
    )
    _talk(owner)
    said = dict.fromkeys(UNSAFE, False)
    owner.add(e.PersonSafetyAsked, "asked landlord", 9, person=owner.ids["landlord"], **(said | {UNSAFE[1]: True}))
    owner.plan("joke", "Tell Captain that the joke stung.", -6, 8, person=owner.ids["captain"])
    owner.done(
        "joke", 6, "He told it again, louder, to the others.", happened="yes", bad=85, good=0, response="turned_on_me"
    )
    for called, act, distance, guess, was in STRANGERS:
        owner.plan(called, act, -12, 13, situation=distance, bad=guess)
        owner.done(called, 12, f"It went as it went, with the {called}.", bad=was)


STRANGERS = (
    ("bus", "Ask the driver how long the day still is.", "H5-driver", 55, 10),
    ("library", "Tell the librarian which book I gave away.", "H5-follow-up", 60, 20),
    ("ferry", "Ask a stranger on the ferry what the other shore is called.", "H5-town", 40, 65),
)


def _tell(owner: Owner, called: str, tie: str, since: str, bring: str, brought: str) -> None:
    words: dict[str, Any] = {"tie": tie, "since": since, "bring": bring, "brought": brought, "held": ""}
    if called == "plum":
        words["held"] = "The evening after the hospital; I made the soup."
    owner.add(e.TieTold, f"{called} told", 20, person=owner.ids[called], **words)


def _give(owner: Owner, called: str, theirs: tuple[str, ...], mine: tuple[str, ...]) -> None:
    owner.add(e.RolesGiven, f"{called} roles", 19, person=owner.ids[called], theirs=theirs, mine=mine)


def _leave(owner: Owner, called: str, person: str | None, who: str, good: str, hurt: str, left: str) -> None:
    whose = owner.ids[person] if person else None
    owner.add(e.ImprintLeft, called, 5, person=whose, who=who, good=good, hurt=hurt, left=left)


def _talk(owner: Owner) -> None:
    wren, jo = owner.ids["wren"], owner.ids["tall jo"]
    for day, taste, near in ((22, 20, 3), (20, 38, 3), (18, 30, 4), (15, 60, 4), (11, 48, 4), (6, 72, 5), (1, 74, 5)):
        note = {6: "She came back to the film before I had to.", 1: "We ate the soup standing up."}.get(day, "")
        depth = 3 if taste > 55 else 1
        met: dict[str, Any] = {"company": "with", "person": wren, "depth": depth, "heard": taste, "closeness": near}
        check_in(owner, f"wren {day}", day, **met, aftertaste=taste, note=note)
    note = "He waits for news about his knee."
    check_in(owner, "jo talk", 23, company="with", person=jo, depth=2, heard=66, note=note)
