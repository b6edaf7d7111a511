"""Everything there is to see: every address in the states that look different, and the pages that only a form leads to.

The tests over all pages and the pictures are made from this list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from playwright.sync_api import Page

from tests.addresses import ADDRESSES
from tests.brought import ARCHIVE, DAYLIO, TABLE
from tests.chats import talk, whatsapp
from tests.filled import Owner

Then = Callable[[Page], None]


@dataclass(frozen=True)
class Sight:
    """A page: whose browser it is seen in, where, and what is done there first."""

    name: str
    who: str = "Mara"
    path: str = ""
    of: str = ""
    then: Then | None = None
    says: str = ""
    address: str = ""

    def path_for(self, owner: Owner | None) -> str:
        """Its path in this owner's book."""
        if not self.of or owner is None:
            return self.path
        letter = owner.ids.get(f"{self.of} letter", "")
        return self.path.replace("LETTER", letter).replace("ID", owner.ids[self.of])


NOT_SEEN = {"problem-raw": "a download", "report-pdf": "a download", "manifest": "no page", "worker": "no page"}
SEEN_BY = {"sample": "sample", "begin-fit": "Noor"}
"""Who sees an address, where it is not clear from its kind. "sample" is someone in a sample book, "" is nobody."""
USUALLY = {"door": "", "sitting": "Noor", "need": "Mara", "book": "Mara"}


def _plain() -> list[Sight]:
    seen = [a for a in ADDRESSES if a.get and a.name not in NOT_SEEN]
    return [
        Sight(a.name, SEEN_BY.get(a.name, USUALLY[a.kind]), a.path, a.of if a.has_id else "", address=a.name)
        for a in seen
    ]


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def _younger(page: Page) -> None:
    page.locator("input[name=adult][value=no]").check(force=True)
    page.locator("input[name=whose][value=mine]").check(force=True)
    page.locator("input[name=shows][value=no]").check(force=True)
    _send(page)


def _wrong_key(page: Page) -> None:
    page.locator("input[name=name]").fill("Nobody we know")
    page.locator("input[name=passphrase]").fill("not it")
    _send(page)


def _not_trusted(page: Page) -> None:
    page.locator("textarea[name=camera]").fill("Words that must not be lost.")
    page.locator("main input[name=csrfmiddlewaretoken]").evaluate("(e) => { e.value = 'x'.repeat(64) }")
    _send(page)


def _sealed(page: Page) -> None:
    page.locator("textarea[name=camera]").fill("Words for later.")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="nearer-book")
    _send(page)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]


def _two_versions(page: Page) -> None:
    page.locator("main input[name=rev]").evaluate("(e) => { e.value = '7' }")
    page.locator("textarea[name=text]").fill("The other version of it.")
    _send(page)


def _one_more(page: Page) -> None:
    page.locator("input[name=company][value=alone]").check(force=True)
    _send_form(page, "form.checkin")


def _send_form(page: Page, form: str) -> None:
    with page.expect_navigation():
        page.locator(form).locator("button[type=submit]").first.click()


def _with_someone(page: Page) -> None:
    page.locator("input[name=company][value=with]").check(force=True)
    _unfold(page)


def _unfold(page: Page) -> None:
    for closed in page.locator("details:not([open]) > summary").all():
        closed.click()


def _search_ada(page: Page) -> None:
    page.locator("input[name=search]").fill("ada")
    _send_form(page, "form.search-words")


def _search_harbour(page: Page) -> None:
    page.locator("input[name=search]").fill("harbour")
    _send_form(page, "form.search-words")


def _see_kindness(page: Page) -> None:
    _send_form(page, ".kindness form")


def _open_last_country(page: Page) -> None:
    page.locator("details > summary").last.click()


def _known_name(page: Page) -> None:
    page.locator("input[name=name]").fill("wren")
    page.locator("input[name=circle][value='2']").check(force=True)
    _send(page)


def _wave(page: Page) -> None:
    page.locator("input[name=choice]").first.check(force=True)
    page.locator("input[name=on]").first.check(force=True)
    page.locator("textarea[name=fear]").fill("They look away.")
    _send(page)


def _own_act(page: Page) -> None:
    page.locator("input[name=choice][value=own]").check(force=True)


def _drop(page: Page) -> None:
    page.locator("input[name=adults][value=yes]").check(force=True)
    # another name each time: one chat is read once in thirty days
    said = whatsapp(talk(60, first=_someday())).replace(b"Otter", f"Otter {uuid4().hex[:4]}".encode())
    page.locator("input[name=export]").set_input_files({"name": "chat.txt", "mimeType": "text/plain", "buffer": said})
    page.locator("form[data-mirror] button[type=submit]").click()
    page.wait_for_url("**/mirror/who/")


def _someday() -> datetime:
    return datetime(2025, 1, 6, 9)  # noqa: DTZ001 - chats tell local time


def _who(page: Page) -> None:
    _drop(page)
    page.get_by_label("Mara", exact=True).check(force=True)
    _send(page)


def _guess_all(page: Page) -> None:
    _who(page)
    while page.locator("input[name=guess]").count():
        _send(page)


def _moments(page: Page) -> None:
    _guess_all(page)
    page.goto(page.url.split("#")[0] + "asks/")


def _met_moments(page: Page) -> None:
    _guess_all(page)
    page.goto(page.url.split("#")[0] + "theirs_met/")
    _send(page)


def _kept_reading(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main .book-acts a").first.click()
    page.locator("main details").evaluate_all("(all) => { for (const one of all) one.open = true }")


def _invite_by_code(page: Page) -> None:
    page.locator("input[name=name]").fill("Someone")
    page.locator("input[name=way][value=code]").check(force=True)
    _send(page)


def _differs(page: Page) -> None:
    page.locator("input[name=same][value=no]").check(force=True)
    _send(page)


def _wrong_code(page: Page) -> None:
    page.locator("input[name=code]").fill("AAAA-AAAA")
    page.locator("input[name=name]").fill("Someone")
    _send(page)


def _nothing_ticked(page: Page) -> None:
    page.locator("input[name=ticks]").first.uncheck()
    _send(page)


def _everything_ticked(page: Page) -> None:
    for box in page.locator("input[name=ticks]").all():
        box.check()
    _unfold(page)
    for box in page.locator("input[name=exercises]").all():
        box.check()
    _send(page)


def _bring(*files: tuple[str, bytes], passphrase: str = "") -> Then:
    """Choose a file on a page that takes one, and press its button."""

    def then(page: Page) -> None:
        for name, data in files:
            kind = "application/octet-stream"
            page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
        if passphrase:
            page.locator("input[name=passphrase]").fill(passphrase)
        _send(page)

    return then


SIGHTS = [
    *_plain(),
    Sight("archive-refused", "Pia", "/me/archive/sealed/", says="No file is made here"),
    Sight("archive-none", "Pia", "/me/archive/", says="This has changed"),
    Sight("archive-sealed-missing", "Mara", "/me/archive/sealed/", then=_send, says="Write a passphrase"),
    Sight("archive-in-missing", "Mara", "/me/archive/in/", then=_send, says="Choose the file"),
    Sight("archive-look", "Mara", "/me/archive/in/", then=_bring(("old.json", ARCHIVE)), says="Nothing is kept yet"),
    Sight("archive-other", "Mara", "/me/archive/in/", then=_bring(("a.txt", b"Dear diary")), says="no book of Nearer"),
    Sight("begin-archive-move-in", "", "/begin/archive/", then=_bring(("old.json", ARCHIVE)), says="It opened"),
    Sight("journal-daylio", "Mara", "/me/journal/", then=_bring(("daylio.csv", DAYLIO)), says="as you meant it"),
    Sight("journal-table", "Mara", "/me/journal/", then=_bring(("days.csv", TABLE)), says="Which column is what"),
    Sight("journal-wrong", "Mara", "/me/journal/", then=_bring(("a.json", b"{}")), says="no export of"),
    Sight("welcome-again", "Noor", "/"),
    Sight("begin-younger", "", "/begin/", then=_younger, says="This one is for later"),
    Sight("begin-missing", "", "/begin/", then=_send, says="Choose one of these"),
    Sight("help-country", "", "/help/", then=_open_last_country),
    Sight("help-inside", "Mara", "/help/"),
    Sight("ground-inside", "Mara", "/ground/?next=/today/", says="Back to where you were"),
    Sight("open-wrong", "", "/open/", then=_wrong_key, says="do not open a book here"),
    Sight("begin-fit-asked", "Mara", "/begin/fit/"),
    Sight("stay-only", "Odd", "/today/", says="Talk to someone now"),
    Sight("stay-plan-none", "Odd", "/plan/", says="A plan for bad days"),
    Sight("no-files", "Pia", "/plan/copy/", says="No file is made"),
    Sight("calendar-refused", "Pia", "/practice/ID/calendar/", "walk"),
    Sight("today-four", "Pia", "/today/", says="Four times today"),
    Sight("checkin-enough", "Pia", "/checkin/", says="Four times today"),
    Sight("checkin-more", "Mara", "/checkin/", then=_with_someone),
    Sight("checkin-kept", "Abiola", "/checkin/", then=_one_more, says="Saved"),
    Sight("checkin-missing", "Inês", "/checkin/", then=_send, says="Choose one"),
    Sight("checkin-edit-alone", "Mara", "/checkin/ID/", "long ago"),
    Sight("checkins-none", "Wen", "/me/checkins/"),
    Sight("map-none", "Wen", "/me/map/"),
    Sight("map-missing", "Wen", "/me/map/edit/", then=_send, says="One line is enough"),
    Sight("signs-reading-none", "Wen", "/signs/reading/"),
    Sight("sample-today", "sample", "/today/"),
    Sight("sample-me", "sample", "/me/"),
    Sight("sample-map", "sample", "/me/map/"),
    Sight("sample-checkins", "sample", "/me/checkins/"),
    Sight("people-none", "Wen", "/people/"),
    Sight("people-three", "Suri", "/people/"),
    Sight("people-gone", "Mara", "/people/ID/", "once"),
    Sight("person-unsafe", "Mara", "/people/ID/", "landlord", says="Nothing with them is proposed"),
    Sight("person-turned", "Mara", "/people/ID/", "captain", says="Once it was turned on you"),
    Sight("person-taken", "Mara", "/people/new/", then=_known_name, says="goes by this name already"),
    Sight("person-place-missing", "Mara", "/people/new/", then=_send, says="A nickname or a letter is enough"),
    Sight("net-none", "Wen", "/people/net/"),
    Sight("net-three", "Suri", "/people/net/"),
    Sight("touch-none", "Wen", "/people/touch/"),
    Sight("imprints-none", "Wen", "/people/imprints/"),
    Sight("imprint-missing", "Mara", "/people/imprints/new/", then=_send, says="A word is enough"),
    Sight("strangers-none", "Wen", "/people/strangers/"),
    Sight("person-calendar-refused", "Pia", "/people/ID/calendar/", "ada", says="No calendar file here"),
    Sight("sample-people", "sample", "/people/"),
    Sight("sample-nothing-kept", "sample", "/practice/", then=_wave, says="kept"),
    Sight("sample-no-key", "sample", "/me/passphrase/"),
    Sight("today-act", "Tomás", "/today/", says="Thank the driver"),
    Sight("today-ahead", "Inês", "/today/", says="Sit beside someone"),
    Sight("today-again", "Abiola", "/today/", says="all right again"),
    Sight("today-plan", "Wen", "/today/", says="Plan one small act"),
    Sight("today-undone", "Ravi", "/today/", says="too large for these days"),
    Sight("practice-brushed-off", "Suri", "/practice/ID/", "brushed_off", says="It was brushed off"),
    Sight("practice-turned", "Suri", "/practice/ID/", "turned_on_me", says="it was turned on you"),
    Sight("practice-taken-up", "Suri", "/practice/ID/", "took_up"),
    Sight("practice-partly", path="/practice/ID/", of="bread", then=_unfold),
    Sight("practice-not-yet", path="/practice/ID/", of="sister", says="when you wrote it"),
    Sight("practice-let-gone", path="/practice/ID/", of="queue"),
    Sight("practice-open", path="/practice/ID/", of="lake"),
    Sight("practice-outcome-more", path="/practice/ID/outcome/", of="door", then=_unfold),
    Sight("plan-own", path="/practice/", then=_own_act),
    Sight("plan-missing", path="/practice/", then=_send, says="Choose"),
    Sight("me-empty", "Wen", "/me/"),
    Sight("remove-plan", path="/me/remove/ID/", of="door"),
    Sight("remove-signs", path="/me/remove/ID/", of="signs"),
    Sight("recovery-words-first", "Tomás", "/me/words/"),
    Sight("recovery-words-back", "Tomás", "/me/words/", then=_send, says="Two of them"),
    Sight("passphrase-missing", path="/me/passphrase/", then=_send, says="Write your passphrase"),
    Sight("problems-none", "Wen", "/me/problems/"),
    Sight("plan-more", path="/practice/", then=_unfold),
    Sight("practice-card-pia", "Pia", "/practice/ID/card/", "walk"),
    Sight("practice-again-fine", "Bo", "/practice/ID/again/", "asked", says="Some days have passed"),
    Sight("practice-taken-up", "Bo", "/practice/ID/", "truth", says="Once more"),
    Sight("card-full", "Bo", "/practice/ID/card/", "next"),
    Sight("today-full", "Bo", "/today/", says="Your coin fell"),
    Sight("me-full", "Bo", "/me/"),
    Sight("map-full", "Bo", "/me/map/"),
    Sight("progress-full", "Bo", "/me/progress/", says="Done in life"),
    Sight("progress-sample", "sample", "/me/progress/", says="Done in life"),
    Sight("report-sample", "sample", "/me/report/read/"),
    Sight("progress-none", "Wen", "/me/progress/", says="Here will stand"),
    Sight("report-missing", "Bo", "/me/report/", then=_nothing_ticked, says="Tick one of these"),
    Sight("report-all", "Bo", "/me/report/", then=_everything_ticked, says="This is what will be read"),
    Sight("report-read-none", "Wen", "/me/report/read/"),
    Sight("report-read-shown", "Pia", "/me/report/read/", says="no file and no printing here"),
    Sight("report-no-files", "Pia", "/me/report/pdf/", says="No file is made"),
    Sight("ledger-full", "Bo", "/me/ledger/", says="The survival ledger"),
    Sight("ledger-numbers", "Bo", "/me/ledger/", then=_unfold),
    Sight("ledger-none", "Wen", "/me/ledger/", says="An example"),
    Sight("insight-full", "Bo", "/me/insight/", says="Looked at once a week"),
    Sight("insight-none", "Wen", "/me/insight/", says="Nothing noted yet"),
    *(
        Sight(f"insight-{question}", "Bo", f"/me/insight/{question}/", then=_unfold)
        for question in ("company", "felt", "heard", "aftertaste", "people", "weeks", "signs")
    ),
    Sight("insight-felt-none", "Wen", "/me/insight/felt/"),
    Sight("insight-weeks-mara", "Mara", "/me/insight/weeks/"),
    Sight("trial-full", "Bo", "/me/trial/ID/", "trial"),
    Sight("trial-closed", "Bo", "/me/trial/ID/", "closed trial", says="What you made of it"),
    Sight("story-trial-full", "Bo", "/me/story/ID/trial/", "story", says="already"),
    Sight(
        "expect-missing", path="/me/story/ID/trial/mood_chosen_or_heard/", of="second", then=_send, says="Choose one"
    ),
    Sight("coins-full", "Bo", "/me/coin/", says="already"),
    Sight("coin-over", "Bo", "/me/coin/ID/", "coin over"),
    Sight("coin-running", "Bo", "/me/coin/ID/", "coin"),
    Sight("days-full", "Bo", "/me/days/"),
    Sight("days-none", "Mara", "/me/days/2019-01/", says="Nothing was written"),
    Sight("search-found", "Bo", "/me/search/", then=_search_ada),
    Sight("entry-checkin", "Mara", "/me/entry/ID/", "evening"),
    Sight("entry-signs", "Mara", "/me/entry/ID/", "signs"),
    Sight("remove-name", "Bo", "/me/remove/ID/", "ada", says="someone"),
    Sight("kindness-none", "Wen", "/kindness/", says="An example"),
    Sight("kindness-kept", "Wen", "/today/", then=_see_kindness, says="Saved"),
    Sight("shares-none", "Wen", "/me/share/", says="Nobody is invited"),
    Sight("share-invite-missing", "Wen", "/me/share/invite/", then=_send, says="A nickname or a letter is enough"),
    Sight("share-code", "Abiola", "/me/share/invite/", then=_invite_by_code, says="It works once"),
    Sight("share-invited", "Mara", "/me/share/ID/", "file", says="First: the invitation"),
    Sight("share-by-file", "Mara", "/me/share/ID/", "okoye", says="Save the sealed report"),
    Sight("share-nothing-lies", "Mara", "/me/share/ID/", "otto", says="Nothing lies with them"),
    Sight("share-taken-back", "Mara", "/me/share/ID/", "rosa", says="Everything was taken back"),
    Sight("share-different", "Ravi", "/me/share/ID/compare/", "answered", then=_differs, says="Then nothing is sent"),
    Sight("share-invite-no-files", "Pia", "/me/share/invite/", says="no file is made here"),
    Sight("sample-shares", "sample", "/me/share/", says="no key"),
    Sight("paused-some", "Suri", "/me/paused/", says="What rests for a while"),
    Sight("path-paused", "Suri", "/path/", says="rest for a while, as you agreed"),
    Sight("root-paused", "Suri", "/path/root/R2/", says="as you agreed"),
    Sight("desk-none", "Wen", "/desk/", says="Nobody shows you anything yet"),
    Sight("desk-ilse", "Ilse", "/desk/", says="Newest report"),
    Sight("desk-nothing", "Rosa", "/desk/ID/", "Mara", says="Nothing lies here"),
    Sight("desk-new-wrong", "Otto", "/desk/new/", then=_wrong_code, says="does not lead to an invitation"),
    Sight("desk-note-missing", "Ilse", "/desk/ID/note/", "Mara", then=_send, says="Write a line"),
    Sight("today-note", "Mara", "/today/", says="Something came for you"),
    Sight("held", "Mara", "/me/remove/ID/", "ilse pinned", says="Not this one alone"),
    Sight("not-found", "Mara", "/there/is/nothing/", says="There is no page here"),
    Sight("not-trusted", path="/practice/ID/camera/", of="door", then=_not_trusted, says="Your text is still here"),
    Sight("sealed-for-later", path="/practice/ID/camera/", of="door", then=_sealed, says="waiting for you"),
    Sight("mirror-none", "Wen", "/mirror/", says="An example"),
    Sight("mirror-closed", "Mara", "/mirror/?closed=1", says="That chat is not open any more"),
    Sight("mirror-file-missing", "Mara", "/mirror/file/", then=_send, says="Choose the file"),
    Sight("mirror-who-seen", "Mara", "/mirror/file/", then=_drop, says="Which one is you?"),
    Sight("mirror-guess", "Mara", "/mirror/file/", then=_who, says="Guess first, then look"),
    Sight("mirror-all", "Mara", "/mirror/file/", then=_guess_all, says="Keep this reading?"),
    Sight("mirror-moments-seen", "Mara", "/mirror/file/", then=_moments, says="Some of the messages"),
    Sight(
        "own-words-found", "Mara", "/mirror/ID/words/", "reading", then=_search_harbour, says="14 messages hold this"
    ),
    Sight("settings-words", "Mara", "/me/settings/", says="What is kept of chats"),
    Sight("sample-mirror", "sample", "/mirror/", then=_kept_reading, says="feelings show in your words"),
    Sight("sample-sign", "sample", "/path/sign/S4/", says="Bills and errands fill"),
    Sight("mirror-moments-left", "Mara", "/mirror/file/", then=_met_moments, says="Left out by you"),
    Sight("two-versions", path="/me/story/ID/", of="second", then=_two_versions, says="two versions"),
]
