"""Every address of the site, once: who may go there, and what a filled book has at it.

The tests over all pages are generated from this table, and the table is held against ``nearer.web.urls``: an address that
is not listed here fails them.
"""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

from tests.filled import PASSPHRASE, Owner

NEW = "otter granite velvet seventeen"
TO_LOCKED = "/locked/"
TO_BEGIN = "/begin/"


@dataclass(frozen=True)
class Address:
    """One named address. ``of`` says which of the filled book's ids stands in it.

    door: works for anyone; book: needs an open book; sitting: needs one, and works in a first sitting too; need: the
    same, and stays open when nothing but help is on offer.
    """

    name: str
    kind: str
    path: str
    of: str = ""
    post: dict[str, str] | None = None
    get: bool = True
    carries_box: bool = True
    in_path: bool = True
    owner_gets: int = 200
    owner_posts: int = 302

    def path_for(self, owner: Owner) -> str:
        """The path in this owner's book."""
        if not self.has_id:
            return self.path
        letter = owner.ids.get(f"{self.of} letter", "")
        return self.path.replace("LETTER", letter).replace("ID", owner.ids[self.of])

    @property
    def has_id(self) -> bool:
        """Whether an id of someone's book stands in the path, and not only in the form."""
        return bool(self.of) and self.in_path

    @property
    def needs_book(self) -> bool:
        """Whether there is nothing here without an open book."""
        return self.kind in ("book", "sitting", "need")


LEVELS = {"likely": "70", "bad": "60", "good": "40", "through": "35"}
ACT = {"choice": "own", "act": "Wave to the neighbour.", "asked_not": "no", "could_do": "nothing", "on": "TODAY"}
TRIED = {"act": "Ask for one minute.", "asked_not": "no", "could_do": "nothing", "on": "TODAY"}
WALK = {"own-move": "Twice around the block."}
READY = {"thoughts": "no", "steadied": "yes", "loses_time": "no"}
OUTCOME = {"camera": "She waved back.", "happened": "no", "bad": "10", "good": "60", "through": "yes", "recovered": ""}
MAP = {"wall": "A joke.", "did": "", "costs": "", "want": "", "first_act": ""}
PLAN = {"notice": "Rain.", "alone": "", "places": "", "people": "", "reach": "", "country": ""}
CALENDAR = {"words_before": "Tea", "before": "2026-03-01T09:00", "words_after": "Note", "after": ""}
TRIAL = {"expected": "second"}
COIN = {"act": "look-up", "measure": "mood", "expected": "first"}
TOLD = {"start": "own", "text": "Nobody asks twice.", "wanted": "unsure"}
IMPRINT = {"good": "Long walks.", "hurt": "The last one.", "left": "I still whistle."}
AGAIN = {"note": "Tea", "at": "2026-03-01T18:00"}
SAME = {"compared": "another card", "same": "yes"}
SEAL = {"passphrase": NEW, "again": NEW}
OLD = {"old": PASSPHRASE, "passphrase": NEW, "again": NEW}

ADDRESSES = (
    Address("welcome", "door", "/", owner_gets=302),
    Address("help", "door", "/help/"),
    Address("ground", "door", "/ground/"),
    Address("offline", "door", "/offline/"),
    Address("manifest", "door", "/manifest.webmanifest"),
    Address("worker", "door", "/worker.js"),
    Address("away", "door", "/away/"),
    Address("sample", "door", "/sample/", post={"sample": "selin"}, owner_posts=200),
    Address("sample-close", "door", "/sample/close/", post={}, get=False),
    Address("begin", "door", "/begin/", post={"adult": "yes", "whose": "mine", "shows": "no"}, owner_gets=302),
    Address("begin-fit", "need", "/begin/fit/", post={"thoughts": "no"}),
    Address("begin-signs", "sitting", "/begin/signs/", post={}),
    Address("begin-reading", "sitting", "/begin/reading/"),
    Address("begin-story", "sitting", "/begin/story/", post=TOLD),
    Address("begin-act", "sitting", "/begin/act/", post=ACT | LEVELS),
    Address("begin-map", "sitting", "/begin/map/", "map", post=MAP | {"rev": "1"}, in_path=False),
    Address(
        "begin-key", "sitting", "/begin/key/", post={"name": "Zed", "passphrase": NEW, "again": NEW}, owner_gets=302
    ),
    Address("begin-archive", "door", "/begin/archive/", post={}, owner_gets=302),
    Address("begin-archive-keep", "door", "/begin/archive/keep/", post={}, get=False),
    Address("stay", "need", "/stay/"),
    Address("safety-plan", "need", "/plan/"),
    Address("safety-plan-edit", "need", "/plan/edit/", "safety plan", post=PLAN | {"rev": "1"}, in_path=False),
    Address("safety-plan-copy", "need", "/plan/copy/", post={}, carries_box=False, owner_posts=200),
    Address("safe", "door", "/safe/"),
    Address("worse", "book", "/worse/", post={"worse": "no"}),
    Address("worse-then", "need", "/worse/then/"),
    Address("open", "door", "/open/", post={"name": "nobody here", "passphrase": "wrong"}, owner_posts=403),
    Address(
        "open-words",
        "door",
        "/open/words/",
        post={"name": "nobody here", "words": "zoo " * 24, "passphrase": NEW, "again": NEW},
        owner_posts=403,
    ),
    Address("locked", "door", "/locked/"),
    Address("leave", "door", "/leave/", post={}, get=False),
    Address("here", "door", "/here/", post={}, get=False, owner_posts=204),
    Address("draft", "door", "/draft/", post={"form": "/practice/", "act": "Half a"}, get=False, owner_posts=200),
    Address("waiting", "book", "/waiting/"),
    Address("waiting-keep", "book", "/waiting/ID/keep/", "waiting", post={}, get=False),
    Address("waiting-let-go", "book", "/waiting/ID/let-go/", "waiting", post={}, get=False),
    Address("today", "book", "/today/"),
    Address("plan", "book", "/practice/", post=ACT | LEVELS),
    Address("practice", "book", "/practice/ID/", "tea"),
    Address("practice-edit", "book", "/practice/ID/edit/", "door", post=ACT | LEVELS | {"rev": "1"}),
    Address(
        "practice-rehearse",
        "book",
        "/practice/ID/rehearse/",
        "door",
        post={"first_sentence": "Hello to you.", "rev": "1"},
    ),
    Address("practice-once-more", "book", "/practice/ID/once-more/", "tea", post=ACT | LEVELS),
    Address("practice-card", "book", "/practice/ID/card/", "door"),
    Address("practice-camera", "book", "/practice/ID/camera/", "door", post={"camera": "She waved back."}),
    Address("practice-outcome", "book", "/practice/ID/outcome/", "door", post=OUTCOME),
    Address("practice-again", "book", "/practice/ID/again/", "sister", post={"through": "yes", "recovered": "1440"}),
    Address("practice-restore", "book", "/practice/ID/restore/", "tea", post={}, get=False),
    Address("practice-let-go", "book", "/practice/ID/let-go/", "lake", post={"note": "It rained."}),
    Address("practice-calendar", "book", "/practice/ID/calendar/", "lake", post=CALENDAR, owner_posts=200),
    Address("checkin", "book", "/checkin/", post={"company": "alone", "when": "now"}),
    Address("checkin-edit", "book", "/checkin/ID/", "evening", post={"company": "alone", "when": "keep", "rev": "1"}),
    Address("checkin-undo", "book", "/checkin/ID/undo/", "evening", post={}, get=False, owner_posts=409),
    Address("checkin-remove", "book", "/checkin/ID/remove/", "evening", post={}),
    Address("checkins", "book", "/me/checkins/"),
    Address("kindness", "book", "/kindness/", post={"note": "She waved at me.", "person": ""}),
    Address(
        "kindness-edit",
        "book",
        "/kindness/ID/",
        "kindness",
        post={"note": "She waved at me.", "person": "", "rev": "1"},
    ),
    Address("try-out", "book", "/practice/try/H1-time/", post=TRIED | LEVELS),
    Address("path", "book", "/path/"),
    Address("sign", "book", "/path/sign/S3/"),
    Address("cost", "book", "/path/cost/C2/"),
    Address("step", "book", "/path/step/H1/"),
    Address("partner", "book", "/path/partner/"),
    Address("partner-who", "book", "/path/partner/who/", post={"name": "Bo", "could_do": "nothing"}),
    Address("roots", "book", "/path/roots/"),
    Address("roots-sentences", "book", "/path/roots/sentences/first/", post={}),
    Address("root", "book", "/path/root/R2/"),
    Address("root-ready", "book", "/path/root/R2/ready/", post=READY),
    Address("exercise", "book", "/path/exercise/H1-came-through/"),
    Address("exercise-remove", "book", "/path/exercise/H1-came-through/1/remove/", "H1-came-through 1 sting", post={}),
    Address("exercise-part", "book", "/path/exercise/H1-ten-minutes/1/body/", post=WALK),
    Address("pulse", "book", "/path/pulse/", post={}),
    Address("pulse-weeks", "book", "/path/pulse/weeks/"),
    Address("decks", "book", "/path/decks/"),
    Address("deck-let-go", "book", "/path/decks/kept/ID/let-go/", "question", post={}),
    Address("deck", "book", "/path/decks/friend/facts/1/", post={}),
    Address("deck-two", "book", "/path/decks/friend/facts/1/two/"),
    Address("people", "book", "/people/"),
    Address("person-new", "book", "/people/new/", post={"name": "Bo from the ferry", "circle": "3"}),
    Address("net", "book", "/people/net/"),
    Address("net-act", "book", "/people/net/lift/act/", post=ACT | LEVELS),
    Address("touch", "book", "/people/touch/"),
    Address("strangers", "book", "/people/strangers/"),
    Address("imprints", "book", "/people/imprints/"),
    Address("imprint-new", "book", "/people/imprints/new/", post={"who": "A man with a map", "good": "He laughed."}),
    Address("imprint-edit", "book", "/people/imprints/ID/", "imprint", post=IMPRINT | {"rev": "1"}),
    Address("imprint-remove", "book", "/people/imprints/ID/remove/", "imprint", post={}),
    Address("person", "book", "/people/ID/", "wren"),
    Address("person-place", "book", "/people/ID/place/", "wren", post={"circle": "1", "turn": "", "closeness": "5"}),
    Address("person-edit", "book", "/people/ID/edit/", "plum", post={"name": "Plum-", "tie": "family"}),
    Address("person-roles", "book", "/people/ID/roles/", "wren", post={"theirs": "laugh"}),
    Address("person-rhythm", "book", "/people/ID/rhythm/", "wren", post={"every": "30"}),
    Address("person-reached", "book", "/people/ID/reached/", "wren", post={}, get=False),
    Address("person-calendar", "book", "/people/ID/calendar/", "tall jo", post=AGAIN, owner_posts=200),
    Address("person-safe", "book", "/people/ID/safe/", "wren", post={}),
    Address("person-restore", "book", "/people/ID/restore/", "captain", post={}, get=False),
    Address("person-imprint", "book", "/people/ID/imprint/", "wren", post=IMPRINT),
    Address("person-merge", "book", "/people/ID/merge/", "wren", post={"other": ""}, owner_posts=200),
    Address("person-end", "book", "/people/ID/end/", "wren", post={"note": ""}),
    Address("person-go-on", "book", "/people/ID/go-on/", "once", post={}, get=False),
    Address("person-remove", "book", "/people/ID/remove/", "wren", post={}),
    Address("mirror", "book", "/mirror/", post={"why": "curious"}),
    Address("mirror-file", "book", "/mirror/file/", post={"adults": "no"}, carries_box=False, owner_posts=400),
    Address("mirror-which", "book", "/mirror/which/", post={}, carries_box=False, owner_gets=302),
    Address("mirror-who", "book", "/mirror/who/", post={}, carries_box=False, owner_gets=302),
    Address("mirror-reading", "book", "/mirror/reading/", post={}, carries_box=False, owner_gets=302),
    Address("mirror-moments", "book", "/mirror/reading/deep/", post={}, carries_box=False, owner_gets=302),
    Address("mirror-keep", "book", "/mirror/keep/", post={}, get=False, carries_box=False),
    Address("mirror-close", "book", "/mirror/close/", post={}, get=False, carries_box=False),
    Address("mirror-kept", "book", "/mirror/ID/", "reading"),
    Address(
        "own-words",
        "book",
        "/mirror/ID/words/",
        "reading",
        post={"search": "harbour"},
        carries_box=False,
        owner_posts=200,
    ),
    Address("own-words-month", "book", "/mirror/ID/words/2025-07/", "reading"),
    Address("own-words-behind", "book", "/mirror/ID/words/behind/deep/", "reading"),
    Address("own-words-remove", "book", "/mirror/ID/words/remove/", "reading", post={}, get=False, carries_box=False),
    Address("own-words-undo", "book", "/mirror/ID/words/undo/", "reading", post={}, get=False, carries_box=False),
    Address("own-words-remove-all", "book", "/me/device/words/", post={}, get=False, carries_box=False),
    Address("mirror-remove", "book", "/mirror/ID/remove/", "reading", post={}),
    Address("signs", "book", "/signs/", post={}),
    Address("signs-reading", "book", "/signs/reading/"),
    Address("me", "book", "/me/"),
    Address("map", "book", "/me/map/"),
    Address("map-edit", "book", "/me/map/edit/", "map", post=MAP | {"rev": "1"}, in_path=False),
    Address("progress", "book", "/me/progress/"),
    Address("report", "book", "/me/report/", post={"ticks": "short", "by": "M."}),
    Address("report-read", "book", "/me/report/read/"),
    Address("report-pdf", "book", "/me/report/pdf/"),
    Address("story", "book", "/me/story/ID/", "story", post=TOLD | {"rev": "1"}),
    Address("story-trial", "book", "/me/story/ID/trial/", "second"),
    Address("story-trial-expect", "book", "/me/story/ID/trial/mood_alone_or_with/", "second", post=TRIAL),
    Address("trial", "book", "/me/trial/ID/", "trial"),
    Address("trial-close", "book", "/me/trial/ID/close/", "trial", post={"note": "So it is.", "wanted": ""}),
    Address("ledger", "book", "/me/ledger/"),
    Address("insight", "book", "/me/insight/"),
    Address("insight-question", "book", "/me/insight/felt/"),
    Address("coins", "book", "/me/coin/", post=COIN),
    Address("coin", "book", "/me/coin/ID/", "coin"),
    Address("coin-done", "book", "/me/coin/ID/done/", "coin", post={"on": "TODAY", "did": "yes"}, get=False),
    Address("days", "book", "/me/days/"),
    Address("days-month", "book", "/me/days/2026-03/"),
    Address("search", "book", "/me/search/", post={"search": "tea"}, carries_box=False, owner_posts=200),
    Address("entry", "book", "/me/entry/ID/", "second"),
    Address("remove", "book", "/me/remove/ID/", "second", post={}),
    Address("shares", "book", "/me/share/"),
    Address("share-invite", "book", "/me/share/invite/", post={"name": "Someone", "way": "code"}, owner_posts=200),
    Address("share-note-plan", "book", "/me/share/note/ID/plan/", "note", post=ACT | LEVELS),
    Address("share", "book", "/me/share/ID/", "ilse"),
    Address("share-take-in", "book", "/me/share/ID/file/", "file", post={}, get=False, owner_posts=400),
    Address("share-invitation", "book", "/me/share/ID/invitation/", "file", post={}, get=False, owner_posts=200),
    Address("share-compare", "book", "/me/share/ID/compare/", "bea", post=SAME, owner_posts=200),
    Address("share-send", "book", "/me/share/ID/send/", "ilse", post={"seen": "no"}, owner_posts=200),
    Address("share-file", "book", "/me/share/ID/report/", "okoye", post={}, get=False, owner_posts=200),
    Address("share-take-back", "book", "/me/share/ID/take-back/", "ilse", post={}),
    Address("share-end", "book", "/me/share/ID/end/", "ilse", post={}),
    Address("share-note", "book", "/me/share/ID/note/LETTER/", "ilse", post={"accept": "yes", "pause": "roots"}),
    Address("paused", "book", "/me/paused/", post={"parts": "roots"}),
    Address("desk", "book", "/desk/"),
    Address("desk-new", "book", "/desk/new/", post={"code": "AAAA-AAAA", "name": "Someone"}, owner_posts=200),
    Address("desk-take-in", "book", "/desk/file/", post={}, get=False, owner_posts=400),
    Address("desk-person", "book", "/desk/ID/", "suri"),
    Address("desk-compare", "book", "/desk/ID/compare/", "tomas", post=SAME, owner_posts=200),
    Address("desk-answer", "book", "/desk/ID/answer/", "tomas", post={}, get=False, owner_posts=200),
    Address("desk-note", "book", "/desk/ID/note/", "suri", post={"note": "A word back."}),
    Address("desk-note-look", "book", "/desk/ID/note/LETTER/", "suri", post={}),
    Address("desk-note-file", "book", "/desk/ID/note/LETTER/file/", "suri", post={}, get=False, owner_posts=404),
    Address("desk-leave", "book", "/desk/ID/leave/", "suri", post={}),
    Address("archive", "book", "/me/archive/"),
    Address("archive-sealed", "book", "/me/archive/sealed/", post=SEAL, carries_box=False, owner_posts=200),
    Address("archive-readable", "book", "/me/archive/readable/", post={}, carries_box=False, owner_posts=200),
    Address("archive-in", "book", "/me/archive/in/", post={}, carries_box=False, owner_posts=200),
    Address("archive-keep", "book", "/me/archive/keep/", post={}, get=False, carries_box=False, owner_posts=409),
    Address("journal", "book", "/me/journal/", post={}, carries_box=False, owner_posts=200),
    Address("journal-keep", "book", "/me/journal/keep/", post={}, get=False, carries_box=False, owner_posts=409),
    Address("journal-undo", "book", "/me/journal/ID/undo/", "journal", post={}, carries_box=False),
    Address("asker", "book", "/me/asker/", post={}, owner_posts=200),
    Address("asker-let-go", "book", "/me/asker/let-go/", post={}, get=False),
    Address("asker-calendar", "book", "/me/asker/calendar/", post=AGAIN, carries_box=False, owner_posts=200),
    Address("settings", "book", "/me/settings/"),
    Address("name", "book", "/me/settings/name/", post={"name": "Another name"}, carries_box=False),
    Address("quiet-name", "book", "/me/settings/quiet-name/", post={"quiet": "yes"}, carries_box=False),
    Address("country", "book", "/me/settings/country/", post={"country": "DE"}, carries_box=False),
    Address("close-windows", "book", "/me/settings/close-windows/", post={}, get=False, carries_box=False),
    Address("recovery-words", "book", "/me/words/", post={"words": "zoo"}, carries_box=False),
    Address("passphrase", "book", "/me/passphrase/", post=OLD, carries_box=False, owner_posts=200),
    Address("someone-knew", "book", "/me/someone-knew/", post=OLD, carries_box=False),
    Address("lock-after", "book", "/me/lock-after/", post={"minutes": "10"}),
    Address("device", "book", "/me/device/", post={"shows": "yes"}, carries_box=False, owner_posts=200),
    Address("delete", "book", "/me/delete/", post={"old": PASSPHRASE}, carries_box=False),
    Address("problems", "book", "/me/problems/"),
    Address("problem-raw", "book", "/me/problems/ID/raw/", "damaged"),
    Address("problem-remove", "book", "/me/problems/ID/remove/", "damaged", post={}, get=False),
)
BY_NAME = {address.name: address for address in ADDRESSES}


def named_in_urls() -> set[str]:
    """The names of all addresses that the site has."""
    return {pattern.name or str(pattern.pattern) for pattern in _patterns()}


def _patterns() -> list[URLPattern]:
    found = get_resolver().url_patterns
    assert all(isinstance(pattern, URLPattern) for pattern in found), "an include() needs this table to look inside"
    return found


def view_of(name: str) -> object:
    """The view behind a name."""
    return next(pattern.callback for pattern in _patterns() if pattern.name == name)
