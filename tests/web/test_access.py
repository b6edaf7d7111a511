"""Who gets what, at every address: Mara owns the book, Tomás has another one, and nobody is nobody."""

import html
from contextlib import nullcontext
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.core import signing

from nearer.domain.report import chosen, report
from nearer.vault.models import Session, Waiting
from nearer.vault.throttle import Throttle
from nearer.web import tries
from nearer.web.keep import NEVER_SHOWN as SECRET
from nearer.web.labels import fields_at, is_written
from nearer.web.room import BOX, SAMPLE_COOKIE
from nearer.web.samples import samples
from nearer.web.stamp import today
from tests.addresses import ADDRESSES, BY_NAME, TO_BEGIN, TO_LOCKED, Address, named_in_urls, view_of
from tests.filled import HIDDEN
from tests.programmes import built_in
from tests.shown import ACT, NOTE, READERS, TITLE
from tests.web.conftest import House, Rows, rows_of, text_of, words_of

WHO = ("nobody", "locked", "other", "unfinished", "sample", "reads", "reads nothing yet", "taken back", "owner")
ASKED = tuple(product(WHO, ("GET", "POST")))
OF_NAMES = {"owner": "Mara", "other": "Tomás", "unfinished": "Noor"} | dict(
    zip(("reads", "reads nothing yet", "taken back"), READERS, strict=True)
)
SHOWS = {
    "today": "Knock at Mrs Okafor",
    "waiting": HIDDEN,
    "practice": "Ask Jun how the hearing test went",
    "practice-outcome": "you kept it safe",
    "me": "If I leave first",
    "story": "If I leave first",
    "remove": "not for a whole Sunday",
    "begin-signs": "checked",
    "share": TITLE,
    "share-send": TITLE,
    "share-note": NOTE,
    "share-note-plan": "Ask Jun for the recipe.",
    "desk": "S. on Tuesdays",
    "desk-person": "From Suri",
    "desk-note-look": "The gate is a good place",
}


def test_every_address_is_listed_once():
    assert named_in_urls() == set(BY_NAME)
    assert len(BY_NAME) == len(ADDRESSES)


def test_what_needs_a_book_is_guarded():
    guarded = {a.name for a in ADDRESSES if getattr(view_of(a.name), "needs_book", False)}
    assert guarded == {a.name for a in ADDRESSES if a.needs_book}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.name)
def test_access(house: House, address: Address, subtests: pytest.Subtests, monkeypatch):
    """All ask in turn in one house, and what one wrote is undone before the next one asks; its owner writes last."""
    mara = house["Mara"]
    hers, stored = words_of(mara) | {HIDDEN}, rows_of(mara)
    for who, method in ASKED:
        monkeypatch.setattr(tries, "throttle", Throttle())
        undone = nullcontext() if (who, method) == ASKED[-1] else house.put_back()
        with subtests.test(f"{who} {method}"), undone:
            page, status = _asks(house, address, who, method)
            if who == "owner":
                assert method == "POST" or SHOWS.get(address.name, "") in page
                continue
            assert not {words for words in hers if words in page}
            assert mara.name not in page
            rows = rows_of(mara)
            assert _but_for_her_own(rows, address, who) == _but_for_her_own(stored, address, who)
            if who == "locked":
                assert len(rows.waiting) - len(stored.waiting) == (
                    address.needs_book and method == "POST" and status == 202
                )


def _asks(house: House, address: Address, who: str, method: str) -> tuple[str, int]:
    """Ask as this person; the page and its status, which are what this person is to get."""
    path = address.path_for(house["Mara"])
    client = house.browser(OF_NAMES.get(who, "Mara" if who == "locked" else ""))
    if who == "sample":
        client.cookies[SAMPLE_COOKIE] = samples()[0].id
    if who == "locked":
        Session.objects.update(seen=datetime.now(UTC) - timedelta(hours=3))
    answer = client.get(path) if method == "GET" else client.post(path, _sent(house, address, who))
    page = answer.content.decode(errors="replace")
    assert answer.status_code in _expected(address, who, method), (answer.status_code, page[:2000])
    assert answer.headers["Cache-Control"] == "no-store"
    if who in ("nobody", "locked") and method == "GET" and address.needs_book and address.get:
        assert answer.headers["Location"] == TO_LOCKED
    if who == "unfinished" and address.kind == "book" and answer.status_code == 302:
        assert answer.headers["Location"] == TO_BEGIN
    return page, answer.status_code


def _but_for_her_own(rows: Rows, address: Address, who: str) -> Rows:
    """What is stored of Mara and is to stay as it is, whatever this person does."""
    if who == "locked":
        return rows._replace(waiting=[], sessions=[])  # she herself, too late: what she sends is sealed beside the book
    if who == "reads" and address.name in ("someone-knew", "delete"):
        return rows._replace(letters=[])  # letters between the two go with the reader's keys
    return rows


def _sent(house: House, address: Address, who: str) -> dict[str, str]:
    """What the page would send, and for others what someone who knows Mara's ids might."""
    mara = house["Mara"]
    said = {k: today().isoformat() if v == "TODAY" else v for k, v in (address.post or {}).items()}
    if address.kind != "door" and who not in ("nobody", "sample"):
        said["entry"] = mara.ids[address.of or "story"] if who != "owner" or "rev" in said else ""
        said[BOX] = signing.dumps(mara.person.id, salt=BOX)
    return said


def _expected(address: Address, who: str, method: str) -> set[int]:
    if method == "GET" and not address.get:
        return {405}
    if who == "sample":
        return _in_a_sample(address, method)
    if not address.needs_book:
        return _at_the_door(address, who, method)
    if who == "nobody":
        return {403} if method == "POST" and _says_words(address) else {302}
    if who == "locked":
        return {302} if method == "GET" else {202}
    if who == "unfinished" and address.kind == "book":
        return {302}
    if who == "owner":
        if method == "GET":
            return {address.owner_gets}
        return {address.owner_posts} if address.post is not None else {200, 302}
    return _of_another(address)


def _of_another(address: Address) -> set[int]:
    """Own pages, of one's own book; an id that is someone else's is taken, and that is all one learns."""
    if address.has_id:
        return {404} if address.name != "waiting-let-go" else {302}
    return {400} if address.name == "desk-take-in" else {200, 302, 409}


def _says_words(address: Address) -> bool:
    """Whether the form holds something that a person wrote, and that must not be lost."""
    known = fields_at(address.path)
    said = {name: value for name, value in (address.post or {}).items() if name not in SECRET}
    return any(is_written(known[n]) and value if n in known else " " in value for n, value in said.items())


def _in_a_sample(address: Address, method: str) -> set[int]:
    """Everything can be looked at, nothing is kept, and there is no key."""
    if address.name.startswith(("share", "desk")) and address.name != "share-note-plan":
        return {200} if method == "GET" else {403}
    if address.has_id and address.needs_book:
        return {404} if method == "GET" else {403, 404}
    if address.name in ("open", "open-words") and method == "POST":
        return {403}
    if address.name == "report-pdf":
        return {403}  # a sample hands out no file
    if address.name in ("here", "draft"):
        return {200, 204, 403, 423}
    if address.name == "begin-archive-keep" and method == "POST":
        return {409}
    return {200, 302} if method == "GET" or not address.needs_book else {200, 302, 403}


def _at_the_door(address: Address, who: str, method: str) -> set[int]:
    if address.name == "here" and method == "POST":
        return {204} if who in OF_NAMES else {423}
    if address.name == "draft" and method == "POST":
        return {200} if who in OF_NAMES else {423}
    if method == "GET":
        return {200, 302} if address.name in ("welcome", "begin", "begin-archive") else {200}
    if address.name == "begin-archive-keep":
        return {302} if who in OF_NAMES and who != "unfinished" else {409}
    if address.name in ("open", "open-words"):
        return {403}
    return {200, 302}


@pytest.mark.parametrize(("who", "lies"), [("Ilse", True), ("Otto", False), ("Rosa", False)])
def test_who_reads_along_sees_the_report_and_nothing_else_of_the_book(house: House, who: str, lies: bool):
    mara, client = house["Mara"], house.browser(who)
    seen = " ".join(text_of(client.get(path)) for path in ("/desk/", f"/desk/{house[who].ids['Mara']}/"))
    sent = report(mara.book.read(), built_in(), chosen(mara.book.read()), today())
    in_it = str(asdict(sent))
    assert (TITLE in seen) == lies
    assert ("Nothing lies here" in seen) != lies
    hers = {html.unescape(words) for words in words_of(mara) | {HIDDEN}} - {NOTE, ACT}
    assert not {words for words in hers if words in seen and (not lies or words not in in_it)}


def test_a_page_for_someone_else_cannot_be_made_up(house: House):
    """The box that a form carries is signed: without the signature nothing is sealed to anyone."""
    mara = house["Mara"]
    before = Waiting.objects.count()
    for box in (mara.person.id, f"{mara.person.id}:x:y", signing.dumps(mara.person.id, salt="other")):
        sent = {"note": "It was not me.", BOX: box}
        answer = house.browser().post(f"/practice/{mara.ids['lake']}/let-go/", sent)
        assert answer.status_code == 403
        assert "It was not me." in answer.content.decode()
    assert Waiting.objects.count() == before


def test_owner_sees_all_of_it_somewhere(house: House):
    """The words that must not reach others do reach their owner: the matrix can fail."""
    mara, client = house["Mara"], house.browser("Mara")
    paths = [a.path_for(mara) for a in ADDRESSES if a.needs_book and a.get]
    paths += [f"/practice/{mara.ids[p]}/" for p in ("bread", "sister", "queue", "door", "lake")]
    paths += [f"/practice/{mara.ids[p]}/" for p in ("joke", "bus", "library", "ferry")]
    paths += [f"/people/{mara.ids[p]}/" for p in ("plum", "once", "tall jo")]
    seen = " ".join(client.get(path).content.decode(errors="replace") for path in paths)
    missing = {words for words in words_of(mara) if words not in seen}
    assert not missing
