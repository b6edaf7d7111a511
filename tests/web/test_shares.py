"""Wen shows Inês a report: by a code on one server and by files; what passes, what is refused, what ends it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nearer.domain.entries import (
    DeviceAsked,
    NoteAnswered,
    PartsPaused,
    PatientPinned,
    ReportChosen,
    ShareSent,
    TherapistInvited,
    TherapistPinned,
)
from nearer.domain.hidden import Words
from nearer.domain.paused import paused
from nearer.domain.report import Report
from nearer.domain.shares import Note, Shared
from nearer.formats.shares import note_bytes, share_bytes
from nearer.vault import keys, letters
from nearer.vault.letters import Bond, card_in
from nearer.vault.models import Invitation, Letter, Person
from nearer.web import share_send
from nearer.web.samples import samples
from nearer.web.stamp import new_id
from tests.addresses import NEW
from tests.filled import PASSPHRASE
from tests.formats.test_shares import full_report
from tests.web.conftest import House, fields_of, text_of

TITLE = "What the winter was like"
MARK = "<script>alert(1)</script>"


def a_file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("page.sealed", data)


class Both:
    """Two browsers at one house."""

    def __init__(self, house: House, way: str = "code") -> None:
        self.house, self.way = house, way
        self.wen, self.ines = house.browser("Wen"), house.browser("Inês")
        house["Wen"].add(ReportChosen, "ticked", 0, ticks=("short",), weeks=None, title=TITLE, by=MARK, exercises=())
        self.bond = ""

    def invite(self) -> str:
        """The code, or for the way by files nothing."""
        answer = self.wen.post("/me/share/invite/", {"name": "Inês R.", "way": self.way, "entry": new_id()})
        self.bond = self.house["Wen"].book.read().of(TherapistInvited)[-1].id
        return re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", text_of(answer))[0] if self.way == "code" else ""  # type: ignore[index]

    def meet(self) -> None:
        if self.way == "code":
            answer = self.ines.post("/desk/new/", {"code": self.invite(), "name": "W."})
            assert answer.headers["Location"] == f"/desk/{self.bond}/compare/"
            return
        self.invite()
        invitation = self.wen.post(f"/me/share/{self.bond}/invitation/").content
        self.ines.post("/desk/new/", {"file": a_file(invitation), "name_for_file": "W."})
        self.carry(self.ines, f"/desk/{self.bond}/answer/", self.wen, f"/me/share/{self.bond}/file/")

    def carry(self, one: Client, from_path: str, other: Client, to_path: str):
        made = one.post(from_path)
        assert 'filename="page.sealed"' in made.headers["Content-Disposition"]
        return other.post(to_path, {"file": a_file(made.content)})

    def words(self, client: Client, path: str) -> list[str]:
        shown = re.search(r'<ol class="recovery-words.*?</ol>', text_of(client.get(path)), re.S)
        return re.findall(r"</span> (\w+)</li>", shown[0]) if shown else []

    def compare(self) -> None:
        for client, path in ((self.wen, f"/me/share/{self.bond}/compare/"), (self.ines, f"/desk/{self.bond}/compare/")):
            sent = fields_of(client.get(path), form=-1) | {"same": "yes"}
            assert client.post(path, sent).status_code == 302

    def send(self) -> None:
        path = f"/me/share/{self.bond}/send/"
        assert self.wen.post(path, fields_of(self.wen.get(path))).status_code == 302
        if self.way == "file":
            self.carry(self.wen, f"/me/share/{self.bond}/report/", self.ines, "/desk/file/")

    def write_back(self, **said: str) -> None:
        path = f"/desk/{self.bond}/note/"
        looked = self.ines.post(path, {"entry": new_id(), "rev": "0"} | said).headers["Location"]
        self.ines.post(looked)
        if self.way == "file":
            self.carry(self.ines, f"{looked}file/", self.wen, f"/me/share/{self.bond}/file/")

    def note(self) -> str:
        page = text_of(self.wen.get(f"/me/share/{self.bond}/"))
        return re.search(rf"/me/share/{self.bond}/note/\w+/", page)[0]  # type: ignore[index]

    def desk(self) -> str:
        return text_of(self.ines.get(f"/desk/{self.bond}/"))


@pytest.fixture(params=["code", "file"])
def both(request, house: House) -> Both:
    found = Both(house, request.param)
    found.meet()
    found.compare()
    return found


@pytest.fixture
def here(house: House) -> Both:
    found = Both(house)
    found.meet()
    found.compare()
    return found


# ---- meeting ----


@pytest.mark.parametrize("way", ["code", "file"])
def test_both_read_the_same_eight_words(house: House, way: str):
    both = Both(house, way)
    both.meet()
    words = both.words(both.wen, f"/me/share/{both.bond}/compare/")
    assert len(words) == 8
    assert both.words(both.ines, f"/desk/{both.bond}/compare/") == words


def test_words_that_differ_close_the_way_on_both_sides(house: House):
    both = Both(house)
    both.meet()
    for client, path in ((both.wen, f"/me/share/{both.bond}/compare/"), (both.ines, f"/desk/{both.bond}/compare/")):
        answer = client.post(path, fields_of(client.get(path)) | {"same": "no"})
        assert "Then nothing is sent" in text_of(answer)
    assert not house["Wen"].book.read().of(TherapistPinned)
    assert not house["Inês"].book.read().of(PatientPinned)
    assert both.wen.get(f"/me/share/{both.bond}/send/").status_code == 302


def test_only_the_card_whose_words_were_read_is_pinned(house: House):
    """Between the page and the button someone puts another answer in its place."""
    both = Both(house)
    both.meet()
    path = f"/me/share/{both.bond}/compare/"
    sent = fields_of(both.wen.get(path)) | {"same": "yes"}
    stranger = keys.keys(keys.new_person_key())
    wen = letters.own_card(house["Wen"].person.id, house["Wen"].book.keys)
    forged = letters.write_answer(stranger, new_id(), both.bond, wen)
    Invitation.objects.filter(id=both.bond).update(answer=forged)
    assert both.wen.post(path, sent).status_code == 200
    assert not house["Wen"].book.read().of(TherapistPinned)


def test_guessing_codes_is_slow(house: House):
    ines = house.browser("Inês")
    tries = [ines.post("/desk/new/", {"code": f"AAAA-AAA{n}", "name": "W."}).status_code for n in "ABCDE"]
    assert tries == [200, 200, 200, 429, 429]


def test_a_code_is_over_after_a_quarter_of_an_hour(house: House, clock):
    both = Both(house)
    code = both.invite()
    clock.later(minutes=16)
    assert "does not lead to an invitation" in text_of(both.ines.post("/desk/new/", {"code": code, "name": "W."}))
    assert "never answered in time" in text_of(both.wen.get(f"/me/share/{both.bond}/"))


def test_whoever_has_to_show_their_device_gets_no_file(house: House):
    house["Wen"].add(DeviceAsked, "shows", 0, shows_device=True)
    both = Both(house, "file")
    assert both.wen.post("/me/share/invite/", {"name": "I.", "way": "file", "entry": new_id()}).status_code == 200
    assert not house["Wen"].book.read().of(TherapistInvited)
    bond = house["Wen"].add(TherapistInvited, "before", 0, name="I.", way="file")
    answer = both.wen.post(f"/me/share/{bond}/invitation/")
    assert answer.status_code == 403
    assert "Content-Disposition" not in answer.headers
    by_code = Both(house)
    by_code.meet()
    by_code.compare()
    by_code.send()
    assert TITLE in by_code.desk()


# ---- to and fro ----


def test_a_report_is_read_and_taken_back(both: Both):
    assert "Nothing lies here" in both.desk()
    both.send()
    page = both.desk()
    assert TITLE in page
    assert "Nobody watches this between sittings" in page
    assert MARK in page, "as text"
    assert MARK not in both.ines.get(f"/desk/{both.bond}/").content.decode()
    both.wen.post(f"/me/share/{both.bond}/take-back/")
    assert not Letter.objects.filter(sender_id=both.house["Wen"].person.id).exists()
    if both.way == "code":
        assert "Nothing lies here" in both.desk()
        assert "Everything was taken back" in text_of(both.wen.get(f"/me/share/{both.bond}/"))


def test_what_is_sent_is_what_was_looked_at(here: Both):
    path = f"/me/share/{here.bond}/send/"
    seen = fields_of(here.wen.get(path))
    here.house["Wen"].add(
        ReportChosen, "later", 0, ticks=("short",), weeks=4, title="Another line", by="", exercises=()
    )
    answer = here.wen.post(path, seen)
    assert "has changed since you looked" in text_of(answer)
    assert not here.house["Wen"].book.read().of(ShareSent)
    assert here.wen.post(path, fields_of(answer)).status_code == 302
    assert "Another line" in here.desk()


def test_a_report_that_the_desk_would_not_take_is_not_sealed(here: Both, monkeypatch):
    monkeypatch.setattr(share_send, "LONGEST", 400)
    path = f"/me/share/{here.bond}/send/"
    page = here.wen.get(path)
    assert "too long to be sealed" in text_of(page)
    here.wen.post(path, fields_of(page))
    assert not here.house["Wen"].book.read().of(ShareSent)


def test_an_update_says_what_has_changed(both: Both):
    both.send()
    plan = both.house["Wen"].plan("new", "Wave to the man with the dog.", -2, 3)
    both.house["Wen"].done("new", 2, "He waved back.")
    both.send()
    assert "Acts done" in both.desk()
    assert "Report 2" in both.desk()
    assert plan


def test_a_note_comes_back_and_becomes_a_plan(both: Both):
    both.write_back(note="Shall we begin with the bus?", act="Say good morning on the bus.", first_sentence="Morning.")
    if both.way == "code":
        assert "Something came for you" in text_of(both.wen.get("/today/"))
    path = both.note()
    assert "Shall we begin with the bus?" in text_of(both.wen.get(path))
    onward = both.wen.post(path, {"accept": "yes", "entry": new_id(), "rev": "0"}).headers["Location"]
    form = fields_of(both.wen.get(onward))
    assert form["act"] == "Say good morning on the bus."
    assert form["first_sentence"] == "Morning."
    book = both.house["Wen"].book.read()
    assert [answered.answer for answered in book.of(NoteAnswered)] == ["accepted"]
    assert both.wen.get(path).status_code == 404
    assert "Something came for you" not in text_of(both.wen.get("/today/"))


def test_a_note_that_is_let_go_changes_nothing_else(here: Both):
    here.write_back(note="Try this.", act="Ring twice.", pause="roots")
    here.wen.post(here.note(), {"go": "yes", "pause": "roots"})
    book = here.house["Wen"].book.read()
    assert [answered.answer for answered in book.of(NoteAnswered)] == ["let_go"]
    assert not paused(book)


def test_parts_rest_together_and_the_person_alone_opens_them(here: Both):
    here.write_back(note="", act="", pause="roots")
    here.wen.post(here.note(), {"accept": "yes", "pause": "roots", "entry": new_id(), "rev": "0"})
    assert paused(here.house["Wen"].book.read()) == {"roots"}
    path = text_of(here.wen.get("/path/"))
    assert "rests for a while, as you agreed" in path
    assert "You can take it up again whenever you like" in text_of(here.wen.get("/path/root/R2/"))
    assert here.wen.get("/path/roots/sentences/first/").status_code == 302
    here.wen.post("/me/paused/", {"parts": "roots", "entry": new_id(), "rev": "0"})
    assert not paused(here.house["Wen"].book.read())
    assert here.wen.get("/path/roots/sentences/first/").status_code == 200


def test_a_part_that_was_not_proposed_does_not_rest(here: Both):
    here.write_back(note="", act="", pause="roots")
    here.wen.post(here.note(), {"accept": "yes", "pause": ["roots", "grief"]})
    assert not here.house["Wen"].book.read().of(PartsPaused)


# ---- what is refused ----


def test_a_changed_file_is_refused_and_nothing_changes(house: House):
    both = Both(house, "file")
    both.meet()
    both.compare()
    path = f"/me/share/{both.bond}/send/"
    both.wen.post(path, fields_of(both.wen.get(path)))
    sealed = both.wen.post(f"/me/share/{both.bond}/report/").content
    newer_head = sealed[:7] + b"\xff" + sealed[8:]
    for spoilt in (sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), b"", b"nearer", newer_head, bytes(2000)):
        answer = both.ines.post("/desk/file/", {"file": a_file(spoilt)})
        assert answer.status_code == 400
        assert "has-error" in answer.content.decode()
    newer = both.ines.post("/desk/file/", {"file": a_file(sealed[:6] + b"\x09" + sealed[7:])})
    assert "A newer Nearer made this file" in text_of(newer)
    assert not Letter.objects.filter(recipient_id=house["Inês"].person.id).exists()
    assert "Nothing lies here" in both.desk()


@pytest.mark.parametrize("both", ["file"], indirect=True)
def test_a_file_of_the_wrong_kind_or_for_another_is_refused(both: Both):
    both.send()
    path = f"/me/share/{both.bond}/"
    invitation = letters.write_invitation(both.house["Wen"].book.keys, both.house["Wen"].person.id, both.bond)
    report = both.wen.post(f"{path}report/").content
    assert both.ines.post("/desk/file/", {"file": a_file(invitation)}).status_code == 400
    assert both.wen.post(f"{path}file/", {"file": a_file(report)}).status_code == 400
    tomas = both.house.browser("Tomás")
    assert "not from the one you compared words with" in text_of(tomas.post("/desk/file/", {"file": a_file(report)}))


def test_a_swapped_key_is_refused_in_plain_words(here: Both):
    stranger = keys.keys(keys.new_person_key())
    row = Person.objects.filter(id=here.house["Inês"].person.id)
    row.update(receive_public=stranger.receive_public, sign_public=stranger.sign_public)
    assert "is not the one you compared" in text_of(here.wen.get(f"/me/share/{here.bond}/"))
    assert here.wen.get(f"/me/share/{here.bond}/send/").status_code == 302
    assert not Letter.objects.filter(bond=here.bond).exists()


HOSTILE = {
    "no note": b"{}",
    "unknown fields": note_bytes(Note("Hello.", "", "", ())).replace(b'"act"', b'"more":1,"act"'),
    "empty": note_bytes(Note(" ", "", "", ())),
    "far too long": note_bytes(Note("x" * 20_001, "", "", ())),
    "unknown part": note_bytes(Note("Hello.", "", "", ())).replace(b"[]", b'["everything"]'),
    "deep": b"[" * 100_000,
    "no text at all": b"\xff\xfe",
    "another spelling of the same": b" " + note_bytes(Note("Hello.", "", "", ())),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_what_is_sealed_and_signed_but_no_note_of_ours_is_not_taken_in(here: Both, body: bytes):
    """Inês is who she says she is, and sends something that Nearer never writes."""
    wen, ines = here.house["Wen"], here.house["Inês"]
    pinned = ines.book.read().of(PatientPinned)[-1]
    bond = Bond(here.bond, card_in(pinned.own), card_in(pinned.card))
    letter = new_id()
    sealed = letters.write_letter(ines.book.keys, bond, "note", letter, body)
    Letter.objects.create(
        id=new_id(), bond=here.bond, letter=letter, number=1, recipient_id=wen.person.id, sealed=sealed, digest=b""
    )
    page = here.wen.get(f"/me/share/{here.bond}/note/{letter}/")
    assert "This does not open" in text_of(page)
    here.wen.post(f"/me/share/{here.bond}/note/{letter}/", {"go": "yes"})
    assert not Letter.objects.exclude(bond=here.bond).filter(letter=letter).exists()
    assert not wen.book.read().of(NoteAnswered)


def hostile_reports() -> dict[str, Report]:
    """Whole by type and bound, but nothing that a book would make."""
    whole = full_report(samples()[0])
    assert whole.signs
    assert whole.moods
    assert whole.map
    assert whole.short
    line, mood = whole.signs[0], whole.moods[0]
    far = replace(line, dots=tuple(replace(dot, value=-(2.0**40)) for dot in line.dots))
    every = tuple(replace(dot, day=date(1900 + n % 300, 1, 1)) for n, dot in enumerate(line.dots * 400))
    return {
        "a scale without a top": replace(whole, signs=(replace(line, top=0),)),
        "values beyond the scale": replace(whole, signs=(far,)),
        "no value at all": replace(whole, signs=(replace(line, dots=()),)),
        "three hundred years": replace(whole, signs=(replace(line, dots=every),)),
        "a question that nobody asks": replace(whole, moods=(replace(mood, id="no such question"),)),
        "a finding without sides": replace(whole, moods=(replace(mood, sides=(), rows=()),)),
        "a map without a wall": replace(whole, map=replace(whole.map, wall_seed=-(2**40))),
        "markup everywhere": replace(whole, title=Words(MARK), by=Words(MARK)),
        "thousands of acts": replace(whole, short=replace(whole.short, newest=whole.short.newest * 100)),
    }


@pytest.mark.parametrize("which", hostile_reports())
def test_a_report_that_no_book_would_make_breaks_no_desk(here: Both, which: str):
    """Wen is who he says he is, and sends a report made by hand."""
    wen = here.house["Wen"]
    pinned = wen.book.read().of(TherapistPinned)[-1]
    bond = Bond(here.bond, card_in(pinned.own), card_in(pinned.card))
    body = share_bytes(Shared(1, hostile_reports()[which]))
    sealed = letters.write_letter(wen.book.keys, bond, "share", new_id(), body)
    ines = here.house["Inês"].person.id
    Letter.objects.create(
        id=new_id(), bond=here.bond, letter=new_id(), number=1, recipient_id=ines, sealed=sealed, digest=b""
    )
    for path in (f"/desk/{here.bond}/", "/desk/"):
        answer = here.ines.get(path)
        assert answer.status_code == 200
        assert MARK not in answer.content.decode()


def test_markup_in_a_note_is_text(here: Both):
    here.write_back(note=MARK, act=MARK, first_sentence=MARK)
    raw = here.wen.get(here.note()).content.decode()
    assert MARK not in raw
    assert raw.count("&lt;script&gt;alert(1)") == 3


# ---- the end of it ----


def test_when_the_reader_leaves_the_person_is_told(here: Both):
    here.send()
    here.ines.post(f"/desk/{here.bond}/leave/")
    assert "They stopped reading along" in text_of(here.wen.get(f"/me/share/{here.bond}/"))
    assert "You stopped reading along" in here.desk()
    assert Letter.objects.filter(bond=here.bond).count() == 1


def test_ending_it_leaves_nothing_there_and_the_history_here(here: Both):
    here.send()
    here.wen.post(f"/me/share/{here.bond}/end/")
    assert not Letter.objects.filter(bond=here.bond).exists()
    page = text_of(here.wen.get(f"/me/share/{here.bond}/"))
    assert "Over since" in page
    assert "A report was sent" in page
    assert "Nothing lies here" in here.desk()


@pytest.mark.parametrize(
    ("who", "says"), [("wen", "their reports went with it"), ("ines", "what lay with them went with it")]
)
def test_an_account_that_goes_leaves_the_other_whole(here: Both, who: str, says: str):
    here.send()
    here.write_back(note="One word.")
    stays, path = (here.ines, f"/desk/{here.bond}/") if who == "wen" else (here.wen, f"/me/share/{here.bond}/")
    owner = here.house["Inês" if who == "wen" else "Wen"]
    before = owner.book.read()
    getattr(here, who).post("/me/delete/", {"old": PASSPHRASE})
    assert owner.book.read() == before
    assert says in text_of(stays.get(path))
    assert TITLE not in text_of(stays.get("/desk/"))
    assert not Letter.objects.filter(bond=here.bond).exists()


def test_after_someone_knew_it_words_are_compared_again(here: Both):
    here.send()
    here.write_back(note="Unread until now.")
    here.wen.post("/me/someone-knew/", {"old": PASSPHRASE, "passphrase": NEW, "again": NEW})
    fresh = here.house.browser()
    fresh.post("/open/", {"name": "Wen", "passphrase": NEW})
    page = text_of(fresh.get(f"/me/share/{here.bond}/"))
    assert "your book got a new key" in page
    assert "Unread until now." in page, "a note that lay unread is not lost"
    assert fresh.get(f"/me/share/{here.bond}/send/").status_code == 302
    assert "is not the one you compared" in here.desk()
    assert TITLE not in here.desk()


def test_an_entry_of_a_bond_is_not_taken_out_while_it_lasts(here: Both):
    pinned = here.house["Wen"].book.read().of(TherapistPinned)[-1]
    assert "Not this one alone" in text_of(here.wen.post(f"/me/remove/{pinned.id}/"))
    assert here.house["Wen"].book.read().get(pinned.id)
    here.send()
    here.wen.post(f"/me/share/{here.bond}/end/")
    here.wen.post(f"/me/remove/{here.bond}/")
    book = here.house["Wen"].book.read()
    assert not [e for e in book.entries if getattr(e, "bond", e.id) == here.bond]


def test_nothing_of_the_other_side_is_reached_by_knowing_the_bond(here: Both):
    here.send()
    tomas = here.house.browser("Tomás")
    for path in (
        f"/desk/{here.bond}/",
        f"/me/share/{here.bond}/",
        f"/desk/{here.bond}/note/",
        f"/me/share/{here.bond}/send/",
    ):
        assert tomas.get(path).status_code == 404
    assert here.wen.get(f"/desk/{here.bond}/").status_code == 404
    assert here.ines.get(f"/me/share/{here.bond}/").status_code == 404


def test_an_invitation_in_a_file_is_over_after_two_weeks(house: House, clock):
    both = Both(house, "file")
    both.invite()
    clock.ahead += timedelta(0)
    house["Wen"].add(TherapistInvited, "long ago", 20, name="Someone", way="file")
    assert "never answered in time" in text_of(both.wen.get(f"/me/share/{house['Wen'].ids['long ago']}/"))
    assert "waits for its answer" in text_of(both.wen.get(f"/me/share/{both.bond}/"))
