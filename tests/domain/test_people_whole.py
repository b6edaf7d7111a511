"""However people are named, renamed, merged, ended and taken out, no entry is lost or orphaned and nobody unsafe is named."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from nearer.domain import entries as e
from nearer.domain.asker import asker
from nearer.domain.book import Book
from nearer.domain.net import net, whom_to_tell
from nearer.domain.people import people
from nearer.domain.safety import unsafe_people
from nearer.domain.ties import about, bonds, living, names_of, proposable, whom_to_plan_with
from nearer.domain.touch import keep_in_touch, without_rhythm
from nearer.vault.codec import KINDS

DAY = date(2026, 3, 1)
NOTHING = dict.fromkeys(
    ("mood", "chosen", "depth", "heard", "felt", "shown", "closeness", "aftertaste", "stepped_back")
)
PLAN = dict.fromkeys(("act", "moment", "first_sentence", "fear", "step", "situation", "where", "drop"), "")
PLAN |= dict.fromkeys(("likely", "bad", "good", "through"))
SPEAKING = {
    e.AskerChosen: {"weekday": 4, "words": "Ask me on Friday."},
    e.CheckedIn: NOTHING | {"company": "with", "step": "", "note": "soup"},
    e.ClosestNamed: {},
    e.ImprintLeft: {"who": "", "good": "", "hurt": "it ended", "left": ""},
    e.KindnessSeen: {"words": "waited for me"},
    e.MirrorLooked: {"chat": "a"},
    e.MirrorRead: {
        "chat": "a",
        "group": False,
        "checked": True,
        "messages": 900,
        "first": DAY,
        "last": DAY,
        "measures": (),
        "months": (),
        "feelings": (),
    },
    e.PersonPlaced: {"circle": 2, "turn": None, "closeness": None},
    e.PersonRestored: {},
    e.PracticePlanned: PLAN | {"on": DAY},
    e.ReachedOut: {},
    e.RhythmChosen: {"every": 7},
    e.RolesGiven: {"theirs": ("night", "truth"), "mine": ()},
    e.TieTold: {"tie": "friend", "since": "", "bring": "", "brought": "", "held": ""},
}
"""Every kind of entry that speaks of a person, but for the three that change who they are or what may be proposed."""

CHANGING = {e.PersonRemoved, e.TieEnded, e.PersonSafetyAsked}


def test_every_kind_that_speaks_of_a_person_is_in_this_life():
    """Whoever adds one has to say what becomes of it when two names are one, and when a name goes."""
    speaking = {kind for kind, _version in KINDS.values() if any(f.name == "person" for f in fields(kind))}
    assert speaking == set(SPEAKING) | CHANGING


class Life(RuleBasedStateMachine):
    """A book whose people change, as the pages change it."""

    everyone = Bundle("everyone")

    def __init__(self):
        super().__init__()
        self.entries: dict[str, e.Entry] = {}
        self.written: set[str] = set()
        self.minute = 0
        self.unsafe: set[str] = set()

    @property
    def book(self) -> Book:
        return Book.bound(self.entries.values())

    def add(self, kind, **said):
        self.minute += 1
        id_ = f"{self.minute:032x}"
        at = datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=self.minute)
        self.entries[id_] = kind(id=id_, rev=1, at=at, zone="UTC", day=DAY, **said)
        self.written.add(id_)
        return id_

    def take_out(self, ids):
        for id_ in ids:
            del self.entries[id_]
            self.written.discard(id_)

    def is_here(self, person):
        return people(self.book).name(person) is not None

    @initialize()
    def begin(self):
        self.add(e.ImprintLeft, person=None, who="a pilot", good="tea", hurt="", left="")

    @rule(target=everyone)
    def name(self):
        return self.add(e.PersonNamed, name=f"person {self.minute}")

    @rule(person=everyone)
    def rename(self, person):
        who = people(self.book).who(person)
        if self.is_here(person):
            named = self.entries[who]
            self.entries[who] = replace(named, rev=named.rev + 1, name=f"{named.name}!")
            assert people(self.book).name(person).endswith("!")

    @rule(kept=everyone, gone=everyone)
    def merge(self, kept, gone):
        who = people(self.book).who
        if self.is_here(kept) and self.is_here(gone) and who(kept) != who(gone):
            was_unsafe = {who(kept), who(gone)} & unsafe_people(self.book)
            self.add(e.PeopleMerged, kept=who(kept), gone=who(gone))
            assert bool(was_unsafe) == (people(self.book).who(gone) in unsafe_people(self.book))

    @rule(person=everyone)
    def end(self, person):
        self.add(e.TieEnded, person=person, words="")

    @rule(person=everyone)
    def go_on(self, person):
        who = people(self.book).who
        self.take_out([t.id for t in self.book.of(e.TieEnded) if who(t.person) == who(person)])

    @rule(person=everyone)
    def remove(self, person):
        if self.is_here(person):
            before = {entry.id for entry in about(self.book, person)}
            names = names_of(self.book, person)
            self.take_out(names)
            self.add(e.PersonRemoved, person=people(self.book).who(person))
            assert before - set(names) <= set(self.entries)
            assert not self.is_here(person)

    @rule(person=everyone, kind=st.sampled_from(sorted(SPEAKING, key=lambda kind: kind.__name__)))
    def write(self, person, kind):
        self.add(kind, person=person, **SPEAKING[kind])

    @rule(person=everyone)
    def weave(self, person):
        for kind in (e.RolesGiven, e.RhythmChosen, e.AskerChosen):
            self.write(person, kind)

    @rule(person=everyone, forces=st.booleans())
    def ask(self, person, forces):
        said = {"afraid_to_disagree": False, "checks_on_me": False, "forces_or_threatens": forces}
        self.add(e.PersonSafetyAsked, person=person, **said)
        assert forces == (people(self.book).who(person) in unsafe_people(self.book))

    @invariant()
    def no_entry_is_lost(self):
        assert {entry.id for entry in self.book.entries} == self.written

    @invariant()
    def everyone_here_is_one_person_and_everything_of_theirs_is_with_them(self):
        book, found = self.book, bonds(self.book)
        known = people(book)
        assert {b.person for b in found} == set(known.names)
        for kind, of in ((e.ImprintLeft, "imprints"), (e.CheckedIn, "talks"), (e.PersonPlaced, "placed")):
            held = [entry.id for b in found for entry in getattr(b, of)]
            here = [x.id for x in book.of(kind) if x.person is not None and known.name(x.person) is not None]
            assert sorted(held) == sorted(here)

    @invariant()
    def what_speaks_of_someone_is_found_with_them_by_any_of_their_names(self):
        book = self.book
        known = people(book)
        for person in known.names:
            here = {x.id for x in book.entries if (p := getattr(x, "person", None)) and known.who(p) == person}
            assert here <= {x.id for x in about(book, person)}

    @invariant()
    def what_is_about_nobody_here_says_someone_and_stays(self):
        known = people(self.book)
        gone = [x for x in self.book.of(e.ImprintLeft) if x.person and known.name(x.person) is None]
        for imprint in gone:
            assert known.who(imprint.person) in {known.who(r.person) for r in self.book.of(e.PersonRemoved)}

    @invariant()
    def nobody_unsafe_or_ended_is_named(self):
        found, unsafe = bonds(self.book), unsafe_people(self.book)
        ended = {b.person for b in found} - {b.person for b in living(found)}
        woven = net(found)
        named = {b.person for b in (*proposable(found), *woven.people, *whom_to_tell(found), *without_rhythm(found))}
        named |= {t.bond.person for _circle, touches in keep_in_touch(found, DAY) for t in touches}
        named |= {g.perhaps.person for g in woven.gaps if g.perhaps}
        named |= {asks.person for asks in [asker(self.book)] if asks}
        assert not named & (unsafe | ended)
        offered = set(whom_to_plan_with(self.book))
        assert not offered & {b.name for b in found if b.person in unsafe | ended}


Life.TestCase.settings = settings(max_examples=100, stateful_step_count=25, deadline=None)
TestLife = Life.TestCase
