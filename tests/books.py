"""Books as text, one entry a line, so that a test's string is the book.

    01 begin                    the first page, on the first of March 2026
    01 signs quiet=3 hidden=-   a signs check; "-" was skipped
    01 told They would laugh    a story
    01 map                      the five-line map
    02 name ann                 someone gets a name
    03 merge annie ann          annie is from now on ann
    03 gone ann                 ann is taken out of the book
    04 plan coffee 80           a practice on the same day, its bad part expected at 80 ("-" leaves it out)
    04 plan call 50 on 06       ... for a later day, and "with ann", "step H4", "rung hello", "likely 70", "good 10",
                                "sure 40" (of coming through)
    05 done coffee 20           how bad it was; "not_yet" at the end says that it is not all right again; before it
                                may stand "it partly" (happened), "good 60", "in 300" (minutes), "now 30" (likely
                                now), "sure 60" (now), "surprise 5", "met took_up"
    07 again coffee yes 90      asked again: all right after 90 minutes; "now 20", "sure 70" may follow
    07 kind ann                 a kindness seen; "kind" alone is a stranger's
    07 restored ann             ann may be proposed again
    07 met ann depth=3 heard=70 taste=80 close=5 note=soup    a check-in with someone; every mark may be left out
    07 place ann 2              where someone stands; "at 90" degrees, "close 5"
    07 tie ann friend           what ties them; "held soup" is when one held them
    07 for ann night,laugh      who for what; "mine night,lift" is what one is for them
    07 rhythm ann 14            keep in touch; "-" is no rhythm
    07 reached ann              the person reached out
    07 ended ann                the tie has ended
    07 imprint ann              what it left; "imprint" alone is a stranger's
    08 letgo call               let go of
    09 draft /plan/ half a line typed and not yet kept
    10 fit passing              thoughts of ending one's life: no, passing, often, might_act
    10 device yes               someone looks at the device
    10 quiet yes                pages call themselves Notes
    10 worse unsure             whether Nearer made anything worse: no, unsure, yes
    10 asks ann 4               ann asks on a weekday (0 is Monday); "asks - 4": nobody does any more
    10 roots R1-1=3 R2-1=-      sentences about roots
    10 readied yes no           before looking back: steadied, loses time
    10 pulse 3 3 2 - 4          the weekly pulse, sentence by sentence
    11 wrote H1-a 1 then what=words level=40    one part of a turn of an exercise; a number is a level
    10 unsafe ann checks        ann is afraid, checks or forces; "unsafe ann" alone: none of it

Entries are written a minute apart in the order of the lines. Ids come from the words, so ``the("coffee")`` finds a plan.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from nearer.domain import entries as e
from nearer.domain.book import Book

ZONE = "Europe/Berlin"
MONTH = (2026, 3)


def a_book(text: str) -> Book:
    """The book that these lines say."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return Book.bound(_entry(line, minute) for minute, line in enumerate(lines))


def on(day: int | str) -> date:
    """A day of the month that all text books are written in."""
    return date(*MONTH, int(day))


def the(word: str, kind: str = "plan") -> e.EntryId:
    """The id of what was called so."""
    return hashlib.sha256(f"{kind} {word}".encode()).hexdigest()[:32]


def stamp(day: int | str, entry_id: e.EntryId, minute: int = 0) -> dict[str, Any]:
    """The fields every entry has, for nine in the morning and some minutes."""
    at = datetime(*MONTH, int(day), 9, tzinfo=UTC) + timedelta(minutes=minute)
    return {"id": entry_id, "rev": 1, "at": at, "zone": ZONE, "day": on(day)}


def _entry(line: str, minute: int) -> e.Entry:
    day, verb, *words = line.split()
    named = (
        the(words[0])
        if verb == "plan"
        else the(words[0], "name")
        if verb == "name"
        else the(f"{minute} {line}", "line")
    )
    return VERBS[verb](stamp(day, named, minute), words)


def _number(word: str) -> int | None:
    return None if word == "-" else int(word)


def _level(words: list[str], word: str) -> int | None:
    said = _after(words, word)
    return None if said is None else _number(said)


def _after(words: list[str], word: str) -> str | None:
    return words[words.index(word) + 1] if word in words else None


def _begin(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.BookBegun(**common, whose="mine", wall_seed=7)


def _map(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.MapDrawn(**common, wall="", did="", costs="", want="", first_act="")


def _signs(common: dict[str, Any], words: list[str]) -> e.Entry:
    said = (word.split("=") for word in words)
    return e.SignsAnswered(**common, answers=tuple(e.Answer(item, 1, f"{item}?", _number(n)) for item, n in said))


def _told(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.StoryTold(**common, text=" ".join(words), prompt="What does it say?", wanted="unsure")


def _name(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.PersonNamed(**common, name=" ".join(words))


def _merge(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.PeopleMerged(**common, gone=the(words[0], "name"), kept=the(words[1], "name"))


def _kind(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.KindnessSeen(**common, words="", person=the(words[0], "name") if words else None)


def _restored(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.PersonRestored(**common, person=the(words[0], "name"))


def _gone(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.PersonRemoved(**common, person=the(words[0], "name"))


def _fit(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.FitChecked(**common, thoughts=words[0], prompt="Thoughts?")  # type: ignore[arg-type]


def _device(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.DeviceAsked(**common, shows_device=words[0] == "yes")


def _quiet(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.QuietNameChosen(**common, quiet=words[0] == "yes")


def _worse(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.WorseAsked(**common, worse=words[0], words="", prompt="Worse?")  # type: ignore[arg-type]


def _asks(common: dict[str, Any], words: list[str]) -> e.Entry:
    person = None if words[0] == "-" else the(words[0], "name")
    return e.AskerChosen(**common, person=person, weekday=int(words[1]), words="Would you ask me?")


def _unsafe(common: dict[str, Any], words: list[str]) -> e.Entry:
    said = {"afraid_to_disagree": "afraid", "checks_on_me": "checks", "forces_or_threatens": "forces"}
    return e.PersonSafetyAsked(**common, person=the(words[0], "name"), **{f: w in words for f, w in said.items()})


def _roots(common: dict[str, Any], words: list[str]) -> e.Entry:
    said = (word.split("=") for word in words)
    return e.RootsAnswered(**common, answers=tuple(e.Answer(item, 1, f"{item}?", _number(n)) for item, n in said))


def _readied(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.RootWorkReadied(**common, steadied=words[0] == "yes", loses_time=words[1] == "yes")


def _pulse(common: dict[str, Any], words: list[str]) -> e.Entry:
    answers = (e.Answer(f"P-{n}", 1, f"P-{n}?", _number(word)) for n, word in enumerate(words, 1))
    return e.PulseAnswered(**common, answers=tuple(answers))


def _wrote(common: dict[str, Any], words: list[str]) -> e.Entry:
    exercise, turn, part, *rest = words
    pairs = [word.split("=", 1) for word in rest]
    said = (
        e.Said(ask, f"{ask}?", "" if word.isdecimal() else word, int(word) if word.isdecimal() else None, ())
        for ask, word in pairs
    )
    return e.ExerciseWritten(**common, exercise=exercise, version=1, turn=int(turn), part=part, said=tuple(said))


def _plan(common: dict[str, Any], words: list[str]) -> e.Entry:
    later, who = _after(words, "on"), _after(words, "with")
    return e.PracticePlanned(
        **common,
        act=words[0],
        on=on(later) if later else common["day"],
        moment="",
        person=the(who, "name") if who else None,
        first_sentence="",
        fear="",
        likely=_level(words, "likely"),
        bad=_number(words[1]),
        good=_level(words, "good"),
        through=_level(words, "sure"),
        step=_after(words, "step") or "",
        situation=_after(words, "rung") or "",
        where="",
        drop="",
    )


def _done(common: dict[str, Any], words: list[str]) -> e.Entry:
    not_yet, minutes = words[-1] == "not_yet", _level(words, "in")
    return e.PracticeDone(
        **common,
        plan=the(words[0]),
        camera="",
        happened=_after(words, "it") or "no",  # type: ignore[arg-type]
        bad=_number(words[1]),
        good=_level(words, "good"),
        through="not_yet" if not_yet else "yes",
        recovered_after=None if not_yet else 10 if minutes is None else minutes,
        did="",
        learned="",
        likely_now=_level(words, "now"),
        through_now=_level(words, "sure"),
        surprise=_level(words, "surprise"),
        response=_after(words, "met"),  # type: ignore[arg-type]
    )


def _again(common: dict[str, Any], words: list[str]) -> e.Entry:
    minutes = int(words[2]) if len(words) > 2 and words[2].isdecimal() else None
    return e.PracticeAskedAgain(
        **common,
        plan=the(words[0]),
        through=words[1],  # type: ignore[arg-type]
        recovered_after=minutes,
        words="",
        likely_now=_level(words, "now"),
        through_now=_level(words, "sure"),
    )


def _letgo(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.PracticeLetGo(**common, plan=the(words[0]), words="")


def _draft(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.Drafted(**common, form=words[0], written={"text": [" ".join(words[1:])]})


def _met(common: dict[str, Any], words: list[str]) -> e.Entry:
    said = dict(word.split("=") for word in words[1:])
    marks = {"depth": "depth", "heard": "heard", "closeness": "close", "aftertaste": "taste"}
    unsaid = dict.fromkeys(("mood", "chosen", "felt", "shown", "stepped_back"))
    levels = {name: int(said[mark]) if mark in said else None for name, mark in marks.items()}
    whom = the(words[0], "name")
    return e.CheckedIn(**common, company="with", person=whom, step="", note=said.get("note", ""), **levels, **unsaid)


def _place(common: dict[str, Any], words: list[str]) -> e.Entry:
    turn, closeness = _level(words, "at"), _level(words, "close")
    return e.PersonPlaced(**common, person=the(words[0], "name"), circle=int(words[1]), turn=turn, closeness=closeness)


def _tie(common: dict[str, Any], words: list[str]) -> e.Entry:
    said = {"since": "", "bring": "", "brought": "", "held": _after(words, "held") or ""}
    return e.TieTold(**common, person=the(words[0], "name"), tie=words[1], **said)  # type: ignore[arg-type]


def _roles_given(common: dict[str, Any], words: list[str]) -> e.Entry:
    theirs = () if words[1] == "-" else tuple(words[1].split(","))
    mine = tuple((_after(words, "mine") or "").split(",")) if "mine" in words else ()
    return e.RolesGiven(**common, person=the(words[0], "name"), theirs=theirs, mine=mine)  # type: ignore[arg-type]


def _rhythm(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.RhythmChosen(**common, person=the(words[0], "name"), every=_number(words[1]))


def _reached(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.ReachedOut(**common, person=the(words[0], "name"))


def _ended(common: dict[str, Any], words: list[str]) -> e.Entry:
    return e.TieEnded(**common, person=the(words[0], "name"), words="")


def _imprint(common: dict[str, Any], words: list[str]) -> e.Entry:
    person = the(words[0], "name") if words else None
    return e.ImprintLeft(**common, person=person, who="" if person else "a pilot", good="tea", hurt="", left="")


VERBS: dict[str, Callable[[dict[str, Any], list[str]], e.Entry]] = {
    "fit": _fit,
    "device": _device,
    "quiet": _quiet,
    "worse": _worse,
    "asks": _asks,
    "unsafe": _unsafe,
    "roots": _roots,
    "readied": _readied,
    "pulse": _pulse,
    "wrote": _wrote,
    "begin": _begin,
    "signs": _signs,
    "told": _told,
    "map": _map,
    "name": _name,
    "merge": _merge,
    "gone": _gone,
    "plan": _plan,
    "done": _done,
    "again": _again,
    "letgo": _letgo,
    "kind": _kind,
    "restored": _restored,
    "met": _met,
    "place": _place,
    "tie": _tie,
    "for": _roles_given,
    "rhythm": _rhythm,
    "reached": _reached,
    "ended": _ended,
    "imprint": _imprint,
    "draft": _draft,
}
