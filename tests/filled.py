"""A data folder with people in it, for every test and picture that needs full pages.

Mara has a rich book with some trouble in it; the others each stand at one place of Today; Noor is in a first sitting.
All of them are invented.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from nearer.domain import entries as e
from nearer.domain.days import day_of
from nearer.vault import keys, locks
from nearer.vault.models import Person, SealedEntry
from nearer.vault.seal import digest, seal
from nearer.vault.store import OpenBook
from nearer.vault.waiting import WrittenForm, seal_while_locked
from nearer.web.stamp import new_id
from tests.programmes import built_in

PASSPHRASE = "walnut ferry cobalt thimble"
UNSAFE = ("afraid_to_disagree", "checks_on_me", "forces_or_threatens")
HIDDEN = "a wooden gate that sticks in the rain"
"""Words in a page that waits, of which only its owner may ever see one."""


@dataclass
class Owner:
    """Someone with a book, and the ids of what stands in it."""

    name: str
    person: Person
    book: OpenBook
    words: str = ""
    token: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    written: list[e.Entry] = field(default_factory=list)

    def add(self, kind: type[e.Entry], called: str, days: int = 0, **said: Any) -> str:
        """Write an entry as it was written so many days ago."""
        at = datetime.now(UTC) - timedelta(days=days)
        zone = settings.TIME_ZONE
        self.ids[called] = new_id()
        entry = kind(id=self.ids[called], rev=1, at=at, zone=zone, day=day_of(at, zone), **said)
        self.book.write(add=[entry])
        self.written.append(entry)
        return self.ids[called]

    def plan(self, called: str, act: str, on: int, days: int, **said: Any) -> str:
        """Plan an act ``days`` ago, for ``on`` days from today."""
        when = day_of(datetime.now(UTC), settings.TIME_ZONE) + timedelta(days=on)
        guess: dict[str, Any] = {"likely": 70, "bad": 65, "good": 40, "through": 45, "person": None} | {
            "moment": f"after lunch, at the bus stop, as {self.name}",
            "first_sentence": f"It is {self.name}. Do you have a minute?",
            "fear": f"They look past {self.name} when I begin about the {called}.",
            **dict.fromkeys(("step", "situation", "where", "drop"), ""),
        }
        return self.add(e.PracticePlanned, called, days, act=act, on=when, **(guess | said))

    def done(self, called: str, days: int, camera: str, **said: Any) -> str:
        """Write what came of an act."""
        what: dict[str, Any] = {"happened": "no", "bad": 20, "good": 70, "through": "yes", "recovered_after": 5} | {
            "did": "",
            "learned": "",
            **dict.fromkeys(("likely_now", "through_now", "surprise", "response")),
        }
        plan = self.ids[called]
        return self.add(e.PracticeDone, f"{called} done", days, plan=plan, camera=camera, **(what | said))


@contextmanager
def database_at(path: Path) -> Iterator[None]:
    """Django's database lies here for a while."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


def fill(database: Path) -> dict[str, Owner]:
    """Make the database with everyone in it."""
    from tests.lived import live
    from tests.shown import readers, show

    makers = (_mara, _tomas, _ines, _abiola, _wen, _pia, _suri, _ravi, _odd, _noor, live)
    with database_at(database):
        call_command("migrate", verbosity=0, interactive=False)
        people = {owner.name: owner for owner in (make() for make in makers)}
        people |= {owner.name: owner for owner in readers()}
        show(people)
        return people


def fill_one(database: Path, name: str, told: str) -> Owner:
    """Make the database with one person in it, who told one story."""
    with database_at(database):
        call_command("migrate", verbosity=0, interactive=False)
        owner = begun(name)
        signs(owner)
        story(owner, told)
        return owner


def begun(name: str = "", words: bool = False) -> Owner:
    """Someone whose book has its first page; without a name the sitting is not finished."""
    person, key, token = locks.begin_person(datetime.now(UTC))
    owner = Owner(name or "Noor", person, OpenBook(person.id, person.epoch, keys.keys(key)), token=token)
    owner.add(e.BookBegun, "begun", 30, whose="mine", wall_seed=4242)
    owner.add(e.FitChecked, "fit", 30, thoughts="no", prompt="Thoughts of ending your life, in the last weeks:")
    if name:
        locks.finish_sitting(person, key, name, PASSPHRASE)
    if words:
        owner.words = " ".join(keys.new_words())
        locks.put_words_lock(person, key, owner.words)
    return owner


def draw_map(owner: Owner) -> None:
    """Write the five lines."""
    lines = {
        "wall": f"I leave first, says {owner.name}.",
        "did": "Nobody could send me away.",
        "costs": "The end of every good evening.",
        "want": "One person who knows how the day was.",
        "first_act": "Ask one question and wait.",
    }
    owner.add(e.MapDrawn, "map", 28, **{name: f"{words} ({owner.name})" for name, words in lines.items()})


def check_in(owner: Owner, called: str, days: int, **said: Any) -> str:
    """Write a check-in; without more it is an evening alone."""
    nothing = ("chosen", "person", "depth", "heard", "felt", "shown", "closeness", "aftertaste", "stepped_back")
    what: dict[str, Any] = dict.fromkeys(nothing) | {"mood": 45, "company": "alone", "step": "", "note": ""}
    return owner.add(e.CheckedIn, called, days, **(what | said))


def signs(owner: Owner, levels: tuple[int | None, ...] = (3, 2, 4, 1, 4, 3, 0, None)) -> None:
    """Answer the eight items of the first sitting."""
    asked = [item for sign in built_in().signs for item in sign.item[:2]]
    said = tuple(e.Answer(i.id, i.version, i.text, n) for i, n in zip(asked, levels, strict=True))
    owner.add(e.SignsAnswered, "signs", 29, answers=said)


def story(owner: Owner, text: str, wanted: str = "used_to", called: str = "story", days: int = 29) -> None:
    """Tell a story."""
    prompt = "Being alone as much as I am is something I"
    owner.add(e.StoryTold, called, days, text=text, prompt=prompt, wanted=wanted)


def _mara() -> Owner:
    from tests.mirrored import look_in_mirror
    from tests.peopled import surround
    from tests.walked import walk

    mara = begun("Mara", words=True)
    signs(mara)
    story(mara, "If I leave first, nobody can leave me.")
    story(mara, "I am someone for two hours, not for a whole Sunday.\nAfter that I run out.", "both", "second", 12)
    draw_map(mara)
    mara.add(
        e.SafetyPlanWritten,
        "safety plan",
        15,
        notice="I stop opening the post.",
        alone="The long way home, along the water.",
        places="The reading room of the library.",
        people="Jun, by phone, also late.",
        reach="The tablets are with my sister.",
        country="GB",
    )
    jun = mara.add(e.PersonNamed, "jun", 20, name="Jun from the choir")
    mara.plan("tea", "Ask Jun how the hearing test went, and wait for the answer.", -20, 21, person=jun)
    mara.done(
        "tea",
        20,
        "Jun put the cup down, said “not so good”, and told me about it for two minutes.",
        learned="She had been waiting for someone to ask.",
        bad=15,
    )
    mara.plan("bread", "Tell the baker that her bread got me through the winter.", -9, 10, bad=30, likely=35)
    mara.done(
        "bread",
        9,
        "She laughed and served the next one. A man behind me said: hurry up.",
        happened="partly",
        bad=55,
        good=10,
        through="partly",
        recovered_after=300,
        did="Walked once around the block and counted doors.",
    )
    mara.plan("sister", "Ring my sister and say that I would like to come on Sunday.", -4, 5, through=None)
    mara.done(
        "sister",
        4,
        "She said that it does not suit them now. The call took forty seconds.",
        happened="yes",
        bad=80,
        good=0,
        through="not_yet",
        recovered_after=None,
        did="Put on a coat, went down to the river.",
    )
    mara.plan("queue", "Say one true thing in the queue.", -3, 4, likely=None, bad=None, good=None, fear="")
    mara.add(e.PracticeLetGo, "queue gone", 3, plan=mara.ids["queue"], words="There was no queue.")
    mara.plan("door", "Knock at Mrs Okafor’s and give the plate back myself.", -1, 3)
    mara.plan("lake", "Ask Wren to stay for another cup of tea.", 2, 1, person=jun)
    met = {"company": "with", "person": jun, "depth": 3, "heard": 70, "felt": 60, "shown": 40, "closeness": 4}
    check_in(mara, "evening", 2, **met, aftertaste=80, note="We sat on the steps until it was dark.")
    check_in(mara, "morning", 2, mood=20, chosen=False)
    check_in(mara, "long ago", 16, mood=None, chosen=True, note="A whole day with the door shut, and it was good.")
    seen = {"camera": ["She opened, took the plate and said “oh, you kept it safe”."]}
    mara.add(e.Drafted, "draft", 0, form=f"/practice/{mara.ids['door']}/outcome/", written=seen)
    mara.add(e.KindnessSeen, "kindness", 3, words="The baker kept a loaf back.", person=None)
    mara.add(
        e.TrialBegun,
        "trial",
        10,
        story=mara.ids["story"],
        story_text="If I leave first, nobody can leave me.",
        reading="mood_chosen_or_heard",
        expected="first",
        prompt="Mood: alone by choice, or with someone who hears me",
    )
    today = day_of(datetime.now(UTC), settings.TIME_ZONE)
    heads = tuple(n % 2 == 0 for n in range(60))
    mara.add(
        e.CoinFlipBegun,
        "coin",
        6,
        act="look-up",
        measure="mood",
        first=today - timedelta(days=5),
        heads=heads,
        expected="first",
    )
    old = {"mood": 75, "tags": ("choir", "rain")}
    mara.add(e.PageBrought, "old page", 1, words="Sang with strangers and did not leave at the break.", **old)
    mara.add(e.JournalBrought, "journal", 1, source="daylio", file="daylio_export.csv", pages=(mara.ids["old page"],))
    mara.add(e.PersonSafetyAsked, "jun is safe", 8, person=jun, **dict.fromkeys(UNSAFE, False))
    mara.add(e.ClosestNamed, "closest", 8, person=jun)
    mara.add(e.AskerChosen, "asker", 8, person=jun, weekday=today.weekday(), words="Would you ask me on this day?")
    mara.add(e.WorseAsked, "worse", 8, worse="unsure", words="I go over talks at night.", prompt="Has it?")
    walk(mara)
    surround(mara)
    look_in_mirror(mara)
    damaged_row(mara)
    future_row(mara)
    mara.ids["waiting"] = wait(mara, f"/practice/{mara.ids['door']}/let-go/", note=HIDDEN)
    wait(mara, "/me/lock-after/", minutes="10")
    return mara


def damaged_row(owner: Owner) -> str:
    """Add an entry and flip one byte of it on disk."""
    row = owner.add(e.StoryTold, "damaged", 5, text="It is lost.", prompt="?", wanted="unsure")
    sealed = bytearray(SealedEntry.objects.get(id=row).sealed)
    sealed[-1] ^= 1
    SealedEntry.objects.filter(id=row).update(sealed=bytes(sealed))
    return row


def future_row(owner: Owner) -> str:
    """Add an entry as a newer Nearer would."""
    row = owner.ids["future"] = new_id()
    inside = msgspec.msgpack.encode({"kind": "StoryTold", "version": 99, "fields": {"id": row}})
    sealed = seal(owner.book.keys.entries, owner.book.where(row), inside)
    SealedEntry.objects.create(id=row, person=owner.person, sealed=sealed, digest=digest(sealed))
    return row


def wait(owner: Owner, path: str, **fields: str) -> str:
    """Seal a page that was sent three hours ago, while the book was locked; its id."""
    before = set(owner.person.waiting.values_list("id", flat=True))
    said = {"entry": [new_id()], "rev": ["0"]} | {name: [value] for name, value in fields.items()}
    assert seal_while_locked(owner.person.id, WrittenForm(path, datetime.now(UTC) - timedelta(hours=3), said))
    (page,) = set(owner.person.waiting.values_list("id", flat=True)) - before
    return page


def _tomas() -> Owner:
    tomas = begun("Tomás")
    signs(tomas, (0, 0, 0, 1, 0, 0, None, None))
    story(tomas, "I like the quiet, and I am right about it.", "wanted")
    tomas.plan("today", "Thank the driver by name.", 0, 1, moment="when I get off the 14")
    return tomas


def _ines() -> Owner:
    ines = begun("Inês", words=True)
    ines.plan("ahead", "Sit beside someone at lunch.", 2, 0)
    return ines


def _abiola() -> Owner:
    abiola = begun("Abiola", words=True)
    abiola.plan("again", "Say that the joke hurt.", -4, 5)
    abiola.done("again", 3, "He said: you are too thin-skinned.", happened="yes", bad=90, through="not_yet")
    return abiola


def _wen() -> Owner:
    return begun("Wen", words=True)


def _pia() -> Owner:
    """Someone makes her show her device; she has checked in four times today."""
    pia = begun("Pia", words=True)
    pia.add(e.DeviceAsked, "device", 20, shows_device=True)
    pia.add(
        e.SafetyPlanWritten,
        "plan",
        9,
        **dict.fromkeys(("notice", "alone", "places", "people"), "A walk."),
        reach="",
        country=None,
    )
    pia.plan("walk", "Walk home with Ada.", 1, 0)
    ada = pia.add(e.PersonNamed, "ada", 12, name="Ada")
    pia.add(e.RhythmChosen, "ada rhythm", 12, person=ada, every=7)
    for n in range(4):
        check_in(pia, f"today {n}", 0)
    return pia


def _suri() -> Owner:
    """Suri opened to three people, and was met in three ways."""
    suri = begun("Suri", words=True)
    for days, (who, response) in enumerate(
        (("Otter", "took_up"), ("Wren", "brushed_off"), ("Captain", "turned_on_me")), 10
    ):
        person = suri.add(e.PersonNamed, who, 20, name=who)
        suri.plan(
            response, f"Tell {who} what the week was like.", -days, days, person=person, fear="It is laughed off."
        )
        suri.done(response, days, f"I told {who} at the gate.", response=response)
    return suri


def _ravi() -> Owner:
    """Ravi's last two acts did not come about."""
    ravi = begun("Ravi", words=True)
    ravi.plan("first", "Ask for the salt.", -5, 6)
    ravi.add(e.PracticeLetGo, "first gone", 5, plan=ravi.ids["first"], words="Not this week.")
    ravi.plan("second", "Ask Otter for a lift.", -1, 3)
    return ravi


def _odd() -> Owner:
    """Odd has just said that he might act."""
    odd = begun("Odd", words=True)
    odd.add(e.FitChecked, "might", 0, thoughts="might_act", prompt="Thoughts of ending your life, in the last weeks:")
    return odd


def _noor() -> Owner:
    noor = begun()
    signs(noor)
    story(noor, "I have to be useful to be wanted.")
    draw_map(noor)
    noor.plan("act", "Ask the person at a till how their day has been.", 0, 0)
    return noor
